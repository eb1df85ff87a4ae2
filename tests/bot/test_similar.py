"""/similar in all its forms, and the message menu."""

import simcord

from . import seen
from .corpus import REVIEWS


async def test_reviews_like_a_text(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    asked = "The pictures of the sea are stunning, the photography is gorgeous."
    result = await alice.slash(channel, "similar", text=asked)
    parts = seen.components(result)
    assert "The photography is stunning" in seen.text(parts)
    assert seen.labels(parts) == ["Full review"] * 5
    assert len(seen.options(parts)) == 25
    full = await alice.select(result.response, [seen.options(parts)[0]])
    assert full.ephemeral
    number = int(seen.options(parts)[0].removeprefix("r"))
    assert " ".join(REVIEWS[number][5].split())[:200] in seen.text(seen.components(full))


async def test_reviews_of_one_film_like_a_text(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "similar", text="a wonderful performance", film="winds72")
    assert seen.text(seen.components(result)).count("Solar Winds (1972)") == 5


async def test_films_like_a_film(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "similar", film="kite")
    assert "Reviewed in much the same way as A Boy and His Kite" in seen.text(seen.components(result))
    answer = await alice.select(result.response, [seen.options(seen.components(result))[0]])
    assert answer.ephemeral, "what everybody sees is not replaced by one person's choice"


async def test_which_film_leads_to_films_like_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "similar", film="Solar Winds")
    await alice.click(result.response, label="Solar Winds (2002)")
    assert "much the same way as Solar Winds (2002)" in seen.text(seen.components(result))


async def test_without_options_a_box_to_paste_into(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await alice.slash(channel, "similar")
    assert shown.modal is not None
    answer = await alice.submit_modal(shown, {"text": "A slow film\nwith a beautiful score."})
    assert len(seen.quotes(seen.components(answer))) == 5


async def test_message_menu(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    message = await alice.send(channel, "I thought the car chase was thrilling and great fun.")
    result = await alice.context_menu(channel, "Similar reviews", message)
    assert result.ephemeral
    assert "thrilling car chase" in seen.text(seen.components(result))


async def test_message_menu_on_a_message_without_words(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(channel, attachments=[("a.png", b"x")])
    result = await alice.context_menu(channel, "Similar reviews", message)
    assert result.ephemeral
    assert seen.text(seen.components(result)) == "There is no text in that message to compare with."
    alice._env.errors  # noqa: B018  reading them tells SimCord that this one was expected
