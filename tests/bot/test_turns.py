"""Whose work is next."""

from hypothesis import given
from hypothesis import strategies as st

from bot.turns import Asker, Turns

ASKERS = st.builds(Asker, st.none() | st.integers(1, 3), st.integers(1, 4))


def order(turns: Turns[int]) -> list[tuple[Asker, int]]:
    """Everything that waits, as its turn comes."""
    found = []
    while (taken := turns.next(lambda _: True)) is not None:
        found.append(taken)
    return found


@given(st.lists(ASKERS, max_size=60))
def test_everything_comes_once_and_each_in_their_own_order(askers: list[Asker]) -> None:
    turns: Turns[int] = Turns()
    for number, asker in enumerate(askers):
        turns.add(asker, number)
    assert len(turns) == len(list(turns)) == len(askers)
    came = order(turns)
    assert sorted(number for _, number in came) == list(range(len(askers)))
    for asker in set(askers):
        mine = [number for one, number in came if one == asker]
        assert mine == sorted(mine)
    assert not turns._lines


@given(st.lists(ASKERS, min_size=1, max_size=60), ASKERS)
def test_nobody_waits_longer_than_one_round(askers: list[Asker], newcomer: Asker) -> None:
    """However much the others want: everybody in the server is served at most once before, each server's
    turn comes once for each of these."""
    turns: Turns[int] = Turns()
    for asker in askers:
        if asker != newcomer:
            turns.add(asker, 0)
    turns.add(newcomer, 1)
    servers = len({asker.line for asker in [*askers, newcomer]})
    beside = len({asker for asker in [*askers, newcomer] if asker.line == newcomer.line})
    place = [number for _, number in order(turns)].index(1)
    assert place < servers * beside


def test_direct_messages_are_no_common_server() -> None:
    turns: Turns[str] = Turns()
    for number in range(3):
        turns.add(Asker(None, 1), f"first {number}")
    turns.add(Asker(None, 2), "second")
    assert [thing for _, thing in iter(lambda: turns.next(lambda _: True), None)] == [
        "first 0", "second", "first 1", "first 2",
    ]  # fmt: skip


def test_who_may_not_is_passed_over_and_keeps_their_turn() -> None:
    turns: Turns[str] = Turns()
    turns.add(Asker(1, 1), "held back")
    turns.add(Asker(1, 2), "free")
    assert turns.next(lambda asker: asker.user == 2) == (Asker(1, 2), "free")
    assert turns.next(lambda asker: asker.user == 2) is None
    assert turns.next(lambda _: True) == (Asker(1, 1), "held back")


def test_the_longest_line_gives_way_to_a_shorter_one_only() -> None:
    turns: Turns[str] = Turns()
    assert turns.give_way(Asker(1, 1)) is None
    for number in range(4):
        turns.add(Asker(1, 1), f"greedy {number}")
    turns.add(Asker(1, 2), "modest")
    assert turns.give_way(Asker(1, 1)) is None
    assert turns.give_way(Asker(1, 2)) == "greedy 3"
    assert turns.give_way(Asker(2, 1)) == "greedy 2"
    turns.discard(Asker(1, 1), "greedy 1")
    turns.discard(Asker(1, 1), "greedy 1")
    assert list(turns) == ["greedy 0", "modest"]
    turns.add(Asker(2, 1), "other")
    assert turns.give_way(Asker(2, 1)) is None
