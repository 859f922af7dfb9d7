package nl.zegel.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nl.zegel.testing.Programma;

/**
 * A relay and a mailbox server as an organisation has them: Debian's postfix and dovecot on high ports, with their own
 * configuration, a throw-away certificate for {@code localhost} and Maildirs. Needs root; touches no system service.
 */
final class DebianMail implements AutoCloseable {
    private final Path map;
    private final Programma postfix = Programma.nodig("postfix", "postfix");
    private final Programma dovecot = Programma.nodig("dovecot", "dovecot-imapd");
    private final Programma openssl = Programma.nodig("openssl", "openssl");
    private Process imap;
    final int smtpPoort = vrijePoort();
    final int imapPoort = vrijePoort();

    private DebianMail(Path map) throws IOException {
        this.map = map;
    }

    /** Starts both and waits until they answer. */
    static DebianMail start(Path map) throws IOException, InterruptedException {
        DebianMail mail = new DebianMail(map);
        try {
            Files.setPosixFilePermissions(map, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectories(map.resolve("post"));
            mail.doe(mail.openssl, "req", "-x509", "-noenc", "-newkey", "rsa:2048", "-days", "2", "-subj", "/CN=localhost", "-addext",
                    "subjectAltName=DNS:localhost", "-keyout", "sleutel.pem", "-out", "certificaat.pem");
            new ProcessBuilder("chown", "nobody:nogroup", map.resolve("post").toString()).start().waitFor();
            mail.startDovecot();
            mail.startPostfix();
            return mail;
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            mail.close();
            throw e;
        }
    }

    Path certificaat() {
        return map.resolve("certificaat.pem");
    }

    /** Mails that lie in a Maildir, unread or read. */
    List<Path> maildir(String adres) throws IOException {
        Path doos = map.resolve("post").resolve(adres);
        if (!Files.isDirectory(doos)) {
            return List.of();
        }
        try (Stream<Path> alles = Files.walk(doos)) {
            return alles.filter(p -> Files.isRegularFile(p) && (p.getParent().endsWith("new") || p.getParent().endsWith("cur"))).toList();
        }
    }

    private void startDovecot() throws IOException {
        Files.writeString(map.resolve("users"), "zegel@zegel.example:{PLAIN}wachtwoord::::::\n");
        Files.writeString(map.resolve("dovecot.conf"), """
                protocols = imap
                listen = 127.0.0.1
                base_dir = MAP/run
                state_dir = MAP/staat
                instance_name = zegel-test
                log_path = MAP/dovecot.log
                ssl = required
                ssl_cert = <MAP/certificaat.pem
                ssl_key = <MAP/sleutel.pem
                mail_location = maildir:MAP/post/%u
                first_valid_uid = 1
                passdb {
                  driver = passwd-file
                  args = MAP/users
                }
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=MAP/post/%u
                }
                service imap-login {
                  inet_listener imap {
                    port = 0
                  }
                  inet_listener imaps {
                    port = POORT
                    ssl = yes
                  }
                }
                """.replace("MAP", map.toString()).replace("POORT", Integer.toString(imapPoort)));
        imap = dovecot.proces(List.of("-F", "-c", map.resolve("dovecot.conf").toString()))
                .redirectOutput(map.resolve("dovecot.uit").toFile()).start();
        wachtOpPoort(imapPoort, "dovecot.log");
    }

    private void startPostfix() throws IOException, InterruptedException {
        Path conf = Files.createDirectories(map.resolve("postfix"));
        Files.createDirectories(map.resolve("wachtrij"));
        new ProcessBuilder("install", "-d", "-o", "postfix", map.resolve("pfdata").toString()).start().waitFor();
        Files.writeString(conf.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = MAP/wachtrij
                data_directory = MAP/pfdata
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                meta_directory = /etc/postfix
                shlib_directory = /usr/lib/postfix
                mail_owner = postfix
                setgid_group = postdrop
                myhostname = relay.zegel.example
                mydestination =
                inet_interfaces = 127.0.0.1
                mynetworks = 127.0.0.0/8
                alias_maps =
                local_recipient_maps =
                maillog_file = MAP/postfix.log
                maillog_file_prefixes = /tmp, MAP
                smtpd_tls_security_level = encrypt
                smtpd_tls_cert_file = MAP/certificaat.pem
                smtpd_tls_key_file = MAP/sleutel.pem
                virtual_mailbox_domains = zegel.example, utrecht.example
                virtual_mailbox_base = MAP/post
                virtual_mailbox_maps = texthash:MAP/postfix/dozen
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                transport_maps = texthash:MAP/postfix/wegen
                """.replace("MAP", map.toString()));
        Files.writeString(conf.resolve("dozen"), """
                zegel@zegel.example zegel@zegel.example/
                burgemeester@utrecht.example burgemeester@utrecht.example/
                stil@utrecht.example stil@utrecht.example/
                stuk@utrecht.example stuk@utrecht.example/
                """);
        Files.writeString(conf.resolve("wegen"), "stuk@utrecht.example stuk:\n");
        Files.writeString(conf.resolve("master.cf"), """
                127.0.0.1:POORT inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                stuk unix - n n - - pipe user=nobody argv=/bin/false
                """.replace("POORT", Integer.toString(smtpPoort)));
        doe(postfix, "-c", conf.toString(), "start");
        wachtOpPoort(smtpPoort, "postfix.log");
    }

    private void doe(Programma programma, String... argumenten) throws IOException, InterruptedException {
        Programma.Afloop afloop = programma.draai(map, 60, "", List.of(argumenten));
        assertThat(afloop.code()).as(programma.pad().getFileName() + ": " + afloop.tekst()).isZero();
    }

    private void wachtOpPoort(int poort, String log) {
        await(log).atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(() -> {
            try (Socket s = new Socket(InetAddress.getLoopbackAddress(), poort)) {
                return s.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
    }

    static int vrijePoort() throws IOException {
        try (ServerSocket deur = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return deur.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (Files.exists(map.resolve("postfix/main.cf"))) {
            postfix.draai(map, 60, "", List.of("-c", map.resolve("postfix").toString(), "stop"));
        }
        if (imap != null) {
            imap.destroy();
            imap.waitFor(30, TimeUnit.SECONDS);
        }
    }
}
