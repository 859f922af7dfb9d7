package nl.zegel.story;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import nl.zegel.app.Proefgateway;
import nl.zegel.channel.soap.SoapVerzender;

/** The positive control: puts one mark in each real place that the canary searches, so that a search that misses a place shows. */
final class Lek implements AutoCloseable {
    /** Nothing of this stands in any document, and no source holds it whole. */
    static final String MERK = "QzLEKKAGE" + "PROEF";

    private final Dochter gateway;
    private final Path map;
    private final HttpServer beheer;
    private final Connection luidruchtig;

    Lek(Dochter gateway, Path map) throws IOException, SQLException {
        this.gateway = gateway;
        this.map = map;
        this.luidruchtig = gateway.database();
        this.beheer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        beheer.createContext("/", vraag -> {
            byte[] tekst = ("zegel_lek{document=\"" + MERK + "\"} 1\n").getBytes(StandardCharsets.UTF_8);
            vraag.sendResponseHeaders(200, tekst.length);
            vraag.getResponseBody().write(tekst);
            vraag.close();
        });
        beheer.start();
    }

    /** Where a management endpoint would speak out of turn: the gateway has none that can be made to. */
    URI beheer() {
        return URI.create("http://127.0.0.1:" + beheer.getAddress().getPort());
    }

    void overal(Postkantoor mail, Tussenstation smtp, Tussenstation imap, Map<String, byte[]> verzegeld) throws Exception {
        mail.stuur(new byte[] {1}, Schot.POLITIE_MAIL, Schot.BURGEMEESTER_MAIL, "enveloped-data", "Subject", "=?UTF-8?B?"
                + Base64.getEncoder().encodeToString(("zaak " + MERK + " van vandaag").getBytes(StandardCharsets.UTF_8)) + "?=");
        mail.stuur(new byte[] {1}, Schot.POLITIE_MAIL, Schot.POLITIE_MAIL, "enveloped-data", "Subject", "=?UTF-8?Q?zaak_=51" + MERK.substring(1) + "?=");
        byte[] kopie = verzegeld.values().iterator().next();
        byte[] lek = java.util.Arrays.copyOf(kopie, kopie.length + MERK.length());
        System.arraycopy(MERK.getBytes(StandardCharsets.US_ASCII), 0, lek, kopie.length, MERK.length());
        verzegeld.put("with a leak at its end", lek);
        zeg(smtp.poort(), "MAIL FROM:<" + MERK + "@zegel.example> ENVID=x\r\n");
        zeg(imap.poort(), "a1 LOGIN " + MERK + " x\r\n");
        soap();
        database();
        for (Path plek : new Path[] {gateway.tmp(), map.resolve("cwd"), gateway.instellingen().data()}) {
            Files.writeString(plek.resolve("lek.txt"), "xx" + MERK);
        }
        Files.writeString(map.resolve("log-1.txt"), "\n{\"message\":\"" + MERK + "\"}\n", StandardOpenOption.APPEND);
    }

    private static void zeg(int poort, String regel) throws IOException {
        try (Socket s = new Socket(InetAddress.getLoopbackAddress(), poort)) {
            s.getInputStream().read();
            s.getOutputStream().write(regel.getBytes(StandardCharsets.US_ASCII));
            s.getOutputStream().flush();
            s.getInputStream().read(new byte[512]);
        }
    }

    private void soap() throws Exception {
        try (SoapVerzender stedin = Proefgateway.soap(gateway.instellingen(), Schot.STEDIN)) {
            stedin.bewijs(MERK);
            throw new AssertionError("evidence of that name exists");
        } catch (SoapVerzender.Geweigerd verwacht) {
            // the name went over the connection, and comes back in nothing
        }
    }

    /** Evidence, log and delivery names as the lokets see them come from these rows. */
    private void database() throws SQLException, IOException {
        try (Connection db = gateway.database(); Statement s = db.createStatement()) {
            s.execute("update bewijs set json = json || '" + MERK + "'::bytea where gemaakt is not null");
            s.execute("update werk set naam = '" + MERK + ".p7m' where id = (select id from werk where soort = 'DOCUMENT' and kanaal = 'SFTP'"
                    + " and loket = '" + Schot.CORPORATIE + "' limit 1)");
            s.execute("insert into inschrijving (id, soort, tijdstip, vastlegging, nonce, inhoud) values (gen_random_uuid(), 'ALARM', now(),"
                    + " decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'), '{\"lek\":\"" + MERK + "\"}')");
            s.execute("create schema lek");
            s.execute("create table lek.lek (kort text, lang text, bytes bytea)");
            s.execute("insert into lek.lek values ('" + MERK + "', repeat('" + MERK + " x', 2000), decode('"
                    + java.util.HexFormat.of().formatHex(gzip()) + "', 'hex'))");
        }
        try (Statement s = luidruchtig.createStatement()) {
            s.execute("select '" + MERK + "'");
        }
    }

    private static byte[] gzip() {
        java.io.ByteArrayOutputStream uit = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.GZIPOutputStream(uit)) {
            zip.write(MERK.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return uit.toByteArray();
    }

    /** A sort that spills to disk in the database server, and stays there until the statement is closed. */
    Statement sorteer() throws SQLException {
        luidruchtig.setAutoCommit(false);
        Statement s = luidruchtig.createStatement();
        s.execute("set work_mem = '64kB'");
        s.execute("declare lek cursor for select n, '" + MERK + "' || n from generate_series(1, 200000) n order by 2");
        s.execute("fetch 1 from lek");
        return s;
    }

    @Override
    public void close() throws SQLException {
        beheer.stop(0);
        luidruchtig.close();
    }
}
