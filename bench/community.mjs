// A generated community, and what a measurement asks of its server.
import { execFileSync } from 'node:child_process';
import { placed, row } from './run.mjs';
import { binary } from './servers.mjs';
import { perSecond } from './table.mjs';

// One post in 20 begins a thread, one in 40 has an author of its own. {data, database, posts, token, password, longest}
export function generate(name, posts) {
  const data = placed(name);
  const threads = Math.max(Math.round(posts / 20), 50);
  const members = Math.max(Math.round(posts / 40), 100);
  const began = performance.now();
  const told = execFileSync(binary, ['generate', '--data', data, '--members', `${members}`, '--threads', `${threads}`,
    '--posts', `${posts}`, '--seed', '7'], { encoding: 'utf8' });
  const rate = posts / ((performance.now() - began) / 1000);
  if (posts >= 40_000) row('gen', 'posts made, and indexed for search', posts, '≥ 15,000/s', perSecond(rate), rate >= 15_000);
  const [, count, id] = /longest thread holds ([\d,]+) posts: \/threads\/(\S+)/.exec(told);
  const added = execFileSync(binary, ['member', 'add', '--data', data, '--name', 'Bench', '--email', 'bench@bench.example',
    '--role', 'member'], { encoding: 'utf8' });
  const token = execFileSync(binary, ['token', 'add', '--data', data, '--member', 'bench@bench.example', '--scope', 'write'],
    { encoding: 'utf8' }).trim();
  return { data, database: process.env.PARVIS_DATABASE, posts, token, password: /password: (\S+)/.exec(added)[1],
    longest: { id, posts: Number(count.replaceAll(',', '')) } };
}

export async function api(server, path) {
  return (await fetch(`${server.address}/api/v1${path}`)).json();
}

export async function pageBytes(server, path) {
  const answer = await fetch(server.address + path, { headers: { 'accept-encoding': 'identity' } });
  return Buffer.from(await answer.arrayBuffer());
}

// Threads of at least 20 posts that visitors may read, {id, path}; the first is that whose page is nearest to the 45 kB
// of the yardsticks, so that two communities, or two databases, are measured with like pages.
export async function someThreads(server, wanted = 40) {
  const found = [];
  for (let after = ''; found.length < wanted;) {
    const list = await api(server, `/threads?order=latest${after && `&after=${encodeURIComponent(after)}`}`);
    for (const thread of list.items) {
      if (thread.posts < 20) continue;
      const path = new URL(thread.url, server.address).pathname;
      found.push({ id: thread.id, path, off: Math.abs((await pageBytes(server, path)).length - 45_000) });
    }
    if (!list.next) break;
    after = list.next;
  }
  const near = found.slice(0, wanted).sort((a, b) => a.off - b.off);
  return near.map(({ id, path }) => ({ id, path }));
}
