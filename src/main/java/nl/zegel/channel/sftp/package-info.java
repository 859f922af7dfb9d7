/**
 * SFTP in and out: the embedded server as a view of the database, and the client for a party's own server.
 */
@NullMarked
package nl.zegel.channel.sftp;

import org.jspecify.annotations.NullMarked;
