-- The nonce of a copy's manifest commitment stood in the clear beside the copy. It is under the copy's data key from now on, and
-- goes with it. What lay there is destroyed: those commitments can be opened by nobody any more.
update werk set inhoud = ((inhoud::jsonb - 'nonce') || '{"versie": 2, "nonceDicht": ""}'::jsonb)::text where inhoud is not null;
