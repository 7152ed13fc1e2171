#!/usr/bin/env bash
# Starts `flowwatch serve` with a folder of flow logs as its target: prints the time from the start of the process to its first answer, and
# the memory before and after so many runs, each asked for over HTTP and waited for.
# Usage: bench/serve.sh [RUNS] [STARTS]      needs python3
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${FLOWWATCH_BENCH_NO_BUILD:-}" ] || dotnet build src/FlowWatch.Cli -c Release -v quiet -nologo
exec python3 - "$PWD/artifacts/bin/FlowWatch.Cli/release/flowwatch" "${1:-1000}" "${2:-5}" <<'PYTHON'
import json, pathlib, shutil, subprocess, sys, tempfile, time, urllib.request

command, wanted, starts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
base = pathlib.Path(tempfile.mkdtemp(prefix="flowwatch-bench-"))
running = []

def memory(process):
    lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000

def begin(number):
    begun = time.monotonic()
    process = subprocess.Popen(
        [command, "serve", "--config", str(base / "flowwatch.json"), "--state", str(base / f"{number}.db"), "--port", "0", "--quiet"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    running.append(process)
    address = key = None
    while not (address and key):
        line = process.stdout.readline()
        assert line, "serve has ended"
        if line.startswith("listening: "): address = line.split()[1]
        if line.startswith("key: "): key = line.split()[1]
    urllib.request.urlopen(f"{address}/health/live").read()
    return process, address, key, time.monotonic() - begun

def ask(address, key, path, method="GET"):
    request = urllib.request.Request(f"{address}/{path}", method=method, headers={"x-functions-key": key})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)

try:
    logs = base / "logs"
    logs.mkdir()
    subprocess.run([command, "generate", "--duration", "1h", "--rate", "5", "--quiet", "--output", str(logs / "flows.log")], check=True)
    target = {"name": "bench", "environment": "bench", "account": "111122223333", "region": "eu-central-1", "folder": str(logs)}
    (base / "flowwatch.json").write_text(json.dumps({"targets": [target]}))
    times = []
    for number in range(starts):
        process, address, key, seconds = begin(number)
        times.append(seconds)
        if number < starts - 1:
            process.kill()
            process.wait()
    print("run | memory in MB")
    print(f"0 | {memory(process):.0f}")
    begun = time.monotonic()
    for count in range(1, wanted + 1):
        run = ask(address, key, "checks/security/runs", "POST")["id"]
        while ask(address, key, f"runs/{run}")["status"].lower() == "running":
            time.sleep(0.005)
        if count in (10, 100, wanted // 2, wanted):
            print(f"{count} | {memory(process):.0f}")
    print(f"{wanted} runs in {time.monotonic() - begun:.1f} s")
    print("first answer after, in seconds:", " ".join(f"{seconds:.2f}" for seconds in sorted(times)))
finally:
    for process in running:
        if process.poll() is None:
            process.kill()
            process.wait()
    shutil.rmtree(base)
PYTHON
