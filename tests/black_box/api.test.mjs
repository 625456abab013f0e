// The HTTP API as its own description promises it: every call answers in the shape it states, and every refusal is a
// problem document.
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { test, assert, until } from '../support/harness.mjs';
import { png } from '../support/pictures.mjs';
import { Server, apiToken, askDatabase, demoCommunity } from '../support/server.mjs';

const data = demoCommunity();
const tokens = {
  reader: apiToken(data, 'ilyes', 'read'),
  writer: apiToken(data, 'ilyes', 'write'),
  asker: apiToken(data, 'jade', 'write'),
  manager: apiToken(data, 'perrine', 'manage'),
};
const server = await Server.start(data);
const description = (await server.api('GET', '/openapi.json')).body;

// What is wrong with `value` against `schema`, as lines.
function mismatches(schema, value, at = '$') {
  if (schema.$ref) return mismatches(description.components.schemas[schema.$ref.split('/').pop()], value, at);
  if (!schema.type && !schema.properties && !schema.enum) return []; // whatever it is
  if (schema.enum) return schema.enum.includes(value) ? [] : [`${at}: ${value} is none of ${schema.enum}`];
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  const types = [schema.type ?? 'object'].flat();
  if (!types.includes(kind) && !(kind === 'integer' && types.includes('number'))) return [`${at}: ${kind}, not ${types}`];
  if (kind === 'array') return value.flatMap((item, index) => mismatches(schema.items, item, `${at}[${index}]`));
  if (kind === 'string' && schema.format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)) return [`${at}: no instant: ${value}`];
  if (kind === 'string' && schema.format === 'uri' && !URL.canParse(value)) return [`${at}: no address: ${value}`];
  if (kind !== 'object') return [];
  const wrong = (schema.required ?? []).filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`);
  for (const [name, inner] of Object.entries(value)) {
    const property = schema.properties?.[name] ?? schema.additionalProperties;
    if (property) wrong.push(...mismatches(property, inner, `${at}.${name}`));
    else wrong.push(`${at}.${name} is not described`);
  }
  return wrong;
}

function assertProblem(answer, status, what) {
  assert.equal(answer.status, status, `${what}: ${answer.text?.slice(0, 300)}`);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, what);
  assert.deepEqual(mismatches({ $ref: 'Problem' }, answer.body), [], what);
  assert.equal(answer.body.status, status, what);
}

async function problemOf(answer) {
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) };
}

async function newThread(fields = {}) {
  const made = await server.api('POST', '/threads', {
    token: tokens.asker, body: { space: 'questions', title: 'Which pump for a long trip?', body: 'Mine broke in the rain.', tags: ['outillage'], ...fields },
  });
  assert.equal(made.status, 201, made.text);
  return made.body;
}

async function newPost(thread, token = tokens.writer) {
  const made = await server.api('POST', `/threads/${thread}/posts`, { token, body: { body: 'A frame pump with a hose.' } });
  assert.equal(made.status, 201, made.text);
  return made.body;
}

// A second look that Jade asked for at a warning: what no call makes.
let warned = 1000;
async function appealed() {
  warned += 1;
  askDatabase(data, `insert into sanction (id, member, kind, ground, reason, given_at) select ${warned}, id, 1, 2, '', 1 from member where handle = 'jade'`);
  askDatabase(data, `insert into appeal (id, member, object_kind, object, words, sent_at) select ${warned}, id, 21, ${warned}, 'I was quoting.', 1 from member where handle = 'jade'`);
  const { items } = (await server.api('GET', '/moderation/appeals?limit=100', { token: tokens.manager })).body;
  return items.at(-1);
}

test('the description is OpenAPI 3.1', () => {
  assert.match(description.openapi, /^3\.1\./);
  assert.ok(Object.keys(description.paths).length >= 10);
});

test('every call answers in the shape that is described', async () => {
  const thread = await newThread();
  const answerPost = await newPost(thread.id);
  const other = await newPost(thread.id);
  const own = await newPost(thread.id);
  const remark = await server.api('POST', `/posts/${own.id}/comments`, { token: tokens.asker, body: { body: 'Good to know.' } });
  // What no call makes: a group, and a word that is watched for.
  askDatabase(data, "insert into member_group (id, slug, name, name_key, door, created_at) values (1, 'night-riders', 'Night riders', 'night riders', 1, 1)");
  askDatabase(data, "insert into watched_word (id, words, word_key, effect, added_at) values (1, 'zanzibarette', 'zanzibarette', 1, 1)");
  const appeal = await appealed();
  const held = await server.api('POST', `/threads/${thread.id}/posts`, { token: tokens.writer, body: { body: 'A zanzibarette.' } });
  assert.equal(held.status, 202, held.text);
  const flagged = await newPost(thread.id);
  await server.api('POST', `/posts/${flagged.id}/flag`, { token: tokens.asker, body: { ground: 'off_topic' } });
  const waiting = (await server.api('GET', '/moderation/queue', { token: tokens.manager })).body.items.find((one) => one.kind === 'case');
  const later = await newThread({ title: 'Which pump, once more?' });
  const bought = await server.api('POST', '/orders', { token: tokens.manager, body: { reference: 'A-1', at: '2026-01-10', amount: 4990 } });
  assert.equal(bought.status, 201, bought.text);
  const heard = await server.api('POST', '/influencers', { token: tokens.manager, body: { name: 'Jo', sites: ['https://jo.example'] } });
  assert.equal(heard.status, 201, heard.text);
  const report = await server.api('POST', '/reports', { token: tokens.manager, body: { month: '2026-01' } });
  assert.equal(report.status, 201, report.text);
  const reader = await server.api('POST', '/report-readers', { token: tokens.manager, body: { email: 'board@example.org', basis: 'The board' } });
  assert.equal(reader.status, 201, reader.text);
  const task = await server.api('POST', '/tasks', { token: tokens.manager, body: { words: 'Call the shop', about: 'jade' } });
  assert.equal(task.status, 201, task.text);
  const note = await server.api('POST', '/members/jade/notes', { token: tokens.manager, body: { body: 'Has two bicycles.' } });
  assert.equal(note.status, 201, note.text);
  const spent = await server.api('POST', '/costs', { token: tokens.manager, body: { kind: 'gifts', what: 'Bells', amount: 5000, first_month: '2026-01' } });
  assert.equal(spent.status, 201, spent.text);
  const letters = askDatabase(data, 'select slug from purpose order by id limit 1');
  const ways = await server.api('POST', '/journeys', { token: tokens.manager, body: { name: 'Workshops' } });
  assert.equal(ways.status, 201, ways.text);
  const odd = await server.api('POST', '/journeys', { token: tokens.manager, body: { kind: 'odd', name: 'Odd' } });
  assert.equal(odd.status, 422, odd.text);
  await server.api('POST', `/journeys/${ways.body.slug}/stages`, { token: tokens.manager, body: { name: 'Helping hand' } });
  const changesWays = (method, path) => method !== 'get' && /^\/journeys\/\{journey\}(\/stages(\/\{stage\})?)?$/.test(path);
  const calls = [
    ['post', '/posts/{post}/flag', { ground: 'spam', words: 'Bought and paid for.' }, tokens.manager, flagged.id],
    ['post', '/comments/{comment}/flag', { ground: 'unkind' }, tokens.manager],
    ['get', '/moderation/queue', undefined, tokens.manager],
    ['put', '/moderation/contributions/{contribution}/decision', { decision: 'let_through' }, tokens.manager],
    ['put', '/moderation/cases/{case}/decision', { decision: 'hide', ground: 'spam' }, tokens.manager],
    ['post', '/moderation/undo', undefined, tokens.manager],
    ['get', '/moderation/appeals', undefined, tokens.manager],
    ['put', '/moderation/appeals/{appeal}/decision', { decision: 'reverse', words: 'It was a quotation.' }, tokens.manager],
    ['put', '/groups/{group}/membership', undefined, tokens.writer],
    ['get', '/groups'], ['get', '/groups/{group}'], ['get', '/groups/{group}/members', undefined, tokens.writer],
    ['delete', '/groups/{group}/membership', undefined, tokens.writer],
    ['get', '/community'], ['get', '/spaces'], ['get', '/threads'],
    ['post', '/threads', { space: 'questions', title: 'A second question', body: 'With a body.', tags: [] }, tokens.writer],
    ['get', '/threads/{thread}'], ['get', '/threads/{thread}/posts'],
    ['post', '/threads/{thread}/posts', { body: 'One more thing.', reply_to: answerPost.id }, tokens.writer],
    ['put', '/threads/{thread}/share', undefined, tokens.writer], ['get', '/threads/{thread}/share', undefined, tokens.writer],
    ['put', '/threads/{thread}/solution', { post: answerPost.id }, tokens.asker],
    ['delete', '/threads/{thread}/solution', undefined, tokens.asker],
    ['get', '/posts/{post}'],
    ['patch', '/posts/{post}', { body: 'A frame pump with a hose and a gauge.', reason: 'the gauge' }, tokens.writer],
    ['post', '/posts/{post}/comments', { body: 'Which one?' }, tokens.asker],
    ['put', '/posts/{post}/reactions/{kind}', undefined, tokens.asker],
    ['delete', '/posts/{post}/reactions/{kind}', undefined, tokens.asker],
    ['put', '/posts/{post}/vote', { value: 'up' }, tokens.asker],
    ['delete', '/posts/{post}', undefined, tokens.writer, other.id],
    ['get', '/comments/{comment}'], ['get', '/members', undefined, undefined, '', '?q=jade&limit=5'], ['get', '/members/{member}'], ['get', '/search', undefined, undefined, '', '?q=selle'],
    ['get', '/activities', undefined, tokens.manager],
    ['get', '/health', undefined, tokens.manager], ['get', '/health/network', undefined, tokens.manager], ['get', '/health/lists/{list}', undefined, tokens.manager],
    ['get', '/members/{member}/card', undefined, tokens.manager], ['get', '/members/{member}/acts', undefined, tokens.manager],
    ['post', '/members/{member}/notes', { body: 'Rides a tandem.' }, tokens.manager], ['get', '/members/{member}/notes', undefined, tokens.manager],
    ['put', '/members/{member}/circle', { circle: 'fan', note: 'At every ride.' }, tokens.manager],
    ['delete', '/members/{member}/notes/{note}', undefined, tokens.manager],
    ['post', '/members/{member}/words', { words: 'Hello Jade, how was the ride?' }, tokens.manager],
    ['get', '/members/{member}/words', undefined, tokens.manager], ['get', '/members/{member}/exchanges', undefined, tokens.manager],
    ['put', '/circles', { names: ['Riders of the first hour'] }, tokens.manager], ['get', '/circles', undefined, tokens.manager],
    ['post', '/today/look', undefined, tokens.manager], ['get', '/today', undefined, tokens.manager],
    ['get', '/today/later', undefined, tokens.manager],
    ['post', '/tasks', { words: 'Write the invitation', about: 'jade', due: '2030-01-02' }, tokens.manager],
    ['get', '/tasks/{task}', undefined, tokens.manager], ['get', '/members/{member}/tasks', undefined, tokens.manager],
    ['put', '/tasks/{task}/decision', { decision: 'give', member: 'perrine' }, tokens.manager],
    ['post', '/tasks/{task}/words', { words: 'Thank you for the ride.' }, tokens.manager],
    ['post', '/today/undo', undefined, tokens.manager],
    ['get', '/today/outcomes', undefined, tokens.manager], ['get', '/today/outcomes/{task_kind}/{side}', undefined, tokens.manager],
    ['put', '/today/rules', { hold_out: 10, purpose: '' }, tokens.manager], ['get', '/today/rules', undefined, tokens.manager],
    ['get', '/audit', undefined, tokens.manager, '', '?on=members&by=perrine&limit=2'],
    ['post', '/segments', { name: 'Pump people', condition: { not: 'role leader' } }, tokens.manager],
    ['get', '/segments', undefined, tokens.manager], ['get', '/segments/{segment}', undefined, tokens.manager],
    ['get', '/segments/{segment}/members', undefined, tokens.manager],
    ['get', '/segment-count', undefined, tokens.manager, '', '?condition=not%20role%20leader'],
    ['put', '/segments/{segment}', { name: 'Pump people', condition: 'not role leader and not role administrator' }, tokens.manager],
    ['get', '/segments/{segment}/moves', undefined, tokens.manager], ['get', '/segments/{segment}/members/{member}', undefined, tokens.manager],
    ['post', '/journeys', { name: { fr: 'Le parcours des ateliers', en: 'The way of the workshops' } }, tokens.manager],
    ['put', '/journeys/{journey}', { name: 'Workshops' }, tokens.manager],
    ['post', '/journeys/{journey}/stages', { name: 'Guest', lane: 'beside', too_long_days: 30 }, tokens.manager],
    ['put', '/journeys/{journey}/stages/{stage}', { name: 'Helping hand', place: 1 }, tokens.manager],
    ['get', '/journeys', undefined, tokens.manager], ['get', '/journeys/{journey}', undefined, tokens.manager],
    ['put', '/journeys/{journey}/stages/{stage}/members/{handle}', undefined, tokens.manager],
    ['get', '/journeys/{journey}/stages/{stage}/members', undefined, tokens.manager, '', '?show=entered'],
    ['delete', '/journeys/{journey}/stages/{stage}/members/{handle}', undefined, tokens.manager],
    ['get', '/leaders', undefined, tokens.manager], ['get', '/leaders/{handle}', undefined, tokens.manager],
    ['put', '/leaders/{handle}/scores/{criterion}', { score: 3, note: 'Everybody asks her.' }, tokens.manager],
    ['delete', '/leaders/{handle}/scores/{criterion}', undefined, tokens.manager],
    ['put', '/first-circle/{handle}', undefined, tokens.manager], ['get', '/first-circle', undefined, tokens.manager],
    ['delete', '/first-circle/{handle}', undefined, tokens.manager],
    ['post', '/influencers', { name: 'Éléonore', sites: ['https://velomag.example'], next_what: 'Send the kit', contact_day: '2026-01-02' }, tokens.manager],
    ['get', '/influencers', undefined, tokens.manager, '', '?q=eleonore&side=outside&order=contact'],
    ['get', '/influencers/{influencer}', undefined, tokens.manager],
    ['patch', '/influencers/{influencer}', { specialities: 'Cargo bikes, tandems', next_what: '' }, tokens.manager],
    ['delete', '/influencers/{influencer}', undefined, tokens.manager],
    ['post', '/plans', { name: 'First month', segment: 'pump-people', ends_when: 'last act within 3 days' }, tokens.manager],
    ['post', '/plans/{plan}/steps', { kind: 'chat', after_days: 7, note: 'Ask how it went', condition: { not: 'role leader' } }, tokens.manager],
    ['put', '/plans/{plan}', { name: 'First month', description: 'Who came in.', segment: 'pump-people' }, tokens.manager],
    ['post', '/plans/{plan}/members', { member: 'jade' }, tokens.manager],
    ['put', '/plans/{plan}/running', undefined, tokens.manager],
    ['get', '/plans', undefined, tokens.manager], ['get', '/plans/{plan}', undefined, tokens.manager],
    ['get', '/plans/{plan}/members', undefined, tokens.manager], ['get', '/plans/{plan}/moments', undefined, tokens.manager],
    ['get', '/plans/{plan}/rehearsal', undefined, tokens.manager],
    ['get', '/plans/{plan}/outcome', undefined, tokens.manager], ['get', '/plans/{plan}/outcome/reached', undefined, tokens.manager],
    ['delete', '/plans/{plan}/members/{member}', undefined, tokens.manager],
    ['delete', '/plans/{plan}/running', undefined, tokens.manager],
    ['put', '/plans/{plan}/steps/{plan_step}', { kind: 'meeting', way: 'task', after_days: 3, note: 'An hour together', words: 'Hello {name}', place: 1 }, tokens.manager],
    ['delete', '/plans/{plan}/steps/{plan_step}', undefined, tokens.manager],
    ['delete', '/plans/{plan}', undefined, tokens.manager],
    ['post', '/segments/{segment}/letters', { purpose: letters, subject: 'The ride of May', letter: 'Come along.' }, tokens.manager],
    ['get', '/segments/{segment}/letters', undefined, tokens.manager], ['delete', '/segments/{segment}', undefined, tokens.manager],
    ['delete', '/journeys/{journey}/stages/{stage}', undefined, tokens.manager], ['delete', '/journeys/{journey}', undefined, tokens.manager],
    ['get', '/letter-limit', undefined, tokens.manager],
    ['put', '/letter-limit', { letters: 3, days: 7 }, tokens.manager],
    ['get', '/returns', undefined, tokens.manager],
    ['get', '/returns', undefined, tokens.manager, '', '?assume=call_cost&low=100&base=200&high=300'],
    ['get', '/report-draft', undefined, tokens.manager, '', '?month=2026-01&language=fr'],
    ['get', '/gains', undefined, tokens.manager],
    ['get', '/orders', undefined, tokens.manager],
    ['post', '/orders', { reference: 'A-2', at: '2026-01-11', amount: 1290, what: 'A hose' }, tokens.manager],
    ['get', '/orders/{order}', undefined, tokens.manager], ['delete', '/orders/{order}', undefined, tokens.manager],
    ['post', '/orders/{order}/restoration', undefined, tokens.manager],
    ['get', '/costs', undefined, tokens.manager],
    ['post', '/costs', { kind: 'people', what: 'A day a week', amount: 80000, first_month: '2026-01' }, tokens.manager],
    ['put', '/costs/{cost}', { kind: 'people', what: 'Two days a week', amount: 160000, first_month: '2026-01', last_month: 'open' }, tokens.manager],
    ['delete', '/costs/{cost}', undefined, tokens.manager],
    ['put', '/return-rules', { currency: 'EUR', path_days: 60, spaces: ['questions'], prospect_acts: 2, prospect_days: 30, pause_days: 90 }, tokens.manager],
    ['get', '/return-rules', undefined, tokens.manager],
    ['put', '/shop-key', undefined, tokens.manager], ['get', '/shop-key', undefined, tokens.manager], ['delete', '/shop-key', undefined, tokens.manager],
    ['post', '/ideas', { thread: thread.id, words: 'A stand for the pump.' }, tokens.manager],
    ['delete', '/ideas/{thread}', undefined, tokens.manager],
    ['get', '/assumptions', undefined, tokens.manager],
    ['put', '/assumptions/{assumption}', { low: 600, base: 900, high: 1400, source: 'Our own count', sentence: 'What a call costs us.' }, tokens.manager],
    ['get', '/assumptions/{assumption}', undefined, tokens.manager],
    ['get', '/reports', undefined, tokens.manager],
    ['post', '/reports', { month: '2026-01', language: 'fr' }, tokens.manager],
    ['get', '/reports/{report}', undefined, tokens.manager],
    ['get', '/report-plan', undefined, tokens.manager], ['put', '/report-plan', { day: 3 }, tokens.manager],
    ['get', '/report-readers', undefined, tokens.manager],
    ['post', '/report-readers', { email: 'director@example.org', language: 'fr', basis: 'Runs the company, asked in June' }, tokens.manager],
    ['delete', '/report-readers/{report_reader}', undefined, tokens.manager],
    ['post', '/threads/{thread}/split', { posts: [own.id], title: 'Hoses', space: 'questions' }, tokens.manager],
    ['post', '/threads/{thread}/merge', { with: later.id }, tokens.manager],
  ];
  const walked = new Set();
  let planStep = '';
  for (const [method, path, body, token, post = answerPost.id, query = ''] of calls) {
    const operation = description.paths[`/api/v1${path}`]?.[method];
    assert.ok(operation, `${method} ${path} is described`);
    walked.add(`${method} /api/v1${path}`);
    const own = changesWays(method, path) ? { journey: ways.body.slug, stage: 'helping-hand' } : { journey: 'the-way-of-a-member', stage: 'ambassador' };
    if (method === 'post' && path === '/segments/{segment}/letters') await until(async () => (await server.api('GET', '/segments/pump-people', { token: tokens.manager })).body.members > 0, 'the segment is counted');
    const address = path.replace('{thread}', thread.id).replace('{post}', post || own.id).replace('{member}', 'jade').replace('{comment}', remark.body.id).replace('{kind}', 'thanks')
      .replace('{group}', 'night-riders').replace('{contribution}', held.body.id).replace('{case}', waiting.id).replace('{appeal}', appeal.id)
      .replace('{list}', 'active-month').replace('{segment}', 'pump-people').replace('{plan}', 'first-month').replace('{plan_step}', planStep).replace('{order}', bought.body.id).replace('{assumption}', 'call_cost')
      .replace('{handle}', 'jade').replace('{criterion}', 'known').replace('{journey}', own.journey).replace('{stage}', own.stage).replace('{influencer}', heard.body.id)
      .replace('{task}', task.body.id).replace('{cost}', spent.body.id).replace('{note}', note.body.id).replace('{task_kind}', 'newcomer').replace('{side}', 'contacted')
      .replace('{report}', report.body.id).replace('{report_reader}', reader.body.id);
    const answer = await server.api(method.toUpperCase(), address + query, { token, body });
    const status = Object.keys(operation.responses).find((one) => one !== 'default');
    assert.equal(String(answer.status), status, `${method} ${address}: ${answer.text}`);
    assert.match(answer.headers.get('content-type'), /^application\/json/);
    const schema = operation.responses[status].content['application/json'].schema;
    assert.deepEqual(mismatches(schema, answer.body), [], `${method} ${address}`);
    if (path === '/plans/{plan}/steps') planStep = answer.body.id;
    if (body) assert.deepEqual(mismatches(operation.requestBody.content['application/json'].schema, body), [], `what ${method} ${path} takes`);
  }
  const whole = (await server.api('GET', `/reports/${report.body.id}`, { token: tokens.manager })).body;
  assert.equal(whole.document.month, '2026-01');
  assert.equal(whole.document.made_at, whole.made_at);
  const paper = await fetch(report.body.pdf.replace(/^.*\/api\//, `${server.address}/api/`), { headers: { authorization: `Bearer ${tokens.manager}` } });
  assert.equal(paper.status, 200);
  assert.equal(paper.headers.get('content-type'), 'application/pdf');
  assert.match((await paper.text()).slice(0, 8), /^%PDF-1\./);
  walked.add('get /api/v1/reports/{report}/pdf');
  const draft = await fetch(`${server.address}/api/v1/report-draft/pdf?month=2026-01`, { headers: { authorization: `Bearer ${tokens.manager}` } });
  assert.equal(draft.headers.get('content-type'), 'application/pdf');
  walked.add('get /api/v1/report-draft/pdf');
  walked.add('post /api/v1/files');  // a form in parts: the next test
  for (const name of ['influencer', 'cost', 'order']) {  // tables: the one after it
    walked.add(`post /api/v1/${name}-files`);
    walked.add(`get /api/v1/${name}s.csv`);
  }
  const described = Object.entries(description.paths).flatMap(([path, one]) => Object.keys(one).map((method) => `${method} ${path}`));
  assert.deepEqual(described.filter((one) => !walked.has(one)), [], 'every described call was made');
});

test('an assumption is tried out and stated nowhere', async () => {
  const token = tokens.manager;
  const stated = async () => (await server.api('GET', '/assumptions', { token })).body.items;
  const before = await stated();
  const worth = async (base) => {
    const answer = await server.api('GET', `/returns?assume=call_cost&low=0&base=${base}&high=${base}`, { token });
    assert.equal(answer.status, 200, answer.text);
    return answer.body.total.gain.base;
  };
  const other = (await worth(2000)) - (await worth(1000));
  assert.ok(other > 0, 'support is worth more when a call costs more');
  assert.ok(Math.abs(((await worth(3000)) - (await worth(2000))) - other) <= 12, 'by as much again, but for cents of months');
  assert.deepEqual(await stated(), before);
  for (const query of ['assume=nothing&low=1&base=1&high=1', 'assume=call_cost&low=3&base=2&high=1', 'assume=call_cost']) {
    assertProblem(await server.api('GET', `/returns?${query}`, { token }), 400, query);
  }
  assertProblem(await server.api('GET', '/report-draft?month=2200-01', { token }), 400, 'a month to come');
});

test('a second look is told to whom it is for, taken once, and reverses what was decided', async () => {
  const appeal = await appealed();
  assert.deepEqual([appeal.words, appeal.about.kind, appeal.decided_first_oneself], ['I was quoting.', 'sanction', false]);
  const path = `/moderation/appeals/${appeal.id}/decision`;
  const decide = (token, body) => server.api('PUT', path, { token, body });
  for (const [token, status] of [[undefined, 401], [tokens.writer, 403]]) {
    assertProblem(await server.api('GET', '/moderation/appeals', { token }), status, 'the list');
    assertProblem(await decide(token, { decision: 'stand' }), status, 'the decision');
  }
  const wrong = await decide(tokens.manager, { decision: 'perhaps', words: 'x'.repeat(501) });
  assertProblem(wrong, 422, 'neither');
  assert.deepEqual(wrong.body.errors.map((one) => one.field).sort(), ['decision', 'words']);
  assertProblem(await server.api('PUT', '/moderation/appeals/zz/decision', { token: tokens.manager, body: { decision: 'stand' } }), 404, 'no appeal');
  assert.equal((await decide(tokens.manager, { decision: 'reverse' })).status, 200);
  assert.equal(askDatabase(data, `select count(*) from sanction where id = ${warned} and lifted_at is not null`), '1');
  assertProblem(await decide(tokens.manager, { decision: 'stand' }), 409, 'taken already');
  const left = (await server.api('GET', '/moderation/appeals?limit=100', { token: tokens.manager })).body.items;
  assert.ok(!left.some((one) => one.id === appeal.id));
});

test('what is given to somebody of the team is given to nobody else', async () => {
  const token = tokens.manager;
  const step = { name: 'Ida', next_what: 'Call her', next_day: '2026-12-01' };
  const given = await server.api('POST', '/influencers', { token, body: { ...step, next_who: 'jade' } });
  assertProblem(given, 422, 'a next step of a plain member');
  assert.deepEqual(given.body.errors.map((one) => one.field), ['next_who']);
  assert.equal((await server.api('POST', '/influencers', { token, body: { ...step, next_who: 'perrine' } })).status, 201);
  assertProblem(await server.api('POST', '/report-readers', { token, body: { member: 'jade' } }), 422, 'a plain member as a reader');
  const reader = await server.api('POST', '/report-readers', { token, body: { member: 'perrine' } });
  assert.equal(reader.status, 201, reader.text);
  assertProblem(await server.api('POST', '/report-readers', { token, body: { member: reader.body.member } }), 409, 'the same by identifier');
});

test('a file is brought as a form in parts, and its answer says how a text shows it', async () => {
  const bring = (token, ...parts) => {
    const body = new FormData();
    for (const part of parts) body.append(...part);
    return fetch(`${server.address}/api/v1/files`, { method: 'POST', headers: token ? { authorization: `Bearer ${token}` } : {}, body });
  };
  const picture = ['file', new Blob([png(40, 30)], { type: 'image/png' }), 'pump.png'];
  const brought = await bring(tokens.writer, picture, ['alt', 'A pump']);
  const file = await brought.json();
  assert.equal(brought.status, 201, JSON.stringify(file));
  const { requestBody, responses } = description.paths['/api/v1/files'].post;
  assert.ok(requestBody.content['multipart/form-data'].schema);
  assert.deepEqual(mismatches(responses['201'].content['application/json'].schema, file), []);
  assert.match(file.markdown, /^!\[A pump\]\(\/files\//);
  assertProblem(await problemOf(await bring(tokens.writer)), 422, 'no file');
  assertProblem(await problemOf(await bring(tokens.reader, picture)), 403, 'a token that may only read');
  assertProblem(await problemOf(await bring('', picture)), 401, 'nobody');
});

test('a table is tried out, brought in once, and taken along as a file', async () => {
  const token = tokens.manager;
  const send = async (path, table, headers = {}) => problemOf(await server.fetch(`/api/v1${path}`, {
    method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', ...headers }, body: table,
  }));
  const tables = {
    influencer: { table: 'name,sites\nSolange,https://solange.example\n,nowhere at all\n', out: /^Solange,,https:\/\/solange\.example,/m },
    cost: { table: 'month,kind,what,amount\n2026-02,gifts,Lamps,129.90\nFebruary,zoo,,x\n', out: /^2026-02,gifts,Lamps,129\.90,$/m },
    order: { table: 'number,date,total,email\nT-1,2026-01-10,12.50,nobody@example.org\nT-2,soon,,x\n', out: /^T-1,2026-01-/m },
  };
  for (const [name, { table, out }] of Object.entries(tables)) {
    const list = async () => (await everyItem(`/${name}s`, token)).length;
    const before = await list();
    const tried = await send(`/${name}-files`, table);
    assert.equal(tried.status, 200, tried.text);
    const operation = description.paths[`/api/v1/${name}-files`].post;
    assert.ok(operation.requestBody.content['text/csv'].schema);
    assert.deepEqual(mismatches(operation.responses['200'].content['application/json'].schema, tried.body), [], name);
    assert.deepEqual([tried.body.brought_in, tried.body.refused, tried.body.refused_lines[0].line], [false, 1, 3]);
    assert.ok(tried.body.refused_lines[0].faults.length > 1, 'every fault');
    assert.equal(await list(), before, 'a try writes nothing');
    const headers = { 'idempotency-key': randomUUID() };
    const brought = await send(`/${name}-files?step=bring_in&name=brought.csv`, table, headers);
    assert.equal(brought.body.brought_in, true, brought.text);
    assert.deepEqual((await send(`/${name}-files?step=bring_in&name=brought.csv`, table, headers)).body, brought.body);
    assert.equal(await list(), before + 1, 'brought in once');
    const taken = await server.api('GET', `/${name}s.csv`, { token });
    assert.match(taken.headers.get('content-type'), /^text\/csv/);
    assert.match(taken.text, out);
    assertProblem(await send(`/${name}-files`, '{}', { 'content-type': 'application/json' }), 415, 'another type');
    assertProblem(await send(`/${name}-files`, table, { authorization: `Bearer ${tokens.writer}` }), 403, 'a member');
  }
  const long = `name,notes\n${Array.from({ length: 2000 }, (_, n) => `Somebody ${n},${'x'.repeat(900)}\n`).join('')}`;
  assert.equal((await send('/influencer-files', long)).body.made, 2000, 'longer than any other body');
  assertProblem(await send('/cost-files', long), 422, 'longer than a file of costs');
});

test('the address of every object opens its page', async () => {
  const objects = [];
  for (const path of ['/spaces', '/threads', '/search?q=selle']) objects.push(...(await server.api('GET', path)).body.items.slice(0, 5));
  const thread = objects.find((one) => one.title);
  objects.push(thread.author, ...(await server.api('GET', `/threads/${thread.id}/posts`)).body.items);
  for (const { url } of objects) {
    let answer = await fetch(url);
    assert.equal(answer.status, 200, url);
    assert.match(answer.headers.get('content-type'), /^text\/html/, url);
  }
});

test('a task goes through Today as it does by hand', async () => {
  const token = tokens.manager;
  const decide = (id, body, headers = {}) => server.api('PUT', `/tasks/${id}/decision`, { token, body, headers });
  const made = await server.api('POST', '/tasks', { token, body: { words: 'Ask for the photos', about: 'jade' } });
  assert.equal(made.body.kind, 'written');
  assert.equal(made.body.reason, 'Ask for the photos');
  assert.equal(made.body.member.handle, 'jade');
  assert.match(made.body.suggested, /Jade/);
  const today = async () => (await server.api('GET', '/today', { token })).body.items.map((one) => one.id);
  assert.ok((await today()).includes(made.body.id));
  assert.equal((await decide(made.body.id, { decision: 'give', member: 'perrine' })).body.assigned_to.handle, 'perrine');
  assert.equal((await decide(made.body.id, { decision: 'give' })).body.assigned_to, null);
  const later = await decide(made.body.id, { decision: 'later', until: '2031-02-03' });
  assert.match(later.body.due_at, /^2031-02-0[23]T/);
  assert.ok(!(await today()).includes(made.body.id), 'it rests');
  const forLater = async () => (await server.api('GET', '/today/later', { token })).body.items.map((one) => one.id);
  assert.ok((await forLater()).includes(made.body.id));
  const nearer = await server.api('POST', '/tasks', { token, body: { words: 'Sooner', due: new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10) } });
  const first = (await server.api('GET', '/today/later?limit=1', { token })).body;
  assert.equal(first.items.length, 1);
  assert.ok(first.next, 'more wait');
  const rest = (await server.api('GET', `/today/later?limit=100&after=${first.next}`, { token })).body.items.map((one) => one.id);
  assert.ok(![first.items[0].id].some((id) => rest.includes(id)) && rest.includes(made.body.id), 'the nearest day first');
  await decide(nearer.body.id, { decision: 'done' });
  assert.ok(Date.parse((await decide(made.body.id, { decision: 'now' })).body.due_at) <= Date.now());
  assert.equal((await server.api('POST', '/today/undo', { token })).body.undone, 1);
  assert.ok((await forLater()).includes(made.body.id), 'the undo knows it');
  await decide(made.body.id, { decision: 'now' });
  assertProblem(await decide(made.body.id, { decision: 'later', until: '9999-12-31' }), 422, 'too far away');
  assert.ok((await today()).includes(made.body.id), 'it is back');
  assert.ok(!(await forLater()).includes(made.body.id));
  assertProblem(await server.api('GET', '/today/later?after=nowhere', { token }), 400, 'no such place');
  const headers = { 'idempotency-key': randomUUID() };
  const done = await decide(made.body.id, { decision: 'done' }, headers);
  assert.equal(done.body.state, 'done');
  assert.deepEqual((await decide(made.body.id, { decision: 'done' }, headers)).body, done.body, 'sent twice, done once');
  assertProblem(await decide(made.body.id, { decision: 'done' }), 409, 'decided already');
  assert.equal((await server.api('POST', '/today/undo', { token })).body.undone, 1);
  assert.equal((await server.api('GET', `/tasks/${made.body.id}`, { token })).body.state, 'open');
  const sent = await server.api('POST', `/tasks/${made.body.id}/words`, { token, body: { words: 'Could you send them?' } });
  assert.deepEqual([sent.body.state, sent.body.contact], ['done', 'written']);
  assert.equal((await server.api('GET', '/members/jade/words', { token })).body.items[0].words, 'Could you send them?');
  assertProblem(await decide(made.body.id, { decision: 'later', until: '2001-01-01' }), 422, 'a day that is over');
  assertProblem(await decide(made.body.id, { decision: 'give', member: 'jade' }), 422, 'somebody who is not of the team');
  assertProblem(await server.api('PUT', '/today/rules', { token, body: { hold_out: 51 } }), 422, 'more than may be left alone');
  for (const path of ['/today', '/today/later', '/audit', '/today/rules']) {
    assertProblem(await server.api('GET', path, { token: tokens.writer }), 403, `${path} for a member`);
    assertProblem(await server.api('GET', path), 401, `${path} for a visitor`);
  }
});

test('the audit trail tells what was before and after', async () => {
  const token = tokens.manager;
  await server.api('PUT', '/today/rules', { token, body: { hold_out: 3 } });
  await server.api('PUT', '/today/rules', { token, body: { hold_out: 7 } });
  const { items, next } = (await server.api('GET', '/audit?on=community&by=perrine&limit=1', { token })).body;
  assert.equal(items[0].by.handle, 'perrine');
  assert.deepEqual(items[0].changes.map(({ before, after }) => [before, after]), [['3', '7']]);
  const older = (await server.api('GET', `/audit?on=community&by=perrine&limit=1&after=${next}`, { token })).body.items[0];
  assert.notEqual(older.id, items[0].id);
  assertProblem(await server.api('GET', '/audit?by=nobody-is-called-so', { token }), 400, 'an unknown name');
  const one = await server.api('POST', '/influencers', { token, body: { name: 'Solène of the cargo blog' } });
  assert.equal((await server.api('GET', '/audit?limit=1', { token })).body.items[0].influencer, 'Solène of the cargo blog');
  await server.api('DELETE', `/influencers/${one.body.id}`, { token });
  assert.ok(!(await server.api('GET', '/audit?limit=3', { token })).text.includes('Solène'), 'who is removed is named no more');
});

async function everyItem(path, token) {
  const items = [];
  let next = null;
  do {
    const answer = await server.api('GET', next ? `${path}${path.includes('?') ? '&' : '?'}${next}` : path, { token });
    assert.equal(answer.status, 200, answer.text);
    items.push(...answer.body.items);
    const parameter = path.endsWith('/posts') ? 'from' : 'after';
    next = answer.body.next === null ? null : `${parameter}=${encodeURIComponent(answer.body.next)}`;
    assert.ok(items.length < 100_000, 'a list ends');
  } while (next);
  return items;
}

test('lists page through everything, each thing once', async () => {
  const { counts } = (await server.api('GET', '/community', { token: tokens.manager })).body;
  for (const order of ['latest', 'newest', 'appreciated']) {
    const threads = await everyItem(`/threads?order=${order}`, tokens.manager);
    assert.equal(new Set(threads.map((one) => one.id)).size, threads.length, `${order}: no thread twice`);
    assert.equal(threads.length, counts.threads, `${order}: all threads`);
  }
  let posts = 0;
  for (const thread of await everyItem('/threads', tokens.manager)) {
    const list = await everyItem(`/threads/${thread.id}/posts`, tokens.manager);
    assert.equal(new Set(list.map((one) => one.number)).size, list.length);
    const standing = list.filter((one) => !one.deleted_at).length;
    assert.equal(standing, thread.posts, thread.title);
    posts += standing;
  }
  assert.equal(posts, counts.posts);
  const activities = await everyItem('/activities', tokens.manager);
  assert.equal(activities.length, counts.activities);
  assert.equal(new Set(activities.map((one) => one.id)).size, activities.length);
});

test('each order is in its order, and filters keep what they say', async () => {
  const sorted = (items, key) => items.every((one, index) => index === 0 || key(items[index - 1]) >= key(one));
  const unpinned = async (path) => (await everyItem(path, tokens.manager)).filter((one) => !one.pinned);
  assert.ok(sorted(await unpinned('/threads?order=latest'), (one) => one.last_activity_at));
  assert.ok(sorted(await unpinned('/threads?order=newest'), (one) => one.created_at));
  assert.ok(sorted(await unpinned('/threads?order=appreciated'), (one) => one.thanks));
  assert.ok((await everyItem('/threads?order=unanswered')).every((one) => one.posts === 1));
  assert.ok((await everyItem('/threads?space=atelier')).every((one) => one.space === 'atelier'));
  const tagged = await everyItem('/threads?tag=transmission');
  assert.ok(tagged.length > 0 && tagged.every((one) => one.tags.includes('transmission')));
});

test('what only managers change asks for a token that may manage', async () => {
  const token = apiToken(data, 'perrine', 'write');
  for (const path of ['/segments', '/plans', '/influencers', '/reports', '/costs']) {
    const refused = await server.api('POST', path, { token, body: { name: 'By a token that may only write' } });
    assertProblem(refused, 403, path);
  }
  assert.equal((await server.api('GET', '/segments', { token })).status, 200);
});

test('a write sent twice with one key happens once', async () => {
  const thread = await newThread();
  const headers = { 'idempotency-key': randomUUID() };
  const call = (body) => server.api('POST', `/threads/${thread.id}/posts`, { token: tokens.writer, headers, body });
  const [first, again] = [await call({ body: 'Once.' }), await call({ body: 'Once.' })];
  assert.equal(first.status, 201);
  assert.equal(again.status, 201);
  assert.deepEqual(again.body, first.body);
  assertProblem(await call({ body: 'Something else.' }), 409, 'the key with another call');
  const atOnce = { 'idempotency-key': randomUUID() };
  const answers = await Promise.all(Array.from({ length: 12 }, () =>
    server.api('POST', `/threads/${thread.id}/posts`, { token: tokens.writer, headers: atOnce, body: { body: 'At once.' } })));
  assert.equal(new Set(answers.map((one) => `${one.status} ${one.body.id}`)).size, 1, 'twelve at once are one');
  const other = await server.api('POST', `/threads/${thread.id}/posts`, { token: tokens.asker, headers, body: { body: 'Another member may use the same key.' } });
  assert.equal(other.status, 201);
  assert.equal((await server.api('GET', `/threads/${thread.id}`)).body.posts, 4);
  // What bears a name is not refused the second time because of the first.
  const named = async (path, body) => {
    const send = () => server.api('POST', path, { token: tokens.manager, headers: { 'idempotency-key': `twice ${path}` }, body });
    const [made, same] = [await send(), await send()];
    assert.equal(made.status, 201, made.text);
    assert.equal(same.status, 201, same.text);
    assert.deepEqual(same.body, made.body);
    return made;
  };
  await named('/segments', { name: 'Once a rider', condition: { not: 'role leader' } });
  await named('/influencers', { name: 'Once heard', sites: ['https://once.example'] });
  const made = await named('/plans', { name: 'Once and no more' });
  const step = () => server.api('POST', `/plans/${made.body.slug}/steps`, { token: tokens.manager, headers: atOnce, body: { kind: 'chat', note: 'Say hello' } });
  assert.deepEqual((await step()).body, (await step()).body);
  assert.equal((await server.api('GET', `/plans/${made.body.slug}`, { token: tokens.manager })).body.steps.length, 1);
  assertProblem(await server.api('POST', `/threads/${thread.id}/posts`, { token: tokens.writer, headers: { 'idempotency-key': 'k'.repeat(300) }, body: { body: 'Long key.' } }), 400, 'a key that is too long');
});

test('who may not is told so', async () => {
  const thread = await newThread();
  const post = await newPost(thread.id);
  const writes = [
    ['POST', '/threads', { space: 'questions', title: 'Title', body: 'Body' }], ['POST', `/threads/${thread.id}/posts`, { body: 'x' }],
    ['PUT', `/threads/${thread.id}/solution`, { post: post.id }], ['DELETE', `/threads/${thread.id}/solution`],
    ['PATCH', `/posts/${post.id}`, { body: 'x' }], ['DELETE', `/posts/${post.id}`], ['POST', `/posts/${post.id}/comments`, { body: 'x' }],
    ['PUT', `/posts/${post.id}/reactions/thanks`], ['DELETE', `/posts/${post.id}/reactions/thanks`], ['PUT', `/posts/${post.id}/vote`, { value: 'up' }],
  ];
  for (const [method, path, body] of writes) {
    assertProblem(await server.api(method, path, { body }), 401, `${method} ${path} without a token`);
    assertProblem(await server.api(method, path, { body, token: 'parvis_forged' }), 401, `${method} ${path} with a forged token`);
    assertProblem(await server.api(method, path, { body, token: tokens.reader }), 403, `${method} ${path} with a token that reads`);
  }
  assertProblem(await server.api('GET', '/community', { headers: { authorization: 'Basic YTpi' } }), 401, 'another scheme');
  assertProblem(await server.api('GET', '/activities'), 401, 'the timeline for a visitor');
  assertProblem(await server.api('GET', '/activities', { token: tokens.writer }), 403, 'the timeline for a member');
  assertProblem(await server.api('PATCH', `/posts/${post.id}`, { token: tokens.asker, body: { body: 'mine now' } }), 403, "somebody else's post");
  assertProblem(await server.api('DELETE', `/posts/${post.id}`, { token: tokens.asker }), 403, "somebody else's post");
  assertProblem(await server.api('PUT', `/threads/${thread.id}/solution`, { token: tokens.writer, body: { post: post.id } }), 403, 'an answer accepted by who did not ask');
  const ownVote = await server.api('PUT', `/posts/${post.id}/vote`, { token: tokens.writer, body: { value: 'up' } });
  assert.ok(ownVote.status >= 400 && ownVote.status < 500, 'a vote on one’s own post');
});

test('what does not exist is not found', async () => {
  const ids = ['0', '1', '-1', '99999999999999999999', 'zzzzzzzzzzzzz', "'", '%27%20or%201%3D1', '%00', '%E2%80%AE', '..%2f..%2fetc'];
  for (const id of ids) {
    for (const path of [`/threads/${id}`, `/threads/${id}/posts`, `/posts/${id}`, `/members/${id}`]) {
      const answer = await server.api('GET', path);
      assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
      assertProblem(answer, answer.status, path);
    }
    const answer = await server.api('POST', `/threads/${id}/posts`, { token: tokens.writer, body: { body: 'x' } });
    assert.ok([400, 404].includes(answer.status), `POST ${id}: ${answer.status}`);
  }
  for (const path of ['/nothing', '/threads/1/2/3', '/threads?space=nowhere', '/threads?tag=no-such-tag']) assertProblem(await server.api('GET', path), 404, path);
  for (const path of ['/threads?order=best', '/activities?after=x,y']) {
    const answer = await server.api('GET', path, { token: tokens.manager });
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
  }
  for (const cut of ['%FF', 'zzz.zzz', '-', 'zzz']) assertProblem(await server.api('GET', `/threads?after=${cut}`), 400, 'a place that is none');
  assert.equal((await server.api('GET', '/threads?utm_source=letter')).status, 200, 'a parameter that is not ours');
  assertProblem(await server.api('GET', '/search'), 400, 'nothing to look for');
  for (const from of ['-1', 'x', '1e3', '9223372036854775808']) {
    const thread = (await server.api('GET', '/threads')).body.items[0].id;
    assertProblem(await server.api('GET', `/threads/${thread}/posts?from=${from}`), 400, `from=${from}`);
  }
  assertProblem(await server.api('DELETE', '/spaces'), 405, 'a method that is not taken');
});

test('a body that is not what it should be is refused field by field', async () => {
  const thread = await newThread();
  const post = await newPost(thread.id);
  const good = { space: 'questions', title: 'A good title', body: 'A good body.' };
  const cases = [
    [{ ...good, title: 7 }, 'title'], [{ ...good, title: null }, 'title'], [{ ...good, title: '' }, 'title'], [{ ...good, title: ' ' }, 'title'],
    [{ ...good, title: 'a\nb c' }, 'title'], [{ ...good, title: 'é'.repeat(201) }, 'title'], [{ ...good, title: 'turned \u202E around' }, 'title'],
    [{ ...good, body: '' }, 'body'], [{ ...good, body: ['x'] }, 'body'], [{ ...good, body: 'b'.repeat(64_001) }, 'body'], [{ ...good, body: 'nul \u0000 inside' }, 'body'],
    [{ ...good, body: 'bell \u0007' }, 'body'], [{ ...good, tags: 'one' }, 'tags'], [{ ...good, tags: [1] }, 'tags'],
    [{ ...good, tags: ['a', 'b', 'c', 'd', 'e', 'f'].map((one) => `tag-${one}`) }, 'tags'], [{ ...good, tags: ['t'.repeat(36)] }, 'tags'],
    [{ ...good, space: 'nowhere' }, 'space'], [{ ...good, space: 3 }, 'space'], [{ title: 'No space', body: 'x' }, 'space'],
    [{ ...good, author: 'perrine' }, 'author'], [{ ...good, id: '1' }, 'id'], [{ ...good, created_at: '2001-01-01T00:00:00Z' }, 'created_at'],
    [{ ...good, pinned: true }, 'pinned'], [{ ...good, score: 100 }, 'score'],
  ];
  for (const [body, field] of cases) {
    const answer = await server.api('POST', '/threads', { token: tokens.writer, body });
    assertProblem(answer, 422, `${field}: ${JSON.stringify(body).slice(0, 120)}`);
    assert.ok(answer.body.errors.some((one) => one.field === field), `${field}: ${answer.text}`);
  }
  const others = [
    ['PUT', `/posts/${post.id}/vote`, { value: 'sideways' }, 422], ['PUT', `/posts/${post.id}/vote`, { value: 1 }, 422],
    ['POST', `/threads/${thread.id}/posts`, { body: 'x', reply_to: 'no id' }, 422], ['POST', `/threads/${thread.id}/posts`, { body: 'x', reply_to: 'zz' }, 422], ['POST', `/posts/${post.id}/comments`, { body: 'c'.repeat(601) }, 422],
    ['PATCH', `/posts/${post.id}`, { body: 'y', revisions: 'many' }, 422], ['PATCH', `/posts/${post.id}`, { body: 'y', reason: 'r'.repeat(201) }, 422],
  ];
  for (const [method, path, body, status] of others) assertProblem(await server.api(method, path, { token: tokens.writer, body }), status, `${path} ${JSON.stringify(body).slice(0, 80)}`);
  const unknown = await server.api('PUT', `/posts/${post.id}/reactions/${encodeURIComponent('no such kind')}`, { token: tokens.asker });
  assert.ok([400, 404, 422].includes(unknown.status), `a reaction that is not of the set: ${unknown.status}`);
  assertProblem(unknown, unknown.status, 'a reaction that is not of the set');
  assert.equal((await server.api('GET', `/threads/${thread.id}`)).body.posts, 2, 'nothing was written');
});

async function raw(bytes, headers = {}) {
  const answer = await server.fetch('/api/v1/threads', {
    method: 'POST', headers: { authorization: `Bearer ${tokens.writer}`, 'content-type': 'application/json', ...headers }, body: bytes,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: /json/.test(answer.headers.get('content-type')) ? JSON.parse(text) : null };
}

test('a body that is no JSON object is refused', async () => {
  const cases = {
    empty: '', 'half an object': '{"title":', 'an array': '[]', 'a number': '7', null: 'null', 'two objects': '{}{}', 'bare words': 'title=x',
    deep: `{"title":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'deep objects': '{"a":'.repeat(3000) + '1' + '}'.repeat(3000),
    'invalid bytes': Buffer.from([...Buffer.from('{"space":"questions","title":"abc'), 0xff, 0xfe, 0xc0, ...Buffer.from('","body":"x"}')]),
    'a lone surrogate': '{"space":"questions","title":"abc \\ud800 def","body":"x"}',
    'an overlong slash': Buffer.from([...Buffer.from('{"space":"questions","title":"abc'), 0xc0, 0xaf, ...Buffer.from('","body":"x"}')]),
  };
  for (const [what, bytes] of Object.entries(cases)) {
    const answer = await raw(bytes);
    assert.ok([400, 422].includes(answer.status), `${what}: ${answer.status} ${answer.text}`);
    assertProblem(answer, answer.status, what);
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '', 'application/jsonp']) {
    assertProblem(await raw('{}', { 'content-type': type }), 415, `sent as "${type}"`);
  }
  const large = await raw('x'.repeat(1_100_000));
  assertProblem(large, 413, 'more than a body may hold');
});

test('a name given twice in a body cannot hide what is checked', async () => {
  const answer = await raw('{"space":"questions","title":"First title","title":"Second title","body":"x"}');
  assert.ok([201, 400, 422].includes(answer.status), answer.text);
  if (answer.status === 201) assert.ok(['First title', 'Second title'].includes(answer.body.title));
});

// Bytes that no client library would send.
function talk(bytes) {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.address);
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    let heard = '';
    socket.setTimeout(15_000, () => { socket.destroy(); reject(new Error('no answer')); });
    socket.on('data', (chunk) => { heard += chunk.toString('latin1'); });
    socket.on('close', () => resolve(heard));
    socket.on('error', () => resolve(heard));
  });
}

test('the type of every problem opens a page', async () => {
  const refused = [await server.api('GET', '/nothing'), await server.api('POST', '/threads', { body: {} }), await server.api('DELETE', '/spaces')];
  for (const { body } of refused) {
    const page = await fetch(body.type);
    assert.equal(page.status, 200, body.type);
    assert.ok((await page.text()).includes(body.title), body.type);
    assert.notEqual(body.title, body.detail);
  }
});

test('bytes that are no request are refused, and the next is answered', async () => {
  const host = `Host: ${new URL(server.address).host}\r\n`;
  const cases = [
    'nonsense\r\n\r\n', 'GET /\r\n\r\n', `GET / HTTP/9.9\r\n${host}\r\n`, 'GET / HTTP/1.1\r\n\r\n', `GET /${'a'.repeat(9000)} HTTP/1.1\r\n${host}\r\n`,
    `GET / HTTP/1.1\r\n${host}X: ${'b'.repeat(20_000)}\r\n\r\n`, `GET / HTTP/1.1\r\n${host}${'Y: 1\r\n'.repeat(200)}\r\n`,
    `POST /api/v1/threads HTTP/1.1\r\n${host}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
    `POST /api/v1/threads HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST /api/v1/threads HTTP/1.1\r\n${host}Content-Length: -5\r\n\r\n`, `GET / HTTP/1.1\r\n${host}Bad Header: 1\r\n\r\n`,
    `GET /%ff%fe HTTP/1.1\r\n${host}\r\n`, `GET /threads/%00 HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  ];
  for (const bytes of cases) {
    const heard = await talk(Buffer.from(bytes, 'latin1'));
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(heard)?.[1];
    assert.ok(!status || (Number(status) >= 400 && Number(status) < 500) || status === '505', `${bytes.slice(0, 60)}: ${status}`);
  }
  assert.equal((await server.fetch('/health')).status, 200);
});
