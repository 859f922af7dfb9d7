-- A signed receipt that came inside an encrypted mail: it was taken in as bytes, and is no document.
alter table ontvangst drop constraint ontvangst_staat_check;
alter table ontvangst add constraint ontvangst_staat_check check (staat in ('ONVOLLEDIG', 'ONTVANGEN', 'NIET_AUTHENTIEK',
    'GEWEIGERD', 'WACHT', 'AANGENOMEN', 'DUBBEL', 'ONTVANGSTBEWIJS', 'QUARANTAINE'));
