#!/usr/bin/env bash
# Does supervision leak? A worker that leaves a daemon behind is crashed and started again, many times over, while calls go
# through it. Prints what the supervisor holds at the start, on the way and at the end, and a verdict.
#   bench/restarts.sh [CYCLES]        1000 by default
#   SEAWORTHY_BINARY, STUB_BINARY     the published binaries; default: where dotnet publish puts them
#   TIME_LIMIT=900                    seconds after which it gives up
#   PID1=1                            as PID 1 of a namespace of its own (needs unshare --pid)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cycles=${1:-1000}
limit=${TIME_LIMIT:-900}
binary=${SEAWORTHY_BINARY:-artifacts/publish/Seaworthy/release_linux-x64/seaworthy}
stub=${STUB_BINARY:-artifacts/publish/Seaworthy.StubServer/release_linux-x64/stub-server}
for file in "$binary" "$stub"; do
  [[ -x $file ]] || { echo "$file is not there. Publish it, or set SEAWORTHY_BINARY and STUB_BINARY." >&2; exit 2; }
done
binary=$(realpath "$binary") stub=$(realpath "$stub")

work=$(mktemp -d)
mark="soak-$$-$RANDOM"
launcher=
# Everything that carries the mark, and nothing else.
marked() { grep -lsz "^RESTARTS_MARK=$mark\$" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true; }
trap 'for left in $(marked); do kill -KILL "$left" 2>/dev/null || true; done; rm -rf "$work"' EXIT

prefix=()
[[ ${PID1:-} ]] && prefix=(unshare --pid --fork --kill-child --mount-proc)
RESTARTS_MARK=$mark "${prefix[@]}" "$binary" run --listen http://127.0.0.1:0 --log-format json --log-level warn \
  -- "$stub" --double-fork >"$work/log" 2>&1 &
launcher=$!

# The child of unshare, or the process itself.
supervisor() { if [[ ${PID1:-} ]]; then pgrep -P "$launcher" || true; else echo "$launcher"; fi; }
port_of() {
  local pid=$1 inode
  for inode in $(find "/proc/$pid/fd" -lname 'socket:*' -printf '%l\n' 2>/dev/null | tr -dc '0-9\n'); do
    awk -v inode="$inode" '$10 == inode && $4 == "0A" { split($2, a, ":"); print a[2] }' /proc/net/tcp
  done | head -n 1
}
port=
for _ in $(seq 100); do
  pid=$(supervisor)
  [[ $pid ]] && port=$(port_of "$pid")
  [[ $port ]] && break
  sleep 0.1
done
[[ $port ]] || { echo "It does not listen:" >&2; cat "$work/log" >&2; exit 1; }
url=http://127.0.0.1:$((16#$port))

call() {
  curl -s -m 20 -o "$work/answer" -w '%{http_code}' "$url/mcp" -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream' \
    -H 'MCP-Protocol-Version: 2026-07-28' -H 'Mcp-Method: tools/call' -H "Mcp-Name: $1" \
    -d '{"jsonrpc":"2.0","id":'"$2"',"method":"tools/call","params":{"name":"'"$1"'","arguments":{"text":"still here"},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}'
}
zombies() { grep -ls "^State:.Z" /proc/[0-9]*/status 2>/dev/null | while read -r file; do awk -v pid="$pid" '/^PPid:/ && $2 == pid' "$file"; done | wc -l; }
daemons() { local one; for one in $(marked); do tr '\0' ' ' <"/proc/$one/cmdline" 2>/dev/null | grep -c ' linger ' || true; done | awk '{ n += $1 } END { print n + 0 }'; }
descriptors() { find "/proc/$pid/fd" -mindepth 1 2>/dev/null | wc -l; }
threads() { awk '/^Threads:/ { print $2 }' "/proc/$pid/status"; }
rss() { awk '/^VmRSS:/ { print $2 }' "/proc/$pid/status"; }
sample() {
  read -r fds thr mem zom dae <<<"$(descriptors) $(threads) $(rss) $(zombies) $(daemons)"
  printf '%8s %8s %8s %9s %8s %8s\n' "$1" "$fds" "$thr" "$mem" "$zom" "$dae"
}

printf '%8s %8s %8s %9s %8s %8s\n' cycle fds threads 'RSS KiB' zombies daemons
faults=0
warm=$((cycles / 5)) every=$((cycles / 10 > 0 ? cycles / 10 : 1))
began=$SECONDS
for ((cycle = 1; cycle <= cycles; cycle++)); do
  if ((SECONDS - began > limit)); then
    echo "The time limit of ${limit}s is over after $((cycle - 1)) cycles." >&2
    faults=$((faults + 1))
    break
  fi
  status=$(call echo $((cycle * 2)))
  if [[ $status != 200 ]] || ! grep -q 'still here' "$work/answer"; then
    echo "cycle $cycle: the call was answered with $status: $(cat "$work/answer")" >&2
    faults=$((faults + 1))
  fi
  call exit $((cycle * 2 + 1)) >/dev/null
  grep -q worker_lost "$work/answer" || { echo "cycle $cycle: the crash was answered with $(cat "$work/answer")" >&2; faults=$((faults + 1)); }
  if ((cycle % every == 0)); then
    call echo 1 >/dev/null
    sample "$cycle"
    ((cycle >= warm)) && [[ -z ${fds0:-} ]] && fds0=$fds thr0=$thr mem0=$mem
  fi
done
took=$((SECONDS - began))

# What is there with one live worker, after the last crash has been cleaned up after.
call echo 1 >/dev/null
sample end
kill -TERM "$pid"
code=0
wait "$launcher" || code=$?
left=$(marked | wc -l)

verdict() { if (($2)); then echo "ok    $1"; else echo "FAIL  $1"; faults=$((faults + 1)); fi; }
echo
verdict "zombies: $zom" $((zom == 0))
verdict "daemons while one worker lives: $dae" $((dae <= 1))
verdict "orphans after the exit: $left" $((left == 0))
verdict "file descriptors: ${fds0:=$fds} -> $fds" $((fds <= fds0 + 8))
verdict "threads: ${thr0:=$thr} -> $thr" $((thr <= thr0 + 4))
verdict "RSS: ${mem0:=$mem} KiB -> $mem KiB" $((mem <= mem0 + mem0 / 4 + 4096))
verdict "exit code: $code" $((code == 0))
echo "$((cycle - 1)) cycles in ${took}s"
if ((faults)); then
  echo "$faults faults. The last lines of the log:"
  tail -n 5 "$work/log"
  exit 1
fi
echo "Nothing leaks."
