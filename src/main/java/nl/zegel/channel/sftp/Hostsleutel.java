package nl.zegel.channel.sftp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/** SSH private keys in OpenSSH or PEM files: the server's host key, and the key by which we log in at parties' servers. */
public final class Hostsleutel {
    private Hostsleutel() {}

    /**
     * Reads the key; makes an Ed25519 key, readable by its owner alone, where there is none yet. The public line lies beside
     * it with {@code .pub} behind the name, as ssh-keygen does, so that a partner can be given it.
     */
    public static KeyPair laadOfMaak(Path bestand) throws IOException, GeneralSecurityException {
        if (Files.notExists(bestand)) {
            maak(bestand);
        }
        KeyPair paar = laad(bestand);
        Path publiek = bestand.resolveSibling(bestand.getFileName() + ".pub");
        if (Files.notExists(publiek)) {
            Files.writeString(publiek, openSsh(paar) + "\n");
        }
        return paar;
    }

    public static KeyPair laad(Path bestand) throws IOException, GeneralSecurityException {
        for (KeyPair paar : new FileKeyPairProvider(bestand).loadKeys(null)) {
            if (Algoritmen.sterkGenoeg(paar.getPublic())) {
                return paar;
            }
        }
        throw new IOException("no usable SSH key in " + bestand.getFileName());
    }

    /** As a party registers it: one line, type and base64. */
    public static String openSsh(KeyPair paar) {
        return PublicKeyEntry.toString(paar.getPublic());
    }

    private static void maak(Path bestand) throws IOException, GeneralSecurityException {
        KeyPair paar = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        ByteArrayOutputStream tekst = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(paar, "zegel", null, tekst);
        try (var uit = Files.newByteChannel(bestand, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            uit.write(java.nio.ByteBuffer.wrap(tekst.toByteArray()));
        } catch (FileAlreadyExistsException e) {
            // Another gateway on this directory made it first: that one counts.
            return;
        }
    }
}
