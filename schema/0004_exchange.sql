-- What arrives from other forum software and has no place elsewhere.

create table tag_text_vote (               -- votes on tag texts: the vote has no post, this says what it was about
  vote bigint not null primary key references vote (id),
  tag_text bigint not null references tag_text (id)
);

create table imported_revision (           -- edits waiting to be folded into post_revision; empty but during an import
  post bigint not null references post (id),
  revision text not null,                  -- what the rows of one act share
  foreign_id bigint not null,              -- of the first of them
  created_at bigint not null,
  editor bigint not null references member (id),
  title text,                              -- what the act set; null where it left things as they were
  tags text,                               -- separated by blanks
  body text,
  reason text not null default '',
  primary key (post, revision)
);
