#!/usr/bin/env bash
# Lists buckets of 10 thousand, 100 thousand and 1 million made-up objects over HTTP on loopback and reads every key:
# prints seconds and the peak memory of the listing process, which must not grow with the bucket.
# Usage: bench/archive-listing.sh [OBJECTS ...]      needs GNU time (Debian: time)
set -euo pipefail
cd "$(dirname "$0")/.."
sizes=("$@")
[ "${#sizes[@]}" -gt 0 ] || sizes=(10000 100000 1000000)
dotnet build bench/FlowWatch.ArchiveListing -c Release -v quiet -nologo
listing=artifacts/bin/FlowWatch.ArchiveListing/release/FlowWatch.ArchiveListing
export AWS_ACCESS_KEY_ID=AKIATESTTESTTESTTEST AWS_SECRET_ACCESS_KEY=secret
memory=$(mktemp "${TMPDIR:-/tmp}/flowwatch-bench-XXXXXX")
trap 'rm -f "$memory"' EXIT

echo "objects | keys understood | pages | seconds | peak MB"
for size in "${sizes[@]}"; do
    coproc SERVER { "$listing" serve "$size"; }
    read -r address <&"${SERVER[0]}"
    result=$(AWS_ENDPOINT_URL_S3=$address command time -f '%M' -o "$memory" "$listing" list)
    echo "${result// / | } | $(awk '{ printf "%.0f", $1 / 1000 }' "$memory")"
    server=$SERVER_PID
    eval "exec ${SERVER[1]}>&-"
    wait "$server"
done
