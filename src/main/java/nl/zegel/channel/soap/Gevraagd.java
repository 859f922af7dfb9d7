package nl.zegel.channel.soap;

/** What an answer must belong to: the request's id, action and signature value. */
record Gevraagd(String berichtId, String actie, byte[] handtekening) {}
