#!/usr/bin/env bash
# Makes dashboard.png: the dashboard of 'flowwatch serve --demo' after a minute, in Chromium. Needs chromium; where
# ImageMagick is installed the picture has 64 colours, which makes it small.
# Usage: docs/images/dashboard.sh [FLOWWATCH]      default: the debug build
set -euo pipefail
cd "$(dirname "$0")/../.."
flowwatch=${1:-artifacts/bin/FlowWatch.Cli/debug/flowwatch}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
"$flowwatch" serve --demo --port 0 > "$work/log" &
server=$!
for _ in $(seq 300); do grep -q '^Watching' "$work/log" && break; sleep 0.1; done
sleep 60
timeout 60 chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size=1920,2250 --screenshot="$work/dashboard.png" "$(sed -n 's/^dashboard: //p' "$work/log")" 2> /dev/null
if command -v convert > /dev/null; then convert "$work/dashboard.png" +dither -colors 64 -strip docs/images/dashboard.png; else cp "$work/dashboard.png" docs/images/dashboard.png; fi
