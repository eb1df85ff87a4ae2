"""Batches hold every text once, within the room there is."""

from hypothesis import given
from hypothesis import strategies as st

from index.batching import by_length


@given(st.lists(st.integers(1, 160), max_size=80), st.integers(160, 4096), st.sampled_from([1, 4, 32]))
def test_every_text_is_in_one_batch_that_holds_it(lengths: list[int], tokens: int, step: int) -> None:
    seen = []
    for batch, length in by_length(lengths, tokens, 160, step):
        assert length % step == 0
        seen += batch
        assert len(batch) * length <= max(tokens, length)
        assert all(lengths[i] <= length for i in batch)
    assert sorted(seen) == list(range(len(lengths)))
