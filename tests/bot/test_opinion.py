"""/opinion, its buttons and its selects."""

import re

import simcord

from index.library import Library

from . import seen
from .corpus import REVIEWS

TEXTS = {" ".join(row[5].split()) for row in REVIEWS}


def is_quoted(words: str) -> bool:
    """Whether the words stand in some review exactly like this."""
    return any(words.rstrip("…") in review for review in TEXTS)


async def test_tells_verdict_counts_summary_and_exact_quotes(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    parts = seen.components(await alice.slash(channel, "opinion", film="kite"))
    opinion, said = bot_library.opinion_of_film("kite"), seen.text(parts)
    assert "A Boy and His Kite (2010)" in said
    assert "**67\u00a0% for it**, likely 39–86\u00a0%" in said
    assert opinion.summary in said
    assert "12 reviews, each by the reviewer's own verdict" in said
    assert "directed by Mara Lindqvist · with Tom Askew, Ines Ferreira" in said
    assert len(seen.quotes(parts)) == 4
    assert all(is_quoted(quote) for quote in seen.quotes(parts))


async def test_shows_a_chart_with_its_words(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    result = await alice.slash(channel, "opinion", film="kite")
    assert result.response is not None
    [gallery] = [part for part in seen.components(result) if part["type"] == 12]
    story = bot_library.opinion_of_film("kite").aspects["story"]
    assert f"story {story.positive} for, {story.negative} against" in gallery["items"][0]["description"]
    [picture] = result.response.attachments
    assert picture.filename == "chart.png"
    assert (await picture.read()).startswith(b"\x89PNG")


async def test_suggests_titles_while_typing(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    found = await alice.autocomplete(channel, "opinion", "film", "solar")
    assert {(choice["name"], choice["value"]) for choice in found} == {
        ("Solar Winds (1972)", "winds72"),
        ("Solar Winds (2002)", "winds02"),
    }
    assert len(await alice.autocomplete(channel, "opinion", "film", "")) == 6


async def test_takes_a_typed_title_instead_of_a_suggestion(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    parts = seen.components(await alice.slash(channel, "opinion", film="cafe nocturne"))
    assert "Café Nocturne (2015)" in seen.text(parts)
    assert "each judged from the text" in seen.text(parts)


async def test_one_aspect(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "opinion", film="kite", aspect="story")
    assert "A Boy and His Kite (2010) · story" in seen.text(seen.components(result))
    all_again = await alice.click(result.response, label="All aspects")
    assert "for it**" in seen.text(seen.components(all_again))


async def test_asks_which_of_two_and_takes_the_place_of_the_question(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "opinion", film="Solar Winds")
    assert set(seen.labels(seen.components(result))) == {"Solar Winds (1972)", "Solar Winds (2002)"}
    await alice.click(result.response, label="Solar Winds (1972)")
    assert "Solar Winds (1972)" in seen.text(seen.components(result))
    assert "Full reviews" in seen.labels(seen.components(result))


async def test_says_plainly_that_a_film_is_unknown_and_offers_the_nearest(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "opinion", film="A Girl and His Kite")
    said = seen.text(seen.components(result))
    assert said.startswith("I have no reviews of A Girl and His Kite.")
    assert "for it" not in said
    assert "A Boy and His Kite (2010)" in seen.labels(seen.components(result))
    await alice.click(result.response, label="A Boy and His Kite (2010)")
    assert "67\u00a0% for it" in seen.text(seen.components(result))


async def test_more_praise_goes_through_pages_in_place(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    page = await alice.click(card.response, label="More praise")
    assert page.ephemeral
    praise = [quote.text for quote in bot_library.quotes(film_id="kite", polarity="pos")]
    assert len(praise) > 5
    assert seen.quotes(seen.components(page)) == praise[:5]
    await alice.click(page.response, label="Next")
    assert seen.quotes(seen.components(page)) == praise[5:10]
    await alice.click(page.response, label="Previous")
    assert seen.quotes(seen.components(page)) == praise[:5]


async def test_more_criticism(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    page = await alice.click(card.response, label="More criticism")
    found = [quote.text for quote in bot_library.quotes(film_id="kite", polarity="neg")]
    assert seen.quotes(seen.components(page)) == found[:5]


async def test_by_aspect_answers_to_the_asker_alone(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    assert set(bot_library.opinion_of_film("kite").aspects) <= set(seen.options(seen.components(card)))
    answer = await seen.choose(alice, card, "acting")
    assert answer.ephemeral
    assert bot_library.opinion_of_film("kite", "acting").summary in seen.text(seen.components(answer))


async def test_every_number_opens_the_reviews_behind_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    parts = seen.components(card)
    opinion = bot_library.opinion_of_film("kite")
    named = {**opinion.topics, **opinion.people}
    offered = [value for value in seen.options(parts) if " " in value]
    assert {value.partition(" ")[2] for value in offered} == set(named)
    for value in offered:
        answer = await seen.choose(alice, card, value)
        assert answer.ephemeral
        side, _, thing = value.partition(" ")
        count = {str(one): count for one, count in named[thing].sides.items()}[side]
        shown = seen.components(answer)
        assert f"{count} review" in seen.text(shown)
        assert len(seen.quotes(shown)) == min(count, 5)


async def test_similar_films_lead_to_their_opinion(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    films = await alice.click(card.response, label="Similar films")
    assert films.ephemeral
    chosen = seen.options(seen.components(films))
    assert "kite" not in chosen and "keeper" in chosen
    await alice.select(films.response, ["keeper"])
    assert "The Lighthouse Keeper's Daughter (2004)" in seen.text(seen.components(films))


async def test_full_reviews_then_one_of_them_in_pages(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await alice.slash(channel, "opinion", film="keeper")
    reviews = await alice.click(card.response, label="Full reviews")
    assert reviews.ephemeral
    assert "7 reviews" in seen.text(seen.components(reviews))
    while "Read on" not in seen.labels(seen.components(reviews)):
        await alice.click(reviews.response, label="Next")
    one = await alice.click(reviews.response, label="Read on")
    assert "In chapter 1 the keeper" in seen.text(seen.components(one))
    assert "for it (by the stars given)" in seen.text(seen.components(one))
    await alice.click(one.response, label="Next")
    assert "In chapter 30 " in seen.text(seen.components(one))


async def test_the_review_behind_a_quote_and_what_is_like_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    first = bot_library.opinion_of_film("kite").praise[0]
    ids = [part["custom_id"] for part in seen.components(card) if part["type"] == 2]
    review = await alice.click(card.response, custom_id=next(i for i in ids if i.endswith(first.review_id)))
    assert review.ephemeral
    assert first.text in seen.text(seen.components(review))
    alike = await alice.click(review.response, label="Similar reviews")
    assert first.text not in seen.quotes(seen.components(alike))
    assert len(seen.quotes(seen.components(alike))) == 5
    film = await alice.click(review.response, label="All about this film")
    assert "67\u00a0% for it" in seen.text(seen.components(film))


async def test_other_peoples_words_neither_format_nor_ping_nor_link(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await alice.slash(channel, "opinion", film="noise")
    pages = [card, await alice.click(card.response, label="Full reviews")]
    for result in pages:
        parts = seen.components(result)
        assert all(is_quoted(quote) for quote in seen.quotes(parts))
        raw = seen.raw_text(parts)
        assert "https://" not in raw and "@everyone" not in raw
        assert not re.search(r"(?<!\\)\]\(", raw)
        assert "\\<@123456789012345678\\>" in raw
    assert channel.last_message is not None and not channel.last_message.mention_everyone


async def test_the_numbers_open_the_reviews_behind_them(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    for label, verdict in (("8 for it", "positive"), ("4 against it", "negative")):
        page = await alice.click(card.response, label=label)
        assert page.ephemeral
        assert label.replace(" ", " reviews ", 1) in seen.text(seen.components(page))
        found = seen.quotes(seen.components(page))
        while "Next" in seen.labels(seen.components(page)) and len(found) < int(label.split()[0]):
            await alice.click(page.response, label="Next")
            found += seen.quotes(seen.components(page))
        expected = {" ".join(row[5].split()) for row in REVIEWS if row[0] == "kite" and row[3] == verdict}
        assert set(found) == expected
