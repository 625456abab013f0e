// Parvis beside what is known, in one run: nginx with the bytes of the same pages, and Fossil's forum with the same members,
// threads and posts, where it is installed. Everything is asked for in turn, three times over, and medians are printed;
// 64 connections for the visitor's page and 16 for the rest, as the yardsticks of docs/budgets.md were taken.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api, generate, pageBytes } from './community.mjs';
import { makeFossil, version } from './fossil.mjs';
import { firstVisit } from './pages.mjs';
import { folder, posts, requireSpace, seconds } from './run.mjs';
import { binary, family, familyMemory, pause, startNginx, startParvis } from './servers.mjs';
import { signedIn } from './session.mjs';
import { median, ms, number, perSecond, round, Table } from './table.mjs';
import { replyScript, wrk } from './wrk.mjs';

const gzip = { 'Accept-Encoding': 'gzip' };
const foundIn = 4_700 / 40_000;  // the share of posts that hold the word searched for
const fossilVersion = version();
const fossilName = `Fossil ${fossilVersion}`;
const table = new Table(['what'], ['Parvis', 'nginx, same bytes', fossilName]);
const put = (what, name, text) => table.put([what], name, text);

// What is public of a community, from its open form.
function openForm(made) {
  const out = join(folder, 'open');
  execFileSync(binary, ['export', out, '--data', made.data], { stdio: 'ignore' });
  const lines = (name) => readFileSync(join(out, `${name}.jsonl`), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const all = { members: lines('members'), threads: lines('threads'), posts: lines('posts') };
  const visible = new Set(lines('spaces').filter((space) => space.visibility === 'public').map((space) => space.id));
  const sizes = all.threads.filter((thread) => visible.has(thread.space))
    .map((thread) => ({ id: thread.id, over: thread.last_post - 20 })).filter((thread) => thread.over >= 0);
  return { ...all, likely: sizes.sort((a, b) => a.over - b.over).slice(0, 40).map((thread) => thread.id) };
}

// The word of all that stands in nearest to that share of the posts.
function wordOf(all) {
  const counts = new Map();
  for (const post of all) {
    for (const word of new Set(post.body.toLowerCase().match(/\p{L}{4,}/gu))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const off = ([, count]) => Math.abs(count - all.length * foundIn);
  const [word, count] = [...counts].reduce((best, one) => (off(one) < off(best) ? one : best));
  return { word, count };
}

// What it is asked for is the same of each system: paths, a session's cookie, a script that replies, a count of posts.
async function parvis(made, threads) {
  const starts = [];
  const start = () => startParvis(made.data);
  const server = await startedOften(start, starts);
  const cookie = await signedIn(server.address, 'bench@bench.example', made.password);
  const thread = new URL((await api(server, `/threads/${threads[0]}`)).url).pathname;
  return { name: 'Parvis', server, starts, thread, list: '/', cookie, reply: replyScript(folder, made.token, threads),
    search: (word) => `/search?q=${encodeURIComponent(word)}`, searchAnew: (word) => `/api/v1/search?q=${encodeURIComponent(word)}`,
    count: async () => (await api(server, '/community')).counts.posts };
}

async function fossil(open) {
  const made = makeFossil(folder, open);
  const starts = [];
  const server = await startedOften(made.start, starts);
  return { name: fossilName, server, starts, ...await made.asked(server, open.likely) };
}

async function startedOften(start, starts) {
  for (;;) {
    const server = await start();
    starts.push(server.readyAfter);
    if (starts.length === 5) return server;
    await server.stop();
  }
}

const refusals = (runs) => {
  const asked = runs.reduce((sum, run) => sum + run.requests + run.lost, 0);
  const failed = runs.reduce((sum, run) => sum + run.bad + run.lost, 0);
  return failed ? `, ${(failed / asked * 100).toFixed(1)} % failed` : '';
};

// A process that was begun for a request goes on when the load has ended; what is measured next would bear it.
async function settled(server) {
  for (let tries = 0; tries < 600 && family(server.pid).length > 1; tries += 1) await pause(50);
}

// Each is [name, server, path, wrk's options].
async function inTurn(what, asks, connections) {
  const runs = new Map(asks.map(([name]) => [name, []]));
  for (let turn = 0; turn < 3; turn += 1) {
    for (const [name, server, path, options] of asks) {
      runs.get(name).push(await wrk(server.address + path, { seconds, connections, ...options }));
      if (name === fossilName) await settled(server);
    }
  }
  for (const [name, all] of runs) {
    const [rate, p99] = ['rate', 'p99'].map((key) => median(all.map((run) => run[key])));
    put(what, name, rate > 0 ? `${perSecond(rate)}, p99 ${ms(p99)}${refusals(all)}` : `not one answered within ${seconds} s`);
  }
}

async function pages(systems) {
  const of = (key, headers) => systems.map((one) => [one.name, one.server, one[key], { headers: headers(one) }]);
  const [ours] = systems;
  const nginxes = [];
  const yardstick = async (path) => {
    const bytes = await pageBytes(ours.server, path);
    nginxes.push(await startNginx(join(folder, `page-${nginxes.length}`), bytes));
    return ['nginx, same bytes', nginxes.at(-1), '/page', { headers: gzip }];
  };
  const [threads, lists] = [await yardstick(ours.thread), await yardstick(ours.list)];
  await inTurn('thread page of 20 posts, visitor, 64 connections', [...of('thread', () => gzip), threads], 64);
  put('memory under load: pages, and replies at once', 'nginx, same bytes', `${round(familyMemory(nginxes[0].pid))} MiB (pages)`);
  await inTurn('the same, signed in, 16 connections', of('thread', (one) => ({ Cookie: one.cookie })), 16);
  await inTurn('list page, visitor, 16', [...of('list', () => gzip), lists], 16);
  for (const nginx of nginxes) await nginx.stop();
}

async function searches(systems, { word, count }) {
  const of = (key) => systems.filter((one) => one[key]).map((one) => [one.name, one.server, one[key](word), {}]);
  await inTurn(`search of “${word}”, in ${number(count)} posts, 16`, of('search'), 16);
  await inTurn('the same, of Parvis through its API, which keeps nothing', of('searchAnew'), 16);
}

// Counted by the posts that are there afterwards, whatever was answered.
async function repliesOf(one, connections) {
  const before = await one.count();
  const run = await wrk(one.server.address, { seconds, connections, script: one.reply });
  await settled(one.server);
  const more = await one.count() - before;
  return { rate: more / seconds, p99: run.p99, failed: Math.max(0, 100 * (1 - more / (run.requests + run.lost))) };
}

async function replies(systems, connections) {
  const runs = new Map(systems.map((one) => [one, []]));
  for (let turn = 0; turn < 3; turn += 1) for (const one of systems) runs.get(one).push(await repliesOf(one, connections));
  for (const [one, all] of runs) {
    const [rate, p99, failed] = ['rate', 'p99', 'failed'].map((key) => median(all.map((run) => run[key])));
    put(`reply, ${connections === 1 ? 'alone' : connections}`, one.name,
      `${perSecond(rate)}, p99 ${ms(p99)}${failed >= 1 ? `, ${failed.toFixed(0)} % failed` : ''}`);
  }
}

async function memory(one) {
  let most = 0;
  const watch = setInterval(() => { most = Math.max(most, familyMemory(one.server.pid)); }, 50);
  await Promise.all([
    wrk(one.server.address + one.thread, { seconds, connections: 16, headers: gzip }),
    wrk(one.server.address, { seconds, connections: 16, script: one.reply }),
  ]);
  clearInterval(watch);
  put('memory under load: pages, and replies at once', one.name, `${round(most)} MiB`);
}

function sayWhatIsMissing() {
  if (!fossilVersion) console.log('Fossil is not installed: apt-get install fossil, and its column is here the next time.');
  console.log('NodeBB is not measured: Debian does not have it and npm has 1.4.0; docs/budgets.md has the figures of 4.11.');
}

requireSpace(3);
const made = generate('compared', posts || 40_000);
const open = openForm(made);
const word = wordOf(open.posts);
const systems = [await parvis(made, open.likely)];
if (fossilVersion) systems.push(await fossil(open));
console.log(`\n${number(open.posts.length)} posts, ${number(open.threads.length)} threads, ${number(open.members.length)} members`);
await pages(systems);
await searches(systems, word);
await replies(systems, 1);
await replies(systems, 16);
for (const one of systems) await memory(one);
for (const one of systems) {
  put('start to first page', one.name, ms(median(one.starts)));
  const visit = firstVisit(one.server.address, one.thread);
  put('first visit of a thread page, all in', one.name, `${round(visit.total / 1000)} kB, ${visit.requests} requests`);
}
for (const one of systems) await one.server.stop();
table.print();
sayWhatIsMissing();
