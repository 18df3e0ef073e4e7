// A call that never stops allocating: what ends the process, its own heap limit or the kernel?
const http = require('node:http');

const kept = [];
http.createServer((request, response) => {
  if (request.url === '/health') response.end('ok');
  else for (;;) kept.push(new Array(100000).fill(kept.length));
}).listen(3000, '0.0.0.0', () => console.log('listening'));
process.on('SIGTERM', () => process.exit(0));
