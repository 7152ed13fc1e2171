#!/usr/bin/env bash
# Makes demo.png, report.png and compliance.png: what 'flowwatch demo' prints, and the heads of the pages it writes, in Chromium. Needs
# chromium and python3; where ImageMagick is installed the pictures have 64 colours, which makes them small.
# Usage: docs/images/demo.sh [FLOWWATCH]      default: the debug build
set -euo pipefail
cd "$(dirname "$0")/../.."
flowwatch=$(realpath "${1:-artifacts/bin/FlowWatch.Cli/debug/flowwatch}")
images=$PWD/docs/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$flowwatch" demo --color always > demo.txt 2>&1
python3 - "$work/" <<'PY' > demo.html
import html, re, sys
colours = {"31": "#ff6b6b", "91": "#ff6b6b", "1;31": "#ff6b6b;font-weight:bold", "1;91": "#ff6b6b;font-weight:bold", "33": "#e5c07b", "93": "#e5c07b", "32": "#7fd88f", "92": "#7fd88f", "90": "#7f8694", "37": "#7f8694", "34": "#7db3ff", "94": "#7db3ff"}
text = html.escape(open("demo.txt", encoding="utf-8").read().replace(sys.argv[1], ""))
# Each piece with a colour is ended by a reset.
text = re.sub("\x1b\\[([0-9;]+)m(.*?)\x1b\\[0m", lambda m: f'<span style="color:{colours.get(re.sub("38;5;9$", "91", m.group(1)), "inherit")}">{m.group(2)}</span>', text, flags=re.S)
text = re.sub("\x1b\\[[0-9;]*m", "", text)
print('<meta charset="utf-8"><style>body{margin:0;padding:16px 20px;background:#1e2127;color:#dcdfe4;font:13px/17.6px "DejaVu Sans Mono",monospace}pre{margin:0;font:inherit}</style><pre>$ dotnet run --project src/FlowWatch.Cli -- demo\n' + text + "</pre>")
PY
lines=$(wc -l < demo.txt)
take() { timeout 60 chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --window-size="$2" --screenshot="$work/$3" "file://$work/$1" 2> /dev/null; }
take demo.html "1000,$(((lines + 1) * 176 / 10 + 36))" demo.png
take flowwatch-report.html 1000,900 report.png
take flowwatch-compliance.html 1000,1150 compliance.png
for name in demo report compliance; do
    if command -v convert > /dev/null; then convert "$name.png" +dither -colors 64 -strip "$images/$name.png"; else cp "$name.png" "$images/$name.png"; fi
done
