// Runs one test file: `node tests/run.mjs tests/black_box/serve.test.mjs [words of a name]`. The file calls `test` of
// support/harness.mjs; each test runs in turn. The last line counts: "N passed, N failed".
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { Skipped, finish, collected } from './support/harness.mjs';

// Told to end, it still ends what it started.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const [file, ...words] = process.argv.slice(2);
await import(pathToFileURL(resolve(file)));
const wanted = words.join(' ');
let passed = 0;
let failed = 0;
for (const { name, run } of collected) {
  if (wanted && !name.includes(wanted)) continue;
  const began = Date.now();
  try {
    await run();
    passed += 1;
    console.log(`ok    ${name} (${Date.now() - began} ms)`);
  } catch (error) {
    if (error instanceof Skipped) {
      console.log(`skip  ${name}: ${error.message}`);
      continue;
    }
    failed += 1;
    console.log(`FAIL  ${name}\n      ${String(error?.stack ?? error).split('\n').slice(0, 12).join('\n      ')}`);
  }
}
await finish();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
