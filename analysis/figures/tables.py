"""A tidy table as read in the report: heads and cells in its language, rows that lead to their evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis.figures.base import HEADS, Note, records
from analysis.words import Words


@dataclass(frozen=True)
class Table:
    """A table as read: heads and cells already in the report's language. `links` leads a row to its evidence."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    links: tuple[str | None, ...] = ()

    def _repr_html_(self) -> str:
        heads = "".join(f'<th scope="col">{escape(h)}</th>' for h in self.heads)
        links = self.links or (None,) * len(self.rows)
        body = "".join(_row(row, link) for row, link in zip(self.rows, links, strict=True))
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        return f'<div class="scroll"><table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _row(cells: Sequence[str], link: str | None) -> str:
    first = escape(cells[0])
    if link:
        first = f'<a href="{escape(link)}">{first}</a>'
    rest = "".join(f"<td{_width(c)}><bdi>{escape(c)}</bdi></td>" for c in cells[1:])
    return f'<tr><th scope="row">{first}</th>{rest}</tr>'


def _width(cell: str) -> str:
    """Room for a sentence, so that it is no pillar of single words on a narrow screen."""
    return ' class="long"' if len(cell) > 32 else ""


def table(
    numbers: pd.DataFrame, say: Words, columns: Sequence[str], *, form: str = "share", why: str = "why-mentions"
) -> Table | Note:
    """The chosen `columns` of a tidy table in the report's language; a `Note` saying `why` where it has no rows.

    `value` and `gap` are written by `form`, `share` as per cent, `interval` is low to high, the rest by type. A column `page` leads each row to a page of the report.
    """
    if numbers.empty:
        return Note(say(why))
    rows = tuple(tuple(_cell(r, c, say, form) for c in columns) for r in records(numbers))
    links = tuple(numbers["page"]) if "page" in numbers else ()
    return Table(tuple(say(HEADS.get(c, c)) for c in columns), rows, links=links)


_AS_IS = {"surface", "example", "title", "label"}
_DECIMAL = {"z": 1, "per_10000": 1, "per_10000_rest": 1, "p_adjusted": 3}


def _cell(row: dict[Any, Any], column: str, say: Words, form: str) -> str:
    if column == "interval":
        return say.interval(row["low"], row["high"], form) or "–"
    value = row[column]
    if column in ("value", "share", "share_others", "gap"):
        return say.amount(value, "share" if column.startswith("share") else form)
    if isinstance(value, str):
        if column in ("first", "last", "date"):
            return say.day(value)
        return value if column in _AS_IS else say.label(value)
    if value is None or value != value:
        return "–"
    if column == "p_adjusted" and value < 0.001:
        return "< " + say.number(0.001, 3)
    return say.number(value, _DECIMAL.get(column, 0))
