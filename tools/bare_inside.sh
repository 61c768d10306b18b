#!/usr/bin/env bash
# Runs inside the bare root of tools/bare.sh: the tests pass, the demonstration starts, and starts
# again within five seconds.
set -euo pipefail

for program in cc gcc node npm psql uv sqlite3 cargo; do
  ! command -v "$program" > /dev/null || { echo "not bare: $program is here" >&2; exit 1; }
done
echo "== bare: $(python3 --version), $(make --version | head -n 1), $(git --version)"

# Prints the seconds from $1 (a reading of EPOCHREALTIME) until now.
since() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'; }

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
answers() {
  python3 -c 'import sys, urllib.request; sys.exit(urllib.request.urlopen(sys.argv[1], timeout=5).status != 200)' \
    "http://127.0.0.1:$port/" 2> /dev/null
}

# Starts the demonstration, waits up to $1 seconds for its first page, stops it; sets $took.
try_demo() {
  local began=$EPOCHREALTIME
  setsid make demo ARGS="--port $port" > demo.log 2>&1 &
  local demo=$!
  until answers; do
    if ! kill -0 "$demo" 2> /dev/null || (($(since "$began" | cut -d. -f1) >= $1)); then
      cat demo.log >&2
      echo "make demo does not answer at port $port" >&2
      exit 1
    fi
    sleep 0.1
  done
  took=$(since "$began")
  kill -TERM -- "-$demo"
  wait "$demo" || true
  for _ in {1..100}; do answers || return 0; sleep 0.1; done
  echo "make demo does not stop" >&2
  exit 1
}

began=$EPOCHREALTIME
make test
echo "== bare: make test passed in $(since "$began") s"

try_demo 600
cat demo.log
echo "== bare: make demo answered after $took s"
try_demo 60
echo "== bare: make demo answered again after $took s"
awk -v took="$took" 'BEGIN { exit took >= 5 }' || { echo "a second start may take 5 s" >&2; exit 1; }
