#!/usr/bin/env bash
# Very many findings in one window: seconds to make incidents of them, to take the same window again, and to dispatch; messages and digests sent;
# peak memory before (the findings themselves) and after.
# Usage: bench/alert-storm.sh [FINDINGS ...]
set -euo pipefail
cd "$(dirname "$0")/.."
sizes=("$@")
[ "${#sizes[@]}" -gt 0 ] || sizes=(10000 100000)
dotnet build bench/FlowWatch.AlertStorm -c Release -v quiet -nologo
storm=artifacts/bin/FlowWatch.AlertStorm/release/FlowWatch.AlertStorm
folder=$(mktemp -d "${TMPDIR:-/tmp}/flowwatch-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT

echo "findings | record s | again s | dispatch s | alone | digests | messages | MB before | peak MB"
for size in "${sizes[@]}"; do "$storm" "$size" "$folder/$size.db"; done
