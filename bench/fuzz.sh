#!/usr/bin/env bash
# bench/fuzz.sh [COUNT]: checks COUNT mutated deployment files (100,000 unless told otherwise), each with a seed of its own; none may
# crash a parser or a rule, and no finding may point outside its file.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export FUZZ_FILES=${1:-100000}
dotnet build tests/Seaworthy.Tests --verbosity quiet --nologo >&2
exec artifacts/bin/Seaworthy.Tests/debug/Seaworthy.Tests --filter-class '*FuzzTests' --show-live-output on --no-ansi --progress off
