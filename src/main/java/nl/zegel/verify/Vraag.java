package nl.zegel.verify;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to verify, against what. Everything comes from files.
 *
 * @param bestanden      evidence with its {@code .p7s}, copies, sealed messages, and bytes that open a commitment
 * @param ankers         PEM files with the roots to trust
 * @param crls           files or folders with CRLs, PEM or DER; without any, revocation is "not proven"
 * @param gateway        PEM certificates that the gateway is known to sign with. An anchor alone proves that somebody signed:
 *                       without these it stays unproven that it was the gateway
 * @param afzenders      PEM certificates that senders are known to sign with; the same for them
 * @param register       an export of the register to check whole, and the evidence against it
 * @param ontsleuteling  to open a sealed message, in memory only
 * @param moment         when it is judged
 */
public record Vraag(List<Path> bestanden, List<Path> ankers, List<Path> crls, List<Path> gateway, List<Path> afzenders,
        Optional<Path> register, Optional<Ontsleuteling> ontsleuteling, Instant moment) {
    public Vraag {
        bestanden = List.copyOf(bestanden);
        ankers = List.copyOf(ankers);
        crls = List.copyOf(crls);
        gateway = List.copyOf(gateway);
        afzenders = List.copyOf(afzenders);
    }

    /** The recipient's private key (PKCS#8 PEM, not encrypted) and its certificate. */
    public record Ontsleuteling(Path sleutel, Path certificaat) {}
}
