import os
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("jira", host="0.0.0.0", port=8000)


@mcp.tool()
def issue(key: str) -> dict:
    """Reads an issue."""
    return client.issue(key, token=os.environ["JIRA_TOKEN"])


if __name__ == "__main__":
    mcp.run(transport="streamable-http")
