package nl.zegel.register;

/** Where the database is and who we are there. */
public record Toegang(String url, String gebruiker, String wachtwoord) {
    /** Never shows the password. */
    @Override
    public String toString() {
        return "Toegang[" + url + ", " + gebruiker + "]";
    }
}
