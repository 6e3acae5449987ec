"""Articles in: read, check, date, and set apart what is unfit; copies are known as copies.

In goes a path (docs/corpus.md lists the formats); out come two tables, all rows with their status and the rows set apart,
each with its reason and cure. N in = N kept + N set apart, always.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.boilerplate import blank
from analysis.codebook import FOLDER
from analysis.columns import REQUIRED, name_columns, plain_name
from analysis.copies import LIKENESS, WINDOW, Families
from analysis.dates import parse_date, read_date
from analysis.formats import CorpusError, Fault, Row, plain
from analysis.intake import read_rows
from analysis.noise import fault_of, notes_on
from analysis.outlets import unify
from analysis.relevance import relevance as relevance_of
from analysis.text import count_words, fold

__all__ = ["Checked", "Corpus", "CorpusError", "iter_articles", "parse_date", "read_articles", "write_rejected"]

OWN = ("words", "status", "reason", "copy_of", "family", "likeness", "outlet_as_published", "notes")
SET_APART = ("row", "id", "reason", "cure", "file", "column", "found")
OFF_SUBJECT = "not on the subject"
_SURROGATE = re.compile("[\ud800-\udfff]")
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet", ".pq")


@dataclass
class Corpus:
    """A corpus read and checked.

    `articles`: every row of the input, with its columns and `words`, `status` (kept|duplicate|rejected), `reason`,
    `copy_of` (the id of the same text, for duplicates), `family` (the id of the earliest article of like text; its own
    id where it is alone), `likeness` (to the most alike earlier one, 0 to 1), `outlet_as_published`, `notes`.
    `rejected`: the rows set apart as `row, id, reason, cure, file, column, found`.
    `messages`: what had to be found out or guessed, for the researcher to read.
    """

    articles: pd.DataFrame
    rejected: pd.DataFrame
    messages: list[str] = field(default_factory=list)


class Checked(NamedTuple):
    """A row checked: the article with its status, where it stood, why it is set apart, and its folded title and text."""

    article: dict[str, Any]
    file: str
    row: int
    fault: Fault | None
    folded: str


def read_articles(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    relevance: bool | str = False,
    near_duplicates: bool = True,
    strict: bool = False,
    two_digit_years: int | None = None,
    day_first: bool | None = None,
    window: int = WINDOW,
    likeness: float = LIKENESS,
    codebook: str | Path = FOLDER,
) -> Corpus:
    """Read a corpus whole.

    `columns` maps the file's column names to ours ({متن: text}); the usual ones are guessed, with a message.
    `relevance` sets apart what is off the subject by a rule of relevance.yaml (True: the first). `near_duplicates` finds
    families of articles of which at least `likeness` of the shorter text stands in the other, at most `window` days
    apart; they stay `kept`. `two_digit_years` and `day_first` settle doubtful dates (see `dates.read_date`). `strict`
    raises CorpusError where a row is unfit (one off the subject is not).
    Raises CorpusError where the corpus cannot be read, with one line that says where and how to mend it.
    """
    messages: list[str] = []
    rows = []
    apart = []
    families = Families(window=window, threshold=likeness)
    checked = iter_articles(
        path, columns=columns, relevance=relevance, two_digit_years=two_digit_years, day_first=day_first,
        codebook=codebook, messages=messages,
    )  # fmt: skip
    for one in checked:
        article = one.article
        rows.append(article)
        if one.fault:
            apart.append((one.row, article["id"], one.fault.reason, one.fault.cure, one.file, *one.fault[2:]))
        elif near_duplicates and article["status"] == "kept":
            families.add(article["id"], blank(one.folded), article["date"])
    _earliest_stays(rows, families)
    if not rows:
        raise CorpusError(f"{path}: there is no article in it; give at least one row under the header")
    rejected = pd.DataFrame(apart, columns=list(SET_APART))
    faults = rejected[rejected["reason"] != OFF_SUBJECT]
    if strict and len(faults):
        first = faults.iloc[0]
        raise CorpusError(
            f"{first['file']}, row {first['row']}: {first['reason']}"
            f"{f' (found: {first["found"]})' if first['found'] else ''}; {first['cure']}"
            f"{f'; {len(faults) - 1} more rows are unfit' if len(faults) > 1 else ''}"
        )
    articles = _table(rows)
    _add_families(articles, families if near_duplicates else None)
    return Corpus(articles, rejected, messages)


def iter_articles(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    relevance: bool | str = False,
    two_digit_years: int | None = None,
    day_first: bool | None = None,
    codebook: str | Path = FOLDER,
    messages: list[str] | None = None,
) -> Iterator[Checked]:
    """Rows of a corpus, checked one by one, for files larger than memory.

    Knows exact duplicates and repeated ids (a few bytes an article), but no families. Parameters and errors are those
    of `read_articles`; what was guessed is added to `messages`.
    """
    messages = [] if messages is None else messages
    ways: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}
    unused = {plain_name(name): name for name in columns or {}}
    seen: dict[bytes, str] = {}
    ids: set[str] = set()
    found: dict[str, str] = {}  # column names of the file → ours
    for row in read_rows(path, messages):
        key = (row.file, tuple(row.values))
        if key not in ways:
            if len(ways) > 1000:  # a column of its own for every row; or a folder of pages
                ways.clear()
            ways[key] = _way(row, columns, ways, messages)
            for name in row.values:
                unused.pop(plain_name(name), None)
                found.setdefault(name, ways[key].get(name, name))
        article = {_sound(ways[key].get(k, k)): _sound(plain(v)) for k, v in row.values.items()}
        yield _check(row, article, seen, ids, relevance, two_digit_years, day_first, codebook)
    if found:
        _need(("id", "text"), found.values(), str(path), list(found))
    if unused:
        listed = ", ".join(list(found)[:12])
        raise CorpusError(
            f"{path}: `columns` names {next(iter(unused.values()))!r}, which is no column (found: {listed}); mend the name"
        )


def _way(row: Row, columns: Mapping[str, str] | None, ways: dict[Any, Any], messages: list[str]) -> dict[str, str]:
    """How this row's columns are called; tables must have all we need, and a guess is told once a file."""
    told = any(file == row.file for file, _ in ways)
    way = name_columns(row.values, columns, file=row.file, messages=None if told else messages)
    if row.values and row.file.lower().removesuffix(".gz").endswith(_TABLES) and not row.fault:
        _need(REQUIRED, [way.get(name, name) for name in row.values], row.file, list(row.values))
    return way


def _need(columns: Iterable[str], there: Collection[str], file: str, found: list[str]) -> None:
    """Raise CorpusError where columns are missing: all of them in one line, with the names that there are."""
    missing = [c for c in columns if c not in there]
    if not missing:
        return
    listed = ", ".join(n if len(n) <= 40 else f"{n[:40]}…" for n in found[:12]) + (", …" if len(found) > 12 else "")
    names = " and ".join(filter(None, (", ".join(map(repr, missing[:-1])), repr(missing[-1]))))
    which = [("column", "is", "it", "it is"), ("columns", "are", "them", "they are")][len(missing) > 1]
    raise CorpusError(
        f"{file}: {which[0]} {names} {which[1]} missing (found: {listed or 'none'}); rename yours to {which[2]}, or say "
        f"which {which[3]}: --columns {','.join(f'yours={c}' for c in missing)} "
        f"(in parameters of a report, columns: {{{', '.join(f'yours: {c}' for c in missing)}}})"
    )


def _sound(value: Any) -> Any:
    """Without halves of letters (lone surrogates), which no file can hold; anything that is missing is None."""
    if isinstance(value, str):
        return value if value.isascii() or not _SURROGATE.search(value) else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_sound(str(k)): _sound(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_sound(v) for v in value]
    return None if value is None or (isinstance(value, float) and value != value) else value


def _check(
    row: Row,
    article: dict[str, Any],
    seen: dict[bytes, str],
    ids: set[str],
    rule: bool | str,
    two_digit_years: int | None,
    day_first: bool | None,
    codebook: str | Path,
) -> Checked:
    notes = []
    given = {name: article.get(name) for name in REQUIRED}
    read = read_date(given["date"], two_digit_years=two_digit_years, day_first=day_first)
    if read.note:
        notes.append(read.note)
    outlet = _string(given["outlet"]).strip()
    text = given["text"]
    article |= {
        "id": _string(given["id"]).strip(), "outlet": unify(outlet, codebook), "date": read.day,
        "title": _string(given["title"]).strip("\r\n"), "text": text if isinstance(text, str) else "",
    }  # fmt: skip
    folded = fold(f"{article['title']}\n{article['text']}").text
    fault = row.fault or _fault(article, given, folded, ids)
    status, reason, copy_of = "kept", "", ""
    if fault is None:
        ids.add(article["id"])
        notes += notes_on(article)
        digest = blake2b(folded.encode("utf-8", "replace"), digest_size=16).digest()
        copy_of = seen.setdefault(digest, article["id"])
        if rule and not (judged := relevance_of(folded, rule, codebook)).met:
            named = f"states: {', '.join(judged.states) or 'none'}; topics: {', '.join(judged.topics[:5]) or 'none'}"
            cure = "read with relevance off to keep it, or mend the rule in relevance.yaml"
            fault = Fault(OFF_SUBJECT, cure, "text", named)
        elif copy_of != article["id"]:
            status, reason = "duplicate", "same title and text"
    if fault:
        status, reason = "rejected", fault.reason
    article |= {
        "words": count_words(article["title"]) + count_words(article["text"]), "status": status, "reason": reason,
        "copy_of": copy_of if status == "duplicate" else "", "family": article["id"], "likeness": 0.0,
        "outlet_as_published": outlet, "notes": "; ".join(notes),
    }  # fmt: skip
    return Checked(article, row.file, row.row, fault, folded)


def _fault(article: dict[str, Any], given: dict[str, Any], folded: str, ids: set[str]) -> Fault | None:
    if not article["id"]:
        kind = "" if given["id"] in (None, "") else type(given["id"]).__name__
        return Fault("no id", "give each article an id of its own", "id", kind)
    text = given["text"]
    fault = fault_of(text, folded.split("\n", 1)[-1] if isinstance(text, str) else "")
    if fault is None and article["id"] in ids:
        return Fault("the id stands twice", "give each article an id of its own", "id", article["id"][:80])
    return fault


def _string(value: Any) -> str:
    """A cell as text; what is no text, no number and no day is nothing."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _earliest_stays(rows: list[dict[str, Any]], families: Families) -> None:
    """Of articles with the same title and text the earliest is the original, wherever it stands in the file."""
    copies: dict[str, list[dict[str, Any]]] = {}
    for article in rows:
        if article["status"] == "duplicate":
            copies.setdefault(article["copy_of"], []).append(article)
    if not copies:
        return
    kept = {a["id"]: a for a in rows if a["status"] == "kept" and a["id"] in copies}
    for first, others in copies.items():
        original = min([kept[first], *others], key=lambda a: a["date"] or "9999")
        if original["id"] == first:
            continue
        original["status"], original["reason"], original["copy_of"] = "kept", "", ""
        for article in (kept[first], *others):
            if article is not original:
                article["status"], article["reason"] = "duplicate", "same title and text"
                article["copy_of"] = original["id"]
        families.rename(first, original["id"], original["date"])


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """All rows as a table that any format can hold: our columns last, no column of mixed types."""
    table = pd.DataFrame(rows)
    others = [c for c in table.columns if c not in OWN]
    for column in others:
        if column in REQUIRED or table[column].dtype != object:
            continue
        types = {type(v) for v in table[column] if v is not None and v == v}
        big = int in types and any(isinstance(v, int) and abs(v) >= 2**63 for v in table[column])
        if (len(types) > 1 and types != {int, float}) or big:
            table[column] = [None if v is None or v != v else str(v) for v in table[column]]
    return table[[*others, *OWN]]


def _add_families(articles: pd.DataFrame, families: Families | None) -> None:
    kept = articles["status"] == "kept"
    if families is not None and kept.any():
        found = families.table().set_index("id").loc[articles.loc[kept, "id"]]  # an original may stand below its copy
        articles.loc[kept, "family"] = found["family"].to_numpy()
        articles.loc[kept, "likeness"] = found["likeness"].to_numpy()
    copies = articles["status"] == "duplicate"
    if copies.any():
        family = dict(zip(articles.loc[kept, "id"], articles.loc[kept, "family"], strict=True))
        articles.loc[copies, "family"] = articles.loc[copies, "copy_of"].map(lambda id: family.get(id, id))
        articles.loc[copies, "likeness"] = 1.0


def write_rejected(rejected: pd.DataFrame, path: str | Path) -> Path:
    """Write the rows set apart as CSV, for a spreadsheet: cells that begin like a formula get a leading apostrophe."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    safe = rejected.map(lambda v: f"'{v}" if isinstance(v, str) and v[:1] in ("=", "+", "-", "@", "\t") else v)
    safe.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
    return path
