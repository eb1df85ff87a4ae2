"""Commands in plain words."""

import pytest

from bot.understanding.words import Said, command_in


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("opinion about a boy", Said("opinion", "about a boy")),
        ("/Opinion: Solaris", Said("opinion", "Solaris")),
        ("help", Said("help", "")),
        ("Help!", Said("help", "!")),
        ("about", Said("about", "")),
        ("about a boy", None),
        ("help me with my tax return", None),
        ("opinion", None),
        ("opinions differ", None),
        ("person's best film", None),
        ("what is your opinion of Solaris", None),
        ("", None),
    ],
)
def test_command_in(words: str, said: Said | None) -> None:
    assert command_in(words) == said
