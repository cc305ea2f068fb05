#!/bin/sh
# Checks a record with coreutils and OpenSSH (8.9 or newer) alone: each text against its seal, each seal against its
# signatures, and the publication log. Run it beside the folder `versions`; it ends with 0 when all of them hold.
cd versions || exit 2
failed=0
[ -d signatures ] && [ ! -f allowed_signers ] && echo "there are signatures, and nobody is listed who may sign" && failed=1
[ -d signatures ] && [ ! -f sealed.sha256 ] && echo "there are signatures, and nothing that they sign" && failed=1
[ -f sealed.sha256 ] || { echo "nothing here is sealed" && exit "$failed"; }

# 1. Is each text the one that was sealed?
sha256sum --check --quiet sealed.sha256 || failed=1

# 2. One file for each seal: its lines as they stand, from what made the version law to the hash of its text.
seals=$(mktemp -d)
csplit --quiet --elide-empty-files --prefix="$seals/" sealed.sha256 '/^[0-9a-f]\{64\}  /+1' '{*}'

# 3. Did somebody sign those lines whom the publisher lists?
for seal in "$seals"/*; do
    [ -f allowed_signers ] || break # then this record is not signed
    hash=$(sha256sum <"$seal" | cut -c 1-12)
    signed=no
    for signature in signatures/*-"$hash"-*.sig; do
        [ -f "$signature" ] || continue
        signer=$(ssh-keygen -Y find-principals -s "$signature" -f allowed_signers | head -n 1)
        ssh-keygen -Y verify -n seal@corpus -f allowed_signers -I "$signer" -s "$signature" <"$seal" && signed=yes
    done
    if [ "$signed" = no ]; then
        echo "nobody signed this seal:" && cat "$seal"
        failed=1
    fi
done
rm -r "$seals"

# 4. Does each entry of the log name the hash of the line above it? Its first and its last line are brackets.
entry=1
while [ -f publication-log.json ] && [ "$entry" -lt $(($(wc -l <publication-log.json) - 2)) ]; do
    hash=$(head -n $((entry + 1)) publication-log.json | tail -n 1 | head -c -2 | sha256sum | cut -c 1-64)
    entry=$((entry + 1))
    case $(head -n $((entry + 1)) publication-log.json | tail -n 1) in
    *"\"before\": \"$hash\"}"*) ;;
    *) echo "entry $entry of the publication log does not follow from the one above it" && failed=1 ;;
    esac
done

# 5. In an archive: is anything there that its list of files does not name?
if [ -f ../SHA256SUMS ]; then
    lists=$(mktemp -d)
    cut -c 67- ../SHA256SUMS | sort >"$lists/named"
    (cd .. && du -a .) | cut -f 2- | while read -r path; do [ -d "../$path" ] || echo "${path#./}"; done | sort >"$lists/there"
    more=$(comm -13 "$lists/named" "$lists/there") && rm -r "$lists"
    [ "$more" = SHA256SUMS ] || { echo "not in SHA256SUMS: $more" && failed=1; }
fi
exit "$failed"
