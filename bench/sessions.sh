#!/usr/bin/env bash
# Opens ten thousand sessions at `seaworthy run`, each with its event stream, and shows what an idle one costs:
# bench/sessions.sh SEAWORTHY STUB_SERVER [SESSIONS]; exit 1 when it is more than 16 KiB.
set -euo pipefail
seaworthy=$1 stub=$2 sessions=${3:-10000}
ulimit -n "$((sessions + 1000))"
work=$(mktemp -d)
"$seaworthy" run --log-format json --listen http://127.0.0.1:0 --max-sessions "$sessions" -- "$stub" >"$work/log" &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
until grep -q '"to":"Ready"' "$work/log"; do kill -0 "$pid"; sleep 0.05; done
port=$(sed -nE 's/.*"url":"http:\/\/127\.0\.0\.1:([0-9]+).*/\1/p' "$work/log" | head -n 1)

python3 - "$pid" "$port" "$sessions" <<'PYTHON'
import json, os, re, signal, socket, sys, time

pid, port, count = map(int, sys.argv[1:])
body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
    "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}})
initialize = (f"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              f"Accept: application/json, text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()

def resident():
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

def receive(connection, until):
    text = b""
    while until not in text:
        piece = connection.recv(65536)
        assert piece, text
        text += piece
    return text

def open_session():
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(initialize)
    answer = receive(connection, b'"serverInfo"')
    session = re.search(rb"Mcp-Session-Id: (\S+)", answer, re.I).group(1).decode()
    connection.sendall((f"GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                        f"MCP-Protocol-Version: 2025-11-25\r\nMcp-Session-Id: {session}\r\n\r\n").encode())
    receive(connection, b"retry:")
    return connection

# What the first ones cost is not theirs: code that runs for the first time, the heap's first pages.
warm = [open_session() for _ in range(min(500, count // 10))]
before = resident()
began = time.monotonic()
crowd = [open_session() for _ in range(count - len(warm))]
time.sleep(3)
each = (resident() - before) / len(crowd)
print(f"{count} sessions with streams: {resident() / 1024:.0f} MiB resident, {each:.1f} KiB each, opened in {time.monotonic() - began - 3:.1f} s")
began = time.monotonic()
os.kill(pid, signal.SIGTERM)
for connection in warm + crowd:
    while connection.recv(65536):
        pass
print(f"all ended {time.monotonic() - began:.2f} s after SIGTERM")
sys.exit(each > 16)
PYTHON
code=0; wait "$pid" || code=$?
echo "exit $code"
exit "$code"
