"""Ask newslint whether an article may be published: `client.py article.txt`. 1 means: not yet; 2: not checked."""

import json
import os
import sys
import urllib.request
from pathlib import Path

url = os.environ.get("NEWSLINT_URL", "http://127.0.0.1:8765")
path = Path(sys.argv[1])
format_ = {".html": "html", ".md": "markdown"}.get(path.suffix, "text")
body = json.dumps({"id": path.name, format_: path.read_text(encoding="utf-8")}).encode()
headers = {"Content-Type": "application/json", "X-Deadline-Ms": "2000"}
if key := os.environ.get("NEWSLINT_KEY"):
    headers["Authorization"] = f"Bearer {key}"
try:
    with urllib.request.urlopen(urllib.request.Request(f"{url}/v1/lint", body, headers), timeout=10) as answer:
        report = json.load(answer)
except (OSError, ValueError) as error:
    print(f"newslint did not check {path}: {error}", file=sys.stderr)
    sys.exit(2)
for finding in report["findings"]:
    print(f"{finding['line']}:{finding['column']} {finding['severity']} {finding['message']}")
print(report["verdict"] if report["complete"] else f"{report['verdict']}, not all was checked")
sys.exit(report["verdict"] == "hold")
