"""From a tidy table to a picture that stands by itself.

In goes a table of `measures` and the report's `Words`; out comes a plotly figure with title, axis titles with units, n,
what the interval means, and in `layout.meta` its words for readers who do not see it: `alt`, `note`, `table` (the
numbers as written) and `links` (the evidence behind each row of the table). Where there is nothing to draw a `Note` says
why; no figure is ever empty.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.resampling import FEW
from analysis.words import PICTURES, Words, isolate

# Okabe & Ito (2008), readable with every common colour blindness. A person or body has the colour of its country.
STATE_COLOURS = {
    "RUS": "#0072B2", "IRN": "#009E73", "TUR": "#D55E00", "USA": "#CC79A7", "SYR": "#E69F00", "ISR": "#56B4E9",
}  # fmt: skip
GREY = "#6b7280"
INK = "#1f2937"
STANCE_COLOURS = {"cooperative": "#5e3c99", "neutral": "#d4d4d8", "mixed": "#9ca3af", "conflictual": "#111827"}
SCALE = [[0, "#f7fafc"], [0.5, "#7da7c9"], [1, "#0b4778"]]  # one hue, light to dark
FONT = "Vazirmatn, system-ui, 'Segoe UI', Tahoma, 'DejaVu Sans', sans-serif"
_ROW = 34  # height of a row of bars in pixels


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
    rest = "".join(f"<td>{escape(c)}</td>" for c in cells[1:])
    return f'<tr><th scope="row">{first}</th>{rest}</tr>'


# --- tables -------------------------------------------------------------------------------------------------------


def table(
    numbers: pd.DataFrame, say: Words, columns: Sequence[str], *, form: str = "share", why: str = "why-mentions"
) -> Table | Note:
    """The chosen `columns` of a tidy table in the report's language; a `Note` saying `why` where it has no rows.

    `value` and `gap` are written by `form`, `share` as per cent, `interval` is low to high, the rest by type.
    """
    if numbers.empty:
        return Note(say(why))
    rows = tuple(tuple(_cell(r, c, say, form) for c in columns) for r in _records(numbers))
    return Table(tuple(say(_HEADS.get(c, c)) for c in columns), rows)


_HEADS = {"n": "n-articles", "interval": "interval95"}
_AS_IS = {"surface", "example", "title"}


def _cell(row: dict[Any, Any], column: str, say: Words, form: str) -> str:
    if column == "interval":
        return say.interval(row["low"], row["high"], form) or "–"
    value = row[column]
    if column in ("value", "share", "gap"):
        return say.amount(value, "share" if column == "share" else form)
    if isinstance(value, str):
        if column in ("first", "last", "date"):
            return say.day(value)
        return value if column in _AS_IS else say.label(value)
    if value is None or value != value:
        return "–"
    return say.number(value)


# --- pictures -----------------------------------------------------------------------------------------------------


def bars(numbers: pd.DataFrame, say: Words, key: str) -> go.Figure | Note:
    """Horizontal bars, one per row, with the value written beside and the interval as a line.

    `numbers` has the id column that `PICTURES[key]` names, `value` (or `articles` for counts) and maybe `low, high, n`.
    """
    picture = PICTURES[key]
    numbers = _with_value(numbers)
    numbers = numbers[numbers["value"].notna()]
    if numbers.empty or not numbers["value"].abs().sum():
        return _nothing(key, say)
    ids = [str(i) for i in numbers[picture.id]]
    values = numbers["value"].to_numpy(float)
    unit = 100 if picture.form == "share" else 1
    places = list(range(len(ids)))  # places, not names: two actors may share a display name
    figure = Picture(go.Bar(
        x=values * unit, y=places, orientation="h", marker_color=[colour(i, say) for i in ids],
        error_x=_whiskers(numbers, unit), hovertext=[_hover(r, i, say, picture.form) for r, i in zip(_records(numbers), ids, strict=True)],
        hoverinfo="text", cliponaxis=False,
    ))  # fmt: skip
    ends = np.nanmax([values, numbers["high"].to_numpy(float)], axis=0) if "high" in numbers else values
    for place, value, end in zip(places, values, ends, strict=True):
        figure.add_annotation(
            x=end * unit, y=place, text=say.amount(value, picture.form), showarrow=False,
            xanchor="right" if say.rtl else "left", xshift=-6 if say.rtl else 6, font_color=INK,
        )  # fmt: skip
    _down(figure, ids, say)
    _across(figure, 0, float(ends.max()) * unit * 1.22, say, percent=picture.form == "share")
    return _finish(figure, numbers, say, key, height=110 + _ROW * len(ids))


def pairs(numbers: pd.DataFrame, say: Words, key: str = "voice-gap") -> go.Figure | Note:
    """Named against heard: two dots per state, hollow for its share of mentions, full for its share of quoted words."""
    if numbers.empty or not numbers["count"].sum():
        return _nothing(key, say)
    states = list(dict.fromkeys(numbers["country"]))
    figure = Picture()
    for place, state in enumerate(states):
        two = numbers[numbers["country"] == state].set_index("measure")
        named, heard = two.loc["mentions"], two.loc["words"]
        figure.add_trace(go.Scatter(
            x=[100 * named["value"], 100 * heard["value"]], y=[place + 0.14, place - 0.14], mode="lines",
            line={"color": "#d1d5db", "width": 6}, hoverinfo="skip", showlegend=False,
        ))  # fmt: skip
        for row, lift, symbol in ((named, 0.14, "circle-open"), (heard, -0.14, "circle")):
            if not np.isfinite(row["value"]):
                continue
            frame = row.to_frame().T.infer_objects()
            word = say("mentioned" if symbol == "circle-open" else "heard")
            figure.add_trace(go.Scatter(
                x=[100 * row["value"]], y=[place + lift], mode="markers", showlegend=False,
                marker={"symbol": symbol, "size": 13, "color": colour(state, say), "line": {"width": 2.5}},
                error_x=_whiskers(frame, 100), hovertext=[_rtl(f"{say.label(state)}: {word} {say.value(row, 'share')}", say)],
                hoverinfo="text",
            ))  # fmt: skip
    for symbol, word in (("circle-open", "mentioned"), ("circle", "heard")):
        figure.add_trace(go.Scatter(
            x=[None], y=[None], mode="markers", name=_rtl(say(word), say),
            marker={"symbol": symbol, "size": 12, "color": GREY, "line": {"width": 2.5}},
        ))  # fmt: skip
    figure.update_yaxes(
        tickvals=list(range(len(states))), ticktext=_labels(states, say), range=[len(states) - 0.5, -0.5]
    )
    figure.update_layout(legend=_legend(say), showlegend=True)
    _across(figure, -3, 105, say, percent=True)
    return _finish(figure, numbers, say, key, height=150 + 70 * len(states), columns=("country", "measure"))


def stacked(numbers: pd.DataFrame, say: Words, key: str = "stances") -> go.Figure | Note:
    """Shares that make a whole, one bar per pair, in the order of the stances; intervals stand in the table."""
    if numbers.empty:
        return _nothing(key, say)
    groups = list(dict.fromkeys(numbers["pair"]))
    figure = Picture()
    for stance in dict.fromkeys(numbers["stance"]):
        rows = numbers[numbers["stance"] == stance]
        if not rows["sentences"].sum():
            continue
        figure.add_trace(go.Bar(
            x=100 * rows["value"], y=[groups.index(p) for p in rows["pair"]], orientation="h", name=_rtl(say.label(stance), say),
            marker={"color": STANCE_COLOURS[stance], "line": {"color": "white", "width": 1}},
            insidetextfont={"color": INK if stance in ("neutral", "mixed") else "white"},
            text=[say.percent(v) if v >= 0.07 else "" for v in rows["value"]], textposition="inside", insidetextanchor="middle",
            hovertext=[_rtl(f"{say.label(r['pair'])}, {say.label(stance)}: {say.value(r, 'share')}", say) for r in _records(rows)],
            hoverinfo="text", textangle=0,
        ))  # fmt: skip
    _down(figure, groups, say)
    figure.update_layout(barmode="stack", legend=_legend(say, traceorder="normal"), showlegend=True)
    _across(figure, 0, 100, say, percent=True)
    return _finish(figure, numbers, say, key, height=150 + 46 * len(groups), columns=("pair", "stance"), lines=False)


def over_time(numbers: pd.DataFrame, say: Words, key: str, *, unit: str, top: int = 6) -> go.Figure | Note:
    """Small multiples: one strip per id (at most `top`), one dot per period with its interval; gaps stay gaps."""
    picture = PICTURES[key]
    numbers = numbers[numbers["value"].notna()] if "value" in numbers else numbers
    if numbers.empty or numbers["period"].nunique() < 2:
        return _nothing(key, say, why="why-dates")
    every = [p.start_time.date().isoformat() for p in _period_range(numbers["period"], unit)]
    ids = list(dict.fromkeys(numbers[picture.id]))[:top]
    factor = 100 if picture.form == "share" else 1
    ends = numbers["high"].fillna(numbers["value"]).max() * factor
    top_of_axis = max(float(ends) * 1.08, 1e-9)
    lowest = -1.05 if picture.form == "net" else 0
    figure = make_subplots(
        rows=len(ids), cols=1, shared_xaxes=True, vertical_spacing=0.16 / max(1, len(ids) - 1) if len(ids) > 1 else 0,
        subplot_titles=[_rtl(say.label(i), say) for i in ids],
    )  # fmt: skip
    for row, id in enumerate(ids, 1):
        part = numbers[numbers[picture.id] == id].set_index("period").reindex(every)
        hover = [_rtl(f"{say.label(id)}, {say.period(p, unit)}: {say.value(r, picture.form)}", say)
                 for p, r in zip(every, _records(part), strict=True)]  # fmt: skip
        figure.add_trace(go.Scatter(
            x=list(range(len(every))), y=factor * part["value"], mode="lines+markers", connectgaps=False,
            line={"color": colour(id, say), "width": 1.5}, marker={"size": 7}, error_y=_whiskers(part, factor),
            hovertext=hover, hoverinfo="text", showlegend=False,
        ), row=row, col=1)  # fmt: skip
        _up(figure, lowest, 1.05 if picture.form == "net" else top_of_axis, say, row)
    step = max(1, -(-len(every) // 6))
    ticks = list(range(0, len(every), step))
    names = [_wrapped(say.period(every[t], unit), say, 14) for t in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=names, range=[-0.5, len(every) - 0.5], tickangle=0)
    for title in figure.layout.annotations:  # the strips' titles; events come after
        title.update(x=1 if say.rtl else 0, xanchor="right" if say.rtl else "left", font={"size": 13, "color": INK})
    _mark_events(figure, every, unit, say)
    shown = numbers[numbers[picture.id].isin(ids)]
    return _finish(
        figure, shown, say, key, height=170 + 110 * len(ids), columns=("period", picture.id), unit=unit, on_y=True
    )


def columns_over_time(numbers: pd.DataFrame, say: Words, key: str, *, unit: str) -> go.Figure | Note:
    """Counts per period as columns, all outlets together (`numbers`: period, outlet, articles)."""
    whole = numbers.groupby("period", sort=True)["articles"].sum().reset_index() if len(numbers) else numbers
    if len(whole) < 2:
        return _nothing(key, say, why="why-dates")
    step = max(1, -(-len(whole) // 6))
    ticks = list(range(0, len(whole), step))
    figure = Picture(go.Bar(
        x=list(range(len(whole))), y=whole["articles"], marker_color=GREY, hoverinfo="text",
        hovertext=[_rtl(f"{say.period(p, unit)}: {say.number(n)}", say) for p, n in zip(whole["period"], whole["articles"], strict=True)],
    ))  # fmt: skip
    names = [_wrapped(say.period(whole["period"][t], unit), say, 14) for t in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=names, tickangle=0)
    _up(figure, 0, float(whole["articles"].max()) * 1.08, say)
    every = [p.start_time.date().isoformat() for p in _period_range(whole["period"], unit)]
    if every == list(whole["period"]):
        _mark_events(figure, every, unit, say)
    whole = whole.assign(value=whole["articles"].astype(float))
    return _finish(figure, whole, say, key, height=340, columns=("period",), unit=unit, on_y=True)


def matrix(
    numbers: pd.DataFrame, say: Words, key: str, *, rows: str, columns: str, unit: str = "month"
) -> go.Figure | Note:
    """A share per cell, written and shaded; in brackets where fewer than `FEW` articles stand behind it."""
    picture = PICTURES[key]
    if numbers.empty or not numbers["value"].notna().any():
        return _nothing(key, say)
    down, across = list(dict.fromkeys(numbers[rows])), list(dict.fromkeys(numbers[columns]))
    if len(down) < 2 and rows == "outlet":
        return _nothing(key, say, why="why-outlets")
    cells = {(r[rows], r[columns]): r for r in _records(numbers)}
    grid = [[cells.get((d, a)) for a in across] for d in down]
    factor = 100 if picture.form == "share" else 1

    def written(cell: dict[str, Any] | None) -> str:
        if cell is None or not np.isfinite(cell["value"]):
            return ""
        text = say.amount(cell["value"], picture.form).strip("%٪")
        return f"({text})" if cell.get("n", FEW) < FEW else text

    net = picture.form == "net"
    figure = Picture(go.Heatmap(
        z=[[factor * c["value"] if c is not None else None for c in line] for line in grid],
        x=list(range(len(across))), y=list(range(len(down))),
        text=[[written(c) for c in line] for line in grid], texttemplate="%{text}", textfont={"size": 12},
        colorscale=[[0, "#111827"], [0.5, "#f4f4f5"], [1, "#5e3c99"]] if net else SCALE,
        zmin=-1 if net else 0, zmax=1 if net else 100 if factor == 100 else float(numbers["value"].max()), showscale=False, xgap=2, ygap=2, hoverinfo="text",
        hovertext=[[_rtl(f"{say.label(d)}, {say.label(a)}: {say.value(c, picture.form) if c else '–'}", say)
                    for a, c in zip(across, line, strict=True)] for d, line in zip(down, grid, strict=True)],
    ))  # fmt: skip
    angle = 0 if len(across) <= 5 else 60 if say.rtl else -60
    _down(figure, down, say)
    edges = [len(across) - 0.5, -0.5] if say.rtl else [-0.5, len(across) - 0.5]
    names = [_wrapped(say.label(a), say, 12) for a in across]
    figure.update_xaxes(
        side="top", tickangle=angle, showgrid=False, range=edges, tickvals=list(range(len(across))), ticktext=names
    )
    figure = _finish(figure, numbers, say, key, height=150 + 36 * len(down) + (90 if angle else 10), columns=(rows, columns), lines=False)  # fmt: skip
    return figure.update_xaxes(title_text=None)


# --- what all pictures share --------------------------------------------------------------------------------------


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


def _finish(
    figure: go.Figure, numbers: pd.DataFrame, say: Words, key: str, *, height: int, columns: Sequence[str] = (),
    unit: str = "month", lines: bool = True, on_y: bool = False,
) -> go.Figure:  # fmt: skip
    """Title, axis title, n, what the interval means, alternative text, and the table behind."""
    picture = PICTURES[key]
    title, axis = say.picture(key)
    note = _note(numbers, say, picture.form, lines)
    columns = list(columns) or [picture.id]
    behind = _behind(numbers, say, columns, picture.form, unit)
    heading, below = wrap(title, 62), wrap(note, 86)
    inside = 34 if figure.layout.showlegend else 24 if len(figure.layout.annotations) and on_y else 10
    inside = 70 if figure.layout.xaxis.side == "top" else inside
    top = inside + 26 * len(heading) + 17 * len(below) + 12
    figure.update_layout(
        template="none", height=height + top - 60, autosize=True, font={"family": FONT, "size": 13, "color": INK},
        title={"text": "<br>".join(_rtl(line, say) for line in heading), "x": 1 if say.rtl else 0, "xref": "paper",
               "xanchor": "right" if say.rtl else "left", "y": 1, "yref": "container", "yanchor": "top",
               "pad": {"t": 12}, "font": {"size": 17},
               "subtitle": {"text": "<br>".join(_rtl(line, say) for line in below),
                            "font": {"size": 12, "color": "#4b5563"}}},
        margin={"l": 10, "r": 10, "t": top, "b": 10}, paper_bgcolor="white", plot_bgcolor="white", bargap=0.35,
        hoverlabel={"font": {"family": FONT}},
        meta={
            "key": key, "title": title, "note": note, "table": behind, "top": inside,
            "links": [_link(r, columns, picture) for r in _records(numbers)],
            "alt": _alt(title, behind, say),
        },
    )  # fmt: skip
    if figure.layout.showlegend is None:
        figure.update_layout(showlegend=False)
    figure.update_xaxes(automargin=True, zeroline=False, gridcolor="#e5e7eb", linecolor="#9ca3af")
    figure.update_yaxes(automargin=True, zeroline=False, gridcolor="#e5e7eb", linecolor="#9ca3af")
    if on_y:
        count = sum(1 for name in figure.layout if str(name).startswith("yaxis"))
        figure.update_yaxes(title={"text": _wrapped(axis, say, 28), "font": {"size": 12}}, row=(count + 1) // 2 if count > 1 else None, col=1 if count > 1 else None)  # fmt: skip
    else:
        figure.update_xaxes(title={"text": _wrapped(axis, say, 44), "font": {"size": 12}, "standoff": 8})
    return figure


def _note(numbers: pd.DataFrame, say: Words, form: str, lines: bool) -> str:
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
        parts.append(say("interval-table", few=say.number(FEW)))
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
    heads = [say(_HEADS.get(c, c)) if c in TEXT_HEADS else say(c) for c in (*columns, *counts)]
    with_value = form != "count"
    if with_value:
        heads += [say("value"), say("interval95"), say("n-articles")]
    rows = []
    for record in _records(numbers):
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


def _link(record: dict[Any, Any], columns: Sequence[str], picture: Any) -> str | None:
    """Where the words behind a row stand: evidence.html#table=…&column=id (the page reads it)."""
    if picture.evidence is None:
        return None
    from urllib.parse import quote

    name, column = picture.evidence
    if record.get("measure") == "mentions":
        name = "mentions"
    chosen = [f"{column}={quote(str(record[picture.id]), safe='')}"]
    chosen += [f"{c}={quote(str(record[c]), safe='')}" for c in columns if c in ("outlet", "sponsor", "stance", "frame") and c != picture.id]  # fmt: skip
    return f"evidence.html#table={name}&" + "&".join(chosen)


def _alt(title: str, behind: dict[str, Any], say: Words) -> str:
    width = len(behind["heads"])
    rows = [": ".join((cells[0], ", ".join(c for c in cells[1:width] if c != "–"))) for cells in behind["rows"][:8]]
    return say("alt-rows", title=title, rows="؛ ".join(rows) if say.rtl else "; ".join(rows))


def _nothing(key: str, say: Words, why: str | None = None) -> Note:
    evidence = PICTURES[key].evidence
    reason = why or (f"why-{evidence[0]}" if evidence else "why-articles")
    return Note(f"{say.picture(key)[0]} {say('nothing', why=say(reason))}")


def _with_value(numbers: pd.DataFrame) -> pd.DataFrame:
    return numbers if "value" in numbers else numbers.assign(value=numbers["articles"].astype(float))


def _records(numbers: pd.DataFrame) -> list[dict[Any, Any]]:
    return numbers.to_dict("records")


def _labels(ids: Sequence[str], say: Words) -> list[str]:
    return [_wrapped(say.label(i), say, 20) for i in ids]


def _wrapped(text: str, say: Words, width: int) -> str:
    return (
        "<br>".join(_rtl(escape(line, quote=False), say) for line in wrap(text, width, break_long_words=False)) or " "
    )


def _rtl(text: str, say: Words) -> str:
    return isolate(text, say.rtl)


def _hover(record: dict[Any, Any], id: str, say: Words, form: str) -> str:
    return _rtl(escape(f"{say.label(id)}: {say.value(record, form)}", quote=False), say)


def _whiskers(numbers: pd.DataFrame, factor: float) -> dict[str, Any] | None:
    if "low" not in numbers or not numbers["low"].notna().any():
        return None
    up = (numbers["high"] - numbers["value"]).clip(lower=0) * factor
    down = (numbers["value"] - numbers["low"]).clip(lower=0) * factor
    return {"type": "data", "symmetric": False, "array": list(up.fillna(0)), "arrayminus": list(down.fillna(0)),
            "color": "#374151", "thickness": 1.5, "width": 4}  # fmt: skip


def _legend(say: Words, **more: Any) -> dict[str, Any]:
    return {"orientation": "h", "x": 1 if say.rtl else 0, "xanchor": "right" if say.rtl else "left", "y": 1.02,
            "yanchor": "bottom", **more}  # fmt: skip


def _steps(low: float, high: float, most: int = 5) -> list[float]:
    """Round tick values from low to high."""
    span = max(high - low, 1e-9)
    size = 10.0 ** np.floor(np.log10(span / most))
    step = next(s * size for s in (1, 2, 2.5, 5, 10) if span / (s * size) <= most)
    return [round(v, 10) for v in np.arange(np.ceil(low / step) * step, high + step * 1e-6, step)]


def _tick_text(values: Sequence[float], say: Words) -> list[str]:
    digits = 0 if all(float(v).is_integer() for v in values) else 1 if max(map(abs, values)) >= 1 else 2
    return [say.number(v, digits) for v in values]


def _across(figure: go.Figure, low: float, high: float, say: Words, *, percent: bool) -> None:
    """The value axis along the bottom; from right to left in Persian."""
    ticks = [t for t in _steps(max(low, 0), high) if not percent or t <= 100]
    figure.update_xaxes(
        tickvals=ticks, ticktext=_tick_text(ticks, say), range=[high, low] if say.rtl else [low, high], showgrid=True
    )


def _down(figure: go.Figure, ids: Sequence[str], say: Words) -> None:
    """The names down the side, first on top; on the right in Persian."""
    figure.update_yaxes(
        tickvals=list(range(len(ids))), ticktext=_labels(ids, say), range=[len(ids) - 0.5, -0.5], showgrid=False,
        side="right" if say.rtl else "left",
    )  # fmt: skip


def _up(figure: go.Figure, low: float, high: float, say: Words, row: int | None = None) -> None:
    ticks = [-1.0, 0.0, 1.0] if low < 0 else _steps(low, high, 4)
    where = {} if row is None else {"row": row, "col": 1}
    figure.update_yaxes(
        range=[low, high], tickvals=ticks, ticktext=_tick_text(ticks, say), side="right" if say.rtl else "left", **where
    )


def _period_range(column: pd.Series, unit: str) -> pd.PeriodIndex:
    code = {"month": "M", "quarter": "Q", "year": "Y"}[unit]
    return pd.period_range(pd.Period(column.min(), code), pd.Period(column.max(), code), freq=code)


def _mark_events(figure: go.Figure, every: Sequence[str], unit: str, say: Words) -> None:
    """Thin lines at the codebook's public events (summits, agreements, war) inside the span, the first of those that
    stand close together named at the foot of the lines; every name on hover."""
    periods = _period_range(pd.Series(list(every)), unit)
    room = max(1.0, len(periods) / 9)  # labels stand apart, also at 400 px
    last = -room
    for event in say.codebook.events:
        if event.kind not in ("summit", "agreement", "war"):
            continue
        day = pd.Timestamp(event.date)
        if not periods[0].start_time <= day <= periods[-1].end_time:
            continue
        slot = next(i for i, p in enumerate(periods) if p.start_time <= day <= p.end_time)
        begin, end = periods[slot].start_time, periods[slot].end_time
        at = slot - 0.5 + (day - begin).days / max(1, (end - begin).days)
        figure.add_vline(x=at, line={"color": GREY, "width": 1, "dash": "dot"}, opacity=0.55, layer="below")
        if at - last >= room:
            name = event.fa if say.rtl else event.en
            figure.add_annotation(
                x=at, y=1, xref="x", yref="paper", text=_rtl(name if len(name) < 27 else name[:25] + "…", say),
                hovertext=_rtl(f"{say.day(event.date.isoformat())}: {name}", say), textangle=-90, showarrow=False,
                xanchor="right", yanchor="top", font={"size": 9, "color": GREY}, name="event",
            )  # fmt: skip
            last = at
