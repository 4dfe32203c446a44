#!/bin/sh
# Asks newslint whether an article may be published: client.sh '{"html": "<p>…</p>"}'. Exit code 1 means: not yet.
url=${NEWSLINT_URL:-http://127.0.0.1:8765}
report=$(curl --silent --show-error --fail-with-body --max-time 10 "$url/v1/lint" \
  --header 'Content-Type: application/json' --header "Authorization: Bearer $NEWSLINT_KEY" --data "$1") || exit 2
printf '%s\n' "$report"
case $report in *'"verdict": "hold"'*) exit 1 ;; esac
