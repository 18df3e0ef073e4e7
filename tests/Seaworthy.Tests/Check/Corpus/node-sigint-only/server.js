import { createServer } from 'node:http';

const server = createServer(handleMcp).listen(4000);

process.on('SIGINT', () => {
  console.log('bye');
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(1), 3000);
});
