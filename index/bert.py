"""A BERT encoder as an OpenVINO graph: what MiniLM and the network that reads reviews are both run by.

The graph is made from the arrays of a safetensors file, so nothing of torch is loaded to answer a question.
Precision is the processor's fastest that keeps the vectors: bfloat16 where it multiplies that itself (AMX,
AVX512-BF16), else float32. Architecture: Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional
Transformers for Language Understanding".
"""

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from .batching import by_length

FloatArray = npt.NDArray[np.float32]
Precision = Literal["auto", "float32", "bfloat16"]

WORDS = "embeddings.word_embeddings.weight"
"""Name of the table of word pieces."""
CLS, SEP, PAD = 101, 102, 0
"""Word pieces that open, close and fill up a row in BERT's vocabulary."""
_HEAD = 32  # width of an attention head, in all MiniLM of 384
_EPSILON = 1e-12
_MASKED = -1e4  # small enough to vanish in a softmax, large enough for bfloat16
_FINE, _COARSE = 4, 32
"""Word pieces in steps of which rows are padded: fine ones waste the least, coarse ones have the processor's
kernels kept for few shapes while questions of any length come one by one."""
_ANY = (0, 0)  # stands for all shapes that nothing was compiled for
_NAMES = {"float32": "f32", "bfloat16": "bf16"}


class Bert:
    """The network, compiled for this processor. Safe from several threads, which take turns on the cores."""

    def __init__(
        self,
        weights: Mapping[str, FloatArray],
        *,
        precision: Precision = "auto",
        threads: int = 0,
        bulk: bool = False,
        usual: tuple[int, int] | None = None,
    ) -> None:
        """Compiles the graph, which takes a fifth of a second.

        Args:
            weights: float32 arrays by their names in the published model.
            precision: "auto" takes bfloat16 where the processor computes in it.
            threads: of the processor; 0 takes all.
            bulk: each core computes a batch of its own, which gets most done; else all share one, which is
                soonest done.
            usual: rows and length of most batches; compiled for this shape alone, the graph takes a fifth
                less time for them.
        """
        self.precision: str = fastest_precision() if precision == "auto" else precision
        self._streams = (threads or os.cpu_count() or 1) if bulk else 1
        options = {"INFERENCE_PRECISION_HINT": _NAMES[self.precision], "NUM_STREAMS": str(self._streams)}
        if threads:
            options["INFERENCE_NUM_THREADS"] = str(threads)
        self._step = _FINE if bulk else _COARSE
        graph = _graph(weights)
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


def fastest_precision() -> Literal["float32", "bfloat16"]:
    """bfloat16 where this processor multiplies it itself; elsewhere that is slower than float32."""
    return "bfloat16" if "BF16" in _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "float32"


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


def _graph(weights: Mapping[str, FloatArray]) -> Any:
    """As `_padded` makes them in; hidden states of the last layer `(rows, length, width)` float32 out."""
    import openvino
    from openvino import opset13 as ops

    width = weights["embeddings.LayerNorm.weight"].shape[0]

    def constant(name: str) -> Any:
        return ops.constant(np.ascontiguousarray(weights[name], np.float32))

    def whole(*values: int) -> Any:
        return ops.constant(np.array(values, np.int64))

    def normalised(states: Any, name: str) -> Any:
        centred = ops.mvn(states, whole(-1), True, _EPSILON, "inside_sqrt")
        return ops.add(ops.multiply(centred, constant(f"{name}.weight")), constant(f"{name}.bias"))

    def linear(states: Any, name: str) -> Any:
        product = ops.matmul(states, constant(f"{name}.weight"), False, True)
        return ops.add(product, constant(f"{name}.bias"))

    def attended(states: Any, mask: Any, name: str) -> Any:
        def heads(part: str) -> Any:
            split = ops.reshape(linear(states, f"{name}.{part}"), whole(0, 0, -1, _HEAD), True)
            return ops.transpose(split, whole(0, 2, 1, 3))

        found = ops.scaled_dot_product_attention(heads("query"), heads("key"), heads("value"), mask)
        return ops.reshape(ops.transpose(found, whole(0, 2, 1, 3)), whole(0, 0, width), True)

    pieces = ops.parameter([-1, -1], np.int32)
    mask = ops.parameter([-1, 1, 1, -1], np.float32)
    # both networks keep the published layer: one table serves them
    words = ops.constant(weights[WORDS], shared_memory=True)
    length = ops.gather(ops.shape_of(pieces), whole(1), whole(0))
    all_places = (
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    places = ops.slice(ops.constant(all_places), whole(0), length, whole(1), whole(0))
    embedded = ops.add(ops.gather(words, pieces, ops.constant(np.int64(0))), places)
    states = normalised(embedded, "embeddings.LayerNorm")
    for layer in range(_depth(weights)):
        name = f"encoder.layer.{layer}"
        told = linear(attended(states, mask, f"{name}.attention.self"), f"{name}.attention.output.dense")
        states = normalised(ops.add(told, states), f"{name}.attention.output.LayerNorm")
        inner = ops.gelu(linear(states, f"{name}.intermediate.dense"), "erf")
        outer = linear(inner, f"{name}.output.dense")
        states = normalised(ops.add(outer, states), f"{name}.output.LayerNorm")
    return openvino.Model([states], [pieces, mask], "bert")


def _depth(weights: Mapping[str, FloatArray]) -> int:
    return 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
