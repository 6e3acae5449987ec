"""The measured tables as files: which type each column has, and writing them piece by piece.

In go rows in whatever pieces they come; out comes one file, as parquet, csv or jsonl, whose bytes depend on the rows
alone: Parquet is cut into row groups of a fixed number of rows, however many were written at a time.
"""

import csv
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

FORMATS = ("parquet", "csv", "jsonl")
GROUP = 50_000  # rows of a row group: some 20 MB in memory
ARTICLES_GROUP = 5_000  # whole texts are a hundred times as long as a mention
_WHOLE = {"start", "end", "cue_start", "cue_end", "speaker_start", "speaker_end", "rung", "row", "words", "sentence",
          "sentences"}  # fmt: skip
# what an article always has, as text; its other columns are the researcher's own
ARTICLE_TEXT = (
    "id", "outlet", "date", "title", "text", "url", "language", "status", "reason", "copy_of", "family",
    "outlet_as_published", "notes",
)  # fmt: skip
_TYPES = {"text": pa.string(), "json": pa.string(), "whole": pa.int64(), "real": pa.float64(), "truth": pa.bool_()}


def schema_of(name: str, columns: Iterable[str]) -> pa.Schema:
    """The schema of a measured table: numbers where the column's name says so, else text."""
    return pa.schema(
        [(c, pa.int64() if c in _WHOLE else pa.bool_() if c == "negated" else pa.string()) for c in columns]
    )


def article_schema(kinds: Mapping[str, str]) -> pa.Schema:
    """The schema of the articles, whose own columns are the researcher's: {column: kind} (see `kind_of_values`)."""
    known = {"words": "whole", "sentences": "whole", "likeness": "real"}
    fields = []
    for column, kind in kinds.items():
        kind = known.get(column, kind)
        fields.append(pa.field(column, _TYPES[kind], metadata={"kind": kind} if kind == "json" else None))
    return pa.schema(fields)


def kind_of_values(types: set[type], missing: bool) -> str:
    """text, json, whole, real or truth, from the types of a column's values; `missing`: some rows have none.

    Whole numbers with gaps are real, as pandas has them; what is of several types is text.
    """
    if types == {int}:
        return "real" if missing else "whole"
    if types and types <= {int, float}:
        return "real"
    if types == {bool}:
        return "truth"
    return "json" if types and types <= {dict, list} and len(types) == 1 else "text"


def kind_of_column(column: "pd.Series[Any]") -> str:
    """The kind of a pandas column, as `kind_of_values` has it."""
    simple = {"i": "whole", "u": "whole", "f": "real", "b": "truth"}.get(column.dtype.kind)
    if simple:
        return "text" if simple == "real" and not column.notna().any() else simple
    if column.dtype != object:
        return "text"
    values = [v for v in column if not _missing(v)]
    return kind_of_values({type(v) for v in values}, len(values) < len(column))


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def to_arrow(columns: Mapping[str, list[Any]], schema: pa.Schema) -> pa.Table:
    """Columns of Python values as an Arrow table of this schema."""
    arrays = []
    for one in schema:
        values = [None if _missing(v) else v for v in columns[one.name]]
        if one.type == pa.string():
            dump = one.metadata is not None
            values = [
                v
                if v is None or (isinstance(v, str) and not dump)
                else json.dumps(v, ensure_ascii=False, default=str)
                if dump
                else str(v)
                for v in values
            ]
        elif one.type == pa.float64():
            values = [None if v is None else float(v) for v in values]
        elif one.type == pa.int64():
            values = [None if v is None else int(v) for v in values]
        arrays.append(pa.array(values, one.type))
    return pa.Table.from_arrays(arrays, schema=schema)


def rows_to_arrow(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table of this schema; what a row lacks is missing."""
    return to_arrow({name: [row.get(name) for row in rows] for name in schema.names}, schema)


def read_written(path: Path, name: str, columns: Iterable[str] = ()) -> pa.Table:
    """A table that `TableWriter` wrote as csv or jsonl, with the types that it has as Parquet.

    CSV does not tell what is missing from what is empty: an article's date and own columns are missing, all else is empty.
    `columns` are those of a table in jsonl that has no rows.
    """
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        table = pd.DataFrame(rows, columns=list(rows[0] if rows else columns), dtype=object)
    else:
        names = list(pd.read_csv(path, nrows=0, encoding="utf-8-sig").columns)
        texts = (
            ARTICLE_TEXT if name == "articles" else [c.name for c in schema_of(name, names) if c.type == pa.string()]
        )
        types = {c: str for c in texts if c in names}
        empty = {c: [""] for c in names}
        table = pd.read_csv(path, dtype=types, encoding="utf-8-sig", keep_default_na=False, na_values=empty)
        for column in {"reason", "copy_of", "notes"}.intersection(table.columns):
            table[column] = table[column].fillna("")
    values = {str(c): table[c].tolist() for c in table.columns}
    if name == "articles":
        return to_arrow(values, article_schema({c: kind_of_column(table[c]) for c in table.columns}))
    schema = schema_of(name, values)
    for one in schema:
        if one.type == pa.bool_():
            values[one.name] = [None if _missing(v) else str(v) in ("True", "true") for v in values[one.name]]
        elif one.type == pa.string() and path.suffix == ".csv":
            values[one.name] = ["" if _missing(v) else v for v in values[one.name]]
    return to_arrow(values, schema)


class TableWriter:
    """Writes a table piece by piece to one file, which stands there whole or not at all.

    Raises ValueError for an unknown format.
    """

    def __init__(self, path: Path, schema: pa.Schema, name: str, format: str = "parquet"):
        if format not in FORMATS:
            raise ValueError(f"unknown format {format!r}; give {', '.join(FORMATS[:-1])} or {FORMATS[-1]}")
        self.path, self.schema, self.format = path, schema, format
        self.rows = ARTICLES_GROUP if name == "articles" else GROUP
        self._wait: list[pa.Table] = []
        self._held = 0
        self._part = path.with_name(f".{path.name}.part")
        self._json = [f.name for f in schema if f.metadata]
        if format == "parquet":
            self._out: Any = pq.ParquetWriter(self._part, schema)
        else:
            self._out = self._part.open("w", encoding="utf-8", newline="")
        if format == "csv":
            csv.writer(self._out, lineterminator="\n").writerow(schema.names)

    def write(self, table: pa.Table) -> None:
        """Add rows."""
        self._wait.append(table)
        self._held += len(table)
        if self._held >= self.rows:
            whole = pa.concat_tables(self._wait)
            full = len(whole) - len(whole) % self.rows
            for at in range(0, full, self.rows):
                self._put(whole.slice(at, self.rows))
            # a copy: a slice would hold the rows before it in memory
            rest = whole.slice(full)
            self._wait, self._held = [rest.take(pa.array(range(len(rest)), pa.int64()))] if len(rest) else [], len(rest)

    def _put(self, table: pa.Table) -> None:
        if self.format == "parquet":
            # one chunk a column, so that pages do not depend on how the rows came
            self._out.write_table(table.combine_chunks(), row_group_size=self.rows)
        elif self.format == "csv":
            csv.writer(self._out, lineterminator="\n").writerows(zip(*table.to_pydict().values(), strict=True))
        else:
            for row in table.to_pylist():
                for name in self._json:
                    row[name] = None if row[name] is None else json.loads(row[name])
                self._out.write(json.dumps(row, ensure_ascii=False) + "\n")

    def close(self) -> Path:
        """Write what is left and put the file in its place."""
        if self._held:
            self._put(pa.concat_tables(self._wait))
        self._out.close()
        os.replace(self._part, self.path)
        return self.path

    def __enter__(self) -> "TableWriter":
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is None:
            self.close()
        else:
            self._out.close()
            self._part.unlink(missing_ok=True)
