-- What profiles say beyond a name: fields of the community's choice, and what each member answers to whom.
create table profile_field (
  id bigint not null primary key,
  position bigint not null,
  kind bigint not null,              -- community::ProfileFieldKind
  name text not null,                -- JSON: language to text
  hint text not null,                -- JSON: language to text
  choices text not null default '',  -- one on each line
  needed bigint not null default 0,  -- 1: asked for when one joins
  created_at bigint not null,
  removed_at bigint
);

create table profile_answer (
  member bigint not null references member (id),
  field bigint not null references profile_field (id),
  answer text not null,
  seen_by bigint not null,           -- community::SeenBy
  primary key (member, field)
);
create index profile_answer_by_field on profile_answer (field);
