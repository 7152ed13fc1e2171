#!/usr/bin/env bash
# Runs `flowwatch check` over many targets of the simulated AWS, a process of its own, where every query takes a while and only so many run at
# once: prints seconds beside the least that is possible (queries x seconds / at once), and the peak memory of the checking process.
# Usage: bench/targets.sh [TARGETS] [SECONDS A QUERY] [AT ONCE] [RUNS]      needs GNU time (Debian: time) and python3
set -euo pipefail
cd "$(dirname "$0")/.."
targets=${1:-1000} seconds=${2:-3} at_once=${3:-20} runs=${4:-1}
dotnet build bench/FlowWatch.SimulatedTargets -c Release -v quiet -nologo
dotnet build src/FlowWatch.Cli -c Release -v quiet -nologo
server=$PWD/artifacts/bin/FlowWatch.SimulatedTargets/release/FlowWatch.SimulatedTargets
flowwatch=$PWD/artifacts/bin/FlowWatch.Cli/release/flowwatch
folder=$(mktemp -d "${TMPDIR:-/tmp}/flowwatch-bench-XXXXXX")
trap 'rm -rf "$folder"' EXIT

echo "targets | queries | most at once | refused requests | seconds | least possible | ratio | peak MB | judged"
for ((run = 0; run < runs; run++)); do
    coproc SERVER { "$server" "$targets" "$seconds" "$at_once" "$folder"; }
    read -r _ <&"${SERVER[0]}"
    status=0
    (
        # shellcheck disable=SC1091
        . "$folder/environment"
        cd "$folder"
        FlowWatch__insights__concurrentQueries=$at_once command time -f '%e %M' -o "$folder/time" "$flowwatch" check security --quiet --from 2026-01-05T12:00:00Z --to 2026-01-05T12:15:00Z --format json --output "$folder/report.json"
    ) || status=$?
    pid=$SERVER_PID
    eval "exec ${SERVER[1]}>&-"
    read -r queries most refused <&"${SERVER[0]}"
    wait "$pid"
    [ "$status" -eq 0 ] || { echo "flowwatch check ended with $status" >&2; tail -n 5 "$folder/time" >&2; exit 1; }
    python3 - "$folder" "$targets" "$queries" "$most" "$refused" "$seconds" "$at_once" <<'PYTHON'
import json, sys
folder, targets, queries, most, refused, seconds, at_once = sys.argv[1:]
taken, peak = open(f"{folder}/time").read().split()
least = int(queries) * float(seconds) / int(at_once)
report = json.load(open(f"{folder}/report.json"))
judged = sum(target["status"] == "judged" for target in report["targets"])
print(f"{targets} | {queries} | {most} | {refused} | {float(taken):.1f} | {least:.1f} | {float(taken) / least:.3f} | {int(peak) / 1000:.0f} | {judged}")
PYTHON
done
