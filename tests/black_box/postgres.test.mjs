// What only a PostgreSQL server does to a community: it is not the right one, it goes away and comes back, it hands the
// community over to another database. Run by bin/with_postgres; skipped without a server.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterwards, assert, skip, test, until } from '../support/harness.mjs';
import { Server, askDatabase, binary, databaseOf, overPostgres, parvis, temporaryFolder } from '../support/server.mjs';
import { serve, smallCommunity } from '../support/gate.mjs';

const address = process.env.PARVIS_TEST_DATABASE;
const withPostgres = fileURLToPath(new URL('../../bin/with_postgres', import.meta.url));

function needServer() {
  if (!overPostgres) skip('PARVIS_TEST_DATABASE is no address of PostgreSQL');
}

function psql(sql, at = address) {
  const done = spawnSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', at, '-c', sql], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout.trim();
}

function setServer(what) {
  const done = spawnSync(withPostgres, [what], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
}

// Runs a command without stopping this process, which may itself be the server it asks.
function run(args, env = process.env) {
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  const ending = setTimeout(() => child.kill('SIGKILL'), 60_000);
  let out = '', err = '';
  child.stdout.on('data', (chunk) => { out += chunk; });
  child.stderr.on('data', (chunk) => { err += chunk; });
  return new Promise((resolve) => child.on('close', (status) => {
    clearTimeout(ending);
    resolve({ status, out, err });
  }));
}

async function assertRefused(database, sentence) {
  const data = temporaryFolder();
  for (const args of [['serve', '--port', '0'], ['check'], ['init']]) {
    const done = await run([...args, '--data', data, '--database', database]);
    const what = `${args[0]} ${database}: ${done.status}, ${done.out}${done.err}`;
    assert.equal(done.status, 1, what);
    assert.match(done.err, sentence, what);
    assert.equal(done.err.trim().split('\n').length, 1, `one sentence: ${what}`);
    assert.ok(!/terminate|what\(\)|select |secret/.test(done.err), `for people: ${what}`);
  }
}

// A server that says of itself what `parameters` say, and nothing more.
async function pretendServer(parameters) {
  const message = (kind, ...parts) => {
    const body = Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([0, 0, 0, part]) : Buffer.from(part))));
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(kind), length, body]);
  };
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (asked) => {
      if (asked.length === 8) return socket.write('N'); // no encryption
      if (asked[0] !== 0) return socket.end();
      socket.write(message('R', 0));
      for (const [name, value] of Object.entries(parameters)) socket.write(message('S', `${name}\0${value}\0`));
      socket.write(message('Z', 'I'));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterwards(() => server.close());
  return `postgresql://parvis:secret@127.0.0.1:${server.address().port}/parvis`;
}

test('a server that will not do is refused in one sentence', async () => {
  needServer();
  const as = (user, database = 'postgres') => address.replace('parvis@', `${user}@`).replace(/[^/]*$/, database);
  psql('create role reader login superuser');
  psql('alter role reader set default_transaction_read_only = on');
  psql('create role guest login');
  psql("create database bytes template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'");
  await assertRefused('postgresql://parvis:secret@127.0.0.1:1/parvis', /cannot be reached: .*Connection refused/);
  await assertRefused('postgresql://parvis@no-such-host.invalid/parvis', /cannot be reached: could not translate host name/);
  await assertRefused(as('parvis', 'no_such_database'), /cannot be reached: .*database "no_such_database" does not exist/);
  await assertRefused(as('stranger'), /cannot be reached: .*role "stranger" does not exist/);
  await assertRefused(as('parvis', 'bytes'), /keeps text in SQL_ASCII: make one with encoding UTF8/);
  await assertRefused(`${address}?schema=Big-Square`, /The schema in the database's address is 'Big-Square': write lower-case/);
  await assertRefused('mysql://parvis@localhost/parvis', /write the path of a file, such as community.db, or postgresql:/);
  await assertRefused(await pretendServer({ server_version: '13.14', server_encoding: 'UTF8' }), /PostgreSQL 13\.14: version 15 or newer is needed/);
  for (const [user, sentence] of [['reader', /only reads: give the address of the one that writes/], ['guest', /may not make tables in the schema/]]) {
    const done = await run(['init', '--data', temporaryFolder(), '--database', `${as(user)}?schema=of_${user}`]);
    assert.equal(done.status, 1, done.out);
    assert.match(done.err, sentence);
    assert.equal(psql(`select to_regnamespace('of_${user}')`), '', 'nothing is made');
  }
});

test('a community of a newer version is refused and left as it is', async () => {
  needServer();
  const data = temporaryFolder();
  assert.equal(parvis(['init', '--data', data]).status, 0);
  askDatabase(data, "insert into schema_version(version, name, applied_at) values (9999, 'later', 1)");
  // Which process wrote last is noted with each write, the look at the versions too.
  const content = () => {
    const schema = /schema=(\w+)/.exec(databaseOf(data))[1];
    const dumped = spawnSync('pg_dump', ['--schema', schema, '--exclude-table-data', '*.store_writer', '-d', address], { encoding: 'utf8' });
    assert.equal(dumped.status, 0, dumped.stderr);
    return dumped.stdout.replace(/^\\(?:un)?restrict .*$/gm, '');
  };
  const before = content();
  for (const args of [['serve', '--port', '0'], ['check'], ['member', 'role', '--member', 'maud', '--role', 'leader']]) {
    const done = parvis([...args, '--data', data], { timeout: 60_000 });
    assert.equal(done.status, 1, done.out);
    assert.match(done.err, /^parvis: This data was written by a newer Parvis \(schema 9999, this program knows \d+\)\. [^\n]*\n$/);
  }
  assert.equal(content(), before);
});

test('a server that goes away and comes back: clear answers meanwhile, nothing acknowledged lost, no restart', async () => {
  needServer();
  const { data, token, thread } = await smallCommunity();
  const server = await serve(data);
  const acknowledged = [];
  const counts = {};
  let over = false;
  // Replies one after the other, through it all.
  const writing = (async () => {
    for (let number = 1; !over; number += 1) {
      const body = `Réponse ${number}, redémarrage.`;
      const answer = await server.api('POST', `/threads/${thread}/posts`, { token, body: { body }, headers: { 'accept-language': 'en' } });
      counts[answer.status] = (counts[answer.status] ?? 0) + 1;
      if (answer.status === 201) {
        acknowledged.push(answer.body.id);
      } else {
        assert.equal(answer.status, 503, answer.text);
        assert.equal(answer.headers.get('retry-after'), '5');
        assert.match(answer.text, /please try again in a moment/);
        assert.ok(!/SQL|libpq|connection|select/i.test(answer.text), answer.text);
      }
    }
  })();
  writing.catch(() => { over = true; });
  await until(() => over || acknowledged.length > 3, 'replies are written');
  setServer('--stop');
  await until(() => over || counts[503] > 0, 'a reply is refused', 60);
  const page = await server.fetch('/search?q=dérailleur', { headers: { 'accept-language': 'en' } });
  assert.equal(page.status, 503, 'a page that must ask the database');
  assert.match(await page.text(), /Something went wrong here\. Nothing was lost; please try again in a moment/);
  const ready = await server.fetch('/ready');
  assert.equal(ready.status, 503);
  assert.equal(await ready.text(), 'not ready: the database does not answer\n');
  assert.equal((await server.fetch('/health')).status, 200, 'the process lives');
  setServer('--start');
  const before = acknowledged.length;
  await until(() => over || acknowledged.length > before + 3, 'replies are written again', 60);
  over = true;
  await writing;
  assert.equal((await server.fetch('/search?q=dérailleur')).status, 200);
  assert.equal((await server.fetch('/ready')).status, 200);
  assert.equal((await server.kill()).code, 0);
  assert.match(server.log, /The database is not reachable|cannot be reached/);
  const there = askDatabase(data, "select count(*) from post where body like 'Réponse %, redémarrage.'");
  const unsure = Number(there) - acknowledged.length;
  console.log(`      acknowledged: ${acknowledged.length}, refused meanwhile: ${counts[503]}, kept without an answer: ${unsure}`);
  assert.ok(unsure >= 0 && unsure <= 1, `${there} posts, ${acknowledged.length} acknowledged`);
  assert.equal(new Set(acknowledged).size, acknowledged.length);
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out);
});

// The lines of a move: "post   1234 rows  0123456789abcdef".
const sums = (text) => [...text.matchAll(/^(\w+) +(\d+) rows  ([0-9a-f]{16})$/gm)].map((found) => found.slice(1).join(' '));

test('a community moves to PostgreSQL and back, whole', async () => {
  needServer();
  const home = temporaryFolder(), back = temporaryFolder();
  const away = `${address}?schema=moved`;
  const must = (args) => {
    const done = parvis(args);
    assert.equal(done.status, 0, `${args[0]}: ${done.out}${done.err}`);
    return done.out;
  };
  const inFile = ['--database', 'community.db'];
  must(['generate', '--data', home, ...inFile, '--members', '20', '--threads', '40', '--posts', '600', '--seed', '3']);
  const there = must(['migrate', '--data', home, ...inFile, '--to', away]);
  assert.ok(sums(there).length > 10, there);
  assert.match(there, /counts and hashes equal/);
  must(['check', '--data', home, '--database', away]);
  const again = parvis(['migrate', '--data', home, ...inFile, '--to', away]);
  assert.equal(again.status, 1);
  assert.match(again.err, /There is a community in the target already/);
  const here = must(['migrate', '--data', home, '--database', away, '--to', back]);
  assert.deepEqual(sums(here), sums(there));
  must(['check', '--data', back, ...inFile]);

  const questions = ['/threads', '/search?q=v%C3%A9lo', '/search?q=wheel', '/search?q=wheel+soupe', '/spaces', '/community'];
  const answers = [];
  for (const [data, database] of [[home, 'community.db'], [home, away], [back, 'community.db']]) {
    const server = await Server.start(data, ['--database', database]);
    const own = new RegExp(server.address, 'g');
    // A server that runs notices things of its own, and each of them is one more act on the timeline.
    const told = (text) => text.replace(own, '').replace(/,"activities":\d+/, '');
    answers.push(await Promise.all(questions.map(async (path) => told((await server.api('GET', path)).text))));
    await server.kill();
  }
  questions.forEach((path, i) => {
    assert.ok(/"items":\[\{|"counts"/.test(answers[0][i]), `${path}: ${answers[0][i]}`);
    assert.equal(answers[1][i], answers[0][i], `${path} over PostgreSQL`);
    assert.equal(answers[2][i], answers[0][i], `${path} back in a file`);
  });
});
