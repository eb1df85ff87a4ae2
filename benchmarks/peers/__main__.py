"""One peer by itself: builds on the texts of a JSON file, answers queries, prints figures as JSON.

    python -m benchmarks.peers NAME TEXTS.json QUERIES.json
"""

import json
import os
import resource
import sys
import time
from pathlib import Path


def main() -> None:
    """Prints {"build": seconds, "hybrid": bool, "ms": [...], "MB": peak}, or {"missing": why}."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    from . import peers

    name, texts, queries = sys.argv[1], *(json.loads(Path(path).read_text("utf-8")) for path in sys.argv[2:4])
    try:
        peer = peers()[name]()
    except ImportError as error:
        print(json.dumps({"missing": str(error)}))
        return
    started = time.perf_counter()
    peer.build(texts)
    built = time.perf_counter() - started
    taken = []
    for query in [*queries[:5], *queries]:  # the first few warm it up
        started = time.perf_counter()
        peer.search(query, 10)
        taken.append(1000 * (time.perf_counter() - started))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"build": built, "hybrid": peer.hybrid, "ms": taken[5:], "MB": peak}))


if __name__ == "__main__":
    main()
