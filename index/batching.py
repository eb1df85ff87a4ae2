"""Texts of like length together, so that little is spent on padding."""

from collections.abc import Iterator, Sequence


def by_length(
    lengths: Sequence[int], tokens: int, window: int, step: int
) -> Iterator[tuple[list[int], int]]:
    """Batches of positions, longest texts first, with the length to pad each to, a multiple of `step`.

    `lengths`: word pieces of each text, at most `window`; `tokens`: word pieces a batch holds.
    """
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    start = 0
    while start < len(order):
        length = min(window, -(-lengths[order[start]] // step) * step)
        full = max(1, tokens // length)
        yield order[start : start + full], length
        start += full
