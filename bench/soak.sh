#!/usr/bin/env bash
# bench/soak.sh [STOPS] [SEED]: SIGTERM at random moments under 16 callers, judged by the ledger of the stub server.
# 1,000 stops take about ten minutes. Uses the published binaries when SEAWORTHY_BINARY and STUB_BINARY name them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export SOAK_STOPS=${1:-1000} SOAK_SEED=${2:-$RANDOM}
dotnet build tests/Seaworthy.ProcessTests --verbosity quiet --nologo >&2
echo "$SOAK_STOPS stops, seed $SOAK_SEED"
exec timeout --signal=INT $((120 + SOAK_STOPS * 4)) \
  artifacts/bin/Seaworthy.ProcessTests/debug/Seaworthy.ProcessTests --filter-class '*SoakTests' --show-live-output on --no-ansi --progress off
