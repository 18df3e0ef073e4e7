#!/usr/bin/env bash
# bench/run.sh [--rounds N] [--seconds S] [throughput|start|stop …]: measures and prints Markdown, with the machine named.
# Needs node, npm and wrk. Publishes the binaries unless SEAWORTHY_BINARY and STUB_BINARY name published ones;
# BASELINE_BINARY is an older seaworthy whose throughput is measured beside.
# Measure on an otherwise idle machine; quote ratios rather than absolutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=5 seconds=10 parts=()
while (($#)); do
  case $1 in
    --rounds) rounds=$2; shift 2 ;;
    --seconds) seconds=$2; shift 2 ;;
    throughput | start | stop) parts+=("$1"); shift ;;
    *) sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done
((${#parts[@]})) || parts=(throughput start stop)

for tool in node npm wrk; do
  command -v "$tool" >/dev/null || { echo "$tool is missing. On Debian: apt-get install $tool" >&2; exit 1; }
done
[[ -d bench/node_modules ]] || npm ci --prefix bench --ignore-scripts --no-audit --no-fund >&2

publish() {
  dotnet publish "$1" --configuration Release --runtime linux-x64 --verbosity quiet >&2
}
if [[ -z ${SEAWORTHY_BINARY:-} ]]; then
  publish src/Seaworthy
  export SEAWORTHY_BINARY=$PWD/artifacts/publish/Seaworthy/release_linux-x64/seaworthy
fi
if [[ -z ${STUB_BINARY:-} ]]; then
  publish tests/Seaworthy.StubServer
  export STUB_BINARY=$PWD/artifacts/publish/Seaworthy.StubServer/release_linux-x64/stub-server
fi

echo "Machine: $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GB", $2 / 1e6}' /proc/meminfo)," \
  "Linux $(uname -r), Node $(node --version), load before $(cut -d' ' -f1 /proc/loadavg)."
echo "Commit $(git rev-parse --short HEAD), binary $(stat -c %s "$SEAWORTHY_BINARY") bytes."
result=0
for part in "${parts[@]}"; do
  echo
  case $part in
    throughput) node bench/throughput.mjs "$rounds" "$seconds" || result=$? ;;
    start) node bench/start.mjs 20 || result=$? ;;
    stop) node bench/stop.mjs || result=$? ;;
  esac
done
exit "$result"
