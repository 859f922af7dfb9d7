package nl.zegel.register;

/** Port: the gateway's evidence signature, a detached CAdES-B in DER. Made by crypto. */
@FunctionalInterface
public interface Ondertekenaar {
    byte[] onderteken(byte[] inhoud);
}
