import express from 'express';

const app = express();
app.all('/mcp', (req, res) => transport.handleRequest(req, res, req.body));
const server = app.listen(3000);

process.on('SIGTERM', async () => {
  await pool.end();
  server.close(() => {
    console.log('closed');
    process.exit(0);
  });
});
