from mcp.server.fastmcp import FastMCP

mcp = FastMCP("dice")


@mcp.tool()
def roll(sides: int = 6) -> int:
    """Rolls a die."""
    return 4


if __name__ == "__main__":
    mcp.run()
