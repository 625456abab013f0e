// Erasure: after a member is erased, nothing that was theirs alone is in a table, in the search index, in a letter that
// waits, in a job, in what the program said, on any page, nor in a backup of before that is restored afterwards. Looked
// for byte by byte: in every file of the data folder, also while the program serves and others write (its log too), or in
// every row over PostgreSQL.
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test, assert, until } from '../support/harness.mjs';
import { assertNoticed, assertSound, figure, serve, serveFaulty } from '../support/gate.mjs';
import { Person } from '../support/person.mjs';
import { apiToken, askDatabase, overPostgres, parvis, temporaryFolder } from '../support/server.mjs';
import { addressInLetter } from '../support/letters.mjs';

// Words that nobody else writes. Their names stand in what others wrote about them too.
const handle = 'quokkavalier';
const canaries = [handle, 'narvalesque', 'tapiroufle', 'axolotlement', 'zanzibarette', 'okapidevice', 'wombatelier'];

// {data, archive, log}: a community in which they left traces everywhere, and a backup of it.
async function leaveTraces(start = serve) {
  const data = temporaryFolder();
  const size = ['--members', '4', '--threads', '3', '--posts', '12', '--seed', '1'];
  assert.equal(parvis(['generate', '--data', data, ...size]).status, 0);
  const add = (name, role, password) => parvis(['member', 'add', '--data', data, '--name', name, '--email',
    `${name}@gate.example`, '--role', role], { env: { ...process.env } });
  const passwordOf = (made) => /password: (\S+)/.exec(made.out)[1];
  const manager = { email: 'gate@gate.example', password: passwordOf(add('gate', 'manager')) };
  const leaver = { email: `${handle}@gate.example`, password: passwordOf(add(handle, 'member')) };
  const token = apiToken(data, leaver.email, 'write');
  const others = apiToken(data, manager.email, 'manage');
  const server = await start(data);
  const api = (method, path, body, by = token) => server.api(method, path, { token: by, body });
  const space = (await api('GET', '/spaces')).body.items[0].id;

  const own = (await api('POST', '/threads', { space, title: 'A zanzibarette', body: 'So narvalesque.', tags: [] })).body;
  assert.ok(own?.id, JSON.stringify(own));
  const thread = (await api('POST', '/threads', { space, title: `Of a manager, for @${handle}`, body: `Ask @${handle}.`, tags: [] }, others)).body;
  const post = (await api('POST', `/threads/${thread.id}/posts`, { body: 'My tapiroufle.' })).body;
  await api('POST', `/posts/${post.id}/comments`, { body: 'With axolotlement.' });
  await api('POST', `/threads/${own.id}/posts`, { body: `> [@${handle}, 1](/threads/${own.id}/1)\n> words\n\nYes, @${handle}.` }, others);

  const person = await new Person(server, { 'user-agent': 'okapidevice/1.0' }).signIn(leaver);
  await person.submit('/account', '/account/profile', { name: handle, biography: 'I wombatelier.', place: 'Wombatelier' });
  await person.submit(`/threads/${thread.id}`, `/threads/${thread.id}/posts`, { body: 'A draft of tapiroufle', save: 'draft' }).catch(() => {});
  await new Person(server).submit('/password-reset', '/password-reset', { email: leaver.email });
  await addressInLetter(data, leaver.email, '/password-reset/');
  // Found by search: the index holds it too.
  await until(async () => (await server.fetch('/search?q=zanzibarette').then((page) => page.text())).includes('zanzibarette</'),
    'the index holds what they wrote').catch(() => {});

  const archive = join(data, 'backups', 'before.tar.zst');
  const backup = parvis(['backup', '--data', data, '--to', join(data, 'backups') + '/']);
  assert.equal(backup.status, 0, backup.err);
  const made = readdirSync(join(data, 'backups')).find((name) => name.startsWith('backup-'));
  return { data, archive: made ? join(data, 'backups', made) : archive, server, person, manager, leaver, others };
}

// What erasing does not reach is shown to them first: words of others, each with the way to have it looked at.
async function assertToldOfOthers(person) {
  const section = async () => /id="named"[\s\S]*?<\/section>/.exec((await person.get('/account/leave')).text)?.[0];
  const told = await until(section, 'the page on which one leaves tells where others name them', 30);
  assert.match(told, /Of a manager/);
  assert.match(told, /\/posts\/\w+\/flag"/);
  const own = (await person.get('/account/leave')).text.includes('My tapiroufle');
  assert.ok(!own, 'their own words are no others’');
}

async function leave({ server, person, manager, leaver }) {
  await assertToldOfOthers(person);
  const boss = await new Person(server).signIn(manager);
  assert.equal((await boss.submit('/manage/privacy', '/manage/privacy', { grace_days: '0' })).status, 303);
  const left = await person.submit('/account/leave', '/account/leave',
    { words: 'go', how: 'password', present_password: leaver.password });
  assert.equal(left.status, 200, left.text);
  await until(() => server.log.includes('Erased a member'), 'the job erases them', 60);
}

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return name === 'backups' ? [] : filesBelow(path);
    return [path];
  });
}

// What a file that may go at any moment, since the program serves, holds.
function bytesOf(file) {
  try {
    return readFileSync(file, 'latin1').toLowerCase();
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

// Where one of the canaries stands: names of files, or of tables.
function found(data) {
  const places = [];
  for (const file of filesBelow(data)) {
    const bytes = bytesOf(file);
    for (const canary of canaries) if (bytes.includes(canary)) places.push(`${file.slice(data.length + 1)}: ${canary}`);
  }
  if (!overPostgres) return places;
  // All tables and all words in one question: each question is a program of its own.
  const told = askDatabase(data, `
    select table_name || ': ' || canary from information_schema.tables, unnest(array['${canaries.join("','")}']) as canary
    where table_schema = current_schema() and table_type = 'BASE TABLE' and (xpath('//count/text()', query_to_xml(
      format('select count(*) as count from %I as one_row where one_row::text ilike %L', table_name, '%' || canary || '%'),
      false, true, '')))[1]::text <> '0'`);
  return [...places, ...told.split('\n').filter(Boolean)];
}

async function assertNowhereOnPages(server, token) {
  const paths = ['/', '/members', '/feed.atom', '/sitemap.xml', ...canaries.map((word) => `/search?q=${word}`),
    `/members.json?q=${handle.slice(0, 5)}`];
  const { items } = (await server.api('GET', '/threads?limit=100', { token })).body;
  for (const { url } of items) paths.push(new URL(url).pathname);
  for (const path of paths) {
    const text = (await (await server.fetch(path)).text()).toLowerCase().replaceAll(/value="[^"]*"/g, '').replaceAll(/q=\w+/g, '');
    const told = canaries.filter((word) => text.includes(word) && !path.includes(word));
    assert.deepEqual(told, [], `${path} tells of them`);
  }
  return paths.length;
}

// Somebody writes all the while, so that the store has no quiet moment in which it tidies up by itself.
async function whileOthersWrite({ server, others }, action) {
  let isOver = false;
  const space = (await server.api('GET', '/spaces', { token: others })).body.items[0].id;
  const writing = (async () => {
    for (let number = 0; !isOver; number += 1) {
      const made = await server.api('POST', '/threads', { token: others, body: { space, title: `Something else ${number}`, body: 'Words.', tags: [] } });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  })();
  try {
    return await action();
  } finally {
    isOver = true;
    await writing;
  }
}

async function eraseAndLook(start = serve) {
  const community = await leaveTraces(start);
  assert.ok(found(community.data).length > 0, 'there was something to erase');
  await whileOthersWrite(community, async () => {
    await leave(community);
    if (overPostgres) return;
    // Its last commits stand in the log for a moment.
    let left = [];
    await until(() => (left = found(community.data)).length === 0, 'nothing is left while it serves', 20)
      .catch(() => assert.deepEqual(left, [], 'left behind while it serves'));
  });
  const pages = await assertNowhereOnPages(community.server, community.others);
  await community.server.kill();
  const told = canaries.filter((word) => community.server.log.toLowerCase().includes(word));
  assert.deepEqual(told, [], 'what the program said tells of them');
  assert.deepEqual(found(community.data), [], 'left behind');
  return { ...community, pages };
}

async function restoreAndLook(archive) {
  const place = join(temporaryFolder(), 'place');
  const restored = parvis(['restore', archive, '--data', place]);
  assert.equal(restored.status, 0, restored.err);
  assert.deepEqual(found(place), [], 'came back');
  assertSound(place);
}

test('nothing is left of a member who was erased, nor comes back with a backup', async () => {
  const { data, archive, pages } = await eraseAndLook();
  assertSound(data);
  await restoreAndLook(archive);
  figure('words looked for', canaries.length);
  figure('pages that tell nothing of them', pages);
});

test('the gate notices a ledger that was lost', async () => {
  const { archive, data } = await eraseAndLook();
  for (const folder of [data, join(data, 'backups')]) rmSync(join(folder, 'erasures.jsonl'));
  await assertNoticed(() => restoreAndLook(archive), /came back/);
});

if (!overPostgres) {
  test('the gate notices a build that leaves what was deleted in its files', () => assertNoticed(
    () => eraseAndLook((data) => serveFaulty(data, 'remembers')), /left behind/));
  test('the gate notices a build that leaves what was deleted in its log', () => assertNoticed(
    () => eraseAndLook((data) => serveFaulty(data, 'longlog')), /left behind/));
}
