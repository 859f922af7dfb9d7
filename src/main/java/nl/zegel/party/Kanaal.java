package nl.zegel.party;

/** The three ways in and out. */
public enum Kanaal { SFTP, MAIL, SOAP }
