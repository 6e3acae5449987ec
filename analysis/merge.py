"""What can be settled only when all articles are read, and the parts put together as tables.

In go the checked articles one by one (`Ledger`), then the parts that the processes have written; out come the tables. Of
each article the ledger keeps an id and a day; shingles wait on disk.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from analysis.boilerplate import blank
from analysis.copies import Families, Shingles
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
        self._present: dict[str, int] = {}  # column → rows that have a value
        self._types: dict[str, set[type]] = {}
        self._copies: list[dict[str, Any]] = []
        self._families = _FamiliesOnDisk()
        self._days: dict[str, str | None] = {}

    def enter(self, checked: Iterable[Checked]) -> Iterator[dict[str, Any]]:
        """Each article, entered. Raises CorpusError at the first unfit row where the ledger is strict."""
        for one in checked:
            article = one.article
            self.rows += 1
            for column, value in article.items():
                if column in _OURS:
                    self._present.setdefault(column, 0)
                elif column not in self._types:
                    self._types[column] = set()
                    self._present[column] = 0
                if column not in _OURS and value is not None:
                    kind = type(value)
                    self._types[column].add(str if kind is int and abs(value) >= 2**63 else kind)
                    self._present[column] += 1
            if one.fault:
                self.rejected.append(
                    (one.row, article["id"], one.fault.reason, one.fault.cure, one.file, *one.fault[2:])
                )
                if self.strict and one.fault.reason != OFF_SUBJECT:
                    found = f" (found: {one.fault.found})" if one.fault.found else ""
                    raise CorpusError(f"{one.file}, row {one.row}: {one.fault.reason}{found}; {one.fault.cure}")
            elif article["status"] == "duplicate":
                keys = ("id", "date", "status", "reason", "copy_of")
                self._copies.append({key: article[key] for key in keys})
            else:
                self._families.add(article["id"], blank(one.folded) if self.near_duplicates else "", article["date"])
            yield article

    def schema(self):
        """The schema of the articles."""
        kinds = {
            name: "text" if name in _OURS else kind_of_values(self._types[name], self._present[name] < self.rows)
            for name in self._present
            if name not in OWN
        }
        return article_schema(kinds | dict.fromkeys((*OWN, "sentences"), "text"))

    def settle(self) -> dict[str, dict[str, Any]]:
        """What has changed since an article was read, by id: of copies the earliest stays; families."""
        families = self._families
        originals = {copy["copy_of"] for copy in self._copies}
        kept = [
            {"id": id, "date": families.day(id), "status": "kept", "reason": "", "copy_of": ""}
            for id in dict.fromkeys(c["copy_of"] for c in self._copies)
        ]
        rows = [*kept, *self._copies]
        _earliest_stays(rows, families)
        changed: dict[str, dict[str, Any]] = defaultdict(dict)
        for row in rows:
            changed[row["id"]] = {key: row[key] for key in ("status", "reason", "copy_of")}
        family: dict[str, str] = {}
        if self.near_duplicates:
            for id, head, alike in families.table().itertuples(index=False):
                if head != id or alike:
                    changed[id] |= {"family": head, "likeness": float(alike)}
                    family[id] = head
        for row in rows:
            if row["status"] == "duplicate":
                of = row["copy_of"]
                changed[row["id"]] |= {"family": family.get(of, of), "likeness": 1.0}
            elif row["id"] not in family:
                changed[row["id"]] |= {"family": row["id"], "likeness": 0.0}
        assert originals <= set(changed)
        return changed


class _FamiliesOnDisk(Families):
    """`copies.Families` whose shingles wait in a temporary file: two thousand bytes an article."""

    def __init__(self) -> None:
        super().__init__()
        self._shingles = _Spill()  # type: ignore[assignment]

    def day(self, id: str) -> str | None:
        """The ISO day of an article that was added."""
        from datetime import date

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
        self._file.seek(4 * start)
        return np.frombuffer(self._file.read(4 * (end - start)), dtype=np.uint32)


def merge(parts: list[Path], folder: Path, format: str, ledger: Ledger, corpus: str) -> tuple[int, pd.DataFrame]:
    """Put the parts together in order as the tables of `folder`; returns the articles kept, and the rows set apart."""
    for name, columns in COLUMNS.items():
        schema = schema_of(name, columns)
        with TableWriter(folder / f"{name}.{format}", schema, name, format) as out:
            for part in parts:
                out.write(pq.read_table(part / f"{name}.parquet", schema=schema, use_threads=False))
    changed = ledger.settle()
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
    return kept, rejected
