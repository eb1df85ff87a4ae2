"""N-grams are found by their hash, which is another in each process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCRIPT = """
from pathlib import Path
from index.judge.ngram_model import NgramModel

model = NgramModel.load(Path("index/weights"))
words = Path("index/weights/ordinary_words.txt").read_text("utf-8").split()
for start in range(0, len(words), 500):
    whole, each = model.score([" ".join(words[start : start + 500])])
    print(whole.hex(), *(one.hex() for one in each.tolist()))
"""


def test_a_score_is_the_same_in_every_process_to_the_last_bit() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(told) == 1 and told.pop().strip()
