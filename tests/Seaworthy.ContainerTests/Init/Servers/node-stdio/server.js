import { setTimeout as delay } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const server = new McpServer({ name: 'notes-server', version: '1.2.0' });
const annotations = { readOnlyHint: true, openWorldHint: false };

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

await server.connect(new StdioServerTransport());
