// What bench/pool.mjs drives its measurements with: a running pool, callers with connections of their own, and the stub's ledger.

import http from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Caller, freePort, messages, now, pause, send, start, until200 } from './lib.mjs';

const { SEAWORTHY_BINARY: binary, STUB_BINARY: stub } = process.env;

// Starts a pool of stub servers and waits until as many serve as were asked for.
export async function run(options, flags = [], serving = 1) {
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  const seaworthy = start(binary, ['run', '--log-level', 'critical', '--listen', root, ...options, '--', stub, ...flags]);
  await until200(`${root}/health/ready`, seaworthy.exited);
  const pool = { seaworthy, root, url: `${root}/mcp`, workers: async () => JSON.parse((await send(`${root}/health`)).body).workers };
  while ((await pool.workers()).filter(({ phase }) => phase === 'Serving').length < serving) await pause(20);
  return pool;
}

export async function stop({ seaworthy }) {
  seaworthy.kill('SIGTERM');
  return (await seaworthy.exited).code;
}

// Calls a tool from many callers until the time is up, or so many calls were made. Each call is { n, ms, status, error }.
export async function load(pool, callers, tool, args, { seconds = Infinity, calls = Infinity } = {}) {
  const made = [];
  const until = now() + seconds * 1000;
  let n = 0;
  await Promise.all(Array.from({ length: callers }, async (_, index) => {
    const caller = await new Caller(pool.url, index % 2 ? '2025-11-25' : '2026-07-28').connect();
    caller.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (now() < until && n < calls) made.push(await callOnce(caller, tool, { ...args, n: ++n }));
    caller.agent.destroy();
  }));
  return made;
}

async function callOnce(caller, tool, args) {
  const began = now();
  const done = (status, error) => ({ n: args.n, ms: now() - began, status, error });
  try {
    const answer = await caller.call(tool, args);
    const last = messages(answer).at(-1);
    if (!answer.whole || !last) return done(answer.status, { reason: 'NO ANSWER' });
    return done(answer.status, last.error ? last.error.data ?? { reason: `code ${last.error.code}` } : undefined);
  } catch (error) {
    return done(0, { reason: String(error.code ?? error) });
  }
}

// What the stub says that it ran, by the calls' numbers.
export class Ledger {
  #folder = mkdtempSync(join(tmpdir(), 'pool-'));
  path = join(this.#folder, 'ledger');

  ran() {
    const times = new Map();
    for (const line of readFileSync(this.path, 'utf8').split('\n')) {
      const [happened, , , n] = line.split(' ');
      if (happened === 'received') times.set(Number(n), (times.get(Number(n)) ?? 0) + 1);
    }
    return times;
  }

  remove() {
    rmSync(this.#folder, { recursive: true });
  }
}

// Kills a random worker that serves, again and again, until it is told to stop.
export function killer(pool, everyMs) {
  let kills = 0;
  const timer = setInterval(async () => {
    const serving = (await pool.workers()).filter(({ phase }) => phase === 'Serving');
    if (serving.length === 0) return;
    try {
      process.kill(serving[Math.floor(Math.random() * serving.length)].pid, 'SIGKILL');
      kills++;
    } catch {
      // It has ended by itself.
    }
  }, everyMs);
  return { stop: () => (clearInterval(timer), kills) };
}
