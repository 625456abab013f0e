-- Signing in with a second proof: the secret an app shares with us, and codes for the day it is lost.
create table second_factor (
  member bigint not null primary key references member (id),
  secret text not null,                -- base 32 (RFC 6238)
  last_step bigint not null,           -- of the code that was used last: none is taken twice
  created_at bigint not null
);

create table recovery_code (
  code_hash text not null,             -- SHA-256
  member bigint not null references member (id),
  used_at bigint,
  primary key (member, code_hash)
);
