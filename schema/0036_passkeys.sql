-- Signing in with a passkey (WebAuthn): the public keys of devices, and the challenges that were answered.
create table passkey (
  id bigint not null primary key,
  member bigint not null references member (id),
  credential text not null,             -- its identifier, base64url
  public_key text not null,             -- COSE, base64url
  sign_count bigint not null default 0,
  name text not null,
  created_at bigint not null,
  last_used_at bigint,
  doubted_at bigint                     -- when its counter went back, as a copy's would
);
create unique index passkey_by_credential on passkey (credential);
create index passkey_by_member on passkey (member, id);

create table spent_challenge (
  challenge_hash text not null primary key,
  expires_at bigint not null
);
create index spent_challenge_by_end on spent_challenge (expires_at);
