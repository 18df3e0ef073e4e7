import express from 'express';

const app = express();
app.post('/mcp', handle);
const server = app.listen(3000, '127.0.0.1', () => console.log('up'));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  setTimeout(() => process.exit(1), 4000);
});
