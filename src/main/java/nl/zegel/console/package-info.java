/**
 * The web pages.
 */
@NullMarked
package nl.zegel.console;

import org.jspecify.annotations.NullMarked;
