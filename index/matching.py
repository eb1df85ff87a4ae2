"""Which sentence of a found review fits the question best.

Each sentence is embedded when its review is stored, and of the vector only the signs are kept: 48 bytes for
384 dimensions. A question's whole vector against those signs chooses nearly as well as against the whole
vectors (asymmetric distance, as in Dong, Charikar and Li 2008, "Asymmetric distance estimation with sketches
for similarity search in high-dimensional spaces"), and costs no model when somebody waits.
"""

from collections.abc import Sequence
from itertools import islice

import numpy as np

from .embed import Embedder, Vectors

READ_WORDS = 16
"""Words of a sentence that its code is made from: longer ones cost much and tell little more."""
CODED_WORDS = 200
"""Words of a review whose sentences are coded: about what its own vector has read."""


def sentence_codes(reviews: Sequence[Sequence[str]], embedder: Embedder) -> list[bytes]:
    """The codes of the first sentences of each review, one behind the other.

    Each is `ceil(dimension / 8)` bytes. A review of one sentence needs none.
    """
    chosen = [list(_first(sentences)) if len(sentences) > 1 else [] for sentences in reviews]
    vectors = embedder.embed([sentence for sentences in chosen for sentence in sentences])
    packed = iter(np.packbits(vectors > 0, axis=1))
    return [b"".join(code.tobytes() for code in islice(packed, len(sentences))) for sentences in chosen]


def _first(sentences: Sequence[str]) -> list[str]:
    found, read = [], 0
    for sentence in sentences:
        if read >= CODED_WORDS:
            break
        words = sentence.split()
        read += len(words)
        found.append(" ".join(words[:READ_WORDS]))
    return found


def best_sentences(vector: Vectors, codes: Sequence[bytes]) -> list[int]:
    """Which sentence of each review comes nearest to a question; the first where there are no codes.

    `vector`: of the question, `(dimension,) float32`; `codes`: of each review, see `sentence_codes`.
    """
    width = -(-len(vector) // 8)
    bits = np.frombuffer(b"".join(codes), np.uint8).reshape(-1, width)
    signs = np.unpackbits(bits, axis=1, count=len(vector)).astype(np.float32)
    scores = iter(signs @ vector)  # ones and zeros order sentences as ones and minus ones would
    best = []
    for code in codes:
        own = list(islice(scores, len(code) // width))
        best.append(int(np.argmax(own)) if own else 0)
    return best
