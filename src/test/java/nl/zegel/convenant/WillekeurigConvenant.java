package nl.zegel.convenant;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nl.zegel.convenant.Convenant.NietVerstrekken;
import nl.zegel.convenant.Convenant.Verstrekking;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import org.jspecify.annotations.Nullable;

/** A small random convenant of its own, with a document, parties and facts that fit it more often than not; made from a seed alone. */
record WillekeurigConvenant(Convenant convenant, Partijen partijen, Vorm vorm, Feiten feiten) {
    static final Instant MOMENT = Instant.parse("2026-11-23T10:00:00Z");
    static final LocalDate DAG = LocalDate.of(2026, 11, 23);
    private static final Geldigheid GELDIG = new Geldigheid(DAG.minusDays(9), DAG.plusDays(9));
    private static final List<String> ROLLEN = List.of("RA", "RB", "RC");
    private static final List<String> SOORTEN = List.of("TA", "TB");
    private static final List<String> STAPPEN = List.of("SA", "SB");
    private static final List<String> CATEGORIEEN = List.of("CA", "CB", "PLAATS");
    private static final List<String> PERSONEN = List.of("PA", "PB", Coordinaten.GEEN);
    private static final List<Regime> REGIMES = List.of(Regime.AVG, Regime.WPG8, Regime.STRAFV);
    private static final List<String> BRONNEN = List.of(Coordinaten.EIGEN, "RA", "RB");
    private static final List<String> VERGROVINGEN = List.of("POSTCODE4", "WIJK");
    private static final List<Voorwaarde> VOORWAARDEN = voorwaarden();
    private static final List<Feitsoort> FEITEN = Stream.concat(Stream.of(Feitsoort.DEELNAME, Feitsoort.ONDERTEKENING, Feitsoort.VERLENGING, Feitsoort.STAP),
            VOORWAARDEN.stream().map(Voorwaarde::feit).filter(Objects::nonNull)).distinct().toList();
    private static final List<LoketId> LOKETS = List.of("l-een", "l-twee", "l-drie", "l-vier").stream().map(LoketId::new).toList();

    /** One of every test, and for facts one of every demand. */
    private static List<Voorwaarde> voorwaarden() {
        List<Voorwaarde> alle = new ArrayList<>();
        for (Toetssoort toets : Toetssoort.values()) {
            if (toets != Toetssoort.FEIT) {
                alle.add(new Voorwaarde("C-" + toets.name().replace('_', '-'), alle.size(), toets, toets.name().startsWith("BASIS") ? new Feitsoort("F_BASIS") : null,
                        Redencode.GRONDSLAG_ONTBREEKT, toets.name().startsWith("BASIS"), Set.of(), null, Set.of()));
            }
        }
        for (Voorwaarde.Eis eis : Voorwaarde.Eis.values()) {
            alle.add(new Voorwaarde("C-F-" + eis, alle.size(), Toetssoort.FEIT, new Feitsoort("F_" + eis), Redencode.VERZOEK_ONTBREEKT, false, Set.of(eis), null, Set.of()));
        }
        for (int i = 0; i < 6; i++) {
            alle.add(new Voorwaarde("C-F" + i, alle.size(), Toetssoort.FEIT, new Feitsoort("F" + i), Redencode.OM_TOESTEMMING_ONTBREEKT, i == 0, Set.of(),
                    i == 1 ? "JA" : null, i == 2 ? Set.of("PA") : Set.of()));
        }
        return List.copyOf(alle);
    }

    static WillekeurigConvenant uit(long zaad) {
        return new Maker(new Random(zaad * 7919 + 13)).maak();
    }

    WillekeurigConvenant met(Convenant anders) {
        return new WillekeurigConvenant(anders, partijen, vorm, feiten);
    }

    WillekeurigConvenant met(Feiten anders) {
        return new WillekeurigConvenant(convenant, partijen, vorm, anders);
    }

    WillekeurigConvenant met(Vorm anders) {
        return new WillekeurigConvenant(convenant, partijen, anders, feiten);
    }

    Convenant convenant(List<Verstrekking> regels, List<NietVerstrekken> verboden) {
        Convenant c = convenant;
        return new Convenant(c.id(), c.titel(), c.versie(), c.bron(), c.digest(), c.looptijd(), c.rollen(), c.deelnemers(), c.documenttypen(),
                c.betrokkenen(), c.persoonsplaats(), c.voorwaarden(), c.stappen(), c.verklaarders(), c.verklaringGeldigDagen(), c.afleidingen(), regels,
                verboden, c.lezingen());
    }

    Besluit besluit() {
        return new Beslisser(Set.of("vrij")).decide(convenant, partijen, vorm, feiten, MOMENT);
    }

    private record Maker(Random r) {
        WillekeurigConvenant maak() {
            Map<String, String> rollen = new LinkedHashMap<>();
            ROLLEN.forEach(rol -> rollen.put(rol, rol));
            List<Convenant.Deelname> deelnemers = LOKETS.stream().map(l -> new Convenant.Deelname(l, kies(ROLLEN), DAG.minusDays(r.nextInt(20) == 0 ? -1 : 9),
                    r.nextInt(20) == 0 ? DAG.minusDays(1) : null)).toList();
            Map<String, Convenant.Documenttype> typen = new LinkedHashMap<>();
            typen.put("TA", new Convenant.Documenttype("TA", "a", Set.of(), Set.of("D"), false, List.of("1")));
            typen.put("TB", new Convenant.Documenttype("TB", "b", Set.copyOf(STAPPEN), Set.of("D", "E"), r.nextInt(20) == 0, List.of("2")));
            Map<String, Convenant.Betrokkene> betrokkenen = new LinkedHashMap<>();
            for (String persoon : List.of("PA", "PB")) {
                betrokkenen.put(persoon, new Convenant.Betrokkene(persoon, persoon, Set.copyOf(CATEGORIEEN), List.of("7"), List.of()));
            }
            Map<String, Lezing> lezingen = new LinkedHashMap<>();
            for (String id : List.of("L1", "L2", "L3")) {
                lezingen.put(id, new Lezing(id, "S", "t", r.nextBoolean() ? Lezing.Stand.DICHT : Lezing.Stand.OPEN));
            }
            Map<Feitsoort, Convenant.Verklaarder> verklaarders = new TreeMap<>();
            for (Feitsoort soort : FEITEN) {
                if (r.nextBoolean()) {
                    verklaarders.put(soort, new Convenant.Verklaarder(deel(ROLLEN), r.nextInt(3) == 0, r.nextBoolean()));
                }
            }
            Convenant c = new Convenant("c", "c", "1", "b", "ab".repeat(32), looptijd(), rollen, deelnemers, typen, betrokkenen,
                    new Convenant.Persoonsplaats(Set.of("PLAATS"), "soortObject", Set.of("LOODS"), "PA", "L3"),
                    tabel(), r.nextBoolean() ? Map.of() : Map.of("SB", Set.of("SA")), verklaarders, 30, List.of(),
                    lijst(2 + r.nextInt(7), this::regel), lijst(r.nextInt(4), this::verbod), lezingen);
            Partijen partijen = Partijen.van(LOKETS.stream().filter(l -> r.nextInt(30) > 0)
                    .map(l -> Proef.partij(l, r.nextInt(4) == 0 ? new String[] {"0307"} : new String[] {"0344", "0307"})).toList());
            return new WillekeurigConvenant(c, partijen, vorm(c), feiten());
        }

        private static Map<String, Voorwaarde> tabel() {
            Map<String, Voorwaarde> tabel = new LinkedHashMap<>();
            VOORWAARDEN.forEach(v -> tabel.put(v.code(), v));
            return tabel;
        }

        private Looptijd looptijd() {
            return switch (r.nextInt(8)) {
                case 0 -> new Looptijd(Looptijd.Vorm.EINDDATUM, DAG.minusYears(1), DAG.plusDays(r.nextInt(3) - 1), null, false, null, Set.of(), "", List.of("9"), List.of());
                case 1 -> new Looptijd(Looptijd.Vorm.STILZWIJGEND, null, null, Period.ofYears(1), true, null, Set.of("ALLEN"), "", List.of("9"), List.of());
                case 2 -> new Looptijd(Looptijd.Vorm.NA_EVALUATIE, DAG.minusYears(2), null, Period.ofYears(1), false, null, Set.of(), "", List.of("9"), List.of());
                case 3 -> new Looptijd(Looptijd.Vorm.ONBEPAALD, DAG.minusYears(2), null, null, false, DAG.plusDays(r.nextInt(3) - 1), Set.of(), "", List.of("9"), List.of());
                default -> new Looptijd(Looptijd.Vorm.ONBEPAALD, DAG.minusYears(2), null, null, false, null, Set.of(), "", List.of("9"), List.of());
            };
        }

        private Verstrekking regel(int nummer) {
            Map<Voorwaarde, String> voorwaarden = new TreeMap<>();
            for (int i = r.nextInt(3); i > 0; i--) {
                voorwaarden.put(kies(VOORWAARDEN), "3." + i);
            }
            boolean grof = r.nextInt(4) == 0;
            return new Verstrekking("R-" + nummer, deel(ROLLEN), deel(ROLLEN), deel(SOORTEN), r.nextInt(3) == 0 ? deel(STAPPEN) : Set.of(),
                    r.nextInt(4) == 0 ? Set.of(r.nextBoolean() ? "D" : "E") : Set.of(), deel(PERSONEN),
                    deel(CATEGORIEEN), Set.copyOf(deel(REGIMES)), deel(BRONNEN),
                    r.nextInt(6) == 0 ? new Convenant.BijCode("soortObject", deel(List.of("LOODS", "WONING")), r.nextBoolean()) : null, List.of(), voorwaarden, Map.of(),
                    grof ? Set.of("GROF") : Set.of(), grof ? List.copyOf(deel(VERGROVINGEN)) : List.of(), r.nextBoolean(), r.nextInt(5) == 0,
                    r.nextBoolean() ? DAG.minusDays(r.nextInt(3) - 1) : null,
                    r.nextBoolean() ? new Convenant.Verval(DAG.minusDays(r.nextInt(3) - 1), "L1") : null, new Convenant.Bewaarregel("K", null, "4"), List.of("5"), List.of(),
                    r.nextInt(4) == 0 ? Map.of("L1", Lezing.Stand.OPEN) : Map.of());
        }

        private NietVerstrekken verbod(int nummer) {
            return new NietVerstrekken("N-" + nummer, eender(ROLLEN), eender(ROLLEN), eender(SOORTEN), eender(PERSONEN), eender(CATEGORIEEN),
                    r.nextInt(3) == 0 ? Set.of(kies(REGIMES).name()) : Set.of(), eender(BRONNEN),
                    r.nextInt(5) == 0 ? new Convenant.BijCode("soortObject", Set.of("LOODS"), r.nextBoolean()) : null, Redencode.GEGEVEN_NIET_TOEGESTAAN,
                    r.nextBoolean() ? List.of("6") : List.of(), List.of("L2"), r.nextInt(4) == 0 ? Map.of("L1", Lezing.Stand.DICHT) : Map.of());
        }

        private Vorm vorm(Convenant c) {
            Verstrekking doel = kies(c.verstrekkingen());
            String soort = kies(List.copyOf(new TreeSet<>(doel.documenttypen())));
            LoketId afzender = loket(c, doel.van());
            Set<LoketId> naar = new TreeSet<>(java.util.Comparator.comparing(LoketId::waarde));
            naar.add(loket(c, doel.naar()));
            naar.add(kies(LOKETS));
            List<Vorm.GroepVorm> groepen = new ArrayList<>();
            groepen.add(new Vorm.GroepVorm("g-l", "LOCATIE", null, null, List.of(
                    element(1, "gemeentecode", new Coordinaten("CA", Coordinaten.GEEN, Regime.AVG, "EIGEN"), "0344"),
                    element(2, "soortObject", new Coordinaten("CA", Coordinaten.GEEN, Regime.AVG, "EIGEN"), r.nextBoolean() ? "LOODS" : "WONING"))));
            for (int i = 0; i < 8; i++) {
                Coordinaten k = new Coordinaten(uit(doel.categorieen(), CATEGORIEEN), uit(doel.betrokkenen(), PERSONEN),
                        r.nextInt(12) == 0 ? null : Regime.valueOf(uit(namen(doel.regimes()), namen(Set.copyOf(REGIMES)).stream().sorted().toList())),
                        r.nextInt(12) == 0 ? null : uit(doel.herkomst(), BRONNEN));
                groepen.add(new Vorm.GroepVorm("g-" + i, "GROEP", Coordinaten.GEEN.equals(k.betrokkene()) ? null : k.betrokkene(), null,
                        List.of(element(10 + i, r.nextInt(5) == 0 ? "vrij" : "iets", k, null))));
            }
            List<Vorm.BijlageVorm> bijlagen = List.of(new Vorm.BijlageVorm(Proef.id(80), "image/png", List.of()),
                    new Vorm.BijlageVorm(Proef.id(81), "image/png", List.of(groepen.get(1).elementen().get(0).coordinaten(), groepen.get(2).elementen().get(0).coordinaten())));
            return new Vorm(Vorm.VERSIE, soort, "c", afzender, soort.equals("TB") ? kies(STAPPEN) : null, r.nextInt(15) == 0 ? "X" : "D",
                    naar.stream().map(l -> new Vorm.OntvangerVorm(l, r.nextInt(6) > 0, Set.of())).toList(),
                    r.nextInt(4) > 0 ? Set.of("F_KENMERK") : Set.of(), groepen, bijlagen);
        }

        private Vorm.ElementVorm element(int nummer, String term, Coordinaten c, @Nullable String code) {
            return new Vorm.ElementVorm(Proef.id(nummer), term, c, code, r.nextBoolean() ? "GROF" : "FIJN", r.nextBoolean() ? Set.of("POSTCODE4") : Set.of(), Set.of());
        }

        private Feiten feiten() {
            List<Feit> feiten = new ArrayList<>();
            LOKETS.stream().filter(l -> r.nextInt(12) > 0).forEach(l -> feiten.add(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(l), GELDIG, "x")));
            for (Feitsoort soort : FEITEN) {
                if (!soort.equals(Feitsoort.DEELNAME) && r.nextInt(5) > 0) {
                    LOKETS.forEach(l -> feiten.add(feit(soort, Proef.bereik(Set.of("*"), Set.of("*"), r.nextInt(6) == 0 ? deel(CATEGORIEEN) : Set.of("*"),
                            l, "k-1", "0344", r.nextInt(6) == 0 ? Set.of("g-1", Proef.id(12).waarde()) : Set.of("*")))));
                }
            }
            feiten.add(new Feit.Afgeleid(Feitsoort.VERLENGING, Bereik.alles(), GELDIG, "x"));
            feiten.add(new Feit.Afgeleid(Feitsoort.ONDERTEKENING, Bereik.alles().metWaarde("ALLEN"), GELDIG, "x"));
            return new Feiten(feiten);
        }

        private Feit feit(Feitsoort soort, Bereik ruim) {
            Bereik bereik = ruim.met(r.nextInt(4) == 0 ? null : ruim.kenmerk(), r.nextInt(3) == 0 ? null : "z-1",
                    r.nextInt(4) == 0 ? null : ruim.gemeente()).metWaarde(List.of("JA", "NEE", "SA").get(r.nextInt(3)));
            return r.nextInt(4) == 0 ? new Feit.Verklaring(soort, bereik, GELDIG, kies(LOKETS), "x") : new Feit.Afgeleid(soort, bereik, GELDIG, "x");
        }

        private LoketId loket(Convenant c, Set<String> rollen) {
            List<LoketId> passend = c.deelnemers().stream().filter(d -> rollen.contains(d.rol())).map(Convenant.Deelname::loket).toList();
            return passend.isEmpty() ? kies(LOKETS) : kies(passend);
        }

        private static Set<String> namen(Set<Regime> regimes) {
            return regimes.stream().map(Regime::name).collect(java.util.stream.Collectors.toSet());
        }

        private String uit(Set<String> doel, List<String> alle) {
            return r.nextInt(4) == 0 ? kies(alle) : kies(List.copyOf(new TreeSet<>(doel)));
        }

        private <T> T kies(List<T> uit) {
            return uit.get(r.nextInt(uit.size()));
        }

        /** Never empty. */
        private <T> Set<T> deel(List<T> uit) {
            Set<T> deel = new java.util.LinkedHashSet<>(Set.of(kies(uit)));
            uit.stream().filter(x -> r.nextBoolean()).forEach(deel::add);
            return deel;
        }

        /** Often empty, which in a prohibition means every value. */
        private Set<String> eender(List<String> uit) {
            return r.nextInt(5) < 2 ? Set.of(kies(uit)) : Set.of();
        }

        private static <T> List<T> lijst(int aantal, java.util.function.IntFunction<T> maak) {
            return java.util.stream.IntStream.range(0, aantal).mapToObj(maak).toList();
        }
    }
}
