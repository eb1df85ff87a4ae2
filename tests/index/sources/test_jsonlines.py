import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.sources.jsonlines import JsonLinesTable
from index.sources.rows import MAX_TEXT, Row
from index.types import Rejected

VALUES = st.none() | st.booleans() | st.integers() | st.text()
OBJECTS = st.fixed_dictionaries({"text": VALUES}, optional={"title": VALUES, "year": VALUES})


def table(data: bytes) -> JsonLinesTable:
    return JsonLinesTable("a.jsonl", lambda: io.BytesIO(data))


@given(st.lists(OBJECTS, min_size=1))
def test_whatever_is_written_is_read_back(objects: list[dict[str, object]]) -> None:
    opened = table("\n\n".join(map(json.dumps, objects)).encode())
    rows = list(opened.rows(opened.columns))
    assert rows == [Row(n, [item.get(key) for key in opened.columns]) for n, item in enumerate(objects, 1)]


def test_bad_lines_are_rejected_with_their_number() -> None:
    lines = [
        b'{"text": "a"}',
        b'{"text": "b"',
        b"[1]",
        b"[" * 100_000,
        b'{"text": "\x81"}',
        b'{"text": "caf\xe9"}',
    ]
    lines.append(json.dumps({"text": "x" * (MAX_TEXT + 1)}).encode())
    rows = list(table(b"\n".join(lines)).rows(["text"]))
    assert [row.number for row in rows if isinstance(row, Row)] == [1, 6]
    why = {row.row: row.why for row in rows if isinstance(row, Rejected)}
    assert "broken JSON" in why[2]
    assert why[3] == "is no JSON object"
    assert "broken JSON" in why[4]
    assert "UTF-8" in why[5]
    assert "200,000" in why[7]


def test_keys_that_come_later_are_columns_too() -> None:
    assert table(b'{"text": "a"}\n{"title": "b"}').columns == ("text", "title")


def test_nothing_but_bad_lines_is_an_error() -> None:
    with pytest.raises(
        SourceError, match=r"a\.jsonl holds no JSON object in its first lines; write one object"
    ):
        table(b"{not json\n{nor this")
