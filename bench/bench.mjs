// The benchmark behind bin/bench: makes communities, starts servers, measures each budget, prints the table.
import { rmSync } from 'node:fs';
import { cockpit } from './cockpit.mjs';
import { api, generate, someThreads } from './community.mjs';
import { deepPage, growth } from './growth.mjs';
import { imports } from './imports.mjs';
import { againstNginx, signedInPage, weight } from './pages.mjs';
import { atRest } from './processor.mjs';
import { replies, underLoad } from './replies.mjs';
import { asked, members, overPostgres, posts, print, requireSpace, row } from './run.mjs';
import { search } from './searches.mjs';
import { startParvis } from './servers.mjs';
import { idleMemory, starting } from './standing.mjs';
import { streams } from './streams.mjs';
import { number, round } from './table.mjs';
import { units } from './units.mjs';

const few = 40_000;
const isOnly = asked('--streams');
const great = [asked('--large') && 1_000_000, posts].filter(Boolean);

// The community, as it is after all was measured on it: with the replies.
async function measure(count) {
  console.log(`\n${number(count)} posts`);
  const made = generate(`posts-${count}`, count);
  await starting(made);
  const server = await startParvis(made.data);
  const rested = await atRest(server);
  row('gen', 'its folded views filled, while pages are served', made.posts, '', `after ${round(rested / 1000)} s`);
  idleMemory(made, server);
  const threads = await someThreads(server);
  const page = threads[0].path;
  const space = (await api(server, '/spaces')).items[0];
  await againstNginx('1', 'thread page, visitor', made, server, page);
  await againstNginx('3', 'home, visitor', made, server, '/');
  await againstNginx('3', 'space list, visitor', made, server, new URL(space.url, server.address).pathname);
  await signedInPage(made, server, threads[0]);
  await search(made, server);
  weight(made, server, page);
  await deepPage(made, server);
  await replies(made, server, threads);
  await underLoad(made, server, threads);
  await server.stop();
  return made;
}

async function everything() {
  const small = await measure(few);
  if (!posts) {
    await streams(generate('streams', 4000));
    imports();
    await units();
  }
  for (const count of great) {
    const made = await measure(count);
    await growth(small, made);
    if (!asked('--keep')) rmSync(made.data, { recursive: true, force: true });
  }
}

const whatIsAsked = () => {
  if (asked('--units')) return units();
  if (asked('--cockpit')) return cockpit(posts || undefined, members || undefined);
  return isOnly ? streams(generate('streams', 4000)) : everything();
};

const gigabytesEach = 1.5e-6;  // of a post with all that hangs from it, and as much again while it is written and indexed
requireSpace(1 + Math.max(few, ...great) * gigabytesEach * (asked('--postgres') ? 2 : 1));
await whatIsAsked();
if (asked('--postgres') && !isOnly) {
  overPostgres();
  console.log('\nPostgreSQL');
  await whatIsAsked();
}
print();
