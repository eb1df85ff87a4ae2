"""What the demo corpus' films are called and who made them.

The corpus has neither titles nor credits, only slugs ("about_a_boy") and, for some films, a plot that names
the cast in brackets. `demo_films.csv` gives titles, years and people; of the people only those stay whom the
film's own reviews or plot name, so that every credit is borne out by the corpus.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from rapidfuzz import fuzz

from ..titles import fold, title_key
from ..types import FilmFacts, FilmRef

TABLE = Path(__file__).parent / "demo_films.csv"

_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "a an and as at but by for from in is it of on or the to vs with")
)
_ROMAN = re.compile(r"[ivx]{2,}")
_ARTICLES = ("the", "a", "an")
_WORD = re.compile(r"[^\W_]+(?:[.'\u2019-][^\W_]+)*")
_CAPITAL_NAME = r"(?:[A-Z][\w'\u2019-]*\.?\s+){1,3}(?:Mc|Mac|de |von |van )?[A-Z][\w'\u2019-]+"
_BRACKET = re.compile(r"\b([A-Z][\w'\u2019-]*)\s+\(([^()]{3,80})\)")
_STARRING = re.compile(rf"\b(?:starring|stars|played by|directed by)\s+({_CAPITAL_NAME})")
_NAME = re.compile(rf"(?:Sir |Dame )?({_CAPITAL_NAME}(?:,? (?:Jr|Sr)\.)?)")
_BETWEEN_NAMES = re.compile(r"\s*(?:,(?! Jr\.| Sr\.)|&amp;|&|/|\band\b)\s*")
_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii"})
# A capital before a surname that is no first name: "Director Coppola", "Mr. Eyre".
_NO_FIRST_NAME = frozenset(
    re.findall(
        r"\w+",
        "mr mrs ms dr sir dame director writer filmmaker star actor actress producer newcomer with but and "
        "as when while if is the so although though in by of for from or yet give",
    )
)


def films_of(
    reviews: Mapping[str, Sequence[str]], plots: Mapping[str, Sequence[str]]
) -> Mapping[str, FilmFacts]:
    """The facts of each film that has reviews, by its slug there.

    Args:
        reviews: slug -> the film's reviews.
        plots: slug -> its plots, where the article of the slug may stand at the other end.
    """
    plots_by_name: dict[str, list[str]] = {}
    for slug, texts in plots.items():
        plots_by_name.setdefault(_same_name(slug), []).extend(texts)
    return {
        slug: _facts(slug, texts, plots_by_name.get(_same_name(slug), []))
        for slug, texts in sorted(reviews.items())
    }


def title_of(slug: str) -> str:
    """A title made of a slug alone: "scorpion_king_the" gives "The Scorpion King"."""
    words = [word for word in _decoded(slug).split("_") if word]
    if len(words) > 1 and words[-1] in _ARTICLES:
        words.insert(0, words.pop())
    shown = [
        word.upper() if _ROMAN.fullmatch(word)
        else word if 0 < place < len(words) - 1 and word in _SMALL_WORDS
        else word[:1].upper() + word[1:]
        for place, word in enumerate(words)
    ]  # fmt: skip
    return " ".join(shown)


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """The curated table: slug -> title, year, directors, cast, also_known_as, genres ("|" between them)."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: row for row in csv.DictReader(file)}


def names_in_plot(plot: str) -> Iterator[str]:
    """Full names that a plot gives its players: in brackets behind a character, or after "starring"."""
    for found in _BRACKET.finditer(plot):
        inside = re.sub(r"^(?:also )?played by ", "", found[2].strip())
        for piece in _BETWEEN_NAMES.split(inside):
            if name := _NAME.fullmatch(piece.strip()):
                yield name[1].replace(", Jr.", " Jr.").replace(", Sr.", " Sr.")
    for found in _STARRING.finditer(plot):
        yield found[1]


def is_named(name: str, texts: Sequence[str]) -> bool:
    """Whether texts hold somebody's full name, or the surname without another first name before it."""
    own = [fold(word) for word in _WORD.findall(name)]
    kept = [word for word in own if word not in _NAME_SUFFIXES] or own
    return any(_names(text, kept) for text in texts)


def _names(text: str, own: Sequence[str]) -> bool:
    surname = own[-1]
    end_before, before = 0, ""
    for found in _WORD.finditer(text):
        word = found.group()
        folded = fold(re.sub(r"['\u2019]s$", "", word))
        if folded == surname and (word[0].isupper() or not own[-1].isalpha()):
            between = text[end_before : found.start()]
            begins = between == ". " and len(before) > 2  # a sentence, not the initial of somebody else
            other = before[:1].isupper() and between in (" ", ". ") and not begins
            if not other or fold(before) in _NO_FIRST_NAME or _resembles(fold(before), own):
                return True
        end_before, before = found.end(), word
    return False


def _resembles(word: str, own: Sequence[str]) -> bool:
    """Whether a word is one of somebody's names, as critics spell them ("Renee" Russo)."""
    return any(fuzz.ratio(word, name) >= 80 for name in own)


def _facts(slug: str, reviews: Sequence[str], plots: Sequence[str]) -> FilmFacts:
    row = table().get(slug, {})
    texts = [*plots, *reviews]
    directors = [name for name in _split(row.get("directors", "")) if is_named(name, texts)]
    listed = _split(row.get("cast", ""))
    cast = [name for name in listed if is_named(name, texts)]
    for plot in plots:
        for name in names_in_plot(plot):
            # The plots misspell some ("Christian Bales") and shorten others: what is nearly listed is listed.
            near = (fuzz.partial_ratio(fold(name), fold(other)) for other in (*listed, *directors, *cast))
            if max(near, default=0) < 80:
                cast.append(name)
    title = row.get("title") or title_of(slug)
    return FilmFacts(
        FilmRef(key=f"rt:{fold(_decoded(slug))}", title=title, year=int(row.get("year") or 0) or None),
        directors=tuple(directors),
        cast=tuple(dict.fromkeys(cast)),
        genres=tuple(_split(row.get("genres", ""))),
        also_known_as=tuple(_split(row.get("also_known_as", ""))),
    )


def _split(names: str) -> list[str]:
    return [name for name in names.split("|") if name]


def _decoded(slug: str) -> str:
    """A slug's letters: what is not ASCII is percent-encoded Latin-1 there."""
    return unquote(slug, encoding="latin-1")


def _same_name(slug: str) -> str:
    """What slugs of one film share, wherever the article stands and however the words are joined."""
    return title_key(title_of(slug)).replace(" ", "")
