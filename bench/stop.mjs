// stop.mjs: what a stop costs, in numbers: SIGTERM in the middle of an 8 s call of each revision, with a polite worker and
// with one that ignores everything; with 1,000 open streams and 200 idle connections; with a call that outlives the budget.

import http from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { Caller, freePort, messages, now, pause, send, start, until200 } from './lib.mjs';

const { SEAWORTHY_BINARY: binary, STUB_BINARY: stub } = process.env;
const revisions = ['2025-06-18', '2025-11-25', '2026-07-28'];
const rows = [];
let failed = false;

for (const revision of revisions) await midCall(revision, [], 100);
await midCall('2026-07-28', ['--revision', '2026-07-28'], 100, ', worker of that revision');
for (const revision of revisions) await midCall(revision, ['--ignore-eof', '--ignore-sigterm'], 2500, ', worker ignores EOF and SIGTERM');
await idleConnections(1000, 200);
for (const revision of revisions.slice(1)) await pastBudget(revision, 4);

console.log('| SIGTERM | target | measured | exit | |\n|---|---|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(failed ? 1 : 0);

async function midCall(revision, flags, target, note = '') {
  const { seaworthy, url } = await run(flags);
  const caller = await new Caller(url, revision).connect();
  const calling = caller.call('sleep', { ms: 8000 });
  await pause(1000);
  seaworthy.kill('SIGTERM');
  const answer = await calling;
  const { code, at } = await seaworthy.exited;
  const whole = answer.whole && messages(answer).at(-1).result?.content[0].text === 'slept';
  const ms = at - answer.endedAt;
  report(`8 s call of ${revision}${note}`, `answered, exit within ${target} ms of the answer`, `${whole ? 'answered' : 'CUT'}, ${ms.toFixed(0)} ms`, code,
    whole && code === 0 && ms <= target && leftovers().length === 0);
}

async function idleConnections(streams, idle) {
  const { seaworthy, url } = await run([]);
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity, maxFreeSockets: Infinity });
  const ends = [];
  for (let i = 0; i < streams; i++) {
    const caller = await new Caller(url, '2025-11-25').connect();
    await new Promise((opened, failing) => {
      const request = http.request(url, { headers: caller.headers('text/event-stream'), agent: false }, (response) => {
        if (response.statusCode !== 200) failing(new Error(`stream ${i}: ${response.statusCode}`));
        response.resume();
        ends.push(new Promise((ended) => response.on('close', () => ended(response.complete))));
        opened();
      });
      request.on('error', failing);
      request.end();
    });
  }
  const live = new URL('/health/live', url);
  await Promise.all(Array.from({ length: idle }, () => send(live, { agent })));
  const signalled = now();
  seaworthy.kill('SIGTERM');
  const { code, at } = await seaworthy.exited;
  const whole = (await Promise.all(ends)).filter(Boolean).length;
  agent.destroy();
  report(`${streams} open streams, ${idle} idle connections`, 'exit within 500 ms', `${(at - signalled).toFixed(0)} ms, ${whole} streams ended cleanly`, code,
    code === 0 && at - signalled < 500 && whole === streams);
}

async function pastBudget(revision, total) {
  const { seaworthy, url } = await run(['--ignore-eof', '--ignore-sigterm'], ['--shutdown-timeout', `${total}s`, '--cancel-grace', '1s']);
  const caller = await new Caller(url, revision).connect();
  const calling = caller.call('partial', { ms: 60_000 });
  await pause(500);
  const signalled = now();
  seaworthy.kill('SIGTERM');
  const answer = await calling;
  const { code, at } = await seaworthy.exited;
  const error = messages(answer).at(-1)?.error?.data ?? {};
  const seconds = (at - signalled) / 1000;
  const right = answer.whole && error.reason === 'shutdown' && error.outcome === 'unknown' && answer.endedAt <= at;
  const left = leftovers();
  report(`call of ${revision} past a budget of ${total} s`, `told so, exit 1 at ${total} s ± 0.5 s, nothing left`,
    `${right ? 'shutdown/unknown' : 'NOT TOLD'}, ${seconds.toFixed(2)} s, ${left.length} processes left`, code,
    right && code === 1 && Math.abs(seconds - total) <= 0.5 && left.length === 0);
}

async function run(flags, options = []) {
  const port = await freePort();
  const seaworthy = start(binary, ['run', '--log-level', 'error', '--listen', `http://127.0.0.1:${port}`, ...options, '--', stub, ...flags]);
  await until200(`http://127.0.0.1:${port}/health`, seaworthy.exited);
  return { seaworthy, url: new URL(`http://127.0.0.1:${port}/mcp`) };
}

// Processes of the stub that are still alive: this script runs one at a time.
function leftovers() {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] === stub;
    } catch {
      return false;
    }
  });
}

function report(what, target, measured, code, ok) {
  failed ||= !ok;
  rows.push([what, target, measured, code, ok ? 'ok' : '**missed**']);
  console.error(`${ok ? 'ok' : 'MISSED'}: ${what}: ${measured}, exit ${code}`);
}
