"""A BERT encoder as an OpenVINO graph: what MiniLM and the network that reads reviews are both run by.

The graph is made from the arrays of a safetensors file, so nothing of torch is loaded to answer a question.
Precision is the processor's fastest: matrix products in bytes where it has instructions for them (VNNI,
AMX), all else in bfloat16 where it computes in that (AMX, AVX512-BF16), else in float32.
"""

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from .batching import by_length

FloatArray = npt.NDArray[np.float32]
Precision = Literal["auto", "float32", "bfloat16", "int8"]
Ranges = Mapping[str, FloatArray]
"""By the name of the layer that reads it, the largest size of each channel of an input, (width,) float32."""

WORDS = "embeddings.word_embeddings.weight"
"""Name of the table of word pieces."""
CLS, SEP, PAD = 101, 102, 0
"""Word pieces that open, close and fill up a row in BERT's vocabulary."""
_MASKED = -1e4  # small enough to vanish in a softmax, large enough for bfloat16
_FINE, _COARSE = 4, 32
"""Word pieces in steps of which rows are padded: fine ones waste the least, coarse ones have the processor's
kernels kept for few shapes while questions of any length come one by one."""
_ANY = (0, 0)  # stands for all shapes that nothing was compiled for
_NAMES = {"float32": "f32", "bfloat16": "bf16"}
_PRODUCTS_OF_BYTES = {"avx512_vnni", "avx_vnni", "amx_int8"}
"""Instructions as Linux names them; other processors compute in floats."""


class Bert:
    """The network, compiled for this processor. Safe from several threads, which take turns on the cores."""

    def __init__(
        self,
        weights: Mapping[str, FloatArray],
        *,
        ranges: Ranges,
        precision: Precision = "auto",
        threads: int = 0,
        bulk: bool = False,
        usual: tuple[int, int] | None = None,
    ) -> None:
        """Compiles the graph, which takes a fifth of a second.

        Args:
            weights: float32 arrays by their names in the published model.
            ranges: what products in bytes are scaled by; a layer that is not among them computes in floats.
            precision: "auto" takes the fastest.
            threads: of the processor; 0 takes all.
            bulk: each core computes a batch of its own, which gets most done; else all share one, which is
                soonest done.
            usual: rows and length of most batches; compiled for this shape alone, the graph takes a fifth
                less time for them.
        """
        from .network import network  # and OpenVINO, which takes a while to import

        self.precision: str = fastest_precision() if precision == "auto" else precision
        floats = fastest_floats() if self.precision == "int8" else self.precision
        self._streams = (threads or os.cpu_count() or 1) if bulk else 1
        options = {"INFERENCE_PRECISION_HINT": _NAMES[floats], "NUM_STREAMS": str(self._streams)}
        if threads:
            options["INFERENCE_NUM_THREADS"] = str(threads)
        self._step = _FINE if bulk else _COARSE
        graph = network(weights, ranges if self.precision == "int8" else {})
        self._compiled = {_ANY: _core().compile_model(graph, "CPU", options)}
        if usual:
            rows, length = usual
            graph.reshape({0: [rows, length], 1: [rows, 1, 1, length]})
            self._compiled[usual] = _core().compile_model(graph, "CPU", options)
        self._idle: dict[tuple[int, int], list[Any]] = {shape: [] for shape in self._compiled}

    def states(
        self, rows: Sequence[Sequence[int]], tokens: int, longest: int
    ) -> Iterator[tuple[list[int], FloatArray]]:
        """Hidden states of the last layer, batch by batch.

        Args:
            rows: word pieces of each text, framed, at most `longest` each.
            tokens: word pieces a batch holds.
            longest: word pieces of the longest row that there may be.

        Yields:
            places in `rows`, and their states `(len(places), length, width) float32`, padding included; they
            hold until the next is asked for.
        """
        running: deque[tuple[list[int], tuple[int, int], Any]] = deque()

        def finished() -> Iterator[tuple[list[int], FloatArray]]:
            places, shape, request = running[0]
            request.wait()
            yield places, request.get_output_tensor(0).data
            running.popleft()
            self._idle[shape].append(request)

        try:
            for batch, length in by_length([len(row) for row in rows], tokens, longest, self._step):
                shape = (len(batch), length) if (len(batch), length) in self._compiled else _ANY
                idle = self._idle[shape]
                request = idle.pop() if idle else self._compiled[shape].create_infer_request()
                running.append((batch, shape, request))
                request.start_async(_padded([rows[place] for place in batch], length))
                if len(running) > self._streams:
                    yield from finished()
            while running:
                yield from finished()
        finally:
            for *_, request in running:  # the caller gave up
                request.cancel()


def fastest_precision() -> Literal["float32", "bfloat16", "int8"]:
    """int8 where this processor has instructions for products of bytes, else as `fastest_floats`."""
    return "int8" if _PRODUCTS_OF_BYTES & _instructions() else fastest_floats()


def fastest_floats() -> Literal["float32", "bfloat16"]:
    """bfloat16 where this processor multiplies it itself; elsewhere that is slower than float32."""
    return "bfloat16" if "BF16" in _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "float32"


@cache
def _instructions() -> frozenset[str]:
    with suppress(OSError):  # no Linux
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("flags"):
                return frozenset(line.partition(":")[2].split())
    return frozenset()


@cache
def _core() -> Any:
    import openvino

    # NumPy's own threads wait busily for their next product, on the cores that the network computes on
    threadpool_limits(1, user_api="blas")
    return openvino.Core()


def _padded(rows: Sequence[Sequence[int]], length: int) -> dict[int, npt.NDArray[Any]]:
    """What the graph takes: word pieces `(rows, length) int32`, and what is added to the attention they get,
    `(rows, 1, 1, length) float32`."""
    pieces = np.full((len(rows), length), PAD, np.int32)
    mask = np.full((len(rows), 1, 1, length), _MASKED, np.float32)
    for number, row in enumerate(rows):
        pieces[number, : len(row)] = row
        mask[number, ..., : len(row)] = 0
    return {0: pieces, 1: mask}
