/**
 * The offline verifier: imports nothing of ours, so that it shares no mistake.
 */
@NullMarked
package nl.zegel.verify;

import org.jspecify.annotations.NullMarked;
