package nl.zegel.crypto;

/** What opening a CMS gives: all of it, proven, or nothing. */
public sealed interface Opening permits Geopend, Ontvangstbewijs.Ontvangen, NietTeOpenen {}
