"""Asks one URL whether a service is well: exit 0 or 1, one line on what was seen.

    healthcheck.py URL                answers with HTTP 200
    healthcheck.py URL dag_processor  and the JSON's `dag_processor.status` is `healthy`

Asking the API server about a component costs milliseconds; `airflow jobs check` would load all of Airflow
each time.
"""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request

SECONDS = 8


def check(url: str, component: str | None = None) -> str:
    """What `url` says of itself, or of `component`: `healthy`, else the fault."""
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer:
            body = answer.read()
    except (urllib.error.URLError, OSError) as error:
        return f"{url}: {error}"
    if component is None:
        return "healthy"
    try:
        status = json.loads(body)[component]["status"]
    except (ValueError, KeyError, TypeError):
        return f"{url}: says nothing about {component}"
    return "healthy" if status == "healthy" else f"{component}: {status or 'not started'}"


if __name__ == "__main__":
    found = check(*sys.argv[1:3])
    print(found)
    sys.exit(found != "healthy")
