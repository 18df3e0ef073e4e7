#!/bin/sh
set -eu
if [ -n "${API_TOKEN_FILE:-}" ]; then
  API_TOKEN="$(cat "$API_TOKEN_FILE")"
  export API_TOKEN
fi
exec "$@"
