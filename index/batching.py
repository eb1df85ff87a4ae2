"""Texts of like length together, so that little is spent on padding."""

from collections.abc import Iterator, Sequence

LENGTH_STEP = 16
"""Texts are padded to multiples of this many word pieces."""


def by_length(lengths: Sequence[int], tokens: int, window: int) -> Iterator[tuple[list[int], int, int]]:
    """Batches of positions, longest texts first, with the rows and the length to pad each to.

    `lengths`: word pieces of each text, at most `window`; `tokens`: word pieces a batch holds. Shapes come
    from a short list (lengths in steps, rows by length), since the processor's matrix kernels are kept for
    every new shape and a long build would gather them: less memory, for some more padding.
    """
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    start = 0
    while start < len(order):
        length = min(window, -(-lengths[order[start]] // LENGTH_STEP) * LENGTH_STEP)
        full = max(1, tokens // length)
        batch = order[start : start + full]
        rows = next((size for size in (1, 2, 4, 8, 16, 32, 64) if len(batch) <= size < full), full)
        yield batch, rows, length
        start += full
