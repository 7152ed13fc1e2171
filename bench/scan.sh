#!/usr/bin/env bash
# Times `flowwatch scan` beside one hand-written DuckDB aggregation over the same file, in turn, and prints medians, the
# ratio pair by pair, and peak memory. Then how time and memory of a scan grow with the input.
# Usage: bench/scan.sh [RUNS] [MILLIONS ...]      needs GNU time (Debian: time), gzip and python3
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
shift || true
sizes=("${@:-}")
[ -n "${sizes[0]}" ] || sizes=(0.5 5 50)
folder=$(mktemp -d "${TMPDIR:-/tmp}/flowwatch-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT
# Both as they would be installed: compiled ahead of time for this machine.
publish() { dotnet publish "$1" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/;s/aarch64/arm64/')" --no-self-contained -p:PublishReadyToRun=true -v quiet -nologo -o "$2"; }
publish src/FlowWatch.Cli "$folder/command"
publish bench/FlowWatch.Baseline "$folder/baseline"
flowwatch=$folder/command/flowwatch
baseline=$folder/baseline/FlowWatch.Baseline

# About 11,500 records an hour for each connection a second.
generate() { "$flowwatch" generate --rate "$(python3 -c "print($1 * 1e6 / 11500)")" --output "$2" --quiet; }
# Seconds and peak kB of a command; its exit code is not this script's business (1 means findings).
measure() { command time -f '%e %M' -o "$folder/time" "$@" >/dev/null 2>&1 || true; tail -n 1 "$folder/time"; }

echo "$(nproc) cores, $(dotnet --version), DuckDB.NET $(sed -n 's/.*DuckDB.NET.Data.Full" Version="\([^"]*\)".*/\1/p' Directory.Packages.props)"
generate 5 "$folder/five.log"
gzip -k "$folder/five.log"
for file in five.log five.log.gz; do
    : >"$folder/pairs"
    measure "$flowwatch" scan "$folder/$file" --quiet --output "$folder/report.json" >/dev/null
    measure "$baseline" "$folder/$file" >/dev/null
    for _ in $(seq "$runs"); do
        echo "$(measure "$flowwatch" scan "$folder/$file" --quiet --output "$folder/report.json") $(measure "$baseline" "$folder/$file")" >>"$folder/pairs"
    done
    python3 - "$file" "$(wc -l <"$folder/five.log")" "$folder/pairs" <<'PY'
import statistics, sys
name, records, path = sys.argv[1:]
rows = [[float(part) for part in line.split()] for line in open(path)]
scan, scan_memory, base, base_memory = ([row[column] for row in rows] for column in range(4))
ratio = [a / b for a, b in zip(scan, base)]
print(f"{name}: {int(records):,} records, {len(rows)} pairs: scan {statistics.median(scan):.2f} s and {max(scan_memory) / 1e3:.0f} MB, "
      f"aggregation {statistics.median(base):.2f} s and {max(base_memory) / 1e3:.0f} MB, ratio {statistics.median(ratio):.2f} ({min(ratio):.2f} to {max(ratio):.2f})")
PY
done
rm "$folder"/five.log*

echo "millions of records | size | seconds | records a second | peak memory"
for millions in "${sizes[@]}"; do
    generate "$millions" "$folder/growth.log"
    records=$(wc -l <"$folder/growth.log")
    bytes=$(stat -c %s "$folder/growth.log")
    read -r seconds memory <<<"$(measure "$flowwatch" scan "$folder/growth.log" --quiet --output "$folder/report.json")"
    python3 -c "print(f'{$records / 1e6:.2f} | {$bytes / 1e9:.2f} GB | {$seconds:.2f} | {$records / $seconds:,.0f} | {$memory / 1e3:.0f} MB')"
    rm "$folder/growth.log"
done
