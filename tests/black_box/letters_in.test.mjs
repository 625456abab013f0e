// Letters out to a mail server and back in by a Maildir, over the real program: an answer becomes a post, a refused one
// goes back with its words, a report at the letter's return path stops letters, and a webhook hands letters in.
import { createHmac } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, assert, until } from '../support/harness.mjs';
import { MailServer } from '../support/mail_server.mjs';
import { MailboxServer } from '../support/mailbox_server.mjs';
import { Server, apiToken, askDatabase, demoCommunity } from '../support/server.mjs';

const domain = 'reply.square.example';
const data = demoCommunity();
const writer = apiToken(data, 'ilyes', 'write');
const mail = await MailServer.start();
const maildir = join(data, 'Maildir');
for (const folder of ['new', 'cur', 'tmp']) mkdirSync(join(maildir, folder), { recursive: true });
const mailbox = await MailboxServer.start();
const server = await Server.start(data, [], {
  PARVIS_MAIL_URL: mail.url,
  PARVIS_MAIL_FROM: 'Mistral <square@square.example>',
  PARVIS_INCOMING_DOMAIN: domain,
  PARVIS_INCOMING_FOLDER: 'Maildir',
  PARVIS_INCOMING_EVERY: '5',
  PARVIS_INCOMING_MAILBOX: mailbox.url,
  PARVIS_INCOMING_USER: 'answers',
  PARVIS_INCOMING_PASSWORD: 'a "password"',
  PARVIS_INCOMING_WEBHOOK: 'between us',
});

const jade = askDatabase(data, "select id, email from member where handle = 'jade'").split('|');
const [member, address] = [BigInt(jade[0]), jade[1]];

const made = await server.api('POST', '/threads', {
  token: writer, body: { space: 'questions', title: 'Which pump for a long trip?', body: 'Mine broke in the rain.' },
});
const thread = made.body.id;
const post = BigInt(askDatabase(data, 'select max(id) from post where number = 1'));

// The address as docs/decisions/0023 describes it, made anew here.
function replyAddress() {
  const secret = askDatabase(data, "select value from setting where key = 'secret'");
  const key = createHmac('sha256', secret).update('addresses that letters come in at').digest('base64url');
  const place = Buffer.alloc(16);
  place.writeBigInt64BE(member, 0);
  place.writeBigInt64BE(post, 8);
  const seal = createHmac('sha256', key).update('reply+').update(place).digest().subarray(0, 12);
  let bits = '';
  for (const byte of Buffer.concat([place, seal])) bits += byte.toString(2).padStart(8, '0');
  const digits = bits.match(/.{1,5}/g).map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(five.padEnd(5, '0'), 2)]);
  return `reply+${digits.join('')}@${domain}`;
}

// As a mail server leaves it: written beside, then moved in whole.
let delivered = 0;
function deliver(lines) {
  const name = `${1767225600 + delivered}.${delivered += 1}.host`;
  writeFileSync(join(maildir, 'tmp', name), lines.join('\r\n'));
  renameSync(join(maildir, 'tmp', name), join(maildir, 'new', name));
}

const answer = (words, id, from = address) => [
  `Return-Path: <${from}>`, `X-Original-To: ${replyAddress()}`, `From: Jade <${from}>`, `To: Mistral <${replyAddress()}>`,
  `Message-ID: <${id}@mail.example>`, 'Subject: =?utf-8?Q?R=C3=A9p=3A_pompe?=', 'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable', '', ...words, ''];

const postsOf = async () => (await server.api('GET', `/threads/${thread}/posts`, { token: writer })).body.items.map((one) => one.body);

test('an answer by letter stands in the conversation, without what it quotes', async () => {
  deliver(answer(['Une pompe =E0 pied.', '', 'Le lun. 5 janv. 2026 =E0 10:12, Mistral <square@square.example>', 'a =E9crit :', '> Bonjour'], 'a1'));
  await until(async () => (await postsOf()).length === 2, 'the post');
  assert.equal((await postsOf())[1], 'Une pompe à pied.');
  assert.deepEqual(readdirSync(join(maildir, 'new')), []);
});

test('an answer in a mailbox elsewhere is fetched by IMAP and taken away', async () => {
  mailbox.put(answer(['Fetched.'], 'i1').join('\r\n'));
  await until(async () => (await postsOf()).at(-1) === 'Fetched.', 'the post');
  await until(() => mailbox.letters.size === 0, 'the mailbox empty');
  assert.match(mailbox.commands.find((one) => one.startsWith('LOGIN')), /^LOGIN "?answers"? "a \\"password\\""$/);
});

test('a refused answer goes back with its words, and its report stops letters', async () => {
  deliver(answer(['> nothing of my own'], 'a2'));
  const back = await until(() => mail.letters.find((one) => one.to === address && one.from.startsWith('bounce+')), 'the letter back');
  assert.match(back.from, new RegExp(`^bounce\\+[a-z2-7]+@${domain.replaceAll('.', '\\.')}$`));
  deliver(['Return-Path: <>', 'From: MAILER-DAEMON@relay.example', `To: ${back.from}`, 'Message-ID: <d1@relay.example>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', '', '--b', 'Content-Type: message/delivery-status', '',
    'Reporting-MTA: dns; relay.example', '', `Final-Recipient: rfc822; ${address}`, 'Action: failed', 'Status: 5.1.1', '', '--b--', '']);
  await until(() => askDatabase(data, `select reason from letter_trouble where member = ${member} and stopped_at is not null`) === '1', 'the stop');
  deliver(answer(['> nothing again'], 'a3'));
  await until(() => askDatabase(data, "select count(*) from activity where verb = 156") === '2', 'the second refusal');
  await until(() => askDatabase(data, "select count(*) from job where kind = 'mail.send' and failed_at is null") === '0', 'letters gone');
  assert.equal(mail.letters.filter((one) => one.to === address && one.from.startsWith('bounce+')).length, 1, 'no more letters there');
});

test('a webhook hands letters in when it signs them', async () => {
  const raw = answer(['By the webhook.'], 'a4').join('\r\n');
  const t = Math.floor(Date.now() / 1000);
  const v1 = createHmac('sha256', 'between us').update(`${t}.${raw}`).digest('hex');
  const handIn = (signature) => fetch(`${server.address}/letters/incoming`, {
    method: 'POST', headers: { 'content-type': 'message/rfc822', 'parvis-signature': signature }, body: raw,
  });
  assert.equal((await handIn(`t=${t},v1=${'0'.repeat(64)}`)).status, 403);
  assert.equal((await handIn(`t=${t},v1=${v1}`)).status, 204);
  assert.equal((await postsOf()).at(-1), 'By the webhook.');
});
