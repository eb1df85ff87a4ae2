"""How a long review is cut into windows that the encoder reads in one pass."""

from collections.abc import Sequence


def windows(lengths: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Ranges `(first, past the last)` of sentences whose word pieces fit into windows of `limit`.

    `lengths`: word pieces of each sentence. Windows come out about equally long, since a last one of two
    words would have no context. A sentence longer than `limit` has a window of its own.
    """
    total = sum(min(length, limit) for length in lengths)
    if not lengths:
        return []
    wanted = max(1, -(-total // limit))
    aim = total / wanted
    found: list[tuple[int, int]] = []
    first, size, before = 0, 0, 0
    for place, length in enumerate(lengths):
        length = min(length, limit)
        full = size + length > limit
        passed = before + size >= aim * (len(found) + 1)
        if size and (full or passed):
            found.append((first, place))
            first, before, size = place, before + size, 0
        size += length
    found.append((first, len(lengths)))
    return found
