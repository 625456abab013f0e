// Budgets 8 and 7: how soon the first page comes, and what a program takes that nobody asks anything of.
import { row } from './run.mjs';
import { residentMemory, startParvis } from './servers.mjs';
import { median, ms, round } from './table.mjs';

export async function starting(made) {
  const times = [];
  for (let i = 0; i < 5; i += 1) {
    const server = await startParvis(made.data, '/');
    times.push(server.readyAfter);
    await server.stop();
  }
  row('8', 'start to first page', made.posts, '≤ 150 ms', ms(median(times)), median(times) <= 150);
}

// Of a server at rest.
export function idleMemory(made, server) {
  const idle = residentMemory(server.pid);
  row('7', 'memory idle', made.posts, '≤ 64 MiB', `${round(idle)} MiB`, idle <= 64);
}
