"""From a corpus to the measured tables, and the tables to files and back.

In goes a corpus; out comes `Measured`: the seven tidy tables of DESIGN.md. Each article is folded once and matched once;
actors, then sourcing, then framing read the same spans.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import actors, framing, sourcing
from analysis.codebook import Codebook, load_codebook
from analysis.corpus import read_articles
from analysis.reading import read
from analysis.unresolved import unresolved_rows

SPAN = ["article_id", "part", "start", "end", "surface"]
COLUMNS = {
    "mentions": [*SPAN, "actor_id", "kind", "country", "resolved_by", "entry", "office"],
    "quotations": [
        *SPAN, "form", "cue", "cue_start", "cue_end", "verb_class", "speaker_id", "speaker_surface", "speaker_start",
        "speaker_end", "resolved_by", "source_type", "country", "via", "rung",
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
    quotations, credits = sourcing.find_quotations(reading, mentions, codebook)
    cues, relations = framing.find_frames(reading, mentions, quotations, codebook)
    return {
        "mentions": actors.mention_rows(reading, mentions),
        "quotations": sourcing.quotation_rows(reading, quotations),
        "credits": sourcing.credit_rows(reading, credits),
        "cues": framing.cue_rows(reading, cues),
        "relations": framing.relation_rows(reading, relations),
        "unresolved": unresolved_rows(reading, mentions, left_open),
        "sentences": [{"article_id": reading.article_id, "sentences": len(reading.text.sentences)}],
    }


def measure_articles(
    articles: Iterable[Mapping[Any, Any]], codebook: Codebook, *, country: str | None = "IRN", progress: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Rows of every table for many articles, in order."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in (*COLUMNS, "sentences")}
    if progress:
        from tqdm import tqdm

        articles = tqdm(articles, desc="measuring", unit="article")
    for article in articles:
        for name, found in measure_article(article, codebook, country=country).items():
            rows[name] += found
    return rows


def measure_corpus(
    path: str | Path,
    *,
    codebook: Codebook | None = None,
    workers: int = 1,
    progress: bool = True,
    country: str | None = "IRN",
) -> Measured:
    """Measure a corpus: read, check, and measure every article kept or marked as a duplicate.

    Takes the path that `corpus.read_articles` takes; `country` is the outlets' country where nothing says. Returns
    `Measured`. Raises CorpusError or CodebookError with a message for the researcher.
    """
    codebook = codebook or load_codebook()
    corpus = read_articles(path)
    fit = corpus.articles[corpus.articles["status"] != "rejected"]
    rows = measure_articles(fit.to_dict("records"), codebook, country=country, progress=progress)
    articles = corpus.articles.merge(
        pd.DataFrame(rows.pop("sentences"), columns=["article_id", "sentences"]).rename(columns={"article_id": "id"}),
        on="id", how="left",
    )  # fmt: skip
    articles["sentences"] = articles["sentences"].fillna(0).astype(int)
    tables = {name: pd.DataFrame(found, columns=COLUMNS[name]) for name, found in rows.items()}
    return Measured(articles=articles, rejected=corpus.rejected, **tables)


def write_tables(measured: Measured, folder: str | Path, format: str = "parquet") -> list[Path]:
    """Write the tables to `folder` as parquet, csv or jsonl; returns the paths."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in NAMES:
        table = getattr(measured, name)
        path = folder / f"{name}.{format}"
        if format == "parquet":
            table.map(_plain).to_parquet(path, index=False)
        elif format == "csv":
            table.map(_plain).to_csv(path, index=False, lineterminator="\n")
        elif format == "jsonl":
            with path.open("w", encoding="utf-8") as out:
                for row in table.astype(object).where(table.notna(), None).to_dict("records"):
                    out.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        else:
            raise ValueError(f"unknown format {format!r}; give parquet, csv or jsonl")
        paths.append(path)
    return paths


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def read_tables(folder: str | Path) -> Measured:
    """Read tables written as parquet by `write_tables`. Raises FileNotFoundError naming the one that is missing."""
    paths = {name: Path(folder) / f"{name}.parquet" for name in NAMES}
    return Measured(
        **{name: pd.read_parquet(path) for name, path in paths.items() if name != "unresolved" or path.exists()}
    )
