// A command that is killed at moments of its work: once as soon as it has begun to write, then at random ones.
import { spawn } from 'node:child_process';
import { mkdirSync, watch } from 'node:fs';
import { assert } from './harness.mjs';
import { binary, environmentOf } from './server.mjs';

// Runs the command and kills it when `begin(kill)` says so, which answers how to call that off. Whether it was killed.
function killedBy(args, begin) {
  const child = spawn(binary, args, { stdio: 'ignore', env: environmentOf(args) });
  const callOff = begin(() => child.kill('SIGKILL'));
  return new Promise((resolve) => child.on('exit', (code, signal) => {
    callOff();
    resolve(signal === 'SIGKILL');
  }));
}

// `args` write to the folder `data`; `waits` are milliseconds, to each of which up to `spread` are added.
export async function killAtMoments(args, data, waits, spread) {
  mkdirSync(data, { recursive: true });
  const first = await killedBy(args, (kill) => {
    const watching = watch(data, kill);
    return () => watching.close();
  });
  assert.ok(first, 'it was stopped when it had begun');
  for (const wait of waits) {
    await killedBy(args, (kill) => {
      const waiting = setTimeout(kill, wait + Math.random() * spread);
      return () => clearTimeout(waiting);
    });
  }
}
