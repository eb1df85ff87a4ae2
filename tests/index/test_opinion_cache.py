"""Opinions are kept while what they were formed on stays, and no longer."""

from index.opinion_cache import OpinionCache
from index.opinions import form_opinion
from index.types import Opinion


def opinion(subject: str) -> Opinion:
    return form_opinion(subject=subject, kind="film", id=subject, judged=())


def test_an_opinion_is_formed_once_for_the_same() -> None:
    cache = OpinionCache(2)
    first = cache.get("a", 1, lambda: opinion("first"))
    assert cache.get("a", 1, lambda: opinion("second")) is first
    assert cache.get("a", 2, lambda: opinion("second")).subject == "second"
    assert cache.get("a", 1, lambda: opinion("third")).subject == "third"


def test_those_asked_for_last_are_kept() -> None:
    cache = OpinionCache(2)
    kept = {name: cache.get(name, 1, lambda name=name: opinion(name)) for name in "ab"}
    cache.get("a", 1, lambda: opinion("again"))
    cache.get("c", 1, lambda: opinion("c"))
    assert cache.get("a", 1, lambda: opinion("again")) is kept["a"]
    assert cache.get("b", 1, lambda: opinion("again")).subject == "again"
