import { parseArgs } from 'node:util';

// URL [--revision DATE] [--long SECONDS]
export function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { revision: { type: 'string' }, long: { type: 'string' } },
  });
  if (positionals.length !== 1) {
    console.error(`usage: ${process.argv[1]} URL [--revision DATE] [--long SECONDS]`);
    process.exit(2);
  }
  return { url: new URL(positionals[0]), revision: values.revision, long: values.long && Number(values.long) };
}
