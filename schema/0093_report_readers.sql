-- Who receives the month on paper by letter: managers, and people from outside who said yes to a letter that asked them.
create table report_reader (
  id bigint not null primary key,
  member bigint unique references member (id), -- a manager; null: somebody from outside
  email text not null default '',              -- of somebody from outside
  language text not null,
  basis text not null default '',              -- why they may be written to, in the words of who added them
  added_by bigint references member (id),
  added_at bigint not null,
  agreed_at bigint,                            -- null: asked, and has not answered
  proof text not null default ''               -- of their yes: "request 4q… from 192.0.2.1"
);
create unique index report_reader_by_address on report_reader (email) where email <> '';
