package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.channel.mail.MailPartner;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Postbus;

/** The three channels from the partner's side. */
final class Partnerkanalen {
    private static final String JSON = ".json";
    private static final String P7S = ".p7s";

    private Partnerkanalen() {}

    static final class Sftp implements Partnerkanaal {
        private final SftpPartner sftp;
        private final Set<String> gezien = new HashSet<>();
        private List<String> oud = List.of();

        Sftp(SftpPartner sftp) {
            this.sftp = sftp;
        }

        @Override
        public void stuur(Path p7m, String naam) throws IOException {
            oud = paren();
            gezien.addAll(oud);
            sftp.stuur(p7m, naam);
        }

        private List<String> paren() throws IOException {
            List<String> alle = sftp.lijst("receipts");
            return alle.stream().filter(n -> n.endsWith(JSON) && alle.contains(n + P7S)).toList();
        }

        @Override
        public List<Bewijs> nieuw() throws IOException {
            return haal(paren().stream().filter(gezien::add).toList());
        }

        @Override
        public List<Bewijs> eerder() throws IOException {
            return haal(oud);
        }

        private List<Bewijs> haal(List<String> namen) throws IOException {
            Path map = Files.createTempDirectory("zegel-bewijs");
            try {
                List<Bewijs> uit = new ArrayList<>();
                for (String naam : namen) {
                    uit.add(new Bewijs(naam, bytes(map, naam), bytes(map, naam + P7S)));
                }
                return uit;
            } finally {
                Files.delete(map);
            }
        }

        private byte[] bytes(Path map, String naam) throws IOException {
            Path bestand = map.resolve("bewijs");
            try {
                sftp.haal("receipts", naam, bestand);
                return Files.readAllBytes(bestand);
            } finally {
                Files.deleteIfExists(bestand);
            }
        }

        @Override
        public void close() {
            sftp.close();
        }
    }

    static final class Mail implements Partnerkanaal {
        private final MailPartner mail;
        private final String gateway;
        private final Clock klok;
        private long laatste;

        Mail(MailPartner mail, String gateway, Clock klok) {
            this.mail = mail;
            this.gateway = gateway;
            this.klok = klok;
        }

        @Override
        public void stuur(Path p7m, String naam) throws IOException {
            mail.post(0).forEach(p -> laatste = p.uid());
            mail.stuur(p7m, gateway, klok.instant());
        }

        @Override
        public List<Bewijs> nieuw() throws IOException {
            List<Bewijs> uit = new ArrayList<>();
            for (MailPartner.Post post : mail.post(laatste)) {
                laatste = post.uid();
                MailPartner.bewijzen(post.eml()).forEach(b -> uit.add(new Bewijs(b.naam(), b.json(), b.handtekening())));
            }
            return uit;
        }

        @Override
        public void close() {
            // Every call has its own connection.
        }
    }

    static final class Soap implements Partnerkanaal {
        private final SoapVerzender soap;
        private Optional<String> ontvangst = Optional.empty();
        private Optional<Intake.Bewijsstuk> antwoord = Optional.empty();
        private boolean gegeven;

        Soap(SoapVerzender soap) {
            this.soap = soap;
        }

        @Override
        public void stuur(Path p7m, String naam) throws IOException {
            SoapVerzender.Ingediend ingediend = soap.dienIn(p7m);
            ontvangst = Optional.of(ingediend.ontvangstId());
            antwoord = ingediend.bewijs();
        }

        @Override
        public List<Bewijs> nieuw() throws IOException {
            if (gegeven || ontvangst.isEmpty()) {
                return List.of();
            }
            if (antwoord.isEmpty()) {
                antwoord = soap.uitslag(ontvangst.get());
            }
            gegeven = antwoord.isPresent();
            return antwoord.stream().map(b -> new Bewijs(b.naam(), b.json(), b.handtekening())).toList();
        }

        /** Everything that lies ready for this loket and is not here yet; a delivery is confirmed once it is. */
        void haalAlles(Path leveringen, Path bewijzen) throws IOException {
            for (Postbus.Item item : soap.overzicht()) {
                Path naar = leveringen.resolve(item.naam());
                if (Files.notExists(naar)) {
                    soap.haalOp(item.naam(), naar);
                    soap.bevestig(item.naam());
                }
            }
            for (Postbus.Item item : soap.bewijzen()) {
                Path naar = bewijzen.resolve(item.naam());
                if (item.naam().endsWith(JSON) && Files.notExists(naar)) {
                    Intake.Bewijsstuk bewijs = soap.bewijs(item.naam());
                    Files.write(bewijzen.resolve(item.naam() + P7S), bewijs.handtekening());
                    Files.write(naar, bewijs.json());
                }
            }
        }

        @Override
        public void close() {
            soap.close();
        }
    }
}
