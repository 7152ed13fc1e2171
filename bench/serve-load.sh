#!/usr/bin/env bash
# Many clients at once against 'flowwatch serve --demo': pages, lists and diagnostic questions, and requests that are wrong; latency by
# route, memory, and whether the timers keep their schedule meanwhile. Ends with 1 where a request was not answered as it should be.
# Usage: bench/serve-load.sh [CLIENTS] [SECONDS]
# Needs python3. DOTNET names another dotnet.
set -euo pipefail
cd "$(dirname "$0")/.."
clients=${1:-50} seconds=${2:-60}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
${DOTNET:-dotnet} publish src/FlowWatch.Cli -c Release -v q --nologo -o "$work/app" >&2
"$work/app/flowwatch" serve --demo --port 0 > "$work/log" 2> "$work/errors" &
server=$!
for _ in $(seq 300); do grep -q '^Watching' "$work/log" && break; sleep 0.1; done
python3 - "$server" "$work/log" "$clients" "$seconds" <<'PY'
import http.client, json, re, sys, threading, time, datetime
server, log, clients, seconds = sys.argv[1], open(sys.argv[2]).read(), int(sys.argv[3]), int(sys.argv[4])
port = int(re.search(r"listening: http://127\.0\.0\.1:(\d+)/", log).group(1))
key = re.search(r"^key: (.*)$", log, re.M).group(1)

def get(connection, path):
    connection.request("GET", path, headers={"x-functions-key": key})
    response = connection.getresponse()
    return response.status, response.read()

def memory(field):
    return int(re.search(rf"^{field}:\s+(\d+) kB", open(f"/proc/{server}/status").read(), re.M).group(1)) / 1000

def one(path):
    return json.loads(get(http.client.HTTPConnection("127.0.0.1", port, timeout=60), path)[1])

# The first minute is for the demo to find something, and for the schedule without load.
print(f"waiting {seconds} s without load", file=sys.stderr)
quiet_from = time.time()
time.sleep(seconds)
incident = re.search(rb'dashboard/incidents/([^"?]+)"', get(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/api/dashboard")[1]).group(1).decode()
address = re.search(rb'address\?address=([0-9.]+)', get(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/api/dashboard")[1]).group(1).decode()
# What is asked, how it is called in the table, and the answer that is right. Every third request is a question; wrong ones are spread among them.
pages = [("dashboard", 200), ("dashboard?range=24h&refresh=off", 200), ("dashboard/targets/demo", 200), (f"dashboard/incidents/{incident}", 200), (f"dashboard/address?address={address}", 200)]
lists = [("targets", 200), ("runs?top=50", 200), ("windows?target=demo&check=security", 200), ("findings?top=50", 200), ("incidents?top=50", 200), ("health/ready", 200)]
questions = [("diagnostics/top-talkers?target=demo&since=15m&by=pair", 200), (f"diagnostics/about-address?target=demo&since=15m&address={address}", 200), ("diagnostics/traffic-over-time?target=demo&since=15m", 200),
             ("diagnostics/rejected-connections?target=demo&since=15m", 200), ("diagnostics/alert-patterns?target=demo", 200)]
wrong = [("diagnostics/top-talkers?target=demo&network=10.0.0.0%2F33", 400), ("diagnostics/about-address?target=demo&address=1.2.3.4%22%20or%201%3D1", 400), ("diagnostics/top-talkers?target=nosuch", 404),
         ("diagnostics/nothing?target=demo", 404), ("incidents?top=0", 400), ("dashboard?target=nosuch", 400), ("diagnostics/top-talkers?target=demo&since=9999d", 400)]
routes = []
for turn in range(30):
    for kind in (pages, questions, lists): routes.append(kind[turn % len(kind)])
    if turn % 3 == 0: routes.append(wrong[turn // 3 % len(wrong)])
before = memory("VmRSS")
end = time.time() + seconds
results, lock = [], threading.Lock()

def client(number):
    connection, mine, turn = http.client.HTTPConnection("127.0.0.1", port, timeout=60), [], number * 7
    while time.time() < end:
        route, right = routes[turn % len(routes)]
        turn += 1
        start = time.perf_counter()
        try:
            status, body = get(connection, "/api/" + route)
        except Exception as error:
            status, body, connection = type(error).__name__, b"", http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        name = "wrong: 4xx" if right >= 400 else route.split("?")[0].split("/incidents/")[0] + ("/incidents/{id}" if "/incidents/" in route else "")
        mine.append((name, "as it should" if status == right else status, time.perf_counter() - start, len(body)))
    with lock: results.extend(mine)

load_from = time.time()
threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
for thread in threads: thread.start()
for thread in threads: thread.join()
load_to = time.time()
peak = memory("VmHWM")

def rank(values, share): return sorted(values)[max(0, -(-int(share * 1000) * len(values) // 1000) - 1)] * 1000
print(f"{clients} clients, {load_to - load_from:.0f} s, {len(results)} requests, {len(results) / (load_to - load_from):.0f} a second, {sum(1 for r in results if r[1] != 'as it should')} not answered as they should be")
print("| Route | Requests | p50 ms | p95 ms | p99 ms | max ms |\n|---|---|---|---|---|---|")
for route in sorted({r[0] for r in results}) + [None]:
    times = [r[2] for r in results if route in (None, r[0])]
    print(f"| {'all' if route is None else route} | {len(times)} | {rank(times, .5):.1f} | {rank(times, .95):.1f} | {rank(times, .99):.1f} | {max(times) * 1000:.1f} |")
print(f"memory: {before:.0f} MB before the load, {memory('VmRSS'):.0f} MB after it, {peak:.0f} MB at the most")
bad = {}
for r in results:
    if r[1] != "as it should": bad[(r[0], r[1])] = bad.get((r[0], r[1]), 0) + 1
for what, number in bad.items(): print("wrong answer:", what, number)

# Timers of the demo fire at :00, :15, :30 and :45.
runs = one("/api/runs?top=200")["value"]
def lateness(since, until):
    found = {"anomaly": [], "security": []}
    for run in runs:
        started = datetime.datetime.fromisoformat(run["startedAt"].replace("Z", "+00:00")).timestamp()
        if run["trigger"] == "timer" and since <= started <= until: found[run["check"]].append((started % 15, run["windowsJudged"], run["windowsFailed"], datetime.datetime.fromisoformat(run["finishedAt"].replace("Z", "+00:00")).timestamp() - started if run.get("finishedAt") else None))
    return found
for name, since, until in (("without load", quiet_from + 2, quiet_from + seconds), ("with load", load_from, load_to)):
    for check, late in lateness(since, until).items():
        ends = [run[3] for run in late if run[3] is not None]
        print(f"{name}: {check} started {len(late)} times of {int(until // 15) - int(since // 15)} due, at the most {max((run[0] for run in late), default=0) * 1000:.0f} ms late; judged {sum(run[1] for run in late)} windows, {sum(run[2] for run in late)} failed; a run took {max(ends, default=0):.1f} s at the most")
sys.exit(1 if bad else 0)
PY
