// One node and two over one PostgreSQL: visitors' pages, members' pages, replies, and how soon an open page on a node hears
// of a reply to another. PARVIS_TEST_DATABASE is the server; all of it, the load too, shares this machine, where a second
// node has only what it takes from the first. What says something of two machines is the processor's time that each
// request takes, of the nodes, which are added to, and of PostgreSQL, which is not.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { atRest, postgres, processorTime } from './processor.mjs';
import { folder, posts, seconds } from './run.mjs';
import { binary, residentMemory, startParvis } from './servers.mjs';
import { signedIn } from './session.mjs';
import { median, ms, number, perSecond, round, Table } from './table.mjs';
import { replyScript, wrk } from './wrk.mjs';
import { Stream } from '../tests/support/stream.mjs';

const database = `${process.env.PARVIS_TEST_DATABASE}?schema=bench`;
const rounds = 3;
const heardReplies = 100;
const columns = ['one node', 'two nodes'];
const table = new Table(['what'], columns);
const run = (...args) => execFileSync(binary, [...args, '--database', database], { encoding: 'utf8' });

// The same 64 connections, divided among the nodes.
async function together(nodes, { path = '', ...options }) {
  const pids = nodes.map((node) => node.pid);
  const before = { nodes: processorTime(pids), postgres: processorTime(postgres) };
  const runs = await Promise.all(nodes.map((node) => wrk(node.address + path, { seconds, ...options, connections: 64 / nodes.length })));
  const requests = runs.reduce((sum, one) => sum + one.requests, 0);
  return {
    rate: runs.reduce((sum, one) => sum + one.rate, 0),
    p99: Math.max(...runs.map((one) => one.p99)),
    bad: runs.reduce((sum, one) => sum + one.bad + one.lost, 0),
    ofNodes: (processorTime(pids) - before.nodes) * 1000 / requests,
    ofPostgres: (processorTime(postgres) - before.postgres) * 1000 / requests,
  };
}

// One and two in turn, so that what else the machine does weighs on both.
async function inTurn(what, nodes, options) {
  const runs = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const many of [1, 2]) runs[many - 1].push(await together(nodes.slice(0, many), options));
  }
  for (const [i, all] of runs.entries()) {
    const middle = (key) => median(all.map((one) => one[key]));
    const each = (key) => (Number.isFinite(middle(key)) ? `${number(middle(key))} µs` : 'none was answered');
    const bad = all.reduce((sum, one) => sum + one.bad, 0);
    table.put([what], columns[i], `${perSecond(middle('rate'))}, p99 ${ms(middle('p99'))}${bad ? `, ${number(bad)} failed` : ''}`);
    table.put([`${what}: processor for each, of nodes and of PostgreSQL`], columns[i], `${each('ofNodes')}, ${each('ofPostgres')}`);
  }
}

// From the moment a reply is sent to the first node until the page on another, or on the same, hears of it.
async function heard(from, on, token, thread) {
  const stream = await Stream.open({ fetch: (path, options) => fetch(on.address + path, options) }, `/live?thread=${thread}`);
  const waits = [];
  for (let count = 0; count < heardReplies; count += 1) {
    const asked = performance.now();
    const answer = await fetch(`${from.address}/api/v1/threads/${thread}/posts`, {
      method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: `Heard, ${count}.` }),
    });
    const { id } = await answer.json();
    waits.push((await stream.heard('post', (post) => post.data.id === id)).at - asked);
  }
  await stream.close();
  waits.sort((a, b) => a - b);
  return `median ${ms(median(waits))}, p95 ${ms(waits[Math.floor(heardReplies * 0.95)])}`;
}

const count = posts || 40_000;
const data = join(folder, 'one');
run('generate', '--data', data, '--members', `${Math.ceil(count / 40)}`, '--threads', `${Math.ceil(count / 20)}`, '--posts', `${count}`, '--seed', '1');
const password = /password: (\S+)/.exec(run('member', 'add', '--data', data, '--name', 'Bench', '--email', 'bench@bench.example'))[1];
const token = run('token', 'add', '--data', data, '--member', 'bench@bench.example', '--scope', 'write').trim().split(/\s+/).pop();
const nodes = [];
for (const name of ['one', 'two']) nodes.push(await startParvis(join(folder, name), '/', ['--database', database]));
for (const node of nodes) await atRest(node);
const threads = (await (await fetch(`${nodes[0].address}/api/v1/threads?limit=50`)).json()).items.filter((one) => !one.closed);
const path = new URL(threads[0].url).pathname;
const Cookie = await signedIn(nodes[0].address, 'bench@bench.example', password);
console.log(`${number(count)} posts, 64 connections, nodes, PostgreSQL and load on one machine`);
await inTurn('thread page, visitors', nodes, { path, headers: { 'Accept-Encoding': 'gzip' } });
await inTurn('thread page, signed in', nodes, { path, headers: { Cookie } });
await inTurn('replies, durable', nodes, { script: replyScript(folder, token, threads.map((one) => one.id)) });
for (const i of [0, 1]) {
  table.put(['a reply reaches an open page: on its own node, on the other'], columns[i], await heard(nodes[0], nodes[i], token, threads[0].id));
  table.put(['memory, each'], columns[i], `${round(Math.max(...nodes.slice(0, i + 1).map((node) => residentMemory(node.pid))))} MiB`);
}
await Promise.all(nodes.map((node) => node.stop()));
table.print();
