"""Bytes that fuzzing starts from: what each reader is for, and what people make of it."""
# ruff: noqa: E501  (an example a line)

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq

from bot.custom_ids import Ask
from tests.bot.understanding.dialogues import DIALOGUES
from tests.index.corpus import FILMS, REVIEWS

PACKERS = (gzip.compress, bz2.compress, lzma.compress, lambda data: pa.compress(data, "zstd", asbytes=True))


def zipped(reviews: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("profile.csv", "Date Joined,Username\n2020-01-01,ann\n")
        archive.writestr("reviews.csv", reviews)
    return out.getvalue()


def tarred(files: dict[str, bytes], format: int = tarfile.USTAR_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(f"aclImdb/{name}")
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def table(separator: str = ",") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["review_id", "title", "year", "rating", "text"])
    writer.writerows(REVIEWS)
    return out.getvalue().encode()


def tables() -> list[bytes]:
    return [
        table(), table("\t"), table(";")[:900], table("|")[:500].decode().encode("utf-16"),
        b'title,text\n"A ""B"" C","one\ntwo"\nD,"open\nE,F\n', b"text\nplain\nmore, with commas\n",
        b'a;text;score\r\n1;"x \\"y\\" z";8/10\r\n', "título,text\nÉté,\xe9t\xe9 \u2603\n".encode("cp1252", "replace"),
        b"\xef\xbb\xbfreview,stars,date\ngood,4.5,2020-01-02\n",
    ]  # fmt: skip


def json_lines() -> list[bytes]:
    keys = ("review_id", "title", "year", "rating", "text")
    rows = [json.dumps(dict(zip(keys, row, strict=True))).encode() for row in REVIEWS]
    return [
        b"\n".join(rows), b"\n".join(rows[:2]), b'{"text": "a", "rating": 1e400, "year": [1999], "label": true}\n',
        b'{"text": {"a": [null, NaN]}, "title": ["x", {"name": "y"}], "id": 12345678901234567890}\n',
    ]  # fmt: skip


def parquets() -> list[bytes]:
    columns = dict(zip(("review_id", "title", "year", "rating", "text"), zip(*REVIEWS, strict=True), strict=True))
    found = []
    for compression, rows in (("NONE", 2), ("SNAPPY", 11), ("ZSTD", 3)):
        out = io.BytesIO()
        table = pa.table({name: list(values[:rows]) for name, values in columns.items()})
        pq.write_table(table, out, compression=compression)
        found.append(out.getvalue())
    return found


def exports() -> list[bytes]:
    head = b"Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
    rows = b'2020-01-02,Night Ferry,2004,https://boxd.it/aa,4.5,,"Fog, and ""more"" fog.",,\n'
    return [zipped(head + rows), zipped(head + rows * 30), b"\0" + head + rows, b"\0" + head]


def archives() -> list[bytes]:
    files = {"train/pos/0_9.txt": b"A good film.", "train/urls_pos.txt": b"http://i/title/tt0064354/u\n"}
    return [
        tarred(files), tarred(files, tarfile.PAX_FORMAT), tarred(files, tarfile.GNU_FORMAT),
        gzip.compress(tarred(files)), b"\0A fine film, tt0064354.",
    ]  # fmt: skip


def packed() -> list[bytes]:
    return [pack(table()[:400]) for pack in PACKERS] + [
        bytes([n]) + table()[:400] for n in range(len(PACKERS))
    ]


def films_tables() -> list[bytes]:
    return [
        FILMS.encode(), b'imdb_id,title,cast,genres\ntt1,"X","[""A B"", {""name"": ""C D""}]","Drama|War"\n',
        b"tconst\tprimaryTitle\tactors\n1\tX (1999)\tBellucci, Monica; Downey, Robert, Jr.\n",
        b'{"title": "X", "cast": [{"name": "A"}, "B"], "aka": "Y|Z"}\n', b"id,title,cast\n1,X,\"['A', (1, 2)]\"\n",
    ]  # fmt: skip


def texts() -> list[bytes]:
    return [text.encode() for *_, text in REVIEWS] + [
        b"<<<b>b>b>x &amp;amp;lt;br&gt; <p>one<li>two</li> a <b and c> d",
        "It\u00e2\u20ac\u2122s caf\u00c3\u00a9, \u00c3 la carte; \ufb01n \u200bx\u00ad e\u0301\u0301 \U0001f469\u200d\U0001f680".encode(),
        b'"He said: "No!" (And left...)" -- Mr. Smith vs. Dr. No; e.g. U.S.A. 3.5/10?!\n\n- one\n- two',
    ]  # fmt: skip


def cells() -> list[bytes]:
    told = "3/5|7 out of 10|85%|3.5 stars|3 1/2|\u2605\u2605\u2605\u00bd|A+|b minus|4,5|-1|fresh|thumbs-up|1|0"
    lists = ('["A", {"name": "B"}]', "[['x', {'name': 1}], 0x1f]", "A, Jr.; B | C [note]", "(1995) tt0064354")
    return [*(one.encode() for one in told.split("|")), told.replace("|", "\n").encode(), *map(str.encode, lists)]


def headers() -> list[bytes]:
    return [b"review_id\ntitle\nyear\nrating\ntext", b"Movie Title\nfoo\n\ntext=foo\nrating=bar", b"a\n\nnope=a"]


def names() -> list[bytes]:
    named = "Apartment, The (Appartement, L')|Spider-Man|attack of the clones|Signs 2002|meryl streep|28 Days Later..."
    return [one.encode() for one in named.split("|")]


def messages() -> list[bytes]:
    found: list[bytes] = []
    for file in DIALOGUES:
        for line in file.read_text("utf-8").splitlines()[::8]:  # all would take minutes to begin with
            found.append("\n".join(turn["say"] for turn in json.loads(line)["turns"]).encode())
    return found


def custom_ids() -> list[bytes]:
    asks = [Ask("opinion", "film", "kite"), Ask("behind", "person", "12", "story", "neg", 3, True, "the humour")]
    return [str(ask.custom_id()).encode() for ask in asks] + [
        b"haa--0:x\x1fstory", f"{Ask('counts', 'film', 'x').custom_id()}\x1fneg the humour".encode()
    ]  # fmt: skip


def damages() -> list[bytes]:
    return [bytes([file, 0, 0, place, 0, 0, 4]) + b"\xff\0\x01\x02" for file in range(3) for place in (0, 64, 200)]
