"""Tables of names against a plain look at every name."""

import random
from itertools import product

import pytest
from rapidfuzz.distance import OSA

from index.names import NameTable

Names = list[tuple[str, int]]


@pytest.fixture(scope="module")
def names() -> Names:
    chance = random.Random(0)

    def word() -> str:
        return "".join(chance.choices("abcd", k=chance.randint(1, 6)))

    return [
        (" ".join(word() for _ in range(chance.randint(1, 3))), chance.randrange(300)) for _ in range(600)
    ]


@pytest.fixture(scope="module")
def weights() -> list[int]:
    chance = random.Random(1)
    return [chance.randrange(20) for _ in range(300)]


@pytest.fixture(scope="module")
def table(names: Names, weights: list[int]) -> NameTable:
    return NameTable(names, weights)


def heaviest(items: set[int], weights: list[int], limit: int) -> list[int]:
    return sorted(items, key=lambda item: (-weights[item], item))[:limit]


def typings(longest: int) -> list[str]:
    return ["".join(letters) for size in range(1, longest + 1) for letters in product("abcd", repeat=size)]


@pytest.mark.parametrize("limit", [1, 5, 25, 400])
def test_the_heaviest_that_begin_so(table: NameTable, names: Names, weights: list[int], limit: int) -> None:
    for typed in typings(3):
        fitting = {item for key, item in names if key.startswith(typed)}
        assert table.beginning(typed, limit) == heaviest(fitting, weights, limit)


@pytest.mark.parametrize("limit", [1, 5, 25, 400])
def test_the_heaviest_with_a_later_word_that_begins_so(
    table: NameTable, names: Names, weights: list[int], limit: int
) -> None:
    for typed in typings(3):
        fitting = {item for key, item in names if f" {typed}" in key}
        assert table.later(typed, limit) == heaviest(fitting, weights, limit)


def test_four_letters_with_a_slip_find_all_that_begin_alike(table: NameTable, names: Names) -> None:
    keys = sorted({key for key, _ in names})
    found = 0
    for typed in ("".join(letters) for letters in product("abcde", repeat=4)):
        alike = [key for key in keys if OSA.distance(key[:4], typed) <= 1]
        alike = [key for key in alike if key.startswith(typed[:2])] or alike
        fitting = {item for key, item in names if key in alike}
        assert set(table.misspelt_beginning(typed, 400)) == fitting
        found += len(fitting)
    assert found


def test_letters_beside_their_place_find_what_begins_otherwise() -> None:
    keys = ["harbour lights", "casablanca", "the third man"]
    table = NameTable([(key, item) for item, key in enumerate(keys)], [1, 1, 1])
    assert table.misspelt_beginning("xarbour li", 5) == [0]
    assert table.misspelt_beginning("asablanca", 5) == [1]
    assert table.misspelt_beginning("zzzzzz", 5) == []


def test_a_table_without_names() -> None:
    table = NameTable([], [])
    for typed in ("a", "abcd", "abcdef"):
        assert [table.beginning(typed, 5), table.later(typed, 5), table.misspelt_beginning(typed, 5)] == [
            []
        ] * 3
