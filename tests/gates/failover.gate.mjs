// Failover: two nodes behind HAProxy, over a primary of PostgreSQL and its replica, as in deploy/ha. The primary is
// killed under load and the replica promoted: no acknowledged reply is missing, none is there twice, and the nodes go on
// by themselves. How long nobody could write is printed.
import { assert, test, until } from '../support/harness.mjs';
import { assertNoticed, figure, long, milliseconds } from '../support/gate.mjs';
import { promote, startCluster } from '../support/cluster.mjs';
import { Server } from '../support/server.mjs';
import { Writers } from '../support/writers.mjs';

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

// A server to be asked, at the proxy's address.
function behind(address) {
  const server = new Server();
  server.address = address;
  return server;
}

async function failOver({ waits, heldFor }) {
  const cluster = await startCluster({ waits });
  const front = behind(cluster.address);
  const writers = new Writers(cluster, () => cluster.address, 8);
  await until(() => writers.acknowledged.length > 100, 'members write', 60);
  if (heldFor) {
    cluster.line.hold();
    await pause(heldFor);
  }
  const before = writers.acknowledged.length;
  const killed = performance.now();
  await cluster.primary.kill();
  cluster.line.cut();
  // Answers given before the kill are read a moment later: a reply after that is one of the new primary.
  await pause(100);
  const known = writers.acknowledged.length;
  await promote(cluster);
  const promoted = milliseconds(killed);
  await until(() => writers.acknowledged.length > known, 'members write again', 60);
  const without = milliseconds(killed);
  await pause(long ? 10_000 : 1500);
  await writers.stop();
  await writers.assertStored(front);
  figure('replies acknowledged before, and after', `${before}, ${writers.acknowledged.length - before}`);
  figure('asked again after a lost connection or a refusal', writers.retried + writers.refused.length);
  figure('the replica writes after', `${promoted} ms`);
  figure('without writes', `${without} ms`);
  return { cluster, front };
}

test('no acknowledged reply is missing when the primary is killed and the replica promoted', async () => {
  const { front, cluster } = await failOver({ waits: true });
  for (const node of cluster.nodes) assert.equal((await node.fetch('/health')).status, 200);
  for (let asked = 0; asked < 6; asked += 1) assert.equal((await front.fetch('/')).status, 200);  // kept on both from here on
  await cluster.replica.kill();
  const asked = performance.now();
  const refusal = await front.api('POST', `/threads/${cluster.thread}/posts`, { token: cluster.token, body: { body: 'Now?' } });
  figure('with no server at all, a refusal after', `${milliseconds(asked)} ms`);
  assert.equal(refusal.status, 503, refusal.text);
  assert.ok(refusal.headers.get('retry-after'), 'when to try again is said');
  assert.equal((await front.fetch('/')).status, 200, 'visitors go on reading what is kept');
});

test('nor when the replica stood still before the primary was killed', () => failOver({ waits: true, heldFor: 1500 }));

test('visitors read what a node knows of, though the replica they read from stands still', async () => {
  const cluster = await startCluster({ waits: false, reads: true });
  const { nodes: [one, two], line, thread, token, threadPath } = cluster;
  const write = (body) => one.api('POST', `/threads/${thread}/posts`, { token, body: { body } });
  const reads = async (of) => {
    const text = await (await two.fetch('/metrics', { headers: { authorization: 'Bearer look-here' } })).text();
    return Number(new RegExp(`^parvis_replica_${of}_total (\\d+)`, 'm').exec(text)?.[1]);
  };
  const shows = async (body) => (await (await two.fetch(threadPath)).text()).includes(body);
  assert.equal((await write('While it follows.')).status, 201);
  await until(() => shows('While it follows.'), 'the other node shows it', 3);
  for (let count = 0; count < 20; count += 1) await two.fetch(`/latest?after=${count}`);
  assert.ok((await reads('reads')) > 0, 'the replica was read from');
  line.hold();
  assert.equal((await write('While it stands still.')).status, 201);
  await until(() => shows('While it stands still.'), 'the other node shows it', 3);
  assert.ok((await reads('behind')) > 0, 'the primary was read from');
});

test('the gate notices a primary that does not wait for its replica', () => assertNoticed(
  () => failOver({ waits: false, heldFor: 1500 }), /lost/));
