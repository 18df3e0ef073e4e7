// The MCP server of most tutorials: Express and the TypeScript SDK, one transport for each session, app.listen(PORT), and a
// SIGTERM handler that closes the listener and forces itself out after 30 s. With an open event stream it always does.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import { z } from 'zod';

// Not part of the tutorial: what a test can ask for.
const flags = new Set(process.argv.slice(2));
const enableJsonResponse = flags.has('json');

function createServer() {
  const server = new McpServer({ name: 'express-server', version: '1.0.0' });
  server.registerTool('echo', { inputSchema: { text: z.string() } }, async ({ text }) => ({ content: [{ type: 'text', text }] }));
  server.registerTool('wait', { inputSchema: { ms: z.number() } }, async ({ ms }, { signal, sendNotification, _meta }) => {
    if (_meta?.progressToken !== undefined) {
      await sendNotification({ method: 'notifications/progress', params: { progressToken: _meta.progressToken, progress: 1 } });
    }
    console.error(`waiting ${ms}`);
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      console.error('cancelled');
      throw error;
    }
    console.error(`waited ${ms}`);
    return { content: [{ type: 'text', text: `waited ${ms}` }] };
  });
  return server;
}

const app = express();
app.use(express.json());
const transports = {};

app.post('/mcp', async (req, res) => {
  if (flags.has('auth') && req.headers.authorization !== 'Bearer good') {
    res.status(401).set('WWW-Authenticate', 'Bearer resource_metadata="/.well-known/oauth-protected-resource"').send('who are you?');
    return;
  }
  let transport = transports[req.headers['mcp-session-id']];
  if (!transport) {
    if (req.body?.method !== 'initialize') {
      res.status(404).json({ jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null });
      return;
    }
    transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      enableJsonResponse,
      onsessioninitialized: id => { transports[id] = transport; },
    });
    transport.onclose = () => delete transports[transport.sessionId];
    await createServer().connect(transport);
  }
  await transport.handleRequest(req, res, req.body);
});

const bySession = async (req, res) => {
  const transport = transports[req.headers['mcp-session-id']];
  if (!transport) {
    res.status(400).send('Invalid or missing session ID');
    return;
  }
  await transport.handleRequest(req, res);
};
app.get('/mcp', bySession);
app.delete('/mcp', bySession);

app.get('/.well-known/oauth-protected-resource', (req, res) => res.json({ resource: 'the server', query: req.query }));
app.get('/healthz', (req, res) => res.sendStatus(flags.has('sick') ? 503 : 200));
app.all('/mirror', (req, res) => {
  res.set('Set-Cookie', ['a=1', 'b=2']).set('Connection', 'close, x-hop').set('X-Hop', 'gone').set('X-Kept', 'k\xe9pt');
  res.json({ method: req.method, url: req.originalUrl, headers: req.headers });
});

const port = process.env.PORT || 3000;
const listener = app.listen(port, error => {
  if (error) throw error;
  console.log(`MCP server listening on port ${port}`);
});
process.on('SIGTERM', () => {
  console.error('SIGTERM');
  listener.close(() => process.exit(0));
  globalThis.setTimeout(() => process.exit(1), Number(process.env.FORCE_MS || 30_000));
});
