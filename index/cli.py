"""The library's commands: `python -m index build|remove|similar|search|opinion|analyse|stats|verify|backup`.

JSON goes to stdout, everything a person reads while it works to stderr. Exit status 0 on success, 2 for an
input error told in one line, 1 for anything else (also when `verify` finds something wrong).
"""

import argparse
import dataclasses
import io
import json
import logging
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from .analyse import Analyser, Subject
from .backup import backup
from .build import Builder
from .catalogue import stored_films
from .clean import clean, storable
from .errors import ReviewIndexError
from .library import Library
from .lookup import Lookup
from .questions import QUESTION_KEYS, REVIEW_KEYS, UsageError, json_lines, opened
from .settings import Settings
from .spoilers import gives_away
from .store import Store
from .types import ASPECTS, Aspect, Film, Hit, Opinion, Person, Quote, Tally
from .verify import verify

_SHOWN_REJECTIONS = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; answers the exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.load(options.config)
        if options.index is not None:
            settings = settings.model_copy(
                update={"index": settings.index.model_copy(update={"folder": options.index})}
            )
        folder = settings.index.folder
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder} is a file; name a folder for the index with --index.")
        return int(options.run(options, settings) or 0)
    except ReviewIndexError as error:
        print(f"index: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader, such as `head`, has seen enough; nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (OSError, sqlite3.OperationalError) as error:
        if "decode" in str(error):  # SQLite hands on bytes that were text once
            told = f"A text in {folder} is damaged; python -m index verify tells which."
            print(f"index: {told}", file=sys.stderr)
            return 1
        # a full disk or a read-only folder: what was stored before is untouched
        print(f"index: {error}. Nothing that was stored before is lost.", file=sys.stderr)
        return 1
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        damaged = f"The database in {folder} is damaged ({error}); python -m index verify tells where."
        print(f"index: {damaged}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("index: stopped; run the same command again to go on.", file=sys.stderr)
        return 1


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one line, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        """Ends the program with exit status 2."""
        self.exit(2, f"index: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument("--index", type=Path, metavar="DIR", help="the index folder (default: config.toml)")
    common.add_argument("--config", type=Path, metavar="FILE", help="settings (default: ./config.toml)")
    common.add_argument("--json", action="store_true", help="answer as JSON")
    parser = _Parser(prog="python -m index", description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[common], help=text, description=text)
        added.set_defaults(run=run)
        return added

    build = command("build", _build, "Read reviews into a new or existing index.")
    build.add_argument("sources", nargs="+", metavar="SOURCE", help="demo, a file or a folder")
    build.add_argument("--films", type=Path, metavar="FILE", help="a table of films with their credits")

    remove = command("remove", _remove, "Remove reviews from the index.")
    what = remove.add_mutually_exclusive_group(required=True)
    what.add_argument("--review", metavar="ID", default="", type=storable)
    what.add_argument("--film", metavar="TITLE", default="", type=storable)
    what.add_argument("--source", metavar="NAME", default="", type=storable)

    similar = command("similar", _similar, "Reviews that read like a text.")
    similar.add_argument("--text", type=storable, metavar="T", help="the text, instead of standard input")
    similar.add_argument("--other-films", action="store_true", help="with --film: leave that film out")
    search = command("search", _search, "Reviews that speak of a topic.")
    search.add_argument("--text", type=storable, metavar="T", help="the topic, instead of standard input")
    search.add_argument("--person", type=storable, metavar="NAME")
    search.add_argument("--sentiment", choices=("pos", "neg"))
    for retrieval in (similar, search):
        retrieval.add_argument(
            "words", nargs="*", type=storable, metavar="TEXT", help="the text, or - for standard input"
        )
        retrieval.add_argument("--k", type=int, default=10, metavar="10", help="at most how many")
        retrieval.add_argument("--film", type=storable, metavar="TITLE")

    opinion = command("opinion", _opinion, "What reviewers say of a film or a person.")
    about = opinion.add_mutually_exclusive_group(required=True)
    about.add_argument("--film", type=storable, metavar="TITLE")
    about.add_argument("--person", type=storable, metavar="NAME")
    opinion.add_argument("--aspect", choices=ASPECTS)

    analyse = command("analyse", _analyse, "Judge reviews given as JSON lines; needs no index.")
    analyse.add_argument("file", nargs="?", default="-", metavar="-", help="standard input")

    command("stats", _stats, "What the index holds.")
    command("verify", _verify, "Check every part of the index against every other.")
    copied = command("backup", _backup, "Copy what can't be made again, also while a build runs.")
    copied.add_argument("target", type=Path, metavar="FOLDER", help="becomes an index folder of its own")
    return parser


def _build(options: argparse.Namespace, settings: Settings) -> None:
    with Builder(settings.index.folder, settings) as builder:
        report = builder.build(options.sources, films=options.films, progress=True)
    for row in report.rejections[:_SHOWN_REJECTIONS]:
        place = f"{row.file}, row {row.row}" if row.row else row.file
        print(f"rejected: {place}: {row.why}", file=sys.stderr)
    if report.rejected > _SHOWN_REJECTIONS:
        print(f"rejected: {report.rejected - _SHOWN_REJECTIONS} more rows", file=sys.stderr)
    _print({k: v for k, v in dataclasses.asdict(report).items() if k != "rejections"})


def _remove(options: argparse.Namespace, settings: Settings) -> None:
    film = ""
    if options.film:
        store = Store(settings.index.folder)
        film = _film(Lookup(stored_films(store), ()), options.film).id
        store.close()
    elif not Store(settings.index.folder).counts()["reviews"]:
        raise UsageError("The index holds no reviews.")
    with Builder(settings.index.folder, settings) as builder:
        removed = builder.remove(review=options.review, film=film, source=options.source)
    if not removed:
        raise UsageError(f"There is no review to remove under {options.review or options.source!r}.")
    _print({"removed": removed})


def _similar(options: argparse.Namespace, settings: Settings) -> None:
    library = Library.open(settings.index.folder, settings)
    film = None if options.film is None else _film(library, options.film).id
    if options.other_films and film is None:
        raise UsageError("--other-films needs --film TITLE.")
    for question in _questions(options):
        hits = library.similar(
            question["text"], options.k,
            film_id=None if options.other_films else film,
            other_than=film if options.other_films else None,
            exclude=question.get("exclude", ()),
        )  # fmt: skip
        _print_hits(question, hits, options.json)


def _search(options: argparse.Namespace, settings: Settings) -> None:
    library = Library.open(settings.index.folder, settings)
    film = None if options.film is None else _film(library, options.film).id
    person = None if options.person is None else _person(library, options.person).id
    for question in _questions(options):
        hits = library.search(
            question["text"], options.k,
            film_id=film, person_id=person, polarity=options.sentiment, exclude=question.get("exclude", ()),
        )  # fmt: skip
        _print_hits(question, hits, options.json)


def _opinion(options: argparse.Namespace, settings: Settings) -> None:
    library = Library.open(settings.index.folder, settings)
    name, aspect = options.person if options.film is None else options.film, options.aspect
    opinion = _find_opinion(library, options, aspect)
    if opinion is None:
        kind = "person" if options.film is None else "film"
        nearest = [n.name for n in _nearest(library, options)]
        summary = f"There are no reviews of {name} here."
        if nearest:
            summary += f" Did you mean {' or '.join(nearest[:3])}?"
        answer: dict[str, Any] = {
            "subject": name, "kind": kind, "found": False, "reviews": 0, "positive": None, "low": None,
            "high": None, "aspects": {}, "summary": summary, "praise": [], "criticism": [],
        }  # fmt: skip
    else:
        answer = opinion_json(opinion)
    if options.json:
        _print(answer)
        return
    print(f"{answer['subject']}\n{answer['summary']}")
    for key, tally in answer["aspects"].items():
        print(f"  {key:<10} +{tally['positive']} -{tally['negative']}")
    for heading in ("praise", "criticism"):
        for quote in answer[heading]:
            print(f"  {heading}: “{quote['text']}” [{quote['review_id']}]")


def _find_opinion(library: Library, options: argparse.Namespace, aspect: Aspect | None) -> Opinion | None:
    if options.film is not None:
        film = library.find_film(options.film)
        if film.choices:
            raise UsageError(f"Which one: {_either(film.choices)}? Add the year.")
        return library.opinion_of_film(film.film.id, aspect) if film.film else None
    person = library.find_person(options.person)
    if person.choices:
        raise UsageError(f"Which one: {_either(person.choices)}?")
    return library.opinion_of_person(person.person.id, aspect) if person.person else None


def _nearest(library: Library, options: argparse.Namespace) -> tuple[Film, ...] | tuple[Person, ...]:
    if options.film is not None:
        return library.find_film(options.film).nearest
    return library.find_person(options.person).nearest


def _analyse(options: argparse.Namespace, settings: Settings) -> None:
    analyser = Analyser.load(threads=settings.embedding.threads)
    with opened(options.file) as lines:
        for batch in _batches(json_lines(lines, REVIEW_KEYS), settings.index.batch):
            subjects = [
                Subject(clean(q["text"]), tuple(q.get("credits", ())), q.get("film") or None) for q in batch
            ]
            for question, analysis in zip(batch, analyser.analyse(subjects), strict=True):
                sentences = [
                    {
                        "text": s.text, "start": s.start, "end": s.end, "positive": round(s.positive, 4),
                        "opinion": s.opinion, "aspects": dict(s.aspects),
                        "people": [dataclasses.asdict(mention) for mention in s.people],
                        "spoiler": gives_away(s.text),
                    }
                    for s in analysis.sentences
                ]  # fmt: skip
                _print({
                    "id": question.get("id"), "positive": round(analysis.positive, 4), "sentences": sentences
                })  # fmt: skip


def _stats(options: argparse.Namespace, settings: Settings) -> None:
    library = Library.open(settings.index.folder, settings)
    stats = dataclasses.asdict(library.stats())
    if options.json:
        _print(stats)
        return
    for key, value in stats.items():
        shown = ", ".join(f"{k} ({v:,})" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"{key:<10} {shown:,}" if isinstance(shown, int) else f"{key:<10} {shown}")


def _verify(options: argparse.Namespace, settings: Settings) -> int:
    problems = verify(settings.index.folder)
    if options.json:
        _print({"ok": not problems, "problems": problems})
    else:
        print("\n".join(problems) or "Nothing is wrong.")
    return 1 if problems else 0


def _backup(options: argparse.Namespace, settings: Settings) -> None:
    reviews = backup(settings.index.folder, options.target)
    _print({"reviews": reviews, "folder": str(options.target)})


def opinion_json(opinion: Opinion) -> dict[str, Any]:
    """An opinion as CONTRACT's JSON object."""

    def tally(counts: Tally) -> dict[str, int]:
        return {"positive": counts.positive, "negative": counts.negative, "mixed": counts.mixed}

    def quotes(found: tuple[Quote, ...]) -> list[dict[str, str]]:
        return [{"review_id": quote.review_id, "text": quote.text} for quote in found]

    def share(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    return {
        "subject": opinion.subject, "kind": opinion.kind, "id": opinion.id, "found": True,
        "reviews": opinion.reviews, "for": opinion.for_it, "against": opinion.against,
        "positive": share(opinion.positive), "low": share(opinion.low), "high": share(opinion.high),
        "basis": dict(opinion.basis),
        "aspects": {aspect: tally(counts) for aspect, counts in opinion.aspects.items()},
        "summary": opinion.summary, "praise": quotes(opinion.praise),
        "criticism": quotes(opinion.criticism),
    }  # fmt: skip


def _film(where: Library | Lookup, title: str) -> Film:
    match = where.find_film(title) if isinstance(where, Library) else where.film(title)
    if match.film:
        return match.film
    if match.choices:
        raise UsageError(f"Which one: {_either(match.choices)}? Add the year.")
    hint = f" Did you mean {_either(match.nearest[:3])}?" if match.nearest else ""
    raise UsageError(f"There are no reviews of {title!r} here.{hint}")


def _person(library: Library, name: str) -> Person:
    match = library.find_person(name)
    if match.person:
        return match.person
    if match.choices:
        raise UsageError(f"Which one: {_either(match.choices)}?")
    hint = f" Did you mean {_either(match.nearest[:3])}?" if match.nearest else ""
    raise UsageError(f"Nobody called {name!r} is known here.{hint}")


def _either(found: Sequence[Film | Person]) -> str:
    return " or ".join(one.name for one in found)


def _questions(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    if options.k < 1:
        raise UsageError("--k must be 1 or more.")
    text = " ".join(options.words) if options.text is None and options.words else options.text
    if text not in (None, "-"):
        if not clean(text):
            raise UsageError("The text is empty; give some words.")
        yield {"text": text}
        return
    options.json = True
    with opened("-") as lines:
        yield from json_lines(lines, QUESTION_KEYS)


def _batches(questions: Iterator[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    """Slices of the questions; those before one that can't be used are still answered."""
    batch: list[dict[str, Any]] = []
    try:
        for question in questions:
            batch.append(question)
            if len(batch) == size:
                yield batch
                batch = []
    except UsageError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _print_hits(question: dict[str, Any], hits: tuple[Hit, ...], as_json: bool) -> None:
    if as_json:
        _print({"id": question.get("id"), "hits": [
            {
                "review_id": hit.review.id, "film": hit.film.name if hit.film else "",
                "film_id": hit.review.film_id, "score": round(hit.score, 4), "text": hit.review.text,
                "match": hit.match,
            }
            for hit in hits
        ]})  # fmt: skip
        return
    for hit in hits:
        print(f"{hit.film.name if hit.film else 'no film'} [{hit.review.id}]\n  {hit.match}")


def _print(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False), flush=True)
