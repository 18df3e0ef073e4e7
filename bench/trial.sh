#!/usr/bin/env bash
# Holds the whole trial against fifteen servers that each break one promise, and one that breaks none: bench/trial.sh [ROUNDS [FAULT...]]
# Each must fail exactly its own scenario and pass the others. SEAWORTHY_BINARY names the program; exit 1 when a verdict is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-1}
shift || true
seaworthy=${SEAWORTHY_BINARY:-artifacts/bin/Seaworthy/debug/seaworthy}
server=tests/Seaworthy.ProcessTests/Trial/one-fault-server.mjs
scenarios=$("$seaworthy" trial --list | sed -nE 's/^([a-z-]+)( \(quick\))?:$/\1/p' | grep -vx image)
# shellcheck disable=SC2206 # a list of names
faults=("$@")
[[ $# -gt 0 ]] || faults=(none $scenarios)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
wrong=0
for round in $(seq "$rounds"); do
  for fault in "${faults[@]}"; do
    rm -f "$folder/lock"
    "$seaworthy" trial --budget 2s --seed "$round" --env "LOCK=$folder/lock" --format json -- node "$server" "$fault" >"$folder/report.json" 2>/dev/null || true
    verdicts=$(node -e '
      const [trial] = JSON.parse(require("fs").readFileSync(process.argv[1])).trials;
      const of = verdict => (trial.scenarios ?? []).filter(s => s.verdict === verdict && s.name !== "image").map(s => s.name + ": " + s.seen);
      console.log([trial.failure, ...of("failed"), ...of("not_tested")].filter(Boolean).join("\n"));' "$folder/report.json")
    if [[ $fault == none && -z $verdicts || $verdicts == "$fault: "* && $verdicts != *$'\n'* ]]; then
      printf '%s  right  %s\n' "$round" "$fault"
    else
      printf '%s  WRONG  %s\n%s\n' "$round" "$fault" "$verdicts"
      wrong=1
    fi
  done
done
exit "$wrong"
