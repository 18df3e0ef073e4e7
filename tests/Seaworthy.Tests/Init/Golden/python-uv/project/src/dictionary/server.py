from mcp.server.fastmcp import FastMCP

server = FastMCP("dictionary", port=9000, streamable_http_path="/words")


def main() -> None:
    server.run(transport="streamable-http")
