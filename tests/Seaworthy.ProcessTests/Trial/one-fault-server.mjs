// An MCP server over HTTP that keeps every promise of `seaworthy trial` but one: node one-fault-server.mjs [SCENARIO]
// (`process-for-each-session` is another way to fail `idle-sessions`.)
// Environment: PORT, HOST (127.0.0.1), BUDGET_MS (its shutdown budget, 2000), LOCK (a file, for the fault `rolling`), TOOLS (those that it has, with commas;
// all), WROTE (a file that its tool `write` writes). No packages.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setPriority } from 'node:os';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const fault = process.argv[2];
const budget = Number(process.env.BUDGET_MS ?? 2000);
const quiet = 150;
// Who comes between the last look at the queue of the listener and its end is reset, and Node has no way to turn them away before: nobody may have the
// processor meanwhile. Only root can; without it a busy machine may see a reset that is no fault of the trial.
const hurry = -20;
// For the fault `stop-under-load`: later than the last call of a balancer that takes a server out, so that `rolling` does not see it.
const rude = 600;

const sessions = new Set();
const streams = new Set();
const slow = new Map();
const sockets = new Set();
let served = 0;
let echoed = 0;
let stoppedAt;
let draining = false;
let serving = true;
let worker;

const tools = [
  tool('echo', { text: { type: 'string' } }, { readOnlyHint: true, openWorldHint: false }),
  tool('sleep', { ms: { type: 'integer' } }, { readOnlyHint: true, openWorldHint: false }),
  tool('write', {}, { readOnlyHint: false }),
].filter(({ name }) => process.env.TOOLS?.split(',').includes(name) ?? true);

function tool(name, properties, annotations) {
  return { name, inputSchema: { type: 'object', properties, required: Object.keys(properties) }, annotations };
}

const listener = createServer(async (req, res) => {
  if (req.url === '/health') {
    res.writeHead(isHealthy() ? 200 : 503).end();
    return;
  }
  if (req.method === 'GET') {
    streams.add(res);
    res.writeHead(200, { 'Content-Type': 'text/event-stream', Connection: 'close' }).write(': open\n\n');
    return;
  }
  const pieces = [];
  for await (const piece of req) pieces.push(piece);
  const message = JSON.parse(Buffer.concat(pieces).toString());
  if (message.id === undefined) res.writeHead(202).end();
  else await answer(message, res);
});
listener.on('connection', socket => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
});

function isLoaded() {
  return fault === 'stop-under-load' && echoed >= 10 && slow.size === 0;
}

function isHealthy() {
  return worker?.signalCode == null && (!draining || fault === 'lame-duck');
}

async function answer(message, res) {
  const { id, method, params } = message;
  if (!serving || (draining && fault !== 'lame-duck')) {
    if (isLoaded() && performance.now() - stoppedAt > rude) {
      res.socket.resetAndDestroy();
      return;
    }
    send(res, 503, { id, error: { code: -31010, message: 'stopping', data: { outcome: 'not_started' } } }, { 'Retry-After': '1', Connection: 'close' });
    return;
  }
  if (worker && worker.signalCode !== null) {
    send(res, 200, { id, error: { code: -32603, message: 'Not connected' } });
    return;
  }
  served++;
  if (method === 'initialize') {
    if (fault === 'idle-sessions' && sessions.size >= 900) {
      send(res, 500, { id, error: { code: -32603, message: 'no more' } });
      return;
    }
    if (fault === 'process-for-each-session') spawn('sleep', ['60'], { stdio: 'ignore' });
    const session = randomUUID();
    sessions.add(session);
    send(res, 200, { id, result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'one-fault', version: '1' } } }, { 'Mcp-Session-Id': session });
  } else if (method === 'tools/list') {
    send(res, 200, { id, result: { tools } });
  } else if (params?.name === 'sleep') {
    slow.set(id, res);
    await wait(params.arguments.ms);
    if (slow.delete(id)) send(res, 200, { id, result: { content: [{ type: 'text', text: 'slept' }] } });
  } else if (params?.name === 'write') {
    writeFileSync(process.env.WROTE, 'written');
    send(res, 200, { id, result: { content: [{ type: 'text', text: 'written' }] } });
  } else {
    echoed++;
    send(res, 200, { id, result: { content: [{ type: 'text', text: params?.arguments?.text ?? '' }] } });
  }
}

function send(res, status, message, headers = {}) {
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify({ jsonrpc: '2.0', ...message }));
}

async function stop(signal) {
  if (draining) return;
  const isIdle = slow.size === 0 && streams.size === 0 && served < 10;
  draining = true;
  stoppedAt = performance.now();
  takePrecedence();
  if (fault === 'open-streams' && streams.size > 0) return;
  for (const stream of streams) stream.end();
  if (fault === 'stop-in-call' && signal === 'SIGTERM' && slow.size >= 3) for (const res of [...slow.values()]) res.destroy();
  const limit = wait(budget - 250, 'limit', { ref: false });
  if (fault === 'polite-refusal' && slow.size > 0) {
    await wait(300);
    listener.close();
  }
  while (slow.size > 0 && !await Promise.race([limit, wait(5)])) ;
  const cut = slow.size > 0;
  for (const [id, res] of slow) {
    slow.delete(id);
    const sent = once(res, 'finish');
    send(res, 200, { id, error: { code: -31013, message: 'shutting down', data: { outcome: 'unknown' } } });
    await sent;
  }
  // Connections that are already on their way are refused politely before the listener closes.
  await wait(isLoaded() ? rude + 2 * quiet : quiet);
  if (fault === 'idle-connections') while (sockets.size > 0) await wait(5);
  // Just behind a client, because the kernel resets whoever knocks at the moment of closing, and clients that come at a rate leave gaps.
  if (fault !== 'stop-under-load') await Promise.race([once(listener, 'connection'), wait(100)]);
  // Each round of the loop accepts one of those who have come; who was accepted is answered.
  for (let round = 0; round < 200; round++) await new Promise(setImmediate);
  listener.close();
  listener.closeIdleConnections();
  while (sockets.size > 0 && !await Promise.race([limit, wait(5)])) ;
  worker?.kill('SIGKILL');
  if (fault === 'rolling') rmSync(process.env.LOCK, { force: true });
  process.exit(cut && fault !== 'beyond-budget' ? 1 : fault === 'idle-stop' && isIdle ? 1 : 0);
}

function takePrecedence() {
  try {
    setPriority(hurry);
  } catch {
    // Not root.
  }
}

function isAlive(pid) {
  try {
    return pid > 1 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

process.on('SIGTERM', stop);
if (fault !== 'sigint') process.on('SIGINT', stop);
if (fault === 'rolling') {
  if (existsSync(process.env.LOCK) && isAlive(Number(readFileSync(process.env.LOCK)))) throw new Error('another one runs');
  writeFileSync(process.env.LOCK, String(process.pid));
}
if (fault === 'crash') worker = spawn('sleep', ['1000']);
if (fault === 'orphans') spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }).unref();
if (fault === 'ready-in-time') await wait(5500);
if (fault === 'health-truthful') {
  serving = false;
  // From the first question on: on a busy machine that comes late.
  listener.once('request', () => setTimeout(() => { serving = true; }, 2000));
}
listener.listen(Number(process.env.PORT), process.env.HOST ?? '127.0.0.1');
