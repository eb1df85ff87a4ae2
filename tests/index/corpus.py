"""A small corpus written for the tests: four films, two of one title."""

import csv
from pathlib import Path

from index.settings import IndexSection, Settings

FEW_AT_ONCE = Settings(index=IndexSection(batch=2))
"""So that even this corpus takes several batches to build."""

FILMS = """title,year,director,cast
The Glass Harbour,1998,Ines Valdo,"Mara Lindqvist, Tobias Renner"
Night Ferry,2004,Otto Brandt,"Lena Fischer, Samuel Oduya"
Solaris,1972,Andrei Tarkovsky,"Natalya Bondarchuk, Donatas Banionis"
Solaris,2002,Steven Soderbergh,"George Clooney, Natascha McElhone"
"""

REVIEWS = [
    ("g1", "Glass Harbour, The", 1998, "9", "Mara Lindqvist is superb as the lighthouse keeper's widow. The "
     "photography of the harbour at dawn is gorgeous, and the score never pushes too hard."),
    ("g2", "The Glass Harbour", 1998, "8", "A quiet, moving drama about the harbour and its people. Renner "
     "plays the stranger with warmth, though the ending drags."),
    ("g3", "The Glass Harbour", 1998, "3", "I was bored. The script is thin, the pacing is glacial and the "
     "harbour scenes go on for ever."),
    ("g4", "The Glass Harbour", 1998, "10", "One of the best films of the year!<br /><br />Beautiful music, "
     "wonderful acting by Lindqvist and a story that stays with you."),
    ("n1", "Night Ferry", 2004, "2", "Night Ferry is a dull thriller with a silly plot. Lena Fischer is "
     "wasted and the car chase on the deck looks cheap."),
    ("n2", "Night Ferry", 2004, "7", "Tense and funny in equal measure: the car chase through the ferry is "
     "thrilling and Samuel Oduya steals every scene."),
    ("n3", "Night Ferry", 2004, "1", "Terrible. The dialogue is awful, the effects are worse, and the ferry "
     "never leaves the dock."),
    ("s1", "Solaris", 1972, "10", "A masterpiece of science fiction. The ocean planet is filmed with a slow, "
     "hypnotic beauty."),
    ("s2", "Solaris", 1972, "4", "Too long and too slow; the space station corridors bored me to tears."),
    ("s3", "Solaris", 2002, "6", "George Clooney is very good in this remake, and the score is haunting."),
    ("s4", "Solaris", 2002, "3", "The remake is cold and pointless, with a space station but no story."),
]  # fmt: skip


def write_reviews(path: Path, rows: list[tuple[str, str, int, str, str]] = REVIEWS) -> Path:
    """Writes a CSV of reviews."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["review_id", "title", "year", "rating", "text"])
        writer.writerows(rows)
    return path


def write_films(path: Path) -> Path:
    """Writes the films table."""
    path.write_text(FILMS, encoding="utf-8")
    return path
