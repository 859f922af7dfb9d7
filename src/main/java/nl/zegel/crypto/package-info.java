/**
 * Keys, certificates and paths, CMS, signatures, commitments and encryption at rest.
 */
@NullMarked
package nl.zegel.crypto;

import org.jspecify.annotations.NullMarked;
