-- The lines of a file of orders that were refused, as a CSV table with their reasons, to be corrected and sent again.
alter table order_import add column refusals text not null default '';
