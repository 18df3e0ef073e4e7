// A server that drains on SIGTERM: calls in flight are answered, then it leaves with 0 and says so.
const http = require('node:http');

const server = http.createServer((request, response) => {
  if (request.url === '/health') response.end('ok');
  else if (request.url === '/slow') {
    console.log('slow call');
    setTimeout(() => response.end('answered'), 4000);
  }
  else response.writeHead(406).end();
});
server.listen(3000, '0.0.0.0', () => console.log('listening'));

process.on('SIGTERM', () => {
  server.close(() => {
    console.log('drained');
    process.exit(0);
  });
  setTimeout(() => process.exit(1), 6000).unref();
});
