import uvicorn
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("music", stateless_http=True)


@mcp.tool()
def lookup(key: str) -> str:
    """Returns what is stored under a key."""
    return STORE.get(key, "")


app = mcp.streamable_http_app()

if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8000, timeout_graceful_shutdown=5)
