"""Pictures over time, with public events as thin lines."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.figures.base import (
    GREY,
    INK,
    PERIODS,
    Note,
    Picture,
    colour,
    finish,
    links,
    nothing,
    records,
    rtl,
    up,
    whiskers,
    wrapped,
)
from analysis.words import PICTURES, Words

_FIRST = ("summit", "agreement", "war", "other", "round")  # rounds of talks come every few months
_NAME = 22  # characters of an event's name in a line
_LETTER = 7  # pixels of a character at that size, in a wide font
_ROOM = 11  # names that stand side by side without touching, two lines each, also at 400 pixels
Span = tuple[str, str] | None


def over_time(
    numbers: pd.DataFrame, say: Words, key: str, *, unit: str, days: Span = None, top: int = 6
) -> go.Figure | Note:
    """Small multiples: one strip per id (at most `top`), one dot per period with its interval; gaps stay gaps. `days` are
    the first and last of the articles: events before and after them are left out."""
    picture = PICTURES[key]
    numbers = numbers[numbers["value"].notna()] if "value" in numbers else numbers
    if numbers.empty or numbers["period"].nunique() < 2:
        return nothing(key, say, why="why-dates")
    every = [p.start_time.date().isoformat() for p in period_range(numbers["period"], unit)]
    ids = list(dict.fromkeys(numbers[picture.id]))[:top]
    factor = 100 if picture.form == "share" else 1
    ends = numbers["high"].fillna(numbers["value"]).max() * factor
    top_of_axis = max(float(ends) * 1.08, 1e-9)
    lowest = -1.05 if picture.form == "net" else 0
    figure = make_subplots(
        rows=len(ids), cols=1, shared_xaxes=True, vertical_spacing=0.16 / max(1, len(ids) - 1) if len(ids) > 1 else 0,
        subplot_titles=[rtl(say.label(i), say) for i in ids], figure=Picture(),
    )  # fmt: skip
    for row, id in enumerate(ids, 1):
        part = numbers[numbers[picture.id] == id].set_index("period").reindex(every)
        hover = [rtl(f"{say.label(id)}, {say.period(p, unit)}: {say.value(r, picture.form)}", say)
                 for p, r in zip(every, records(part), strict=True)]  # fmt: skip
        figure.add_trace(go.Scatter(
            x=list(range(len(every))), y=factor * part["value"], mode="lines+markers", connectgaps=False,
            line={"color": colour(id, say), "width": 1.5}, marker={"size": 7}, error_y=whiskers(part, factor),
            hovertext=hover, hoverinfo="text", showlegend=False,
            customdata=links(part.assign(**{picture.id: id}).rename_axis("period").reset_index(), key, ("period", picture.id), unit),
        ), row=row, col=1)  # fmt: skip
        up(figure, lowest, 1.05 if picture.form == "net" else top_of_axis, say, row)
    step = max(1, -(-len(every) // 6))
    ticks = list(range(0, len(every), step))
    names = [wrapped(say.period(every[t], unit), say, 14) for t in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=names, range=[-0.5, len(every) - 0.5], tickangle=0)
    for title in figure.layout.annotations:  # the strips' titles; events come after
        title.update(x=1 if say.rtl else 0, xanchor="right" if say.rtl else "left", font={"size": 13, "color": INK})
    events = mark_events(figure, every, unit, say, days)
    shown = numbers[numbers[picture.id].isin(ids)]
    return finish(
        figure,
        shown,
        say,
        key,
        height=170 + 110 * len(ids),
        columns=("period", picture.id),
        unit=unit,
        on_y=True,
        **events,
    )


def columns_over_time(numbers: pd.DataFrame, say: Words, key: str, *, unit: str, days: Span = None) -> go.Figure | Note:
    """Counts per period as columns, all outlets together (`numbers`: period, outlet, articles); `days` as in `over_time`."""
    whole = numbers.groupby("period", sort=True)["articles"].sum().reset_index() if len(numbers) else numbers
    if len(whole) < 2:
        return nothing(key, say, why="why-dates")
    step = max(1, -(-len(whole) // 6))
    ticks = list(range(0, len(whole), step))
    figure = Picture(go.Bar(
        x=list(range(len(whole))), y=whole["articles"], marker_color=GREY, hoverinfo="text",
        customdata=links(whole, key, ("period",), unit),
        hovertext=[rtl(f"{say.period(p, unit)}: {say.number(n)}", say) for p, n in zip(whole["period"], whole["articles"], strict=True)],
    ))  # fmt: skip
    names = [wrapped(say.period(whole["period"][t], unit), say, 14) for t in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=names, tickangle=0)
    up(figure, 0, float(whole["articles"].max()) * 1.08, say)
    every = [p.start_time.date().isoformat() for p in period_range(whole["period"], unit)]
    events = mark_events(figure, every, unit, say, days) if every == list(whole["period"]) else {}
    whole = whole.assign(value=whole["articles"].astype(float))
    return finish(figure, whole, say, key, height=340, columns=("period",), unit=unit, on_y=True, **events)


def period_range(column: pd.Series, unit: str) -> pd.PeriodIndex:
    code = PERIODS[unit]
    return pd.period_range(pd.Period(column.min(), code), pd.Period(column.max(), code), freq=code)


def mark_events(figure: go.Figure, every: Sequence[str], unit: str, say: Words, days: Span) -> dict[str, Any]:
    """Thin lines in each strip at the codebook's public events in the span, each with its name in a band above.

    Of events whose names would overlap one is shown: an entry that says `mark` before the others, then by kind as in
    `_FIRST`, then the earlier one. Gives what `finish` has to know: the height of the band (`above`), and where some events
    found no room, how many did (`further`).
    """
    periods = period_range(pd.Series(list(every)), unit)
    first, last = periods[0].start_time, periods[-1].end_time
    if days:
        first, last = max(first, pd.Timestamp(days[0])), min(last, pd.Timestamp(days[1]))
    inside = [e for e in say.codebook.events if first <= pd.Timestamp(e.date) <= last]
    if not inside:
        return {}
    at: dict[str, float] = {}
    for event in sorted(inside, key=lambda e: (not e.mark, _FIRST.index(e.kind), e.date)):
        place = _place(pd.Timestamp(event.date), periods)
        if all(abs(place - other) >= len(periods) / _ROOM for other in at.values()):
            at[event.id] = place
    strips = [str(axis).replace("axis", "") for axis in figure.layout if str(axis).startswith("yaxis")] or ["y"]
    titles = 20 if len(figure.layout.annotations) else 0  # pixels that the title of the first strip takes
    lines, names, longest = [], [], 0
    for event in (e for e in inside if e.id in at):
        name = event.fa if say.rtl else event.en
        rows = wrap(name, _NAME, max_lines=2, placeholder="…")
        longest = max(longest, *map(len, rows))
        lines += [{
            "type": "line", "x0": at[event.id], "x1": at[event.id], "y0": 0, "y1": 1, "xref": "x", "yref": f"{strip} domain",
            "layer": "below", "line": {"color": GREY, "width": 1, "dash": "dot"}, "opacity": 0.55,
        } for strip in strips]  # fmt: skip
        names.append({
            "x": at[event.id], "y": 1, "xref": "x", "yref": "paper", "yshift": titles, "textangle": -90, "showarrow": False,
            "text": "<br>".join(rtl(escape(row, quote=False), say) for row in rows), "align": "left", "xanchor": "center",
            "hovertext": rtl(f"{say.day(event.date.isoformat())}: {name}", say), "yanchor": "bottom",
            "font": {"size": 11, "color": GREY}, "name": "event",
        })  # fmt: skip
    # All at once: plotly checks the whole list again with every shape that is added alone, five seconds a figure.
    figure.update_layout(shapes=[*figure.layout.shapes, *lines], annotations=[*figure.layout.annotations, *names])
    left_out = len(names) < len(inside)
    counted = {"n": say.number(len(names)), "every": say.number(len(inside))}
    return {"above": 10 + _LETTER * longest, "further": say("events-left", **counted) if left_out else ""}


def _place(day: pd.Timestamp, periods: pd.PeriodIndex) -> float:
    """Where a day stands on an axis of which each period is one unit wide, the middle of the first at 0."""
    slot = next(i for i, p in enumerate(periods) if p.start_time <= day <= p.end_time)
    begin, end = periods[slot].start_time, periods[slot].end_time
    return slot - 0.5 + (day - begin).days / max(1, (end - begin).days)
