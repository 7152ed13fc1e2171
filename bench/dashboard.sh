#!/usr/bin/env bash
# How long the dashboard takes, and how large it is, with very many targets: 'flowwatch serve' over folders, with a day of judged windows of
# both checks for each. The day is made by copying the windows that serve itself has judged.
# Usage: bench/dashboard.sh [TARGETS ...]      needs python3; FLOWWATCH_BENCH_NO_BUILD=1 takes the release build that is there
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${FLOWWATCH_BENCH_NO_BUILD:-}" ] || ${DOTNET:-dotnet} build src/FlowWatch.Cli -c Release -v quiet -nologo >&2
exec python3 - "$PWD/artifacts/bin/FlowWatch.Cli/release/flowwatch" "${@:-200}" <<'PYTHON'
import datetime, json, os, pathlib, re, shutil, sqlite3, subprocess, sys, tempfile, time, urllib.request
command = sys.argv[1]
Format = "%Y-%m-%dT%H:%M:%S"

def serve(base):
    process = subprocess.Popen([command, "serve", "--config", str(base / "flowwatch.json"), "--state", str(base / "state.db"), "--port", "0", "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    address = key = None
    while not (address and key):
        line = process.stdout.readline()
        assert line, "serve has ended"
        if line.startswith("listening: "): address = line.split()[1].rstrip("/")
        if line.startswith("key: "): key = line.split()[1]
    return process, address, key

def get(address, key, path, method="GET"):
    with urllib.request.urlopen(urllib.request.Request(f"{address}/{path}", method=method, headers={"x-functions-key": key}), timeout=120) as answer: return answer.read()

def stop(process):
    process.terminate()
    process.wait(30)

def shifted(text, by): return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", lambda match: (datetime.datetime.strptime(match.group(0), Format) - by).strftime(Format), text)

def measure(targets):
    base = pathlib.Path(tempfile.mkdtemp(prefix="flowwatch-bench-"))
    process = None
    try:
        logs = base / "logs"
        logs.mkdir()
        subprocess.run([command, "generate", "--duration", "1h", "--rate", "1", "--quiet", "--output", str(logs / "flows.log")], check=True)
        for number in range(targets):
            (logs / f"{number:04}").mkdir()
            os.link(logs / "flows.log", logs / f"{number:04}" / "flows.log")
        one = lambda number: {"name": f"account-{number:04}", "environment": "bench", "account": f"{111122220000 + number}", "region": "eu-central-1", "folder": str(logs / f"{number:04}")}
        # One target is judged by serve itself; the others get copies of its windows, and so does the day before.
        (base / "flowwatch.json").write_text(json.dumps({"targets": [one(0)]}))
        process, address, key = serve(base)
        for check in ("security", "anomaly"):
            run = json.loads(get(address, key, f"checks/{check}/runs", "POST"))["id"]
            while json.loads(get(address, key, f"runs/{run}"))["status"].lower() == "running": time.sleep(0.05)
        stop(process)
        state = sqlite3.connect(base / "state.db")
        judged = list(state.execute("select partition, key, value, version from state where partition like 'windows|account-0000|%'"))
        for check, length in (("security", 10), ("anomaly", 15)):
            rows = [row for row in judged if row[0].endswith(check)]
            _, at, text, version = min((row for row in rows if row[1].startswith("window|")), key=lambda row: row[1])
            for back in range(1, 24 * 60 // length):
                by = datetime.timedelta(minutes=length * back)
                earlier = re.sub(r"\d{8}T\d{6}", lambda match: (datetime.datetime.strptime(match.group(0), "%Y%m%dT%H%M%S") - by).strftime("%Y%m%dT%H%M%S"), at)
                rows.append((f"windows|account-0000|{check}", earlier, shifted(text, by), version))
            for number in range(targets):
                state.executemany("insert or ignore into state values (?, ?, ?, ?)", [(f"windows|account-{number:04}|{check}", *row[1:]) for row in rows])
        state.commit()
        state.close()
        (base / "flowwatch.json").write_text(json.dumps({"targets": [one(number) for number in range(targets)]}))
        process, address, key = serve(base)
        for path in ("dashboard", "dashboard?range=1h", "dashboard?range=24h", "dashboard?range=7d"):
            times, size = [], 0
            for turn in range(5):
                time.sleep(5.2)
                begun = time.perf_counter()
                page = get(address, key, path)
                size = len(page)
                times.append(time.perf_counter() - begun)
            assert b"LEFT OUT" not in page, "a target is left out"
            windows = re.search(rb"of ([0-9,]+) windows are judged", page).group(1).decode()
            begun = time.perf_counter()
            get(address, key, path)
            print(f"| {targets} | {windows} | `{path}` | {sorted(times)[2] * 1000:.0f} | {max(times) * 1000:.0f} | {(time.perf_counter() - begun) * 1000:.0f} | {size / 1000:.0f} |", flush=True)
    finally:
        if process: stop(process)
        shutil.rmtree(base)

print("| Targets | Windows | Page | Gathered, median ms | worst ms | again within 5 s, ms | kB |\n|---|---|---|---|---|---|---|")
for targets in map(int, sys.argv[2:]): measure(targets)
PYTHON
