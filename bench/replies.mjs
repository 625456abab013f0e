// Budget 5, replies through the API and when a search finds them, and 7, memory while pages and replies are asked for.
import { api } from './community.mjs';
import { folder, row, seconds } from './run.mjs';
import { residentMemory } from './servers.mjs';
import { ms, number, perSecond, round } from './table.mjs';
import { replyScript, wrk } from './wrk.mjs';

// A marked word that a search must find within a second of the answer.
async function searchLag(made, server, thread) {
  const word = `balise${Date.now()}`;
  const posted = await fetch(`${server.address}/api/v1/threads/${thread}/posts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${made.token}`, 'content-type': 'application/json', 'idempotency-key': word },
    body: JSON.stringify({ body: `Une ${word} dans le texte.` }),
  });
  if (!posted.ok) throw new Error(`posting answered ${posted.status}: ${await posted.text()}`);
  const began = performance.now();
  for (;;) {
    const found = await api(server, `/search?q=${word}`);
    if (found.items?.length) return performance.now() - began;
    if (performance.now() - began > 20_000) return Infinity;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function replies(made, server, threads) {
  const before = (await api(server, '/community')).counts.posts;
  const script = replyScript(folder, made.token, threads.map((thread) => thread.id));
  const run = await wrk(server.address, { seconds, script });
  const after = (await api(server, '/community')).counts.posts;
  const lag = await searchLag(made, server, threads[0].id);
  row('5', 'reply through the API, durable', made.posts, '≥ 2,500/s, p99 ≤ 60 ms',
    `${perSecond(run.rate)}, p99 ${ms(run.p99)}, ${run.bad} refused, ${number(after - before)} posts more`,
    run.rate >= 2500 && run.p99 <= 60 && run.bad === 0);
  row('5', 'found by search after', made.posts, '≤ 1 s', ms(lag), lag <= 1000);
}

// Budgets 1 and 5 at once, watching the memory.
export async function underLoad(made, server, threads) {
  let most = 0;
  const watch = setInterval(() => { most = Math.max(most, residentMemory(server.pid)); }, 50);
  const script = replyScript(folder, made.token, threads.map((thread) => thread.id));
  await Promise.all([
    wrk(server.address + threads[0].path, { seconds, headers: { 'Accept-Encoding': 'gzip' } }),
    wrk(server.address, { seconds, script, connections: 32 }),
  ]);
  clearInterval(watch);
  row('7', 'memory under 1 and 5 together', made.posts, '≤ 256 MiB', `${round(most)} MiB`, most <= 256);
}
