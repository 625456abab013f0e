-- Whom from outside the letter about the month on paper asked, and what stands of their answer. Their address is not
-- here: only its mark, by which it is known again, so that nobody is asked twice.
create table asked_address (
  mark text not null primary key,
  reader bigint not null,          -- the report_reader whose link the letter has; there may be none at present
  asked_at bigint not null,
  agreed_at bigint,                -- they said yes, and did not take it back, when they stopped being a reader
  proof text not null default ''
);
create index asked_address_by_reader on asked_address (reader);
