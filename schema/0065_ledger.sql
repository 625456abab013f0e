-- A ledger in double entry: what goes into one account comes out of another, and each transfer stands for one thing.
create table ledger_account (
  id bigint not null primary key,
  key text not null unique,          -- "cost:people", "gain:orders"
  unit text not null                 -- "cents", "questions": like is added to like only
);

create table ledger_transfer (
  id bigint not null primary key,
  reference text not null unique,    -- what it stands for, so that nothing is counted twice
  month bigint not null,             -- to which it belongs: twelve times the year, plus the month from 0
  at bigint not null,
  act bigint,                        -- the activity it was written with
  reverses bigint unique             -- the transfer it takes back
);

create table ledger_entry (
  transfer bigint not null references ledger_transfer (id),
  account bigint not null references ledger_account (id),
  amount bigint not null,
  primary key (transfer, account)
);
create index ledger_entry_by_account on ledger_entry (account);

create table ledger_month (          -- sums of the entries, kept with them
  account bigint not null references ledger_account (id),
  month bigint not null,
  amount bigint not null,
  primary key (account, month)
);
