/**
 * Documents, their elements and coordinates, the dictionary, the Vorm, and the only parsers and writers.
 */
@NullMarked
package nl.zegel.document;

import org.jspecify.annotations.NullMarked;
