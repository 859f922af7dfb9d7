/**
 * SOAP in and out, Digikoppeling WUS style.
 */
@NullMarked
@XmlSchema(namespace = WsNamen.ZEGEL, elementFormDefault = XmlNsForm.QUALIFIED)
package nl.zegel.channel.soap;

import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import org.jspecify.annotations.NullMarked;
