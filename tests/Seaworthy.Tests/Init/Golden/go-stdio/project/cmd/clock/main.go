package main

import (
	"context"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "clock"}, nil)
	_ = server.Run(context.Background(), &mcp.StdioTransport{})
}
