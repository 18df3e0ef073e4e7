// pipe.mjs IN_FLIGHT SECONDS: the child itself, driven over its pipe: what no front over it can exceed.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [inFlight, seconds] = process.argv.slice(2).map(Number);
const child = spawn('node', [fileURLToPath(new URL('server.mjs', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] });
let id = 0;
let answered = 0;
let rest = '';
let begun = 0;

const write = (message) => child.stdin.write(message + '\n');
const call = () => {
  id++;
  write(`{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"echo","arguments":{"text":"t${id}"}}}`);
};

child.stdout.setEncoding('utf8');
child.stdout.on('data', (piece) => {
  const lines = (rest + piece).split('\n');
  rest = lines.pop();
  for (const line of lines) take(line);
});

write(
  '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"bench","version":"1"}}}',
);

function take(line) {
  if (begun === 0) {
    write('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    begun = performance.now();
    for (let i = 0; i < inFlight; i++) call();
    return;
  }
  const text = /"text":"t(\d+)"/.exec(line)?.[1];
  const answeredId = /"id":(\d+)/.exec(line)?.[1];
  if (text === undefined || text !== answeredId) throw new Error(`wrong answer: ${line}`);
  answered++;
  const elapsed = performance.now() - begun;
  if (elapsed < seconds * 1000) return call();
  console.log(JSON.stringify({ perSecond: (answered * 1000) / elapsed }));
  child.kill();
  process.exit(0);
}
