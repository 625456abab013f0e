-- A solved question is known by its answer (gain.subject), which may be moved to another conversation.
update gain set subject = (select activity.object from activity where activity.id = gain.act)
where kind = 1 and act is not null;
