#!/usr/bin/env bash
# Makes the certificates of the tests anew, valid for 100 years. The CA's key is thrown away.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

touch "$work/index"
echo 1000 > "$work/serial"
cat > "$work/ca.conf" <<CONF
[ca]
default_ca = tests
[tests]
database = $work/index
new_certs_dir = $work
default_md = sha256
policy = any
unique_subject = no
serial = $work/serial
[any]
commonName = supplied
CONF

# name, subject, extensions, options of `openssl ca`
certificate() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config /dev/null \
    -keyout "$work/$1.key" -out "$work/$1.csr" -subj "/CN=$2"
  openssl ca -batch -notext -config "$work/ca.conf" -extfile <(printf '%s\n' "$3") -in "$work/$1.csr" \
    -out "$work/$1.pem" -startdate 20200101000000Z "${@:4}"
  cat "$work/$1.pem" "$work/$1.key" > "$1.pem"
}

long=(-enddate 21200101000000Z)
by_ca=(-cert "$work/ca.pem" -keyfile "$work/ca.key")
ca=$'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash'

certificate ca "Test CA" "$ca" -selfsign -keyfile "$work/ca.key" "${long[@]}"
cp "$work/ca.pem" ca.pem
certificate server "Test server" "subjectAltName=IP:127.0.0.1,DNS:localhost" "${by_ca[@]}" "${long[@]}"
certificate elsewhere "Another name" "subjectAltName=DNS:elsewhere.example" "${by_ca[@]}" "${long[@]}"
certificate expired "Expired" "subjectAltName=IP:127.0.0.1" "${by_ca[@]}" -enddate 20200102000000Z
certificate client "Test client" "extendedKeyUsage=clientAuth" "${by_ca[@]}" "${long[@]}"
# Its own CA, as appliances make them.
certificate own "127.0.0.1" $'basicConstraints=CA:TRUE\nsubjectAltName=IP:127.0.0.1' -selfsign -keyfile "$work/own.key" "${long[@]}"
