// start.mjs TIMES: from the start of the process to the first 200 on /health/live, and to /health (its server answers);
// resident memory when idle.

import { fileURLToPath } from 'node:url';
import { freePort, median, now, pause, quantile, residentMb, start, until200 } from './lib.mjs';

const times = Number(process.argv[2]);
const server = fileURLToPath(new URL('server.mjs', import.meta.url));
const alive = [];
const ready = [];
const memory = [];

for (let i = 0; i < times; i++) {
  const { seaworthy, url, begun } = await run();
  alive.push((await until200(`${url}/health/live`, seaworthy.exited)).endedAt - begun);
  // Memory is measured in every fourth start, without the storm of polls before it: they are load, not idleness.
  if (i % 4 === 3) {
    await pause(3000);
    memory.push(residentMb(seaworthy.pid));
  } else {
    ready.push((await until200(`${url}/health`, seaworthy.exited)).endedAt - begun);
  }
  seaworthy.kill();
  const { code } = await seaworthy.exited;
  if (code !== 0) throw new Error(`exit ${code}`);
}

async function run() {
  const url = `http://127.0.0.1:${await freePort()}`;
  const begun = now();
  return { seaworthy: start(process.env.SEAWORTHY_BINARY, ['run', '--listen', url, '--', 'node', server]), url, begun };
}

const row = (what, target, values, unit) =>
  console.log(`| ${what} | ${target} | ${median(values).toFixed(0)} ${unit} | ${quantile(values, 0.95).toFixed(0)} ${unit} |`);
console.log(`${times} starts in front of a Node child:\n`);
console.log('| | target | median | 95th percentile |\n|---|---|---|---|');
row('first 200 on `/health/live`, from the start of the process', '60 ms', alive, 'ms');
row('first 200 on `/health`: the Node child answers', '5 s', ready, 'ms');
row('resident memory, idle', '35 MB', memory, 'MB');
