"""How sure a share is, given how many were asked."""

from math import ceil, sqrt

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


def doubtful(successes: int, total: int, wrong: float, z: float = Z_95) -> tuple[float, float]:
    """As `wilson`, widened on both sides by as many observations as are expected to be `wrong`."""
    doubt = ceil(wrong)
    low, _ = wilson(max(0, successes - doubt), total, z)
    _, high = wilson(min(total, successes + doubt), total, z)
    return low, high


def differ(
    first: tuple[int, int], second: tuple[int, int], wrong: tuple[float, float] = (0, 0), z: float = Z_95
) -> bool:
    """Whether two shares, (successes, total) each, differ by more than chance explains.

    Newcombe's test of two proportions from their Wilson intervals (1998, method 10, Statistics in Medicine
    17, p. 873-890): they differ when the interval of their difference leaves out nought. `wrong` is how many
    observations of each are expected to be wrong; `z` as in `wilson`.
    """
    if not (first[1] and second[1]):
        return False
    p, q = first[0] / first[1], second[0] / second[1]
    (low, high), (low2, high2) = doubtful(*first, wrong[0], z), doubtful(*second, wrong[1], z)
    least = p - q - sqrt((p - low) ** 2 + (high2 - q) ** 2)
    most = p - q + sqrt((high - p) ** 2 + (q - low2) ** 2)
    return least > 0 or most < 0
