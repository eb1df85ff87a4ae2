from pathlib import Path

import numpy as np
import pytest

from index import ranges
from index.errors import ModelError


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    sizes = {"layer": np.array([0.5, 20.0], np.float32)}
    ranges.save({"retrieval": sizes, "judging": {}}, tmp_path)
    assert ranges.load("judging", tmp_path) == {}
    found = ranges.load("retrieval", tmp_path)
    assert list(found) == ["layer"]
    np.testing.assert_array_equal(found["layer"], sizes["layer"])


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_file_that_is_not_whole_is_told(tmp_path: Path, damage: str) -> None:
    ranges.save({"retrieval": {}, "judging": {}}, tmp_path)
    path = tmp_path / ranges.FILE
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ModelError, match=r"ranges\.npz is .*install the package again"):
        ranges.load("retrieval", tmp_path)
