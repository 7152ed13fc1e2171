#!/usr/bin/env bash
# Kills (kill -9) a host that runs the security check, at random points, and starts it again, until it was killed so many times; then lets it
# run to the end and compares every window and finding with those of a host that was never killed.
# Usage: bench/kills.sh [KILLS] [SEED]      needs python3
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench/FlowWatch.KilledHost -c Release -v quiet -nologo
exec python3 - "$PWD/artifacts/bin/FlowWatch.KilledHost/release/FlowWatch.KilledHost" "${1:-200}" "${2:-1}" <<'PYTHON'
import random, subprocess, sys, tempfile, time, pathlib, shutil

host, wanted, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)
base = pathlib.Path(tempfile.mkdtemp(prefix="flowwatch-bench-"))
try:
    state, other = base / "killed.db", base / "whole.db"

    def folder(where):
        made = where.with_suffix("")
        made.mkdir(exist_ok=True)
        return str(made)

    def start(first, last, where):
        return subprocess.Popen([host, "run", folder(where), str(where), str(first), str(last)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    # How long one step takes, from the start of the process to its end.
    lengths = []
    for step in range(3):
        begun = time.monotonic()
        assert start(step, step, state).wait() == 0
        lengths.append(time.monotonic() - begun)
    length = sorted(lengths)[1]

    kills = at_end = 0
    step = 3
    while kills < wanted:
        # What writes the records is not killed: they have arrived, whatever becomes of the host.
        subprocess.run([host, "traffic", folder(state), str(step)], check=True)
        process = start(step, step, state)
        try:
            process.wait(timeout=chance.uniform(0.1, 1.0) * length * 1.1)
            at_end += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        step += 1

    # What is left free again, and the last looks for late records.
    assert start(step, step + 8, state).wait() == 0, "the last run did not go well"
    last = step + 8
    assert start(0, last, other).wait() == 0, "the run without kills did not go well"
    killed, whole = (subprocess.run([host, "print", folder(where), str(where)], check=True, capture_output=True, text=True).stdout.splitlines() for where in (state, other))
    windows = sum(" window " in line for line in whole)
    findings = sum(" finding " in line for line in whole)
    missing, extra = sorted(set(whole) - set(killed)), sorted(set(killed) - set(whole))
    print("kills | ended before | steps | windows | findings | missing | different | seconds a step")
    print(f"{kills} | {at_end} | {last + 1} | {windows} | {findings} | {len(missing)} | {len(extra)} | {length:.2f}")
    for line in missing[:10]:
        print("missing:", line)
    for line in extra[:10]:
        print("different:", line)
    sys.exit(1 if missing or extra or len(whole) != len(killed) else 0)
finally:
    shutil.rmtree(base)
PYTHON
