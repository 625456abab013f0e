// A command that is killed at moments of its work: once when it has begun to write, then at random ones.
import { spawn } from 'node:child_process';
import { mkdirSync, watch } from 'node:fs';
import { assert, until } from './harness.mjs';
import { HeldLine } from './processes.mjs';
import { binary, databaseOf, environmentOf, overPostgres } from './server.mjs';

const begun = 64 * 1024;  // bytes to and from the database: more than opening it takes, less than any community is

function begin(args) {
  const child = spawn(binary, args, { stdio: 'ignore', env: environmentOf(args) });
  child.over = new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal)));
  return child;
}

// The folder's first file tells.
async function killWhenItWritesAFile(args, data) {
  const watching = watch(data);
  const child = begin(args);
  watching.on('change', () => child.kill('SIGKILL'));
  const signal = await child.over;
  watching.close();
  return signal;
}

// The line to the server is held, so that it cannot end before.
async function killWhenItWritesToAServer(args, data) {
  const database = new URL(databaseOf(data));
  const line = await HeldLine.between(Number(database.port));
  line.takes = begun;
  database.port = line.port;
  const child = begin([...args, '--database', String(database)]);
  await until(() => line.held || child.exitCode !== null, 'it has begun');
  child.kill('SIGKILL');
  line.cut();
  return child.over;
}

// `args` write to the folder `data`; `waits` are milliseconds, to each of which up to `spread` are added.
export async function killAtMoments(args, data, waits, spread) {
  mkdirSync(data, { recursive: true });
  const first = overPostgres ? killWhenItWritesToAServer : killWhenItWritesAFile;
  assert.equal(await first(args, data), 'SIGKILL', 'it was stopped when it had begun');
  for (const wait of waits) {
    const child = begin(args);
    const waiting = setTimeout(() => child.kill('SIGKILL'), wait + Math.random() * spread);
    await child.over;
    clearTimeout(waiting);
  }
}
