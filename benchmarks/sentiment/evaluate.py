"""Measures the packaged weights: python -m benchmarks.sentiment.evaluate --data FOLDER [--out results.json]

Everything is measured on the development films, which neither training nor calibration has seen, and on two
tables of sentences: labels.csv (real sentences of those films by their offsets, labelled by hand) and
tests/index/data/judged_sentences.tsv (invented ones).
"""

import argparse
import csv
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.sentiment.data import Labelled, read_phrases, read_reviews_and_quotes
from index.analyse import Analyser, Subject
from index.sentences import spans
from index.sentiment import LinearSentiment, probability
from index.types import Polarity, Sentence

HERE = Path(__file__).parent
OWN = HERE.parent.parent / "tests" / "index" / "data" / "judged_sentences.tsv"
OPINIONS = ("pos", "neg", "mixed", "none")
BINS = 10


def calibration(shares: npt.ArrayLike, labels: Sequence[int]) -> dict[str, Any]:
    """Accuracy, expected calibration error (Guo et al. 2017, ten bins) and the table behind it."""
    p, y = np.asarray(shares, dtype=np.float64), np.array(labels)
    place = np.minimum((p * BINS).astype(int), BINS - 1)
    table = []
    for one in range(BINS):
        inside = place == one
        if inside.any():
            table.append([round(float(v), 3) for v in (p[inside].mean(), y[inside].mean(), inside.sum())])
    error = sum(abs(said - true) * count for said, true, count in table) / len(y)
    right = round(float(((p > 0.5) == y).mean()), 4)
    return {"n": len(y), "accuracy": right, "calibration error": round(error, 4), "said, true, n": table}


def f1(gold_found_both: tuple[int, int, int]) -> float:
    """F1 of (gold, found, both)."""
    gold, found, both = gold_found_both
    return round(2 * both / max(1, gold + found), 3)


def compare(pairs: Iterable[tuple[str, dict[str, str], Sentence]]) -> dict[str, Any]:
    """Opinion and aspect figures of (opinion, aspects, judged sentence)."""
    confusion: Counter[tuple[str, str]] = Counter()
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    both: Counter[str] = Counter()
    same = 0
    for opinion, aspects, judged in pairs:
        confusion[opinion, judged.opinion] += 1
        gold.update(list(aspects))
        found.update(list(judged.aspects))
        both.update(set(aspects) & set(judged.aspects))
        same += sum(polarity == aspects.get(aspect) for aspect, polarity in judged.aspects.items())
    by_opinion = {
        one: f1(
            (
                sum(n for (g, _), n in confusion.items() if g == one),
                sum(n for (_, f), n in confusion.items() if f == one),
                confusion[one, one],
            )
        )
        for one in OPINIONS
    }
    return {
        "n": confusion.total(),
        "opinion accuracy": round(sum(confusion[o, o] for o in OPINIONS) / confusion.total(), 3),
        "opinion F1": by_opinion,
        "opinion macro F1": round(sum(by_opinion.values()) / len(OPINIONS), 3),
        "aspect F1": {aspect: f1((gold[aspect], found[aspect], both[aspect])) for aspect in sorted(gold)},
        "aspect micro F1": f1((gold.total(), found.total(), both.total())),
        "aspect polarity right": f"{same} of {both.total()}",
    }


def pairs_of(cell: str) -> dict[str, str]:
    """ "acting:pos story:neg" as a table."""
    return dict(item.split(":") for item in cell.split())


def on_labels(
    analyser: Analyser, texts: Mapping[str, str], verdicts: Mapping[str, Polarity]
) -> dict[str, Any]:
    """The hand-labelled real sentences, each judged within its review, whose verdict may be known."""
    with (HERE / "labels.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    result = {}
    for batch in sorted({row["batch"] for row in rows}):
        pairs = []
        for row in rows:
            if row["batch"] == batch:
                judged = analyser.analyse([Subject(texts[row["id"]], verdict=verdicts.get(row["id"]))])
                at = int(row["start"])
                sentence = min(judged[0].sentences, key=lambda one: abs(one.start - at))
                pairs.append((row["opinion"], pairs_of(row["aspects"]), sentence))
        result[batch] = compare(pairs)
    return result


def on_own(analyser: Analyser) -> dict[str, Any]:
    """The invented sentences, with the people in them."""
    pairs, gold, found, both = [], 0, 0, 0
    with OWN.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            judged = analyser.analyse([Subject(row["sentence"])])[0].sentences[0]
            pairs.append((row["opinion"], pairs_of(row["aspects"]), judged))
            words = row["people"].replace(":", " ").split()
            people = {(f"{a} {b}", polarity) for a, b, polarity in zip(*[iter(words)] * 3, strict=True)}
            named = {(one.name, one.polarity) for one in judged.people}
            gold, found, both = gold + len(people), found + len(named), both + len(people & named)
    return compare(pairs) | {"people with polarity F1": f1((gold, found, both))}


def speed(analyser: Analyser, texts: Sequence[str]) -> dict[str, float]:
    """Sentences and reviews a second of the whole analysis on one core."""
    started = time.perf_counter()
    sentences = sum(len(one.sentences) for one in analyser.analyse([Subject(text) for text in texts]))
    seconds = time.perf_counter() - started
    return {"sentences/s": round(sentences / seconds), "reviews/s": round(len(texts) / seconds)}


def texts_of(*parts: Labelled) -> dict[str, str]:
    """All texts by their id."""
    return {one: text for part in parts for one, text in zip(part.ids, part.texts, strict=True)}


def verdicts_of(*parts: Labelled) -> dict[str, Polarity]:
    """All labels by their id."""
    return {
        one: "pos" if label else "neg"
        for part in parts
        for one, label in zip(part.ids, part.labels, strict=True)
    }


def evaluate(data: Path) -> dict[str, Any]:
    """All figures, as one table for JSON."""
    reviews, quotes = read_reviews_and_quotes(data)
    phrases, whole = read_phrases(data, quotes)
    model = LinearSentiment.load()
    analyser = Analyser(model)
    texts, labels = reviews.part("dev")
    judged = [model.judge(t, [t[a:b] for a, b in spans(t)]).review for t in texts]
    result = {"reviews, dev films": calibration(probability(judged), labels)}
    quote_texts, quote_labels = quotes.part("dev")
    shares = [analysis.positive for analysis in analyser.analyse([Subject(t) for t in quote_texts])]
    result["quotes, dev films, as reviews"] = calibration(shares, quote_labels)
    shares = probability(model.score(quote_texts)[:, 0]).tolist()
    result["quotes, dev films, as sentences"] = calibration(shares, quote_labels)
    held = [i for i, side in enumerate(phrases.sides) if side == "dev"]
    for name, chosen in (("sentences", [i for i in held if whole[i]]), ("phrases", held)):
        shares = probability(model.score([phrases.texts[i] for i in chosen])[:, 0]).tolist()
        result[f"SST-2 held-out {name}"] = calibration(shares, [phrases.labels[i] for i in chosen])
    by_id = texts_of(reviews, quotes)
    result["sentences labelled by hand"] = on_labels(analyser, by_id, {})
    known = "sentences labelled by hand, the review's own verdict known"
    result[known] = on_labels(analyser, by_id, verdicts_of(reviews, quotes))
    result["invented sentences"] = on_own(analyser)
    result["speed"] = speed(analyser, texts[:500])
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE / "results.json")
    options = parser.parse_args()
    figures = evaluate(options.data)
    options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))
