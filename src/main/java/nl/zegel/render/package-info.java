/**
 * A projection for people: PDF/A and mail body.
 */
@NullMarked
package nl.zegel.render;

import org.jspecify.annotations.NullMarked;
