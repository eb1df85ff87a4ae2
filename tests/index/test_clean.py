import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.clean import PARAGRAPH, clean, one_line, storable

MARKUP = ["<br />", "<br", "/>", "<b>", "</b>", "<", ">", "&amp;", "&lt;", "&#56;", "amp;", ";"]
DAMAGE = ["Ã ", "â€œ", "Ã©", "\x92", "\u200d", "\u200b", "\ufeff", "\ud83d", "\u0301", "\u037e"]
PLAIN = ["\r\n", "\n", "\u2028", " ", "\xa0", "e", "é", "- ", "x y"]
FRAGMENTS = st.lists(st.sampled_from(MARKUP + DAMAGE + PLAIN)).map("".join)
LONG = [
    "<",
    "<br ",
    "<!--",
    "&amp;",
    "&amp",
    "&#5",
    "\u0315\u0300",
    "\u200da",
    "é“",
    "a\n",
    " ",
    "word ",
    *DAMAGE,
]


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("One.<br /><br />Two.", "One.\n\nTwo."),
        ("One. <BR/> <br > Two.", "One.\n\nTwo."),
        ("<p>One.</p><p class='x'>Two.</p>", "One.\n\nTwo."),
        ("I saw <i>Solaris</i>, and <a href='x?a=b'>more</a>.", "I saw Solaris, and more."),
        ("<SPOILER>He dies.</SPOILER><!-- note -->", "He dies."),
        ("a < b and c > d, I <3 it <sigh> a <b and c> d", "a < b and c > d, I <3 it <sigh> a <b and c> d"),
        ("Tom &amp; Jerry &quot;ok&quot; &#8217;60s caf&eacute;", 'Tom & Jerry "ok" ’60s café'),
        ("&amp;amp;lt;br&amp;gt;end", "end"),
        ("AT&T &Garth; R&D", "AT&T &Garth; R&D"),
        ('a long close-up "Ã  la David Lynch"', 'a long close-up "à la David Lynch"'),
        ("don\x92t \x96 wait\x85", "don’t – wait…"),
        ("BenoÃ®t Magimel â€œHiâ€\x9d", "Benoît Magimel “Hi”"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth \u202eright\u202c \ufeffmark a\u200db", "zerowidth right mark ab"),
        ("family 👨\u200d👩\u200d👧 😀", "family 👨\u200d👩\u200d👧 😀"),
        ("nul\x00 bell\x07 tab\tend", "nul bell tab end"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("  many \xa0\u3000 spaces  \n\n\n\n end ", "many spaces\n\nend"),
        ("One.\r\rTwo.\r\n\r\nThree.", "One.\n\nTwo.\n\nThree."),
        ("", ""),
        (" <br /> \n", ""),
    ],
)
def test_mends(raw: str, mended: str) -> None:
    assert clean(raw) == mended


def test_a_wrapped_line_goes_on_but_a_list_stays_a_list() -> None:
    wrapped = "This is a line that somebody's editor wrapped at\nabout fifty characters, as they used to."
    assert clean(wrapped) == wrapped.replace("\n", " ")
    assert clean("Good:\nthe cast\nthe music") == "Good:\n\nthe cast\n\nthe music"
    item = "What I would have liked to see a great deal more of here is"
    assert clean(f"{item}\n- Bellucci") == f"{item}\n\n- Bellucci"
    assert clean(f"{item}\n2) Cassel") == f"{item}\n\n2) Cassel"


@given(st.text() | FRAGMENTS)
@example("&lt;<<b>br>")
@example("<<<<<<<<<<<<b>b>b>b>b>b>b>b>b>b>b>b>")
@example("\ud83d\ude00 \u0340\u037e &lt\u037e")
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean(raw)
    assert clean(once) == once
    assert once == once.strip()
    assert "\n" not in once.replace(PARAGRAPH, "")
    assert "  " not in once
    once.encode()


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="&<"), min_size=1))
def test_plain_words_stay_as_they_are(word: str) -> None:
    assert clean(f" {word}  {word}") == f"{word} {word}"


@pytest.mark.parametrize("unit", LONG)
def test_time_grows_with_the_length_only(unit: str) -> None:
    # Quadratic steps take minutes on such a line, so that the limit can be wide enough for any machine.
    started = time.process_time()
    clean("<p " + unit * (100_000 // len(unit)))
    assert time.process_time() - started < 10


def test_one_line_joins_paragraphs() -> None:
    assert one_line("The\nApartment") == "The Apartment"
    assert one_line("  Amélie  ") == "Amélie"
    assert one_line("BenoÃ®t <b>Magimel</b>") == "Benoît Magimel"


@given(st.text())
def test_storable_can_be_encoded_and_keeps_the_rest(raw: str) -> None:
    kept = storable(raw)
    kept.encode()
    assert "\0" not in kept
    if raw.isprintable():
        assert kept == raw


def test_marks_do_not_pile_up() -> None:
    assert clean("a" + "\u0315" * 1000 + "b") == "a" + "\u0315" * 8 + "b"
    assert clean("h\u0489\u0489" * 3) == "h\u0489\u0489" * 3
    assert clean("h" + "\u0489" * 1000) == "h" + "\u0489" * 8
    for words in ("cafe\u0301", "בְּרֵאשִׁ֖ית", "ที่นี่", "Ṿ̌́x", "🏳️‍🌈"):
        assert clean(words) == unicodedata.normalize("NFC", words)
