package nl.zegel.crypto;

/**
 * What RFC 2634 needs to remember of a signature until its receipt comes. The sender keeps it with the message it sent.
 *
 * @param digest           JCA name of the signer's digest
 * @param attributenDigest that digest over the DER of the signed attributes (msgSigDigest)
 * @param handtekening     signature value (originatorSignatureValue)
 */
public record Handtekeningspoor(String digest, byte[] attributenDigest, byte[] handtekening) {}
