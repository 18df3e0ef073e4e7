// A server of 2026-07-28 over stdio, built with the TypeScript SDK 2.x, with what only that revision has.

import { McpServer, acceptedContent, inputRequired } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

const NOTE = 'note://today';
const text = (value) => ({ content: [{ type: 'text', text: value }] });
const answer = z.object({ name: z.string() });

serveStdio(() => {
  const server = new McpServer(
    { name: 'modern-server', version: '1.0.0' },
    { capabilities: { tools: { listChanged: true }, resources: { subscribe: true }, logging: {} } },
  );

  // Mirrored into headers, which the front must compare with the body.
  server.registerTool(
    'route',
    {
      inputSchema: z.object({
        region: z.string().meta({ 'x-mcp-header': 'Region' }),
        row: z.int().meta({ 'x-mcp-header': 'Row' }).optional(),
        dry: z.boolean().meta({ 'x-mcp-header': 'Dry' }).optional(),
      }),
    },
    ({ region, row, dry }) => text(`${region} ${row} ${dry}`),
  );

  server.registerTool('greet', { inputSchema: z.object({}) }, (_, ctx) => {
    const given = acceptedContent(ctx.mcpReq.inputResponses, 'who', answer);
    if (given) return text(`Hello, ${given.name}`);
    return inputRequired({ inputRequests: { who: inputRequired.elicit({ message: 'Who are you?', requestedSchema: answer }) } });
  });

  server.registerTool('talk', { inputSchema: z.object({ lines: z.int() }) }, async ({ lines }, ctx) => {
    for (let line = 1; line <= lines; line++) await ctx.mcpReq.log('info', `line ${line}`);
    return text('talked');
  });

  server.registerTool('change', { inputSchema: z.object({}) }, async () => {
    await server.server.sendResourceUpdated({ uri: NOTE });
    server.registerTool('added', { inputSchema: z.object({}) }, () => text('new'));
    return text('changed');
  });

  server.registerResource('note', NOTE, {}, (uri) => ({ contents: [{ uri: uri.href, text: 'buy fish' }] }));
  return server;
});
