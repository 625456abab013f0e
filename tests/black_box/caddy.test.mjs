// Caddy before one node (deploy/Caddyfile.example) and before two (deploy/ha/Caddyfile): the files as they are, with the
// names and addresses of this machine. Pages, event streams, bodies that are too large, and a node that goes. Skipped
// where Caddy is not installed, since Debian's package starts a server of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, skip, test, until } from '../support/harness.mjs';
import { presets, serve, smallCommunity } from '../support/gate.mjs';
import { freePort, start } from '../support/processes.mjs';
import { Server, databaseOf, overPostgres, temporaryFolder } from '../support/server.mjs';
import { Stream } from '../support/stream.mjs';

const trusting = { PARVIS_SERVER_TRUST_FORWARDED: 'true' };

// The example with `names` in the place of its own; without TLS, which takes a name in the world's books.
async function startCaddy(example, names) {
  const port = await freePort();
  const folder = temporaryFolder();
  let text = readFileSync(new URL(`../../deploy/${example}`, import.meta.url), 'utf8');
  for (const [from, to] of Object.entries({ 'square.example {': `http://127.0.0.1:${port} {`, ...names })) {
    assert.ok(text.includes(from), `${example} holds ${from}`);
    text = text.replace(from, to);
  }
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, `{\n\tadmin off\n}\n${text}`);
  const caddy = start('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], { env: { ...process.env, HOME: folder } });
  caddy.process.on('error', (error) => { caddy.missing = error; });
  const front = new Server();
  front.address = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (caddy.missing) skip('Caddy is not installed');
    if (caddy.isOver) throw new Error(`Caddy ended: ${caddy.log}`);
    return fetch(`${front.address}/health`).then((answer) => answer.ok).catch(() => false);
  }, 'Caddy passes on');
  return front;
}

async function assertPassesOn(front, { token, thread, threadPath }) {
  const page = await front.fetch(threadPath, { headers: { 'accept-encoding': 'gzip' } });
  assert.equal(page.status, 200);
  assert.equal(page.headers.get('content-encoding'), 'gzip');
  assert.ok(page.headers.get('content-security-policy'));
  const again = await front.fetch(threadPath, { headers: { 'accept-encoding': 'gzip', 'if-none-match': page.headers.get('etag') } });
  assert.equal(again.status, 304);

  const stream = await Stream.open(front, `/live?thread=${thread}`);
  const made = await front.api('POST', `/threads/${thread}/posts`, { token, body: { body: 'Heard through Caddy.' } });
  assert.equal(made.status, 201, made.text);
  assert.equal(new URL(made.body.url).host, new URL(front.address).host, 'addresses are those of the front');
  await stream.heard('post', (post) => post.data.id === made.body.id);
  await stream.close();

  const large = await front.fetch('/session', { method: 'POST', body: new URLSearchParams({ who: 'a'.repeat(1_200_000) }) });
  assert.equal(large.status, 413);
  assert.match(await large.text(), /<h1/, 'a refusal in words');
}

test('the example for one node passes on pages, streams and refusals', async () => {
  const community = await smallCommunity();
  const node = await serve(community.data, trusting);
  const front = await startCaddy('Caddyfile.example', { '127.0.0.1:8080': new URL(node.address).host });
  await assertPassesOn(front, community);
  await node.kill();
});

test('the example for two nodes does so, and goes on with one of them', async () => {
  if (!overPostgres) skip('one program serves an SQLite file: PARVIS_TEST_DATABASE is no address of PostgreSQL');
  const community = await smallCommunity();
  const begin = (port = 0) =>
    Server.start(temporaryFolder(), ['--database', databaseOf(community.data)], { ...presets, ...trusting }, port);
  const nodes = [await begin(), await begin()];
  const [one, two] = nodes.map((node) => new URL(node.address));
  const front = await startCaddy('ha/Caddyfile', { '10.0.0.11:8080': one.host, '10.0.0.12:8080': two.host });
  await assertPassesOn(front, community);

  const reading = { over: false, answered: 0, failed: [] };
  const readers = Promise.all(Array.from({ length: 4 }, async (_, reader) => {
    for (let count = 0; !reading.over; count += 1) {
      const answer = await front.fetch(`/latest?reader=${reader}&page=${count}`).catch((error) => ({ status: error.message }));
      if (answer.status === 200 && /<\/html>/.test(await answer.text())) reading.answered += 1;
      else reading.failed.push(answer.status);
    }
  }));
  const goesOn = async () => {
    const had = reading.answered;
    await until(() => reading.answered > had + 40, 'pages are read');
  };
  try {
    await goesOn();
    for (const signal of ['SIGTERM', 'SIGKILL']) {
      await nodes[0].kill(signal);
      await goesOn();
      const body = `Written while one is away, ${signal}.`;
      const made = await front.api('POST', `/threads/${community.thread}/posts`, { token: community.token, body: { body } });
      assert.equal(made.status, 201, made.text);
      nodes[0] = await begin(Number(one.port));
      await goesOn();
    }
  } finally {
    reading.over = true;
    await readers;
  }
  assert.deepEqual(reading.failed, [], `of ${reading.answered + reading.failed.length} pages`);
  for (const node of nodes) await node.kill();
});
