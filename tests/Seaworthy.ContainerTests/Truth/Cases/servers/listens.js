// A server that says how it is at /health, and refuses a plain GET of /mcp as MCP servers do.
const http = require('node:http');

const server = http.createServer((request, response) => {
  if (request.url === '/health') response.end('ok');
  else response.writeHead(406).end();
});
server.listen(3000, '0.0.0.0', () => console.log('listening'));

process.on('SIGTERM', () => process.exit(0));
