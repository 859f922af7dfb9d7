#!/bin/sh
# Opens every delivery and verifies every piece of evidence of the demo with openssl (3.0 or newer) alone.
# What it doesn't know, it counts as wrong.
# usage: docs/open-alles.sh [FOLDER]   where FOLDER holds demo/partijen and certs-example/out; default: the installation
set -eu
MAP=${1:-$(cd "$(dirname "$0")/.." && pwd)}
PARTIJEN=$MAP/demo/partijen
CERTS=$MAP/certs-example/out
TIJDELIJK=$(mktemp -d)
trap 'rm -rf "$TIJDELIJK"' EXIT
GOED=0
FOUT=0

uitslag() { # CODE TEXT
    if [ "$1" -eq 0 ]; then GOED=$((GOED + 1)); echo "ok    $2"; else FOUT=$((FOUT + 1)); echo "FOUT  $2"; fi
}

# Signed by the gateway: a path to the root, and the very key of the gateway's certificate.
verifieer() { # FORM IN OUT
    openssl cms -verify -binary -inform "$1" -in "$2" -CAfile "$CERTS/anchors.pem" -purpose any -signer "$TIJDELIJK/wie.pem" \
        -out "$3" 2> /dev/null && cmp -s "$TIJDELIJK/wie.pem" "$TIJDELIJK/ondertekenen.pem"
}

# The outermost CMS type, as openssl names it.
cms_soort() { # FORM FILE
    openssl cms -cmsout -noout -print -inform "$1" -in "$2" 2> /dev/null | sed -n 's/^ *contentType: *\([^ ]*\).*/\1/p' | head -n 1
}

ontsleutel() { # FORM IN OUT LOKET
    openssl cms -decrypt -binary -inform "$1" -in "$2" -recip "$CERTS/$4/ontsleutelen.pem" -inkey "$CERTS/$4/ontsleutelen.key" -out "$3" 2> /dev/null
}

# Profile 4.0: AES-GCM outside, signed inside. Profile 3.2: AES-CBC, signed inside and once more on the outside.
# Nothing else is a delivery. Leaves its profile in $profiel.
open_levering() { # FORM FILE LOKET
    vorm=$1 bron=$2 profiel=onbekend
    buiten=$(cms_soort "$vorm" "$bron")
    case $buiten in
    id-smime-ct-authEnvelopedData) profiel=4.0 ;;
    pkcs7-signedData)
        verifieer "$vorm" "$bron" "$TIJDELIJK/binnen" || return 1
        vorm=SMIME bron=$TIJDELIJK/binnen
        [ "$(cms_soort "$vorm" "$bron")" = pkcs7-envelopedData ] || return 1
        profiel=3.2 ;;
    *) return 1 ;;
    esac
    ontsleutel "$vorm" "$bron" "$TIJDELIJK/getekend" "$3" || return 1
    verifieer SMIME "$TIJDELIJK/getekend" "$TIJDELIJK/entiteit" || return 1
    grep -q 'document.xml' "$TIJDELIJK/entiteit" && grep -q 'document.pdf' "$TIJDELIJK/entiteit"
}

levering() { # FORM FILE LOKET
    r=0; open_levering "$1" "$2" "$3" || r=1
    uitslag $r "levering voor $3 (profiel $profiel): $(basename "$2")"
}

# One attachment of a MIME entity, decoded; the gateway writes them in base64.
bijlage() { # ENTITY NAME
    tr -d '\r' < "$1" | awk -v naam="filename=\"$2\"" '
        /^--/ { if (binnen) exit; kop = 1; raak = 0; next }
        kop && index($0, naam) { raak = 1 }
        kop && $0 == "" { kop = 0; binnen = raak; next }
        binnen { print }' | openssl base64 -d
}

# A signed mail, and in it a piece of evidence: the same two files that lie in receipts/.
open_bewijsmail() { # FILE RECEIPTS
    # a clear-signed mail: openssl brings its line ends into canonical form itself, so no -binary
    openssl cms -verify -inform SMIME -in "$1" -CAfile "$CERTS/anchors.pem" -purpose any -signer "$TIJDELIJK/wie.pem" \
        -out "$TIJDELIJK/mail" 2> /dev/null && cmp -s "$TIJDELIJK/wie.pem" "$TIJDELIJK/bewijs.pem" || return 1
    naam=$(tr -d '\r' < "$TIJDELIJK/mail" | sed -n 's/.*filename="\([A-Za-z0-9._-]*\.json\)".*/\1/p' | head -n 1)
    [ -n "$naam" ] || return 1
    for f in "$naam" "$naam.p7s"; do
        bijlage "$TIJDELIJK/mail" "$f" > "$TIJDELIJK/bijlage" && cmp -s "$TIJDELIJK/bijlage" "$2/$f" || return 1
    done
}

mail() { # FILE LOKET RECEIPTS
    soort=$(tr -d '\r' < "$1" | sed '/^$/q' | sed -n 's/^[Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Tt][Yy][Pp][Ee]: *\([^;]*\).*/\1/p' | tr '[:upper:]' '[:lower:]')
    case $soort in
    application/pkcs7-mime) levering SMIME "$1" "$2" ;;
    multipart/signed)
        r=0; open_bewijsmail "$1" "$3" || r=1
        uitslag $r "bewijsmail voor $2: $(basename "$1")" ;;
    *) uitslag 1 "mail voor $2 is geen verzegelde levering en geen ondertekend bewijs: $(basename "$1")" ;;
    esac
}

bewijs() { # FILE LOKET
    r=0
    openssl cms -verify -binary -inform DER -in "$1.p7s" -content "$1" -CAfile "$CERTS/anchors.pem" -purpose any \
        -signer "$TIJDELIJK/wie.pem" -out /dev/null 2> /dev/null && cmp -s "$TIJDELIJK/wie.pem" "$TIJDELIJK/bewijs.pem" || r=1
    uitslag $r "bewijs voor $2: $(basename "$1")"
}

openssl x509 -in "$CERTS/gateway/ondertekenen.pem" -out "$TIJDELIJK/ondertekenen.pem"
openssl x509 -in "$CERTS/gateway/bewijs.pem" -out "$TIJDELIJK/bewijs.pem"
find "$PARTIJEN" -type f | LC_ALL=C sort > "$TIJDELIJK/alles"

while IFS= read -r f; do
    pad=${f#"$PARTIJEN"/}
    loket=${pad%%/*}
    case ${pad#"$loket"/} in
    verzonden/*.p7m) ;; # what the party itself sent, sealed for the gateway alone
    sftp/out/*.p7m | soap/*.p7m) levering DER "$f" "$loket" ;;
    mail/*.eml) mail "$f" "$loket" "$PARTIJEN/$loket/receipts" ;;
    receipts/*.json | verzonden/*.json) bewijs "$f" "$loket" ;;
    receipts/*.json.p7s | verzonden/*.json.p7s) [ -f "${f%.p7s}" ] || uitslag 1 "handtekening zonder bewijs voor $loket: $(basename "$f")" ;;
    *) uitslag 1 "onbekend bestand voor $loket: ${pad#"$loket"/}" ;;
    esac
done < "$TIJDELIJK/alles"
echo "$GOED goed, $FOUT fout"
[ "$FOUT" -eq 0 ] && [ "$GOED" -gt 0 ]
