"""The verdicts that the model gives a film's reviews, each in the light of the others.

The model reads a review as if any film were as likely good as bad. Where most reviews of a film lean one way,
an unclear one more likely leans that way too.
"""

from collections.abc import Sequence
from math import exp, log

DOUBT = 30.0
"""How many reviews, half of them for and half against, every film is taken to have besides its own: the more,
the less the others tell. 15 to 60 do about equally well on films of the development split."""
_ROUNDS = 50
_SURE = 1e-4


def settled(alone: Sequence[float], known: Sequence[float | None]) -> list[float]:
    """Shares of how likely each review of one film is for it, given what the others say.

    Args:
        alone: (n,) what the model says of each review by itself, 0 to 1.
        known: (n,) 1, 0 or 0.5 where the reviewer's own verdict is known, which then stands; else None.

    The share of the film is estimated and taken for the prior of each review in turns, after Saerens, Latinne
    and Decaestecker (2002), "Adjusting the outputs of a classifier to new a priori probabilities", Neural
    Computation 14, with a beta prior on the share.
    """
    odds = [log(p / (1 - p)) for p in (min(max(share, _SURE), 1 - _SURE) for share in alone)]
    shares = list(alone)
    prior = 0.5
    for _ in range(_ROUNDS):
        lean = log(prior / (1 - prior))
        shares = [
            1 / (1 + exp(-(own + lean))) if told is None else told
            for own, told in zip(odds, known, strict=True)
        ]
        before, prior = prior, (sum(shares) + DOUBT / 2) / (len(shares) + DOUBT)
        if abs(prior - before) < _SURE:
            break
    return shares
