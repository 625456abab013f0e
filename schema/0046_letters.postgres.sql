-- To whom a letter on its way goes, in small letters: what is held about a member is found without reading every letter.
alter table job add column about text not null default '';
update job set about = coalesce(lower(payload::json ->> 'to'), '') where kind = 'mail.send' and payload <> '{}';
create index job_by_about on job (about, id) where about <> '';
