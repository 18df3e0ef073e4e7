#!/usr/bin/env bash
# bench/pool.sh [--seconds S] [kills|writes|reload|leak|hang|overload|scale …]: the pool under storms of kills, reloads, leaks, hangs
# and overload, judged by its callers and by the stub server's ledger. A minute each, six in all. Prints Markdown.
# Uses the published binaries: SEAWORTHY_BINARY and STUB_BINARY, or where dotnet publish puts them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=60 parts=()
while (($#)); do
  case $1 in
    --seconds) seconds=$2; shift 2 ;;
    kills | writes | reload | leak | hang | overload | scale) parts+=("$1"); shift ;;
    *) sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
  esac
done
((${#parts[@]})) || parts=(kills writes reload leak hang overload scale)
export SEAWORTHY_BINARY=${SEAWORTHY_BINARY:-$PWD/artifacts/publish/Seaworthy/release_linux-x64/seaworthy}
export STUB_BINARY=${STUB_BINARY:-$PWD/artifacts/publish/Seaworthy.StubServer/release_linux-x64/stub-server}
for file in "$SEAWORTHY_BINARY" "$STUB_BINARY"; do
  [[ -x $file ]] || { echo "$file is not there. Publish it, or set SEAWORTHY_BINARY and STUB_BINARY." >&2; exit 2; }
done
exec node bench/pool.mjs "$seconds" "${parts[@]}"
