-- Files that members brought: pictures and, where the community takes them, others. Their bytes are blobs, named by
-- their sum; who may see them follows from where they are used.
create table file (
  id bigint not null primary key,
  member bigint not null references member (id),  -- who brought it
  created_at bigint not null,
  kept_at bigint,                    -- when all its bytes were kept; null while they are on their way
  kind bigint not null,              -- community::FileKind
  name text not null,                -- as its sender called it
  type text not null,                -- told by its bytes; of a picture, what was sent
  alt text not null default '',      -- what a picture shows, for those who do not see it
  width bigint not null default 0,   -- of a picture's greatest copy
  height bigint not null default 0,
  bytes bigint not null              -- of all its copies
);
create index file_by_member on file (member, created_at);
create index file_by_age on file (created_at);

create table file_copy (             -- the sizes of a picture; of another file, the file itself
  file bigint not null references file (id),
  label text not null,               -- the last part of its address: "960.webp"
  sum text not null,                 -- of its bytes: the name of a blob
  type text not null,
  bytes bigint not null,
  primary key (file, label)
);
create index file_copy_by_sum on file_copy (sum);

create table file_use (              -- posts whose words, the present or earlier ones, show or link to a file
  file bigint not null references file (id),
  post bigint not null references post (id),
  primary key (file, post)
);
create index file_use_by_post on file_use (post);

create table sum_given_up (          -- blobs that the sweep is taking away: nothing may begin to refer to them
  sum text not null primary key,
  given_up_at bigint not null
);
