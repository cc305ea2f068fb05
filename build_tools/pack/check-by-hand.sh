#!/bin/sh
# Checks a record with coreutils and OpenSSH (8.9 or newer) alone: each text against its seal, and each seal against
# its signatures. Run it beside the folder `versions`; it ends with 0 when all of them hold.
cd versions || exit 2
failed=0

# 1. Is each text the one that was sealed?
sha256sum --check --quiet sealed.sha256 || failed=1

# 2. One file for each seal: its lines as they stand, from what made the version law to the hash of its text.
seals=$(mktemp -d)
csplit --quiet --elide-empty-files --prefix="$seals/" sealed.sha256 '/^[0-9a-f]\{64\}  /+1' '{*}'

# 3. Did somebody sign those lines whom the publisher lists?
for seal in "$seals"/*; do
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
exit "$failed"
