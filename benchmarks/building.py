"""How long a build takes, by stage, beside the embedding of a plain script and the builds of other libraries.

    python -m benchmarks.building ../shared/data/imdb_train.csv.xz --films ../shared/data/films.csv.xz \
        --peers-python /tmp/peers-venv/bin/python

All embed the same reviews with the same MiniLM, each in a process of its own, in turn, `--rounds` times; the
table shows medians. The plain script is `SentenceTransformer.encode` in float32. "Whole build" is all that
`python -m index build` does: reading, cleaning, sentences, sentiment, aspects, people, vectors, words. Its
stages overlap on the cores, so their seconds may add up to more. The share of the processor's peak is that of
real word pieces (no padding), against the best of several products of square matrices by torch in the same
precision.
"""

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.report import in_turn, keep, table
from index import build, vectors
from index.analyse import Analyser
from index.clean import clean
from index.embed import MiniLM, packaged_tokenizer
from index.settings import EmbeddingSection, Settings
from index.sources import open_source
from index.store import Store
from index.types import Review

PEERS = ("txtai", "langchain", "chroma", "lancedb")
PACKAGES = ("openvino", "torch", "sentence-transformers", "faiss-cpu", "numpy")


def flops(lengths: list[int]) -> float:
    """Operations of MiniLM's matrix products for rows of so many word pieces."""
    return sum(6 * length * (24 * 384**2 + 4 * length * 384) for length in lengths)


def staged(source: Path, films: Path | None, folder: Path) -> dict[str, float]:
    """Seconds of a whole build and of its stages."""
    seconds: dict[str, float] = defaultdict(float)

    def timed(owner: Any, name: str, stage: str) -> None:
        plain: Callable[..., Any] = getattr(owner, name)

        def run(*given: Any, **told: Any) -> Any:
            started = time.perf_counter()
            try:
                return plain(*given, **told)
            finally:
                seconds[stage] += time.perf_counter() - started

        setattr(owner, name, run)

    timed(build, "clean", "cleaning")
    timed(Analyser, "analyse", "sentences, sentiment, aspects, people")
    timed(MiniLM, "embed", "vectors of reviews and sentences")
    timed(Store, "add", "storing")
    timed(vectors, "write", "vector and word files")
    with build.Builder(folder, Settings()) as builder:
        builder.judging.embedder.embed(["warm"])
        builder.judging.analyser.analyse([])
        started = time.perf_counter()
        builder.build([str(source)], films=films)
        return {"whole build": time.perf_counter() - started, **seconds}


def peak(precision: str) -> float:
    """The most operations a second that torch reaches on this processor."""
    product = "torch._int_mm(a, a)" if precision == "int8" else "a @ a"  # `@` has no fast way for bytes
    script = (
        "import time, torch\nbest = 0\nfor n in (1024, 2048, 4096):\n"
        f"    a = torch.ones(n, n, dtype=torch.{precision}); {product}\n"
        "    for _ in range(5):\n"
        f"        t = time.perf_counter(); {product}\n"
        "        best = max(best, 2 * n**3 / (time.perf_counter() - t))\n"
        "print(best)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return float(done.stdout)


def child(*told: object, python: str = sys.executable) -> dict[str, Any]:
    """What a process prints as JSON on its last line; {"missing": ...} where it fails."""
    done = subprocess.run([python, "-m", *map(str, told)], capture_output=True, text=True, check=False)
    if done.returncode:
        return {"missing": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "failed"}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main() -> None:
    """Prints the tables and keeps the figures under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--films", type=Path)
    parser.add_argument("--reviews", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS, help="besides the plain script")
    parser.add_argument("--peers-python", default=sys.executable, help="where the extra `peers` is installed")
    parser.add_argument("--alone", choices=["embed", "build"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone == "build":
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(staged(options.source, options.films, Path(folder))))
        return
    if options.alone == "embed":
        texts = json.loads(options.source.read_text("utf-8"))
        model = MiniLM(EmbeddingSection(), bulk=True)
        model.embed(texts[:64])
        started = time.perf_counter()
        model.embed(texts)
        print(json.dumps({"build": time.perf_counter() - started, "precision": model.precision}))
        return
    reviews = [row for row in open_source(str(options.source)) if isinstance(row, Review)]
    chosen = random.Random(0).sample(reviews, min(options.reviews, len(reviews)))
    texts = [clean(review.raw) for review in chosen]
    with tempfile.TemporaryDirectory() as folder:
        rows, plain = Path(folder) / "reviews.csv", Path(folder) / "texts.json"
        plain.write_text(json.dumps(texts), "utf-8")
        with rows.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["review_id", "imdb_id", "text"])
            writer.writerows((review.id, review.film.key, review.raw) for review in chosen)
        none = Path(folder) / "none.json"
        none.write_text("[]", "utf-8")
        films = ["--films", options.films] if options.films else []
        told: dict[str, dict[str, Any]] = {}

        def way(name: str, *command: object, python: str = sys.executable) -> Callable[[], float]:
            def run() -> float:
                told[name] = child(*command, python=python)
                return float(told[name].get("build", told[name].get("whole build", float("nan"))))

            return run

        python = options.peers_python
        ways = {
            "plain script": way("plain script", "benchmarks.peers", "plain", plain, none, python=python),
            "our embedding": way("our embedding", "benchmarks.building", plain, "--alone", "embed"),
            "our whole build": way(
                "our whole build", "benchmarks.building", rows, *films, "--alone", "build"
            ),
            **{
                name: way(name, "benchmarks.peers", name, plain, none, python=python)
                for name in options.peers
            },
        }
        taken = in_turn(ways, options.rounds)
    tokenizer = packaged_tokenizer()
    tokenizer.enable_truncation(MiniLM.window)
    work = flops([len(encoded.ids) for encoded in tokenizer.encode_batch_fast(texts)])
    precision = str(told["our embedding"]["precision"])
    share = work / taken["our embedding"] / peak(precision)
    base = taken["plain script"]
    lines = [
        [name, f"{s:.1f}" if s == s else "missing", f"{base / s:.2f}" if s == s else told[name]["missing"]]
        for name, s in taken.items()
    ]
    print(table(["build", "seconds", "times as fast as the plain script"], lines))
    stages = {k: round(v, 1) for k, v in told["our whole build"].items()}
    print(table(["stage of our build (they overlap)", "seconds"], list(stages.items())))
    print(f"Our embedding reaches {100 * share:.0f} % of the processor's peak in {precision}.")
    keep(
        "building",
        {
            "reviews": len(texts), "rounds": options.rounds, "precision": precision,
            "seconds": {name: round(s, 2) for name, s in taken.items() if s == s},
            "missing": {name: why["missing"] for name, why in told.items() if "missing" in why},
            "ratio to the plain script": {name: round(base / s, 2) for name, s in taken.items() if s == s},
            "stages": stages, "share of peak": round(share, 3),
        },
        *PACKAGES, part="" if options.peers else "alone",
    )  # fmt: skip


if __name__ == "__main__":
    main()
