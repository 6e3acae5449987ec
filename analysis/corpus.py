"""Articles in: read, check, date, and set apart what is unfit.

In goes a file (JSON Lines, CSV, Parquet) or a folder of .txt pages; out come two tables, the articles kept and the rows
set apart, each with its reason. N in = N kept + N set apart, always.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.text import count_words, fold

REQUIRED = ("id", "outlet", "date", "title", "text")
_MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "ابان", "اذر", "دی", "بهمن", "اسفند"]


class CorpusError(ValueError):
    """The corpus as a whole cannot be read; the message says where and how to mend it."""


@dataclass
class Corpus:
    """`articles`: all rows with `status` (kept|duplicate|rejected), `reason`, `copy_of`, `words`; `rejected`: the unfit."""

    articles: pd.DataFrame
    rejected: pd.DataFrame


def read_articles(path: str | Path) -> Corpus:
    """Read a corpus.

    Takes the path of a .jsonl, .csv or .parquet file or of a folder of .txt files (first line is the title; `id` and
    `outlet` from the file and folder name). Returns a `Corpus`. Raises CorpusError where the file is missing, of an
    unknown kind or without a required column.
    """
    path = Path(path)
    if not path.exists():
        raise CorpusError(f"{path}: no such file or folder")
    rows = []
    rejected = []
    for number, row in _rows(path):
        if isinstance(row, str):
            rejected.append({"row": number, "id": "", "reason": row, "cure": "mend or remove the row"})
            continue
        reason = _unfit(row)
        if reason:
            rejected.append({"row": number, "id": str(row.get("id") or ""), "reason": reason[0], "cure": reason[1]})
            row = {**row, "status": "rejected", "reason": reason[0]}
        else:
            row = {**row, "status": "kept", "reason": ""}
        rows.append(row)
    articles = pd.DataFrame(rows)
    if articles.empty:
        articles = pd.DataFrame(columns=[*REQUIRED, "status", "reason"])
    for column in REQUIRED:
        if column not in articles:
            articles[column] = None
    articles["id"] = articles["id"].map(lambda v: "" if v is None else str(v))
    articles["date"] = articles["date"].map(parse_date)
    _mark_duplicates(articles)
    articles["words"] = [
        count_words(f"{t or ''}\n{x or ''}") for t, x in zip(articles["title"], articles["text"], strict=True)
    ]
    return Corpus(articles, pd.DataFrame(rejected, columns=["row", "id", "reason", "cure"]))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    if path.is_dir():
        for number, page in enumerate(sorted(path.rglob("*.txt")), 1):
            text = page.read_text(encoding="utf-8-sig", errors="replace")
            title, _, body = text.partition("\n")
            yield (
                number,
                {"id": page.stem, "outlet": page.parent.name, "date": None, "title": title.strip(), "text": body},
            )
    elif path.suffix in (".jsonl", ".ndjson", ".json"):
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    yield number, f"not valid JSON ({error.msg})"
                    continue
                yield number, row if isinstance(row, dict) else "not a JSON object"
    elif path.suffix in (".csv", ".tsv"):
        table = pd.read_csv(
            path, dtype=str, keep_default_na=False, encoding="utf-8-sig", sep="\t" if path.suffix == ".tsv" else ","
        )
        _need_columns(path, list(table.columns))
        for number, record in enumerate(table.to_dict("records"), 2):
            yield number, {str(k): v for k, v in record.items()}
    elif path.suffix == ".parquet":
        table = pd.read_parquet(path)
        _need_columns(path, list(table.columns))
        for number, record in enumerate(table.to_dict("records"), 1):
            yield number, {str(k): v for k, v in record.items()}
    else:
        raise CorpusError(f"{path}: unknown kind of file; give .jsonl, .csv, .parquet or a folder of .txt")


def _need_columns(path: Path, columns: list[str]) -> None:
    missing = [c for c in REQUIRED if c not in columns]
    if missing:
        raise CorpusError(
            f"{path}: column {missing[0]!r} is missing (found: {', '.join(columns[:12])}); rename yours to it"
        )


def _unfit(row: dict[str, Any]) -> tuple[str, str] | None:
    text = row.get("text")
    if row.get("id") in (None, ""):
        return "no id", "give each article an id of its own"
    if not isinstance(text, str) or not text.strip():
        return "no text", "fill the column `text`"
    if not re.search("[\u0600-\u06ff]", text):
        return "no Persian letters in the text", "leave out articles that are not in Persian"
    return None


def _mark_duplicates(articles: pd.DataFrame) -> None:
    """Exact copies (same title and text once folded): the first stays, the others name it in `copy_of`."""
    articles["copy_of"] = ""
    first: dict[int, str] = {}
    ids: set[str] = set()
    for i in articles.index:
        if articles.at[i, "status"] != "kept":
            continue
        if articles.at[i, "id"] in ids:
            articles.at[i, "status"], articles.at[i, "reason"] = "rejected", "the id stands twice"
            continue
        ids.add(str(articles.at[i, "id"]))
        title, text = str(articles.at[i, "title"]), str(articles.at[i, "text"])
        key = hash(fold(f"{title}\n{text}").text)
        if key in first:
            articles.at[i, "status"], articles.at[i, "reason"] = "duplicate", "same title and text"
            articles.at[i, "copy_of"] = first[key]
        else:
            first[key] = str(articles.at[i, "id"])


def parse_date(value: Any) -> str | None:
    """An ISO day from what corpora hold: ISO, Jalali in digits or words, with or without time; None where there is none.

    >>> parse_date("۱۳۹۶/۰۷/۱۲"), parse_date("۱۲ مهر ۱۳۹۶"), parse_date("2017-10-04T10:00:00+03:30")
    ('2017-10-04', '2017-10-04', '2017-10-04')
    """
    if isinstance(value, (datetime, date)) and not pd.isna(value):
        return value.isoformat()[:10]
    if not isinstance(value, str) or not value.strip():
        return None
    text = fold(value.strip()).text
    if match := re.search(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        year, month, day = map(int, match.groups())
    elif match := re.search(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: ماه)?،? (\d{{4}})", text):
        year, month, day = int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1])
    else:
        return None
    try:
        if year < 1700:
            from persiantools.jdatetime import JalaliDate

            return str(JalaliDate(year, month, day).to_gregorian().isoformat())
        return date(year, month, day).isoformat()
    except ValueError:
        return None
