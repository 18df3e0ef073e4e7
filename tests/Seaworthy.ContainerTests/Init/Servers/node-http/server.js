// As in most tutorials: Express, a transport for each session, no health, and nothing that hears SIGTERM.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import { z } from 'zod';

const annotations = { readOnlyHint: true, openWorldHint: false };

function createServer() {
  const server = new McpServer({ name: 'weather-server', version: '0.4.1' });
  server.registerTool('echo', { description: 'Gives the text back', inputSchema: { text: z.string() }, annotations }, async ({ text }) => ({
    content: [{ type: 'text', text }],
  }));
  server.registerTool(
    'sleep',
    { description: 'Answers after a while', inputSchema: { ms: z.number() }, annotations },
    async ({ ms }, { _meta, sendNotification }) => {
      if (_meta?.progressToken !== undefined) {
        await sendNotification({ method: 'notifications/progress', params: { progressToken: _meta.progressToken, progress: 0, total: 1 } });
      }
      await delay(ms);
      return { content: [{ type: 'text', text: `slept ${ms} ms` }] };
    },
  );
  return server;
}

const app = express();
app.use(express.json());
const transports = {};

app.post('/mcp', async (request, response) => {
  let transport = transports[request.headers['mcp-session-id']];
  if (!transport) {
    if (request.body?.method !== 'initialize') {
      response.status(404).json({ jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null });
      return;
    }
    transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: id => { transports[id] = transport; },
    });
    transport.onclose = () => delete transports[transport.sessionId];
    await createServer().connect(transport);
  }
  await transport.handleRequest(request, response, request.body);
});

app.get('/mcp', async (request, response) => {
  const transport = transports[request.headers['mcp-session-id']];
  if (!transport) {
    response.status(404).send('Session not found');
    return;
  }
  await transport.handleRequest(request, response);
});

const port = Number(process.env.PORT ?? 3001);
app.listen(port, () => console.log(`weather-server on port ${port}`));
