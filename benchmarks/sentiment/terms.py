"""Words that keep company with the terms of an aspect: python -m benchmarks.sentiment.terms --data FOLDER

Prints candidates for index/judge/terms.py by normalised pointwise mutual information (Bouma 2009) between a
word and the aspect's own terms within a clause, in the training split only. A person picks.
"""

import argparse
import math
from collections import Counter
from pathlib import Path

from benchmarks.sentiment.data import read_reviews_and_quotes
from index.judge.clauses import clauses
from index.judge.ngrams import words
from index.judge.terms import TERM
from index.sentences import spans
from index.types import ASPECTS

LEAST = 25  # clauses a word must stand in


def candidates(texts: list[str]) -> dict[str, list[tuple[float, str]]]:
    """For each aspect (score, word), best first; words that are terms already are left out."""
    seen: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    total = 0
    for text in texts:
        for start, end in spans(text):
            sentence = text[start:end]
            for part in clauses(sentence):
                clause = sentence[part.start : part.end]
                total += 1
                found = {str(match.lastgroup) for match in TERM.finditer(clause)}
                kept = {word for word in words(clause) if word.isalpha() and not TERM.fullmatch(word)}
                seen.update(kept)
                topics.update(found)
                together.update((aspect, word) for aspect in found for word in kept)
    ranked: dict[str, list[tuple[float, str]]] = {aspect: [] for aspect in ASPECTS}
    for (aspect, word), both in together.items():
        if seen[word] >= LEAST and both >= 8:
            pmi = math.log(both * total / (seen[word] * topics[aspect]))
            ranked[aspect].append((pmi / -math.log(both / total), word))
    return {aspect: sorted(found, reverse=True) for aspect, found in ranked.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--top", type=int, default=60)
    options = parser.parse_args()
    reviews, quotes = read_reviews_and_quotes(options.data)
    for aspect, found in candidates(reviews.part("train")[0] + quotes.part("train")[0]).items():
        print(aspect, " ".join(word for _, word in found[: options.top]))
