"""Products in bytes: matrices and inputs rounded so that little is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index import ranges
from index.embed import packaged_weights
from index.network import rounded, watched
from index.ranges import Network

FLOATS = st.floats(-8, 8, width=32)


@given(
    arrays(np.float32, (5, 6), elements=FLOATS),
    arrays(np.float32, (4, 6), elements=FLOATS),
    arrays(np.float32, 6, elements=st.floats(0, 64, width=32)),
)
def test_a_product_with_bytes_is_near_the_one_with_floats(
    matrix: np.ndarray, shares: np.ndarray, sizes: np.ndarray
) -> None:
    states = shares / 8 * sizes  # no channel is larger than its size
    made = rounded([matrix, matrix], sizes)
    step = made.largest / 127
    in_bytes = np.rint(states / made.divisors / step)
    assert np.abs(in_bytes).max() <= 127
    for values, scales in zip(made.matrices, made.scales, strict=True):
        found = step * in_bytes @ (values * scales).T
        # half a step in each of six summands, of the states and of the matrix
        most = 6 * step / 2 * np.abs(matrix * made.divisors).max(axis=1) + 6 * scales[:, 0] / 2 * made.largest
        assert (np.abs(found - states @ matrix.T) <= 1.2 * most + 1e-3).all()


@pytest.mark.parametrize(("network", "in_floats"), [("retrieval", 2), ("judging", 8)])
def test_sizes_are_known_of_what_the_layers_read(network: Network, in_floats: int) -> None:
    _, names = watched(packaged_weights())
    found = ranges.load(network)
    assert set(found) <= set(names)
    assert len(names) - len(found) == in_floats
    assert min(sizes.min() for sizes in found.values()) > 0
