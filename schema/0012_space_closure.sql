-- A space may be closed: it stays readable, and nothing more is written there.
alter table space add column closed_at bigint;
