"""/review: writing, listing, changing, deleting and bringing one's own reviews."""

import logging
import threading
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
import simcord

from bot.client import ReviewBot
from index.build import BuildReport
from index.library import Library
from index.members import Members, MembersError
from index.types import Draft, Scope

from . import filled, seen
from .conftest import Watched
from .test_talk import last, mention

LIKED = "A tender film about flying and letting go, and I would see it again."
OUTSIDE = "Members' own reviews belong to a server that I am a member of"
OFF = "The people who look after this server have switched members' reviews off."
NOT_YOURS = "That is not among your own reviews in this server, or no longer."
HEADER = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"


def told(result: simcord.InteractionResult) -> str:
    """The words of an answer."""
    return seen.text(seen.components(result))


def own(members: Members, member: simcord.MemberActor) -> list[str]:
    """The texts of a member's reviews in their server, newest first."""
    return [one.review.raw for one in members.of(str(member.guild.id), str(member.id))]


def switch_off(world: simcord.Env) -> None:
    """Members' reviews, in the one server."""
    cast(ReviewBot, world.bot).servers.change(world.guild.id, members=False)


def draft(library: Library, film: str, text: str = LIKED, **more: Any) -> Draft:
    """A review of a film of the corpus."""
    return Draft(text, "alice", film=library.film(film), **more)


async def write(
    member: simcord.MemberActor, channel: simcord.ChannelHandle, film: str, text: str = LIKED, **fields: Any
) -> simcord.InteractionResult:
    """Writes a review and answers the confirmation."""
    return await filled.send(member, await member.slash(channel, "review write", film=film), text, **fields)


# --- writing ----------------------------------------------------------------------------------------------


async def test_a_review_is_saved_and_counts_at_once(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    shown = await alice.slash(channel, "review write", film="kite")
    assert "A Boy and His Kite (2010)" in filled.note(shown)
    done = await filled.send(alice, shown, LIKED, stars="4.5")
    assert done.ephemeral
    assert "Your review of A Boy and His Kite (2010) is saved." in told(done)
    assert "13 reviews of it" in told(done) and "one for the film" in told(done)
    [one] = members.of(str(alice.guild.id), str(alice.id))
    assert (one.review.raw, one.review.stars, one.review.author) == (LIKED, 0.9, "alice")
    assert "13 reviews" in told(await alice.click(done.response, label="All about this film"))
    assert "9 for it" in seen.labels(seen.components(await alice.slash(channel, "opinion", film="kite")))
    found = await alice.slash(channel, "search", topic="flying and letting go")
    assert "tender film about flying" in told(found)


async def test_another_server_sees_none_of_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    await write(alice, channel, "kite", stars="5")
    elsewhere = world.create_guild("Elsewhere")
    there = elsewhere.create_text_channel("films")
    again = elsewhere.add_member(alice.user)
    assert "12 reviews" in told(await again.slash(there, "opinion", film="kite"))
    assert "tender film" not in told(await again.slash(there, "search", topic="flying and letting go"))
    assert "not reviewed a film in Elsewhere yet" in told(await again.slash(there, "review mine"))
    me = world.bot.user
    assert me is not None
    await alice.send_dm("find reviews that mention flying and letting go")
    last = alice.user.dm_channel.last_message
    assert last is not None and last.author == me
    assert "letting go, and" not in str([part.to_dict() for part in last.components])


async def test_a_film_that_is_new_here_is_told_and_then_found(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    offered = await alice.autocomplete(channel, "review write", "film", "Paper Moons of Orm")
    assert offered[-1] == {
        "name": "“Paper Moons of Orm”: a film that is new here",
        "value": "Paper Moons of Orm",
    }
    shown = await alice.slash(channel, "review write", film="Paper Moons of Orm (2021)")
    assert "I have no reviews of this film yet. Yours adds it for Test Guild." in filled.note(shown)
    assert filled.controls(shown)["film"]["value"] == "Paper Moons of Orm (2021)"
    done = await filled.send(alice, shown, LIKED, stars="2")
    assert "Your review of Paper Moons of Orm (2021) is saved." in told(done)
    assert "has 1 review of it" in told(done)
    card = await alice.slash(channel, "opinion", film="paper moons of orm")
    assert "Paper Moons of Orm (2021)" in told(card) and "1 against it" in seen.labels(seen.components(card))
    again = await alice.slash(channel, "review write", film="Paper Moons of Orm")
    assert "this replaces that review" in filled.note(again)


async def test_a_known_title_is_not_offered_as_new(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    offered = await alice.autocomplete(channel, "review write", "film", "cafe nocturne")
    assert [choice["value"] for choice in offered] == ["waltz"]


async def test_a_title_of_two_films_asks_which(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    asked = await alice.slash(channel, "review write", film="Solar Winds")
    assert asked.ephemeral and "Which Solar Winds do you mean?" in told(asked)
    shown = await alice.click(asked.response, label="Solar Winds (1972)")
    assert "Solar Winds (1972)" in filled.note(shown)
    await filled.send(alice, shown, LIKED)
    assert members.find(str(alice.guild.id), str(alice.id), "winds72") is not None


async def test_a_slip_of_the_pen_is_asked_about_and_may_still_be_another_film(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    asked = await alice.slash(channel, "review write", film="Cafe Nocturnes (1931)")
    assert "Do you mean one of these?" in told(asked)
    assert "Café Nocturne (2015)" in seen.labels(seen.components(asked))
    shown = await alice.click(asked.response, label="No, Cafe Nocturnes (1931) is another film")
    done = await filled.send(alice, shown, LIKED)
    assert "Your review of Cafe Nocturnes (1931) is saved." in told(done)


async def test_writing_again_shows_the_review_and_replaces_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    await write(alice, channel, "kite", stars="3.5", spoiler=True)
    shown = await alice.slash(channel, "review write", film="kite")
    fields = filled.controls(shown)
    assert "You have reviewed it before; this replaces that review." in filled.note(shown)
    assert fields["text"]["value"] == LIKED and filled.stars(shown) == "3.5" and fields["spoiler"]["default"]
    done = await filled.send(alice, shown, "On second thought it is rather dull.", stars="", spoiler=False)
    assert "replaces the one before" in told(done) and "13 reviews of it" in told(done)
    [one] = members.of(str(alice.guild.id), str(alice.id))
    assert one.review.raw == "On second thought it is rather dull."
    assert one.review.stars is None and not one.review.spoiler


async def test_the_same_form_sent_twice_is_one_review(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    first = await alice.slash(channel, "review write", film="kite")
    second = await alice.slash(channel, "review write", film="kite")
    await filled.send(alice, first, LIKED)
    await filled.send(alice, second, "Another opinion of the same film.")
    assert own(members, alice) == ["Another opinion of the same film."]


async def test_a_form_opened_before_a_restart_is_still_taken(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    members: Members,
) -> None:
    shown = await alice.slash(channel, "review write", film="kite")
    await world.restart_bot(make_bot())
    assert "is saved" in told(await filled.send(alice, shown, LIKED, stars="5"))
    assert own(members, alice) == [LIKED]


@pytest.mark.parametrize("marked", ["bars", "box"])
async def test_what_gives_the_end_away_stands_behind_bars_everywhere(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, marked: str, members: Members
) -> None:
    words = "The keeper was the drowned sailor all along and nobody noticed."
    typed = words.replace("drowned sailor", "||drowned sailor||") if marked == "bars" else words
    done = await write(alice, channel, "keeper", typed, stars="5", spoiler=marked == "box")
    assert "Its words stand behind spoiler bars." in told(done)
    [one] = members.of(str(alice.guild.id), str(alice.id))
    assert one.review.spoiler and one.review.raw == words
    card = await alice.slash(channel, "opinion", film="keeper")
    pages = [
        await alice.slash(channel, "review mine"),
        await alice.slash(channel, "search", topic="drowned sailor all along"),
        await alice.click(card.response, label="Full reviews"),
        card,
    ]
    shown = [told(page) for page in pages]
    assert sum("drowned sailor" in text for text in shown) >= 3
    for text in shown:
        for line in text.split("\n"):
            if "drowned sailor" in line and not line.startswith("#"):
                assert line.removeprefix("> ").startswith("||") and line.endswith("||"), line


@pytest.mark.parametrize("length", ["short", "long"])
async def test_a_text_is_given_back_when_it_can_not_be_saved(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    length: str,
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, f"No space left on {members}")

    monkeypatch.setattr(members, "write", full)
    words = "Every *word* of this || counts, and none of it may be lost. " * (60 if length == "long" else 1)
    with caplog.at_level(logging.DEBUG):
        failed = await write(alice, channel, "kite", words)
    assert failed.ephemeral and "Something went wrong on my side" in told(failed)
    assert failed.response is not None
    if length == "short":
        assert words.strip() in told(failed)
    else:
        [file] = failed.response.attachments
        assert (await file.read()).decode() == words.strip()
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert any("OSError" in line for line in logged)
    assert not any("none of it may be lost" in line or "left on <" in line for line in logged)


async def test_a_sentence_of_the_library_is_told_with_the_text(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    members: Members,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*args: object) -> None:
        raise MembersError("You have as many reviews here as one person may have.")

    monkeypatch.setattr(members, "write", refuse)
    failed = await write(alice, channel, "kite")
    assert "as many reviews here as one person may have" in told(failed) and LIKED in told(failed)


async def test_too_few_words_and_no_title_are_told_with_the_text(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    failed = await write(alice, channel, "kite", "Great film")
    assert "A review needs a few words more than that." in told(failed) and "Great film" in told(failed)
    shown = await alice.slash(channel, "review write", film="Paper Moons of Orm")
    untitled = await filled.send(alice, shown, LIKED, film="  ")
    assert "Please tell which film it is about." in told(untitled) and LIKED in told(untitled)
    assert own(members, alice) == []


async def test_a_title_in_the_form_that_fits_two_films_is_asked_back(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    shown = await alice.slash(channel, "review write", film="Paper Moons of Orm")
    failed = await filled.send(alice, shown, LIKED, film="Solar Winds")
    assert "Which one is it: Solar Winds (" in told(failed) and LIKED in told(failed)
    assert own(members, alice) == []


async def test_a_slow_library_opens_a_form_all_the_same(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
    members: Members,
) -> None:
    monkeypatch.setattr("bot.delivery.PATIENCE", 0.0)
    shown = await alice.slash(channel, "review write", film="kite")
    assert filled.controls(shown)["film"]["value"] == "kite"
    done = await filled.send(alice, shown, LIKED)
    assert "Your review of A Boy and His Kite (2010) is saved." in told(done)


# --- where it may be used ---------------------------------------------------------------------------------


async def test_not_in_direct_messages(alice: simcord.MemberActor, world: simcord.Env) -> None:
    user = alice.user
    refused = [
        await user.slash("review write", film="kite"),
        await user.slash("review mine"),
        await user.slash("review edit", review="kite"),
        await user.slash("review delete", review="kite"),
        await user.slash("review import", file=("reviews.csv", HEADER.encode())),
    ]
    assert all(answer.ephemeral and OUTSIDE in told(answer) for answer in refused)
    assert await user.autocomplete("review edit", "review", "") == []
    assert world.errors


async def test_switched_off_nothing_is_written_or_read_but_ones_own_can_be_deleted(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, members: Members
) -> None:
    opened = await alice.slash(channel, "review write", film="waltz")
    await write(alice, channel, "kite", stars="5")
    switch_off(world)
    refused = [
        await alice.slash(channel, "review write", film="kite"),
        await alice.slash(channel, "review edit", review="kite"),
        await alice.slash(channel, "review import", file=("reviews.csv", HEADER.encode())),
    ]
    assert all(answer.ephemeral and told(answer) == OFF for answer in refused)
    late = await filled.send(alice, opened, LIKED)
    assert OFF in told(late) and LIKED in told(late)
    assert "12 reviews" in told(await alice.slash(channel, "opinion", film="kite"))
    assert "Your review in Test Guild" in told(await alice.slash(channel, "review mine"))
    asked = await alice.slash(channel, "review delete", review="kite")
    await alice.click(asked.response, label="Delete it")
    assert own(members, alice) == []
    assert world.errors


# --- listing, changing, deleting --------------------------------------------------------------------------


async def test_mine_lists_pages_and_changes(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    members: Members,
    bot_library: Library,
) -> None:
    for film in ("kite", "winds72", "winds02", "keeper", "waltz", "noise"):
        members.write(str(alice.guild.id), str(alice.id), draft(bot_library, film, stars=0.5))
    listed = await alice.slash(channel, "review mine")
    parts = seen.components(listed)
    assert listed.ephemeral and "Your 6 reviews in Test Guild" in seen.text(parts)
    assert seen.text(parts).count("★★½") == 5 and "page 1 of 2" in seen.text(parts)
    assert seen.labels(parts).count("Edit") == seen.labels(parts).count("Delete") == 5
    await world.restart_bot(make_bot())
    await alice.click(listed.response, label="Next")
    assert "A Boy and His Kite (2010)" in told(listed) and "page 2 of 2" in told(listed)
    shown = await alice.click(listed.response, label="Edit")
    assert filled.controls(shown)["text"]["value"] == LIKED and filled.stars(shown) == "2.5"
    done = await filled.send(alice, shown, "A better second thought on it.", stars="4")
    assert "Your new review of A Boy and His Kite (2010) replaces the one before." in told(done)
    assert own(members, alice).count("A better second thought on it.") == 1 and len(own(members, alice)) == 6


async def test_edit_by_suggestion(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    await write(alice, channel, "kite", stars="3")
    await write(alice, channel, "waltz")
    [choice] = await alice.autocomplete(channel, "review edit", "review", "kit")
    assert choice["name"] == "A Boy and His Kite (2010) ★★★"
    shown = await alice.slash(channel, "review edit", review=choice["value"])
    assert "A Boy and His Kite" in filled.note(shown) and filled.controls(shown)["text"]["value"] == LIKED
    await filled.send(alice, shown, "Changed my mind about all of this.")
    assert "Changed my mind about all of this." in own(members, alice)
    typed = await alice.slash(channel, "review edit", review="nocturne")
    assert "Café Nocturne" in filled.note(typed)


async def test_delete_asks_first(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    members: Members,
) -> None:
    await write(alice, channel, "kite", stars="5")
    await write(alice, channel, "waltz")
    asked = await alice.slash(channel, "review delete", review="kite")
    assert asked.ephemeral and "Delete your review of A Boy and His Kite (2010)?" in told(asked)
    await alice.click(asked.response, label="Keep it")
    assert "Your 2 reviews" in told(asked) and len(own(members, alice)) == 2
    asked = await alice.slash(channel, "review delete", review="kite")
    await world.restart_bot(make_bot())
    await alice.click(asked.response, label="Delete it")
    assert "Your review of A Boy and His Kite (2010) is deleted." in told(asked)
    assert seen.labels(seen.components(asked)) == ["My reviews"]
    assert len(own(members, alice)) == 1
    assert "12 reviews" in told(await alice.slash(channel, "opinion", film="kite"))
    await alice.click(asked.response, label="My reviews")
    assert "Your review in Test Guild" in told(asked)


async def test_nobody_reaches_anothers_reviews(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, members: Members
) -> None:
    await write(alice, channel, "kite", stars="5")
    bob = world.guild.add_member(world.create_user("bob"))
    [one] = members.of(str(alice.guild.id), str(alice.id))
    assert await bob.autocomplete(channel, "review edit", "review", "") == []
    assert told(await bob.slash(channel, "review edit", review=one.review.id)) == NOT_YOURS
    assert told(await bob.slash(channel, "review delete", review=one.review.id)) == NOT_YOURS
    # Buttons like those of Alice's list, on a message that Bob can press.
    await write(bob, channel, "waltz", "Bob's own words on quite another film.")
    listed = await bob.slash(channel, "review mine")
    assert listed.response is not None
    [bobs] = members.of(str(bob.guild.id), str(bob.id))
    for row in listed.response._message.components[0]["components"]:
        for part in row.get("components", []):
            part["custom_id"] = part["custom_id"].replace(bobs.review.id, one.review.id)
    edited = await bob.click(listed.response, label="Edit")
    assert seen.text(list(seen.walk(edited.response.components if edited.response else []))) == NOT_YOURS
    deleted = await bob.click(listed.response, label="Delete")
    assert seen.text(list(seen.walk(deleted.followups[-1].components))) == NOT_YOURS
    assert own(members, alice) == [LIKED]
    assert world.errors  # those of the commands, which were meant to be refused


async def test_a_deleted_review_leaves_no_working_buttons(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    done = await write(alice, channel, "kite", stars="5")
    members.forget(str(alice.id))
    gone = await alice.click(done.response, label="Edit")
    assert gone.ephemeral and told(gone) == NOT_YOURS
    asked = await alice.click(done.response, label="Delete")
    assert NOT_YOURS in seen.text(list(seen.walk(asked.followups[-1].components)))


# --- bringing an export -----------------------------------------------------------------------------------


def zipped(reviews: str) -> bytes:
    """A Letterboxd export."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("reviews.csv", reviews)
    return file.getvalue()


EXPORT = HEADER + (
    '2024-05-01,A Boy and His Kite,2010,https://boxd.it/aa1,4.5,,"Light as air, and so very funny.",,\n'
    '2024-05-02,Paper Moons of Orm,2021,https://boxd.it/aa2,2,,"A long evening of very little.",,\n'
    "2024-05-03,Café Nocturne,2015,https://boxd.it/aa3,3,,,,\n"
)


@pytest.mark.parametrize("kind", ["zip", "csv"])
async def test_an_export_is_brought(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members, kind: str
) -> None:
    content = zipped(EXPORT) if kind == "zip" else EXPORT.encode()
    done = await alice.slash(channel, "review import", file=(f"letterboxd.{kind}", content))
    assert done.ephemeral and "2 of your reviews are now in Test Guild." in told(done)
    assert "1 could not be used" in told(done) and "/privacy" in told(done)
    assert len(own(members, alice)) == 2
    assert "13 reviews" in told(await alice.slash(channel, "opinion", film="kite"))
    await alice.click(done.response, label="My reviews")
    assert "Your 2 reviews in Test Guild" in told(done)
    again = await alice.slash(channel, "review import", file=(f"letterboxd.{kind}", content))
    assert "were here already" in told(again) and len(own(members, alice)) == 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("film.mp4", b"x" * 100, "Please attach the .zip that Letterboxd exports"),
        ("export.zip", b"PK\x03\x04 broken", "That is no Letterboxd export that I can read."),
        ("export.zip", b"", "That is no Letterboxd export that I can read."),
        ("reviews.csv", b"\x00\xff\xfe" * 50, "That is no Letterboxd export that I can read."),
        ("export.zip", zipped("name,taste\nbread,good\n"), "That is no Letterboxd export that I can read."),
        ("large.csv", b"x" * 8_000_001, "That file is too large"),
    ],
)
async def test_what_is_no_export_gets_a_sentence(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes,
    sentence: str,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    failed = await alice.slash(channel, "review import", file=(name, content))
    assert failed.ephemeral and sentence in told(failed) and str(tmp_path) not in told(failed)
    assert own(members, alice) == [] and list(tmp_path.iterdir()) == []
    assert world.errors


async def test_an_export_that_can_not_be_taken_now_is_not_called_broken(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("index.members.MOST", 1)
    failed = await alice.slash(channel, "review import", file=("letterboxd.csv", EXPORT.encode()))
    assert "That export holds more reviews than one person may have here." in told(failed)
    assert world.errors


async def test_a_follow_up_on_a_film_that_is_gone_by_now(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    assert "is saved" in told(await write(alice, channel, "Ballad of the Tram", stars="5"))
    await alice.send(channel, f"{mention(alice)} what do people say about Ballad of the Tram?")
    assert "1 for it" in seen.labels(last(channel))
    members.forget(str(alice.id))
    await alice.send(channel, f"{mention(alice)} and the music?")
    assert "That is no longer among my reviews" in seen.text(last(channel))


async def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, members: Members
) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("reviews.csv", "w") as out:
        out.write(HEADER.encode())
        for _ in range(65):
            out.write(b"0" * 1_000_000)
    assert len(file.getvalue()) < 100_000
    failed = await alice.slash(channel, "review import", file=("export.zip", file.getvalue()))
    assert "That file is too large" in told(failed)
    assert own(members, alice) == [] and world.errors


async def test_no_log_holds_what_is_written(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        await write(alice, channel, "kite", stars="5")
        await alice.slash(channel, "review mine")
        await alice.slash(channel, "review import", file=("letterboxd.csv", EXPORT.encode()))
        await write(alice, channel, "waltz", "Too short")
    ours = [record for record in caplog.records if record.name.split(".")[0] in ("bot", "index")]
    logged = [record.getMessage() for record in ours]
    assert not any(word in line for line in logged for word in ("letting go", "Light as air", "Too short"))


def test_what_members_write_is_read_in_their_scope_only(bot_library: Library, members: Members) -> None:
    members.write("1", "2", draft(bot_library, "kite"))
    assert bot_library.opinion_of_film("kite").reviews == 12
    assert bot_library.within(Scope(members="1")).opinion_of_film("kite").reviews == 13
    assert bot_library.within(Scope(members="3")).opinion_of_film("kite").reviews == 12


async def test_questions_are_answered_while_an_export_is_read(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An import has a thread of its own, however long it takes; reviews that wait for it have theirs."""
    threads: list[str] = []

    def noted(*args: object) -> BuildReport:
        threads.append(threading.current_thread().name)
        return BuildReport(added=1)

    monkeypatch.setattr(members, "bring", noted)
    bot = cast(ReviewBot, world.bot)
    questions, imports = bot.worker._pool, bot.reviewing.importer._pool
    assert questions is not imports and bot.reviewing.writer._pool not in (questions, imports)
    done = await alice.slash(channel, "review import", file=("letterboxd.csv", EXPORT.encode()))
    assert "1 of your reviews is now in Test Guild." in told(done)
    assert threads and all(thread in {t.name for t in imports._threads} for thread in threads)
    sent = [str(request.json) for request in world.http_requests if request.method == "PATCH"]
    assert "I am reading your reviews" in sent[0] and "is now in Test Guild" in sent[1]
