"""One partition of a corpus on whatever machine: read, measured, written; later finished with what the whole corpus told.

In goes a `Source` (files that fsspec finds, or rows read elsewhere) and the codebook as it travels; out come the files of
a part and, small, what must be known of it elsewhere. Any number of machines may do the same partition at the same time:
they write the same bytes to the same names, each file whole or not at all, `done.json` last.
"""

import gc
import io
import json
import os
import pickle
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from analysis.boilerplate import blank
from analysis.codebook import Codebook, load_codebook
from analysis.copies import Shingles, shingles_of
from analysis.corpus import OFF_SUBJECT, Checked, iter_articles
from analysis.files import rows_to_arrow, schema_of
from analysis.merge import FAILED, Ledger
from analysis.tables import COLUMNS, UNMEASURED, measure_articles
from analysis.workers import Task

Changes = dict[int, dict[str, Any]]  # position of a row in its partition → what the whole corpus told of it
_OF_THE_FILE = ("a file that cannot be read", "unknown kind of file")  # faults whose row is the number of the file


@dataclass(frozen=True)
class Source:
    """A partition: files that a worker reads (`place`, `names`, number of the first one), or rows that were read here."""

    place: str = ""
    names: tuple[str, ...] = ()
    first: int = 0
    payload: bytes = b""


@dataclass(frozen=True)
class Book:
    """The codebook as it travels: the files, and how to load them."""

    files: tuple[tuple[str, bytes], ...]
    digest: str
    task: Task

    @classmethod
    def of(cls, task: Task) -> "Book":
        """Read the files of a task's codebook; raises CodebookError where it is wrong."""
        digest = task.load().digest
        found = tuple((p.name, p.read_bytes()) for p in sorted(Path(task.codebook).glob("*.yaml")))
        return cls(found, digest, task)

    def itself(self) -> "Book":
        """This book, as a result that travels."""
        return self


_LOCK = threading.Lock()
_BOOKS: dict[tuple[str, str], tuple[Codebook, tempfile.TemporaryDirectory[str]]] = {}


def load_book(book: Book) -> tuple[Codebook, str]:
    """The codebook on a worker, written out and compiled once in a process, and the folder where it lies."""
    with _LOCK:
        key = (book.digest, book.task.frames)
        if key not in _BOOKS:
            folder = tempfile.TemporaryDirectory(prefix="codebook-")  # goes with the process
            for name, content in book.files:
                (Path(folder.name) / name).write_bytes(content)
            _BOOKS[key] = load_codebook(folder.name, frames=book.task.frames), folder
            _BOOKS[key][0].match("")
            gc.collect()
            gc.freeze()  # as in workers.run_ordered
        codebook, folder = _BOOKS[key]
        return codebook, folder.name


# ---------------------------------------------------------------- on a worker


def measure_part(source: Source, part: str, book: Book, intake: dict[str, Any]) -> dict[str, Any]:
    """Read and measure a partition and write it to the folder `part`; returns what the client must know of it.

    {rows, columns: {name: [values, types]}, entries: [[id, day, state, digest, file, row]], rejected, failed, messages}; state is
    kept, off (the subject) or rejected.
    """
    codebook, folder = load_book(book)
    messages: list[str] = []
    checked = list(_checked(source, {**intake, "codebook": folder}, messages))
    articles = [one.article for one in checked]
    ledger = Ledger(near_duplicates=False)
    for _ in ledger.enter(checked):
        pass
    failed: dict[str, str] = {}
    fit = [a for a in articles if a["status"] != "rejected"]
    rows = measure_articles(fit, codebook, country=book.task.country, failed=failed)
    sentences = {r["article_id"]: r["sentences"] for r in rows.pop("sentences")}
    entries, ends, shingles = [], [0], []
    for one in checked:
        article = one.article
        fit_one = article["status"] != "rejected"
        article["sentences"] = sentences.get(article["id"], 0) if fit_one else 0
        if fit_one and article["id"] in failed:
            article[FAILED] = failed[article["id"]]
        state = "kept" if fit_one else "off" if article["reason"] == OFF_SUBJECT else "rejected"
        digest = (
            blake2b(one.folded.encode("utf-8", "replace"), digest_size=16).hexdigest() if state != "rejected" else ""
        )
        entries.append([article["id"], article["date"], state, digest, one.file, one.row])
        if state == "kept":
            shingles.append(shingles_of(blank(one.folded)))
            ends.append(ends[-1] + len(shingles[-1]))
        else:
            ends.append(ends[-1])
    fs, path = filesystem(part)
    for name, found in rows.items():
        sink = io.BytesIO()
        pq.write_table(rows_to_arrow(found, schema_of(name, COLUMNS[name])), sink)
        put(fs, f"{path}/{name}.parquet", sink.getvalue())
    lines = "".join(json.dumps(a, ensure_ascii=False, default=str) + "\n" for a in articles)
    put(fs, f"{path}/articles.jsonl", lines.encode())
    sink = io.BytesIO()
    np.savez(sink, ends=np.array(ends), shingles=np.concatenate([*shingles, np.zeros(0, np.uint32)]))
    put(fs, f"{path}/shingles.npz", sink.getvalue())
    known = {
        "rows": len(articles), "columns": ledger.columns(), "entries": entries, "rejected": ledger.rejected,
        "failed": failed, "messages": messages,
    }  # fmt: skip
    put(fs, f"{path}/done.json", json.dumps(known, ensure_ascii=False, default=str).encode())
    return json.loads(json.dumps(known, default=str))


def _checked(source: Source, intake: dict[str, Any], messages: list[str]) -> Iterator[Checked]:
    """The checked rows of a partition; files are read as those of a folder, so that a broken one is a row set apart."""
    if source.payload:
        yield from pickle.loads(source.payload)
        return
    fs, base = filesystem(source.place)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / PurePosixPath(base).name
        for name in source.names:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            fs.get_file(f"{base}/{name}", str(target))
        said: list[str] = []
        for one in iter_articles(folder, messages=said, **intake):
            number = one.row + source.first if one.fault and one.fault.reason in _OF_THE_FILE else one.row
            yield one._replace(file=one.file.replace(str(folder), source.place, 1), row=number)
        messages += [m.replace(str(folder), source.place) for m in said]


def finish_part(part: str, out: str, number: int, changes: Changes, schema: Any) -> int:
    """Write the tables of a partition as `out/TABLE/NUMBER.parquet`, with what the whole corpus told; articles kept."""
    fs, path = filesystem(part)
    target, base = filesystem(out)
    rows = [json.loads(line) for line in fs.cat_file(f"{path}/articles.jsonl").decode().splitlines()]
    gone = set()
    for position, row in enumerate(rows):
        change = changes.get(position, {})
        if change.get("status") == "rejected" and row["status"] != "rejected":
            gone.add(row["id"])
            change = change | {"sentences": 0}
        row |= change
        if row.pop(FAILED, None) and row["status"] != "rejected":
            row |= {"status": "rejected", "reason": UNMEASURED[0]}
    for name in COLUMNS:
        table = pq.read_table(io.BytesIO(fs.cat_file(f"{path}/{name}.parquet")), schema=schema_of(name, COLUMNS[name]))
        if gone:
            table = table.filter([id not in gone for id in table["article_id"].to_pylist()])
        sink = io.BytesIO()
        pq.write_table(table, sink)
        put(target, f"{base}/{name}/{number:07d}.parquet", sink.getvalue())
    sink = io.BytesIO()
    pq.write_table(rows_to_arrow(rows, schema), sink)
    put(target, f"{base}/articles/{number:07d}.parquet", sink.getvalue())
    return sum(row["status"] == "kept" for row in rows)


def filesystem(place: str) -> tuple[Any, str]:
    """The filesystem of a path or address, and the path in it."""
    import fsspec

    fs, path = fsspec.core.url_to_fs(place)
    return fs, path.rstrip("/")


def put(fs: Any, path: str, content: bytes) -> None:
    """Write a file that stands there whole or not at all (an object store has no other way)."""
    if "file" not in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,)):
        fs.pipe_file(path, content)
        return
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(f".{target.name}.{os.getpid()}.{threading.get_ident()}")
    scratch.write_bytes(content)
    os.replace(scratch, target)


def shingles_in(part: str) -> tuple[list[int], Shingles]:
    """Where the shingles of each row end, and all of them in one array."""
    fs, path = filesystem(part)
    with np.load(io.BytesIO(fs.cat_file(f"{path}/shingles.npz"))) as found:
        return found["ends"].tolist(), found["shingles"]


# ---------------------------------------------------------------- sums of a finished partition

Sums = dict[tuple[str, str], tuple[int, int, Any]]  # (measure, key) → rows, articles, weighted count of each replicate


def sum_part(out: str, number: int, replicates: int, seed: int) -> Sums:
    """The sums of a partition; the key "" is what shares are of."""
    fs, path = filesystem(out)

    def table(name: str, columns: list[str]) -> pd.DataFrame:
        content = fs.cat_file(f"{path}/{name}/{number:07d}.parquet")
        return pq.read_table(io.BytesIO(content), columns=columns, partitioning=None).to_pandas()

    articles = table("articles", ["id", "status"])
    kept = articles.loc[articles["status"] == "kept", "id"]
    place = pd.Series(range(len(kept)), index=kept)
    weights = np.random.default_rng([seed, number]).poisson(1.0, (len(kept), replicates))
    found: Sums = {}
    ones = weights.sum(axis=0)
    for measure, name, column in (("actor", "mentions", "actor_id"), ("frame", "cues", "frame"),
                                  ("source_type", "quotations", "source_type")):  # fmt: skip
        rows = table(name, ["article_id", column])
        rows = rows[rows["article_id"].isin(place.index) & rows[column].ne("")]
        counts = rows.groupby([column, "article_id"]).size()
        whole = np.zeros(replicates, dtype=np.int64)
        for key, part in counts.groupby(level=0):
            at = place.loc[part.index.get_level_values(1)].to_numpy()
            times = part.to_numpy() if measure == "source_type" else np.ones(len(part), dtype=np.int64)
            drawn = times @ weights[at]
            whole += drawn
            found[measure, str(key)] = (int(part.sum()), len(part), drawn)
        base = whole if measure == "source_type" else ones
        found[measure, ""] = (len(rows), len(kept), base)
    return found


def join_sums(one: Sums, other: Sums) -> Sums:
    """The sums of two lots of articles."""
    out = dict(one)
    for key, (n, articles, drawn) in other.items():
        a = out.get(key)
        out[key] = (a[0] + n, a[1] + articles, a[2] + drawn) if a else (n, articles, drawn)
    return out
