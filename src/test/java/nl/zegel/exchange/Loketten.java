package nl.zegel.exchange;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.zegel.party.Certificaat;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partij;
import nl.zegel.party.Partijen;

/** The registered parties as a manager changes them: one loket otherwise, or gone. */
final class Loketten {
    private Loketten() {}

    static Partijen met(Partijen partijen, LoketId wie, Function<Loket, Loket> anders) {
        return elk(partijen, l -> Stream.of(l.id().equals(wie) ? anders.apply(l) : l));
    }

    static Partijen zonder(Partijen partijen, LoketId wie) {
        return elk(partijen, l -> l.id().equals(wie) ? Stream.of() : Stream.of(l));
    }

    private static Partijen elk(Partijen partijen, Function<Loket, Stream<Loket>> naar) {
        return Partijen.van(partijen.partijen().stream().map(p -> new Partij(p.id(), p.naam(), p.oin(), p.kvk(),
                p.lokets().stream().flatMap(naar).toList())).toList());
    }

    static Loket kanalen(Loket l, List<Kanaal> kanalen, long maxMailgrootte) {
        return new Loket(l.id(), l.partij(), l.naam(), l.functie(), l.gebied(), kanalen, l.mailadressen(), l.sshSleutels(),
                l.sftpServer(), l.soapAdres(), maxMailgrootte, l.profielUit(), l.profielenIn(), l.tekentOntvangstbewijzen(), l.certificaten());
    }

    static Loket certificaten(Loket l, List<Certificaat> certificaten) {
        return new Loket(l.id(), l.partij(), l.naam(), l.functie(), l.gebied(), l.kanalen(), l.mailadressen(), l.sshSleutels(),
                l.sftpServer(), l.soapAdres(), l.maxMailgrootte(), l.profielUit(), l.profielenIn(), l.tekentOntvangstbewijzen(), certificaten);
    }

    static Loket profielenIn(Loket l, List<CmsProfiel> profielen) {
        return new Loket(l.id(), l.partij(), l.naam(), l.functie(), l.gebied(), l.kanalen(), l.mailadressen(), l.sshSleutels(),
                l.sftpServer(), l.soapAdres(), l.maxMailgrootte(), l.profielUit(), profielen, l.tekentOntvangstbewijzen(), l.certificaten());
    }

    static Loket zonderOntvangstbewijzen(Loket l) {
        return new Loket(l.id(), l.partij(), l.naam(), l.functie(), l.gebied(), l.kanalen(), l.mailadressen(), l.sshSleutels(),
                l.sftpServer(), l.soapAdres(), l.maxMailgrootte(), l.profielUit(), l.profielenIn(), false, l.certificaten());
    }
}
