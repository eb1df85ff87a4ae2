"""Measures what the bot's opinions are worth: python -m benchmarks.quality --data FOLDER [--out FILE]

Every figure is from development films, which nothing was trained or calibrated on, beside what the two
halves of the model reach alone. Writes benchmarks/quality/results.json.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality.films import hidden_ratings
from benchmarks.quality.scores import verdicts
from benchmarks.quality.sentences import agreement, figures, judged
from benchmarks.sentiment.data import read_phrases, read_reviews_and_quotes
from benchmarks.sentiment.labels import read_labels
from index.analyse import Analyser, Subject
from index.judge.encoder import Encoder, Passage
from index.judge.ngram_model import NgramModel
from index.sentences import spans
from index.sentiment import WEIGHTS, PackagedSentiment, probability

RESULTS = Path(__file__).parent / "results.json"
ALONE, WITHIN = "each sentence alone", "within their reviews"


def on_texts(texts: Sequence[str], labels: Sequence[int], analyser: Analyser) -> dict[str, Any]:
    """Verdicts on whole texts through `analyse`, beside those of the encoder and of n-grams alone."""
    shares = [one.positive for one in analyser.analyse([Subject(text) for text in texts])]
    passages = [Passage([t[a:b] for a, b in spans(t)] or [t]) for t in texts]
    encoder, ngrams = Encoder.load(WEIGHTS), NgramModel.load(WEIGHTS)
    alone = probability([reading.review for reading in encoder.read(passages)])
    linear = [
        whole if len(each) > 3 else float(each.mean())
        for whole, each in (ngrams.score(p.sentences) for p in passages)
    ]
    return {
        **verdicts(shares, labels),
        "encoder alone": verdicts(alone, labels)["accuracy"],
        "n-grams alone": verdicts(probability(linear), labels)["accuracy"],
    }


def speed(analyser: Analyser, texts: Sequence[str]) -> dict[str, int]:
    """Sentences and reviews a second of the whole analysis, the model loaded before."""
    subjects = [Subject(text) for text in texts]
    analyser.analyse(subjects[:50])
    started = time.perf_counter()
    sentences = sum(len(one.sentences) for one in analyser.analyse(subjects))
    seconds = time.perf_counter() - started
    return {"sentences a second": round(sentences / seconds), "reviews a second": round(len(texts) / seconds)}


def measure(data: Path) -> dict[str, Any]:
    """All figures, as one table for JSON."""
    analyser = Analyser(PackagedSentiment.load())
    reviews, quotes = read_reviews_and_quotes(data)
    phrases, whole = read_phrases(data, quotes)
    held = [i for i, side in enumerate(phrases.sides) if side == "dev" and whole[i]]
    result: dict[str, Any] = {
        "IMDB reviews": on_texts(*reviews.part("dev"), analyser),
        "critics' quotes": on_texts(*quotes.part("dev"), analyser),
        "SST-2 sentences": on_texts(
            [phrases.texts[i] for i in held], [phrases.labels[i] for i in held], analyser
        ),
    }
    for batch in ("development", "selection", "blind", "tuning"):
        labelled = read_labels(data, batch, reviews, quotes)
        result[f"labelled sentences, {batch}"] = {
            WITHIN: figures(judged(analyser, labelled, alone=False)),
            ALONE: figures(judged(analyser, labelled, alone=True)),
        }
    for batch in ("development", "selection"):
        first, second = (read_labels(data, name, reviews, quotes) for name in (batch, f"{batch}, again"))
        result[f"two annotators, {batch}"] = agreement(first, second)
    result["films, ratings hidden"] = hidden_ratings(data, reviews)
    result["speed of analyse"] = speed(analyser, reviews.part("dev")[0][:400])
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    measured = measure(options.data)
    options.out.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(measured, indent=2))
