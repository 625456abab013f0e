// Budget 6: the same measured on a small and on a great community, in turn within the same minute, so that what else the
// machine does weighs on both; and the page at the end of a long thread beside its first.
import { someThreads } from './community.mjs';
import { folder, row, seconds } from './run.mjs';
import { startParvis } from './servers.mjs';
import { signedIn } from './session.mjs';
import { median, number, perSecond } from './table.mjs';
import { replyScript, wrk } from './wrk.mjs';

const perPage = 20;
const pairs = 5;

// Both are asked in turn: {slower, first, second} in medians of the ratios and of the rates.
async function inTurn(first, second) {
  const ratios = [], one = [], two = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    one.push(await first());
    two.push(await second());
    ratios.push(one.at(-1) / two.at(-1));
  }
  return { slower: median(ratios), first: median(one), second: median(two) };
}

async function opened(made) {
  process.env.PARVIS_DATABASE = made.database ?? '';
  if (!made.database) delete process.env.PARVIS_DATABASE;
  const server = await startParvis(made.data);
  const threads = await someThreads(server);
  const cookie = await signedIn(server.address, 'bench@bench.example', made.password);
  const script = replyScript(folder, made.token, threads.map((thread) => thread.id), `${made.posts}`);
  const rate = async (path, options) => (await wrk(server.address + path, { seconds, ...options })).rate;
  return {
    stop: server.stop,
    visitor: () => rate(threads[0].path, { headers: { 'Accept-Encoding': 'gzip' } }),
    member: () => rate(threads[0].path, { headers: { Cookie: cookie } }),
    reply: () => rate('', { script }),
  };
}

export async function growth(small, large) {
  const few = await opened(small);
  const many = await opened(large);
  for (const [budget, what] of [['visitor', 'thread page, visitor'], ['member', 'thread page, signed in'], ['reply', 'reply, durable']]) {
    const { slower, first, second } = await inTurn(few[budget], many[budget]);
    row('6', `${what}: slower than with ${number(small.posts)}`, large.posts, '≤ 1.3 ×',
      `${slower.toFixed(2)} × (${perSecond(first)}, then ${perSecond(second)})`, slower <= 1.3);
  }
  await few.stop();
  await many.stop();
}

// Post 100,000 of the longest thread, or its last full page; a member's page is made anew each time.
export async function deepPage(made, server) {
  const thread = `/threads/${made.longest.id}`;
  const answer = await fetch(server.address + thread);
  const path = new URL(answer.url).pathname;
  const post = Math.min(100_000, Math.floor(made.longest.posts / perPage) * perPage);
  const deep = `${path}/${post - perPage + 1}`;
  const Cookie = await signedIn(server.address, 'bench@bench.example', made.password);
  const ask = (headers, where) => async () => (await wrk(server.address + where, { seconds, headers })).rate;
  for (const [who, headers] of [['visitor', { 'Accept-Encoding': 'gzip' }], ['signed in', { Cookie }]]) {
    const { slower, first, second } = await inTurn(ask(headers, path), ask(headers, deep));
    row('6', `page of post ${number(post)} of a thread, ${who}: slower than of post 1`, made.posts, '≤ 1.3 ×',
      `${slower.toFixed(2)} × (${perSecond(first)}, then ${perSecond(second)})`, slower <= 1.3);
  }
}
