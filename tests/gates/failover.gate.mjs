// Failover: two nodes behind HAProxy, over a primary of PostgreSQL and its replica, as in deploy/ha. The primary is
// killed under load and the replica promoted: no acknowledged reply is missing, none is there twice, and the nodes go on
// by themselves. How long nobody could write is printed.
import { assert, test, until } from '../support/harness.mjs';
import { assertNoticed, figure, long, milliseconds } from '../support/gate.mjs';
import { promote, startCluster } from '../support/cluster.mjs';
import { Server } from '../support/server.mjs';
import { Writers } from '../support/writers.mjs';

// A server to be asked, at the proxy's address.
function behind(address) {
  const server = new Server();
  server.address = address;
  return server;
}

const writersAtOnce = 8;
const commitsThatWait = (primary) => Number(primary.ask("select count(*) from pg_stat_activity where wait_event = 'SyncRep'"));

async function failOver({ waits, replicaStands = false }) {
  const cluster = await startCluster({ waits });
  const front = behind(cluster.address);
  const writers = new Writers(cluster, () => cluster.address, writersAtOnce);
  await until(() => writers.acknowledged.length > 100, 'members write');
  if (replicaStands) {
    cluster.line.hold();
    const held = writers.acknowledged.length;
    // A commit waits; or, where none does, more is answered than was under way when the replica stood still.
    await until(() => (waits ? commitsThatWait(cluster.primary) > 0 : writers.acknowledged.length > held + 3 * writersAtOnce),
      'the replica stands still under load');
  }
  const before = writers.acknowledged.length;
  const killed = performance.now();
  await cluster.primary.kill();
  cluster.line.cut();
  await promote(cluster);
  const promoted = milliseconds(killed);
  // What was asked before the kill may have been answered before it.
  const again = () => writers.acknowledged.filter((one) => one.asked > killed).length;
  await until(() => again() > 0, 'members write again');
  const without = milliseconds(killed);
  for (let wanted = 200; wanted <= (long ? 2000 : 200); wanted += 200) await until(() => again() > wanted, 'members go on writing');
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

test('nor when the replica stood still before the primary was killed', () => failOver({ waits: true, replicaStands: true }));

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
  await until(() => shows('While it follows.'), 'the other node shows it');
  let count = 0;  // a page that is not kept
  await until(async () => {
    await two.fetch(`/latest?after=${count += 1}`);
    return (await reads('reads')) > 0;
  }, 'the replica was read from');
  line.hold();
  assert.equal((await write('While it stands still.')).status, 201);
  await until(() => shows('While it stands still.'), 'the other node shows it');
  assert.ok((await reads('behind')) > 0, 'the primary was read from');
});

test('the gate notices a primary that does not wait for its replica', () => assertNoticed(
  () => failOver({ waits: false, replicaStands: true }), /lost/));
