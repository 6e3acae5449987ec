"""From a corpus to the measured tables, and the tables to files and back.

In goes a corpus; out comes `Measured`: the seven tidy tables of DESIGN.md. Each article is folded once and matched once;
actors, then sourcing, then framing read the same spans. The files do not tell how they were made: one process, many or a
cluster (`workers.py`, `engine.py`) write the same bytes.
"""

import shutil
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis import actors, framing, quotations, sourcing
from analysis.codebook import Codebook, load_codebook
from analysis.corpus import read_articles
from analysis.introduced import find_introduced
from analysis.reading import read
from analysis.unresolved import unresolved_rows

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

    def _repr_html_(self) -> str:
        lines = "".join(f"<tr><th>{name}</th><td>{len(getattr(self, name)):,}</td></tr>" for name in NAMES)
        return f"<table><tr><th>table</th><th>rows</th></tr>{lines}</table>"


def measure_article(
    article: Mapping[str, Any], codebook: Codebook, *, country: str | None = "IRN"
) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table for one article (a mapping with id, outlet, date, title, text).

    Returns {table: rows} plus `sentences`, the number of sentences in the text.
    """
    reading = read(article, codebook, country=country)
    left_open: list[actors.Mention] = []
    mentions = actors.find_mentions(reading, codebook, left_open)
    found, credits = sourcing.find_quotations(reading, mentions, codebook)
    cues, relations = framing.find_frames(reading, mentions, found, codebook)
    strangers = find_introduced(reading, mentions, found, codebook)
    return {
        "mentions": actors.mention_rows(reading, sorted([*mentions, *strangers], key=_in_text_order)),
        "quotations": quotations.quotation_rows(reading, found),
        "credits": quotations.credit_rows(reading, credits),
        "cues": framing.cue_rows(reading, cues),
        "relations": framing.relation_rows(reading, relations),
        "unresolved": unresolved_rows(reading, mentions, left_open),
        "sentences": [{"article_id": reading.article_id, "sentences": len(reading.text.sentences)}],
    }


def _in_text_order(mention: actors.Mention) -> tuple[bool, int, int]:
    return mention.part != "title", mention.start, -mention.end


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
        from tqdm import tqdm

        articles = tqdm(articles, desc="measuring", unit="article")
    for article in articles:
        try:
            measured = measure_article(article, codebook, country=country)
        except Exception as error:
            if failed is None:
                raise
            failed[str(article["id"])] = f"{type(error).__name__}: {error}"[:200]
            continue
        for name, found in measured.items():
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


def read_tables(folder: str | Path, *, texts: bool = True, articles: Collection[str] | None = None) -> Measured:
    """Read tables written as parquet by `write_tables`.

    `texts=False` leaves the articles' texts and the words of quotations and relations on disk and holds labels as
    categories: a tenth of the memory, and all that the measures need (`texts_of` fetches texts). `articles`: the rows of
    these ids only. Raises FileNotFoundError naming the table that is missing.
    """
    folder = Path(folder)
    tables: dict[str, Any] = {}
    for name in NAMES:
        path = folder / f"{name}.parquet"
        if name == "unresolved" and not path.exists():
            continue
        chosen = None if articles is None or name == "rejected" else list(articles)
        key = "id" if name == "articles" else "article_id"
        filters = None if chosen is None else [(key, "in", chosen)]
        if texts or name == "rejected":
            tables[name] = pd.read_parquet(path, filters=filters)
            continue
        schema = pq.read_schema(path)
        columns = [c for c in schema.names if c not in LONG.get(name, ())]
        labels = [] if name == "articles" else [c for c in columns if schema.field(c).type == pa.string()]
        found = pq.read_table(path, columns=columns, read_dictionary=labels, filters=filters).to_pandas()
        for label in labels:  # sorted as text is; rows without a label may be asked for as those of ""
            found[label] = found[label].cat.set_categories(sorted({"", *found[label].cat.categories}))
        tables[name] = found
    return Measured(**tables, folder=None if texts else folder)


LONG = {"articles": ("text",), "quotations": ("surface",), "relations": ("surface",)}


def texts_of(m: Measured, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """`title` and `text` of the measured articles with these ids, by id."""
    table = m.articles
    if "text" not in table and m.folder is not None:
        columns = ["id", "title", "text", "status"]
        table = pd.read_parquet(m.folder / "articles.parquet", columns=columns, filters=[("id", "in", list(ids))])
    table = table[table["id"].isin(set(ids)) & (table["status"] != "rejected")]  # one set apart may bear the same id
    parts = table[["id", "title", "text"]].fillna("").astype(str)
    return {id: {"title": title, "text": text} for id, title, text in parts.itertuples(index=False)}


def measured_in(path: Path) -> bool:
    """Whether a folder holds measured tables: files, or the partitions that a cluster wrote."""
    return all((path / f"{n}.parquet").is_file() or (path / n).is_dir() for n in ("articles", "mentions", "quotations"))


def gather(source: Path, folder: Path) -> None:
    """Put the measured tables of `source` into `folder`, one file each; partitions are put together in order.

    Raises FileNotFoundError naming the table that is missing.
    """
    from analysis.files import TableWriter

    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        whole, parts = source / f"{name}.parquet", sorted((source / name).glob("*.parquet"))
        if whole.is_file():
            shutil.copyfile(whole, folder / whole.name)
        elif parts:
            with TableWriter(folder / whole.name, pq.read_schema(parts[0]), name) as out:
                for part in parts:
                    out.write(pq.read_table(part, partitioning=None))
        elif name != "unresolved":
            raise FileNotFoundError(f"{source}: the table {name!r} is missing; measure the corpus again")
