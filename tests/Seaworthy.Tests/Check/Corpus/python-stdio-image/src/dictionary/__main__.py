from mcp.server.fastmcp import FastMCP

mcp = FastMCP("dictionary")


@mcp.tool()
def define(word: str) -> str:
    return WORDS.get(word.lower(), "unknown")


mcp.run(transport="stdio")
