"""Readers: one a format, each yields reviews as they stand there, a row at a time.

open_source   decides by name and content which reader fits
tables        CSV and TSV (`delimited`), JSON lines and Parquet behind one face; `columns`, `ratings` and
              `reviews` make reviews of their rows, `films` makes credits
aclimdb       the Large Movie Review Dataset, `letterboxd` an export of one's own reviews
"""

from .films import read_films
from .opening import Source, open_source

__all__ = ["Source", "open_source", "read_films"]
