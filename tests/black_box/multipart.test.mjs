// Forms sent in parts (multipart/form-data), as a form with a file is: every page that takes a plain form takes one.
import { test, assert } from '../support/harness.mjs';
import { Server, demoAccounts, demoCommunity, parvis } from '../support/server.mjs';
import { Person } from '../support/person.mjs';

const data = demoCommunity();
const server = await Server.start(data);
const french = { 'accept-language': 'fr' };

// A person whose every form leaves in parts.
class InParts extends Person {
  post(path, fields) {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return this.ask(path, { method: 'POST', body });
  }
}

const raw = (person, path, body, boundary = 'b') =>
  person.ask(path, { method: 'POST', body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } });
const field = (name, value) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name, value) => `--b\r\nContent-Disposition: form-data; name="${name}"; filename="x.png"\r\nContent-Type: image/png\r\n\r\n${value}\r\n`;

test('one signs in and writes a thread with forms in parts', async () => {
  const member = await new InParts(server).signIn(demoAccounts().member);
  const [, space] = /<option value="(\w+)">Questions/.exec((await member.get('/threads/new')).text);
  const title = 'Un vélo, "deux" & trois';
  const written = await member.submit('/threads/new', '/threads', { space, title, body: 'Première ligne\r\nSeconde ligne', tags: '' });
  assert.equal(written.status, 303);
  const thread = await member.get(new URL(written.headers.get('location'), server.address).pathname);
  assert.match(thread.text, /Un vélo, (&quot;|")deux(&quot;|") &amp; trois/);
  assert.match(thread.text, /Première ligne/);
  assert.match(thread.text, /Seconde ligne/);
});

test('a file that no page asked for is passed over', async () => {
  const member = await new Person(server).signIn(demoAccounts().member);
  const form_token = /name="form_token" value="([^"]+)"/.exec((await member.get('/account')).text)[1];
  const { name } = (await server.api('GET', '/members/ilyes')).body;
  const body = new FormData();
  for (const [field, value] of Object.entries({ form_token, name, website: '', biography: '' })) body.append(field, value);
  body.append('place', new Blob(['Paris']), 'place.txt');
  body.append('place', 'Brest');
  const answer = await member.ask('/account/profile', { method: 'POST', body });
  assert.equal(answer.status, 303);
  assert.match((await member.get('/members/ilyes')).text, /Brest/);
});

test('a form in parts without its token does nothing', async () => {
  const member = await new InParts(server).signIn(demoAccounts().member);
  for (const form_token of ['', 'forged']) {
    const answer = await member.post('/threads', { form_token, space: 'questions', title: 'A title of mine', body: 'x' });
    assert.notEqual(answer.status, 303);
    assert.match(answer.text, /form_token/, 'it may be sent again');
  }
  const elsewhere = await member.ask('/threads', { method: 'POST', body: new FormData(), headers: { 'sec-fetch-site': 'cross-site' } });
  assert.equal(elsewhere.status, 403);
});

test('what cannot be read is refused with a page in the reader’s language', async () => {
  const person = new Person(server, french);
  const cases = {
    nothing: '', 'no end': field('a', '1'), 'half a part': '--b\r\nContent-Disp', 'no name': '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--',
    'no head': '--b\r\n\r\nx\r\n--b--', 'a folded head': '--b\r\nContent-Disposition: form-data;\r\n name="a"\r\n\r\nx\r\n--b--',
    nested: '--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n--b--',
    'a flood of parts': field('a', '').repeat(3000) + '--b--', 'an endless head': `--b\r\nX: ${'y'.repeat(100_000)}`,
    'line feeds alone': field('a', '1').replaceAll('\r', '') + '--b--', 'only boundaries': '--b\r\n'.repeat(50_000),
    'a name that is no text': Buffer.concat([Buffer.from('--b\r\nContent-Disposition: form-data; name="'), Buffer.from([0xff, 0xfe]), Buffer.from('"\r\n\r\nx\r\n--b--')]),
  };
  for (const [what, body] of Object.entries(cases)) {
    const answer = await raw(person, '/session', body);
    assert.equal(answer.status, 400, `${what}: ${answer.text}`);
    assert.match(answer.text, /<html lang="fr"/, what);
  }
  for (const boundary of ['', '"', 'x'.repeat(71), 'a;boundary=b']) assert.equal((await raw(person, '/session', '--b--', boundary)).status, 400, boundary);
});

test('a form of more than the body may hold is answered with a page in the reader’s language', async () => {
  const person = new Person(server, french);
  const much = 'x'.repeat(1_200_000);
  const plain = await person.post('/session', { who: much });
  const parts = await raw(person, '/session', field('who', much) + '--b--');
  const upload = await raw(person, '/session', file('photo', much) + '--b--');
  for (const answer of [plain, parts, upload]) {
    assert.equal(answer.status, 413);
    assert.match(answer.headers.get('content-type'), /text\/html/);
    assert.match(answer.text, /<html lang="fr"/);
    assert.match(answer.text, /C’est trop long/);
  }
});

test('the community is sound after all that', async () => {
  await server.kill();
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out + checked.err);
});
