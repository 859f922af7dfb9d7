/**
 * Parties, their lokets and identities, and the strict loader of the files that register them.
 */
@NullMarked
package nl.zegel.party;

import org.jspecify.annotations.NullMarked;
