#!/usr/bin/env bash
# bench/comparison.sh [run|upstream|express|products|supergateway|mcp-proxy|everything …]: holds the same trial over Seaworthy, its peers and bare
# servers, one after the other, and writes docs/comparison.md. Servers that are not named keep what artifacts/comparison has of them. Needs node,
# and publishes or builds the rest unless SEAWORTHY_BINARY names a published seaworthy. Hold it on an otherwise idle machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

clients=$PWD/tests/clients bin=$PWD/bench/node_modules/.bin results=$PWD/artifacts/comparison
products=$PWD/artifacts/bin/ProductServer/release/ProductServer
everything=$clients/node_modules/@modelcontextprotocol/server-everything/dist/index.js
servers=("$@")
((${#servers[@]})) || servers=(run upstream express products supergateway mcp-proxy everything)

for folder in bench tests/clients; do
  [[ -d $folder/node_modules ]] || npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --engine-strict=false >&2
done
if [[ -z ${SEAWORTHY_BINARY:-} ]]; then
  dotnet publish src/Seaworthy --configuration Release --runtime linux-x64 --verbosity quiet >&2
  SEAWORTHY_BINARY=$PWD/artifacts/publish/Seaworthy/release_linux-x64/seaworthy
fi
export SEAWORTHY_BINARY
seaworthy=$(realpath "$SEAWORTHY_BINARY")
data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
mkdir -p "$results"

# Every server that can be told its shutdown budget is told the same as the trial.
budget=5s
front=("$seaworthy" run --listen 'http://127.0.0.1:{port}' --shutdown-timeout "$budget" --cancel-grace 1s)
everything_calls=(--call 'echo={"message":"{text}"}' --slow-call 'trigger-long-running-operation={"duration":{seconds},"steps":2}')
express_calls=(--call 'echo={"text":"{text}"}' --slow-call 'wait={"ms":{ms}}')

# trial NAME ARGUMENTS…: a broken promise is a result, and no failure of this script.
trial() {
  local name=$1
  shift
  echo "$name …" >&2
  "$seaworthy" trial --budget "$budget" --seed 1 --format json "$@" >"$results/$name.json.new" || (($? == 1))
  mv "$results/$name.json.new" "$results/$name.json"
}

for server in "${servers[@]}"; do
  case $server in
    run) trial run "${everything_calls[@]}" -- "${front[@]}" -- node "$everything" stdio ;;
    upstream) trial upstream "${express_calls[@]}" -- "${front[@]}" --upstream 'http://127.0.0.1:{port2}/mcp' -- node "$clients/express-server.mjs" ;;
    express) trial express "${express_calls[@]}" --env FORCE_MS=5000 -- node "$clients/express-server.mjs" ;;
    products)
      [[ -x $products ]] || dotnet build samples/ProductServer --configuration Release --verbosity quiet >&2
      trial products --env "DATA_DIR=$data" --env "SEAWORTHY_SHUTDOWN_TIMEOUT=$budget" --env SEAWORTHY_CANCEL_GRACE=1s -- "$products"
      ;;
    supergateway)
      trial supergateway "${everything_calls[@]}" -- "$bin/supergateway" --stdio "node '$everything' stdio" --outputTransport streamableHttp --stateful \
        --port '{port}' --healthEndpoint /healthz --logLevel none
      ;;
    mcp-proxy) trial mcp-proxy "${everything_calls[@]}" -- "$bin/mcp-proxy" --host 127.0.0.1 --port '{port}' --server stream -- node "$everything" stdio ;;
    everything) trial everything "${everything_calls[@]}" -- node "$everything" streamableHttp ;;
    *)
      sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}" >&2
      exit 2
      ;;
  esac
done

node bench/comparison.mjs "$results" >docs/comparison.md.new
mv docs/comparison.md.new docs/comparison.md
