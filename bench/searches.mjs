// Budget 4: searches of common words, as pages, which are kept for a while, and through the API, which keeps nothing.
import { folder, row, seconds } from './run.mjs';
import { ms, perSecond } from './table.mjs';
import { pathsScript, wrk } from './wrk.mjs';

const common = ['route', 'vélo', 'pneu', 'morning', 'water', 'nuit', 'carte', 'wheel'];

// Sixteen ask at once, as they did of the yardsticks of this budget; sixty-four beside it.
export async function search(made, server) {
  const paths = common.flatMap((word) => common.map((other) => `/search?q=${encodeURIComponent(word === other ? word : `${word} ${other}`)}`));
  const pages = pathsScript(folder, 'search', paths);
  const single = pathsScript(folder, 'search-one', common.map((word) => `/api/v1/search?q=${encodeURIComponent(word)}`));
  const kept = await wrk(server.address, { seconds, script: pages, connections: 16 });
  const fresh = await wrk(server.address, { seconds, script: single, connections: 16 });
  const crowd = await wrk(server.address, { seconds, script: single, connections: 64 });
  const many = made.posts > 100_000;
  const wanted = many ? 'p95 ≤ 50 ms' : '≥ 1,000/s';
  const isMet = (run) => run.rate > 0 && run.bad === 0 && (many ? run.p95 <= 50 : run.rate >= 1000);
  const shown = (run) => (run.rate === 0 ? `not one answered within ${seconds} s` : `${perSecond(run.rate)}, p95 ${ms(run.p95)}, ${run.bad} refused`);
  row('4', 'search of common words, page', made.posts, wanted, shown(kept), isMet(kept));
  row('4', 'the same through the API, never kept', made.posts, wanted, shown(fresh), isMet(fresh));
  row('4', 'the same, 64 at once', made.posts, '', shown(crowd));
}
