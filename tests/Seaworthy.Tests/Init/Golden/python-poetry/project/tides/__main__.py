import asyncio

from mcp.server.stdio import stdio_server


async def main():
    async with stdio_server() as (read, write):
        pass


asyncio.run(main())
