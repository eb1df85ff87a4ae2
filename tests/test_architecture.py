"""Who may import whom: the library knows no Discord, the conversation knows no database and no models."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_FOR_INDEX = {"bot", "discord", "simcord"}
NOT_FOR_BOT = {
    "sqlite3", "faiss", "torch", "sentence_transformers", "transformers", "onnxruntime", "openvino", "numpy",
    "sklearn", "pyarrow",
}  # fmt: skip


def imported(path: Path) -> Iterator[str]:
    """The top-level packages that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize(("room", "forbidden"), [("index", NOT_FOR_INDEX), ("bot", NOT_FOR_BOT)])
def test_rooms_keep_to_themselves(room: str, forbidden: set[str]) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    assert len(modules) > 10
    wrong = {
        str(path.relative_to(ROOT)): found for path in modules if (found := forbidden & set(imported(path)))
    }
    assert wrong == {}


def test_cards_make_no_library_calls() -> None:
    for path in (ROOT / "bot" / "cards").glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
        of_index = {module for module in modules if module.startswith("index")}
        assert of_index <= {"index.types", "index.language"}, path.name
