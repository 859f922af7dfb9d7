#!/bin/sh
# Makes the throw-away PKI of the demo and the tests. Needs a POSIX shell and openssl 3, nothing else.
# What it makes carries a marker extension and test OINs, and is refused outside the demo. See README.md beside it.
set -eu
umask 077
export LC_ALL=C

HIER=$(cd "$(dirname "$0")" && pwd)
PARTIJEN=$HIER/../config/partijen
UIT=$HIER/out
SLECHT=
OPNIEUW=
ZONDER_MERK=
# nl.zegel.party.Demomerk holds the same OID
MERK=2.25.241633121978404717666580645272494740775
DAGEN_CA=3650
DAGEN=1825

gebruik() {
    cat <<'TEKST'
gebruik: genereer.sh [--opnieuw] [--uit MAP] [--partijen MAP] [LOKET...]
         genereer.sh --slecht MAP

Zonder LOKET: alle lokets uit config/partijen, en de gateway. Wat er al is blijft staan, behalve met --opnieuw.
--slecht MAP  een losse PKI met een goed en allerlei slechte certificaten, voor tests
TEKST
}

fout() {
    echo "genereer.sh: $1" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    case $1 in
        --opnieuw) OPNIEUW=1 ;;
        --uit) UIT=${2:?--uit heeft een map nodig}; shift ;;
        --partijen) PARTIJEN=${2:?--partijen heeft een map nodig}; shift ;;
        --slecht) SLECHT=${2:?--slecht heeft een map nodig}; shift ;;
        --help | -h) gebruik; exit 0 ;;
        -*) gebruik >&2; fout "onbekende optie $1" ;;
        *) break ;;
    esac
    shift
done

case $(openssl version 2>/dev/null) in
    "OpenSSL 3"*) ;;
    *) fout "openssl 3 is nodig; op Debian: apt-get install openssl" ;;
esac

TIJDELIJK=$(mktemp -d)
trap 'rm -rf "$TIJDELIJK"' EXIT
trap 'exit 130' INT TERM

# ---- configuration of one certificate ------------------------------------------------------------------------------

# conf SOORT ORGANISATIE NAAM OIN MAIL: writes the request and extension file of one certificate
conf() {
    alt=
    [ -n "$5" ] && alt="email:$5"
    {
        echo "[req]"
        echo "prompt = no"
        echo "string_mask = utf8only"
        echo "utf8 = yes"
        echo "distinguished_name = dn"
        echo "[dn]"
        echo "C = NL"
        echo "O = $2"
        echo "CN = $3"
        [ -z "$4" ] || echo "serialNumber = $4"
        echo "[ext]"
        echo "subjectKeyIdentifier = hash"
        [ -n "$ZONDER_MERK" ] || echo "$MERK = ASN1:UTF8String:Zegel demo, geen echte sleutel"
        case $1 in
            root | ca) echo "authorityKeyIdentifier = keyid" ;;
            *) echo "authorityKeyIdentifier = keyid:always" ;;
        esac
        case $1 in
            root) echo "basicConstraints = critical,CA:TRUE"; echo "keyUsage = critical,keyCertSign,cRLSign" ;;
            ca) echo "basicConstraints = critical,CA:TRUE,pathlen:0"; echo "keyUsage = critical,keyCertSign,cRLSign" ;;
            ca-blad) echo "basicConstraints = critical,CA:TRUE"; echo "keyUsage = critical,digitalSignature,nonRepudiation,keyCertSign" ;;
            *) echo "basicConstraints = critical,CA:FALSE" ;;
        esac
        case $1 in
            ondertekenen) echo "keyUsage = critical,digitalSignature,nonRepudiation" ;;
            ontsleutelen-rsa | ontsleutelen-32) echo "keyUsage = critical,keyEncipherment" ;;
            ontsleutelen | intake) echo "keyUsage = critical,keyAgreement" ;;
            soap) echo "keyUsage = critical,keyEncipherment" ;;
            ssh) echo "keyUsage = critical,digitalSignature" ;;
            tls)
                echo "keyUsage = critical,digitalSignature"
                echo "extendedKeyUsage = serverAuth,clientAuth"
                alt="DNS:localhost,IP:127.0.0.1,IP:::1" ;;
        esac
        case $1 in
            ondertekenen | ontsleutelen*)
                echo "extendedKeyUsage = emailProtection" ;;
        esac
        # RFC 4262: what the owner of this decryption key can open
        case $1 in
            ontsleutelen | ontsleutelen-rsa) echo "1.2.840.113549.1.9.15 = ASN1:SEQUENCE:kan40" ;;
            ontsleutelen-32) echo "1.2.840.113549.1.9.15 = ASN1:SEQUENCE:kan32" ;;
        esac
        case $1 in root | ca) ;; *) [ -z "$alt" ] || echo "subjectAltName = $alt" ;; esac
        printf '%s\n' "[kan40]" "a = SEQUENCE:gcm" "b = SEQUENCE:cbc" "[kan32]" "a = SEQUENCE:cbc" \
            "[gcm]" "a = OID:2.16.840.1.101.3.4.1.46" "[cbc]" "a = OID:2.16.840.1.101.3.4.1.42"
    } > "$TIJDELIJK/c.cnf"
}

# nieuw MAP NAAM SLEUTELSOORT [opties]: key and certificate by the issuing CA of $CA, from the last conf
nieuw() {
    map=$1 naam=$2
    case $3 in
        ec) set -- "$@" -newkey ec -pkeyopt ec_paramgen_curve:P-256 ;;
        rsa) set -- "$@" -newkey rsa:3072 ;;
        rsa1024) set -- "$@" -newkey rsa:1024 ;;
        *) fout "sleutelsoort $3" ;;
    esac
    shift 3
    openssl req -x509 -noenc -sha256 -days $DAGEN -config "$TIJDELIJK/c.cnf" -extensions ext \
        -CA "$CA/uitgevend.pem" -CAkey "$CA/uitgevend.key" \
        -keyout "$map/$naam.key" -out "$map/$naam.pem" "$@" 2> "$TIJDELIJK/log" || { cat "$TIJDELIJK/log" >&2; exit 1; }
}

# p12 MAP NAAM: PKCS#12 with the key, its certificate and the issuing CA; alias = NAAM; password in MAP/wachtwoord
p12() {
    openssl pkcs12 -export -name "$2" -inkey "$1/$2.key" -in "$1/$2.pem" -certfile "$CA/uitgevend.pem" \
        -passout "file:$1/wachtwoord" -out "$1/$2.p12"
}

wachtwoord() {
    openssl rand -hex 24 > "$1/wachtwoord"
}

# ssh_regel MAP: OpenSSH public key line of the P-256 key in MAP/ssh.key (RFC 5656 3.1: two names, then the raw point)
ssh_regel() {
    regel=$({
        printf '\000\000\000\023ecdsa-sha2-nistp256\000\000\000\010nistp256\000\000\000\101'
        openssl pkey -in "$1/ssh.key" -pubout -outform DER | tail -c 65
    } | openssl base64 -A)
    echo "ecdsa-sha2-nistp256 $regel" > "$1/ssh.pub"
}

# ---- certificate authorities and CRLs --------------------------------------------------------------------------------

# maak_ca MAP: root, issuing CA, anchors, chain
maak_ca() {
    mkdir -p "$1/ca" "$1/crl"
    conf root "Zegel demo" "Zegel demo root" "" ""
    openssl req -x509 -noenc -sha256 -days $DAGEN_CA -config "$TIJDELIJK/c.cnf" -extensions ext -newkey rsa:3072 \
        -keyout "$1/ca/root.key" -out "$1/ca/root.pem" 2> /dev/null
    conf ca "Zegel demo" "Zegel demo uitgever" "" ""
    openssl req -x509 -noenc -sha256 -days $DAGEN_CA -config "$TIJDELIJK/c.cnf" -extensions ext \
        -newkey ec -pkeyopt ec_paramgen_curve:P-256 -CA "$1/ca/root.pem" -CAkey "$1/ca/root.key" \
        -keyout "$1/ca/uitgevend.key" -out "$1/ca/uitgevend.pem" 2> /dev/null
    cp "$1/ca/root.pem" "$1/anchors.pem"
    cp "$1/ca/uitgevend.pem" "$1/keten.pem"
    : > "$1/ca/root.index"
    : > "$1/ca/uitgevend.index"
    crls "$1"
}

# crls MAP: a CRL by each CA from its index
crls() {
    for ca in root uitgevend; do
        ca_conf "$1" $ca
        openssl ca -config "$TIJDELIJK/ca.cnf" -gencrl -out "$1/crl/$ca.crl" 2> /dev/null
    done
    cat "$1/crl/root.crl" "$1/crl/uitgevend.crl" > "$1/crl/alle.pem"
}

# ca_conf MAP CA: settings for "openssl ca"
ca_conf() {
    [ -s "$1/ca/crlnummer" ] || echo 01 > "$1/ca/crlnummer"
    cat > "$TIJDELIJK/ca.cnf" <<CNF
[ca]
default_ca = deze
[deze]
database = $1/ca/$2.index
certificate = $1/ca/$2.pem
private_key = $1/ca/$2.key
crlnumber = $1/ca/crlnummer
new_certs_dir = $TIJDELIJK
rand_serial = yes
default_md = sha256
default_crl_days = $DAGEN
crl_extensions = crl
policy = vrij
unique_subject = no
[vrij]
countryName = optional
organizationName = optional
commonName = supplied
serialNumber = optional
[crl]
authorityKeyIdentifier = keyid:always
CNF
}

# ---- lokets and gateway ----------------------------------------------------------------------------------------------

# One line per loket: id|organisation|oin|first mail address|profile. Reads only the plain style of the shipped files.
lokets() {
    for bestand in "$PARTIJEN"/*.yaml; do
        [ -e "$bestand" ] || fout "geen partijen in $PARTIJEN"
        awk '
            function waarde(s) { sub(/^[^:]*:[ ]*/, "", s); sub(/[ ]+#.*$/, "", s); gsub(/^["\047]|["\047]$/, "", s); return s }
            function klaar() { if (id != "") print id "|" naam "|" oin "|" mail "|" profiel; id = ""; mail = ""; profiel = "" }
            /^naam:/ { naam = waarde($0) }
            /^oin:/ { oin = waarde($0) }
            /^  - id:/ { klaar(); id = waarde($0) }
            /^    mailadressen:/ { mail = waarde($0); gsub(/[][]/, "", mail); sub(/,.*/, "", mail) }
            /^    profielUit:/ { profiel = waarde($0) }
            END { klaar() }' "$bestand"
    done
}

# maak_loket ID ORGANISATIE OIN MAIL PROFIEL
maak_loket() {
    map=$TIJDELIJK/nieuw
    rm -rf "$map"
    mkdir "$map"
    wachtwoord "$map"
    case $5 in
        V3_2*) teken=rsa ontsleutel=rsa soort=ontsleutelen-32 ;; # older clients know RSA only
        *) teken=ec ontsleutel=ec soort=ontsleutelen ;;
    esac
    maak_sleutel ondertekenen ondertekenen $teken "$2" "$1" "$3" "$4"
    maak_sleutel ontsleutelen $soort $ontsleutel "$2" "$1" "$3" "$4"
    maak_sleutel tls tls ec "$2" "$1" "$3" ""
    maak_sleutel ssh ssh ec "$2" "$1" "$3" ""
    ssh_regel "$map"
    plaats "$1"
}

# maak_sleutel NAAM SOORT SLEUTEL ORGANISATIE CN OIN MAIL: into $map
maak_sleutel() {
    conf "$2" "$4" "$5" "$6" "$7"
    nieuw "$map" "$1" "$3"
    p12 "$map" "$1"
}

maak_gateway() {
    map=$TIJDELIJK/nieuw
    rm -rf "$map"
    mkdir "$map"
    wachtwoord "$map"
    oin=00000099000000001000
    maak_sleutel ondertekenen ondertekenen ec "Zegel demo" zegel-demo $oin zegel@zegel.example
    maak_sleutel bewijs ondertekenen ec "Zegel demo" "zegel-demo bewijs" $oin zegel@zegel.example
    maak_sleutel ontsleutelen ontsleutelen ec "Zegel demo" zegel-demo $oin zegel@zegel.example
    maak_sleutel ontsleutelen-32 ontsleutelen-32 rsa "Zegel demo" "zegel-demo 3.2" $oin zegel-32@zegel.example
    maak_sleutel ontsleutelen-soap soap rsa "Zegel demo" "zegel-demo soap" $oin ""
    maak_sleutel intake intake ec "Zegel demo" "zegel-demo intake" $oin ""
    maak_sleutel tls tls ec "Zegel demo" localhost $oin ""
    maak_sleutel ssh ssh ec "Zegel demo" "zegel-demo ssh" $oin ""
    ssh_regel "$map"
    mkdir "$map/geheimen"
    for geheim in rust-1 pseudoniem-1; do
        openssl rand 32 > "$map/geheimen/$geheim"
    done
    plaats gateway
}

# Moves a finished folder into place, so that an interrupted run leaves no half owner.
plaats() {
    mv "$TIJDELIJK/nieuw" "$UIT/$1"
    echo "gemaakt: $1"
}

# ---- bad certificates for tests --------------------------------------------------------------------------------------

# gedateerd MAP NAAM VAN TOT: like nieuw, with the given validity
gedateerd() {
    openssl req -new -noenc -newkey ec -pkeyopt ec_paramgen_curve:P-256 -config "$TIJDELIJK/c.cnf" \
        -keyout "$1/$2.key" -out "$TIJDELIJK/aanvraag" 2> /dev/null
    ca_conf "$1" uitgevend
    openssl ca -batch -notext -config "$TIJDELIJK/ca.cnf" -extfile "$TIJDELIJK/c.cnf" -extensions ext \
        -startdate "$3" -enddate "$4" -in "$TIJDELIJK/aanvraag" -out "$1/$2.pem" 2> /dev/null
}

maak_slecht() {
    [ ! -e "$SLECHT/anchors.pem" ] || { echo "staat er al: $SLECHT"; return; }
    mkdir -p "$SLECHT"
    map=$(cd "$SLECHT" && pwd)
    maak_ca "$map"
    CA=$map/ca
    oin=00000099000000999000
    teken() { conf "$1" "Zegel demo" "$2" "$oin" slecht@zegel.example; }
    teken ondertekenen met-oin;          nieuw "$map" met-oin ec
    oin=
    teken ondertekenen goed;             nieuw "$map" goed ec
    teken ontsleutelen goed-ontsleutelen; nieuw "$map" goed-ontsleutelen ec
    teken ontsleutelen-32 goed-rsa;      nieuw "$map" goed-rsa rsa
    teken ondertekenen verlopen;         gedateerd "$map" verlopen 20200101000000Z 20210101000000Z
    teken ondertekenen nog-niet-geldig;  gedateerd "$map" nog-niet-geldig 20990101000000Z 20991231000000Z
    teken ontsleutelen verlopen-ontsleutelen; gedateerd "$map" verlopen-ontsleutelen 20200101000000Z 20210101000000Z
    teken ondertekenen ingetrokken;      nieuw "$map" ingetrokken ec
    teken ontsleutelen verkeerd-gebruik; nieuw "$map" verkeerd-gebruik ec
    teken ca-blad ca-blad;               nieuw "$map" ca-blad ec
    teken ondertekenen sha1;             nieuw "$map" sha1 ec -sha1
    teken ondertekenen rsa1024;          nieuw "$map" rsa1024 rsa1024
    teken ondertekenen vernieuwd
    openssl req -x509 -sha256 -days $DAGEN -config "$TIJDELIJK/c.cnf" -extensions ext -key "$map/goed.key" \
        -CA "$CA/uitgevend.pem" -CAkey "$CA/uitgevend.key" -out "$map/vernieuwd.pem" 2> /dev/null
    cp "$map/goed.key" "$map/vernieuwd.key"
    # unmarked itself, under a marked root: what only a check of the whole path finds
    ZONDER_MERK=1
    teken ondertekenen zonder-merk;      nieuw "$map" zonder-merk ec
    teken ontsleutelen zonder-merk-ontsleutelen; nieuw "$map" zonder-merk-ontsleutelen ec
    ZONDER_MERK=
    # signed by a leaf that is not a CA
    mkdir "$TIJDELIJK/vals"
    cp "$map/goed.pem" "$TIJDELIJK/vals/uitgevend.pem"
    cp "$map/goed.key" "$TIJDELIJK/vals/uitgevend.key"
    CA=$TIJDELIJK/vals
    teken ondertekenen door-blad;        nieuw "$map" door-blad ec
    # another root with the same names
    maak_ca "$TIJDELIJK/ander"
    CA=$TIJDELIJK/ander/ca
    teken ondertekenen andere-root;      nieuw "$map" andere-root ec
    cp "$CA/uitgevend.pem" "$map/andere-root-keten.pem"
    printf 'R\t21000101000000Z\t%s\t%s\tunknown\t/CN=ingetrokken\n' "$(date -u +%y%m%d%H%M%SZ)" \
        "$(openssl x509 -in "$map/ingetrokken.pem" -noout -serial | cut -d= -f2)" > "$map/ca/uitgevend.index"
    crls "$map"
    echo "gemaakt: $SLECHT"
}

# ---- main ------------------------------------------------------------------------------------------------------------

if [ -n "$SLECHT" ]; then
    maak_slecht
    exit 0
fi
[ -z "$OPNIEUW" ] || [ ! -e "$UIT/anchors.pem" ] || rm -rf "$UIT"
mkdir -p "$UIT"
UIT=$(cd "$UIT" && pwd)
CA=$UIT/ca
if [ ! -e "$UIT/anchors.pem" ]; then
    maak_ca "$UIT"
    echo "gemaakt: root en uitgever"
fi
[ -d "$UIT/gateway" ] || maak_gateway
lokets > "$TIJDELIJK/lokets"
while IFS='|' read -r id organisatie oin mail profiel; do
    [ $# -eq 0 ] || case " $* " in *" $id "*) ;; *) continue ;; esac
    [ -d "$UIT/$id" ] || maak_loket "$id" "$organisatie" "$oin" "$mail" "$profiel"
done < "$TIJDELIJK/lokets"
for gevraagd in "$@"; do
    [ -d "$UIT/$gevraagd" ] || fout "loket $gevraagd staat niet in $PARTIJEN"
done
