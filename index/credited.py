"""People of a film called by one of their names, as people do once the film is known: "denzel tho"."""

import re
from collections.abc import Iterator

from .names import FUNCTION_WORDS, is_ordinary
from .nicknames import short_names
from .titles import key_words
from .types import Film

_ASKED = re.compile(
    r"(?:^\W*|\b(?:how(?:'s| is| was| did| does)?|is|was|and|about|does|did|with|by|like|by|has|of|or|by"
    r"|but) )$", re.IGNORECASE
)


def called_in(words: str, film: Film) -> Iterator[tuple[int, int, str]]:
    """Where somebody of the film is called by first name, surname or a short form, and the full name.

    Names that are ordinary words count only where they have a capital or where a question puts a name.
    """
    said = list(key_words(words))
    if not said:
        return
    taken: set[int] = set()
    for name in (*film.directors, *film.cast):
        parts = [key for key, _, _ in key_words(name)]
        if len(parts) < 2:
            continue
        ways = {parts[0], parts[-1], *short_names(parts[0])} - FUNCTION_WORDS
        letters = parts[0][0] + parts[-1][:2]  # the "J.Lo" of Jennifer Lopez
        for place, (key, start, end) in enumerate(said):
            owned = key[:-1] if key.endswith("s") and key not in ways else key
            two = key + (said[place + 1][0] if place + 1 < len(said) else "")
            if place in taken:
                continue
            if len(letters) == 3 and letters in (key, two) and not is_ordinary(letters):
                stop = end if key == letters else said[place + 1][2]
                taken.update((place, place + 1) if key != letters else (place,))
                yield start, stop, name
            elif owned in ways and len(owned) > 2 and _is_meant(words, owned, start):
                taken.add(place)
                if place and said[place - 1][0] in ways:
                    continue
                yield start, end, name


def _is_meant(words: str, key: str, start: int) -> bool:
    if not is_ordinary(key):
        return True
    if words[start].isupper() and words[:start].strip():
        return True
    return _ASKED.search(words[:start]) is not None
