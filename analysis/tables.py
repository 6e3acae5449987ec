"""From a corpus to the measured tables, and the tables to files and back.

In goes a corpus; out comes `Measured`: the seven tidy tables of DESIGN.md. Each article is folded once and matched once;
actors, then sourcing, then framing read the same spans. The files do not tell how they were made: one process, many or a
cluster (`workers.py`, `engine.py`) write the same bytes.
"""

import atexit
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import batched
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.codebook import Codebook, load_codebook
from analysis.collector import held_off
from analysis.corpus import read_articles
from analysis.steps import STEPS, Work

SPAN = ["article_id", "part", "start", "end", "surface"]
COLUMNS = {
    "mentions": [*SPAN, "actor_id", "kind", "country", "resolved_by", "entry", "office", "sentence"],
    "quotations": [
        *SPAN, "form", "cue", "cue_start", "cue_end", "verb_class", "speaker_id", "speaker_surface", "speaker_start",
        "speaker_end", "resolved_by", "source_type", "country", "via", "rung", "words",
    ],
    "credits": [*SPAN, "source_id", "relation"],
    "cues": [*SPAN, "frame", "entry", "function", "negated", "sponsor_id"],
    "unresolved": [*SPAN, "why"],
    "relations": [*SPAN, "actor_a", "actor_b", "direction", "stance", "cue", "sponsor_id"],
}  # fmt: skip
NAMES = ("articles", *COLUMNS, "rejected")


@dataclass
class Measured:
    """The measured tables of a corpus (columns: DESIGN.md and `COLUMNS`)."""

    articles: pd.DataFrame
    mentions: pd.DataFrame
    quotations: pd.DataFrame
    credits: pd.DataFrame
    cues: pd.DataFrame
    relations: pd.DataFrame
    rejected: pd.DataFrame
    unresolved: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=COLUMNS["unresolved"]))
    folder: Path | None = None  # where the texts are, when `read_tables` left them there

    @cached_property
    def ids(self) -> "pd.Index[str]":
        """The ids of the articles, in order."""
        return pd.Index(self.articles["id"].astype(object), dtype=object)

    def _repr_html_(self) -> str:
        lines = "".join(f"<tr><th>{name}</th><td>{len(getattr(self, name)):,}</td></tr>" for name in NAMES)
        return f"<table><tr><th>table</th><th>rows</th></tr>{lines}</table>"

    def evidence(self, kind: str = "quotations", **chosen: Any) -> Any:
        """The words behind a number, as a table that shows itself right to left: see `explorer.evidence`."""
        from analysis.explorer import evidence

        return evidence(self, kind, **chosen)

    def explore(self, *, language: str = "en") -> Any:
        """Controls to choose and read by, in a notebook: see `explorer.explore`."""
        from analysis.explorer import explore

        return explore(self, language=language)


def measure_article(
    article: Mapping[str, Any], codebook: Codebook, *, country: str | None = "IRN"
) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table for one article (a mapping with id, outlet, date, title, text).

    Returns {table: rows} plus `sentences`, the number of sentences in the text.
    """
    return measure_articles([article], codebook, country=country)


TOGETHER = 50  # articles


def measure_articles(
    articles: Iterable[Mapping[Any, Any]],
    codebook: Codebook,
    *,
    country: str | None = "IRN",
    progress: bool = False,
    failed: dict[str, str] | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table for many articles, in order.

    Where `failed` is given, an article that cannot be measured does not stop the others: it gives no rows, and its id
    and the error are added there.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (*COLUMNS, "sentences")}
    if progress:
        from tqdm.auto import tqdm  # a widget in a notebook, a line in a terminal

        articles = tqdm(articles, desc="measuring", unit="article")
    with held_off():
        # Each step for fifty articles, then the next step: what a step needs stays in the processor's cache, which saves
        # a sixth of the time of measuring one article after the other.
        for batch in batched(articles, TOGETHER):
            works = [Work(article, country) for article in batch]
            for step in STEPS:
                for work in works:
                    if work.error is None:
                        try:
                            step(work, codebook)
                        except Exception as error:
                            if failed is None:
                                raise
                            work.error = error
            for work in works:
                if work.error is not None and failed is not None:
                    failed[str(work.article["id"])] = f"{type(work.error).__name__}: {work.error}"[:200]
                for name, found in work.rows.items():
                    rows[name] += found
    return rows


UNMEASURED = ("cannot be measured", "report the article to the authors of hamkari: this is an error in the program")


def measure_corpus(
    path: str | Path,
    *,
    codebook: Codebook | None = None,
    workers: int = 1,
    progress: bool = True,
    country: str | None = "IRN",
    **intake: Any,
) -> Measured:
    """Measure a corpus: read, check, and measure every article kept or marked as a duplicate.

    Takes the path that `corpus.read_articles` takes, and its options as `intake` (columns, relevance, strict, …); `country`
    is the outlets' country where nothing says; `workers` processes share the work. Returns `Measured`, in memory: for a
    corpus larger than that, `workers.measure_files`. Raises CorpusError or CodebookError with a message for the
    researcher.
    """
    codebook = codebook or load_codebook()
    corpus = read_articles(path, **intake)
    for message in corpus.messages:
        print(message, file=sys.stderr)
    fit = corpus.articles[corpus.articles["status"] != "rejected"].to_dict("records")
    failed: dict[str, str] = {}
    if workers > 1:
        from analysis.workers import measure_many

        rows = measure_many(fit, codebook, country=country, workers=workers, progress=progress, failed=failed)
    else:
        rows = measure_articles(fit, codebook, country=country, progress=progress, failed=failed)
    articles = corpus.articles.merge(
        pd.DataFrame(rows.pop("sentences"), columns=["article_id", "sentences"]).rename(columns={"article_id": "id"}),
        on="id", how="left",
    )  # fmt: skip
    measured = articles["status"] != "rejected"  # a row set apart may bear the id of another
    articles["sentences"] = articles["sentences"].where(measured).fillna(0).astype(int)
    rejected = corpus.rejected
    if failed:
        bad = articles["id"].isin(failed) & (articles["status"] != "rejected")
        articles.loc[bad, ["status", "reason"]] = "rejected", UNMEASURED[0]
        listed = [
            {"id": id, "reason": UNMEASURED[0], "cure": UNMEASURED[1], "file": str(path), "column": "", "found": why}
            for id, why in failed.items()
        ]
        rejected = pd.concat([rejected, pd.DataFrame(listed, columns=rejected.columns)], ignore_index=True)
    tables: dict[str, Any] = {name: pd.DataFrame(found, columns=COLUMNS[name]) for name, found in rows.items()}
    return Measured(articles=articles, rejected=rejected, **tables)


def write_tables(measured: Measured, folder: str | Path, format: str = "parquet") -> list[Path]:
    """Write the tables to `folder` as parquet, csv or jsonl; returns the paths."""
    from analysis.files import TableWriter, article_schema, kind_of_column, schema_of, to_arrow

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in NAMES:
        table = getattr(measured, name)
        if name == "articles":
            schema = article_schema({c: kind_of_column(table[c]) for c in table.columns})
        else:
            schema = schema_of(name, list(table.columns))
        path = folder / f"{name}.{format}"
        with TableWriter(path, schema, name, format) as out:
            out.write(to_arrow(table.to_dict("list"), schema))
        paths.append(path)
    return paths


def read_tables(
    folder: str | Path, *, texts: bool = True, only: Collection[str] = (), articles: Collection[str] | None = None
) -> Measured:
    """Read tables written by `write_tables`; those in csv or jsonl are put into Parquet first, in a folder for the while.

    `texts=False` leaves the articles' texts, the words of quotations and relations and what points into them on disk and
    holds labels as categories: a tenth of the memory, and all that the measures need (`texts_of` fetches texts). `only`:
    of the tables beside `articles` and `rejected` these alone; to ask for another is an error. `articles`: the rows of
    these ids only, whole. Raises FileNotFoundError naming the table that is missing.
    """
    folder = _as_parquet(Path(folder))
    tables: dict[str, Any] = {name: None for name in COLUMNS if only and name not in only}
    ids: pd.CategoricalDtype | None = None
    for name in NAMES:
        path = folder / f"{name}.parquet"
        if name in tables or (name == "unresolved" and not path.exists()):
            continue
        key = "id" if name == "articles" else "article_id"
        if articles is not None and name != "rejected":
            tables[name] = _rows_with(path, key, articles)
            continue
        if texts or name == "rejected":
            tables[name] = pd.read_parquet(path)
            continue
        schema = pq.read_schema(path)
        columns = [c for c in schema.names if c not in LONG.get(name, ())]
        if name == "articles":
            tables[name] = pq.read_table(path, columns=columns).to_pandas()
            ids = pd.CategoricalDtype(pd.Index(tables[name]["id"].unique(), dtype=object))
            continue
        labels = [c for c in columns if schema.field(c).type == pa.string()]
        found = {}
        for column in columns:  # one at a time: the memory of one column, not of the table twice
            read = pq.read_table(path, columns=[column], read_dictionary=labels)
            found[column] = _short(read[column], ids if column == key else None)
        tables[name] = pd.DataFrame(found, copy=False)
    pa.default_memory_pool().release_unused()
    return Measured(**tables, folder=None if texts else folder)


def _as_parquet(folder: Path) -> Path:
    if written_as(folder) in ("", "parquet"):
        return folder
    from analysis.gathering import as_parquet

    held = tempfile.mkdtemp(prefix="tables-")  # texts may be read from it as long as the process lives
    atexit.register(shutil.rmtree, held, ignore_errors=True)
    return as_parquet(folder, Path(held))


LONG = {
    "articles": ("text",),
    "quotations": ("surface", "cue_start", "cue_end", "speaker_start", "speaker_end"),
    "relations": ("surface",),
}


def _short(column: pa.ChunkedArray, ids: pd.CategoricalDtype | None) -> Any:
    """A column as a measure needs it: labels as categories, numbers in half the bytes."""
    if pa.types.is_dictionary(column.type):
        return _categories(column, ids)
    values = column.to_numpy()
    return values.astype({"int64": "int32", "float64": "float32"}.get(str(values.dtype), values.dtype))


def _categories(column: pa.ChunkedArray, dtype: pd.CategoricalDtype | None) -> pd.Categorical:
    """Labels as categories of `dtype`, else sorted as text is; rows without a label may be asked for as those of ""."""
    if not len(column):
        return pd.Categorical([], dtype=dtype or pd.CategoricalDtype(pd.Index([""], dtype=object)))
    whole = column.unify_dictionaries().combine_chunks()
    values = whole.dictionary.to_pylist()
    if dtype is None:
        dtype = pd.CategoricalDtype(pd.Index(sorted({"", *values}), dtype=object))
    place = np.append(dtype.categories.get_indexer(pd.Index(values, dtype=object)), -1)
    return pd.Categorical.from_codes(place[whole.indices.fill_null(len(values)).to_numpy()], dtype=dtype)


def texts_of(m: Measured, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """`title` and `text` of the measured articles with these ids, by id."""
    table = m.articles
    if "text" not in table and m.folder is not None:
        table = _rows_with(m.folder / "articles.parquet", "id", ids, ["id", "title", "text", "status"])
    table = table[table["id"].isin(set(ids))]
    table = table.sort_values(
        "status", key=lambda s: s != "rejected", kind="stable"
    )  # may bear the id of a measured one
    parts = table[["id", "title", "text"]].fillna("").astype(str)
    return {id: {"title": title, "text": text} for id, title, text in parts.itertuples(index=False)}


def tables_of(path: str | Path, *, only: Collection[str] = (), **options: Any) -> Measured:
    """The measured tables at `path`: a folder that holds them is read, texts left on disk, of the other tables `only`
    these (all, if none is given); a corpus is measured now, with the `options` of `measure_corpus`."""
    return read_tables(path, texts=False, only=only) if measured_in(Path(path)) else measure_corpus(path, **options)


def _rows_with(path: Path, key: str, ids: Collection[str], columns: list[str] | None = None) -> pd.DataFrame:
    """The rows whose `key` is one of `ids`; the others pass through memory row group by row group."""
    wanted = pa.array(list(ids), pa.string())
    file = pq.ParquetFile(path)
    kept = []
    for number in range(file.num_row_groups):
        table = file.read_row_group(number, columns=columns)
        kept.append(table.filter(pc.is_in(table[key], wanted)).combine_chunks())
        del table
        pa.default_memory_pool().release_unused()  # else the allocator keeps the texts of all groups
    schema = file.schema_arrow if columns is None else pa.schema([file.schema_arrow.field(c) for c in columns])
    return pa.concat_tables(kept or [schema.empty_table()]).to_pandas()


def written_as(path: Path) -> str:
    """The format of the measured tables in a folder, files or the partitions that a cluster wrote; empty if there are none."""
    needed = ("articles", "mentions", "quotations")
    if all((path / f"{n}.parquet").is_file() or (path / n).is_dir() for n in needed):
        return "parquet"
    return next((f for f in ("jsonl", "csv") if all((path / f"{n}.{f}").is_file() for n in needed)), "")


def measured_in(path: Path) -> bool:
    """Whether a folder holds measured tables."""
    return bool(written_as(path))
