package nl.zegel.register;

/**
 * How this gateway is addressed, and who answers for it.
 *
 * @param gateway     name in signed bytes
 * @param omgeving    productie, acceptatie, test or demo
 * @param verwerker   organisation that runs it, named in every receipt
 */
public record Gatewayadres(String gateway, String omgeving, String verwerker) {}
