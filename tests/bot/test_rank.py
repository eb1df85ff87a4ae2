"""/rank, its pages, its buttons and its select."""

import re
from collections.abc import Callable

import pytest
import simcord

from bot.client import ReviewBot
from bot.criteria import NO_YEAR, packed, unpacked, years
from bot.errors import GONE, Told
from index.library import Library
from index.types import Criteria, Person

from . import seen
from .conftest import Watched


async def ranked(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, **options: str | int
) -> simcord.InteractionResult:
    return await alice.slash(channel, "rank", **{"by": "best", "minimum": 1, **options})


def listed(parts: list[seen.Component]) -> list[str]:
    """The lines of the films."""
    return re.findall(r"^\d+\. (.+)$", seen.text(parts), re.MULTILINE)


async def test_the_best_films_with_their_counts(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    parts = seen.components(await ranked(alice, channel))
    assert "### The best films" in seen.text(parts)
    lines = listed(parts)
    assert "**A Boy and His Kite (2010)** · 8 of 12 for it" in lines
    for one, line in zip(bot_library.rank(Criteria(minimum=1)).films, lines, strict=True):
        opinion = bot_library.opinion_of_film(one.film.id)
        assert line.endswith(f"{opinion.for_it} of {opinion.reviews} for it")
    assert not any("Solar Winds (2002)" in line for line in lines), "most are against it"
    assert "Films with 1 or more reviews: 6; with more for than against them:" in seen.text(parts)


async def test_the_worst_and_back(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    card = await ranked(alice, channel, by="worst")
    assert listed(seen.components(card))[0] == "**Solar Winds (2002)** · 4 of 5 against it"
    await alice.click(card.response, label="The best instead")
    assert "The best films" in seen.text(seen.components(card))
    await alice.click(card.response, label="The worst instead")
    assert "The worst films" in seen.text(seen.components(card))


async def test_an_aspect_has_the_counts_of_the_opinion(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    card = await ranked(alice, channel, aspect="acting")
    parts = seen.components(card)
    assert "The best acted films" in seen.text(parts)
    tally = bot_library.opinion_of_film("kite", "acting").aspects["acting"]
    assert f"**A Boy and His Kite (2010)** · {tally.positive} of {tally.total} praise it" in "\n".join(
        listed(parts)
    )
    film = await alice.select(card.response, ["kite"])
    assert film.ephemeral
    assert "A Boy and His Kite (2010) · acting" in seen.text(seen.components(film))


async def test_genre_year_and_person_stand_in_the_title(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    parts = seen.components(await ranked(alice, channel, genre="drama", year="1972-2005"))
    assert "### The best films: Drama, 1972 to 2005" in seen.text(parts)
    assert {line.split("**")[1] for line in listed(parts)} == {
        "Solar Winds (1972)",
        "The Lighthouse Keeper's Daughter (2004)",
    }
    theirs = seen.components(await ranked(alice, channel, person="Mara Lindqvist"))
    assert "### The best films: directed by Mara Lindqvist" in seen.text(theirs)
    assert len(listed(theirs)) == 2


async def test_pages(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    card = await ranked(alice, channel, count=2)
    first = listed(seen.components(card))
    assert len(first) == 2 and "page 1 of" in seen.text(seen.components(card))
    await alice.click(card.response, label="Next")
    second = listed(seen.components(card))
    assert second and not set(first) & set(second)
    assert re.search(r"^3\. ", seen.text(seen.components(card)), re.MULTILINE)
    await alice.click(card.response, label="Previous")
    assert listed(seen.components(card)) == first


async def test_says_honestly_when_nothing_fits_and_offers_less(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await ranked(alice, channel, genre="Comedy", minimum=10)
    said = seen.text(seen.components(card))
    assert "None of the 2 films that fit has 10 or more reviews. With 5 or more there is 1." in said
    await alice.click(card.response, label="With 5+ reviews: 1 film")
    assert "Café Nocturne (2015)" in seen.text(seen.components(card))
    nothing = seen.text(seen.components(await ranked(alice, channel, year="1911")))
    assert "I have no film that fits." in nothing


async def test_without_a_minimum_the_configured_one_holds(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "rank", by="best")
    assert [line.split("**")[1] for line in listed(seen.components(result))] == [
        "A Boy and His Kite (2010)",
        "The Lighthouse Keeper's Daughter (2004)",
    ]


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({"year": "last year"}, NO_YEAR),
        ({"genre": "Opera"}, "I know no genre “Opera”. There are Drama, "),
        ({"person": "Nobody Atall"}, "I have no reviews of Nobody Atall."),
    ],
)
async def test_refuses_in_one_sentence(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, options: dict[str, str], answer: str
) -> None:
    result = await ranked(alice, channel, **options)
    alice._env.errors  # noqa: B018  reading them tells SimCord that this one was expected
    assert seen.text(seen.components(result)).startswith(answer)


async def test_suggests_genres_and_people(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    genres = await alice.autocomplete(channel, "rank", "genre", "")
    assert genres[0] == {"name": "Drama (3)", "value": "Drama"}
    assert {choice["value"] for choice in await alice.autocomplete(channel, "rank", "genre", "sc")} == {
        "Sci-Fi"
    }
    people = await alice.autocomplete(channel, "rank", "person", "mara")
    assert people[0]["name"] == "Mara Lindqvist"


async def test_answers_after_a_restart(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    card = await ranked(alice, channel, count=1, genre="Drama", person="Mara Lindqvist")
    first = listed(seen.components(card))
    await world.restart_bot(make_bot())
    await alice.click(card.response, label="Next")
    assert len(listed(seen.components(card))) == 1 and listed(seen.components(card)) != first
    assert "Drama, directed by Mara Lindqvist" in seen.text(seen.components(card))
    film = await alice.select(card.response, [seen.options(seen.components(card))[0]])
    assert "% for it" in seen.text(seen.components(film))


async def test_a_person_who_is_gone_is_told(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = await ranked(alice, channel, count=1, person="Mara Lindqvist")
    monkeypatch.setattr(watched, "person", lambda number: None, raising=False)
    gone = await alice.click(card.response, label="Next")
    [told] = gone.followups
    assert GONE in str(told.components)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2002", (2002, 2002)),
        (" 1999 - 2002 ", (1999, 2002)),
        ("2002–1999", (1999, 2002)),
        ("1999 to 2002", (1999, 2002)),
        ("1999-", (1999, None)),
        ("-1999", (None, 1999)),
    ],
)
def test_years(typed: str, expected: tuple[int | None, int | None]) -> None:
    assert years(typed) == expected


@pytest.mark.parametrize("typed", ["", "-", "99", "19992002", "next", "1999-2002-2005"])
def test_no_years(typed: str) -> None:
    with pytest.raises(Told):
        years(typed)


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(),
        Criteria(genres=("Sci-Fi", "Drama"), since=1999, until=2002, minimum=3, count=5),
        Criteria(until=1950, person=Person(7, "Ann")),
    ],
)
def test_what_a_button_keeps_is_read_again(criteria: Criteria) -> None:
    again, person = unpacked(packed(criteria))
    assert person == (criteria.person.id if criteria.person else None)
    assert packed(again).split(";")[1] == packed(criteria).split(";")[1]
    assert (again.since, again.until, again.minimum, again.count) == (
        criteria.since, criteria.until, criteria.minimum, criteria.count
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d,e;", "1,2,3,4;x"])
def test_what_no_button_keeps_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not criteria"):
        unpacked(text)
