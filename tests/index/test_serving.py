"""What a process that answers questions does not load."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from index.library import Library
from index.settings import Settings

library = Library.open(Path(sys.argv[1]), Settings())
assert library.search("the music", 3)
print([name for name in ("torch", "transformers", "sentence_transformers", "sklearn") if name in sys.modules])
"""


def test_an_answer_needs_no_torch(small_index: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(small_index)], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
