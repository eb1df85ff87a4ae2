"""A BERT encoder as an OpenVINO graph, its matrix products in floats or in bytes.

Architecture: Devlin et al. 2019, "BERT: Pre-training of Deep Bidirectional Transformers for Language
Understanding". Products in bytes: the inputs of a layer are divided, channel by channel, by what makes them
alike in size, and the matrix multiplied by it, since a few channels of BERT are ten times as large as the
others (SmoothQuant, Xiao et al. 2023); then both are rounded, the inputs with one scale for all, the matrix
with one a row. How large a channel gets was measured beforehand (`Ranges`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import openvino
from openvino import opset13 as ops

from .bert import WORDS, FloatArray, Ranges

_HEAD = 32  # width of an attention head, in all MiniLM of 384
_EPSILON = 1e-12
_SMOOTHING = 0.9
"""How much of the differences in size moves from the inputs into the matrix, from 0 to 1; of 0.8 to 1, the
one with which fewest sentences of 1,000 texts got another opinion than in float32."""
_LEAST_OF_GELU = -0.17
_TINY = 1e-5


@dataclass(frozen=True, slots=True)
class Rounded:
    """Matrices that read one input, in bytes, and how the input becomes bytes."""

    matrices: list[npt.NDArray[np.int8]]  # (out, width) each
    scales: list[FloatArray]  # (out, 1) each: a matrix is its bytes times these
    divisors: FloatArray  # (width,), of the input
    largest: float  # of the input, divided


def rounded(matrices: list[FloatArray], sizes: FloatArray) -> Rounded:
    """Matrices `(out, width)` for an input whose channels get as large as `sizes`, `(width,)`."""
    sizes = np.maximum(sizes, _TINY)
    heaviest = np.maximum(np.max([np.abs(matrix).max(axis=0) for matrix in matrices], axis=0), _TINY)
    divisors = (sizes**_SMOOTHING / heaviest ** (1 - _SMOOTHING)).astype(np.float32)
    moved = [matrix * divisors for matrix in matrices]
    scales = [np.maximum(np.abs(matrix).max(axis=1, keepdims=True), _TINY) / 127 for matrix in moved]
    values = [np.rint(matrix / scale).astype(np.int8) for matrix, scale in zip(moved, scales, strict=True)]
    return Rounded(values, scales, divisors, float((sizes / divisors).max()))


def network(weights: Mapping[str, FloatArray], ranges: Ranges) -> Any:
    """The graph of the arrays of a published model, by their names there.

    Products of layers whose ranges are known are in bytes, the others in floats.

    In: word pieces `(rows, length) int32`, and what is added to the attention they get,
    `(rows, 1, 1, length) float32`. Out: hidden states of the last layer `(rows, length, width) float32`.
    """
    return _Maker(weights, ranges).model()


def watched(weights: Mapping[str, FloatArray]) -> tuple[Any, list[str]]:
    """The same in floats, which gives also what each layer reads, `(rows, length, width)`; their names."""
    maker = _Maker(weights, {})
    model = maker.model(watch=True)
    return model, list(maker.read)


@dataclass
class _Maker:
    """Makes the graph."""

    weights: Mapping[str, FloatArray]
    ranges: Ranges
    read: dict[str, Any] = field(default_factory=dict)  # what each layer reads

    def model(self, *, watch: bool = False) -> Any:
        pieces = ops.parameter([-1, -1], np.int32)
        mask = ops.parameter([-1, 1, 1, -1], np.float32)
        states = self._embedded(pieces)
        for layer in range(_depth(self.weights)):
            states = self._layer(states, mask, f"encoder.layer.{layer}")
        return openvino.Model([states, *(self.read.values() if watch else ())], [pieces, mask], "bert")

    def _embedded(self, pieces: Any) -> Any:
        # both networks keep the published layer: one table serves them
        words = ops.constant(self.weights[WORDS], shared_memory=True)
        length = ops.gather(ops.shape_of(pieces), _whole(1), _whole(0))
        all_places = (
            self.weights["embeddings.position_embeddings.weight"]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        places = ops.slice(_floats(all_places), _whole(0), length, _whole(1), _whole(0))
        embedded = ops.add(ops.gather(words, pieces, ops.constant(np.int64(0))), places)
        return self._normalised(embedded, "embeddings.LayerNorm")

    def _layer(self, states: Any, mask: Any, name: str) -> Any:
        attended = self._attended(states, mask, f"{name}.attention.self")
        (told,) = self._linear(attended, f"{name}.attention.output.dense")
        states = self._normalised(ops.add(told, states), f"{name}.attention.output.LayerNorm")
        (inner,) = self._linear(states, f"{name}.intermediate.dense")
        (outer,) = self._linear(ops.gelu(inner, "erf"), f"{name}.output.dense", least=_LEAST_OF_GELU)
        return self._normalised(ops.add(outer, states), f"{name}.output.LayerNorm")

    def _attended(self, states: Any, mask: Any, name: str) -> Any:
        asked, keys, values = (
            ops.transpose(ops.reshape(part, _whole(0, 0, -1, _HEAD), True), _whole(0, 2, 1, 3))
            for part in self._linear(states, f"{name}.query", f"{name}.key", f"{name}.value")
        )
        found = ops.scaled_dot_product_attention(asked, keys, values, mask)
        width = self.weights["embeddings.LayerNorm.weight"].shape[0]
        return ops.reshape(ops.transpose(found, _whole(0, 2, 1, 3)), _whole(0, 0, width), True)

    def _normalised(self, states: Any, name: str) -> Any:
        centred = ops.mvn(states, _whole(-1), True, _EPSILON, "inside_sqrt")
        return ops.add(
            ops.multiply(centred, self._constant(f"{name}.weight")), self._constant(f"{name}.bias")
        )

    def _linear(self, states: Any, *names: str, least: float = -np.inf) -> list[Any]:
        """What layers make of the same states, which have no number below `least`."""
        self.read[names[0]] = states
        if names[0] not in self.ranges:
            return [self._plus(states, self._constant(f"{name}.weight"), self._bias(name)) for name in names]
        # so that none is below 0, and a byte needs no sign
        shift = -least if least > -np.inf else 0.0
        made = rounded([self._array(f"{name}.weight") for name in names], self.ranges[names[0]] + shift)
        divided = ops.multiply(ops.add(states, _floats(shift)), _floats(1 / made.divisors))
        low, high = _floats(0.0 if shift else -made.largest * 128 / 127), _floats(made.largest)
        in_bytes = ops.fake_quantize(divided, low, high, low, high, 256)
        found = []
        for name, values, scales in zip(names, made.matrices, made.scales, strict=True):
            matrix = ops.multiply(ops.convert(ops.constant(values), np.float32), _floats(scales))
            unshifted = self._bias(name) - shift * (values * scales / made.divisors).sum(axis=1)
            found.append(self._plus(in_bytes, matrix, unshifted))
        return found

    def _plus(self, states: Any, matrix: Any, bias: FloatArray) -> Any:
        return ops.add(ops.matmul(states, matrix, False, True), _floats(bias))

    def _array(self, name: str) -> FloatArray:
        return np.ascontiguousarray(self.weights[name], np.float32)

    def _bias(self, name: str) -> FloatArray:
        return self._array(f"{name}.bias")

    def _constant(self, name: str) -> Any:
        return _floats(self._array(name))


def _floats(values: npt.ArrayLike) -> Any:
    return ops.constant(np.ascontiguousarray(values, np.float32))


def _whole(*values: int) -> Any:
    return ops.constant(np.array(values, np.int64))


def _depth(weights: Mapping[str, FloatArray]) -> int:
    return 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
