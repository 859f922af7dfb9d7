package nl.zegel.render;

/** Plain Dutch for the obligation codes that travel with a copy; an unknown code is shown as the code it is. */
final class Verplichtingtekst {
    private Verplichtingtekst() {}

    static String zin(String code) {
        String stam = code.replaceFirst("\\(.*", "");
        return switch (stam) {
            case "O-GEHEIM" -> "Houd deze gegevens geheim.";
            case "O-WPG7" -> "Dit zijn politiegegevens: de geheimhouding van artikel 7 Wpg geldt ook voor u.";
            case "O-DOEL" -> "Gebruik deze gegevens alleen voor het doel dat hierboven staat.";
            case "O-NODOOR" -> "Geef deze gegevens niet door zonder toestemming.";
            case "O-NODOSSIER" -> "Neem deze gegevens niet op in uw eigen dossier zonder uitdrukkelijke toestemming.";
            case "O-GESCHEIDEN" -> "Bewaar politiegegevens apart van andere gegevens.";
            case "O-NOMERGE" -> "Voeg deze gegevens niet samen met bestanden voor een ander doel.";
            case "O-NOSTUUR" -> "Gebruik deze gegevens niet als sturingsinformatie.";
            case "O-EER" -> "Verwerk deze gegevens alleen binnen de Europese Economische Ruimte.";
            case "O-BEWAAR" -> "Houd u aan de bewaartermijn en geef door welke termijn u gebruikt.";
            case "O-VERNIET-BACKUP" -> "Vernietig ook kopieën en reservekopieën.";
            case "O-REG" -> "Registreer deze verstrekking.";
            case "O-INFO" -> "Informeer de betrokkene, tenzij de wet een uitzondering geeft.";
            case "O-CORR" -> "Meld fouten en aanvullingen aan de andere partijen.";
            case "O-LEK" -> "Meld een datalek meteen.";
            case "O-RECHT" -> "Stem af voordat u een verzoek van een betrokkene beantwoordt.";
            case "O-GELIJK" -> "Deel alleen onder dezelfde afspraken over geheimhouding en beveiliging.";
            default -> "Houd u aan deze afspraak.";
        };
    }
}
