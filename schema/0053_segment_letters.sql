-- Letters to those of a segment who agreed to a purpose.
create table segment_letter (
  id bigint not null primary key,
  segment bigint not null references segment (id),
  purpose bigint not null references purpose (id),
  author bigint not null references member (id),
  subject text not null,
  body text not null,
  written_at bigint not null,
  receivers bigint not null default 0,     -- to how many it went so far
  after_member bigint not null default 0,  -- it went to members up to this identifier
  finished_at bigint
);
create index segment_letter_by_segment on segment_letter (segment, id);
