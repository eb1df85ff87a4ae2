"""Cards and forms of members' reviews, settings and privacy: within Discord's limits in every language."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import own
from bot.cards.privacy import export_card, forget_card, forgotten_card, privacy_card
from bot.cards.settings import settings_card
from bot.cards.sheet import Reply
from bot.forms import Written, review_form
from bot.servers import ServerSettings
from index.language import LANGUAGES, Language, speaking

from . import strategies as some

short = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
each_language = st.sampled_from(LANGUAGES)
reviewed = st.tuples(some.reviews, st.none() | some.films)
server_settings = st.builds(
    ServerSettings,
    without=st.frozensets(some.hostile, max_size=3),
    spoilers=st.sampled_from(["hide", "drop", "show"]),
    private=st.booleans(),
    channels=st.frozensets(st.integers(1, 2**63), max_size=25),
    members=st.booleans(),
)


def check(reply: Reply | None) -> None:
    if reply is not None:
        some.check(reply.layout.to_components())


@short
@given(each_language, reviewed, some.hostile, st.booleans())
def test_one_review(language: Language, one: Any, name: str, flag: bool) -> None:
    with speaking(language):
        check(own.saved_card(*one, name, flag))
        check(own.confirm_card(*one))
        check(own.deleted_card(name, int(flag)))
        check(own.lost_card(name, name))
        check(own.question_card(name, name, name, (2**63, 2**63, 2**32)))
        check(own.imported_card(0 if flag else 1234, 1, 2, name))


@short
@given(each_language, st.lists(reviewed, max_size=12), st.integers(-1, 5), some.hostile)
def test_the_list_of_ones_own(language: Language, mine: Any, page: int, server: str) -> None:
    with speaking(language):
        check(own.mine_card(mine, page, server))


@short
@given(each_language, some.hostile, st.lists(some.films, max_size=8), st.booleans())
def test_which_film(language: Language, title: str, films: Any, fresh: bool) -> None:
    with speaking(language):
        check(own.which_film_card(title, films, fresh))


@short
@given(
    each_language, some.hostile, server_settings, st.dictionaries(some.ids, st.integers(0, 9**9), max_size=40)
)
def test_settings(language: Language, server: str, held: ServerSettings, sources: dict[str, int]) -> None:
    with speaking(language):
        check(settings_card(server, held, sources, "Stored.", damaged=held.private))


@short
@given(each_language, st.lists(st.tuples(some.hostile, st.integers(1, 9999)), max_size=40),
       st.lists(some.hostile, max_size=30), st.integers(0, 3))  # fmt: skip
def test_privacy(language: Language, held: Any, names: list[str], conversations: int) -> None:
    with speaking(language):
        check(privacy_card(held, names, conversations))
        check(forget_card(len(held), len(held), conversations))
        check(forgotten_card(len(held)))
        check(export_card(b"{}"))


@short
@given(each_language, some.hostile, some.hostile, st.none() | st.sampled_from([0.5, 3.0, 5.0]), st.booleans())
def test_the_form(language: Language, name: str, words: str, stars: float | None, new: bool) -> None:
    known = Written(words, stars, spoiler=new, film=name)
    with speaking(language):
        form = review_form("own.wrote:1", "" if new else name, known, ask_film=new, note=name[:500])
    sent = form.to_dict()
    assert 1 <= len(sent["title"]) <= 45 and len(sent["components"]) <= 5
    for part in sent["components"]:
        if part["type"] == 10:
            assert 1 <= len(part["content"]) <= 4000
            continue
        assert 1 <= len(part["label"]) <= 45 and len(part.get("description") or "") <= 100
        field = part["component"]
        assert len(field.get("value") or "") <= field.get("max_length", 0)
        assert len(field.get("placeholder") or "") <= 150 and len(field.get("options") or []) <= 25


@pytest.mark.parametrize("stars", [half / 2 for half in range(1, 11)])
def test_as_many_signs_as_stars(stars: float) -> None:
    signs = own.star_signs(stars)
    assert signs.count("★") + signs.count("½") / 2 == stars
