// The card of a member as a community manager uses it: found by name, read, narrowed, noted on, put into a circle that a
// segment asks for; and the member reads what is kept of them.
import { test, assert, until } from '../support/harness.mjs';
import { Server, apiToken, demoAccounts, demoCommunity } from '../support/server.mjs';
import { Person, unescaped } from '../support/person.mjs';

const data = demoCommunity();
const token = apiToken(data, 'perrine', 'manage');
const server = await Server.start(data);
const manager = await new Person(server).signIn(demoAccounts().manager);
const card = '/cockpit/members/ilyes';

test('a card is found by name and says what its member did, each act with a way to it', async () => {
  const found = await manager.get('/cockpit/members?q=ily');
  assert.match(found.text, new RegExp(`href="${card}"`));
  const { status, text } = await manager.get(card);
  assert.equal(status, 200);
  const posts = [...text.matchAll(/href="(\/posts\/[^"]+)"/g)].map(([, path]) => path);
  assert.ok(posts.length > 0, 'what they wrote');
  assert.ok([200, 301, 302, 303, 308].includes((await manager.get(posts[0])).status));
});

test('the timeline goes on page after page and holds under a filter what it says', async () => {
  const all = [];
  let address = '/members/ilyes/acts?limit=20';
  while (address) {
    const { status, body } = await server.api('GET', address, { token });
    assert.equal(status, 200);
    all.push(...body.items);
    address = body.next && `/members/ilyes/acts?limit=20&after=${encodeURIComponent(body.next)}`;
  }
  assert.equal(new Set(all.map((act) => act.id)).size, all.length, 'each once');
  assert.deepEqual(all.map((act) => act.at), all.map((act) => act.at).sort().reverse(), 'the latest first');
  const { body } = await server.api('GET', '/members/ilyes/acts?limit=100&kind=replies', { token });
  const replies = all.filter((act) => ['replied', 'commented'].includes(act.verb)).slice(0, 100);
  assert.deepEqual(body.items.map((act) => act.id), replies.map((act) => act.id));
});

test('a note and a circle are kept, a segment asks for the circle, and the member reads both', async () => {
  assert.equal((await manager.submit(card, `${card}/notes`, { note: 'Roule en tandem bleu.' })).status, 303);
  assert.equal((await manager.submit(card, `${card}/circle`, { circle: 'fan', note: 'De toutes les sorties.' })).status, 303);
  const { text } = await manager.get(card);
  assert.match(unescaped(text), /Roule en tandem bleu\./);
  assert.match(unescaped(text), /De toutes les sorties\./);
  const made = await server.api('POST', '/segments', { token, body: { name: 'Fans', condition: 'circle "fan"' } });
  assert.equal(made.status, 201, made.text);
  const members = async () => (await server.api('GET', `/segments/${made.body.slug}/members`, { token })).body.items.map((one) => one.handle);
  await until(async () => (await members()).includes('ilyes'), 'the segment holds them');
  const out = await server.api('PUT', '/members/ilyes/circle', { token, body: {} });
  assert.equal(out.status, 200, out.text);
  await until(async () => (await members()).length === 0, 'and no longer');
  await server.api('PUT', '/members/ilyes/circle', { token, body: { circle: 'fan', note: 'De toutes les sorties.' } });
  const ilyes = await new Person(server).signIn(demoAccounts().member);
  assert.match(unescaped((await ilyes.get('/account/data/member_circle')).text), /De toutes les sorties\./);
  assert.match(unescaped((await ilyes.get('/account/data/member_note')).text), /Roule en tandem bleu\./);
});

test('a word from the card reaches its reader', async () => {
  assert.equal((await manager.submit(`${card}/words`, `${card}/words`, { words: 'On vous attend vendredi.' })).status, 303);
  const ilyes = await new Person(server).signIn(demoAccounts().member);
  assert.match(unescaped((await ilyes.get('/account/words')).text), /On vous attend vendredi\./);
});

test('nobody else opens a card', async () => {
  const ilyes = await new Person(server).signIn(demoAccounts().member);
  for (const path of [card, `${card}/acts`, `${card}/exchanges`, `${card}/words`, '/cockpit/members', '/cockpit/circles']) {
    assert.equal((await ilyes.get(path)).status, 403, path);
    assert.ok([303, 401].includes((await new Person(server).get(path)).status), path);
  }
  const own = apiToken(data, 'ilyes', 'write');
  for (const path of ['/members/ilyes/card', '/members/ilyes/acts', '/members/ilyes/notes']) {
    assert.equal((await server.api('GET', path, { token: own })).status, 403, path);
  }
});
