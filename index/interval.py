"""How sure a share is, given how many were asked."""

from math import sqrt

Z_95 = 1.959964
"""The normal quantile of a two-sided 95 % interval."""


def wilson(successes: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """The score interval of a share: `successes` of `total` in, (low, high) out, both 0 to 1.

    It stays inside 0 to 1 and is honest for few observations, where the textbook interval is not: Wilson
    (1927), Journal of the American Statistical Association 22, p. 209-212; recommended for small samples by
    Brown, Cai and DasGupta (2001), Statistical Science 16, p. 101-133.
    Raises ValueError unless 0 <= successes <= total and total > 0.
    """
    if total <= 0 or not 0 <= successes <= total:
        raise ValueError(f"{successes} of {total} is no share")
    share = successes / total
    spread = z * z / total
    centre = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    # Rounding may leave the share itself a hair outside at 0 and 1.
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))
