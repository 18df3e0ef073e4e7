#!/usr/bin/env bash
# Holds the whole trial against fifteen servers that each break one promise, and one that breaks none: bench/trial.sh [ROUNDS [FAULT...]]
# Each must fail exactly its own scenario and pass the others. SEAWORTHY_BINARY names the program, JOBS how many trials are held side by
# side (4: they mostly wait); exit 1 when a verdict is wrong.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-1}
shift || true
export seaworthy=${SEAWORTHY_BINARY:-artifacts/bin/Seaworthy/debug/seaworthy}
export server=tests/Seaworthy.ProcessTests/Trial/one-fault-server.mjs
scenarios=$("$seaworthy" trial --list | sed -nE 's/^([a-z-]+)( \(quick\))?:$/\1/p' | grep -vx image)
# shellcheck disable=SC2206 # a list of names
faults=("$@")
[[ $# -gt 0 ]] || faults=(none $scenarios)
folder=$(mktemp -d)
export folder
trap 'rm -rf "$folder"' EXIT

# hold ROUND FAULT: one trial; exit 1 when it is not what it must be.
hold() {
  local round=$1 fault=$2 report=$folder/$1-$2 verdicts
  "$seaworthy" trial --budget 2s --seed "$round" --env "LOCK=$report.lock" --format json -- node "$server" "$fault" >"$report.json" 2>/dev/null || true
  verdicts=$(node -e '
    const [trial] = JSON.parse(require("fs").readFileSync(process.argv[1])).trials;
    const of = verdict => (trial.scenarios ?? []).filter(s => s.verdict === verdict && s.name !== "image").map(s => s.name + ": " + s.seen);
    console.log([trial.failure, ...of("failed"), ...of("not_tested")].filter(Boolean).join("\n"));' "$report.json")
  if [[ $fault == none && -z $verdicts || $verdicts == "$fault: "* && $verdicts != *$'\n'* ]]; then
    printf '%s  right  %s\n' "$round" "$fault"
  else
    printf '%s  WRONG  %s\n%s\n' "$round" "$fault" "$verdicts"
    return 1
  fi
}
export -f hold

for round in $(seq "$rounds"); do
  printf '%s\0' "${faults[@]}" | sed -z "s/^/$round\n/" | tr '\n' '\0'
done | xargs -0 -n 2 -P "${JOBS:-4}" bash -c 'hold "$1" "$2"' hold || exit 1
