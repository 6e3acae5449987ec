"""Bars, dots, stacks and matrices."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.figures.base import (
    GREY,
    INK,
    NET_SCALE,
    ROW,
    SCALE,
    STANCE_COLOURS,
    Note,
    Picture,
    across,
    colour,
    down,
    finish,
    hover,
    legend,
    links,
    nothing,
    records,
    rtl,
    steps,
    whiskers,
    with_value,
    wrapped,
)
from analysis.resampling import FEW
from analysis.words import PICTURES, Words


def bars(numbers: pd.DataFrame, say: Words, key: str) -> go.Figure | Note:
    """Horizontal bars, one per row, with the value written beside and the interval as a line.

    `numbers` has the id column that `PICTURES[key]` names, `value` (or `articles` for counts) and maybe `low, high, n`.
    """
    picture = PICTURES[key]
    numbers = with_value(numbers)
    numbers = numbers[numbers["value"].notna()]
    if numbers.empty or not numbers["value"].abs().sum():
        return nothing(key, say)
    ids = [str(i) for i in numbers[picture.id]]
    values = numbers["value"].to_numpy(float)
    unit = 100 if picture.form == "share" else 1
    places = list(range(len(ids)))  # places, not names: two actors may share a display name
    figure = Picture(go.Bar(
        x=values * unit, y=places, orientation="h", marker_color=[colour(i, say) for i in ids],
        error_x=whiskers(numbers, unit), hovertext=[hover(r, i, say, picture.form) for r, i in zip(records(numbers), ids, strict=True)],
        hoverinfo="text", cliponaxis=False, customdata=links(numbers, key),
    ))  # fmt: skip
    ends = np.nanmax([values, numbers["high"].to_numpy(float)], axis=0) if "high" in numbers else values
    for place, value, end in zip(places, values, ends, strict=True):
        figure.add_annotation(
            x=end * unit, y=place, text=say.amount(value, picture.form), showarrow=False,
            xanchor="right" if say.rtl else "left", xshift=-6 if say.rtl else 6, font_color=INK,
        )  # fmt: skip
    down(figure, ids, say)
    across(figure, 0, float(ends.max()) * unit * 1.22, say, percent=picture.form == "share")
    return finish(figure, numbers, say, key, height=110 + ROW * len(ids))


def pairs(numbers: pd.DataFrame, say: Words, key: str = "voice-gap") -> go.Figure | Note:
    """Named against heard: two dots per state, hollow for its share of mentions, full for its share of quoted words."""
    if numbers.empty or not numbers["count"].sum():
        return nothing(key, say)
    states = list(dict.fromkeys(numbers["country"]))
    figure = Picture()
    for place, state in enumerate(states):
        two = numbers[numbers["country"] == state].set_index("measure")
        named, heard = two.loc["mentions"], two.loc["words"]
        figure.add_trace(go.Scatter(
            x=[100 * named["value"], 100 * heard["value"]], y=[place - 0.14, place + 0.14], mode="lines",
            line={"color": "#d1d5db", "width": 6}, hoverinfo="skip", showlegend=False,
        ))  # fmt: skip
        for row, lift, symbol in ((named, -0.14, "circle-open"), (heard, 0.14, "circle")):
            if not np.isfinite(row["value"]):
                continue
            frame = row.to_frame().T.infer_objects().assign(measure=row.name)
            word = say("mentioned" if symbol == "circle-open" else "heard")
            figure.add_trace(go.Scatter(
                x=[100 * row["value"]], y=[place + lift], mode="markers", showlegend=False,
                marker={"symbol": symbol, "size": 13, "color": colour(state, say), "line": {"width": 2.5}},
                error_x=whiskers(frame, 100), hovertext=[rtl(f"{say.label(state)}: {word} {say.value(row, 'share')}", say)],
                hoverinfo="text", customdata=links(frame, key, ("country", "measure")),
            ))  # fmt: skip
            end = row["high"] if np.isfinite(row["high"]) else row["value"]
            figure.add_annotation(
                x=100 * end, y=place + lift, text=say.percent(row["value"]), showarrow=False, font={"size": 12, "color": INK},
                xanchor="right" if say.rtl else "left", xshift=-8 if say.rtl else 8,
            )  # fmt: skip
    for symbol, word in (("circle-open", "mentioned"), ("circle", "heard")):
        figure.add_trace(go.Scatter(
            x=[None], y=[None], mode="markers", name=rtl(say(word), say),
            marker={"symbol": symbol, "size": 12, "color": GREY, "line": {"width": 2.5}},
        ))  # fmt: skip
    down(figure, states, say)
    figure.update_layout(legend=legend(say), showlegend=True)
    across(figure, -3, 112, say, percent=True)
    return finish(figure, numbers, say, key, height=150 + 70 * len(states), columns=("country", "measure"))


def gaps(numbers: pd.DataFrame, say: Words, key: str, *, columns: Sequence[str], top: int = 16) -> go.Figure | Note:
    """Differences from zero with their intervals: the `top` largest whose interval leaves zero out; else a note."""
    picture = PICTURES[key]
    sure = numbers[(numbers["low"] > 0) | (numbers["high"] < 0)]
    if sure.empty:
        return nothing(key, say, why="why-gaps")
    sure = sure.reindex(sure["value"].abs().sort_values(ascending=False, kind="stable").index).head(top)
    sure = sure.sort_values("value", kind="stable").reset_index(drop=True)
    names = [f"{say.label(r[columns[0]])}: {say.label(r[columns[1]])}" for r in records(sure)]
    values = 100 * sure["value"]
    figure = Picture(go.Scatter(
        x=values, y=list(range(len(sure))), mode="markers", showlegend=False, error_x=whiskers(sure, 100),
        marker={"size": 11, "color": [INK if v < 0 else GREY for v in values]}, hoverinfo="text",
        customdata=links(sure, key, columns),
        hovertext=[rtl(f"{name}: {say.value(r, picture.form)}", say) for name, r in zip(names, records(sure), strict=True)],
    ))  # fmt: skip
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    reach = float(max(abs(100 * sure["low"]).max(), abs(100 * sure["high"]).max())) * 1.1
    ticks = [-t for t in steps(0, reach, 3)[:0:-1]] + steps(0, reach, 3)
    figure.update_xaxes(
        tickvals=ticks, ticktext=[say.number(t) for t in ticks], range=[reach, -reach] if say.rtl else [-reach, reach]
    )
    figure.update_yaxes(
        tickvals=list(range(len(sure))), ticktext=[wrapped(n, say, 30) for n in names], range=[len(sure) - 0.5, -0.5],
        showgrid=True, side="right" if say.rtl else "left",
    )  # fmt: skip
    return finish(figure, sure, say, key, height=120 + 40 * len(sure), columns=columns)


def stacked(numbers: pd.DataFrame, say: Words, key: str = "stances") -> go.Figure | Note:
    """Shares that make a whole, one bar per pair, in the order of the stances; intervals stand in the table."""
    if numbers.empty:
        return nothing(key, say)
    groups = list(dict.fromkeys(numbers["pair"]))
    figure = Picture()
    for stance in dict.fromkeys(numbers["stance"]):
        rows = numbers[numbers["stance"] == stance]
        if not rows["sentences"].sum():
            continue
        figure.add_trace(go.Bar(
            x=100 * rows["value"], y=[groups.index(p) for p in rows["pair"]], orientation="h", name=rtl(say.label(stance), say),
            marker={"color": STANCE_COLOURS[stance], "line": {"color": "white", "width": 1}},
            insidetextfont={"color": INK if stance in ("neutral", "mixed") else "white"},
            text=[say.percent(v) if v >= 0.07 else "" for v in rows["value"]], textposition="inside", insidetextanchor="middle",
            hovertext=[rtl(f"{say.label(r['pair'])}, {say.label(stance)}: {say.value(r, 'share')}", say) for r in records(rows)],
            hoverinfo="text", textangle=0, customdata=links(rows, key, ("pair", "stance")),
        ))  # fmt: skip
    down(figure, groups, say)
    figure.update_layout(barmode="stack", legend=legend(say, traceorder="normal"), showlegend=True)
    across(figure, 0, 100, say, percent=True)
    return finish(figure, numbers, say, key, height=150 + 46 * len(groups), columns=("pair", "stance"), lines=False)


def matrix(
    numbers: pd.DataFrame, say: Words, key: str, *, rows: str, columns: str, unit: str = "month"
) -> go.Figure | Note:
    """A share per cell, written and shaded; in brackets where fewer than `FEW` articles stand behind it."""
    picture = PICTURES[key]
    if numbers.empty or not numbers["value"].notna().any():
        return nothing(key, say)
    if picture.form == "net":  # a pair that no sentence relates is no column
        numbers = numbers[numbers[columns].isin(numbers.loc[numbers["value"].notna(), columns])]
    lines, heads = list(dict.fromkeys(numbers[rows])), list(dict.fromkeys(numbers[columns]))
    if len(lines) < 2 and rows == "outlet":
        return nothing(key, say, why="why-outlets")
    cells = {(r[rows], r[columns]): r for r in records(numbers)}
    grid = [[cells.get((d, a)) for a in heads] for d in lines]
    factor = 100 if picture.form == "share" else 1

    def written(cell: dict[str, Any] | None) -> str:
        if cell is None or not np.isfinite(cell["value"]):
            return ""
        text = say.amount(cell["value"], picture.form).strip("%٪")
        return f"({text})" if cell.get("n", FEW) < FEW else text

    net = picture.form == "net"
    leads = dict(zip(cells, links(numbers, key, (rows, columns), unit), strict=True))
    figure = Picture(go.Heatmap(
        z=[[factor * c["value"] if c is not None else None for c in line] for line in grid],
        x=list(range(len(heads))), y=list(range(len(lines))),
        text=[[written(c) for c in line] for line in grid], texttemplate="%{text}", textfont={"size": 12, "color": INK},
        colorscale=NET_SCALE if net else SCALE, customdata=[[leads.get((d, a)) for a in heads] for d in lines],
        zmin=-1 if net else 0, zmax=1 if net else 100 if factor == 100 else float(numbers["value"].max()), showscale=False, xgap=2, ygap=2, hoverinfo="text",
        hovertext=[[rtl(f"{say.label(d)}, {say.label(a)}: {say.value(c, picture.form) if c else '–'}", say)
                    for a, c in zip(heads, line, strict=True)] for d, line in zip(lines, grid, strict=True)],
    ))  # fmt: skip
    angle = 0 if len(heads) <= 5 else 60 if say.rtl else -60
    down(figure, lines, say)
    edges = [len(heads) - 0.5, -0.5] if say.rtl else [-0.5, len(heads) - 0.5]
    names = [wrapped(say.label(a), say, 12) for a in heads]
    figure.update_xaxes(
        side="top", tickangle=angle, showgrid=False, range=edges, tickvals=list(range(len(heads))), ticktext=names
    )
    figure = finish(figure, numbers, say, key, height=150 + 36 * len(lines) + (90 if angle else 10), columns=(rows, columns), lines=False, brackets=True)  # fmt: skip
    return figure.update_xaxes(title_text=None)
