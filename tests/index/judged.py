"""Judged reviews made by hand, and a strategy that draws arbitrary ones."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from index.types import ASPECTS, Aspect, JudgedReview, Judgement, Mention, Polarity, Review, Sentence

Said = tuple[str, Judgement, Mapping[Aspect, Polarity], Mapping[str, Judgement]]
NAMES = ("Hugh Grant", "Toni Collette", "Chris Weitz")
_OPENINGS = (
    "Hugh Grant",
    "The script",
    "Every joke",
    "Its camera work",
    "Nobody here",
    "A sly comedy that",
    "it",
)
_REST = (
    "never puts a foot wrong.",
    "is funny, moving and dead on time.",
    "drags from the first scene to the last!",
    "has 3 endings, and needs none of them.",
    "was shot in London",
    "sinks under its own good intentions, and takes everybody along for the ride, again and again.",
    "works.",
)


def judged_review(
    number: int,
    said: Sequence[Said],
    *,
    label: Polarity | None = None,
    stars: float | None = None,
    predicted: float | None = None,
    author: str = "",
) -> JudgedReview:
    """One review whose sentences are `said`: text, opinion, aspects, people."""
    text, sentences = "", []
    for words, opinion, aspects, people in said:
        start = len(text) + bool(text)
        text = f"{text} {words}".lstrip()
        positive = {"pos": 0.9, "neg": 0.1}.get(opinion, 0.5)
        mentions = tuple(Mention(name, judgement) for name, judgement in people.items())
        sentences.append(Sentence(words, start, start + len(words), positive, opinion, aspects, mentions))
    review = Review(
        source="test",
        raw=text,
        id=f"r{number}",
        film_id="f",
        text=text,
        label=label,
        stars=stars,
        predicted=predicted,
        author=author,
    )
    return JudgedReview(review, tuple(sentences))


def alike(count: int, said: Said, label: Polarity, first: int = 0) -> list[JudgedReview]:
    """`count` reviews that all say the same, each in words of its own."""
    return [
        judged_review(first + i, [(f"{said[0]} ({_SPELT[i % 10]})", *said[1:])], label=label)
        for i in range(count)
    ]


_SPELT = ("alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet")

_polarity = st.sampled_from(["pos", "neg", "mixed"])
_judgement = st.sampled_from(["pos", "neg", "mixed", "none"])
_sentence = st.tuples(
    st.builds(lambda a, b: f"{a} {b}", st.sampled_from(_OPENINGS), st.sampled_from(_REST)),
    _judgement,
    st.dictionaries(st.sampled_from(ASPECTS), _polarity, max_size=3),
    st.dictionaries(st.sampled_from(NAMES), _judgement, max_size=2),
)


@st.composite
def judged_reviews(draw: st.DrawFn) -> list[JudgedReview]:
    """Up to fifteen reviews with labels, stars, both or neither."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.lists(_sentence, min_size=1, max_size=4),
                st.none() | _polarity,
                st.none() | st.floats(0, 1),
                st.floats(0, 1),
                st.sampled_from(["", "A. Scott", "P. Kael"]),
            ),
            max_size=15,
        )
    )
    return [
        judged_review(i, said, label=label, stars=stars, predicted=predicted, author=author)
        for i, (said, label, stars, predicted, author) in enumerate(drawn)
    ]
