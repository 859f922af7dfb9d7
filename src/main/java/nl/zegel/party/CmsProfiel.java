package nl.zegel.party;

/**
 * Named CMS profiles; the algorithms behind each name are constants of the crypto package.
 *
 * <ul>
 *   <li>{@code V4_0}: RFC 5083 AuthEnvelopedData, AES-256-GCM; RSAES-OAEP (SHA-256) or ECDH by the certificate's key.
 *   <li>{@code V3_2_OAEP}: EnvelopedData AES-256-CBC with RSAES-OAEP, signed inside and again outside.
 *   <li>{@code V3_2}: EnvelopedData AES-256-CBC with PKCS#1 v1.5, signed inside and again outside.
 * </ul>
 */
public enum CmsProfiel { V4_0, V3_2_OAEP, V3_2 }
