"""The tables of the store and how older ones are brought up to date.

`PRAGMA user_version` counts the migrations that a file has seen. A migration is never edited once released:
a change is a new one at the end.
"""

import sqlite3

from .errors import IndexDamaged

TOKENIZER = "porter unicode61 remove_diacritics 2"

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE sources (name TEXT PRIMARY KEY, location TEXT NOT NULL) WITHOUT ROWID;

    CREATE TABLE films (
        id TEXT PRIMARY KEY, title TEXT NOT NULL, title_key TEXT NOT NULL, year INTEGER,
        genres TEXT NOT NULL DEFAULT '[]', aka TEXT NOT NULL DEFAULT '[]',
        -- credits changed after reviews were analysed: their mentions must be found anew
        stale INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID;
    CREATE INDEX films_by_title ON films (title_key, year);
    CREATE INDEX films_stale ON films (stale) WHERE stale;
    CREATE TABLE film_keys (key TEXT PRIMARY KEY, film_id TEXT NOT NULL REFERENCES films) WITHOUT ROWID;
    CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE credits (
        film_id TEXT NOT NULL REFERENCES films, role TEXT NOT NULL,
        person_id INTEGER NOT NULL REFERENCES people, position INTEGER NOT NULL,
        PRIMARY KEY (film_id, role, person_id)
    ) WITHOUT ROWID;
    CREATE INDEX credits_by_person ON credits (person_id);

    CREATE TABLE reviews (
        -- never reused, so that a row above the vectors' highest is known to be new
        row INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, film_id TEXT REFERENCES films,
        raw TEXT NOT NULL, text TEXT NOT NULL, hash BLOB NOT NULL,
        stars REAL, label TEXT, author TEXT NOT NULL, publication TEXT NOT NULL,
        date TEXT NOT NULL, url TEXT NOT NULL, predicted REAL NOT NULL
    );
    CREATE INDEX reviews_by_film ON reviews (film_id);
    CREATE INDEX reviews_by_source ON reviews (source);
    CREATE INDEX reviews_by_hash ON reviews (hash);
    CREATE TABLE sentences (
        review INTEGER NOT NULL REFERENCES reviews ON DELETE CASCADE, n INTEGER NOT NULL,
        start INTEGER NOT NULL, stop INTEGER NOT NULL,
        positive REAL NOT NULL, opinion TEXT NOT NULL, aspects TEXT NOT NULL,
        PRIMARY KEY (review, n)
    ) WITHOUT ROWID;
    CREATE TABLE mentions (
        review INTEGER NOT NULL, n INTEGER NOT NULL, person_id INTEGER NOT NULL REFERENCES people,
        polarity TEXT NOT NULL,
        PRIMARY KEY (review, n, person_id),
        FOREIGN KEY (review, n) REFERENCES sentences ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE INDEX mentions_by_person ON mentions (person_id, review);
    CREATE TABLE vectors (
        review INTEGER PRIMARY KEY REFERENCES reviews ON DELETE CASCADE,
        vector BLOB NOT NULL  -- float16, L2-normalised
    );

    CREATE VIRTUAL TABLE words USING fts5 (
        text, content='reviews', content_rowid='row', tokenize='porter unicode61 remove_diacritics 2'
    );
    CREATE TRIGGER words_added AFTER INSERT ON reviews BEGIN
        INSERT INTO words (rowid, text) VALUES (new.row, new.text);
    END;
    CREATE TRIGGER words_removed AFTER DELETE ON reviews BEGIN
        INSERT INTO words (words, rowid, text) VALUES ('delete', old.row, old.text);
    END;
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);

    CREATE TABLE generations (
        id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL, kind TEXT NOT NULL, model TEXT NOT NULL,
        count INTEGER NOT NULL, dimension INTEGER NOT NULL, highest_row INTEGER NOT NULL,
        nprobe INTEGER NOT NULL, sha256 TEXT NOT NULL
    );
    """,
    "CREATE INDEX film_keys_by_film ON film_keys (film_id);",
    # `predicted` is in the light of the film's other reviews, `alone` what the model says of the review
    "ALTER TABLE reviews ADD COLUMN alone REAL; UPDATE reviews SET alone = predicted;",
    # the reviewer says that the review gives the story away
    "ALTER TABLE reviews ADD COLUMN spoiler INTEGER NOT NULL DEFAULT 0;",
    # `tallies.py` keeps these true; `thing` is "verdict" or an aspect, `doubt` millionths of a review
    """
    CREATE TABLE tallies (
        thing TEXT NOT NULL, film_id TEXT NOT NULL REFERENCES films, source TEXT NOT NULL,
        positive INTEGER NOT NULL, negative INTEGER NOT NULL, mixed INTEGER NOT NULL, doubt INTEGER NOT NULL,
        PRIMARY KEY (thing, film_id, source)
    ) WITHOUT ROWID;
    CREATE INDEX tallies_by_film ON tallies (film_id);
    INSERT INTO tallies
    SELECT thing, film_id, source, sum(side = 'pos'), sum(side = 'neg'), sum(side = 'mixed'), sum(doubt)
    FROM (
        SELECT 'verdict' AS thing, film_id, source, CASE
            WHEN label IS NOT NULL THEN label
            WHEN stars IS NOT NULL THEN iif(stars >= 0.6 - 1e-9, 'pos', 'neg')
            ELSE iif(predicted >= 0.5, 'pos', 'neg') END AS side,
            CASE WHEN label IS NULL AND stars IS NULL
            THEN CAST(round(min(predicted, 1 - predicted) * 1000000) AS INTEGER) ELSE 0 END AS doubt
        FROM reviews WHERE film_id IS NOT NULL
        UNION ALL
        SELECT key, film_id, source, iif(min(value) = max(value), min(value), 'mixed'), 0
        FROM reviews JOIN sentences ON review = row, json_each(aspects)
        WHERE film_id IS NOT NULL GROUP BY row, key
    ) GROUP BY thing, film_id, source;
    """,
    # see `matching.sentence_codes`; made with the next build for the reviews that have none
    "ALTER TABLE vectors ADD COLUMN codes BLOB;",
    # a generation of one file, of before, is made again by the next build
    """
    ALTER TABLE generations ADD COLUMN matrix TEXT NOT NULL DEFAULT '';
    ALTER TABLE generations ADD COLUMN matrix_sha256 TEXT NOT NULL DEFAULT '';
    ALTER TABLE generations ADD COLUMN words TEXT NOT NULL DEFAULT '';
    ALTER TABLE generations ADD COLUMN words_sha256 TEXT NOT NULL DEFAULT '';
    """,
    # see `seals.py`; what is there already is sealed when the next build begins
    """
    CREATE TABLE seals (
        thing TEXT NOT NULL, key NOT NULL, seal BLOB NOT NULL, PRIMARY KEY (thing, key)
    ) WITHOUT ROWID;
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Brings an open store up to the newest version, each migration in a transaction of its own.

    Raises:
        IndexDamaged: the store was written by a newer version of this program.
    """
    version = schema_version(connection)
    if version > len(MIGRATIONS):
        raise IndexDamaged(
            "This index was written by a newer version of the program; update the program, or build a new "
            "index in another folder with --index."
        )
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;{script}PRAGMA user_version = {number};COMMIT;")
        except sqlite3.OperationalError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if schema_version(connection) < number:  # else another process was quicker
                raise


def schema_version(connection: sqlite3.Connection) -> int:
    """How many migrations the store has seen; 0 for a new file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
