// A server that says itself that it cannot serve.
const http = require('node:http');

http.createServer((request, response) => response.writeHead(503).end()).listen(3000, '0.0.0.0', () => console.log('listening'));

process.on('SIGTERM', () => process.exit(0));
