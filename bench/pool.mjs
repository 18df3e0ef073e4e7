// pool.mjs SECONDS PART…: see bench/pool.sh.

import { execFileSync } from 'node:child_process';
import { Caller, largest, median, now, pause, quantile, residentMb, send } from './lib.mjs';
import { killer, Ledger, load, run, stop } from './poolLoad.mjs';

const [seconds, ...parts] = [Number(process.argv[2]), ...process.argv.slice(3)];
const rows = [];
let failed = false;

const measurements = { kills, writes, reload, leak, hang, overload, scale };
for (const part of parts) await measurements[part]();

console.log('| | asked | measured | |\n|---|---|---|---|');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(failed ? 1 : 0);

async function kills() {
  const pool = await run(['--workers', '2'], [], 2);
  const storm = killer(pool, 200);
  const calls = await load(pool, 16, 'sleep', { ms: 2 }, { seconds });
  const count = storm.stop();
  await stop(pool);
  const errors = calls.filter(({ error }) => error);
  report(`SIGKILL of a random worker every 200 ms for ${seconds} s, 16 callers of a read-only tool, 2 workers`, '0 errors',
    `${calls.length} calls, ${count} kills, ${errors.length} errors ${kinds(errors)}, slowest ${largest(calls.map(({ ms }) => ms)).toFixed(0)} ms`, errors.length === 0 && count > 0);
}

async function writes() {
  const ledger = new Ledger();
  const pool = await run(['--workers', '2'], ['--ledger', ledger.path], 2);
  const storm = killer(pool, 200);
  const calls = await load(pool, 16, 'write', { ms: 2 }, { seconds });
  const count = storm.stop();
  await stop(pool);
  const ran = ledger.ran();
  ledger.remove();
  const dishonest = calls.filter(({ n, status, error }) => {
    const times = ran.get(n) ?? 0;
    if (!error) return times !== 1;
    if (error.reason !== 'worker_lost') return true;
    return error.outcome === 'unknown' ? times > 1 || status !== 200 : times !== 0 || status !== 503;
  });
  const twice = [...ran.values()].filter((times) => times > 1).length;
  report('the same with a tool that is not idempotent', 'one honest answer each, none ran twice',
    `${calls.length} calls, ${count} kills, ${calls.filter(({ error }) => error).length} failed, ${dishonest.length} dishonest, ${twice} ran twice`, dishonest.length === 0 && twice === 0);
}

async function reload() {
  const pool = await run([]);
  let reloads = 0;
  const notReady = [];
  let samples = 0;
  const beat = setInterval(() => (pool.seaworthy.kill('SIGHUP'), reloads++), 1000);
  const watch = setInterval(async () => {
    const { status } = await send(`${pool.root}/health/ready`).catch(() => ({ status: 0 }));
    samples++;
    if (status !== 200) notReady.push(status);
  }, 20);
  const calls = await load(pool, 16, 'write', { ms: 5 }, { seconds });
  clearInterval(beat);
  clearInterval(watch);
  await pause(100);
  await stop(pool);
  const lost = calls.filter(({ error }) => error);
  report(`SIGHUP every second for ${seconds} s under 16 callers, 1 worker`, '0 lost, 0 not-ready samples',
    `${reloads} reloads, ${calls.length} calls, ${lost.length} lost ${kinds(lost)}, ${notReady.length} of ${samples} samples not ready`, lost.length === 0 && notReady.length === 0);
}

async function leak() {
  const pool = await run(['--max-memory', '200M']);
  const first = (await pool.workers())[0].pid;
  const pids = new Set([first]);
  let largest = 0;
  const watch = setInterval(async () => {
    for (const worker of await pool.workers()) {
      if (worker.pid) pids.add(worker.pid);
      largest = Math.max(largest, worker.memory ?? 0);
    }
  }, 100);
  const calls = await load(pool, 4, 'leak', { bytes: 1 << 20 }, { calls: 20_000 });
  clearInterval(watch);
  await stop(pool);
  const lost = calls.filter(({ error }) => error);
  report('a tool that leaks 1 MiB a call under --max-memory 200M, 20,000 calls', '0 lost',
    `${calls.length} calls, ${lost.length} lost ${kinds(lost)}, ${pids.size} workers seen, the largest ${(largest / (1 << 20)).toFixed(0)} MiB`, lost.length === 0 && calls.length >= 20_000);
}

async function hang() {
  for (const [options, bound] of [[['--hang-timeout', '3s'], 5]]) {
    const pool = await run(options);
    const caller = await new Caller(pool.url, '2025-11-25').connect();
    for (let i = 0; i < 20; i++) await caller.call('echo', { text: 'x' }), await pause(100);
    const { pid } = (await pool.workers())[0];
    process.kill(pid, 'SIGSTOP');
    const began = now();
    for (;;) {
      const [worker] = await pool.workers();
      if (worker.phase === 'Serving' && worker.pid !== pid) break;
      await pause(10);
    }
    const took = (now() - began) / 1000;
    await stop(pool);
    report('an idle worker that is stopped with SIGSTOP, --hang-timeout 3s', `replaced within ${bound} s`, `${took.toFixed(2)} s`, took <= bound);
  }
  const busySeconds = Math.min(300, seconds);
  const pool = await run(['--hang-timeout', '1s']);
  const caller = await new Caller(pool.url, '2025-11-25').connect();
  const answer = await caller.call('block', { ms: busySeconds * 1000 });
  await stop(pool);
  report(`a tool that blocks the server for ${busySeconds} s, --hang-timeout 1s`, 'left alone', answer.body.includes('blocked') ? 'answered' : answer.body, answer.body.includes('blocked'));
}

async function overload() {
  // One worker that takes 8 calls of 100 ms at a time: 80 a second. 800 a second are offered.
  const pool = await run(['--max-in-flight', '8', '--max-queue', '40', '--queue-timeout', '1s']);
  const caller = await new Caller(pool.url, '2026-07-28').connect();
  await caller.call('sleep', { ms: 1 });
  const before = residentMb(pool.seaworthy.pid);
  const duration = Math.min(seconds, 30);
  const pending = [];
  let peak = 0;
  for (let i = 0; i < duration * 100; i++) {
    for (let j = 0; j < 8; j++) pending.push(once(caller));
    if (i % 100 === 50) peak = Math.max(peak, residentMb(pool.seaworthy.pid));
    await pause(10);
  }
  const calls = await Promise.all(pending);
  await stop(pool);
  const served = calls.filter(({ error }) => !error).map(({ ms }) => ms);
  const refused = calls.filter(({ error }) => error);
  const instant = refused.filter(({ error }) => !/queue-timeout/.test(error)).map(({ ms }) => ms);
  const late = refused.length - instant.length;
  report(`ten times more calls than it can take for ${duration} s`, 'memory flat, accepted within queue timeout + service time (1.1 s), refused in under 50 ms',
    `${calls.length} offered, ${served.length} served (slowest ${largest(served).toFixed(0)} ms), ${instant.length} refused at once (median ${median(instant).toFixed(1)} ms, p99 ${quantile(instant, 0.99).toFixed(1)} ms), ` +
      `${late} after the queue timeout; ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`,
    largest(served) < 1200 && quantile(instant, 0.99) < 50);
}

async function once(caller) {
  const began = now();
  const answer = await caller.call('sleep', { ms: 100 }).catch((error) => ({ status: 0, body: String(error) }));
  return { ms: now() - began, error: answer.status === 200 ? undefined : answer.body };
}

// By turns, so that what else the machine does hits both alike.
async function scale() {
  const rates = { 1: [], 4: [] };
  for (let round = 0; round < 5; round++) {
    for (const workers of [1, 4]) {
      const pool = await run(['--workers', String(workers), '--spare', '0'], [], workers);
      await load(pool, 8, 'spin', { rounds: 100_000 }, { seconds: 1 });
      const began = now();
      const calls = await load(pool, 8, 'spin', { rounds: 100_000 }, { seconds: Math.min(seconds / 6, 10) });
      rates[workers].push(calls.filter(({ error }) => !error).length / ((now() - began) / 1000));
      await stop(pool);
    }
  }
  const [one, four] = [median(rates[1]), median(rates[4])];
  report(`four workers against one, a tool that computes, ${execFileSync('nproc', { encoding: 'utf8' }).trim()} cores, medians of 5`, 'at least 1.7 times',
    `${four.toFixed(1)} against ${one.toFixed(1)} calls/s: ${(four / one).toFixed(2)} times`, four / one >= 1.7);
}

function kinds(errors) {
  const counts = {};
  for (const { error } of errors) counts[`${error.reason}/${error.outcome}`] = (counts[`${error.reason}/${error.outcome}`] ?? 0) + 1;
  return errors.length ? JSON.stringify(counts) : '';
}

function report(what, asked, measured, isRight) {
  failed ||= !isRight;
  rows.push([what, asked, measured, isRight ? 'ok' : 'FAILED']);
  console.error(`${isRight ? 'ok' : 'FAILED'}: ${what}: ${measured}`);
}
