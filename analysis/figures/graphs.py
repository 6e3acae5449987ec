"""Who stands with whom: actors on a circle, joined by lines."""

from math import cos, pi, sin

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.base import INK, Note, Picture, colour, finish, nothing, records, rtl, wrapped
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
        ))  # fmt: skip
    size = [12 + 20 * (strength[i] / strength.max()) ** 0.5 for i in order]
    figure.add_trace(go.Scatter(
        x=[place[i][0] for i in order], y=[place[i][1] for i in order], mode="markers", showlegend=False,
        marker={"size": size, "color": [colour(i, say) for i in order], "line": {"color": "white", "width": 2}},
        hoverinfo="text", hovertext=[rtl(f"{say.label(i)}: {say.number(strength[i])} {say('sentences')}", say) for i in order],
    ))  # fmt: skip
    for i in order:
        x, y = place[i]
        side = "center" if abs(x) < 0.35 else "left" if x > 0 else "right"
        figure.add_annotation(
            x=1.13 * x, y=1.13 * y, text=wrapped(say.label(i), say, 14), showarrow=False, xanchor=side,
            yanchor="bottom" if y > 0.9 else "top" if y < -0.9 else "middle", font={"size": 12, "color": INK},
        )  # fmt: skip
    figure = finish(figure, numbers, say, key, height=560, columns=("a", "b"), lines=False)
    figure.update_yaxes(visible=False, range=[-1.45, 1.45])
    return figure.update_xaxes(visible=False, range=[-2.0, 2.0])
