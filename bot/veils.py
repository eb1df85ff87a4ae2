"""Which words stand behind spoiler bars; cards only draw them."""

from index.spoilers import gives_away, giving_away

__all__ = ["gives_away", "giving_away"]
