// The month on paper as others receive it: the file, the letter that asks, and the answer to it without an account.
import { test, assert, until } from '../support/harness.mjs';
import { lettersTo } from '../support/letters.mjs';
import { Server, apiToken, demoCommunity } from '../support/server.mjs';

const data = demoCommunity();
const manager = apiToken(data, 'perrine', 'manage');
const server = await Server.start(data);
const readers = async () => (await server.api('GET', '/report-readers', { token: manager })).body.items;

test('a month is four pages with their language and fonts inside, and stays as it was made', async () => {
  const month = new Date().toISOString().slice(0, 7);
  const made = await server.api('POST', '/reports', { token: manager, body: { month, language: 'fr' } });
  assert.equal(made.status, 201, made.text);
  const path = new URL(made.body.pdf).pathname;
  const file = async () => Buffer.from(await (await server.fetch(path, { headers: { authorization: `Bearer ${manager}` } })).arrayBuffer());
  const before = await file();
  const text = before.toString('latin1');
  assert.equal(text.match(/\/Type \/Page %/g).length, 4);
  assert.match(text, /\/Lang \(fr\)/);
  assert.match(text, /\/FontFile/);
  assert.ok(before.length < 400_000, `${before.length} bytes`);
  const cost = { kind: 'people', what: 'A month nobody had told of', amount: 9_999_00, first_month: month };
  assert.equal((await server.api('POST', '/costs', { token: manager, body: cost })).status, 201);
  assert.ok(before.equals(await file()), 'an earlier report is what it was');
  assert.equal((await server.fetch(path)).status, 401);
});

test('somebody from outside is asked, says yes, and ends it with one click from a mail program', async () => {
  const email = 'director@example.org';
  const body = { email, language: 'en', basis: 'Runs the company, asked on 3 June' };
  assert.equal((await server.api('POST', '/report-readers', { token: manager, body })).status, 201);
  assert.equal((await server.api('POST', '/report-readers', { token: manager, body })).status, 409);
  assert.equal((await readers()).at(-1).agreed_at, null);
  const letter = await until(() => lettersTo(data, email).at(-1), 'the letter that asks');
  const [path] = /\/letters\/month\/[\w.-]+/.exec(letter);
  assert.match(await (await server.fetch(path)).text(), /lang="en"[\s\S]*Yes, send it/, 'in the language of their letters');
  assert.equal((await readers()).at(-1).agreed_at, null, 'opening it says nothing');
  const answer = (fields) => server.fetch(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'cross-site', origin: 'https://mail.example' } });
  assert.equal((await answer({ answer: 'yes' })).status, 200);
  assert.ok((await readers()).at(-1).agreed_at);
  assert.equal((await server.fetch(`${path.slice(0, -3)}xyz`)).status, 404);
  assert.equal((await answer({ 'List-Unsubscribe': 'One-Click' })).status, 200);
  assert.ok(!(await readers()).some((one) => one.email === email));
});
