/**
 * Entries, disclosures, evidence, owed work and the schedule. The only SQL.
 */
@NullMarked
package nl.zegel.register;

import org.jspecify.annotations.NullMarked;
