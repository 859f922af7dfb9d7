-- Each decision stands as it was taken, with the Vorm and the facts that it rested on: a supplement adds one and replaces none.
-- The log holds commitments of all three (entry BESLOTEN, and every copy's VERZEGELD), so that the register can prove what was
-- withheld, and why, for as long as it stands. None of the three holds a value of the document.
create table besluit (
    id            uuid primary key,
    ontvangst     uuid not null references ontvangst,
    -- entry BESLOTEN; none for what was decided before this table was
    inschrijving  uuid unique references inschrijving,
    volgnr        bigint generated always as identity,
    genomen       timestamptz not null,
    vorm          text not null,
    feiten        text not null,
    besluit       text not null,
    vorm_nonce    bytea check (length(vorm_nonce) = 32),
    feiten_nonce  bytea check (length(feiten_nonce) = 32),
    besluit_nonce bytea check (length(besluit_nonce) = 32),
    check ((inschrijving is null) = (vorm_nonce is null) and (inschrijving is null) = (feiten_nonce is null)
           and (inschrijving is null) = (besluit_nonce is null))
);
create index besluit_ontvangst on besluit (ontvangst, volgnr desc);

-- The decision whose content a copy was released by.
alter table werk add column besluit uuid references besluit;

insert into besluit (id, ontvangst, genomen, vorm, feiten, besluit)
    select gen_random_uuid(), ontvangst, gemeld, vorm, feiten, besluit from document where besluit is not null;
update werk w set besluit = b.id from besluit b where w.soort = 'DOCUMENT' and b.ontvangst = w.ontvangst;
alter table document drop column vorm, drop column feiten, drop column besluit;

create function besluit_alleen_toevoegen() returns trigger language plpgsql as $$
begin
    raise exception 'een besluit verandert niet' using errcode = 'ZG001';
end $$;
create trigger besluit_alleen_toevoegen before update or delete on besluit for each row execute function besluit_alleen_toevoegen();
create trigger besluit_niet_leegmaken before truncate on besluit for each statement execute function besluit_alleen_toevoegen();
