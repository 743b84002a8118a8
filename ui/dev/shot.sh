#!/bin/sh
# shot.sh <name> <address after /dev/index.html> [width] [height]: one picture of the harness, in /tmp/ui-shots.
mkdir -p /tmp/ui-shots
exec chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars \
  --virtual-time-budget=4000 --window-size="${3:-1280},${4:-800}" --screenshot="/tmp/ui-shots/$1.png" \
  "http://127.0.0.1:${PORT:-5199}/dev/index.html$2" >/dev/null 2>&1
