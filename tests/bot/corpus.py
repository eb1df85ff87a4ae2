"""Forty reviews of six films that do not exist, as a small index for the bot's tests.

They hold what replies must cope with: two films of one title, a film with stars instead of labels, one that
only the model can judge, a long review, and texts full of Markdown, mentions and links.
"""
# ruff: noqa: E501  (one review a line is easier to read than any wrapping)

import csv
from collections.abc import Sequence
from pathlib import Path

FILMS = (
    ("kite", "A Boy and His Kite", 2010, "Mara Lindqvist", "Tom Askew|Ines Ferreira", "Drama|Family"),
    ("winds72", "Solar Winds", 1972, "Pavel Orlov", "Greta Holm|Viktor Sand", "Sci-Fi|Drama"),
    ("winds02", "Solar Winds", 2002, "June Park", "Dana Whitlock|Tom Askew", "Sci-Fi|Action"),
    ("keeper", "The Lighthouse Keeper's Daughter", 2004, "Mara Lindqvist", "Ines Ferreira|Rufus Bell", "Drama|Romance"),
    ("waltz", "Café Nocturne", 2015, "Luc Amiel", "Greta Holm|Noor Haddad", "Comedy"),
    ("noise", "*Noise* & <Static>", 1999, "Hal Brisk", "Rufus Bell", "Comedy"),
)

LONG = " ".join(
    f"In chapter {n} the keeper climbs the stairs again, and again the camera finds something new in the dust."
    for n in range(1, 61)
)

# film, author, publication, label, stars of five, text
Row = tuple[str, str, str, str, str, str]
REVIEWS: Sequence[Row] = (
    ("kite", "Ada Moss", "Evening Post", "positive", "", "Tom Askew is wonderful as the boy, and the acting never puts a foot wrong."),
    ("kite", "Ben Carver", "Screen Weekly", "positive", "", "A funny, tender story, beautifully told from the first frame to the last."),
    ("kite", "Cleo Daunt", "The Reel", "positive", "", "The photography of the hills is gorgeous and the music lifts every scene."),
    ("kite", "Dev Patel-Shaw", "City Paper", "positive", "", "I laughed and cried; this is a very moving film."),
    ("kite", "Elle Norton", "Coast News", "positive", "", "Ines Ferreira gives a brilliant performance as the mother."),
    ("kite", "Finn Roper", "Film North", "positive", "", "Mara Lindqvist directs with a light and confident hand."),
    ("kite", "Gail Stone", "The Beacon", "positive", "", "The script is witty and the ending is perfect."),
    ("kite", "Hugo Marsh", "Evening Post", "positive", "", "A charming little film with excellent performances all round."),
    ("kite", "Ivy Lark", "Screen Weekly", "negative", "", "It is slow and far too long, and the story goes nowhere."),
    ("kite", "Jon Pike", "The Reel", "negative", "", "The plot is thin and the dialogue is dreadful."),
    ("kite", "Kay Underhill", "City Paper", "negative", "", "A sugary, predictable mess that bored me to tears."),
    ("kite", "Lee Vance", "Film North", "negative", "", "Tom Askew is badly miscast and the film never recovers."),
    ("winds72", "Ada Moss", "Evening Post", "positive", "", "A haunting vision of space with a magnificent score."),
    ("winds72", "Ben Carver", "Screen Weekly", "positive", "", "Greta Holm is superb as the lonely pilot."),
    ("winds72", "Cleo Daunt", "The Reel", "positive", "", "Slow, yes, but its images are the most beautiful of the decade."),
    ("winds72", "Dev Patel-Shaw", "City Paper", "negative", "", "Three hours of people staring out of windows; I was bored stiff."),
    ("winds72", "Elle Norton", "Coast News", "positive", "", "Pavel Orlov directs like nobody else, and the ending is astonishing."),
    ("winds02", "Finn Roper", "Film North", "negative", "", "A pointless remake with terrible special effects."),
    ("winds02", "Gail Stone", "The Beacon", "negative", "", "Dana Whitlock looks lost and the script is awful."),
    ("winds02", "Hugo Marsh", "Evening Post", "negative", "", "The car chase on the moon is the silliest scene of the year."),
    ("winds02", "Ivy Lark", "Screen Weekly", "positive", "", "Loud, quick and great fun, with a thrilling car chase."),
    ("winds02", "Jon Pike", "The Reel", "negative", "", "The editing is a mess and the music never stops blaring."),
    ("keeper", "mothlight", "", "", "5", "Ines Ferreira is luminous and the sea has never looked better."),
    ("keeper", "tidepool", "", "", "4", "A quiet and moving story about fathers and daughters."),
    ("keeper", "gannet", "", "", "4.5", "The photography is stunning and the pacing is just right."),
    ("keeper", "brine", "", "", "2", "Pretty pictures, but the story is dull and lifeless."),
    ("keeper", "foghorn", "", "", "1", "Rufus Bell mumbles through a terrible performance."),
    ("keeper", "lamplighter", "", "", "5", LONG),
    ("keeper", "seaglass", "", "", "4", "The score is lovely and Mara Lindqvist directs it with great care."),
    ("waltz", "", "", "", "", "A wonderful, funny film with a brilliant cast and lovely music."),
    ("waltz", "", "", "", "", "Noor Haddad is excellent and the songs are a delight."),
    ("waltz", "", "", "", "", "An awful, boring film; the story makes no sense at all."),
    ("waltz", "", "", "", "", "Greta Holm is the best thing in this beautiful film."),
    ("waltz", "", "", "", "", "I loved every minute of it and will watch it again."),
    ("noise", "@everyone", "<@123456789012345678>", "positive", "", "**Great** fun, @everyone should see it at https://example.org/film right now!"),
    ("noise", "# Loud", "[shop](https://example.org)", "negative", "", "_Terrible_ acting by Rufus Bell, and `nothing` in the || story || works."),
    ("noise", "dash", "- list", "positive", "", "# The music is *brilliant* and <@123456789012345678> agrees, 10/10."),
    ("noise", "tick", "> quoted", "negative", "", "> A dull, ugly film \\ with a ~~good~~ bad script."),
    ("noise", "num", "1. one", "positive", "", "1. It is funny. 2. It is short. 3. It is great."),
    ("noise", "ogham", "∞ News", "negative", "", "A 🎬 waste of 90 minutes, slow and stupid."),
)  # fmt: skip


def write(folder: Path) -> tuple[Path, Path]:
    """Writes the reviews and the films table as CSV; answers both paths."""
    reviews, films = folder / "reviews.csv", folder / "films.csv"
    titles = {key: (title, year) for key, title, year, *_ in FILMS}
    with reviews.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(
            ["review_id", "imdb_id", "title", "year", "critic", "publication", "sentiment", "rating", "text"]
        )
        for number, (film, author, publication, label, stars, text) in enumerate(REVIEWS):
            out.writerow([f"r{number}", film, *titles[film], author, publication, label, f"{stars}/5" if stars else "", text])
    with films.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["imdb_id", "title", "year", "director", "cast", "genres"])
        out.writerows(FILMS)
    return reviews, films
