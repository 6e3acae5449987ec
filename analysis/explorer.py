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
from analysis.tables import Measured, texts_of
from analysis.text import fold
from analysis.words import Words

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
_CALLED = {"cues": "legend-cue", "relations": "relation"}
_AROUND = 60  # characters beside the words
_STYLE = "text-align: right; white-space: normal; max-width: 42em"


@dataclass(frozen=True)
class Evidence:
    """Rows of evidence (`rows`: columns `COLUMNS`, ids as in the tables) that show themselves as a right-to-left table in
    `language`; `n` found in all."""

    rows: pd.DataFrame
    n: int
    language: str = "en"

    def __len__(self) -> int:
        return self.n

    def _repr_html_(self) -> str:
        say = Words(self.language)
        heads = "".join(f"<th>{escape(say(h))}</th>" for h in ("outlet", "date", "who", "what", "text", "article"))
        body = "".join(_row(row, say) for row in self.rows.to_dict("records"))
        caption = say("showing", a=say.number(len(self.rows)), b=say.number(self.n))
        return (
            f'<table dir="{"rtl" if say.rtl else "ltr"}"><caption>{escape(caption)}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        )


def _row(row: dict[Any, Any], say: Words) -> str:
    who, what = (say.label(row[c]) if row[c] else "–" for c in ("who", "what"))
    day = say.day(row["date"] if isinstance(row["date"], str) else None)
    words = f"{escape(row['before'])}<mark>{escape(row['words'])}</mark>{escape(row['after'])}"
    return (
        f"<tr><td>{escape(say.label(row['outlet']))}</td><td>{escape(day)}</td><td>{escape(who)}</td><td>{escape(what)}</td>"
        f'<td dir="rtl" lang="fa" style="{_STYLE}">{words}</td><td>{escape(str(row["article_id"]))}</td></tr>'
    )


def evidence(
    m: Measured, kind: str = "quotations", *, outlets: Iterable[str] = (), start: str | None = None, end: str | None = None,
    who: str = "", what: str = "", words: str = "", most: int = 200, language: str = "en",
) -> Evidence:  # fmt: skip
    """The words behind a number.

    `kind` is one of `KINDS`; `outlets`, `start`, `end` (ISO days) choose articles; `who` is an actor, speaker, source,
    sponsor or pair; `what` a class of verb, frame, stance, …; `words` stands in the span, whatever the spelling of its
    letters. Returns at most `most` rows, shown in `language`. Raises ValueError for another kind.
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
        table = table[[sought in fold(str(s)).text for s in _surfaces(chosen, table)]]
    shown = table.head(most).merge(chosen.articles[["id", "outlet", "date"]], left_on="article_id", right_on="id")
    texts = texts_of(chosen, set(shown["article_id"]))
    rows = []
    for row in shown.to_dict("records"):
        text, a, b = texts[row["article_id"]][row["part"]], int(row["start"]), int(row["end"])
        rows.append({**{c: row[c] for c in COLUMNS if c in row}, "before": text[max(0, a - _AROUND) : a],
                     "words": text[a:b], "after": text[b : b + _AROUND]})  # fmt: skip
    return Evidence(pd.DataFrame(rows, columns=COLUMNS), len(table), language)


def _surfaces(m: Measured, table: pd.DataFrame) -> Iterable[str]:
    """The words of each row, out of the texts where the table was read without them."""
    if "surface" in table:
        return list(table["surface"])
    texts = texts_of(m, set(table["article_id"]))
    spans = zip(table["article_id"], table["part"], table["start"], table["end"], strict=True)
    return [texts[id][part][a:b] for id, part, a, b in spans]


def explore(m: Measured, *, language: str = "en") -> Any:
    """A widget: choose kind, outlets, period, who, what and words; a table shows what is found, the words marked.

    Returns an `ipywidgets.VBox`. Works without a network. To search and sort all rows: `itables.show(evidence(…).rows)`.
    """
    import ipywidgets as widgets

    say = Words(language)
    days = sorted(str(d)[:10] for d in m.articles["date"].dropna() if str(d))
    outlets = widgets.SelectMultiple(
        options=[(say.label(o), o) for o in sorted(m.articles["outlet"].fillna("").unique())],
        description=say("outlet"),
        rows=5,
    )
    start = widgets.Text(value=days[0] if days else "", description=say("from"), continuous_update=False)
    end = widgets.Text(value=days[-1] if days else "", description=say("to"), continuous_update=False)
    kind = widgets.Dropdown(options=[(say(_CALLED.get(k, k)), k) for k in KINDS], description=say("table"))
    who, what = widgets.Dropdown(description=say("who")), widgets.Dropdown(description=say("what"))
    words = widgets.Text(description=say("search"), continuous_update=False)
    found = widgets.HTML()  # no Output widget: what runs a notebook without a browser may wait for one for ever

    def choices(column: str) -> list[tuple[str, str]]:
        table = measures.paired(m) if kind.value == "relations" else getattr(m, kind.value)
        sizes = table[column].fillna("").value_counts()
        named = [(f"{say.label(str(i))} ({say.number(n)})", str(i)) for i, n in sizes.items() if i]
        return [(say("any"), ""), *named]

    def refill(_: Any = None) -> None:
        who.options, what.options = choices(_WHO[kind.value]), choices(_WHAT[kind.value])

    def show(_: Any = None) -> None:
        dated = bool(days) and (start.value, end.value) != (days[0], days[-1])
        result = evidence(
            m, kind.value, outlets=outlets.value, start=start.value if dated else None, end=end.value if dated else None,
            who=who.value or "", what=what.value or "", words=words.value, language=language,
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
