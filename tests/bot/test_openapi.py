"""What the bot sends, held against Discord's own description of its API.

The `world` fixture checks every test's requests in the same way; this one says when it could not.
"""

import pytest
import simcord

from . import openapi, seen

pytestmark = pytest.mark.skipif(not openapi.DESCRIPTION.exists(), reason=openapi.MISSING)


async def test_every_kind_of_request_is_as_described(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    await alice.click(card.response, label="More praise")
    await seen.choose(alice, card, "acting")
    question = await alice.slash(channel, "opinion", film="Solar Winds")
    await alice.click(question.response, label="Solar Winds (1972)")
    await alice.slash(channel, "similar")
    await alice.autocomplete(channel, "opinion", "film", "")
    user = world.bot.user
    assert user is not None
    await alice.send(channel, f"{user.mention} opinion kite")
    checked = [(r.method, openapi.template(r.path)) for r in world.http_requests if r.json is not None]
    assert set(checked) == {
        ("PUT", "/applications/{application_id}/commands"),
        ("POST", "/interactions/{interaction_id}/{interaction_token}/callback"),
        ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original"),
        ("POST", "/channels/{channel_id}/messages"),
    }
    assert [problem for request in world.http_requests for problem in openapi.problems(request)] == []


@pytest.mark.parametrize(
    "body",
    [
        {"components": [{"type": 10, "content": 5}]},
        {"components": [{"type": 1, "components": [{"type": 2, "style": 2, "label": "x" * 81}]}]},
        {"flags": "many"},
    ],
)
def test_a_body_that_is_amiss_is_noticed(body: dict[str, object]) -> None:
    request = simcord.HttpLogEntry("POST", "/channels/1/messages", {}, body, None)
    assert openapi.problems(request)


def test_an_unknown_path_is_noticed() -> None:
    assert openapi.problems(simcord.HttpLogEntry("POST", "/nowhere", {}, {}, None))
