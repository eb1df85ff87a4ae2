"""How large the numbers get inside our two networks, which their products in bytes are scaled by.

Measured by `python -m benchmarks.ranges` on reviews of training films.
"""

from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import numpy as np

from .bert import Ranges
from .judge.checked import keep, whole

Network = Literal["retrieval", "judging"]
WEIGHTS = Path(__file__).parent / "weights"
FILE = "ranges.npz"


def load(network: Network, folder: Path = WEIGHTS) -> Ranges:
    """Those of a network; ModelError where the file in `folder` is missing or damaged."""
    with np.load(BytesIO(whole(folder / FILE)), allow_pickle=False) as file:
        mine = [name for name in file.files if name.startswith(f"{network}/")]
        return {name.partition("/")[2]: file[name].astype(np.float32) for name in mine}


def save(found: dict[Network, Ranges], folder: Path = WEIGHTS) -> None:
    """Writes all of them for `load`."""
    arrays: dict[str, Any] = {
        f"{network}/{name}": sizes.astype(np.float16)
        for network, of in found.items()
        for name, sizes in of.items()
    }
    packed = BytesIO()
    np.savez_compressed(packed, **arrays)
    keep(folder / FILE, packed.getvalue())
