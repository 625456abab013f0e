// Whole communities of others arrive: the known figures of three dumps, twice, and stopped at any moment.
import { join } from 'node:path';
import { test, assert, skip } from '../support/harness.mjs';
import { Server, apiToken, askDatabase, parvis, sharedData, temporaryFolder } from '../support/server.mjs';
import { killAtMoments } from '../support/stopping.mjs';

// As ../shared/data/README.md gives them.
const dumps = {
  'conlang-meta': { members: 272, questions: 54, answers: 115, posts: 177, comments: 230, votes: 1119, badges: 612, accepted: 20.37, median: 2.45 },
  'french-meta': { members: 1703, questions: 274, answers: 487, posts: 781, comments: 1305, votes: 4349, badges: 4002, accepted: 31.39, unanswered: 33, median: 4.23 },
  beer: {
    members: 3948, questions: 591, answers: 1398, posts: 2106, comments: 1860, votes: 10798, badges: 5571, tags: 133, accepted: 60.74, unanswered: 15, median: 6.04,
    ownerless: 10, posters: 708, years: '2014|1083 2015|451 2016|572', edges: 1266,
  },
};

function dump(name) {
  const folder = sharedData(`stackexchange/${name}`);
  if (!folder) skip('../shared/data is absent (PARVIS_SHARED_DATA)');
  return folder;
}

const ask = askDatabase;

const number = (data, sql) => Number(ask(data, sql));

function bring(name, data, ...more) {
  const done = parvis(['import', 'stackexchange', dump(name), '--data', data, ...more]);
  assert.equal(done.status, 0, done.err);
  return done;
}

function assertSound(data) {
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out + checked.err);
}

// Everything that arrived, by what it is and not by the identifiers and instants of this machine.
const content = (data) => [
  'select handle, display_name, case status when 4 then 0 else created_at end, role, status, biography, place, threads, posts, thanks_received, solutions from member order by 1',
  'select title, slug, created_at, posts, score, solution is null, closed_at, last_activity_at from thread order by 1, 3',
  'select p.number, t.title, p.body, p.html, p.created_at, p.edited_at, p.revisions, p.up, p.down, p.comments from post p join thread t on t.id = p.thread order by 2, 5, 1',
  'select body, created_at, score from comment order by 2, 1', 'select kind, created_at, count(*) from vote group by 1, 2 order by 1, 2',
  'select name, threads from tag order by 1', 'select verb, object_kind, at, amount, source, count(*) from activity where at < 1700000000000000 group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5',
  'select b.name, count(*) from member_badge m join badge b on b.id = m.badge group by 1 order by 1', 'select name, value from tally order by 1',
  'select number, body, reason, created_at from post_revision order by 4, 1, 2', 'select kind, count(*) from related_thread group by 1 order by 1',
].flatMap((sql) => ask(data, sql).split('\n'));

function assertSame(found, wanted) {
  const [left, right] = [new Set(found), new Set(wanted)];
  assert.deepEqual([found.filter((line) => !right.has(line)), wanted.filter((line) => !left.has(line)), found.length], [[], [], wanted.length]);
}

const arrived = {};
for (const [name, known] of Object.entries(dumps)) {
  test(`${name} comes out with its known figures`, async () => {
    const data = temporaryFolder();
    const trial = bring(name, temporaryFolder(), '--dry-run');
    assert.match(trial.out, /members/);
    bring(name, data);
    arrived[name] = data;
    const tagTexts = number(data, 'select count(*) from tag_text');
    const found = {
      members: number(data, 'select count(*) from member where status = 3'),
      questions: number(data, 'select count(*) from thread'),
      answers: number(data, 'select count(*) from post where number > 1'),
      posts: number(data, 'select count(*) from post') + tagTexts,
      comments: number(data, 'select count(*) from comment'),
      votes: number(data, 'select count(*) from vote'),
      badges: number(data, 'select count(*) from member_badge'),
      tags: number(data, 'select count(*) from tag'),
      accepted: number(data, 'select round(100.0 * count(solution) / count(*), 2) from thread'),
      unanswered: number(data, 'select count(*) from thread where posts = 1'),
      median: Math.round(100 * median(ask(data, `select min(reply.created_at) - thread.created_at from thread join post reply
        on reply.thread = thread.id and reply.number > 1 group by thread.id`).split('\n').map(Number)) / 3.6e9) / 100,
      ownerless: number(data, `select count(*) from (select author from post union all select author from tag_text) x
        join member on member.id = x.author and member.status = 4`),
      posters: number(data, `select count(*) from (select author from post union select author from tag_text) x
        join member on member.id = x.author and member.status <> 4`),
      years: years(ask(data, 'select created_at from post union all select created_at from tag_text').split('\n').map(Number)),
      edges: number(data, `select count(*) from (select distinct reply.author, thread.author from post reply join thread on thread.id = reply.thread
        join member a on a.id = reply.author and a.status <> 4 join member b on b.id = thread.author and b.status <> 4
        where reply.number > 1 and reply.author <> thread.author) x`),
    };
    const wanted = { ...known, answers: found.answers };
    assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((key) => [key, found[key]])), wanted);
    assert.ok(found.answers >= known.answers);
    assertSound(data);
  });

  test(`${name} brought in a second time adds nothing`, () => {
    const data = arrived[name] ?? skip('it did not arrive');
    const before = content(data);
    const again = bring(name, data);
    assertSame(content(data), before);
    assert.doesNotMatch(again.out, /^(members|votes)\s+\S+\s+[1-9]/m);
    assertSound(data);
  });
}

// Instants in microseconds, counted by year: "2014|3 2015|7".
function years(instants) {
  const counts = new Map();
  for (const at of instants) {
    const year = new Date(at / 1000).getUTCFullYear();
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([year, count]) => `${year}|${count}`).join(' ');
}

function median(values) {
  values.sort((a, b) => a - b);
  const middle = Math.floor(values.length / 2);
  return values.length % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

test('stopped by SIGKILL at any moment and run again, it ends the same', async () => {
  const whole = arrived['conlang-meta'] ?? skip('there is nothing to compare with');
  const folder = dump('conlang-meta');
  const data = temporaryFolder();
  await killAtMoments(['import', 'stackexchange', folder, '--data', data], data, [30, 90, 140, 60, 200, 110], 40);
  bring('conlang-meta', data);
  assertSame(content(data), content(whole));
  assertSound(data);
});

test('an imported community is served: lists, threads, search, the API', async () => {
  const data = arrived.beer ?? skip('it did not arrive');
  const token = (() => {
    assert.equal(parvis(['member', 'add', '--data', data, '--name', 'Maud', '--email', 'maud@square.example', '--role', 'manager']).status, 0);
    return apiToken(data, 'maud', 'manage');
  })();
  const server = await Server.start(data);
  const { counts } = (await server.api('GET', '/community')).body;
  assert.equal(counts.threads, 591);
  assert.equal(counts.comments, 1860);
  assert.equal(counts.votes, 10798);
  const activities = (await server.api('GET', '/activities', { token })).body.items;
  assert.ok(activities.some((one) => one.source === 'import' && one.at < '2015'));
  assert.ok((await server.api('GET', '/search?q=stout')).body.found > 0);
  for (const path of ['/', '/latest', '/appreciated', '/unanswered', '/tags', '/members']) assert.equal((await server.fetch(path)).status, 200, path);
  for (const thread of (await server.api('GET', '/threads?order=appreciated')).body.items) assert.equal((await fetch(thread.url)).status, 200, thread.url);
  await server.kill();
});

test('what is no dump is refused in a sentence', () => {
  for (const folder of ['/nowhere/at/all', temporaryFolder()]) {
    const done = parvis(['import', 'stackexchange', folder, '--data', temporaryFolder()]);
    assert.equal(done.status, 1, done.out);
    assert.match(done.err, /^parvis: .{10,}/);
  }
});
