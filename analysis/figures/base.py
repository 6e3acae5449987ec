"""What all pictures share: colours, titles, notes, axes, alternative text and the table behind."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.clauses import FOCAL
from analysis.resampling import FEW
from analysis.words import PICTURES, Words, isolate

# Okabe & Ito (2008), readable with every common colour blindness. A person or body has the colour of its country.
STATE_COLOURS = {
    "RUS": "#0072B2", "IRN": "#009E73", "TUR": "#D55E00", "USA": "#CC79A7", "SYR": "#E69F00", "ISR": "#56B4E9",
}  # fmt: skip
GREY = "#6b7280"
INK = "#1f2937"
STANCE_COLOURS = {"cooperative": "#5e3c99", "neutral": "#d4d4d8", "mixed": "#9ca3af", "conflictual": "#111827"}
# Light enough for dark numbers on them: contrast of INK above 4.5 everywhere.
SCALE = [[0, "#f7fafc"], [1, "#6ba3d0"]]
NET_SCALE = [[0, "#94a3b8"], [0.5, "#fafafa"], [1, "#b39ddb"]]  # conflict, neither, cooperation
FONT = "Vazirmatn, system-ui, 'Segoe UI', Tahoma, 'DejaVu Sans', sans-serif"
PERIODS = {"month": "M", "quarter": "Q", "year": "Y"}  # pandas' names
ROW = 34  # height of a row of bars in pixels
HEADS = {"n": "n-articles", "interval": "interval95"}


class Picture(go.Figure):
    """A plotly figure that shows itself as data alone.

    plotly would decide on a renderer first, and for that import jsonschema with all its formats: two seconds a notebook.
    """

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {"application/vnd.plotly.v1+json": json.loads(self.to_json(validate=False))}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)


@dataclass(frozen=True)
class Note:
    """Said in place of a picture."""

    text: str

    def _repr_html_(self) -> str:
        return f'<p class="note" dir="auto">{escape(self.text)}</p>'

    def _repr_markdown_(self) -> str:
        return f"*{self.text}*"


def records(numbers: pd.DataFrame) -> list[dict[Any, Any]]:
    return numbers.to_dict("records")


def colour(id: str, say: Words) -> str:
    """The colour of an actor: its country's; a focal state without a colour of its own takes a free one; else grey."""
    actor = say.codebook.actors.get(id)
    country = id if id in STATE_COLOURS or id in say.states else (actor.country if actor else None)
    if country in STATE_COLOURS:
        return STATE_COLOURS[country]
    if country in say.states:
        free = [c for s, c in STATE_COLOURS.items() if s not in say.states]
        others = [s for s in say.states if s not in STATE_COLOURS]
        return free[others.index(country) % len(free)] if free else GREY
    return GREY


def finish(
    figure: go.Figure, numbers: pd.DataFrame, say: Words, key: str, *, height: int, columns: Sequence[str] = (),
    unit: str = "month", lines: bool = True, brackets: bool = False, on_y: bool = False,
    above: int = 0, further: str = "",
) -> go.Figure:  # fmt: skip
    """Title, axis title, n, what the interval means (`lines` of the picture, or in the table; `brackets` around what few
    articles stand behind), what is to be said `further`, alternative text, and the table behind; `above` the drawing as
    many pixels are kept free."""
    picture = PICTURES[key]
    title, axis = say.picture(key)
    note = " ".join(filter(None, (_note(numbers, say, picture.form, lines, brackets), further)))
    columns = list(columns) or [picture.id]
    behind = _behind(numbers, say, columns, picture.form, unit)
    heading, below = wrap(title, 62), wrap(note, 86)
    inside = 34 if figure.layout.showlegend else 24 if len(figure.layout.annotations) and on_y else 10
    inside = 70 if figure.layout.xaxis.side == "top" else inside
    inside += above
    top = inside + 26 * len(heading) + 17 * len(below) + 12
    figure.update_layout(
        template="none", height=height + top - 60, autosize=True, font={"family": FONT, "size": 13, "color": INK},
        title={"text": "<br>".join(rtl(line, say) for line in heading), "x": 1 if say.rtl else 0, "xref": "paper",
               "xanchor": "right" if say.rtl else "left", "y": 1, "yref": "container", "yanchor": "top",
               "pad": {"t": 12}, "font": {"size": 17},
               "subtitle": {"text": "<br>".join(rtl(line, say) for line in below),
                            "font": {"size": 12, "color": "#4b5563"}}},
        margin={"l": 10, "r": 10, "t": top, "b": 10}, minreducedheight=20, minreducedwidth=20, paper_bgcolor="white", plot_bgcolor="white", bargap=0.35,
        hoverlabel={"font": {"family": FONT}}, dragmode=False,
        meta={
            "key": key, "title": title, "note": note, "table": behind, "top": inside,
            "links": links(numbers, key, columns, unit),
            "alt": _alt(title, behind, say), "numbers": _numbers(numbers),
        },
    )  # fmt: skip
    if figure.layout.showlegend is None:
        figure.update_layout(showlegend=False)
    figure.update_xaxes(automargin=True, zeroline=False, gridcolor="#e5e7eb", linecolor="#9ca3af")
    figure.update_yaxes(automargin=True, zeroline=False, gridcolor="#e5e7eb", linecolor="#9ca3af")
    if on_y:
        count = sum(1 for name in figure.layout if str(name).startswith("yaxis"))
        figure.update_yaxes(title={"text": wrapped(axis, say, 28), "font": {"size": 12}}, row=(count + 1) // 2 if count > 1 else None, col=1 if count > 1 else None)  # fmt: skip
    else:
        figure.update_xaxes(title={"text": wrapped(axis, say, 44), "font": {"size": 12}, "standoff": 8})
    return figure


def _numbers(numbers: pd.DataFrame) -> dict[str, list[Any]]:
    """The table of `measures` as it is, for the files beside the report: columns and rows, no number as None."""
    rows = [
        [None if v is None or v != v else v.item() if hasattr(v, "item") else v for v in row]
        for row in numbers.itertuples(index=False)
    ]
    return {
        "columns": list(numbers.columns),
        "rows": [[round(v, 9) if isinstance(v, float) else v for v in row] for row in rows],
    }


def _note(numbers: pd.DataFrame, say: Words, form: str, lines: bool, brackets: bool) -> str:
    parts = []
    if "n" in numbers and len(numbers) and form != "count":
        low, high = int(numbers["n"].min()), int(numbers["n"].max())
        span = say.number(high) if low == high else f"{say.number(low)}–{say.number(high)}"
        parts.append(say("n-one") if high == 1 else say("n", n=span))
    elif form == "count":
        total = int(numbers["value"].sum())
        parts.append(say("n-one") if total == 1 else say("n", n=say.number(total)))
    if form == "count":
        parts.append(say("counts-only"))
    elif not numbers["low"].notna().any():
        parts.append(say("no-interval", few=say.number(FEW)))
    elif not lines:
        parts.append(say("interval-table"))
        if brackets:
            parts.append(say("brackets", few=say.number(FEW)))
    else:
        parts.append(say("interval"))
        if numbers["low"].isna().any():
            parts.append(say("some-few", few=say.number(FEW)))
    first = parts[0] + ". " if len(parts) > 1 else parts[0]
    return first + " ".join(parts[1:])


_COUNTS = ("mentions", "quotations", "words", "sentences", "credits", "cues", "count", "articles")


def _behind(numbers: pd.DataFrame, say: Words, columns: Sequence[str], form: str, unit: str) -> dict[str, Any]:
    """The table behind a picture: heads and rows as written."""
    counts = [c for c in _COUNTS if c in numbers and c not in columns]
    heads = [say(HEADS.get(c, c)) if c in TEXT_HEADS else say(c) for c in (*columns, *counts)]
    if "measure" in columns:  # two kinds of things are counted, row by row
        heads = [say("namings-words") if c == "count" else h for c, h in zip((*columns, *counts), heads, strict=True)]
    with_value = form != "count"
    if with_value:
        heads += [say("value"), say("interval95"), say("n-articles")]
    rows = []
    for record in records(numbers):
        cells = [say.period(record[c], unit) if c == "period" else _id_text(record[c], c, say) for c in columns]
        cells += [say.number(record[c]) for c in counts]
        if with_value:
            cells += [say.amount(record["value"], form), say.interval(record["low"], record["high"], form) or "–",
                      say.number(record["n"])]  # fmt: skip
        rows.append(cells)
    return {"heads": heads, "rows": rows}


TEXT_HEADS = ("n", "interval")


def _id_text(id: Any, column: str, say: Words) -> str:
    if column == "measure":
        return say("mentioned" if id == "mentions" else "heard")
    return str(id) if column == "outlet" and id not in say.codebook.sources else say.label(id)


def links(numbers: pd.DataFrame, key: str, columns: Sequence[str] = (), unit: str = "month") -> list[str | None]:
    """Where the words behind each row of a picture's numbers stand: what its table links to, and its marks when clicked."""
    picture = PICTURES[key]
    return [_link(r, list(columns) or [picture.id], picture, unit) for r in records(numbers)]


def _link(record: dict[Any, Any], columns: Sequence[str], picture: Any, unit: str) -> str | None:
    """evidence.html#table=…&column=id (the page reads it)."""
    if picture.evidence is None or any(record.get(count) == 0 for count in _COUNTS):
        return None
    from urllib.parse import quote

    name, column = picture.evidence
    if column == "id":  # a frame, or an actor
        name, column = ("cues", "frame") if record.get("kind", "frame") == "frame" else ("mentions", "actor")
    if record.get("measure") == "mentions":
        name, column = "mentions", "actor"  # of the state itself
    chosen = []
    if "period" in columns:
        span = pd.Period(record["period"], PERIODS[unit])
        chosen += [f"from={span.start_time.date().isoformat()}", f"to={span.end_time.date().isoformat()}"]
    if column != "period":
        chosen.insert(0, f"{column}={quote(str(record[picture.id]), safe='')}")
    beside = [
        c for c in columns if c in ("outlet", "sponsor", "stance", "frame", "source", "country") and c != picture.id
    ]
    for c in beside:
        asked = (
            "side" if (c, record[c]) == ("country", "other") else c
        )  # no country, but all that are none of the states
        chosen.append(f"{asked}={quote(str(record[c]), safe='')}")
    return f"evidence.html#table={name}&" + "&".join(chosen)


def _alt(title: str, behind: dict[str, Any], say: Words) -> str:
    width = len(behind["heads"])
    rows = [": ".join((cells[0], ", ".join(c for c in cells[1:width] if c != "–"))) for cells in behind["rows"][:8]]
    return say("alt-rows", title=title, rows="؛ ".join(rows) if say.rtl else "; ".join(rows))


def nothing(key: str, say: Words, why: str | None = None) -> Note:
    evidence = PICTURES[key].evidence
    if evidence == ("relations", "pair") and say.states and not say.related:
        unmeasured = say("why-unmeasured", states=say.join([say.label(s) for s in FOCAL]))
        return Note(f"{say.picture(key)[0]} {say('nothing', why=unmeasured)}")
    reason = why or (f"why-{evidence[0]}" if evidence else "why-articles")
    return Note(f"{say.picture(key)[0]} {say('nothing', why=say(reason))}")


def with_value(numbers: pd.DataFrame) -> pd.DataFrame:
    return numbers if "value" in numbers else numbers.assign(value=numbers["articles"].astype(float))


def labels(ids: Sequence[str], say: Words) -> list[str]:
    return [_two_lines(say.label(i), say) for i in ids]


def _two_lines(text: str, say: Words) -> str:
    """A name in at most two lines, as tall as a row of bars."""
    width = 20
    while len(wrap(text, width, break_long_words=False)) > 2:
        width += 2
    return wrapped(text, say, width)


def wrapped(text: str, say: Words, width: int) -> str:
    return "<br>".join(rtl(escape(line, quote=False), say) for line in wrap(text, width, break_long_words=False)) or " "


def rtl(text: str, say: Words) -> str:
    return isolate(text, say.rtl)


def hover(record: dict[Any, Any], id: str, say: Words, form: str) -> str:
    return rtl(escape(f"{say.label(id)}: {say.value(record, form)}", quote=False), say)


def whiskers(numbers: pd.DataFrame, factor: float) -> dict[str, Any] | None:
    if "low" not in numbers or not numbers["low"].notna().any():
        return None
    up = (numbers["high"] - numbers["value"]).clip(lower=0) * factor
    down = (numbers["value"] - numbers["low"]).clip(lower=0) * factor
    ends = ([None if v != v else v for v in side] for side in (up, down))  # nothing where there is no interval
    return {"type": "data", "symmetric": False, "array": next(ends), "arrayminus": next(ends),
            "color": "#374151", "thickness": 1.5, "width": 4}  # fmt: skip


def legend(say: Words, **more: Any) -> dict[str, Any]:
    return {"orientation": "h", "x": 1 if say.rtl else 0, "xanchor": "right" if say.rtl else "left", "y": 1.02,
            "yanchor": "bottom", **more}  # fmt: skip


def steps(low: float, high: float, most: int = 5) -> list[float]:
    """Round tick values from low to high."""
    span = max(high - low, 1e-9)
    size = 10.0 ** np.floor(np.log10(span / most))
    step = next(s * size for s in (1, 2, 2.5, 5, 10) if span / (s * size) <= most)
    return [round(v, 10) for v in np.arange(np.ceil(low / step) * step, high + step * 1e-6, step)]


def _tick_text(values: Sequence[float], say: Words) -> list[str]:
    digits = 0 if all(float(v).is_integer() for v in values) else 1 if max(map(abs, values)) >= 1 else 2
    return [say.number(v, digits) for v in values]


def across(figure: go.Figure, low: float, high: float, say: Words, *, percent: bool) -> None:
    """The value axis along the bottom; from right to left in Persian."""
    ticks = [t for t in steps(max(low, 0), high) if not percent or t <= 100]
    figure.update_xaxes(
        tickvals=ticks, ticktext=_tick_text(ticks, say), range=[high, low] if say.rtl else [low, high], showgrid=True
    )


def down(figure: go.Figure, ids: Sequence[str], say: Words) -> None:
    """The names down the side, first on top; on the right in Persian."""
    figure.update_yaxes(
        tickvals=list(range(len(ids))), ticktext=labels(ids, say), range=[len(ids) - 0.5, -0.5], showgrid=False,
        side="right" if say.rtl else "left",
    )  # fmt: skip


def up(figure: go.Figure, low: float, high: float, say: Words, row: int | None = None) -> None:
    ticks = [-1.0, 0.0, 1.0] if low < 0 else steps(low, high, 4)
    where = {} if row is None else {"row": row, "col": 1}
    figure.update_yaxes(
        range=[low, high], tickvals=ticks, ticktext=_tick_text(ticks, say), side="right" if say.rtl else "left", **where
    )
