"""Which articles: the part of a corpus that a report is about, outlet by outlet and period by period; its make-up."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.counting import placed
from analysis.measures.spelling import spelt_alike
from analysis.parameters import ReportError
from analysis.resampling import FEW
from analysis.tables import COLUMNS, Measured

FAMILIES = ("all", "first", "weighted")


def select(
    m: Measured, *, start: str | None = None, end: str | None = None, outlets: Iterable[str] = (), copies: bool = False,
    families: str = "all",
) -> Measured:  # fmt: skip
    """The part of a measured corpus that a report is about.

    Keeps articles of status `kept` (with `copies=True` also `duplicate`) of the given outlets (all, if none is given)
    dated from `start` to `end`, both days included; with either given, undated articles are left out. Of a family of like
    articles `families` takes `all`, only the `first` (earliest) one chosen, or all of them `weighted`, each by one over the
    number chosen, so that a family counts as one article (column `weight`). Every other table keeps the rows of these
    articles; `rejected` stays whole; names outside the codebook have Persian letters (`spelt_alike`). Raises ValueError for another word in `families`,
    ReportError for an outlet that is not there.
    """
    if families not in FAMILIES:
        raise ValueError(f"families: {families!r}; expected one of {', '.join(FAMILIES)}")
    table = m.articles
    keep = table["status"].isin(["kept", "duplicate"] if copies else ["kept"])
    if outlets:
        there = set(table["outlet"].dropna().astype(str))
        if missing := [o for o in outlets if o not in there]:
            raise ReportError(
                f"outlets: {missing[0]!r} is not in the corpus; expected some of {', '.join(sorted(there)[:20])}"
            )
        keep &= table["outlet"].isin(list(outlets))
    days = table["date"].fillna("").astype(str).str[:10]
    if start:
        keep &= days >= str(start)
    if end:
        keep &= (days <= str(end)) & (days != "")
    chosen = table[keep].reset_index(drop=True)
    if families != "all" and "family" in chosen:
        kin = chosen["family"].where(chosen["family"].fillna("") != "", chosen["id"])
        if families == "first":
            order = chosen["date"].fillna("9").astype(str).str[:10].sort_values(kind="stable").index
            chosen = chosen.loc[sorted(kin.loc[order].drop_duplicates().index)].reset_index(drop=True)
        else:
            chosen = chosen.assign(weight=1 / kin.map(kin.value_counts()).to_numpy(float))
    return spelt_alike(_with(m, chosen))


def by_outlet(m: Measured) -> Iterator[tuple[str, Measured]]:
    """The corpus outlet by outlet, largest first."""
    return _split(m, m.articles["outlet"].fillna(""), outlets(m))


def outlets(m: Measured) -> list[str]:
    """The outlets of the articles, largest first."""
    sizes = m.articles["outlet"].fillna("").value_counts()
    return sorted(sizes.index, key=lambda o: (-sizes[o], o))


def period_length(m: Measured) -> str:
    """`month` up to two years of articles, `quarter` up to eight, else `year`: at most some 30 points on an axis.

    A step coarser, where periods would hold fewer than `FEW` articles on average and so have no interval.
    """
    days = pd.to_datetime(m.articles["date"], errors="coerce").dropna()
    span = (days.max() - days.min()).days / 365.25 if len(days) else 0
    units = ["month", "quarter", "year"] if span <= 2 else ["quarter", "year"] if span <= 8 else ["year"]
    for unit in units[:-1]:
        if len(days) >= FEW * days.dt.to_period(unit[0].upper()).nunique():
            return unit
    return units[-1] if span >= 1 else units[0]


def periods(m: Measured, by: str = "auto") -> pd.Series:
    """The period of each article as its first day (ISO), missing for undated articles."""
    unit = {"month": "M", "quarter": "Q", "year": "Y"}[period_length(m) if by == "auto" else by]
    days = pd.to_datetime(m.articles["date"], errors="coerce")
    return days.dt.to_period(unit).dt.start_time.dt.strftime("%Y-%m-%d").where(days.notna(), None)


def first_and_last(m: Measured) -> tuple[str, str] | None:
    """The days of the earliest and the latest article (ISO); none where no article is dated."""
    days = m.articles["date"].dropna().astype(str).str[:10]
    days = days[days != ""]
    return (days.min(), days.max()) if len(days) else None


def by_period(m: Measured, by: str = "auto") -> Iterator[tuple[str, Measured]]:
    """The dated articles period by period, earliest first."""
    named = periods(m, by)
    return _split(m, named, sorted(named.dropna().unique()))


def corpus_table(m: Measured) -> pd.DataFrame:
    """One row per outlet: `outlet, articles, duplicate, rejected, undated, words, first, last` (before `select`)."""
    table = m.articles.assign(outlet=m.articles["outlet"].fillna(""), day=m.articles["date"].fillna("").astype(str))
    rows = []
    for outlet, part in table.groupby("outlet", sort=True):
        status = part["status"].value_counts()
        kept = part[part["status"] == "kept"]
        days = sorted(d[:10] for d in kept["day"] if d)
        rows.append({
            "outlet": outlet, "articles": len(kept), "duplicate": int(status.get("duplicate", 0)),
            "rejected": int(status.get("rejected", 0)), "undated": int((kept["day"] == "").sum()),
            "words": int(kept["words"].sum()), "first": days[0] if days else None, "last": days[-1] if days else None,
        })  # fmt: skip
    columns = ["outlet", "articles", "duplicate", "rejected", "undated", "words", "first", "last"]
    return pd.DataFrame(rows, columns=columns).sort_values(["articles", "outlet"], ascending=[False, True])


def set_apart(m: Measured) -> pd.DataFrame:
    """Why rows were set apart: `reason, rows, example` (an id), copies included, most frequent first."""
    copies = m.articles[m.articles["status"] == "duplicate"]
    listed = pd.concat([m.rejected[["reason", "id"]], copies[["reason", "id"]]]).fillna("").astype(str)
    out = listed.groupby("reason", sort=True)["id"].agg(rows="size", example="first").reset_index()
    return out.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)


def articles_over_time(m: Measured, by: str = "auto") -> pd.DataFrame:
    """Articles per period and outlet: `period, outlet, articles`; periods without an article count as 0."""
    named = periods(m, by)
    table = pd.crosstab(named, m.articles["outlet"].fillna(""))
    if table.empty:
        return pd.DataFrame(columns=["period", "outlet", "articles"])
    unit = {"month": "M", "quarter": "Q", "year": "Y"}[period_length(m) if by == "auto" else by]
    first, last = pd.Period(table.index.min(), unit), pd.Period(table.index.max(), unit)
    whole = [str(p.start_time.date()) for p in pd.period_range(first, last, freq=unit)]
    table = table.reindex(whole, fill_value=0).rename_axis("period")
    return table.reset_index().melt(id_vars="period", var_name="outlet", value_name="articles")


def _split(m: Measured, labels: pd.Series, order: list[str]) -> Iterator[tuple[str, Measured]]:
    """Each label of `order` with the part of `m` whose articles bear it; each table is sorted once, cut as it is asked."""
    group = pd.Index(order, dtype=object).get_indexer(pd.Index(labels, dtype=object))
    tables = {"articles": m.articles} | {name: t for name in COLUMNS if (t := getattr(m, name)) is not None}
    rows, ends = {}, {}
    for name, table in tables.items():
        at = group
        if name != "articles":
            placed_at = placed(table["article_id"], m.ids)
            at = np.where(placed_at >= 0, group[placed_at], -1)
        rows[name] = np.argsort(at, kind="stable")
        ends[name] = np.searchsorted(at[rows[name]], np.arange(len(order) + 1))
    for number, label in enumerate(order):
        part: dict[str, Any] = {
            name: table.take(rows[name][ends[name][number] : ends[name][number + 1]]).reset_index(drop=True)
            for name, table in tables.items()
        }
        yield label, replace(m, **part)


def _with(m: Measured, chosen: pd.DataFrame) -> Measured:
    """`m` with these articles and the rows of theirs alone."""
    if len(chosen) == len(m.articles):
        return replace(m, articles=chosen)
    ids = set(chosen["id"])
    narrowed: dict[str, Any] = {name: _rows_of(getattr(m, name), ids) for name in COLUMNS}
    return replace(m, articles=chosen, **narrowed)


def _rows_of(table: pd.DataFrame | None, ids: set[str]) -> pd.DataFrame | None:
    return None if table is None else table[table["article_id"].isin(ids)].reset_index(drop=True)
