-- Zegel's register: PostgreSQL 18. All times are UTC; every text column holds codes, ids or references, never a
-- value of a document. What the sender wrote (names, addresses it came from) is stored encrypted or not at all.

-- One data key per convenant, term class and month of destruction. Destroying it is setting "ingepakt" to null: every
-- body under it is unreadable from then on, in backups too once the key store's own backups have gone.
create table bewaarsleutel (
    id             uuid primary key,
    convenant      text not null,
    termijnklasse  text not null,
    vernietigmaand date not null check (extract(day from vernietigmaand) = 1),
    ingepakt       bytea,
    inpaksleutel   text not null,
    gemaakt        timestamptz not null,
    vernietigd     timestamptz,
    check ((ingepakt is null) = (vernietigd is not null))
);
create unique index bewaarsleutel_levend on bewaarsleutel (convenant, termijnklasse, vernietigmaand) where vernietigd is null;

-- Encrypted bytes in blocks. BEZIG is invisible to everybody but its writer and the sweeper.
create table lichaam (
    id            uuid primary key,
    soort         text not null check (soort in ('INNAME', 'DOCUMENT', 'BIJLAGE', 'LEVERING')),
    staat         text not null check (staat in ('BEZIG', 'KLAAR')),
    bewaarsleutel uuid references bewaarsleutel,
    verpakt       bytea,
    lengte        bigint,
    blokken       integer,
    laatst        timestamptz not null,
    check ((bewaarsleutel is null) = (verpakt is null)),
    check ((staat = 'KLAAR') = (lengte is not null and blokken is not null))
);
create index lichaam_bezig on lichaam (laatst) where staat = 'BEZIG';

create table lichaam_blok (
    lichaam uuid not null references lichaam on delete cascade,
    nr      integer not null,
    bytes   bytea not null,
    primary key (lichaam, nr)
);
-- Ciphertext does not compress: do not try.
alter table lichaam_blok alter column bytes set storage external;

create table ontvangst (
    id         uuid primary key,
    kanaal     text not null check (kanaal in ('SFTP', 'MAIL', 'SOAP')),
    login      text,
    aanvoer    bytea not null,
    lichaam    uuid references lichaam,
    lengte     bigint not null,
    staat      text not null check (staat in ('ONVOLLEDIG', 'ONTVANGEN', 'NIET_AUTHENTIEK', 'GEWEIGERD', 'WACHT',
                                              'AANGENOMEN', 'DUBBEL', 'QUARANTAINE')),
    code       text,
    afzender   text,
    zelfde_als uuid references ontvangst,
    ontvangen  timestamptz not null,
    gewijzigd  timestamptz not null
);
create index ontvangst_login on ontvangst (login, ontvangen desc) where login is not null;
create index ontvangst_lichaam on ontvangst (lichaam);
create index ontvangst_staat on ontvangst (staat, gewijzigd);

-- INVARIANT (nothing is delivered twice unnoticed): one sender and reference name one content, whatever the channel.
-- "kenmerk" is a keyed digest of XML and ordered attachments; a plain one would let somebody guess a birth date.
create table document (
    id         uuid primary key,
    afzender   text not null,
    referentie text not null,
    kenmerk    bytea not null check (length(kenmerk) = 32),
    ontvangst  uuid not null unique references ontvangst,
    gemeld     timestamptz not null,
    soort      text,
    convenant  text,
    gemeente   text,
    vorm       text,
    feiten     text,
    besluit    text,
    constraint document_uniek unique (afzender, referentie)
);

-- Lokets that get nothing yet: the original stays under the intake key, undecided for them, until the cause ends.
create table wachtend (
    ontvangst uuid not null references ontvangst,
    loket     text not null,
    code      text not null,
    sinds     timestamptz not null,
    primary key (ontvangst, loket)
);

-- Failed authentications are counted, so that a flood cannot grow the log.
create table niet_authentiek (
    kanaal text not null,
    code   text not null,
    uur    timestamptz not null,
    aantal bigint not null,
    primary key (kanaal, code, uur)
);

-- The log. "volgnr" is the order of arrival; "positie" is given by the one sequencer and is the leaf's place.
create table inschrijving (
    id               uuid primary key,
    volgnr           bigint generated always as identity,
    soort            text not null,
    onderwerp        uuid,
    tijdstip         timestamptz not null,
    vastlegging      bytea not null check (length(vastlegging) = 32),
    nonce            bytea check (length(nonce) = 32),
    inhoud           text,
    bewaarsleutel    uuid references bewaarsleutel,
    positie          bigint unique,
    vernietigd_onder uuid references inschrijving,
    check ((inhoud is null) = (nonce is null)),
    check ((inhoud is null) = (vernietigd_onder is not null))
);
create index inschrijving_ongenummerd on inschrijving (volgnr) where positie is null;
create index inschrijving_onderwerp on inschrijving (onderwerp);
create index inschrijving_bewaarsleutel on inschrijving (bewaarsleutel) where inhoud is not null;

create function inschrijving_alleen_toevoegen() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (new.id, new.volgnr, new.soort, new.tijdstip, new.vastlegging)
               is not distinct from (old.id, old.volgnr, old.soort, old.tijdstip, old.vastlegging)
           and new.onderwerp is not distinct from old.onderwerp
           and new.bewaarsleutel is not distinct from old.bewaarsleutel
           and (old.positie is null or new.positie = old.positie)
           and ((new.inhoud is not distinct from old.inhoud and new.nonce is not distinct from old.nonce
                 and new.vernietigd_onder is not distinct from old.vernietigd_onder)
                or (old.inhoud is not null and new.inhoud is null and new.vernietigd_onder is not null)) then
            return new;
        end if;
    end if;
    raise exception 'het register is alleen toevoegen' using errcode = 'ZG001';
end $$;
create trigger inschrijving_alleen_toevoegen before update or delete on inschrijving
    for each row execute function inschrijving_alleen_toevoegen();
create trigger inschrijving_niet_leegmaken before truncate on inschrijving
    for each statement execute function inschrijving_alleen_toevoegen();

-- Complete subtrees only (RFC 6962): node (niveau, nr) covers leaves nr * 2^niveau up to (nr + 1) * 2^niveau.
create table log_knoop (
    niveau smallint not null,
    nr     bigint not null,
    hash   bytea not null check (length(hash) = 32),
    primary key (niveau, nr)
);

-- One row: its lock is the sequencer's fence.
create table log_staat (
    enig    boolean primary key default true check (enig),
    grootte bigint not null,
    laatste timestamptz not null
);
insert into log_staat (grootte, laatste) values (0, 'epoch');

create table controlepunt (
    grootte      bigint primary key,
    tijdstip     timestamptz not null,
    json         bytea not null,
    handtekening bytea not null
);

-- What each loket was last shown of the log, so that its next receipt proves that nothing was rewritten.
create table loket_controlepunt (
    loket   text primary key,
    grootte bigint not null,
    wortel  bytea not null
);

create table verstrekking (
    id                   uuid primary key,
    inschrijving         uuid not null references inschrijving,
    levering             uuid not null,
    tijdstip             timestamptz not null,
    handeling            text not null,
    verstrekker          text not null,
    ontvanger            text not null,
    doel                 text not null,
    grondslagen          text[] not null,
    convenant            text not null,
    convenant_versie     text not null,
    convenant_digest     text not null,
    regels               text[] not null,
    categorieen          text[] not null,
    herkomsten           text[] not null,
    betrokkene_categorie text
);
create index verstrekking_levering on verstrekking (levering);

-- Blind index: keyed pseudonyms, one key per period; found again under every living key.
create table betrokkene_index (
    soort        text not null,
    periode      text not null,
    pseudoniem   bytea not null check (length(pseudoniem) = 32),
    verstrekking uuid not null references verstrekking,
    primary key (soort, periode, pseudoniem, verstrekking)
);

create table bewijs (
    id           uuid primary key,
    gebeurtenis  text not null,
    voor         text not null,
    ontvangst    uuid references ontvangst,
    levering     uuid,
    inschrijving uuid not null references inschrijving,
    feiten       text not null,
    gemeld       timestamptz not null,
    naam         text unique,
    json         bytea,
    handtekening bytea,
    gemaakt      timestamptz,
    check ((json is null) = (handtekening is null) and (json is null) = (gemaakt is null) and (json is null) = (naam is null)),
    unique (gebeurtenis, voor, inschrijving)
);
create index bewijs_ontvangst on bewijs (ontvangst);
create index bewijs_voor on bewijs (voor, gemaakt desc);

create table werk (
    id         uuid primary key,
    soort      text not null check (soort in ('DOCUMENT', 'BEWIJS')),
    ontvangst  uuid references ontvangst,
    loket      text not null,
    kanaal     text not null check (kanaal in ('SFTP', 'MAIL', 'SOAP')),
    lichaam    uuid references lichaam,
    bewijs     uuid references bewijs,
    naam       text not null,
    lengte     bigint,
    certificaat text,
    staat      text not null check (staat in ('OPEN', 'BEZIG', 'AANGEBODEN', 'OVERGEDRAGEN', 'NAAR_MAIL', 'VASTGEHOUDEN',
                                              'VASTGELOPEN', 'INGETROKKEN')),
    mogelijk   boolean not null default false,
    poging     integer not null default 0,
    voorgenomen boolean not null default false,
    fence      bigint not null default 0,
    geclaimd_tot timestamptz,
    volgende   timestamptz,
    deadline   timestamptz not null,
    code       text,
    gemaakt    timestamptz not null,
    gewijzigd  timestamptz not null,
    check ((soort = 'DOCUMENT') = (lichaam is not null and lengte is not null and certificaat is not null)),
    check ((soort = 'BEWIJS') = (bewijs is not null)),
    unique (loket, naam)
);
create index werk_open on werk (volgende) where staat in ('OPEN', 'BEZIG');
create index werk_loket on werk (loket, gemaakt desc);
create index werk_ontvangst on werk (ontvangst);

-- db-scheduler 16 (its own table, under its own names)
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_tijd on scheduled_tasks (execution_time);
create index scheduled_tasks_hartslag on scheduled_tasks (last_heartbeat);
