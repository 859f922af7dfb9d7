package nl.zegel.channel.soap;

/** The two Digikoppeling profiles that carry a person's data here; plain 2W-be does not. */
public enum Profiel {
    /** 2W-be-S: signed. */
    S("2w-be-s"),
    /** 2W-be-SE: signed, then the Body encrypted. Needs RSA certificates on both sides (RSA-OAEP). */
    SE("2w-be-se");

    private final String pad;

    Profiel(String pad) {
        this.pad = pad;
    }

    /** Last part of the endpoint's path. */
    public String pad() {
        return pad;
    }
}
