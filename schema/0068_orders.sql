-- What the shop sold, as far as it is told: each order once, tied to a member or to nobody.
create table shop_order (
  id bigint not null primary key,
  reference text not null unique,    -- the shop's own number
  ordered_at bigint not null,
  cents bigint not null,
  what text not null default '',
  member bigint references member (id),
  tie bigint not null,               -- community::Tie: how the member was recognised
  standing bigint not null,          -- community::OrderStanding: whether it counts, and why not
  first_act bigint,                  -- the member's acts before it, within the time the rule gives
  last_act bigint,
  acts bigint not null default 0,    -- how many
  recorded_at bigint not null,
  taken_back_at bigint
);
create index shop_order_by_age on shop_order (ordered_at, id);
create index shop_order_by_member on shop_order (member, ordered_at);

create table customer_number (       -- by which the shop knows a member
  number text not null primary key,
  member bigint not null references member (id)
);
create index customer_number_by_member on customer_number (member);

create table order_import (          -- a file of orders while its columns are chosen and tried out
  id bigint not null primary key,
  made_by bigint not null references member (id),
  file_name text not null,
  content text not null default '',  -- the file as text, until it was brought in
  plan text not null default '{}',   -- JSON: what each column is
  created_at bigint not null,
  ended_at bigint,
  counted bigint not null default 0,
  kept bigint not null default 0,    -- orders that count for nothing
  known bigint not null default 0,
  refused bigint not null default 0
);
