// A server that listens only once a file is there: its start takes as long as a test wants.
const fs = require('node:fs');
const http = require('node:http');

const server = http.createServer((request, response) => response.end('ok'));
const wait = setInterval(() => {
  if (!fs.existsSync('/tmp/started')) return;
  clearInterval(wait);
  server.listen(3000, '0.0.0.0', () => console.log('listening'));
}, 20);

process.on('SIGTERM', () => process.exit(0));
