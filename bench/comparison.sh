#!/usr/bin/env bash
# bench/comparison.sh [everything|express|products …]: holds the same trial over Seaworthy, its peers and bare servers, and prints
# docs/comparison.md's tables. Needs node, the npm packages of bench/ and tests/clients, and published binaries in SEAWORTHY_BINARY.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seaworthy=${SEAWORTHY_BINARY:?must name the published seaworthy}
bin=$PWD/bench/node_modules/.bin
everything="$PWD/tests/clients/node_modules/@modelcontextprotocol/server-everything/dist/index.js"
express=$PWD/tests/clients/express-server.mjs
products=$PWD/artifacts/bin/ProductServer/debug/ProductServer
parts=("$@")
((${#parts[@]})) || parts=(everything express products)
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT

trial() { "$seaworthy" trial --budget 5s --seed 1 "$@" || (($? == 1)); }

everything() {
  echo '## One stdio server, four fronts'
  echo
  echo '```'
  trial \
    --compare "seaworthy run=$seaworthy run --listen http://127.0.0.1:{port} --shutdown-timeout 5s --cancel-grace 1s -- node $everything stdio" \
    --compare "supergateway=$bin/supergateway --stdio 'node $everything stdio' --outputTransport streamableHttp --stateful --port {port}" \
    --compare "mcp-proxy=$bin/mcp-proxy --host 127.0.0.1 --port {port} --server stream -- node $everything stdio" \
    --compare "its own HTTP=node $everything streamableHttp"
  echo '```'
}

express() {
  echo '## The HTTP server of most tutorials'
  echo
  echo '```'
  trial --call 'echo={"text":"{text}"}' --slow-call 'wait={"ms":{ms}}' \
    --compare "Express alone=node $express" \
    --compare "seaworthy run --upstream=$seaworthy run --listen http://127.0.0.1:{port} --shutdown-timeout 5s --cancel-grace 1s --upstream http://127.0.0.1:43117/mcp -- node $express"
  echo '```'
}

products() {
  echo '## The product server, with the library'
  echo
  echo '```'
  DATA_DIR=$data SEAWORTHY_SHUTDOWN_TIMEOUT=5s SEAWORTHY_CANCEL_GRACE=1s trial -- "$products"
  echo '```'
}

for part in "${parts[@]}"; do
  "$part"
  echo
done
