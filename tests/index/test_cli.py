"""The contract of `python -m index`: keys, exit statuses, one clear line for bad input."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from index.cli import main
from index.database import FILE
from index.types import ASPECTS
from tests.index.corpus import REVIEWS, write_films, write_reviews


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def call(*arguments: object, stdin: str = "") -> tuple[int, str, str]:
        given = tmp_path / "stdin"
        given.write_text(stdin, encoding="utf-8")
        with given.open() as file:
            monkeypatch.setattr(sys, "stdin", file)
            try:
                status = main([str(argument) for argument in arguments])
            except SystemExit as stop:
                status = int(stop.code or 0)
        out, err = capsys.readouterr()
        return status, out, err

    return call


def test_build_reports_and_remove_removes(run, tmp_path: Path) -> None:
    index = ("--index", tmp_path / "index")
    reviews, films = write_reviews(tmp_path / "mine.csv"), write_films(tmp_path / "films.csv")
    status, out, err = run("build", reviews, "--films", films, *index, "--json")
    report = json.loads(out)
    assert status == 0 and "Reading reviews" in err
    wanted = {"reviews", "added", "skipped", "rejected", "films", "people", "sentences", "seconds"}
    assert wanted <= report.keys()
    assert (report["reviews"], report["added"], report["films"]) == (len(REVIEWS), len(REVIEWS), 4)

    status, out, _ = run("remove", "--review", "g3", *index)
    assert (status, json.loads(out)) == (0, {"removed": 1})
    status, out, _ = run("remove", "--film", "the night ferry", *index)
    assert (status, json.loads(out)) == (0, {"removed": 3})
    assert run("verify", *index)[:2] == (0, "Nothing is wrong.\n")
    assert run("remove", "--source", "nobody", *index)[0] == 2
    status, out, _ = run("remove", "--source", "mine", *index)
    assert json.loads(out) == {"removed": len(REVIEWS) - 4}
    assert run("stats", *index)[0] == 2


def test_similar_answers_each_line_in_order(run, small_index: Path) -> None:
    asked = [
        {"id": "a", "text": "a car chase on a ship", "exclude": ["n2"]},
        {"id": "b", "text": "hypnotic ocean planet"},
    ]
    lines = "\n".join(map(json.dumps, asked))
    status, out, _ = run("similar", "-", "--k", 3, "--index", small_index, stdin=lines)
    first, second = map(json.loads, out.splitlines())
    assert status == 0 and (first["id"], second["id"]) == ("a", "b")
    assert first["hits"][0].keys() == {"review_id", "film", "film_id", "score", "text", "match"}
    assert len(first["hits"]) == 3 and "n2" not in [hit["review_id"] for hit in first["hits"]]
    assert second["hits"][0]["review_id"] == "s1"


def test_similar_takes_a_text_and_leaves_a_film_out(run, small_index: Path) -> None:
    given = ("similar", "--text", "the remake", "--film", "Solaris (2002)", "--index", small_index, "--json")
    within = json.loads(run(*given)[1])["hits"]
    assert {hit["film_id"] for hit in within} == {"solaris-2002"}
    without = json.loads(run(*given, "--other-films")[1])["hits"]
    assert without and "solaris-2002" not in {hit["film_id"] for hit in without}


def test_search_by_sentiment(run, small_index: Path) -> None:
    _, out, _ = run("search", "ferry", "--sentiment", "neg", "--index", small_index, "--json")
    assert {"n1", "n3"} <= {hit["review_id"] for hit in json.loads(out)["hits"]}
    assert "n2" not in {hit["review_id"] for hit in json.loads(out)["hits"]}


def test_opinion_has_the_keys_of_the_contract(run, small_index: Path) -> None:
    status, out, _ = run("opinion", "--film", "glass harbor", "--index", small_index, "--json")
    opinion = json.loads(out)
    assert status == 0
    assert {"subject", "kind", "found", "reviews", "positive", "low", "high", "aspects", "summary", "praise",
            "criticism"} <= opinion.keys()  # fmt: skip
    assert opinion["found"] is True and opinion["reviews"] == 4
    assert opinion["low"] <= opinion["positive"] <= opinion["high"]
    assert set(opinion["aspects"]) <= set(ASPECTS)
    assert opinion["praise"][0].keys() == {"review_id", "text"}
    person = json.loads(run("opinion", "--person", "lindqvist", "--index", small_index, "--json")[1])
    assert (person["kind"], person["subject"], person["reviews"]) == ("person", "Mara Lindqvist", 2)


def test_an_absent_film_is_not_found(run, small_index: Path) -> None:
    status, out, _ = run("opinion", "--film", "Inception", "--index", small_index, "--json")
    opinion = json.loads(out)
    assert status == 0 and opinion["found"] is False and opinion["reviews"] == 0
    assert "Inception" in opinion["summary"] and not opinion["praise"]


def test_analyse_needs_no_index(run, tmp_path: Path) -> None:
    line = {"id": 7, "text": "Gorgeous,<br />but the script is dead.", "film": None, "credits": []}
    status, out, _ = run("analyse", "-", stdin=json.dumps(line))
    answer = json.loads(out)
    assert status == 0 and answer["id"] == 7 and 0 <= answer["positive"] <= 1
    for sentence in answer["sentences"]:
        assert sentence.keys() == {
            "text", "start", "end", "positive", "opinion", "aspects", "people", "spoiler"
        }  # fmt: skip
        assert sentence["end"] - sentence["start"] == len(sentence["text"])


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (("build", "nowhere.csv"), "", "nowhere.csv"),
        (("similar", "-"), "{not json", "Line 1"),
        (("similar", "-"), '{"id": 1}', "Line 1"),
        (("analyse", "-"), "[]", "Line 1"),
        (("similar", "--text", "x", "--k", "0"), "", "--k"),
        (("similar", "--text", "x", "--film", "Inception"), "", "Inception"),
        (("similar", "--text", "x", "--film", "Solaris"), "", "Solaris (1972) or Solaris (2002)"),
        (("search", "x", "--person", "Nobody Here"), "", "Nobody Here"),
        (("opinion", "--film", "solaris"), "", "Which one"),
    ],
)
def test_bad_input_is_one_clear_line(
    run, small_index: Path, arguments: tuple[str, ...], stdin: str, told: str
) -> None:
    status, _, err = run(*arguments, "--index", small_index, stdin=stdin)
    lines = [line for line in err.splitlines() if line.startswith("index: ")]
    assert status == 2 and len(lines) == 1 and told in lines[0] and "Traceback" not in err


@pytest.mark.parametrize(
    ("command", "line", "told"),
    [
        ("similar", '{"text": "ferry", "exclude": "n2"}', '"exclude" in line 1'),
        ("similar", '{"text": "ferry", "exclude": 5}', '"exclude" in line 1'),
        ("similar", '{"text": "ferry", "exclude": [1, {"a": 1}]}', '"exclude" in line 1'),
        ("similar", '{"text": null}', 'no "text"'),
        ("similar", '{"text": ["ferry"]}', 'no "text"'),
        ("similar", "[" * 100_000, "Line 1"),
        ("similar", '{"text": "x", "n": ' + "9" * 5000 + "}", "Line 1"),
        ("search", '{"text": "ferry", "exclude": "n2"}', '"exclude" in line 1'),
        ("analyse", '{"text": "Superb.", "credits": "Mara Lindqvist"}', '"credits" in line 1'),
        ("analyse", '{"text": "Superb.", "credits": 5}', '"credits" in line 1'),
        ("analyse", '{"text": "Superb.", "credits": ["Mara Lindqvist", null]}', '"credits" in line 1'),
        ("analyse", '{"text": "Mara Lindqvist is superb.", "film": {"a": 1}}', '"film" in line 1'),
    ],
)
def test_wrong_types_in_json_are_one_clear_line(
    run, small_index: Path, command: str, line: str, told: str
) -> None:
    status, out, err = run(command, "-", "--index", small_index, stdin=line)
    assert (status, out) == (2, "") and told in err and err.count("\n") == 1


def test_search_leaves_out_reviews_as_similar_does(run, small_index: Path) -> None:
    line = json.dumps({"id": "a", "text": "car chase", "exclude": ["n1", "n2"]})
    [found] = map(json.loads, run("search", "-", "--index", small_index, stdin=line)[1].splitlines())
    assert found["hits"] and not {"n1", "n2"} & {hit["review_id"] for hit in found["hits"]}


def test_null_stands_for_a_key_left_out(run, small_index: Path) -> None:
    line = json.dumps({"id": None, "text": "a car chase", "exclude": None, "film": None, "credits": None})
    for command in ("similar", "search", "analyse"):
        assert run(command, "-", "--index", small_index, stdin=line)[0] == 0


def test_standard_input_is_answered_in_json_also_without_ids(run, small_index: Path) -> None:
    _, out, _ = run("similar", "-", "--index", small_index, stdin='\ufeff{"text": "ferry"}\n')
    assert json.loads(out)["id"] is None and json.loads(out)["hits"]


def test_lines_before_a_bad_one_are_answered(run, small_index: Path) -> None:
    for command in ("similar", "analyse"):
        lines = '{"id": "a", "text": "Good."}\n{bad'
        status, out, _ = run(command, "-", "--index", small_index, stdin=lines)
        assert status == 2 and json.loads(out)["id"] == "a"


def test_empty_words_are_not_left_out_ones(run, small_index: Path) -> None:
    index = ("--index", small_index)
    waiting = '{"text": "nobody reads this"}'
    for asked in (("similar", "--text", ""), ("similar", "--text", " <br> "), ("search", "")):
        status, out, err = run(*asked, *index, stdin=waiting)
        assert (status, out) == (2, "") and "empty" in err
    assert run("search", "ferry", "--film", "", *index)[0] == 2
    assert run("search", "ferry", "--person", "", *index)[0] == 2
    _, out, _ = run("opinion", "--film", "", "--json", *index)
    assert json.loads(out)["found"] is False


@pytest.mark.parametrize("name", ["\udcff", "9" * 5000, "²", "🎬"])
def test_names_that_nobody_has_are_not_found(run, small_index: Path, name: str) -> None:
    for kind in ("--film", "--person"):
        status, out, _ = run("opinion", kind, name, "--json", "--index", small_index)
        assert status == 0 and json.loads(out)["found"] is False
    assert run("remove", "--review", name, "--index", small_index)[0] == 2


def test_a_file_is_no_index_folder(run, tmp_path: Path) -> None:
    reviews = write_reviews(tmp_path / "mine.csv")
    for command in (("build", reviews), ("stats",), ("verify",)):
        status, _, err = run(*command, "--index", reviews)
        assert status == 2 and "is a file" in err
    assert reviews.read_text().startswith("review_id")


def test_a_damaged_database_is_told_in_one_line(run, small_index: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(small_index, tmp_path / "copy"))
    content = bytearray((copy / FILE).read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    (copy / FILE).write_bytes(content)
    status, _, err = run("stats", "--index", copy)
    assert status in (1, 2) and "damaged" in err and err.count("\n") == 1
    assert run("verify", "--index", copy)[0] == 1


def test_no_index_and_wrong_words_are_usage_errors(run, tmp_path: Path) -> None:
    for command in ("stats", "verify", "similar", "search"):
        status, _, err = run(command, "--index", tmp_path / "none")
        assert status == 2 and "build one first" in err
    for words in (
        ("fly",), ("opinion",), ("opinion", "--film", "x", "--person", "y"), ("similar", "--k", "1.5"),
        ("search", "x", "--sentiment", "sideways"), ("build",), ("remove",),
    ):  # fmt: skip
        status, _, err = run(*words, "--index", tmp_path)
        assert status == 2 and err.startswith("index: ") and err.count("\n") == 1


def test_a_wrong_config_is_named(run, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[index]\nbatsh = 1\n")
    status, _, err = run("stats", "--config", config)
    assert status == 2 and "[index] batsh" in err


def test_output_is_utf8_whatever_the_text(run, small_index: Path) -> None:
    text = json.dumps({"id": "é \ud83d", "text": "l'été à Paris 🎬 \ud83d", "exclude": ["\ud83d"]})
    status, out, _ = run("similar", "-", "--index", small_index, stdin=text)
    assert status == 0 and json.loads(out)["id"] == "é \ufffd"
    assert isinstance(sys.stdout, io.TextIOBase)
