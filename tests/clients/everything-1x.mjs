// The TypeScript SDK 1.x as client: everything-1x.mjs URL [--long SECONDS]

import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { readArguments } from './lib/arguments.mjs';
import { everything, longCall } from './lib/everything.mjs';
import { Verdict } from './lib/verdict.mjs';

const { url, long } = readArguments();
const verdict = new Verdict('typescript-sdk 1.x');
let peer;
let revision;

async function connect() {
  const client = new Client({ name: 'seaworthy-tests', version: '1' });
  const transport = new StreamableHTTPClientTransport(url);
  await client.connect(transport);
  return {
    client,
    transport,
    stateless: false,
    call: (params, options) => client.callTool(params, undefined, options),
    endSession: async () => {
      const session = transport.sessionId;
      await transport.terminateSession();
      const after = await fetch(url, {
        method: 'POST',
        headers: {
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
          'mcp-session-id': session,
          'mcp-protocol-version': transport.protocolVersion,
        },
        body: '{"jsonrpc":"2.0","id":"gone","method":"tools/list"}',
      });
      await after.text();
      assert.equal(after.status, 404, 'a session that was ended must be unknown');
    },
  };
}

await verdict.step('connect', async () => {
  peer = await connect();
  revision = peer.transport.protocolVersion;
  assert.equal(peer.client.getServerVersion().name, 'mcp-servers/everything');
  assert.ok(peer.client.getServerCapabilities().tools);
  assert.ok(peer.client.getInstructions().length > 0);
});

if (verdict.ok) await (long ? longCall(verdict, peer, long) : everything(verdict, peer, connect));
verdict.print({ revision });
