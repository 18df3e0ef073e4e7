// A server that drains on SIGTERM: calls in flight are answered, then it leaves with 0 and says so.
const http = require('node:http');

const server = http.createServer((request, response) => {
  console.log('call');
  // Far longer than a stop command takes to start on a busy machine, and well inside the drain.
  setTimeout(() => response.end('answered'), 10000);
});
server.listen(3000, '0.0.0.0', () => console.log('listening'));

process.on('SIGTERM', () => {
  server.close(() => {
    console.log('drained');
    process.exit(0);
  });
  setTimeout(() => process.exit(1), 20000).unref();
});
