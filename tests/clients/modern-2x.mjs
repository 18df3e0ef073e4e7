// The TypeScript SDK 2.x as a client of modern-server.mjs through a front: modern-2x.mjs URL [--listen]
// With --listen it stays in a subscription until the front ends it, and judges how.

import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { textOf } from './lib/everything.mjs';
import { Verdict } from './lib/verdict.mjs';

const [url, ...flags] = process.argv.slice(2);
const verdict = new Verdict('typescript-sdk 2.x, 2026-07-28');
const client = new Client(
  { name: 'seaworthy-tests', version: '1' },
  { versionNegotiation: { mode: { pin: '2026-07-28' } }, capabilities: { elicitation: { form: {} } } },
);
const heard = [];
const hear = (method) => client.setNotificationHandler(method, ({ params }) => heard.push(`${method} ${params?.uri ?? params?.data ?? ''}`));
let subscription;

// Resolves when this has been heard.
async function hears(what) {
  for (const end = performance.now() + 20_000; !heard.includes(what); ) {
    assert.ok(performance.now() < end, `not heard: ${what}; heard: ${heard.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

await verdict.step('connect', async () => {
  hear('notifications/tools/list_changed');
  hear('notifications/resources/updated');
  hear('notifications/message');
  client.setRequestHandler('elicitation/create', () => ({ action: 'accept', content: { name: 'Ada' } }));
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  assert.equal(client.getNegotiatedProtocolVersion(), '2026-07-28');
  assert.equal(client.getServerVersion().name, 'modern-server');
});

await verdict.step('arguments are mirrored into headers', async () => {
  await client.listTools();
  const args = { region: 'Ærø ', row: 42, dry: true };
  assert.equal(textOf(await client.callTool({ name: 'route', arguments: args })), 'Ærø  42 true');
  assert.equal(textOf(await client.callTool({ name: 'route', arguments: { region: 'us-west1' } })), 'us-west1 undefined undefined');
});

await verdict.step('a tool asks, and is answered on the retry', async () => {
  assert.equal(textOf(await client.callTool({ name: 'greet', arguments: {} })), 'Hello, Ada');
});

await verdict.step('logs come with the call that asked for them, and with no other', async () => {
  assert.equal(textOf(await client.callTool({ name: 'talk', arguments: { lines: 1 } })), 'talked');
  assert.deepEqual(heard, []);
  const _meta = { 'io.modelcontextprotocol/logLevel': 'debug' };
  assert.equal(textOf(await client.callTool({ name: 'talk', arguments: { lines: 2 }, _meta })), 'talked');
  assert.deepEqual(heard, ['notifications/message line 1', 'notifications/message line 2']);
});

await verdict.step('changes are heard', async () => {
  subscription = await client.listen({ toolsListChanged: true, resourceSubscriptions: ['note://today'] });
  assert.deepEqual(subscription.honoredFilter, { toolsListChanged: true, resourceSubscriptions: ['note://today'] });
  assert.equal(textOf(await client.callTool({ name: 'change', arguments: {} })), 'changed');
  await hears('notifications/resources/updated note://today');
  await hears('notifications/tools/list_changed ');
  assert.ok((await client.listTools()).tools.some((tool) => tool.name === 'added'));
});

await verdict.step('caching is told', async () => {
  const { ttlMs, cacheScope } = await client.listTools();
  assert.equal(typeof ttlMs, 'number');
  assert.match(cacheScope, /^(public|private)$/);
});

await verdict.step('the subscription ends', async () => {
  if (flags.includes('--listen')) {
    process.stdout.write('{"event":"in-call"}\n');
    assert.equal(await subscription.closed, 'graceful');
  } else {
    await subscription.close();
    await client.close();
  }
});
verdict.print({ revision: client.getNegotiatedProtocolVersion() });
