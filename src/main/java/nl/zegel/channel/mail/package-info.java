/**
 * S/MIME mail in and out.
 */
@NullMarked
package nl.zegel.channel.mail;

import org.jspecify.annotations.NullMarked;
