/**
 * Main, settings, wiring and commands.
 */
@NullMarked
package nl.zegel.app;

import org.jspecify.annotations.NullMarked;
