-- Evidence that a bug stops is stuck, with its code: a person looks, and it is tried again once a day.
alter table bewijs add column vastgelopen text;
