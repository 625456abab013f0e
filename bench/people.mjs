// Five people at work in a browser, each timed: a visitor, a newcomer, a leader with a queue of 200, a manager with a
// file of 30,000 rows, a member who leaves. `node bench/people.mjs [visitor newcomer leader manager leaving]`; the program
// is build/parvis, or PARVIS. Prints what took how long, and a figure for each, with how busy the machine was.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { assert, finish, until } from '../tests/support/harness.mjs';
import { Server, apiToken, askDatabase, demoAccounts, demoCommunity } from '../tests/support/server.mjs';
import { addressInLetter, lettersTo } from '../tests/support/letters.mjs';
import { signIn, visitor } from '../tests/support/browser.mjs';

const wanted = process.argv.slice(2);
const data = demoCommunity();
const accounts = demoAccounts();
const server = await Server.start(data, [], { PARVIS_RATES_POSTS_PER_MEMBER_PER_MINUTE: '0' });
const wide = { viewport: { width: 1280, height: 900 }, reducedMotion: 'no-preference' };
const seconds = (since) => (performance.now() - since) / 1000;
const say = (who, what, figure) => console.log(`${who.padEnd(9)} ${what.padEnd(64)} ${figure}`);
const memory = (key) => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))[1]) / 1024;

async function step(who, what, act) {
  const began = performance.now();
  const answer = await act();
  say(who, what, `${(seconds(began) * 1000).toFixed(0)} ms`);
  return answer;
}

const go = (page, selector) => Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.click(selector)]);
const words = (page) => page.locator('main').innerText();

async function asManager() {
  const { page } = await visitor(server, wide);
  await signIn(page, accounts.manager.email, accounts.manager.password);
  await page.goto('/language/en');
  return page;
}

const people = {
  async visitor() {
    const { page } = await visitor(server, wide);
    await step('visitor', 'front page, whole', () => page.goto('/'));
    const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
    say('visitor', 'first words painted', `${paint.toFixed(0)} ms`);
    const loaded = await page.evaluate(() => [performance.getEntriesByType('navigation')[0], ...performance.getEntriesByType('resource')]
      .reduce((sum, one) => ({ requests: sum.requests + 1, bytes: sum.bytes + one.transferSize }), { requests: 0, bytes: 0 }));
    say('visitor', 'requests, bytes on the way', `${loaded.requests}, ${(loaded.bytes / 1024).toFixed(0)} kB`);
    await step('visitor', 'search for a word', () => page.goto('/search?q=freins'));
    await step('visitor', 'open the first thing found', () => go(page, 'main .list a[href^="/threads/"]'));
    await step('visitor', 'the door', () => page.goto('/join'));
  },

  async newcomer() {
    const manager = await asManager();
    await manager.goto('/manage/arriving');
    await manager.check('main [name=door][value=approval]');
    await manager.fill('main [name^=question_1]', 'What do you ride?').catch(() => undefined);
    await Promise.all([manager.waitForNavigation(), manager.locator('main form[action="/manage/arriving"] button').last().click()]);
    const began = performance.now();
    const { page } = await visitor(server, wide);
    await page.goto('/join');
    const email = `nora.${process.pid}@square.example`;
    await page.fill('main [name=name]', 'Nora Lind');
    await page.fill('main [name=email]', email);
    await page.fill('main [name=password]', 'quiet roads in october');
    await page.check('main [name=charter]');
    for (const field of await page.locator('main form[action="/join"] textarea').all()) await field.fill('An old Mistral 2.');
    await step('newcomer', 'ask to join', () => Promise.all([page.waitForNavigation(), page.locator('main form[action="/join"] button[type=submit]').last().click()]));
    const link = await step('newcomer', 'the letter is there', () => addressInLetter(data, email, '/confirmation/'));
    await page.goto(link);
    for (const field of await page.locator('main textarea').all()) if (await field.isVisible()) await field.fill('An old Mistral 2.');
    await step('newcomer', 'confirm the address', () => Promise.all([page.waitForNavigation(), page.locator('main form button').first().click()]));
    await manager.goto('/manage/requests');
    assert.match(await words(manager), /Nora Lind/);
    await step('newcomer', 'let in by a manager', () => Promise.all([manager.waitForNavigation(), manager.locator('main button[value=yes]').first().click()]));
    await signIn(page, email, 'quiet roads in october');
    await page.goto('/');
    say('newcomer', 'first steps are shown', String(await page.locator('.first-steps').count() === 1));
    say('newcomer', 'letters received', String(lettersTo(data, email).length));
    await page.goto('/threads/new');
    await page.selectOption('main [name=space]', { index: 1 }).catch(() => undefined);
    await page.fill('main [name=title]', 'Good morning from Angers');
    await page.fill('main [name=body]', 'I ride an old one, and I am glad to be here.');
    await step('newcomer', 'first post', () => Promise.all([page.waitForNavigation(), page.locator('main form[action="/threads"] .actions button.main').click()]));
    say('newcomer', 'from the door to the first post, as fast as a machine types', `${seconds(began).toFixed(1)} s`);
  },

  async leader() {
    await fillQueue(200);
    const { page, troubles } = await visitor(server, wide);
    await signIn(page, accounts.leader.email, accounts.leader.password);
    await page.goto('/language/en');
    await step('leader', 'open the queue of 200', () => page.goto('/moderation'));
    say('leader', 'its head', (await page.locator('[data-waiting], main header p').first().innerText()).trim());
    const keys = ['a', '1', 'a', '3', 'a', '2', 'a', 'a', '4', 'a'];
    const took = [];
    const before = server.processorSeconds();
    const began = performance.now();
    let decided = 0;
    for (; await page.locator('parvis-queue li').count() > 0; decided += 1) {
      const present = await page.locator('li[data-present]').getAttribute('id');
      const pressed = performance.now();
      await page.keyboard.press(keys[decided % keys.length]);
      await page.waitForFunction((id) => document.querySelector('li[data-present]')?.id !== id, present, { polling: 'raf' });
      took.push(performance.now() - pressed);
      if (await page.locator('parvis-queue li').count() === 0) {
        await page.waitForFunction(() => document.querySelectorAll('parvis-queue li').length > 0 || !document.querySelector('parvis-queue a[rel=next]'));
      }
    }
    say('leader', `${decided} decisions by one key each, without a pause`, `${seconds(began).toFixed(1)} s`);
    const mean = (list) => (list.reduce((a, b) => a + b, 0) / list.length).toFixed(0);
    const sorted = [...took].sort((a, b) => a - b);
    say('leader', 'from key to next item: first 20, last 20, median, worst', `${mean(took.slice(0, 20))}, ${mean(took.slice(-20))}, ${sorted[sorted.length >> 1].toFixed(0)}, ${sorted.at(-1).toFixed(0)} ms`);
    say('leader', 'processor time of the server for all of it', `${(server.processorSeconds() - before).toFixed(2)} s`);
    say('leader', 'at 1.5 s to look at each, all of them in', `${((decided * 1500 + took.reduce((a, b) => a + b, 0)) / 60000).toFixed(1)} min`);
    await until(() => undecided() === 0, 'all are decided');
    say('leader', 'until the last of them is written', `${seconds(began).toFixed(1)} s`);
    say('leader', 'its head at the end', (await page.locator('main header p').first().innerText()).trim());
    await step('leader', 'take the last decision back', () => Promise.all([page.waitForNavigation(), page.keyboard.press('u')]));
    say('leader', 'waiting again after it, troubles in the console', `${await page.locator('parvis-queue li').count()}, ${troubles.length}`);
    await fillQueue(50, 'b');
    await page.goto('/moderation');
    say('leader', 'waiting before it', await page.getAttribute('[data-waiting]', 'data-waiting'));
    const bulk = performance.now();
    let pages = 0;
    for (; await page.locator('parvis-queue li').count() > 0; pages += 1) {
      for (const box of await page.locator('[data-tick]').all()) await box.check();
      await page.keyboard.press('a');
      await page.waitForFunction(() => document.querySelector('parvis-queue li [data-tick]:not(:checked)')
        || document.querySelectorAll('parvis-queue li').length === 0 && !document.querySelector('parvis-queue a[rel=next]'));
    }
    await until(() => undecided() === 0, 'all at once');
    say('leader', `fifty and one by ticks and one key, ${pages} pages of them, until written`, `${seconds(bulk).toFixed(1)} s`);
    await step('leader', 'take the last page of them back', () => Promise.all([page.waitForNavigation(), page.keyboard.press('u')]));
    say('leader', 'waiting again after it', await page.getAttribute('[data-waiting]', 'data-waiting'));
  },

  async manager() {
    const rows = 30_000;
    const lines = ['Nom;Courriel;Ville'];
    for (let i = 0; i < rows; i += 1) {
      const address = i % 1000 === 7 ? 'no address' : `rider${i % 3000 === 11 ? i - 1 : i}@riders.example`;
      lines.push(`Rider ${i};${address};Lyon`);
    }
    const page = await asManager();
    await page.goto('/manage/members/import');
    await page.setInputFiles('main [name=file]', { name: 'riders.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
    writeFileSync(`/proc/${server.process.pid}/clear_refs`, '5');  // its highest from here on
    const before = memory('VmRSS');
    await step('manager', '30,000 rows: sent, columns guessed', () => go(page, 'main form[action="/manage/members/import"] button'));
    await Promise.all([page.waitForNavigation(), page.locator('main button[value=try]').click()]);
    say('manager', 'without a legal basis', /Choose why you may write/.test(await words(page)) ? 'refused beside the field' : 'TAKEN');
    await page.check('main [name=basis][value=consent]');
    await page.fill('main [name=proof]', 'The form of the shop, March 2026');
    await page.fill('main [name=per_hour]', '3600');
    await step('manager', 'dry run', () => Promise.all([page.waitForNavigation(), page.locator('main button[value=try]').click()]));
    say('manager', 'what would happen', (await page.locator('#tried > ul').first().innerText()).replaceAll('\n', '; '));
    await step('manager', 'brought in', () => Promise.all([page.waitForNavigation(), page.locator('main button[value=bring_in]').click()]));
    say('manager', 'resident memory before, at its highest', `${before.toFixed(0)}, ${memory('VmHWM').toFixed(0)} MiB`);
    const refused = await page.request.get(await page.getAttribute('main a[href$="/refused.csv"]', 'href'));
    say('manager', 'refused rows with their reasons', `${(await refused.text()).trim().split('\n').length - 1} lines`);
    const outbox = () => lettersTo(data, '@riders.example').length;
    await new Promise((resolve) => setTimeout(resolve, 70_000));
    say('manager', 'invitations in the first 70 s at 3,600 an hour, in portions', String(outbox()));
    await Promise.all([page.waitForNavigation(), page.locator('main form[action$="/end"] button').click()]);
  },

  // One by password who takes everything away, one by letter who leaves the words; then both are looked for.
  async leaving() {
    const manager = await asManager();
    await manager.goto('/manage/privacy');
    await manager.fill('main [name=grace_days]', '0');
    await Promise.all([manager.waitForNavigation(), manager.locator('main form:has([name=grace_days]) button').click()]);
    const leavers = [['member', 'go', 'password'], ['leader', 'stay', 'letter']];
    const traces = leavers.flatMap(([who]) => tracesOf(accounts[who].email));
    say('leaving', 'files of the community in which they stand before', String(filesWith(traces).length));
    for (const [index, [who, words, how]] of leavers.entries()) {
      await leave(accounts[who], words, how);
      const began = performance.now();
      await until(() => server.log.split('Erased a member').length > index + 1, 'the job erases them', 120);
      say('leaving', `…until the job has erased them (${words})`, `${seconds(began).toFixed(1)} s`);
    }
    say('leaving', 'their texts that stand, of those before', standing.map(([id, handle, before]) => `${handle}: ${textsOf(id)} of ${before}`).join('; '));
    for (const trace of traces) {
      await manager.goto(`/search?q=${encodeURIComponent(trace)}`);
      say('leaving', `found by search for ${trace}`, String(await manager.locator('main .list li').count()));
    }
    await server.kill();  // the journal of the last minutes goes with a clean end
    say('leaving', 'files of the community in which they stand afterwards', filesWith(traces).join(', ') || 'none');
  },
};

const standing = [];
const textsOf = (id) => Number(askDatabase(data,
  `select count(*) from post where author = ${id} and deleted_at is null and trim(body) not in ('Removed by its author.', 'Retiré par son auteur.')`));
// Flags within a thread that was hidden wait for nobody: what waits to stand is what is counted.
const undecided = () => Number(askDatabase(data, 'select count(*) from contribution where decision = 0'));

// What is theirs alone: their address and how they are called.
function tracesOf(email) {
  const [id, handle, name] = askDatabase(data, `select member.id, handle, display_name from member where email = '${email}'`).split('|');
  standing.push([id, handle, textsOf(id)]);
  return [email, `@${handle}`, name];
}

// The paper with the demo's passwords is no part of the community.
function filesWith(traces, folder = data) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesWith(traces, path);
    if (name === 'demo-accounts.txt') return [];
    const bytes = readFileSync(path).toString('utf8').toLowerCase();
    return traces.filter((trace) => bytes.includes(trace.toLowerCase())).map((trace) => `${path.slice(data.length + 1)} (${trace})`);
  });
}

async function leave({ email, password }, words, how) {
  const { page } = await visitor(server, { ...wide, acceptDownloads: true });
  await signIn(page, email, password);
  await page.goto('/language/en');
  await step('leaving', 'what is held about me', () => page.goto('/account/data'));
  for (const path of ['post', 'activity']) await step('leaving', `…its ${path}`, () => page.goto(`/account/data/${path}`));
  await page.goto('/account/data');
  const asked = page.locator('main form[action="/account/data/copy"] [name=present_password]');
  if (await asked.count()) await asked.fill(password);
  const [copy] = await step('leaving', 'the copy, fetched', () => Promise.all([page.waitForEvent('download'), page.locator('main form[action="/account/data/copy"] button').click()]));
  say('leaving', 'its size', `${(readFileSync(await copy.path()).length / 1024).toFixed(0)} kB`);
  await page.goto('/account/leave');
  await page.check(`main [name=words][value=${words}]`);
  if (how === 'password') await page.fill('main form[action="/account/leave"] [name=present_password]', password);
  const act = `asked to be erased by ${how}, words ${words}`;
  await step('leaving', act, () => Promise.all([page.waitForNavigation(), page.locator(`main button[name=how][value=${how}]`).click()]));
  if (how === 'letter') {
    await page.goto(await addressInLetter(data, email, '/leaving/'));
    await page.check(`main [name=words][value=${words}]`);
    await step('leaving', 'confirmed on the page of the letter', () => Promise.all([page.waitForNavigation(), page.locator('main form button').last().click()]));
  }
  say('leaving', 'signed out at once', String((await page.goto('/account')).url().includes('/sign-in') || (await page.locator('main [name=who]').count()) > 0));
}

// Half flagged, half waiting, by people of the demo.
async function fillQueue(count, mark = 'a') {
  const writers = askDatabase(data, 'select handle from member where role = 1 and status = 1 limit 40').split('\n').filter(Boolean);
  const tokens = writers.map((handle) => apiToken(data, handle, 'write'));
  const manager = apiToken(data, 'perrine', 'manage');
  const posts = askDatabase(data, `select post.id from post join thread on thread.id = post.thread where thread.space in (select space from space_leader join member on member.id = space_leader.member where email = '${accounts.leader.email}') and post.deleted_at is null and thread.deleted_at is null and post.id not in (select object from moderation_case) limit ${Math.floor(count / 2)}`).split('\n');
  const page = await asManager();
  const spaces = (await server.api('GET', '/spaces', { token: manager })).body.items.filter((one) => one.slug === 'atelier');
  const space = spaces[0];
  await page.goto(`/manage/spaces/${space.slug}/rights`);
  await page.check('main [name=openness][value=curated]');
  await Promise.all([page.waitForNavigation(), page.locator('main form:has([name=openness]) button[name=fill]').click()]);
  await Promise.all([page.waitForNavigation(), page.locator('main form:has([name=openness]) button.main').click()]);
  let flagged = 0;
  for (const [index, line] of posts.entries()) {
    const answer = await server.api('POST', `/posts/${idText(line)}/flag`, { token: tokens[index % tokens.length], body: { ground: ['spam', 'unkind', 'off_topic'][index % 3] } });
    if (answer.status === 202) flagged += 1;
    else if (index < 3) console.log('flag', answer.status, answer.text.slice(0, 300));
  }
  let waiting = 0;
  for (let i = 0; waiting < count - flagged && i < 2 * count; i += 1) {
    const answer = await server.api('POST', '/threads', { token: tokens[i % tokens.length], body: { space: space.slug, title: `A question of the morning ${mark}${i}`, body: `Which lamp number ${mark}${i} would you take for a long way in the rain?` } });
    if (answer.status === 202) waiting += 1;
    else if (i < 3) console.log('wait', answer.status, answer.text.slice(0, 300));
  }
  say('leader', 'in the queue', `${flagged} flagged, ${waiting} waiting`);
}

// Identifiers as addresses write them: base 32 without letters that are taken for another.
function idText(number) {
  return BigInt(number).toString(32).replace(/./g, (digit) => '0123456789abcdefghjkmnpqrstvwxyz'['0123456789abcdefghijklmnopqrstuv'.indexOf(digit)]);
}

for (const [who, act] of Object.entries(people)) {
  if (wanted.length > 0 && !wanted.includes(who)) continue;
  say(who, 'load of the machine', loadavg().map((one) => one.toFixed(1)).join(' '));
  try {
    await act();
  } catch (error) {
    console.log(`${who}: ${error.stack.split('\n').slice(0, 8).join('\n')}`);
    process.exitCode = 1;
  }
}
await finish();
process.exit();
