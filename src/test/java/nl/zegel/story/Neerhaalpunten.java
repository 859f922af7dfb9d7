package nl.zegel.story;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.story.Tussenstation.Richting;

/**
 * The places between receiving and evidence at which a gateway is killed: before a row is durable (a gate in the database)
 * or between a durable row and its outward effect (a wire that holds). Each is reached for certain, or the test fails.
 */
final class Neerhaalpunten {
    private static final long BEGIN_VAN_EEN_BESTAND = 200_000;
    private static final String KLAAR_OP_SFTP = "(select staat from werk where id = proef.levering('SFTP')) = 'AANGEBODEN'";

    private Neerhaalpunten() {}

    /** Brings a document to the point and comes back when the gateway is there. */
    @FunctionalInterface
    interface Aanloop {
        void tot(Schot schot) throws Exception;
    }

    /**
     * @param stand      SQL that must be true of the register at the moment of the shot
     * @param antwoord   whether the party that acts at the point got its answer
     * @param metDatabase whether the database server is killed with it
     */
    record Punt(String naam, String stand, boolean antwoord, boolean metDatabase, Aanloop aanloop) {
        Punt(String naam, String stand, boolean antwoord, Aanloop aanloop) {
            this(naam, stand, antwoord, false, aanloop);
        }
    }

    static List<Punt> alle() {
        return Stream.of(ontvangen(), verwerken(), bezorgen(), ophalen(), andereWegen()).flatMap(List::stream).toList();
    }

    private static List<Punt> ontvangen() {
        return List.of(
                new Punt("upload under way, body BUSY", "proef.staat() = '-' and exists (select 1 from lichaam l where soort = 'INNAME' and staat = 'BEZIG'"
                        + " and id not in (select id from proef.eerder) and exists (select 1 from lichaam_blok b where b.lichaam = l.id))", false, s -> {
                            s.groot().wegen.sftp().houdNa(Richting.HEEN, 800_000);
                            s.stuurSftp();
                            s.totVast(s.wegen.sftp());
                            s.tot("a block is kept", "exists (select 1 from lichaam where staat = 'BEZIG' and id not in (select id from proef.eerder))");
                        }),
                new Punt("whole upload, not durable", "proef.staat() = '-'", false, s -> {
                    s.klein().sluis.dicht("insert on ontvangst", "true");
                    s.stuurSftp();
                    s.totSluis();
                }),
                new Punt("durable, SFTP client not answered", "proef.staat() = 'ONTVANGEN'", false, s -> {
                    s.klein().sluis.dicht("insert on ontvangst", "true");
                    int verder = s.sluis.dicht("insert on document", "true");
                    s.stuurSftp();
                    s.totSluis();
                    s.wegen.sftp().houdNa(Richting.TERUG, 0);
                    s.sluis.open(0);
                    s.totSluis(verder);
                    s.totVast(s.wegen.sftp());
                }),
                new Punt("answered, not yet authenticated", "proef.staat() = 'ONTVANGEN' and (select proef.aantal('ONTVANGEN', nu) from proef.nu() nu) = 0",
                        true, s -> {
                            s.klein().sluis.dicht("insert on inschrijving", "($1).soort = 'ONTVANGEN'");
                            s.stuurSftp();
                            s.beantwoord();
                            s.totSluis();
                        }));
    }

    private static List<Punt> verwerken() {
        return List.of(
                new Punt("authenticated, reference not claimed", "proef.staat() = 'ONTVANGEN' and (select proef.aantal('ONTVANGEN', nu) from proef.nu() nu) = 1"
                        + " and not exists (select 1 from document where ontvangst in (select proef.nu()))", true, s -> {
                            s.klein().sluis.dicht("insert on document", "true");
                            s.stuurSftp();
                            s.beantwoord();
                            s.totSluis();
                        }),
                new Punt("sealed bodies BUSY, nothing owed", "proef.staat() = 'ONTVANGEN' and exists (select 1 from document where ontvangst in (select proef.nu()))"
                        + " and exists (select 1 from lichaam where soort = 'LEVERING' and staat = 'BEZIG')"
                        + " and not exists (select 1 from werk where ontvangst in (select proef.nu()))", true, s -> {
                            s.groot().sluis.dicht("insert on verstrekking", "true");
                            s.stuurSftp();
                            s.beantwoord();
                            s.totSluis();
                        }),
                new Punt("the accepting transaction at its end, with the database", "proef.staat() = 'ONTVANGEN'"
                        + " and not exists (select 1 from werk where ontvangst in (select proef.nu()))", true, true, s -> {
                            s.klein().sluis.dicht("insert on bewijs", "($1).gebeurtenis = 'SUBMISSION_ACCEPTANCE'");
                            s.stuurSftp();
                            s.beantwoord();
                            s.totSluis();
                        }),
                new Punt("accepted, entries not numbered", "proef.staat() = 'AANGENOMEN' and exists (select 1 from inschrijving where positie is null"
                        + " and soort = 'AANGENOMEN' and onderwerp in (select proef.nu()))", true, s -> {
                            s.klein().sluis.dicht("update on inschrijving", "($1).positie is not null and ($1).soort = 'AANGENOMEN'");
                            s.stuurSftp();
                            s.beantwoord();
                            s.totSluis();
                        }),
                new Punt("accepted, evidence not made", "proef.staat() = 'AANGENOMEN' and exists (select 1 from bewijs where gemaakt is null"
                        + " and gebeurtenis = 'SUBMISSION_ACCEPTANCE' and ontvangst in (select proef.nu()))", true, s -> {
                            s.klein().sluis.dicht("update on bewijs", "($1).gemaakt is not null and ($1).gebeurtenis = 'SUBMISSION_ACCEPTANCE'");
                            s.stuurSftp();
                            s.beantwoord();
                            s.totSluis();
                        }));
    }

    private static List<Punt> bezorgen() {
        return List.of(
                new Punt("claim and intent not durable", "(select staat from werk where id = proef.levering('SFTP')) = 'OPEN'"
                        + " and proef.aantal('VOORNEMEN', proef.levering('SFTP')) = 0", true,
                        s -> bijInschrijving(s, "VOORNEMEN", "SFTP")),
                new Punt("SFTP: intent without outcome", zonderUitkomst("SFTP"), true, s -> bijInschrijving(s, "UITKOMST", "SFTP")),
                new Punt("SOAP: intent without outcome", zonderUitkomst("SOAP"), true, s -> bijInschrijving(s, "UITKOMST", "SOAP")),
                new Punt("mail: intent, the relay has nothing", zonderUitkomst("MAIL"), true, s -> {
                    s.klein().wegen.smtp().houdBij(Richting.HEEN, "RCPT TO:<" + Schot.BURGEMEESTER_MAIL);
                    s.stuurSftp();
                    s.beantwoord();
                    s.totVast(s.wegen.smtp());
                }),
                new Punt("mail: the relay has it, no outcome, with the database", zonderUitkomst("MAIL"), true, true, s -> {
                    int was = s.wegen.mail().post(Schot.BURGEMEESTER_MAIL).size();
                    bijInschrijving(s, "UITKOMST", "MAIL");
                    Wacht.tot("the relay has the mail", Duration.ofSeconds(30),
                            () -> s.wegen.mail().post(Schot.BURGEMEESTER_MAIL).size() == was + 1);
                }),
                new Punt("offered, evidence of it not made", KLAAR_OP_SFTP + " and exists (select 1 from bewijs where gemaakt is null"
                        + " and gebeurtenis = 'CONTENT_CONSIGNMENT' and levering = proef.levering('SFTP'))", true, s -> {
                            s.klein().sluis.dicht("update on bewijs", "($1).gemaakt is not null and ($1).levering = proef.levering('SFTP')");
                            s.stuurSftp();
                            s.beantwoord();
                            s.totSluis();
                        }));
    }

    private static String zonderUitkomst(String kanaal) {
        return "proef.aantal('VOORNEMEN', proef.levering('" + kanaal + "')) = 1 and proef.aantal('UITKOMST', proef.levering('" + kanaal + "')) = 0"
                + " and (select voorgenomen from werk where id = proef.levering('" + kanaal + "'))";
    }

    private static void bijInschrijving(Schot s, String soort, String kanaal) throws Exception {
        s.klein().sluis.dicht("insert on inschrijving", "($1).soort = '" + soort + "' and ($1).onderwerp = proef.levering('" + kanaal + "')");
        s.stuurSftp();
        s.beantwoord();
        s.totSluis();
    }

    private static List<Punt> ophalen() {
        return List.of(
                new Punt("out/ read halfway", KLAAR_OP_SFTP + " and proef.aantal('VOORNEMEN', proef.levering('SFTP')) = 2", false, s -> {
                    s.groot().aangeboden();
                    s.wegen.sftp().houdNa(Richting.TERUG, BEGIN_VAN_EEN_BESTAND);
                    s.haalSftp();
                    s.totVast(s.wegen.sftp());
                }),
                new Punt("out/ read whole, hand-over not booked", KLAAR_OP_SFTP + " and proef.aantal('UITKOMST', proef.levering('SFTP')) = 1", false, s -> {
                    s.klein().aangeboden();
                    s.sluis.dicht("insert on inschrijving", "($1).soort = 'UITKOMST' and ($1).onderwerp = proef.levering('SFTP')");
                    s.haalSftp();
                    s.totSluis();
                }),
                new Punt("SOAP: collected halfway", "(select staat from werk where id = proef.levering('SOAP')) = 'AANGEBODEN'"
                        + " and proef.aantal('VOORNEMEN', proef.levering('SOAP')) = 2", false, s -> {
                            s.groot().aangeboden();
                            s.wegen.soap().houdNa(Richting.TERUG, BEGIN_VAN_EEN_BESTAND);
                            s.haalSoap();
                            s.totVast(s.wegen.soap());
                        }),
                new Punt("SOAP: confirmed, not booked", "(select staat from werk where id = proef.levering('SOAP')) = 'AANGEBODEN'", false, s -> {
                    s.klein().aangeboden();
                    s.haalSoap();
                    s.beantwoord();
                    s.sluis.dicht("insert on inschrijving", "($1).soort = 'UITKOMST' and ($1).onderwerp = proef.levering('SOAP')");
                    s.bevestigSoap();
                    s.totSluis();
                }),
                new Punt("SOAP: confirmation booked, not answered", "(select staat from werk where id = proef.levering('SOAP')) = 'OVERGEDRAGEN'", false, s -> {
                    s.klein().aangeboden();
                    s.haalSoap();
                    s.beantwoord();
                    s.sluis.dicht("insert on inschrijving", "($1).soort = 'UITKOMST' and ($1).onderwerp = proef.levering('SOAP')");
                    s.bevestigSoap();
                    s.totSluis();
                    s.wegen.soap().houdNa(Richting.TERUG, 0);
                    s.sluis.open(0);
                    s.totVast(s.wegen.soap());
                }));
    }

    private static List<Punt> andereWegen() {
        return List.of(
                new Punt("SOAP: submission durable, not answered", "proef.staat() = 'ONTVANGEN'"
                        + " and (select kanaal from ontvangst where id in (select proef.nu())) = 'SOAP'", false, s -> {
                            s.klein().sluis.dicht("insert on document", "true");
                            s.stuurSoap();
                            s.totSluis();
                        }),
                new Punt("mail: taken over, not yet out of the mailbox", "(select kanaal from ontvangst where id in (select proef.nu())) = 'MAIL'", false, s -> {
                    s.klein().wegen.imap().houdBij(Richting.HEEN, "STORE");
                    s.stuurMail();
                    s.totVast(s.wegen.imap());
                    s.tot("durable", "proef.staat() <> '-'");
                }),
                new Punt("evidence mail: the relay has it, no outcome", "proef.staat() = 'AANGENOMEN' and exists (select 1 from werk where soort = 'BEWIJS'"
                        + " and staat = 'BEZIG' and voorgenomen and ontvangst in (select proef.nu()))", false, s -> {
                            int was = s.wegen.mail().post(Schot.POLITIE_MAIL).size();
                            s.klein().sluis.dicht("insert on inschrijving", "($1).soort = 'UITKOMST' and exists (select 1 from werk w"
                                    + " where w.id = ($1).onderwerp and w.soort = 'BEWIJS')");
                            s.stuurMail();
                            s.totSluis();
                            Wacht.tot("the relay has the evidence", Duration.ofSeconds(30),
                                    () -> s.wegen.mail().post(Schot.POLITIE_MAIL).size() > was);
                        }));
    }
}
