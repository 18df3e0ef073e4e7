module example.com/acme/clock/v2

go 1.24

require github.com/modelcontextprotocol/go-sdk v1.0.0
