import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const app = express();
const transports = {};
app.post('/mcp', async (req, res) => {
  const sessionId = req.headers['mcp-session-id'];
  transports[sessionId] ??= new StreamableHTTPServerTransport({});
  await transports[sessionId].handleRequest(req, res, req.body);
});
app.listen(process.env.PORT || 4000);
