// What processes take of the processor, and when a server has come to rest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { family, pause } from './servers.mjs';

// The process at the head of the server that bin/with_postgres started; none without one.
export const postgres = process.env.PARVIS_TEST_SERVER
  ? [Number(readFileSync(join(process.env.PARVIS_TEST_SERVER.split(':')[0], 'data', 'postmaster.pid'), 'utf8').split('\n')[0])] : [];

// Milliseconds of processor that processes and their children took, those that ended among them. Linux counts them in
// hundredths of a second.
export function processorTime(pids) {
  return pids.flatMap(family).reduce((sum, pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return sum + [11, 12, 13, 14].reduce((all, field) => all + Number(fields[field]) * 10, 0);
    } catch {
      return sum;
    }
  }, 0);
}

const restful = 50;  // ms of processor in half a second
const longest = 5 * 60_000;

// Waits until a server that has just started rests. After a community was made by the hundred thousand acts, its folded
// views take them in first: seconds to minutes, once in its life, which say nothing of what is measured afterwards.
// Answers how long that took (ms).
export async function atRest(server) {
  const began = performance.now();
  const pids = [server.pid, ...postgres];
  for (let quiet = 0; quiet < 4 && performance.now() - began < longest;) {
    const before = processorTime(pids);
    await pause(500);
    quiet = processorTime(pids) - before < restful ? quiet + 1 : 0;
  }
  return performance.now() - began;
}
