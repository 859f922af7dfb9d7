package nl.zegel.party;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The desk of a party that sends or receives.
 *
 * @param functie        organ or function, in Dutch, as it is shown to people
 * @param kanalen        channels in order of preference: the first is used, the second when the first cannot carry the size
 * @param mailadressen   plain addr-specs, lower case; unique over all lokets
 * @param sshSleutels    OpenSSH public key lines that may log in for this loket
 * @param sftpServer     the party's own SFTP server, where deliveries are uploaded and drops fetched
 * @param soapAdres      endpoint to push to; absent means held until collected
 * @param maxMailgrootte largest mail in bytes that this loket's mailbox takes
 * @param profielUit     CMS profile of what is sealed for this loket
 * @param profielenIn    CMS profiles accepted from this loket
 */
public record Loket(
        LoketId id,
        PartijId partij,
        String naam,
        String functie,
        Gebied gebied,
        List<Kanaal> kanalen,
        List<String> mailadressen,
        List<String> sshSleutels,
        Optional<SftpServer> sftpServer,
        Optional<String> soapAdres,
        long maxMailgrootte,
        CmsProfiel profielUit,
        List<CmsProfiel> profielenIn,
        boolean tekentOntvangstbewijzen,
        List<Certificaat> certificaten) {

    public Loket {
        kanalen = List.copyOf(kanalen);
        mailadressen = List.copyOf(mailadressen);
        sshSleutels = List.copyOf(sshSleutels);
        profielenIn = List.copyOf(profielenIn);
        certificaten = List.copyOf(certificaten);
    }

    /** The registered certificates for a purpose that count on the given day, newest registration first. */
    public List<Certificaat> certificaten(Sleuteldoel doel, LocalDate dag) {
        return certificaten.stream()
                .filter(c -> c.doel() == doel && c.geldigheid().omvat(dag))
                .sorted((a, b) -> b.geldigheid().van().compareTo(a.geldigheid().van()))
                .toList();
    }

    /**
     * A party's own SFTP server.
     *
     * @param hostsleutel OpenSSH public key line the server must show; there is no trust on first use
     */
    public record SftpServer(String host, int poort, String gebruiker, String hostsleutel, String mapUit, Optional<String> mapIn) {}
}
