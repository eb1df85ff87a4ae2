"""Measures how large the numbers get inside our networks: python -m benchmarks.ranges --data FOLDER

Reads reviews, critics' quotes and the last few words of these in float32, all of training films, and keeps
the largest size of each channel that a layer reads. FOLDER holds `imdb_train` and `rt_quotes` as `.csv.xz`.
Writes index/weights/ranges.npz, which products in bytes are scaled by (`index.network`).
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import openvino

from benchmarks.sentiment.data import read_reviews_and_quotes
from index import ranges
from index.bert import FloatArray, Ranges
from index.embed import MiniLM, packaged_tokenizer, packaged_weights
from index.judge.encoder import ARRAYS, WINDOW, layers_of, unpack
from index.network import watched
from index.ranges import Network

TEXTS = 1000
"""Of each kind."""
IN_FLOATS: dict[Network, str] = {
    "retrieval": r"encoder\.layer\.[01]\.output\.dense",
    "judging": r"encoder\.layer\.(\d\.output|[01]\.intermediate)\.dense",
}
"""Layers that stay in floats, since most of what bytes change comes from them: in vectors of a few words, and
in the scores of sentences. It makes them slower by a twelfth and a fifth."""


def measured(weights: Mapping[str, FloatArray], rows: Sequence[Sequence[int]]) -> dict[str, FloatArray]:
    """The largest size of each channel of what each layer reads, over all rows of word pieces."""
    graph, names = watched(weights)
    compiled = openvino.Core().compile_model(graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    found = {name: np.zeros(0, np.float32) for name in names}
    for row in rows:
        mask = np.zeros((1, 1, 1, len(row)), np.float32)
        _, *read = compiled([np.array([row], np.int32), mask]).values()
        for name, values in zip(names, read, strict=True):
            sizes = np.abs(values[0]).max(axis=0)
            found[name] = np.maximum(found[name], sizes) if len(found[name]) else sizes
    return found


def main() -> None:
    """Writes the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    reviews, quotes = read_reviews_and_quotes(options.data)
    texts = [text for kind in (reviews, quotes) for text in kind.part("train")[0][:TEXTS]]
    texts += [" ".join(text.split()[-1 - number % 4 :]) for number, text in enumerate(texts[TEXTS:])]
    tokenizer = packaged_tokenizer()

    def rows(longest: int) -> list[list[int]]:
        tokenizer.enable_truncation(longest)
        return [encoded.ids for encoded in tokenizer.encode_batch_fast(texts)]

    published = packaged_weights()
    ours = {**published, **layers_of(unpack((ranges.WEIGHTS / ARRAYS).read_bytes()))}
    found: dict[Network, Ranges] = {
        "retrieval": measured(published, rows(MiniLM.window)),
        "judging": measured(ours, rows(WINDOW + 2)),
    }
    ranges.save(
        {
            network: {name: of[name] for name in of if not re.fullmatch(IN_FLOATS[network], name)}
            for network, of in found.items()
        }
    )


if __name__ == "__main__":
    main()
