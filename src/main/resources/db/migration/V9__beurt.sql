-- Whose turn it is to empty a polled mailbox or server. "tot" is by this database's clock alone; "fence" grows with every
-- change of owner, and what a poller fetched is durable only under the number that it was fetched under.
create table beurt (
    bron     text primary key,
    eigenaar text not null,
    fence    bigint not null,
    tot      timestamptz not null
);
