// The commands that scripts and administrators type: demo, init, member, token, check.
import { spawnSync } from 'node:child_process';
import { test, assert, skip } from '../support/harness.mjs';
import { Server, apiToken, copyOfDemo, demoAccounts, demoCommunity, overPostgres, parvis, temporaryFolder } from '../support/server.mjs';
import { Person } from '../support/person.mjs';

test('the demo has the size of a living community, and is sound', async () => {
  const data = demoCommunity();
  const server = await Server.start(data);
  const { counts, languages } = (await server.api('GET', '/community', { token: apiToken(server.data, 'perrine', 'read') })).body;
  assert.ok(counts.members >= 60 && counts.threads >= 120 && counts.posts >= 900, JSON.stringify(counts));
  assert.ok(counts.activities > counts.posts && counts.votes > 0 && counts.reactions > 0 && counts.comments > 0);
  assert.deepEqual([...languages].sort(), ['en', 'fr']);
  for (const account of Object.values(demoAccounts())) await new Person(server).signIn(account);
  await server.kill();
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out + checked.err);
});

test('the demo does not write over a community', () => {
  const again = parvis(['demo', '--data', demoCommunity()]);
  assert.equal(again.status, 1);
  assert.match(again.err, /another folder/);
});

test('a member is added, given a role and a password', async () => {
  const data = temporaryFolder();
  const added = parvis(['member', 'add', '--data', data, '--name', 'Odile Perrin', '--email', 'odile@square.example']);
  assert.equal(added.status, 0, added.err);
  const password = /password: (\S+)/.exec(added.out)[1];
  const server = await Server.start(data);
  const odile = await new Person(server).signIn({ email: 'odile@square.example', password });
  assert.equal((await odile.get('/manage/members')).status, 403);
  const promoted = parvis(['member', 'role', '--data', data, '--member', 'odile@square.example', '--role', 'manager']);
  assert.equal(promoted.status, 0, promoted.err);
  const set = parvis(['member', 'password', '--data', data, '--member', 'odile-perrin', '--password-stdin'], { input: 'three words and more\n' });
  assert.equal(set.status, 0, set.err);
  await server.kill();
  const again = await Server.start(data);
  const old = new Person(again);
  const refused = await old.submit('/sign-in', '/session', { who: 'odile@square.example', password });
  assert.notEqual(refused.status, 303, 'the old password no longer opens');
  const manager = await new Person(again).signIn({ email: 'odile-perrin', password: 'three words and more' });
  assert.equal((await manager.get('/manage/members')).status, 200);
  await again.kill();
});

test('what cannot be done to members is said, and done to nobody', () => {
  const data = temporaryFolder();
  assert.equal(parvis(['init', '--data', data]).status, 0);
  const add = (...more) => parvis(['member', 'add', '--data', data, ...more]);
  assert.equal(add('--name', 'Odile', '--email', 'odile@square.example').status, 0);
  const refused = [
    add('--name', 'Odile', '--email', 'odile@square.example'),
    add('--name', 'Nobody', '--email', 'no address'),
    add('--name', '', '--email', 'empty@square.example'),
    add('--name', 'x'.repeat(500), '--email', 'long@square.example'),
    add('--name', 'Rosa', '--email', 'rosa@square.example', '--role', 'queen'),
    parvis(['member', 'role', '--data', data, '--member', 'nobody', '--role', 'manager']),
    parvis(['member', 'password', '--data', data, '--member', 'odile', '--password-stdin'], { input: 'short\n' }),
    parvis(['token', 'add', '--data', data, '--member', 'nobody', '--scope', 'read']),
    parvis(['token', 'add', '--data', data, '--member', 'odile', '--scope', 'everything']),
    parvis(['token', 'add', '--data', temporaryFolder(), '--member', 'odile', '--scope', 'read']),
  ];
  for (const one of refused) {
    assert.equal(one.status, 1, one.out + one.err);
    assert.match(one.err, /^parvis: .+/);
  }
});

test('a token is printed alone, and opens the API within its scope', async () => {
  const data = demoCommunity();
  const server = await Server.start(data);
  const read = apiToken(data, 'perrine', 'read');
  const member = apiToken(data, 'ilyes', 'manage');
  assert.match(read, /^parvis_\S+$/);
  assert.equal((await server.api('GET', '/activities', { token: read })).status, 200);
  assert.equal((await server.api('GET', '/activities', { token: member })).status, 403);
  assert.equal((await server.api('POST', '/threads', { token: read, body: {} })).status, 403);
  await server.kill();
});

test('check finds what was broken behind its back', async () => {
  if (overPostgres) skip('a server lets no reference be broken');
  if (spawnSync('sqlite3', ['--version']).error) skip('the sqlite3 command is not installed');
  const breakages = [
    'update thread set posts = posts + 1 where id = (select min(id) from thread)',
    'update member set thanks_received = 1000 where id = (select min(id) from member)',
    'pragma foreign_keys = off; delete from post where id = (select max(id) from post)',
  ];
  for (const breakage of breakages) {
    const data = copyOfDemo();
    const broken = spawnSync('sqlite3', [`${data}/community.db`, breakage], { encoding: 'utf8' });
    assert.equal(broken.status, 0, broken.stderr);
    const checked = parvis(['check', '--data', data]);
    assert.notEqual(checked.status, 0, `${breakage}\n${checked.out}`);
  }
});
