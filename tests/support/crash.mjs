// Ends a server at random moments under load and holds what is left against what was acknowledged.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { assert, until } from './harness.mjs';
import { assertSound, figure, milliseconds, ownCommunity, quantile } from './gate.mjs';
import { Writers } from './writers.mjs';

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// What a power cut leaves of the log's shared index, which lives in memory.
export const loseSharedMemory = (data) => rmSync(join(data, 'community.db-shm'), { force: true });

// `start(data, cycle)` gives a server. After each end the community is checked, and served again by the same `start`.
export async function crashAndCompare(cycles, start, afterCrash = () => {}) {
  const community = await ownCommunity();
  let server = await start(community.data, 0);
  const writers = new Writers(community, () => server.address, 12);
  const ready = [];
  try {
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      const had = writers.acknowledged.length;
      await until(() => writers.acknowledged.length > had, 'something is acknowledged');
      await pause(Math.random() * 150);
      await server.kill('SIGKILL');
      afterCrash(community.data);
      assertSound(community.data);
      const began = performance.now();
      server = await start(community.data, cycle);
      assert.equal((await server.fetch('/')).status, 200);
      ready.push(milliseconds(began));
      await writers.assertStored(server);
    }
  } finally {
    await writers.stop();
  }
  await writers.assertStored(server);
  await server.kill('SIGKILL');
  assert.deepEqual(writers.refused, [], 'nothing was refused');
  figure('cycles', cycles);
  figure('acknowledged, all there, each once', writers.acknowledged.length);
  figure('start to first page', `median ${quantile(ready, 0.5)} ms, longest ${Math.max(...ready)} ms`, 'under 2,000 ms');
}
