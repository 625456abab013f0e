-- The table of influencers: who is heard on what the brand is about, inside and outside the square, and what is next.
create table influencer (
  id bigint not null primary key,
  name text not null,
  name_key text not null,                -- folded, for the order and for what a file brings twice
  member bigint references member (id),  -- inside the square; null: outside
  specialities text not null default '', -- separated by commas
  places text not null default '',       -- likewise
  notes text not null default '',
  contact_day bigint,                    -- of the last contact, in days since 1970; null: none yet
  contact_by bigint references member (id),
  contact_way bigint not null default 0, -- community::ContactWay
  next_what text not null default '',    -- the next step; empty: none
  next_day bigint,                       -- when; null: as soon as may be
  next_who bigint references member (id),
  task bigint,                           -- of Today, which that step became
  basis bigint not null default 1,       -- community::Basis: by which right this is kept
  source text not null default '',       -- from where it is known
  made_by bigint references member (id),
  made_at bigint not null,
  changed_at bigint not null
);
create index influencer_by_name on influencer (name_key, id);
create unique index influencer_by_member on influencer (member) where member is not null;

create table influencer_site (
  influencer bigint not null references influencer (id),
  position bigint not null,
  address text not null,
  primary key (influencer, position)
);

create table influencer_word (           -- by which words they are found: folded, "s:" before a speciality's, "p:" a place's
  influencer bigint not null references influencer (id),
  word text not null,
  primary key (influencer, word)
);

create table influencer_import (         -- a file of them: kept while its columns are chosen and tried out, then what became of it
  id bigint not null primary key,
  made_by bigint not null references member (id),
  file_name text not null,
  content text not null,                 -- the file as text, until it was brought in
  plan text not null default '{}',       -- JSON: what each column is
  state bigint not null,                 -- community::InfluencerFileState
  created_at bigint not null,
  ended_at bigint,                       -- brought in
  made bigint not null default 0,
  changed bigint not null default 0,
  same bigint not null default 0,
  refused bigint not null default 0,
  refusals text not null default ''      -- those lines with the reasons, as a table
);
