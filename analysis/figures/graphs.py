"""Who stands with whom: actors on a circle, joined by lines; the states as a triangle."""

from math import cos, pi, sin

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.base import INK, Note, Picture, colour, finish, links, nothing, records, rtl, wrapped
from analysis.words import Words

_WIDEST = 9.0  # pixels of the heaviest line


def network(numbers: pd.DataFrame, say: Words, key: str = "network", *, most: int = 40) -> go.Figure | Note:
    """Actors on a circle, a line between two that are named together: the wider, the more sentences.

    `numbers` is `measures.named_together` (`pair, a, b, sentences, articles, value, low, high, n`), of which the `most`
    frequent pairs are drawn. Actors of one country stand side by side and share its colour.
    """
    numbers = numbers.head(most)
    if numbers.empty:
        return nothing(key, say, why="why-together")
    strength = pd.concat([numbers.groupby("a")["sentences"].sum(), numbers.groupby("b")["sentences"].sum()])
    strength = strength.groupby(level=0).sum()
    actors = say.codebook.actors
    countries = {i: (actors[i].country or i) if i in actors else i for i in strength.index}
    weight = strength.groupby(countries).sum()
    order = sorted(strength.index, key=lambda i: (-weight[countries[i]], countries[i], -strength[i], i))
    place = {i: (sin(2 * pi * k / len(order)), cos(2 * pi * k / len(order))) for k, i in enumerate(order)}
    figure = Picture()
    heaviest = float(numbers["sentences"].max())
    for row in records(numbers):
        (x1, y1), (x2, y2) = place[row["a"]], place[row["b"]]
        figure.add_trace(go.Scatter(
            x=[x1, (x1 + x2) / 2, x2], y=[y1, (y1 + y2) / 2, y2], mode="lines", showlegend=False, opacity=0.55,
            line={"width": max(0.8, _WIDEST * row["sentences"] / heaviest), "color": "#94a3b8"}, hoverinfo="text",
            hovertext=rtl(f"{say.label(row['pair'])}: {say.number(row['sentences'])} {say('sentences')}, {say.value(row, 'share')}", say),
            customdata=links(pd.DataFrame([row]), key, ("a", "b")) * 3,
        ))  # fmt: skip
    size = [12 + 20 * (strength[i] / strength.max()) ** 0.5 for i in order]
    figure.add_trace(go.Scatter(
        x=[place[i][0] for i in order], y=[place[i][1] for i in order], mode="markers", showlegend=False,
        marker={"size": size, "color": [colour(i, say) for i in order], "line": {"color": "white", "width": 2}},
        hoverinfo="text", hovertext=[rtl(f"{say.label(i)}: {say.number(strength[i])} {say('sentences')}", say) for i in order],
        customdata=[f"evidence.html#table=mentions&actor={i}" for i in order],
    ))  # fmt: skip
    for i in order:
        x, y = place[i]
        side = "center" if abs(x) < 0.35 else "left" if x > 0 else "right"
        figure.add_annotation(
            x=1.13 * x, y=1.13 * y, text=wrapped(say.label(i), say, 11), showarrow=False, xanchor=side,
            yanchor="bottom" if y > 0.9 else "top" if y < -0.9 else "middle", font={"size": 12, "color": INK},
        )  # fmt: skip
    figure = finish(figure, numbers, say, key, height=560, columns=("a", "b"), lines=False)
    figure.update_yaxes(visible=False, range=[-1.45, 1.45])
    return figure.update_xaxes(visible=False, range=[-2.2, 2.2])


_SHADES = [(-0.25, "#111827"), (0.25, "#9ca3af"), (2, "#5e3c99")]  # net stance up to: conflict, neither, cooperation


def triangle(numbers: pd.DataFrame, say: Words, key: str = "triangle") -> go.Figure | Note:
    """The states at the corners; a side is as wide as the sentences on the pair, its colour and number the net stance.

    `numbers` is `measures.net_stance` (`pair, sentences, value, low, high, n`).
    """
    numbers = numbers[numbers["sentences"] > 0]
    if numbers.empty:
        return nothing(key, say)
    states = list(dict.fromkeys(s for pair in numbers["pair"] for s in pair.split("+")))
    states.sort(key=lambda s: say.states.index(s) if s in say.states else 99)
    place = {s: (sin(2 * pi * k / len(states)), cos(2 * pi * k / len(states))) for k, s in enumerate(states)}
    figure = Picture()
    heaviest = float(numbers["sentences"].max())
    for row in records(numbers):
        (x1, y1), (x2, y2) = (place[s] for s in row["pair"].split("+"))
        shade = next(c for limit, c in _SHADES if row["value"] <= limit)
        says = f"{say.label(row['pair'])}: {say.value(row, 'net')}, {say.number(row['sentences'])} {say('sentences')}"
        figure.add_trace(go.Scatter(
            x=[x1, (x1 + x2) / 2, x2], y=[y1, (y1 + y2) / 2, y2], mode="lines", showlegend=False, hoverinfo="text",
            line={"width": 3 + 16 * row["sentences"] / heaviest, "color": shade}, hovertext=rtl(says, say), opacity=0.85,
            customdata=links(pd.DataFrame([row]), key, ("pair",)) * 3,
        ))  # fmt: skip
        figure.add_annotation(
            x=(x1 + x2) / 2, y=(y1 + y2) / 2, showarrow=False, bgcolor="white", borderpad=3,
            text="<br>".join([rtl(say.amount(row["value"], "net"), say), rtl(say.interval(row["low"], row["high"], "net") or "–", say)]),
            font={"size": 12, "color": INK},
        )  # fmt: skip
    figure.add_trace(go.Scatter(
        x=[place[s][0] for s in states], y=[place[s][1] for s in states], mode="markers", showlegend=False,
        marker={"size": 34, "color": [colour(s, say) for s in states], "line": {"color": "white", "width": 3}},
        hoverinfo="skip",
    ))  # fmt: skip
    for s in states:
        x, y = place[s]
        figure.add_annotation(
            x=1.34 * x, y=1.26 * y, text=rtl(say.label(s), say), showarrow=False, font={"size": 14, "color": INK}
        )
    figure = finish(figure, numbers, say, key, height=470, columns=("pair",), lines=False)
    figure.update_yaxes(visible=False, range=[-0.9, 1.5])
    return figure.update_xaxes(visible=False, range=[-1.7, 1.7])
