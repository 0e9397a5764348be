// Their half of the check: they judge what we make, we judge what they make.
// `node check.js <program>`, the example `foreign` of the crate `paper`.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as mdoc from './mdoc.js';
import * as receipt from './receipt.js';
import * as sdJwt from './sd-jwt.js';

const [program] = process.argv.slice(2);

// `make` gives lines, `judge` takes them and says what it found; both are one JSON object a line.
const ours = (format) => (mode, lines = []) => {
  const input = lines.map((line) => JSON.stringify(line)).join('\n');
  const { status, stdout, stderr, error } = spawnSync(program, [format, mode], { input, encoding: 'utf8' });
  assert.equal(status, 0, `foreign ${format} ${mode}: ${error ?? stderr}`);
  if (mode === 'judge') process.stdout.write(stdout);
  return mode === 'make' ? stdout.trim().split('\n').map((line) => JSON.parse(line)) : [];
};

await sdJwt.check(ours('sd-jwt'));
await mdoc.check(ours('mdoc'));
await receipt.check(ours('receipt'));
