#!/usr/bin/env bash
# Kills (kill -9) `flowwatch serve` itself at random points, and starts it again, until it was killed so many times; then lets it finish, and
# compares what its API tells of windows, findings and incidents, and the alerts in its files, with a host that was never killed.
# Usage: bench/serve-kills.sh [KILLS] [SEED] [HOURS]      needs python3
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${FLOWWATCH_BENCH_NO_BUILD:-}" ] || dotnet build src/FlowWatch.Cli -c Release -v quiet -nologo
exec python3 - "${FLOWWATCH_BENCH_COMMAND:-$PWD/artifacts/bin/FlowWatch.Cli/release/flowwatch}" "${1:-200}" "${2:-1}" "${3:-24}" <<'PYTHON'
import collections, datetime, json, os, pathlib, random, shutil, signal, sqlite3, subprocess, sys, tempfile, time, urllib.parse, urllib.request

command, wanted, seed, hours = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
chance = random.Random(seed)
base = pathlib.Path(tempfile.mkdtemp(prefix="flowwatch-bench-"))
names, checks = ["a", "b"], ["anomaly", "security"]
minute = 60
# Whole minutes: what is judged is cut there.
begin = int(time.time()) // minute * minute - hours * 60 * minute
end = begin + hours * 60 * minute
late_of, late_after, late_look = 4, 90, 240
running = []
# So that whoever ends this leaves no host behind.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

def line(source, target, source_port, port, packets, size, start, action):
    return f"2 111122223333 eni-0a {source} {target} {source_port} {port} 6 {packets} {size} {start} {start + 10} {action} OK"

def scan(source, start):
    return [line(source, "10.0.0.5", 40000, port, 1, 40, start + port // 2, "REJECT") for port in range(1, 61)]

def write(folder, name, lines, written):
    hidden = folder / f".{name}"
    hidden.write_text("\n".join(["version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status", *lines]) + "\n")
    os.utime(hidden, (written, written))
    hidden.rename(folder / name)

def traffic():
    for number, name in enumerate(names):
        folder = base / name
        folder.mkdir()
        for hour in range(hours):
            lines = []
            for at in range(begin + hour * 3600, begin + (hour + 1) * 3600, minute):
                lines += [line(f"10.0.0.{10 + second}", "10.0.1.5", 40000 + second, 443, 12, 2400, at + second, "ACCEPT") for second in range(0, 60, 10)]
                of = (at - begin) // minute
                # A scan every five minutes; one in three crosses the border of two windows.
                if of % 5 == number: lines += scan(f"203.0.{of // 250}.{of % 250}", at + (20 if of % 3 else 45))
                # Two gigabytes in a minute, for the anomaly check.
                if of % 30 == 7: lines.append(line(f"10.0.{2 + of // 250}.{of % 250}", "198.51.100.9", 50000, 443, 1400000, 2 << 30, at + 5, "ACCEPT"))
            write(folder, f"hour-{hour:03d}.log", lines, begin + (hour + 1) * 3600)

def late():
    # Records of windows that were judged minutes ago.
    for name in names: write(base / name, "late.log", [one for of in range(late_of) for one in scan(f"198.18.0.{10 + of}", begin + of * minute + 10)], time.time())

def configure(name, look_back, looks):
    folder = base / name
    folder.mkdir()
    windows = {"window": "1m", "overlap": "5m", "settleLag": "1m", "lookBack": f"{look_back}m", "longestWindow": "1m", "windowsPerRun": 1000, "lateLooks": looks, "lease": "1m"}
    targets = [{"name": target, "environment": "bench", "account": "111122223333", "region": "eu-central-1", "folder": str(base / target),
                "topics": {"warning": f"file:{folder}/warning-{target}.jsonl", "critical": f"file:{folder}/critical-{target}.jsonl"}} for target in names]
    settings = {"state": {"file": str(folder / "state.db")}, "checks": {check: windows for check in checks}, "alerts": {"budget": 1000, "stormSize": 100000, "quietAfter": "30d", "renotify": "30d", "noRecordsAfter": "7d"}, "targets": targets}
    (folder / "flowwatch.json").write_text(json.dumps(settings))
    return folder

def start(folder):
    variables = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")} | {"HOME": str(base), "AWS_EC2_METADATA_DISABLED": "true"}
    with open(folder / "log", "a") as log:
        process = subprocess.Popen([command, "serve", "--config", str(folder / "flowwatch.json"), "--port", "0", "--quiet"], stdout=subprocess.PIPE, stderr=log, text=True, env=variables)
    running.append(process)
    return process

def listen(process):
    told = {}
    while not {"listening", "key"} <= told.keys():
        text = process.stdout.readline()
        assert text, "serve has ended"
        name, _, value = text.strip().partition(": ")
        told[name] = value
    return told["listening"], told["key"]

def ask(host, path, method="GET"):
    with urllib.request.urlopen(urllib.request.Request(urllib.parse.urljoin(host[0], path), method=method, headers={"x-functions-key": host[1]})) as answer: return json.load(answer)

def everything(host, path):
    items, path = [], f"/api/{path}"
    while path:
        page = ask(host, path)
        items += page["value"]
        path = page["nextLink"]
    return items

def iso(seconds): return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

def windows(host, target, check): return everything(host, f"windows?target={target}&check={check}&from={iso(begin)}&to={iso(end)}&top=500")

def finish(host, looks):
    # Timers fire at the start and then every 10 and 15 minutes; what a killed host held comes free after a minute.
    bound = time.monotonic() + 1800
    while True:
        since = time.time()
        for check in checks:
            run = ask(host, f"/api/checks/{check}/runs", "POST")["id"]
            while ask(host, f"/api/runs/{run}")["status"].lower() == "running": time.sleep(0.2)
        left = sum(window["status"] not in ("done", "revised") for target in names for check in checks for window in windows(host, target, check))
        # A run that began before the last look was due has not looked.
        if left == 0 and since > looks: break
        assert time.monotonic() < bound, f"{left} windows are not judged"
        time.sleep(5)
    while ask(host, "/api/alerts/summary")["outbox"]["waiting"] > 0:
        assert time.monotonic() < bound, "alerts wait"
        time.sleep(1)

def result(folder, host):
    lines = []
    found = collections.Counter()
    for target in names:
        for check in checks:
            for window in windows(host, target, check): lines.append(f"{target} {check} window {window['from']} {window['to']} judged {window['findings']} {window['isPartial']}")
            for finding in everything(host, f"findings?target={target}&check={check}&from={iso(begin)}&to={iso(end)}&top=500"):
                found[target, finding["fingerprint"]] += 1
                lines.append(f"{target} {check} finding {json.dumps(finding, sort_keys=True)}")
    told = collections.Counter()
    for file in folder.glob("*.jsonl"):
        for text in file.read_text().splitlines():
            try: told[file.name, json.loads(text)["id"]] += 1
            except json.JSONDecodeError: pass
    counted = {}
    for incident in everything(host, "incidents?top=500"):
        key = incident["target"], incident["fingerprint"]
        if key not in found: continue
        assert key not in counted, f"two incidents of {key}"
        counted[key] = incident["occurrences"]
        lines.append(f"{incident['target']} incident " + json.dumps({name: incident[name] for name in ("detection", "fingerprint", "severity", "firstSeen", "lastSeen", "occurrences", "reopenings")}))
        ids = {int(id.rsplit("-", 1)[1]) for _, id in told if id.startswith(incident["id"] + "-")}
        assert ids and ids == set(range(1, max(ids) + 1)), f"{incident['id']} was told {sorted(ids)}"
    assert counted == found, f"findings without their incident: {[key for key in found if counted.get(key) != found[key]][:5]}"
    return lines, sum(told.values()) - len(told)

try:
    traffic()
    killed = configure("killed", hours * 60, [f"{hours * 60 + late_look // 60}m"])
    begun = time.time()
    kills = judging = lives = 0
    is_late = False
    while kills < wanted:
        if not is_late and time.time() > begun + late_after:
            late()
            is_late = True
        process = start(killed)
        lives += 1
        # From before it listens to well into its run.
        time.sleep(chance.uniform(0.2, 3.5))
        if process.poll() is None:
            process.kill()
            kills += 1
        process.wait()
        if (killed / "state.db").exists():
            with sqlite3.connect(f"file:{killed / 'state.db'}?mode=ro", uri=True) as state:
                held = state.execute("SELECT count(*) FROM state WHERE partition LIKE 'windows|%' AND json_extract(value, '$.owner') LIKE ? AND json_extract(value, '$.status') = 'Open'", (f"%:{process.pid}",)).fetchone()[0]
            judging += held > 0
    took = time.time() - begun
    if not is_late: late()
    process = start(killed)
    host = listen(process)
    finish(host, begin + late_of * minute + hours * 60 * minute + late_look + 60)
    one, repeated = result(killed, host)
    process.terminate()
    assert process.wait(timeout=60) == 0, "serve did not stop well"
    chain = subprocess.run([command, "compliance", "verify-chain", "--reports", str(killed / "reports")], capture_output=True, text=True)

    whole = configure("whole", int(time.time() - begin) // minute + 5, [])
    process = start(whole)
    host = listen(process)
    finish(host, 0)
    other, _ = result(whole, host)
    process.terminate()
    process.wait(timeout=60)

    missing, different = sorted((collections.Counter(other) - collections.Counter(one)).elements()), sorted((collections.Counter(one) - collections.Counter(other)).elements())
    count = lambda what: sum(what in text.split(" ", 3)[1:3] for text in other)
    print("kills | while judging | minutes | windows | findings | incidents | missing | different | alerts sent twice | chain of reports")
    print(f"{kills} | {judging} | {took / 60:.1f} | {count('window')} | {count('finding')} | {count('incident')} | {len(missing)} | {len(different)} | {repeated} | exit {chain.returncode}")
    for text in missing[:10]: print("missing:", text[:600])
    for text in different[:10]: print("different:", text[:600])
    if chain.returncode: print(chain.stdout, chain.stderr)
    sys.exit(1 if missing or different or chain.returncode else 0)
finally:
    for process in running:
        if process.poll() is None:
            process.kill()
            process.wait()
    if os.environ.get("FLOWWATCH_BENCH_KEEP"): print("kept:", base)
    else: shutil.rmtree(base)
PYTHON
