package nl.zegel.party;

/** What a registered certificate or key of a loket may be used for; one key never serves two purposes. */
public enum Sleuteldoel { ONDERTEKENEN, ONTSLEUTELEN, TLS, SSH }
