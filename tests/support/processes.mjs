// Programs beside ours, started for a test and ended with it: PostgreSQL's servers, HAProxy, a line that can be held up.
import { spawn, spawnSync } from 'node:child_process';
import { createServer, connect } from 'node:net';
import { readdirSync } from 'node:fs';
import { afterwards, skip } from './harness.mjs';

const running = new Set();
process.on('exit', () => running.forEach((one) => one.kill('SIGKILL')));

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

// {process, log, ended}: the program runs until `end` or the end of the tests.
export function start(command, args, options = {}) {
  const one = { log: '' };
  one.process = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  running.add(one.process);
  for (const stream of [one.process.stdout, one.process.stderr]) stream.on('data', (chunk) => { one.log += chunk; });
  one.ended = new Promise((resolve) => one.process.on('close', () => {
    running.delete(one.process);
    one.isOver = true;
    resolve();
  }));
  one.end = async (signal = 'SIGTERM') => {
    if (!one.isOver) one.process.kill(signal);
    return one.ended;
  };
  afterwards(() => one.end('SIGKILL'));
  return one;
}

// Runs a command to its end; throws with what it said when it fails.
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (done.error?.code === 'ENOENT') skip(`the ${command} command is not installed`);
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}: ${done.stderr || done.stdout}`);
  return done.stdout;
}

export function childrenOf(pid) {
  const children = [];
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const listed = spawnSync('cat', [`/proc/${pid}/task/${task}/children`], { encoding: 'utf8' }).stdout;
    children.push(...listed.trim().split(/\s+/).filter(Boolean).map(Number));
  }
  return children;
}

// A line between two programs that can be held up: nothing passes then, as when a network stands still. It holds by itself
// once it has passed on `takes` bytes.
export class HeldLine {
  static async between(target) {
    const line = new HeldLine();
    line.sockets = new Set();
    line.held = false;
    line.passed = 0;
    line.takes = Infinity;
    line.server = createServer((near) => {
      const far = connect(target, '127.0.0.1');
      for (const [from, to] of [[near, far], [far, near]]) {
        line.sockets.add(from);
        from.on('data', (data) => {
          to.write(data);
          line.passed += data.length;
          if (line.passed > line.takes) line.hold();
        });
        from.on('close', () => to.destroy());
        from.on('error', () => to.destroy());
        if (line.held) from.pause();
      }
    });
    await new Promise((resolve) => line.server.listen(0, '127.0.0.1', resolve));
    line.port = line.server.address().port;
    afterwards(() => line.cut());
    return line;
  }

  hold() {
    this.held = true;
    for (const socket of this.sockets) socket.pause();
  }

  // Ends it, with what waited in it.
  cut() {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}
