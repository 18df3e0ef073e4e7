// throughput.mjs ROUNDS SECONDS: calls per second through each front over one Node child, side by side, and through the seaworthy of
// BASELINE_BINARY when there is one.
// Every round measures all of them, one after the other, so that what else the machine does hits them alike.

import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Caller, freePort, median, pause, residentMb, start } from './lib.mjs';

const connections = 16;
const [rounds, seconds] = process.argv.slice(2).map(Number);
const folder = fileURLToPath(new URL('.', import.meta.url));
const child = ['node', `${folder}server.mjs`];
const bin = (name) => `${folder}node_modules/.bin/${name}`;

const { SEAWORTHY_BINARY: ours, BASELINE_BINARY: baseline } = process.env;
const seaworthy = (name, binary) => ({
  name,
  command: (port) => [binary, 'run', '--log-level', 'error', '--listen', `http://127.0.0.1:${port}`, '--', ...child],
});

const fronts = [
  seaworthy('seaworthy run', ours),
  ...(baseline ? [seaworthy('seaworthy run, BASELINE_BINARY', baseline)] : []),
  {
    name: 'mcp-proxy 6.7.19',
    command: (port) => [bin('mcp-proxy'), '--host', '127.0.0.1', '--port', port, '--server', 'stream', '--', ...child],
  },
  {
    name: 'supergateway 4.0.0 --stateful',
    command: (port) => [
      bin('supergateway'), '--stdio', child.join(' '), '--outputTransport', 'streamableHttp', '--stateful',
      '--port', port, '--logLevel', 'none',
    ],
  },
];

for (const front of fronts) {
  const port = await freePort();
  const [command, ...args] = front.command(port).map(String);
  front.process = start(command, args);
  front.url = `http://127.0.0.1:${port}/mcp`;
  front.results = [];
  await ready(front);
  await pause(2000);
  front.idleMb = residentMb(front.process.pid);
}

const ceiling = [];
for (let round = 1; round <= rounds; round++) {
  for (const front of fronts) {
    front.results.push(await measure(front));
    console.error(`round ${round}: ${front.name}: ${Math.round(front.results.at(-1).perSecond)} calls/s`);
  }
  ceiling.push(JSON.parse(execFileSync('node', [`${folder}pipe.mjs`, String(connections), String(seconds)], { encoding: 'utf8' })));
  console.error(`round ${round}: the child alone: ${Math.round(ceiling.at(-1).perSecond)} calls/s`);
}

const reached = median(fronts[0].results.map((result) => result.perSecond));
console.log(`\`tools/call\` echo, ${connections} connections, ${rounds} rounds of ${seconds} s, medians:\n`);
console.log('| | calls/s | p50 | p99 | seaworthy is | resident, idle | resident, after |\n|---|---|---|---|---|---|---|');
for (const { name, results, idleMb, process: { pid } } of fronts) {
  const middle = (key) => median(results.map((result) => result[key]));
  const ratio = (reached / middle('perSecond')).toFixed(1);
  row(name, Math.round(middle('perSecond')), ms(middle('p50')), ms(middle('p99')), `${ratio} x`, `${idleMb.toFixed(0)} MB`, `${residentMb(pid).toFixed(0)} MB`);
}
const alone = median(ceiling.map((result) => result.perSecond));
row('the child alone, over its pipe', Math.round(alone), '', '', `${(reached / alone).toFixed(2)} x`, '', '');

for (const front of fronts) front.process.kill();
await Promise.all(fronts.map((front) => front.process.exited));

async function ready(front) {
  let gone = false;
  front.process.exited.then(() => (gone = true));
  while (!gone) {
    try {
      await new Caller(front.url, '2025-11-25').connect();
      return;
    } catch {
      await pause(50);
    }
  }
  throw new Error(`${front.name} ended before it answered`);
}

async function measure(front) {
  const caller = await new Caller(front.url, '2025-11-25').connect();
  // wrk waits for the connections, so the load comes from a process of its own.
  const output = await new Promise((resolve, reject) => {
    const wrk = spawn(
      'wrk',
      ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', `${folder}call.lua`, front.url, '--', caller.session, caller.revision],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let text = '';
    wrk.stdout.on('data', (piece) => (text += piece));
    wrk.once('error', reject);
    wrk.once('exit', () => resolve(text));
  });
  const result = JSON.parse(output.split('\n').find((line) => line.startsWith('{')));
  if (result.wrong > 0 || result.errors > 0) throw new Error(`${front.name} answered wrongly: ${JSON.stringify(result)}`);
  return result;
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}

function row(...cells) {
  console.log(`| ${cells.join(' | ')} |`);
}
