"""A word counter, as an MCP server on standard input and output, with nothing but the standard library."""

import json
import sys
import threading
import time

SCHEMA = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
SLEEP_SCHEMA = {"type": "object", "properties": {"ms": {"type": "integer"}}, "required": ["ms"]}
ANNOTATIONS = {"readOnlyHint": True, "openWorldHint": False}
TOOLS = [
    {"name": "echo", "description": "Gives the text back", "inputSchema": SCHEMA, "annotations": ANNOTATIONS},
    {"name": "sleep", "description": "Answers after a while", "inputSchema": SLEEP_SCHEMA, "annotations": ANNOTATIONS},
]
writing = threading.Lock()


def send(message):
    with writing:
        sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        sys.stdout.flush()


def call(request):
    parameters = request["params"]
    arguments = parameters.get("arguments", {})
    if parameters["name"] == "echo":
        text = arguments["text"]
    elif parameters["name"] == "sleep":
        token = parameters.get("_meta", {}).get("progressToken")
        if token is not None:
            send({"method": "notifications/progress", "params": {"progressToken": token, "progress": 0, "total": 1}})
        time.sleep(arguments["ms"] / 1000)
        text = f"slept {arguments['ms']} ms"
    else:
        send({"id": request["id"], "error": {"code": -32602, "message": f"There is no tool {parameters['name']}."}})
        return
    send({"id": request["id"], "result": {"content": [{"type": "text", "text": text}]}})


def handle(request):
    method = request.get("method")
    if method == "initialize":
        result = {
            "protocolVersion": request["params"]["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "word-counter", "version": "0.9.0"},
        }
        send({"id": request["id"], "result": result})
    elif method == "ping":
        send({"id": request["id"], "result": {}})
    elif method == "tools/list":
        send({"id": request["id"], "result": {"tools": TOOLS}})
    elif method == "tools/call":
        threading.Thread(target=call, args=(request,)).start()
    elif "id" in request and method is not None:
        send({"id": request["id"], "error": {"code": -32601, "message": f"There is no method {method}."}})


for line in sys.stdin:
    handle(json.loads(line))
