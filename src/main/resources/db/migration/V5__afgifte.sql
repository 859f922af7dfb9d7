-- What a copy went through, so that what it is told of it later is true: it once lay ready, and its loket once opened it.
-- Both stay true. A copy that lay ready and may not go any more is held like any other.
alter table werk add column aangeboden boolean not null default false;
alter table werk add column geopend boolean not null default false;
update werk set aangeboden = true where staat in ('AANGEBODEN', 'OVERGEDRAGEN') and kanaal <> 'MAIL';
update werk w set geopend = true where exists (select 1 from inschrijving i where i.onderwerp = w.id and i.soort = 'VOORNEMEN'
                                               and i.inhoud like '%"handeling":"AFGEVEN"%');
