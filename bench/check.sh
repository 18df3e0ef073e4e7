#!/usr/bin/env bash
# bench/check.sh [ROUNDS]: how long `seaworthy check` takes over 1,000 deployments, and over one; prints Markdown.
# The deployments are those of the tests' corpus, each copied until there are enough. Publishes the binary unless SEAWORTHY_BINARY
# names a published one. Measure on an otherwise idle machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rounds=${1:-5} count=1000
if [[ -z ${SEAWORTHY_BINARY:-} ]]; then
  dotnet publish src/Seaworthy --configuration Release --runtime linux-x64 --verbosity quiet >&2
  SEAWORTHY_BINARY=$PWD/artifacts/publish/Seaworthy/release_linux-x64/seaworthy
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
corpus=(tests/Seaworthy.Tests/Check/Corpus/*/)
for ((i = 0; i < count; i++)); do
  cp -r "${corpus[i % ${#corpus[@]}]}" "$work/$i"
  rm "$work/$i/expected.txt"
done

# Prints how long the check of a folder took, in milliseconds. Whether it finds something does not matter here.
check() {
  local began=${EPOCHREALTIME/./} result=0
  "$SEAWORTHY_BINARY" check --format json "$1" >"$work.json" || result=$?
  local ended=${EPOCHREALTIME/./}
  [[ $result == [01] ]] || { echo "check exits with $result" >&2; exit 1; }
  echo $(((ended - began) / 1000))
}

# median TIMES FOLDER
median() {
  local i
  for ((i = 0; i < $1; i++)); do check "$2"; done | sort -n | sed -n "$((($1 + 1) / 2))p"
}

check "$work" >/dev/null
echo "Machine: $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, Linux $(uname -r), load before $(cut -d' ' -f1 /proc/loadavg)."
all=$(median "$rounds" "$work")
findings=$(grep -c '"rule":' "$work.json")
one=$(median 20 "$work/0")
rm "$work.json"
echo
echo '| | target | median |'
echo '|---|---|---|'
echo "| $count deployments, $(find "$work" -type f | wc -l) files, $findings findings | 3000 ms | $all ms |"
echo "| one deployment, from the start of the process to its end | 100 ms | $one ms |"
