/**
 * The pure core: convenanten as data, facts, decide, project, clearance and explanation. No clock, logger or I/O but the loader.
 */
@NullMarked
package nl.zegel.convenant;

import org.jspecify.annotations.NullMarked;
