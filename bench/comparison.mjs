// node bench/comparison.mjs FOLDER: prints docs/comparison.md from the trials that bench/comparison.sh has held.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';

const folder = process.argv[2];
const versionOf = path => JSON.parse(readFileSync(join(path, 'package.json'))).version;
const everything = `server-everything ${versionOf('tests/clients/node_modules/@modelcontextprotocol/server-everything')}`;
const sdk = versionOf('tests/clients/node_modules/@modelcontextprotocol/sdk');
const supergateway = versionOf('bench/node_modules/supergateway');
const proxy = versionOf('bench/node_modules/mcp-proxy');
const seaworthy = execFileSync(process.env.SEAWORTHY_BINARY, ['version'], { encoding: 'utf8' }).split('\n')[0].trim();

// `ours` marks what is Seaworthy: the others are what it is measured against.
const servers = [
  { file: 'run', name: '`seaworthy run`', ours: true, what: `in front of ${everything} over stdio` },
  { file: 'upstream', name: '`run --upstream`', ours: true, what: 'in front of the Express server of the next column' },
  { file: 'express', name: 'Express alone', what: `TypeScript SDK ${sdk} and Express as in most tutorials (tests/clients/express-server.mjs), told to force its exit after 5 s` },
  { file: 'products', name: 'product server', ours: true, what: 'C# with Seaworthy.Hosting (samples/ProductServer), SQLite' },
  { file: 'supergateway', name: 'supergateway', what: `supergateway ${supergateway} \`--stateful\` in front of ${everything} over stdio` },
  { file: 'mcp-proxy', name: 'mcp-proxy', what: `mcp-proxy ${proxy} (npm) in front of ${everything} over stdio` },
  { file: 'everything', name: 'its own HTTP', what: `${everything} alone, over its own Streamable HTTP` },
].filter(({ file }) => existsSync(join(folder, `${file}.json`)))
  .map(server => ({ ...server, trial: JSON.parse(readFileSync(join(folder, `${server.file}.json`))).trials[0] }));

const unheld = servers.filter(({ trial }) => trial.failure);
if (unheld.length > 0) throw new Error(unheld.map(({ name, trial }) => `${name}: ${trial.failure}`).join('\n'));
const names = [...new Set(servers.flatMap(({ trial }) => trial.scenarios.map(({ name }) => name)))];
const scenarioOf = (server, name) => server.trial.scenarios.find(scenario => scenario.name === name);
const words = { passed: 'passed', failed: '**FAILED**', not_tested: 'not tested' };

const milliseconds = text => {
  const [, number, unit] = /([\d.]+) (ms|s)\b/.exec(text ?? '') ?? [];
  return number === undefined ? undefined : Number(number) * (unit === 's' ? 1000 : 1);
};
// Less is better in all of them. Only of promises that were kept: a fast exit that cuts calls is none.
const measures = [
  ['first answer after the start', 'ready-in-time', facts => facts['ready after']],
  ['exit after SIGTERM, idle', 'idle-stop', facts => facts['exit after']],
  ['exit after SIGTERM, 100 open streams', 'open-streams', facts => facts['exit after']],
  ['exit after SIGTERM, 1,000 sessions', 'idle-sessions', facts => facts['exit after']],
  ['memory of a session', 'idle-sessions', facts => /[\d.]+ kB/.exec(facts.memory)?.[0]],
  ['served again after a kill', 'crash', facts => facts['served again after']],
  ['20 rolling restarts, p50 of a call', 'rolling', facts => /p50 ([\d.]+ m?s)/.exec(facts.latency)?.[1]],
  ['20 rolling restarts, slowest call', 'rolling', facts => /max ([\d.]+ m?s)/.exec(facts.latency)?.[1]],
].map(([name, scenario, read]) => ({
  name,
  values: servers.map(server => {
    const held = scenarioOf(server, scenario);
    return held?.verdict === 'passed' ? read(held.facts) : undefined;
  }),
}));

const row = cells => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

// A peer is better where it keeps a promise that one of ours breaks, or where it needs clearly less than the best of ours.
function betterPeers() {
  const found = names.flatMap(name => servers.filter(server => server.ours && scenarioOf(server, name)?.verdict !== 'passed')
    .map(server => [server, servers.filter(peer => !peer.ours && scenarioOf(peer, name)?.verdict === 'passed')])
    .filter(([, peers]) => peers.length > 0)
    .map(([server, peers]) => `- ${name}: ${peers.map(({ name }) => name).join(', ')} passed, ${server.name} did not.`));
  for (const { name, values } of measures) {
    const amounts = values.map(value => milliseconds(value) ?? Number.parseFloat(value ?? 'NaN'));
    const ours = Math.min(...servers.map(({ ours }, i) => (ours && !Number.isNaN(amounts[i]) ? amounts[i] : Infinity)));
    const better = servers.flatMap((server, i) => (!server.ours && amounts[i] < ours * 0.9 ? [`${server.name} ${values[i]}`] : []));
    if (better.length > 0) found.push(`- ${name}: ${better.join(', ')}; the best of Seaworthy ${values[amounts.indexOf(ours)] ?? 'did not pass'}.`);
  }
  return found.length > 0 ? found.join('\n') : 'In nothing of what is tried and measured here.';
}

function broken({ name, trial }) {
  const rest = trial.scenarios.filter(({ verdict }) => verdict !== 'passed');
  const lines = rest.map(scenario => `- ${scenario.name}, ${words[scenario.verdict]}: ${(scenario.faults.length > 0 ? scenario.faults.map(({ seen }) => seen) : [scenario.seen])
    .join('; ').replace(/\s+/g, ' ')}.`);
  return `### ${name}\n\nLoad: ${trial.load}. Slow call: ${trial.slowCall ?? 'none'}. Revision ${trial.revision}, health ${trial.health ?? 'none'}; ${Math.round(trial.seconds)} s.\n\n${
    lines.length > 0 ? lines.join('\n') : 'Everything passed.'}`;
}

console.log(`<!-- Written by bench/comparison.sh. Change that, not this. -->
# The same trial over Seaworthy, its peers and bare servers

\`seaworthy trial --budget 5s\` over seven servers: what each scenario asks is in [trial.md](trial.md). Nothing is written by hand here; on your machine

\`\`\`
bench/comparison.sh
\`\`\`

holds it again and writes this page. One server alone: \`bench/comparison.sh supergateway\`.

Machine: ${cpus()[0].model}, ${cpus().length} cores, ${Math.round(totalmem() / 1e9)} GB, Linux ${release()}, Node ${process.version}, ${seaworthy}; ${
  new Date().toISOString().slice(0, 10)}. One run of each; times are those of that run.

${servers.map(({ name, what }) => `- ${name}: ${what}`).join('\n')}

## Verdicts

${table(['', ...servers.map(({ name }) => name)], [
    ...names.map(name => [`\`${name}\``, ...servers.map(server => words[scenarioOf(server, name)?.verdict] ?? 'not held')]),
    ['passed', ...servers.map(({ trial }) => `${trial.passed} of ${trial.scenarios.length}`)],
  ])}

## Where a peer is better

${betterPeers()}

## Times and memory

Of promises that were kept only: an exit that cuts calls is fast.

${table(['', ...servers.map(({ name }) => name)], measures.map(({ name, values }) => [name, ...values.map(value => value ?? '–')]))}

## What was seen

${servers.map(broken).join('\n\n')}`);
