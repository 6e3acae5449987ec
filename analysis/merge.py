"""What can be settled only when all articles are read, and the parts put together as tables.

In go the checked articles one by one (`Ledger`), then the parts that the processes have written; out come the tables. Of
each article the ledger keeps an id and a day; shingles wait on disk.
"""

import json
import os
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from analysis.boilerplate import blank
from analysis.copies import Families, Pair, Shingles, shingles_of
from analysis.corpus import OFF_SUBJECT, OWN, SET_APART, Checked, CorpusError, _earliest_stays
from analysis.files import TableWriter, article_schema, kind_of_values, rows_to_arrow, schema_of, to_arrow
from analysis.tables import COLUMNS, UNMEASURED

_OURS = {*OWN, "id", "outlet", "date", "title", "text", "sentences"}
FAILED = "\0failed"  # key of an article in a part: why it could not be measured


class Ledger:
    """Keeps the books while a corpus is read: columns and their types, rows set apart, copies, families."""

    def __init__(self, *, near_duplicates: bool = True, strict: bool = False):
        self.near_duplicates, self.strict = near_duplicates, strict
        self.rejected: list[tuple[Any, ...]] = []
        self.rows = 0
        self.undated = 0  # articles without a day: none was given, or it was not read
        self._present: dict[str, int] = {}  # column → rows that have a value
        self._types: dict[str, set[type]] = {}
        self._copies: list[dict[str, Any]] = []
        self._families = _FamiliesOnDisk()
        self._settled: list[dict[str, Any]] | None = None

    def enter(self, checked: Iterable[Checked]) -> Iterator[dict[str, Any]]:
        """Each article, entered. Raises CorpusError at the first unfit row where the ledger is strict."""
        for one in checked:
            article = one.article
            self._columns_of(article)
            if one.fault:
                self.set_apart((one.row, article["id"], one.fault.reason, one.fault.cure, one.file, *one.fault[2:]))
            elif article["status"] == "duplicate":
                self.copy(article["id"], article["date"], article["copy_of"])
            else:
                folded = blank(one.folded) if self.near_duplicates else ""
                self.original(article["id"], article["date"], shingles_of(folded))
            yield article

    def _columns_of(self, article: dict[str, Any]) -> None:
        self.rows += 1
        for column, value in article.items():
            if column not in self._types:
                self._types[column] = set()
                self._present[column] = 0
            if value is not None and column not in _OURS:
                kind = type(value)
                self._types[column].add(str if kind is int and abs(value) >= 2**63 else kind)
                self._present[column] += 1

    def set_apart(self, row: tuple[Any, ...]) -> None:
        """A row set apart: `row, id, reason, cure, file, column, found`."""
        self.rejected.append(row)
        if self.strict and row[2] != OFF_SUBJECT:
            number, _, reason, cure, file, _, found = row
            raise CorpusError(f"{file}, row {number}: {reason}{f' (found: {found})' if found else ''}; {cure}")

    def copy(self, id: str, day: str | None, copy_of: str) -> None:
        """An article with the title and text of another."""
        self.undated += not day
        row = {"id": id, "date": day, "status": "duplicate", "reason": "same title and text", "copy_of": copy_of}
        self._copies.append(row)

    def original(self, id: str, day: str | None, shingles: Shingles) -> None:
        """An article that is no copy."""
        self.undated += not day
        self._families.enter(id, day, shingles)

    def columns(self) -> dict[str, tuple[int, list[str]]]:
        """Of each column how many rows have a value, and of which types: what `join` takes."""
        return {c: (self._present[c], sorted(t.__name__ for t in kinds)) for c, kinds in self._types.items()}

    def join(self, rows: int, columns: Mapping[str, Sequence[Any]]) -> None:
        """Enter the columns of rows that were read elsewhere."""
        self.rows += rows
        known = {t.__name__: t for t in (str, int, float, bool, dict, list)}
        for column, (present, kinds) in columns.items():
            self._present[column] = self._present.get(column, 0) + present
            self._types.setdefault(column, set()).update(known.get(kind, object) for kind in kinds)

    def schema(self):
        """The schema of the articles."""
        kinds = {
            name: "text" if name in _OURS else kind_of_values(self._types[name], self._present[name] < self.rows)
            for name in self._types
            if name not in (*OWN, "sentences")
        }
        return article_schema(kinds | dict.fromkeys((*OWN, "sentences"), "text"))

    def _originals(self) -> list[dict[str, Any]]:
        """The articles that have copies, and these: of each kind the earliest is the original."""
        if self._settled is None:
            families = self._families
            self._settled = [
                {"id": id, "date": families.day(id), "status": "kept", "reason": "", "copy_of": ""}
                for id in dict.fromkeys(c["copy_of"] for c in self._copies)
            ]
            self._settled += self._copies
            _earliest_stays(self._settled, families)
        return self._settled

    @contextmanager
    def searching(self, workers: int) -> Iterator[Callable[[], list[Pair] | None]]:
        """Look for near-copies by `workers` processes while the caller goes on; what is given waits for the pairs found.

        With one process, or where processes are not made by fork, nothing is looked for: `settle` does it.
        """
        global _SEARCHED
        self._originals()
        families = self._families
        if workers < 2 or sys.platform != "linux" or not self.near_duplicates:
            yield lambda: None
            return
        order = families.order()
        _SEARCHED = (families, order)
        with ProcessPoolExecutor(workers, get_context("fork"), _ignore_interrupts) as pool:
            found = [pool.submit(_search, *stretch) for stretch in families.stretches(order, workers)]
            yield lambda: [pair for part in found for pair in part.result()]

    def settle(self, pairs: list[Pair] | None = None) -> dict[str, dict[str, Any]]:
        """What has changed since an article was read, by id: of copies the earliest stays; families (of `searching`)."""
        rows = self._originals()
        changed: dict[str, dict[str, Any]] = defaultdict(dict)
        for row in rows:
            changed[row["id"]] = {key: row[key] for key in ("status", "reason", "copy_of")}
        family: dict[str, str] = {}
        if self.near_duplicates:
            for id, head, alike in self._families.table(pairs).itertuples(index=False):
                if head != id or alike:
                    changed[id] |= {"family": head, "likeness": float(alike)}
                    family[id] = head
        for row in rows:
            if row["status"] == "duplicate":
                of = row["copy_of"]
                changed[row["id"]] |= {"family": family.get(of, of), "likeness": 1.0}
            elif row["id"] not in family:
                changed[row["id"]] |= {"family": row["id"], "likeness": 0.0}
        return changed


class _FamiliesOnDisk(Families):
    """`copies.Families` whose shingles wait in a temporary file: two thousand bytes an article."""

    def __init__(self) -> None:
        super().__init__()
        self._shingles = _Spill()  # type: ignore[assignment]

    def enter(self, id: str, day: str | None, shingles: Shingles) -> None:
        """Add an article of which the shingles are known."""
        self._at[id] = len(self._ids)
        self._ids.append(id)
        self._days.append(date.fromisoformat(day).toordinal() if day else None)
        self._shingles.append(shingles)

    def day(self, id: str) -> str | None:
        """The ISO day of an article that was added."""
        day = self._days[self._at[id]]
        return date.fromordinal(day).isoformat() if day is not None else None


class _Spill:
    """A list of arrays, on disk."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the ledger
        self._ends = [0]

    def append(self, shingles: Shingles) -> None:
        self._file.seek(0, 2)
        self._file.write(shingles.tobytes())
        self._ends.append(self._ends[-1] + len(shingles))

    def __getitem__(self, number: int) -> Shingles:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.flush()
        if hasattr(os, "pread"):  # processes made by fork share the file and its position
            return np.frombuffer(os.pread(self._file.fileno(), 4 * (end - start), 4 * start), dtype=np.uint32)
        self._file.seek(4 * start)
        return np.frombuffer(self._file.read(4 * (end - start)), dtype=np.uint32)


_SEARCHED: tuple[Families, list[int]] | None = None  # what `_search` looks through, for processes made by fork


def _search(first: int, last: int) -> list[Pair]:
    assert _SEARCHED is not None
    families, order = _SEARCHED
    return list(families.pairs(order, first, last))


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def merge(
    parts: list[Path], folder: Path, format: str, ledger: Ledger, corpus: str, workers: int = 1
) -> tuple[int, pd.DataFrame]:
    """Put the parts together in order as the tables of `folder`, looking for near-copies meanwhile by `workers`
    processes; returns the articles kept, and the rows set apart."""
    with ledger.searching(workers) as pairs:
        for name, columns in COLUMNS.items():
            schema = schema_of(name, columns)
            with TableWriter(folder / f"{name}.{format}", schema, name, format) as out:
                for part in parts:
                    out.write(pq.read_table(part / f"{name}.parquet", schema=schema, use_threads=False))
        changed = ledger.settle(pairs())
    schema = ledger.schema()
    failed, kept = [], 0
    with TableWriter(folder / f"articles.{format}", schema, "articles", format) as out:
        for part in parts:
            rows = [json.loads(line) for line in (part / "articles.jsonl").open(encoding="utf-8")]
            for row in rows:
                if row["status"] != "rejected":
                    row |= changed.get(row["id"], {})
                    if why := row.pop(FAILED, None):
                        row |= {"status": "rejected", "reason": UNMEASURED[0]}
                        failed.append((None, row["id"], *UNMEASURED, corpus, "", why))
                kept += row["status"] == "kept"
            out.write(rows_to_arrow(rows, schema))
    rejected = pd.DataFrame([*ledger.rejected, *failed], columns=list(SET_APART))
    schema = schema_of("rejected", SET_APART)
    with TableWriter(folder / f"rejected.{format}", schema, "rejected", format) as out:
        out.write(to_arrow({str(c): list(rejected[c]) for c in rejected}, schema))
    clear_others(folder, format, corpus)
    return kept, rejected


def clear_others(folder: Path, format: str, corpus: str) -> None:
    """Remove the tables that an earlier run wrote here in another format: they would be taken for these.

    What was measured is never removed: a folder of tables can be the corpus itself.
    """
    if folder.resolve() in (Path(corpus).resolve(), *Path(corpus).resolve().parents):
        return
    for other in {"parquet", "csv", "jsonl"} - {format}:
        tables = [folder / f"{name}.{other}" for name in ("articles", *COLUMNS)]
        if all(path.is_file() for path in tables):  # else they are files of somebody's own
            for path in [*tables, folder / f"rejected.{other}"]:
                path.unlink(missing_ok=True)
