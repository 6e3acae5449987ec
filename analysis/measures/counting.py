"""What all measures share: the rows that count, and counts per article."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.resampling import random_groups, ratio
from analysis.tables import Measured

Array = np.ndarray
OUTLET = "outlet"  # the sponsor of a cue that stands in nobody's quotation
OTHER = "other"
PERSONAL = ("anonymous", "document")  # source types that are no named source


def named(m: Measured, by: str = "actor_id") -> pd.DataFrame:
    """The mentions that name an actor: no pronouns; by `country` no places, since a town is not its state."""
    table = m.mentions[m.mentions["resolved_by"] != "pronoun"]
    return table[table["kind"] != "place"] if by == "country" else table


def quoted(m: Measured) -> pd.DataFrame:
    """The quotations with their `words`, and `country` of anonymous or stateless speakers as ''."""
    return m.quotations.assign(country=m.quotations["country"].fillna(""))


def credited(m: Measured) -> pd.DataFrame:
    """The credits to others than the outlet itself."""
    outlets = m.articles.set_index("id")["outlet"]
    own = m.credits["article_id"].astype(object).map(outlets)
    return m.credits[m.credits["source_id"].astype(object) != own]


def affirmed(m: Measured) -> pd.DataFrame:
    """The frame cues that are not negated."""
    return m.cues[~m.cues["negated"].fillna(False).astype(bool)]


def sponsored(m: Measured, states: Sequence[str], table: pd.DataFrame | None = None) -> pd.DataFrame:
    """The affirmed cues (or the rows of `table`, by their `sponsor_id`) with `sponsor`: one of `states`, `other`, or
    `outlet` for the outlet's own voice."""
    speaks_for = m.quotations.drop_duplicates("speaker_id").set_index("speaker_id")["country"].to_dict()

    def bloc(sponsor: object) -> str:
        if not isinstance(sponsor, str) or not sponsor:
            return OUTLET
        country = sponsor if sponsor in states else speaks_for.get(sponsor)
        return str(country) if country in states else OTHER

    table = affirmed(m) if table is None else table
    return table.assign(sponsor=[bloc(s) for s in table["sponsor_id"]])


def paired(m: Measured) -> pd.DataFrame:
    """The relations with `pair`, the two ids sorted and joined by +."""
    table = m.relations
    named = ["+".join(sorted((a, b))) for a, b in zip(table["actor_a"], table["actor_b"], strict=True)]
    return table.assign(pair=named)


def per_article(m: Measured, table: pd.DataFrame, column: str, ids: Sequence[str], weight: str | None = None) -> Array:
    """Counts (or sums of `weight`) of each id of `ids` in `column`, per article of `m`: articles × ids."""
    rows, places = _places(m, table, column, ids)
    kept = (rows >= 0) & (places >= 0)
    weights = None if weight is None else table[weight].to_numpy(float)[kept]
    return summed(rows[kept] * len(ids) + places[kept], weights, len(m.articles), len(ids))


def per_group(m: Measured, table: pd.DataFrame, column: str, ids: Sequence[str], *, seed: int = 1) -> Array:
    """Counts as `per_article` gives them, each article weighed by `weights`, summed over the random groups that
    `resampling` resamples where articles are many: groups × ids, without a row for each article."""
    rows, places = _places(m, table, column, ids)
    kept = (rows >= 0) & (places >= 0)
    group, number = random_groups(len(m.articles), seed)
    return summed(group[rows[kept]] * len(ids) + places[kept], weights(m)[rows[kept]], number, len(ids))


def summed(cells: Array, weights: Array | None, rows: int, columns: int) -> Array:
    """How often (or with what weight in all) each cell of a table of rows × columns is named."""
    flat = np.bincount(cells, weights=weights, minlength=rows * columns)
    return flat.reshape(rows, columns).astype(float)


def _places(m: Measured, table: pd.DataFrame, column: str, ids: Sequence[str]) -> tuple[Array, Array]:
    return placed(table["article_id"], m.ids), placed(table[column], pd.Index(list(ids), dtype=object))


def placed(column: pd.Series, ids: pd.Index) -> Array:
    """The place in `ids` of each value of a column, −1 where it has none; of categories each is sought once."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        places = np.append(ids.get_indexer(pd.Index(column.cat.categories, dtype=object)), -1)
        return places[column.cat.codes.to_numpy()]
    return ids.get_indexer(pd.Index(column.astype(object)))


def weights(m: Measured) -> Array:
    """How much each article counts: 1, or the share of its family that `select(families="weighted")` gave it."""
    return m.articles["weight"].to_numpy(float) if "weight" in m.articles else np.ones(len(m.articles))


def weighed(m: Measured, numerator: Array, denominator: Array, **options: Any) -> dict[str, Array]:
    """`resampling.ratio` of counts per article of `m`, each article weighed by `weights`; counts shown beside stay whole."""
    w = weights(m)[:, None]
    if (cases := options.pop("cases", None)) is not None:
        options["cases"] = (cases[:, None] if cases.ndim == 1 else cases) * w
    top, base = (
        a[:, None] if a.ndim == 1 else a for a in (np.asarray(numerator, float), np.asarray(denominator, float))
    )
    return ratio(top * w, base * w, **options)


def most(column: pd.Series, top: int, weight: pd.Series | None = None) -> list[str]:
    """The `top` most frequent (or weightiest) ids; equal ones by name."""
    filled = column.fillna("")
    sizes = filled.value_counts() if weight is None else weight.groupby(filled, observed=True).sum()
    return sorted((i for i in sizes.index if i != "" and sizes[i]), key=lambda i: (-sizes[i], i))[:top]


def grouped(
    groups: Iterable[tuple[str, Measured]], name: str, measure: Callable[..., pd.DataFrame], **options
) -> pd.DataFrame:
    """`measure` of each part, put together with the label of the part in the column `name`."""
    found = [measure(part, **options).assign(**{name: label}) for label, part in groups]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[name, "value", "low", "high", "n"])
