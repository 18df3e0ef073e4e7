#!/usr/bin/env bash
# Opens ten thousand connections to `seaworthy run`, calls through them, and shows what they cost:
# bench/connections.sh SEAWORTHY STUB_SERVER [CONNECTIONS]
set -euo pipefail
seaworthy=$1 stub=$2 connections=${3:-10000}
ulimit -n "$((connections + 1000))"
work=$(mktemp -d)
"$seaworthy" run --log-format json --listen http://127.0.0.1:0 -- "$stub" >"$work/log" &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
until grep -q '"to":"Ready"' "$work/log"; do kill -0 "$pid"; sleep 0.05; done
port=$(sed -nE 's/.*"url":"http:\/\/127\.0\.0\.1:([0-9]+).*/\1/p' "$work/log" | head -n 1)

python3 - "$pid" "$port" "$connections" <<'PYTHON'
import json, os, signal, socket, sys, time

pid, port, count = map(int, sys.argv[1:])
meta = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
                   "params": {"name": "echo", "arguments": {"text": "fine"}, "_meta": meta}})
call = (f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
        f"MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: echo\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()

def state():
    with open(f"/proc/{pid}/status") as status:
        resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    return f"{resident / 1024:.0f} MiB, {len(os.listdir(f'/proc/{pid}/fd'))} descriptors"

def serve(connection):
    began = time.monotonic()
    connection.sendall(call)
    answer = connection.recv(65536)
    assert b" 200 " in answer and b"fine" in answer, answer
    return time.monotonic() - began

print(f"before           {state()}")
began = time.monotonic()
crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
print(f"{count} open       {state()}, after {time.monotonic() - began:.1f} s")
took = sorted(serve(connection) for connection in crowd)
print(f"a call on each   {state()}, median {took[count // 2] * 1000:.2f} ms, slowest {took[-1] * 1000:.1f} ms")
began = time.monotonic()
os.kill(pid, signal.SIGTERM)
for connection in crowd:
    while connection.recv(65536):
        pass
print(f"all closed       {time.monotonic() - began:.2f} s after SIGTERM")
PYTHON
code=0; wait "$pid" || code=$?
echo "exit             $code"
exit "$code"
