"""Pictures over time, with public events as thin lines."""

from collections.abc import Sequence

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


def over_time(numbers: pd.DataFrame, say: Words, key: str, *, unit: str, top: int = 6) -> go.Figure | Note:
    """Small multiples: one strip per id (at most `top`), one dot per period with its interval; gaps stay gaps."""
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
    mark_events(figure, every, unit, say)
    shown = numbers[numbers[picture.id].isin(ids)]
    return finish(
        figure, shown, say, key, height=170 + 110 * len(ids), columns=("period", picture.id), unit=unit, on_y=True
    )


def columns_over_time(numbers: pd.DataFrame, say: Words, key: str, *, unit: str) -> go.Figure | Note:
    """Counts per period as columns, all outlets together (`numbers`: period, outlet, articles)."""
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
    if every == list(whole["period"]):
        mark_events(figure, every, unit, say)
    whole = whole.assign(value=whole["articles"].astype(float))
    return finish(figure, whole, say, key, height=340, columns=("period",), unit=unit, on_y=True)


def period_range(column: pd.Series, unit: str) -> pd.PeriodIndex:
    code = PERIODS[unit]
    return pd.period_range(pd.Period(column.min(), code), pd.Period(column.max(), code), freq=code)


def mark_events(figure: go.Figure, every: Sequence[str], unit: str, say: Words) -> None:
    """Thin lines at the codebook's public events (summits, agreements, war) inside the span, each named; of those that
    stand so close together that their names would overlap only the first, the day on hover."""
    periods = period_range(pd.Series(list(every)), unit)
    room = max(1.0, len(periods) / 9)  # labels stand apart, also at 400 px
    last = -room
    lines, names = [], []
    for event in say.codebook.events:
        if event.kind not in ("summit", "agreement", "war"):
            continue
        day = pd.Timestamp(event.date)
        if not periods[0].start_time <= day <= periods[-1].end_time:
            continue
        slot = next(i for i, p in enumerate(periods) if p.start_time <= day <= p.end_time)
        begin, end = periods[slot].start_time, periods[slot].end_time
        at = slot - 0.5 + (day - begin).days / max(1, (end - begin).days)
        if at - last >= room:
            lines.append({
                "type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "xref": "x", "yref": "paper", "layer": "below",
                "line": {"color": GREY, "width": 1, "dash": "dot"}, "opacity": 0.55,
            })  # fmt: skip
            name = event.fa if say.rtl else event.en
            names.append({
                "x": at, "y": 1, "xref": "x", "yref": "paper", "text": rtl(name if len(name) < 27 else name[:25] + "…", say),
                "hovertext": rtl(f"{say.day(event.date.isoformat())}: {name}", say), "textangle": -90, "showarrow": False,
                "xanchor": "right", "yanchor": "top", "font": {"size": 9, "color": GREY}, "name": "event",
            })  # fmt: skip
            last = at
    # All at once: plotly checks the whole list again with every shape that is added alone, five seconds a figure.
    figure.update_layout(shapes=[*figure.layout.shapes, *lines], annotations=[*figure.layout.annotations, *names])
