// The TypeScript SDK 2.x as client, of either era: everything-2x.mjs URL [--revision 2026-07-28|auto] [--long SECONDS]

import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { readArguments } from './lib/arguments.mjs';
import { everything, longCall } from './lib/everything.mjs';
import { Verdict } from './lib/verdict.mjs';

const { url, revision, long } = readArguments();
// Left to itself, it finds that the front speaks the newest.
const stateless = revision !== undefined && revision >= '2026-07-28';
const verdict = new Verdict('typescript-sdk 2.x');
let peer;
let negotiated;

async function connect() {
  const versionNegotiation = { mode: revision === 'auto' ? 'auto' : stateless ? { pin: revision } : 'legacy' };
  const client = new Client({ name: 'seaworthy-tests', version: '1' }, { versionNegotiation });
  const transport = new StreamableHTTPClientTransport(url);
  await client.connect(transport);
  return {
    client,
    stateless,
    call: (params, options) => client.callTool(params, options),
    endSession: () => transport.terminateSession(),
  };
}

await verdict.step('connect', async () => {
  peer = await connect();
  const { client } = peer;
  negotiated = client.getNegotiatedProtocolVersion();
  assert.equal(client.getProtocolEra(), stateless ? 'modern' : 'legacy');
  if (stateless) assert.equal(negotiated, revision === 'auto' ? '2026-07-28' : revision);
  assert.equal(client.getServerVersion().name, 'mcp-servers/everything');
  assert.ok(client.getServerCapabilities().tools);
  assert.ok(client.getInstructions().length > 0);
});

if (verdict.ok) await (long ? longCall(verdict, peer, long) : everything(verdict, peer, connect));
verdict.print({ revision: negotiated });
