package nl.zegel.channel.sftp;

import java.io.IOException;
import org.apache.sshd.sftp.common.SftpConstants;

/** What a client asked is not done: the SFTP status it gets and one plain sentence; never a value or an inner cause. */
final class Weigering extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    private Weigering(int status, String tekst) {
        super(tekst);
        this.status = status;
    }

    static Weigering nietGevonden() {
        return new Weigering(SftpConstants.SSH_FX_NO_SUCH_FILE, "bestaat niet");
    }

    static Weigering magNiet(String tekst) {
        return new Weigering(SftpConstants.SSH_FX_PERMISSION_DENIED, tekst);
    }

    static Weigering misluk(String tekst) {
        return new Weigering(SftpConstants.SSH_FX_FAILURE, tekst);
    }

    static Weigering kanNiet() {
        return new Weigering(SftpConstants.SSH_FX_OP_UNSUPPORTED, "wordt niet ondersteund");
    }

    int status() {
        return status;
    }
}
