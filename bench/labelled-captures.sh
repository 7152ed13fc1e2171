#!/usr/bin/env bash
# Scans every NAME.log of a folder of labelled captures and scores the findings per source.
# Usage: bench/labelled-captures.sh [DATA_DIR] [SCORE_PY]
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(realpath "${1:-../shared/data}")
score=$(realpath "${2:-../shared/quality/score.py}")
findings=$(mktemp -d)
trap 'rm -rf "$findings"' EXIT
dotnet build src/FlowWatch.Cli -c Release -v quiet -nologo
for log in "$data"/*.log; do
    name=$(basename "$log" .log)
    code=0
    artifacts/bin/FlowWatch.Cli/release/flowwatch scan "$log" --quiet --format json --output "$findings/$name.json" || code=$?
    [ "$code" -le 1 ] || { echo "$name: flowwatch scan ended with exit code $code" >&2; exit 1; }
done
python3 "$score" "$data" --findings "$findings"
echo "== findings of any kind on clean addresses"
python3 - "$score" "$data" "$findings" <<'PY'
import json, os, sys, glob
score, data, findings = sys.argv[1:]
sys.argv = ["score.py", data]
source = open(score).read().rsplit("\nmain()", 1)[0]
exec(source)
total = 0
for path in sorted(glob.glob(f"{findings}/*.json")):
    name = os.path.basename(path)[:-5]
    if name.endswith("-v5"): continue
    rows = load(data, name)
    _, _, clean = truth(name, rows)
    for finding in json.load(open(path))["findings"]:
        if finding["source"] in clean:
            total += 1
            print(f"   {name}: {finding['severity']} {finding['detection']}: {finding['summary']}")
print(f"   {total} in all")
PY
