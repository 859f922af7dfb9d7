/**
 * PKCS#12, Vault and PKCS#11 behind one port of crypto.
 */
@NullMarked
package nl.zegel.secret;

import org.jspecify.annotations.NullMarked;
