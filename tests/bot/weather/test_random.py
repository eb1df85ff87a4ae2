"""Everything that people can do, once, in weather drawn at random; the command does it again and again."""

from benchmarks.faults.weather import borne

from .conftest import Sky


async def test_nothing_is_amiss_in_any_weather(sky: Sky) -> None:
    figures = await borne(sky.world, sky.deeds, sky.watch, rounds=1, seed=7, often=0.3)
    assert figures["amiss"] == []
    assert figures["faults injected"] > 50 and figures["done"] == figures["kinds of deeds"] > 80
