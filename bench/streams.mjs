// Budget 9: thousands of open event streams of one thread, what they take, and when a reply reaches them all.
import { execSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { someThreads } from './community.mjs';
import { processorTime } from './processor.mjs';
import { row } from './run.mjs';
import { startParvis } from './servers.mjs';
import { median, ms, number, round } from './table.mjs';

const program = 'build/bench_streams';
const wanted = 20_000;
const kept = 200;  // descriptors that the server needs for itself: the database, the log, other visitors

// As many as the server may have descriptors: its hard limit, which only an administrator raises.
function possible() {
  const most = execSync('ulimit -Hn', { shell: '/bin/bash', encoding: 'utf8' }).trim();
  return most === 'unlimited' ? wanted : Math.min(wanted, Number(most) - kept);
}

function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)[1]) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

// {asked, open, before, idle, most (MiB), worked (ms of processor for each reply), replies: [{reached, acknowledged, first, median, last}] (ms)}
async function measureStreams(server, thread, token, replies = 10) {
  const count = possible();
  const before = memory(server.pid).now;
  const client = spawn(program, [new URL(server.address).port, thread, token, String(count), String(replies)],
    { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('bench_streams ended');
    return JSON.parse(value);
  };
  const { open } = await next();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const idle = memory(server.pid).now;
  const worked = processorTime([server.pid]);
  client.stdin.write('\n');
  const told = await next();
  const perReply = (processorTime([server.pid]) - worked) / replies;
  const { most } = memory(server.pid);
  client.stdin.write('\n');
  await new Promise((resolve) => client.on('exit', resolve));
  return { asked: wanted, open, before, idle, most, worked: perReply, replies: told.replies };
}

export async function streams(made) {
  const server = await startParvis(made.data);
  const [thread] = await someThreads(server, 1);
  const { asked, open, before, idle, most, worked, replies } = await measureStreams(server, thread.id, made.token);
  await server.stop();
  const all = replies.every((reply) => reply.reached === open);
  const last = replies.map((reply) => reply.last);
  row('9', 'open event streams', 0, '20,000 in ≤ 400 MiB',
    `${number(open)} in ${round(idle)} MiB, at most ${round(most)} MiB (${round(before)} MiB before; ${round((idle - before) * 1024 / open)} kB each)`, most <= 400 && open >= 0.98 * asked);
  row('9', `a reply reaches them all, ${replies.length} replies`, 0, '≤ 500 ms',
    `${all ? '' : 'NOT ALL REACHED; '}median ${ms(median(replies.map((reply) => reply.median)))}, the last after ${ms(median(last))}, at worst ${ms(Math.max(...last))} from its sending; ${ms(worked)} of processor`,
    all && Math.max(...last) <= 500);
}
