-- Following up: receipts of mail, supplements of partly released documents, and deadlines.

-- What a signed receipt is checked against (exchange.Spoorvorm, version 1); only for mail that asked for one.
alter table werk add column spoor bytea;
-- Which elements the copy holds, by id and precision (exchange.Kopieinhoud, version 1); never a value.
alter table werk add column inhoud text;
-- The deadline passed without hand-over and the sender was told.
alter table werk add column verstreken boolean not null default false;
create index werk_deadline on werk (deadline) where soort = 'DOCUMENT' and staat in ('AANGEBODEN', 'NAAR_MAIL') and not verstreken;

-- A wait ends at "tot": then the sender was told and a person looks; nothing of it goes by itself any more.
alter table wachtend add column tot timestamptz;
alter table wachtend add column verstreken boolean not null default false;

-- What is told once a day only, such as a certificate that is good by grace alone.
create table dagmerk (
    merk text not null,
    dag  date not null,
    primary key (merk, dag)
);
