-- What members are asked to agree to, and the ledger of what each of them said: a row for each time, never changed.
create table purpose (
  id bigint not null primary key,
  slug text not null unique,
  created_at bigint not null,
  ended_at bigint                    -- nothing is sent for it from then on
);

create table purpose_text (          -- what is agreed to, word for word; another wording is another version
  purpose bigint not null references purpose (id),
  version bigint not null,
  name text not null,                -- JSON: language to text
  body text not null,                -- JSON: language to text
  asks_again bigint not null,        -- 1: consents to earlier versions do not hold for it
  published_at bigint not null,
  primary key (purpose, version)
);

create table consent (
  id bigint not null primary key,
  member bigint not null references member (id),
  purpose bigint not null references purpose (id),
  version bigint not null,
  agrees bigint not null,            -- 1 given, 0 withdrawn
  way bigint not null,               -- community::ConsentWay
  language text not null,            -- in which it was read
  body text not null,                -- the very words that were read
  proof text not null,               -- of which request it came
  at bigint not null
);
create index consent_by_member on consent (member, purpose, id);
create index consent_by_purpose on consent (purpose, member, id);
