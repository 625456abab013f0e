-- By whose word a session was opened, where an issuer vouched: the issuer may end what it began (OpenID Connect
-- Back-Channel Logout). Between a first proof and a second one, the link that waits keeps it.
alter table session add column issuer bigint references issuer (id);
alter table session add column issuer_subject text;  -- what the issuer calls the person
alter table session add column issuer_session text;  -- and their session there, where it says so
create index session_by_issuer on session (issuer, issuer_subject);
alter table one_time_link add column issuer bigint references issuer (id);
alter table one_time_link add column issuer_subject text;
alter table one_time_link add column issuer_session text;
create index one_time_link_by_issuer on one_time_link (issuer, issuer_subject);
