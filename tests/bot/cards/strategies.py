"""Opinions, reviews and hits as large and hostile as they come."""

import re

from hypothesis import strategies as st

from bot.custom_ids import Ask
from bot.desk import TEMPLATE
from bot.limits import COMPONENTS, CUSTOM_ID, DISPLAY_TEXT, MEDIA_DESCRIPTION
from index.types import (
    ASPECTS,
    Comparison,
    Contrast,
    Criteria,
    Film,
    Hit,
    Opinion,
    Person,
    Quote,
    Ranked,
    Ranking,
    Recommended,
    Review,
    Tally,
)

from .. import seen

MARKS = r"\*_~|`<>[]()#-+1.@:/ \n\u200b"
hostile = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=MARKS, max_size=300),
    st.sampled_from(
        [
            "@everyone @here <@123456789012345678> <#1> <:x:1> </a:1> <t:1:R>",
            "[free](https://example.org) https://example.org ||x|| ```py\nx\n```",
            "# Title\n- item\n1. one\n  -# small\n## two\n+ three\n10. ten",
            "*" * 5000,
            "word " * 3000,
            "\\" * 3000,
            "🎬" * 2500,
            "",
        ]
    ),
)
ids = st.one_of(st.text(min_size=1, max_size=30), st.sampled_from(["x" * 400, "a:b", "0", "\n", "é" * 90]))
counts = st.integers(0, 10**7)
tallies = st.builds(Tally, counts, counts, counts)
shares = st.none() | st.floats(0, 1)
polarities = st.sampled_from(["pos", "neg", "mixed"])
aspects = st.sampled_from(ASPECTS)
people = st.builds(Person, st.integers(0, 10**12), hostile)
films = st.builds(
    Film,
    id=ids,
    title=hostile,
    year=st.none() | st.integers(1, 9999),
    directors=st.lists(hostile, max_size=4).map(tuple),
    cast=st.lists(hostile, max_size=6).map(tuple),
    reviews=counts,
)
quotes = st.builds(
    Quote, review_id=ids, film_id=ids, text=hostile, polarity=polarities, author=hostile, publication=hostile
)
quote_lists = st.lists(quotes, max_size=12).map(tuple)
opinions = st.builds(
    Opinion,
    subject=hostile,
    kind=st.sampled_from(["film", "person"]),
    id=ids,
    reviews=counts,
    for_it=counts,
    against=counts,
    positive=shares,
    low=shares,
    high=shares,
    basis=st.dictionaries(st.sampled_from(["label", "stars", "model"]), counts),
    aspects=st.dictionaries(aspects, tallies),
    summary=hostile,
    praise=quote_lists,
    criticism=quote_lists,
    films=st.lists(films, max_size=40).map(tuple),
)
reviews = st.builds(
    Review,
    source=hostile,
    raw=hostile,
    id=ids,
    text=hostile,
    stars=shares,
    label=st.none() | polarities,
    author=hostile,
    publication=hostile,
    date=hostile,
    predicted=shares,
)
criteria = st.builds(
    Criteria,
    st.booleans(),
    st.none() | aspects,
    st.lists(hostile, max_size=2).map(tuple),
    st.none() | st.integers(1, 9999),
    st.none() | st.integers(1, 9999),
    st.none() | people,
    st.integers(1, 10**6),
    st.integers(1, 10),
)
rankings = st.builds(
    Ranking,
    criteria,
    st.lists(st.builds(Ranked, films, tallies, st.floats(0, 1), st.floats(0, 1)), max_size=25).map(tuple),
    counts,
    counts,
    st.none() | st.tuples(counts, counts),
)
recommended = st.builds(
    Recommended,
    films,
    tallies,
    st.none() | quotes,
    st.lists(st.tuples(aspects, tallies, tallies), max_size=3).map(tuple),
    st.lists(hostile, max_size=3).map(tuple),
)
pairs = st.tuples(tallies, tallies)
betters = st.sampled_from([None, 0, 1])
contrasts = st.lists(
    st.builds(Contrast, aspects, pairs, betters), max_size=8, unique_by=lambda one: one.aspect
).map(tuple)
comparisons = st.builds(
    Comparison,
    st.tuples(opinions, opinions),
    st.none() | aspects,
    st.builds(Contrast, st.none() | aspects, pairs, betters),
    contrasts,
)
hits = st.builds(Hit, reviews, st.none() | films, st.floats(-1, 1), hostile)


def check(components: list[seen.Component]) -> None:
    """What Discord demands of a message's components."""
    parts = list(seen.walk(components))
    assert len(parts) <= COMPONENTS
    texts = [part["content"] for part in parts if part["type"] == 10]
    assert all(text.strip() for text in texts)
    assert sum(map(len, texts)) <= DISPLAY_TEXT
    custom_ids = [part["custom_id"] for part in parts if "custom_id" in part]
    assert len(set(custom_ids)) == len(custom_ids)
    assert all(1 <= len(custom_id) <= CUSTOM_ID for custom_id in custom_ids)
    for custom_id in custom_ids:
        if not re.fullmatch(TEMPLATE, custom_id):
            Ask.parse(custom_id)
    for part in parts:
        if part["type"] == 17:
            assert part["components"], "Discord takes no empty container"
        elif part["type"] == 1:
            assert 1 <= len(part["components"]) <= 5
        elif part["type"] == 2:
            assert 1 <= len(part["label"]) <= 80
        elif part["type"] == 3:
            _check_select(part)
        elif part["type"] == 9:
            assert 1 <= len(part["components"]) <= 3
        elif part["type"] == 12:
            assert len(part["items"]) == 1
            assert len(part["items"][0]["description"]) <= MEDIA_DESCRIPTION


def _check_select(part: seen.Component) -> None:
    assert 1 <= len(part["options"]) <= 25
    assert len(part.get("placeholder") or "") <= 150
    values = [option["value"] for option in part["options"]]
    assert len(set(values)) == len(values)
    for option in part["options"]:
        assert 1 <= len(option["value"]) <= 100
        assert 1 <= len(option["label"]) <= 100
        assert 1 <= len(option.get("description") or "-") <= 100
