// Two programs that serve one community over one PostgreSQL: what is done on one is so on the other at once.
import { assert, skip, test, until } from '../support/harness.mjs';
import { figure, presets, quantile, smallCommunity } from '../support/gate.mjs';
import { MailServer } from '../support/mail_server.mjs';
import { Person } from '../support/person.mjs';
import { Stream } from '../support/stream.mjs';
import { Server, apiToken, askDatabase, databaseOf, overPostgres, parvis, temporaryFolder } from '../support/server.mjs';

let square;
// {data, token, thread, nodes, mail}: the nodes have folders of their own.
async function twoNodes() {
  if (!overPostgres) skip('one program serves an SQLite file: PARVIS_TEST_DATABASE is no address of PostgreSQL');
  if (square) return square;
  const small = await smallCommunity();
  const mail = await MailServer.start();
  const env = {
    ...presets, PARVIS_MAIL_URL: mail.url, PARVIS_MAIL_FROM: 'square@square.example', PARVIS_WATCH_TOKEN: 'look-here',
    PARVIS_SERVER_PUBLIC_ADDRESS: '',
  };
  const start = () => Server.start(temporaryFolder(), ['--database', databaseOf(small.data)], env);
  square = { ...small, mail, env, start, nodes: [await start(), await start()] };
  return square;
}

function reply(node, { thread, token }, body, headers = {}) {
  return node.api('POST', `/threads/${thread}/posts`, { token, body: { body }, headers });
}

async function openThread({ nodes: [one] }, token, title) {
  const space = (await one.api('GET', '/spaces')).body.items[0].slug;
  const opened = await one.api('POST', '/threads', { token, body: { space, title, body: 'Somebody will say.' } });
  assert.equal(opened.status, 201, opened.text);
  return opened.body;
}

function addMember({ data }, name, role = 'member') {
  const email = `${name.toLowerCase()}@square.example`;
  const made = parvis(['member', 'add', '--data', data, '--name', name, '--email', email, '--role', role]);
  assert.equal(made.status, 0, made.err);
  return { email, password: /password: (\S+)/.exec(made.out)[1], token: apiToken(data, email) };
}

test('a page kept on one node is forgotten with a reply on the other', async () => {
  const { nodes: [one, two], thread, ...rest } = await twoNodes();
  const address = rest.threadPath;
  const etag = async () => (await two.fetch(address)).headers.get('etag');
  const before = await etag();
  assert.ok(before);
  assert.equal(await etag(), before, 'kept');
  assert.equal((await reply(one, { thread, ...rest }, 'A canary across nodes.')).status, 201);
  await until(async () => (await (await two.fetch(address)).text()).includes('A canary across nodes.'), 'the page is made anew');
});

test('an open page on one node hears of replies on the other, and in which time', async () => {
  const at = await twoNodes();
  const [one, two] = at.nodes;
  const stream = await Stream.open(two, `/live?thread=${at.thread}`);
  const waits = [];
  for (let count = 0; count < 60; count += 1) {
    const asked = performance.now();
    const answer = await reply(one, at, `Heard across, ${count}.`);
    const event = await stream.heard('post', (post) => post.data.id === answer.body.id);
    waits.push(event.at - asked);
  }
  figure('from asking one node to hearing from the other', `median ${quantile(waits, 0.5).toFixed(1)} ms, p99 ${quantile(waits, 0.99).toFixed(1)} ms`);
  assert.equal(new Set(stream.named('post').map((post) => post.data.id)).size, stream.named('post').length, 'each once');
  await stream.close();
});

// The stream hears a reply that the other node tells again to who comes from there. A node that has just started does
// not know what was before it, and sends such a reader to load the page anew.
async function heardByBoth(stream, other, at) {
  for (let told = 'reload'; told === 'reload';) {
    const { id } = (await reply(other, at, 'Heard before the way home.')).body;
    await stream.heard('post', (post) => post.data.id === id);
    const probe = await Stream.open(other, `/live?thread=${at.thread}`, { 'last-event-id': stream.lastId });
    told = (await until(() => probe.events[0], 'something is told again')).name;
    await probe.close();
  }
}

test('who comes back to another node hears what they missed', async () => {
  // In a thread of its own: of one where sixty replies came within a second, no node tells so much again.
  const square = await twoNodes();
  const at = { ...square, thread: (await openThread(square, square.token, 'Who was away?')).id };
  const [one, two] = at.nodes;
  const stream = await Stream.open(one, `/live?thread=${at.thread}`);
  await heardByBoth(stream, two, at);
  await stream.close();
  const missed = [];
  for (const node of [one, two, one]) {
    const said = await reply(node, at, 'Said meanwhile.');
    assert.equal(said.status, 201, said.text);
    missed.push(said.body.id);
  }
  const back = await Stream.open(two, `/live?thread=${at.thread}`, { 'last-event-id': stream.lastId });
  for (const id of missed) await back.heard('post', (post) => post.data.id === id);
  assert.equal(back.named('reload').length, 0);
  await back.close();
});

test('what a member is told rings on the other node', async () => {
  const at = await twoNodes();
  const [one, two] = at.nodes;
  const ana = addMember(at, 'Ana');
  const opened = await openThread(at, ana.token, 'Who rings?');
  const person = await new Person(two).signIn(ana);
  const stream = await Stream.open(two, '/live', { cookie: [...person.cookies].map((pair) => pair.join('=')).join('; ') });
  await reply(one, { ...at, thread: opened.id }, 'I do.');
  assert.equal((await stream.heard('notification')).data.unread, 1);
  assert.match((await person.get('/notifications')).text, /Who rings\?/);
  await stream.close();
});

test('sessions and tokens hold on every node, and end on all at once', async () => {
  const at = await twoNodes();
  const [one, two] = at.nodes;
  const ben = addMember(at, 'Ben');
  const here = await new Person(one).signIn(ben);
  const there = new Person(two);
  there.cookies = new Map(here.cookies);
  assert.equal((await there.get('/notifications')).status, 200);
  const stream = await Stream.open(two, '/live', { cookie: [...here.cookies].map((pair) => pair.join('=')).join('; ') });
  const out = await here.submit('/', '/session/end', {});
  assert.equal(out.status, 303);
  await until(async () => (await there.get('/notifications')).status !== 200, 'the session ends there too');
  await until(() => stream.isOver, 'its stream ends');
  const role = async () => (await two.api('GET', '/members/ben', { token: ben.token })).body.role;
  assert.equal(await role(), 'member');
  assert.equal(parvis(['member', 'role', '--data', at.data, '--member', ben.email, '--role', 'leader']).status, 0);
  await until(async () => (await role()) === 'leader', 'the role holds');
});

test('an act with a key is done once, whichever nodes are asked', async () => {
  const at = await twoNodes();
  for (let round = 0; round < 10; round += 1) {
    const headers = { 'idempotency-key': `once-${round}` };
    const answers = await Promise.all([...at.nodes, ...at.nodes].map((node) => reply(node, at, `Once, ${round}.`, headers)));
    assert.deepEqual(answers.map((answer) => answer.status), [201, 201, 201, 201]);
    assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
  }
});

test('who is here on one node is here on all', async () => {
  const at = await twoNodes();
  const [one, two] = at.nodes;
  const cleo = addMember(at, 'Cleo');
  await new Person(one).signIn(cleo).then((person) => person.get('/notifications'));
  const other = await new Person(two).signIn(addMember(at, 'Dan'));
  await until(async () => /Cleo/.test((await other.get('/')).text.split('<aside')[1] ?? ''), 'Cleo is here');
});

test('letters go out once, and those of a node that dies go out from another', async () => {
  const at = await twoNodes();
  const third = await at.start();
  const ask = (node, email) => new Person(node).submit('/password-reset', '/password-reset', { email });
  const members = ['Eva', 'Finn', 'Gus', 'Hana'].map((name) => addMember(at, name));
  for (const [index, member] of members.entries()) await ask(at.nodes[index % 2], member.email);
  await until(() => at.mail.letters.length >= members.length, 'the letters are sent');
  at.mail.waits = true;
  const before = at.mail.asked;
  await ask(third, addMember(at, 'Ida').email);
  await until(() => at.mail.asked > before, 'the letter is on its way');
  const owner = await findOwner(at, third);
  at.mail.waits = false;
  await owner.kill('SIGKILL');
  askDatabase(at.data, 'update job set lease_until = 1 where lease_until is not null');  // the lease is over
  await until(() => at.mail.letters.length === members.length + 1, 'another node sends it');
  await until(() => askDatabase(at.data, "select count(*) from job where kind = 'mail.send'") === '0', 'nothing is left');
  assert.equal(new Set(at.mail.letters.map((letter) => letter.id)).size, at.mail.letters.length, 'each once');
  at.nodes = [...at.nodes, third].filter((node) => node !== owner);
  while (at.nodes.length < 2) at.nodes.push(await at.start());
});

// Which of the nodes holds the connection to the mail server: the only one whose job does not end.
function findOwner(at, third) {
  return until(async () => {
    const owners = [];
    for (const node of [...at.nodes, third]) {
      const text = await (await node.fetch('/metrics', { headers: { authorization: 'Bearer look-here' } })).text();
      if (Number(/^parvis_jobs_under_way (\d+)/m.exec(text)?.[1]) > 0) owners.push(node);
    }
    return owners.length === 1 && owners[0];
  }, 'one node runs the job');
}

test('limits that matter are counted over all nodes', async () => {
  const at = await twoNodes();
  const env = { ...at.env, PARVIS_RATES_POSTS_PER_MEMBER_PER_MINUTE: '4', PARVIS_RATES_SIGN_INS_PER_ACCOUNT_PER_QUARTER_HOUR: '3' };
  const start = () => Server.start(temporaryFolder(), ['--database', databaseOf(at.data)], env);
  const nodes = [await start(), await start()];
  const jo = await new Person(nodes[0]).signIn(addMember(at, 'Jo'));
  const posted = [];
  for (const node of [0, 1, 0, 1, 0]) {
    jo.server = nodes[node];
    posted.push((await jo.submit(at.threadPath, `/threads/${at.thread}/posts`, { body: `Quick, ${posted.length}.` })).status);
  }
  assert.deepEqual(posted, [303, 303, 303, 303, 429]);
  const eva = { email: 'eva@square.example', password: 'wrong wrong wrong' };
  const statuses = [];
  for (const node of [0, 1, 0, 1]) {
    const answer = await new Person(nodes[node]).submit('/sign-in', '/session', { who: eva.email, password: eva.password });
    statuses.push(answer.status);
  }
  assert.deepEqual(statuses.map((status) => status === 429), [false, false, false, true]);
  for (const node of nodes) await node.kill();
});

test('a node says which it is', async () => {
  const { nodes } = await twoNodes();
  const numbers = await Promise.all(nodes.map(async (node) => {
    const text = await (await node.fetch('/metrics', { headers: { authorization: 'Bearer look-here' } })).text();
    assert.match(text, /^parvis_nodes_line 1$/m);
    return /^parvis_node (\d+)$/m.exec(text)?.[1];
  }));
  assert.ok(numbers.every(Boolean));
  assert.equal(new Set(numbers).size, nodes.length);
});
