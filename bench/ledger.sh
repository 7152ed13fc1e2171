#!/usr/bin/env bash
# Keeps the ledger of archives of seven years that are made up on the spot, over HTTP on loopback and with state in SQLite: a full pass, then
# the daily one of the next day and of the day after. Prints what was listed, seconds, and the peak memory of the whole process.
# Usage: bench/ledger.sh [DAYS] [FLOWLOGS] [LAYOUT ...]      needs GNU time (Debian: time)
set -euo pipefail
cd "$(dirname "$0")/.."
days=${1:-2555}
flowlogs=${2:-3}
shift $(($# < 2 ? $# : 2))
layouts=("$@")
[ "${#layouts[@]}" -gt 0 ] || layouts=(day mixed firehose export)
dotnet build bench/FlowWatch.LedgerPasses -c Release -v quiet -nologo
passes=artifacts/bin/FlowWatch.LedgerPasses/release/FlowWatch.LedgerPasses
export AWS_ACCESS_KEY_ID=AKIATESTTESTTESTTEST AWS_SECRET_ACCESS_KEY=secret
folder=$(mktemp -d "${TMPDIR:-/tmp}/flowwatch-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT

echo "layout | pass | objects known | objects listed | requests | hours due | hours missing | gaps | seconds | peak MB | state KB"
for layout in "${layouts[@]}"; do
    coproc SERVER { "$passes" serve "$layout" "$days" "$flowlogs"; }
    read -r address <&"${SERVER[0]}"
    for day in 0 1 2; do
        result=$(AWS_ENDPOINT_URL_S3=$address command time -f '%M' -o "$folder/memory" "$passes" pass "$layout" "$days" "$flowlogs" "$folder/$layout.db" "$day")
        echo "$layout | ${result// / | } | $(awk '{ printf "%.0f", $1 / 1000 }' "$folder/memory") | $(du -k "$folder/$layout.db" | cut -f1)"
    done
    server=$SERVER_PID
    eval "exec ${SERVER[1]}>&-"
    wait "$server"
done
