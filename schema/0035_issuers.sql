-- Signing in with an account held elsewhere (OpenID Connect): who is believed, which of their subjects is which member,
-- and who is on the way there and back.
create table issuer (
  id bigint not null primary key,
  name text not null,                   -- as people read it on a button
  address text not null,                -- its issuer identifier, as it signs it
  client_id text not null,
  client_secret text not null default '',
  scopes text not null,
  makes_members bigint not null default 0,
  is_open bigint not null default 1,
  created_at bigint not null
);

create table issuer_account (
  issuer bigint not null references issuer (id),
  subject text not null,                -- what the issuer calls the person, for ever; never their address
  member bigint not null references member (id),
  label text not null default '',       -- a name or address to tell the account by
  created_at bigint not null,
  last_used_at bigint,
  primary key (issuer, subject)
);
create unique index issuer_account_by_member on issuer_account (member, issuer);

create table issuer_passage (
  token_hash text not null primary key, -- SHA-256 of what the browser holds
  issuer bigint not null references issuer (id),
  purpose bigint not null,              -- community::PassagePurpose
  member bigint references member (id), -- who ties an account
  session_hash text not null default '',
  nonce text not null default '',
  verifier text not null default '',    -- of PKCE
  return_to text not null default '',
  invitation text not null default '',  -- the token of the invitation that was followed
  subject text not null default '',     -- of a stranger who was proven and fills in the form to join
  name text not null default '',
  email text not null default '',
  expires_at bigint not null
);
create index issuer_passage_by_end on issuer_passage (expires_at);
