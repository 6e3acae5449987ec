"""Through whom: the way of the words, from the speaker to the outlet."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.figures.base import INK, Note, Picture, colour, finish, nothing, records, rtl, wrapped
from analysis.words import Words

_RANKS = ("speaker", "source", "outlet")
_PAD = 0.25  # between two names of a rank, in the unit of the thinnest possible name
_BEND = np.linspace(0, 1, 14)


def flow(numbers: pd.DataFrame, say: Words, key: str = "relays") -> go.Figure | Note:
    """Speaker → source credited → outlet, as wide as the quotations that come this way; right to left in Persian.

    `numbers` is `measures.relays` (`outlet, source, speaker, quotations, articles, value, low, high, n`). Drawn with
    filled curves (a Sankey diagram after Schmidt 2008), since the plotly that reports carry draws lines and bars only.
    """
    if numbers.empty:
        return nothing(key, say, why="why-credits")
    whole = float(numbers["quotations"].sum())
    pad = _PAD * whole / max(len(set(numbers[rank])) for rank in _RANKS)
    tops = {rank: _stacked(numbers, rank, whole, pad) for rank in _RANKS}
    figure = Picture()
    for left, right in ((0, 1), (1, 2)):
        _ribbons(figure, numbers, (_RANKS[left], _RANKS[right]), (left, right), tops, say)
    for x, rank in enumerate(_RANKS):
        sums = numbers.groupby(rank)["quotations"].sum()
        for id, top in tops[rank].items():
            figure.add_trace(go.Scatter(
                x=[x - 0.02, x + 0.02, x + 0.02, x - 0.02], y=[top, top, top - sums[id], top - sums[id]], fill="toself",
                mode="none", fillcolor=colour(id, say), hoverinfo="skip", showlegend=False,
            ))  # fmt: skip
            side = ("right", "center", "left")[x]
            figure.add_annotation(
                x=x + (-0.04, 0, 0.04)[x], y=top - sums[id] / 2, showarrow=False, text=wrapped(_short(say.label(id)), say, 13),
                xanchor={"right": "left", "left": "right"}.get(side, side) if say.rtl else side, yanchor="middle",
                font={"size": 11, "color": INK}, bgcolor="rgba(255,255,255,0.75)" if x == 1 else None,
            )  # fmt: skip
    longest = max(len(set(numbers[rank])) for rank in _RANKS)
    figure = finish(figure, numbers, say, key, height=120 + 34 * longest, columns=_RANKS, lines=False)
    figure.update_yaxes(visible=False)
    return figure.update_xaxes(visible=False, range=[3.1, -1.1] if say.rtl else [-1.1, 3.1])


def _stacked(numbers: pd.DataFrame, rank: str, whole: float, pad: float) -> dict[str, float]:
    """The upper edge of each name of a rank, largest on top."""
    sums = numbers.groupby(rank)["quotations"].sum()
    order = sorted(sums.index, key=lambda i: (-sums[i], i))
    top, tops = whole + pad * (len(order) - 1) / 2, {}
    for id in order:
        tops[id] = top
        top -= sums[id] + pad
    return tops


def _ribbons(
    figure: go.Figure, numbers: pd.DataFrame, ranks: tuple[str, str], at: tuple[int, int],
    tops: dict[str, dict[str, float]], say: Words,
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
        says = f"{say.label(a)} – {say.label(b)}: {say.number(width)} {say('quotations')}"
        figure.add_trace(go.Scatter(
            x=[*x, *x[::-1]], y=[*upper, *(upper - width)[::-1]], fill="toself", mode="none", showlegend=False,
            fillcolor="rgba(148,163,184,0.38)", hoveron="fills", hoverinfo="text", text=rtl(says, say),
        ))  # fmt: skip


def _short(text: str, longest: int = 24) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
