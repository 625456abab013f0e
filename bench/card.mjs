// Budget 12 for one member: the card and the timeline of who did 100,000 things, under each filter. The acts are put
// into the database of a community that was generated, before its program starts; the views are folded by the program.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { row } from './run.mjs';
import { pause } from './servers.mjs';
import { ms, number } from './table.mjs';

const acts = 100_000;
const rounds = 40;

export const ask = (data, sql) => execFileSync('sqlite3', [join(data, 'community.db'), '.timeout 20000', sql], { encoding: 'utf8' }).trim();

// Five years of one member: replies, thanks, comments, mentions, and once in a thousand an accepted answer, each beside
// a post of somebody else's; and a third as much that was done to them.
export function giveThousandsOfActs(data) {
  const [member, handle] = ask(data, 'select id, handle from member where role = 1 and status = 1 order by posts desc, id limit 1')
    .split('|');
  ask(data, `
    create temp table place as select row_number() over (order by post.id) - 1 as turn, post.id, post.thread, post.author, thread.space
      from (select * from post where author <> ${member} order by id desc limit 4999) post join thread on thread.id = post.thread;
    insert into activity (id, at, actor, verb, object_kind, object, space, thread, counterpart, amount, detail, source)
    with recursive step(n) as (select 1 union all select n + 1 from step where n < ${acts})
    select (select max(id) from activity) + n, cast(strftime('%s', 'now') as integer) * 1000000 - (${acts} - n) * 1576800000,
      case when n % 4 = 3 then place.author else ${member} end,
      case when n % 1000 = 1 then 44 when n % 7 = 0 then 40 when n % 11 = 0 then 22 when n % 13 = 0 then 46 else 21 end,
      4, (select max(id) from activity) + n, place.space, place.thread,
      case when n % 4 = 3 then ${member} else place.author end, 0, '', 6
    from step join place on place.turn = step.n % (select count(*) from place);
    drop table place;`);
  return handle;
}

async function folded(data) {
  const last = ask(data, 'select max(id) from activity');
  for (;;) {
    const [card, health] = ask(data, `
      select coalesce((select last_activity from fold where view = 'card'), 0), coalesce((select last_act from health_state), 0)`)
      .split('|');
    if (BigInt(card) >= BigInt(last) && BigInt(health) >= BigInt(last)) return;
    await pause(500);
  }
}

async function timed(server, path, cookie) {
  const times = [];
  for (let i = 0; i < rounds + 3; i += 1) {
    const began = performance.now();
    const answer = await fetch(server.address + path, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    await answer.text();
    if (i >= 3) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)] };
}

export async function card(server, data, cookie, handle, posts) {
  await folded(data);
  const [space, other] = ask(data, `
    select space.slug, (select handle from member where id = (
      select other from health_exchange where member = (select id from member where handle = '${handle}') order by acts limit 1))
    from space order by threads limit 1`).split('|');
  const path = `/cockpit/members/${handle}`;
  const ways = [
    ['the card', ''], ['the timeline', '/acts'], ['what was done to them', '/acts?part=received'],
    ['replies and comments', '/acts?kind=replies'], ['accepted answers, one act in 1,000', '/acts?kind=answers'],
    ['a kind they never did', '/acts?kind=money'], ['one space', `/acts?space=${space}`],
    ['with their weakest tie', `/acts?with=${other}`],
    ['a month two years ago', `/acts?kind=thanks&from=${new Date(Date.now() - 63072e6).toISOString().slice(0, 10)}`],
    ['with whom they exchange', '/exchanges'],
  ];
  for (const [what, rest] of ways) {
    const { p50, p95 } = await timed(server, path + rest, cookie);
    row('12', `${what}, ${number(acts)} acts`, posts, 'p95 ≤ 150 ms', `p50 ${ms(p50)}, p95 ${ms(p95)}`, p95 <= 150);
  }
}
