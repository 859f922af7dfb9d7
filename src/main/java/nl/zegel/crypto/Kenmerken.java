package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;
import static nl.zegel.crypto.NietTeOpenen.Reden.NIET_ONDERTEKEND;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.jspecify.annotations.Nullable;

/** Signed attributes: each kind once, each with one value, signing time present (RFC 5652 section 11). */
final class Kenmerken {
    private final Map<ASN1ObjectIdentifier, ASN1Encodable> waarden;
    private final Instant moment;

    private Kenmerken(Map<ASN1ObjectIdentifier, ASN1Encodable> waarden, Instant moment) {
        this.waarden = waarden;
        this.moment = moment;
    }

    static Kenmerken lees(ASN1Set set) throws IOException {
        Map<ASN1ObjectIdentifier, ASN1Encodable> waarden = new LinkedHashMap<>();
        for (ASN1Encodable een : set) {
            Attribute kenmerk = Attribute.getInstance(een);
            Ongeldig.tenzij(kenmerk.getAttrValues().size() == 1, MISVORMD);
            Ongeldig.tenzij(waarden.put(kenmerk.getAttrType(), kenmerk.getAttrValues().getObjectAt(0)) == null, MISVORMD);
        }
        ASN1Encodable tijd = waarden.get(CMSAttributes.signingTime);
        Ongeldig.tenzij(tijd != null, NIET_ONDERTEKEND);
        return new Kenmerken(waarden, Time.getInstance(tijd).getDate().toInstant());
    }

    Instant moment() {
        return moment;
    }

    ASN1Encodable een(ASN1ObjectIdentifier soort) throws Ongeldig {
        ASN1Encodable waarde = waarden.get(soort);
        if (waarde == null) {
            throw new Ongeldig(NIET_ONDERTEKEND);
        }
        return waarde;
    }

    @Nullable ASN1Encodable misschien(ASN1ObjectIdentifier soort) {
        return waarden.get(soort);
    }
}
