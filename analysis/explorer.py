"""Looking at the words behind the numbers in JupyterLab.

In goes `Measured`; out comes `Evidence`, a table that shows itself right to left with the words marked, or, with
`explore`, the same with controls for outlet, period, actor, frame and words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from analysis import measures
from analysis.codebook import load_codebook
from analysis.tables import Measured
from analysis.text import fold

KINDS = ("quotations", "mentions", "credits", "cues", "relations")
COLUMNS = ["outlet", "date", "who", "what", "before", "words", "after", "article_id", "part", "start", "end"]
_WHO = {
    "quotations": "speaker_id",
    "mentions": "actor_id",
    "credits": "source_id",
    "cues": "sponsor_id",
    "relations": "pair",
}
_WHAT = {
    "quotations": "verb_class",
    "mentions": "resolved_by",
    "credits": "relation",
    "cues": "frame",
    "relations": "stance",
}
_AROUND = 60  # characters beside the words
_STYLE = "text-align: right; white-space: normal; max-width: 42em"


@dataclass(frozen=True)
class Evidence:
    """Rows of evidence (`rows`: columns `COLUMNS`) that show themselves as a right-to-left table; `n` found in all."""

    rows: pd.DataFrame
    n: int

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{h}</th>" for h in ("outlet", "date", "who", "what", "text"))
        body = "".join(
            f"<tr><td>{escape(str(r['outlet']))}</td><td>{escape(str(r['date'])[:10])}</td><td>{escape(str(r['who']))}</td>"
            f'<td>{escape(str(r["what"]))}</td><td dir="rtl" style="{_STYLE}">{escape(r["before"])}'
            f"<mark>{escape(r['words'])}</mark>{escape(r['after'])}</td></tr>"
            for r in self.rows.to_dict("records")
        )
        caption = f"{len(self.rows)} of {self.n}" if len(self.rows) < self.n else f"{self.n}"
        return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def evidence(
    m: Measured, kind: str = "quotations", *, outlets: Iterable[str] = (), start: str | None = None, end: str | None = None,
    who: str = "", what: str = "", words: str = "", most: int = 200,
) -> Evidence:  # fmt: skip
    """The words behind a number.

    `kind` is one of `KINDS`; `outlets`, `start`, `end` (ISO days) choose articles; `who` is an actor, speaker, source,
    sponsor or pair; `what` a class of verb, frame, stance, …; `words` stands in the span, whatever the spelling of its
    letters. Returns at most `most` rows. Raises ValueError for another kind.
    """
    if kind not in KINDS:
        raise ValueError(f"no evidence of kind {kind!r}; give one of {', '.join(KINDS)}")
    chosen = measures.select(m, start=start, end=end, outlets=outlets)
    table = measures.paired(chosen) if kind == "relations" else getattr(chosen, kind)
    table = table.assign(who=table[_WHO[kind]].fillna("").astype(str), what=table[_WHAT[kind]].fillna("").astype(str))
    if who:
        table = table[table["who"] == who]
    if what:
        table = table[table["what"] == what]
    if words:
        sought = fold(words).text.strip()
        table = table[[sought in fold(str(s)).text for s in table["surface"]]]
    shown = table.head(most).merge(
        chosen.articles[["id", "outlet", "date", "title", "text"]], left_on="article_id", right_on="id"
    )
    rows = []
    for row in shown.to_dict("records"):
        text, a, b = str(row[row["part"]] or ""), int(row["start"]), int(row["end"])
        rows.append({**{c: row[c] for c in COLUMNS if c in row}, "before": text[max(0, a - _AROUND) : a],
                     "words": text[a:b], "after": text[b : b + _AROUND]})  # fmt: skip
    return Evidence(pd.DataFrame(rows, columns=COLUMNS), len(table))


def explore(m: Measured, *, language: str = "en") -> Any:
    """A widget: choose kind, outlets, period, who, what and words; a table shows what is found, the words marked.

    Returns an `ipywidgets.VBox`. Works without a network. To search and sort all rows: `itables.show(evidence(…).rows)`.
    """
    import ipywidgets as widgets

    book = load_codebook()
    days = sorted(str(d)[:10] for d in m.articles["date"].dropna() if str(d))
    outlets = widgets.SelectMultiple(
        options=sorted(m.articles["outlet"].fillna("").unique()), description="outlets", rows=5
    )
    start = widgets.Text(value=days[0] if days else "", description="from", continuous_update=False)
    end = widgets.Text(value=days[-1] if days else "", description="to", continuous_update=False)
    kind = widgets.Dropdown(options=list(KINDS), description="kind")
    who, what = widgets.Dropdown(description="who"), widgets.Dropdown(description="what")
    words = widgets.Text(description="words", continuous_update=False)
    found = widgets.HTML()  # no Output widget: what runs a notebook without a browser may wait for one for ever

    def choices(column: str) -> list[tuple[str, str]]:
        table = measures.paired(m) if kind.value == "relations" else getattr(m, kind.value)
        sizes = table[column].fillna("").value_counts()
        named = [(f"{book.label(str(i), language)} ({n})", str(i)) for i, n in sizes.items() if i]
        return [("all", ""), *named]

    def refill(_: Any = None) -> None:
        who.options, what.options = choices(_WHO[kind.value]), choices(_WHAT[kind.value])

    def show(_: Any = None) -> None:
        dated = bool(days) and (start.value, end.value) != (days[0], days[-1])
        result = evidence(
            m, kind.value, outlets=outlets.value, start=start.value if dated else None, end=end.value if dated else None,
            who=who.value or "", what=what.value or "", words=words.value,
        )  # fmt: skip
        found.value = result._repr_html_()

    refill()
    kind.observe(refill, names="value")
    for control in (outlets, start, end, kind, who, what, words):
        control.observe(show, names="value")
    show()
    return widgets.VBox(
        [widgets.HBox([outlets, widgets.VBox([start, end, words])]), widgets.HBox([kind, who, what]), found]
    )
