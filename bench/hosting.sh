#!/usr/bin/env bash
# bench/hosting.sh [ROUNDS] [SECONDS]: what Seaworthy.Hosting costs: the same server with the SDK alone and with the library,
# in turns, under the same load. Prints calls per second and processor time per call of each round, and the medians of their
# ratios. The second is the better judge where other programs take their share of the machine. Needs wrk.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=${1:-9} seconds=${2:-5} warmup=30 connections=16
command -v wrk >/dev/null || { echo "wrk is missing. On Debian: apt-get install wrk" >&2; exit 1; }

dotnet publish bench/Hosting --configuration Release --verbosity quiet >&2
server=$PWD/artifacts/publish/Hosting/release/hosting-bench
servers=() result=
trap 'for server in "${servers[@]}"; do kill -KILL "$server" 2>/dev/null || true; done; rm -f "$result"' EXIT

start() { # KIND PORT
  ASPNETCORE_URLS=http://127.0.0.1:$2 "$server" "$1" >/dev/null &
  servers+=($!)
  until curl --silent --output /dev/null "http://127.0.0.1:$2/"; do sleep 0.1; done
}

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; } # user + system, in hundredths of a second

measure() { # PID PORT: calls per second, microseconds of processor time per call
  local before after
  before=$(ticks "$1")
  load "$2" >"$result"
  after=$(ticks "$1")
  node -e '
    const round = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    if (round.wrong || round.errors) throw new Error(JSON.stringify(round));
    console.log(round.perSecond.toFixed(0), ((process.argv[3] - process.argv[2]) * 1e4 / round.answered).toFixed(2))' "$result" "$before" "$after"
}

load() { # PORT
  wrk --threads 1 --connections "$connections" --duration "${seconds}s" --script bench/call.lua "http://127.0.0.1:$1/mcp" -- none 2025-11-25 |
    grep --only-matching '{.*}'
}

median() { printf '%s\n' "$@" | sort --numeric-sort | sed -n "$((($# + 1) / 2))p"; }

result=$(mktemp)
start bare 4310
start seaworthy 4311
# Long enough for the tiered compiler to have done with both.
seconds=$warmup load 4310 >/dev/null
seconds=$warmup load 4311 >/dev/null
speeds=() costs=()
for ((round = 1; round <= rounds; round++)); do
  # Whoever goes first changes with the round.
  if ((round % 2)); then
    bare=($(measure "${servers[0]}" 4310)) with=($(measure "${servers[1]}" 4311))
  else
    with=($(measure "${servers[1]}" 4311)) bare=($(measure "${servers[0]}" 4310))
  fi
  speeds+=("$(node -p "(${with[0]} / ${bare[0]}).toFixed(3)")")
  costs+=("$(node -p "(${with[1]} / ${bare[1]}).toFixed(3)")")
  echo "round $round: SDK alone ${bare[0]} calls/s at ${bare[1]} us, with the library ${with[0]} at ${with[1]}: ${speeds[-1]} of the speed, ${costs[-1]} of the time"
done
echo "median: $(median "${speeds[@]}") of the speed, $(median "${costs[@]}") of the processor time per call"
echo "$(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1), $connections connections, $seconds s a round"
