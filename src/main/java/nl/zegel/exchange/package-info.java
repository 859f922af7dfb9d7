/**
 * The eight steps of a document's story as beans, and the procedures around them.
 */
@NullMarked
package nl.zegel.exchange;

import org.jspecify.annotations.NullMarked;
