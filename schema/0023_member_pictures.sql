-- The pictures that members chose for themselves. A face's number stands in member.hue in the place of a drawn one, so
-- that every row that shows a face has it.
create table member_picture (
  number bigint not null primary key,  -- never given twice: its address never changes what it gives
  member bigint not null references member (id),
  kind bigint not null,                -- community::FileKind: face or cover
  file bigint not null references file (id),
  hue bigint not null,                 -- member.hue before, to come back to
  unique (member, kind)
);
create index member_picture_by_file on member_picture (file);
