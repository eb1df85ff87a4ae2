"""How plain words are understood and answered through a built index of the demo corpus.

    python -m benchmarks.dialogues --index data/index

Prints for each file of dialogues the share of turns with the right intent, films, people and aspects,
`found`, and all of these; then how many turns about absent films are misread, and how many adversarial ones
get an echo of five words or a ping. The index knows only people whom the corpus names, the labels all of the
films table, so that names fare a little worse here than in the tests.
"""

import argparse
from pathlib import Path

from bot.settings import BotSettings
from index.library import Library
from tests.bot.understanding.dialogues import DIALOGUES, UNSEEN, answered, is_misused, turns


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    library = Library.open(parser.parse_args().index, BotSettings())
    for file in (*DIALOGUES, UNSEEN):
        right = [(t.intent, t.names, t.found, t.intent and t.names and t.found) for t in turns(library, file)]
        shares = [sum(each) / len(right) for each in zip(*right, strict=True)]
        told = ", ".join(
            f"{name} {share:.1%}"
            for name, share in zip(("intent", "names", "found", "all"), shares, strict=True)
        )
        print(f"{file.stem}, {len(right)} turns: {told}")
    absent = [found.found for turn, found in answered(library, "absent") if not turn["found"]]
    print(f"{len(absent)} turns about what is absent, {sum(absent)} of them misread")
    orders = [is_misused(turn["say"], found) for turn, found in answered(library, "adversarial")]
    print(f"{len(orders)} adversarial turns, {sum(orders)} of them echoed or made to ping")


if __name__ == "__main__":
    main()
