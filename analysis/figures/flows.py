"""Through whom: the way of the words, from the speaker to the outlet."""

from html import escape
from textwrap import wrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.figures.base import INK, Note, Picture, colour, finish, nothing, records, rtl
from analysis.words import Words

_RANKS = ("speaker", "source", "outlet")
_LINE, _GAP = 15, 5  # pixels that a line of a name takes, and between two names
_THIN = 11  # of one quotation, where the widest name has few
_WIDE = 360  # of the widest name, where it has many
_NAME = 15  # characters of a name in a line: 100 pixels, what a telephone has beside the curves
_BEND = np.linspace(0, 1, 14)


def flow(numbers: pd.DataFrame, say: Words, key: str = "relays") -> go.Figure | Note:
    """Speaker → source credited → outlet, as wide as the quotations that come this way; right to left in Persian.

    `numbers` is `measures.relays` (`outlet, source, speaker, quotations, articles, value, low, high, n`). Drawn with
    filled curves (a Sankey diagram after Schmidt 2008), since the plotly that reports carry draws lines and bars only.
    """
    if numbers.empty:
        return nothing(key, say, why="why-credits")
    sums = {rank: numbers.groupby(rank)["quotations"].sum() for rank in _RANKS}
    scale = min(_THIN, _WIDE / max(float(s.max()) for s in sums.values()))  # pixels of one quotation
    wide = numbers.assign(quotations=numbers["quotations"] * scale)
    names = {id: _name(say.label(id)) for rank in _RANKS for id in sums[rank].index}
    whole = max(_needed(sums[rank] * scale, names).sum() for rank in _RANKS)
    tops = {rank: _stacked(sums[rank] * scale, names, whole) for rank in _RANKS}
    figure = Picture()
    for left, right in ((0, 1), (1, 2)):
        _ribbons(figure, wide, (_RANKS[left], _RANKS[right]), (left, right), tops, scale, say)
    for x, rank in enumerate(_RANKS):
        for id, top in tops[rank].items():
            bottom = top - sums[rank][id] * scale
            figure.add_trace(go.Scatter(
                x=[x - 0.02, x + 0.02, x + 0.02, x - 0.02], y=[top, top, bottom, bottom], fill="toself",
                mode="none", fillcolor=colour(id, say), hoverinfo="skip", showlegend=False,
            ))  # fmt: skip
            side = ("right", "center", "left")[x]
            figure.add_annotation(
                x=x, xshift=(-8, 0, 8)[x] * (-1 if say.rtl else 1), y=(top + bottom) / 2, showarrow=False,
                text="<br>".join(rtl(escape(line, quote=False), say) for line in names[id]), yanchor="middle",
                xanchor={"right": "left", "left": "right"}.get(side, side) if say.rtl else side,
                font={"size": 11, "color": INK}, bgcolor="rgba(255,255,255,0.75)" if x == 1 else None,
            )  # fmt: skip
    figure = finish(figure, numbers, say, key, height=round(whole) + 80, columns=_RANKS, lines=False)
    beside = {
        rank: 14 + round(6.5 * max(len(line) for id in tops[rank] for line in names[id]))
        for rank in ("speaker", "outlet")
    }
    first, last = ("outlet", "speaker") if say.rtl else ("speaker", "outlet")
    figure.update_layout(margin={"l": beside[first], "r": beside[last]})
    figure.update_yaxes(visible=False, range=[0, whole])
    return figure.update_xaxes(visible=False, range=[2.03, -0.03] if say.rtl else [-0.03, 2.03])


def _name(label: str) -> list[str]:
    """A name in at most three lines, whose last ends in … where it was longer."""
    return wrap(label, _NAME, max_lines=3, placeholder="…") or [" "]


def _needed(widths: pd.Series, names: dict[str, list[str]]) -> pd.Series:
    """The pixels each name of a rank takes: its curves or its lines, whichever is more, and the gap to the next."""
    return pd.Series({id: max(widths[id], _LINE * len(names[id])) + _GAP for id in map(str, widths.index)})


def _stacked(widths: pd.Series, names: dict[str, list[str]], whole: float) -> dict[str, float]:
    """The upper edge of the curves of each name of a rank, largest on top; what room is left over is shared out evenly."""
    needed = _needed(widths, names)
    order = sorted(widths.index, key=lambda i: (-widths[i], i))
    spare = (whole - needed.sum()) / len(order)
    top, tops = whole, {}
    for id in order:
        tops[id] = top - (needed[id] + spare - widths[id]) / 2
        top -= needed[id] + spare
    return tops


def _ribbons(
    figure: go.Figure, numbers: pd.DataFrame, ranks: tuple[str, str], at: tuple[int, int],
    tops: dict[str, dict[str, float]], scale: float, say: Words,
) -> None:  # fmt: skip
    """One curve per pair of neighbours; both ends leave their names in the order of the other side."""
    links = numbers.groupby(list(ranks), sort=False)["quotations"].sum().reset_index()
    left, right = dict(tops[ranks[0]]), dict(tops[ranks[1]])
    links["order"] = [
        (-tops[ranks[0]][a], -tops[ranks[1]][b]) for a, b in zip(links[ranks[0]], links[ranks[1]], strict=True)
    ]
    ease = _BEND**2 * (3 - 2 * _BEND)
    for row in records(links.sort_values("order")):
        a, b, width = row[ranks[0]], row[ranks[1]], row["quotations"]
        upper = left[a] + (right[b] - left[a]) * ease
        left[a] -= width
        right[b] -= width
        x = at[0] + 0.02 + (at[1] - at[0] - 0.04) * _BEND
        says = f"{say.label(a)} – {say.label(b)}: {say.number(round(width / scale))} {say('quotations')}"
        figure.add_trace(go.Scatter(
            x=[*x, *x[::-1]], y=[*upper, *(upper - width)[::-1]], fill="toself", mode="none", showlegend=False,
            fillcolor="rgba(148,163,184,0.38)", hoveron="fills", hoverinfo="text", text=rtl(says, say),
        ))  # fmt: skip
