"""How often somebody may do something."""

from bot.rates import Rates


def test_so_many_within_a_span_and_then_anew() -> None:
    now = 0.0
    rates = Rates(2, 60, clock=lambda: now)
    assert rates.take(1) and rates.take(1) and not rates.take(1) and rates.is_full(1)
    assert rates.take(2) and not rates.is_full(2)
    now = 59.9
    assert not rates.take(1)
    now = 60.0
    assert not rates.is_full(1) and rates.take(1)


def test_what_is_past_is_forgotten_and_no_more_than_so_many_are_known() -> None:
    now = 0.0
    rates = Rates(1, 60, kept=100, clock=lambda: now)
    for user in range(10_000):
        assert rates.take(user)
    assert len(rates) <= 101
    assert rates.is_full(9_999)
    now = 61.0
    assert not rates.is_full(9_999) and len(rates) == 0
