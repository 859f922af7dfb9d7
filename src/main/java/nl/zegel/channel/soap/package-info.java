/**
 * SOAP in and out, Digikoppeling WUS style.
 */
@NullMarked
package nl.zegel.channel.soap;

import org.jspecify.annotations.NullMarked;
