-- The case that a decided document belongs to: what was done and decided in a case guards what may follow in it.
alter table document add column zaak text;
create index document_zaak on document (convenant, zaak) where zaak is not null;
