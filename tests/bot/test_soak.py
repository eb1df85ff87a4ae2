"""The soak, a few seconds of it."""

from pathlib import Path

from benchmarks.faults.drawing import draw
from benchmarks.faults.soak import HEAD, Soak, panels
from benchmarks.faults.soaking import KEPT, People, Soaked
from bot.client import ReviewBot
from bot.settings import BotSection
from index.library import Library
from index.members import Members


async def test_people_do_everything_without_an_error_and_the_simulation_forgets(
    bot_library: Library, members: Members, servers: Path, tmp_path: Path
) -> None:
    bot = ReviewBot(bot_library, BotSection(servers=servers), members=members)
    world = Soaked(bot)
    await world.start()
    try:
        people = People(world, bot_library, people=12, servers=3, seed=0)
        run = Soak(world, people, seconds=3, rate=8, trace=False)
        await run.run()
        world.forget()
        assert all(len(messages) <= KEPT for messages in world.backend.messages.values())
        assert not world.errors and not world.http_requests
    finally:
        await world.shutdown()
        for worker in (bot.worker, bot.suggesting):
            worker.close()
        bot.reviewing.close()
    told = run.told()
    assert not told["first errors"] and not told["not done by the driver"]
    assert told["answers"] > 0 and told["commands"] > 0
    rows = [span.row() for span in run.spans]
    assert rows and all(len(row) == len(HEAD) for row in rows)
    draw(tmp_path / "soak.png", [span.minute for span in run.spans], panels(rows))
    assert (tmp_path / "soak.png").read_bytes().startswith(b"\x89PNG")
