"""Who is named: how often, together with whom, and by which words."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.measures.counting import grouped, most, named, per_article, sentences_of
from analysis.measures.selection import by_outlet, by_period
from analysis.resampling import ratio
from analysis.tables import Measured
from analysis.text import fold


def actor_rates(
    m: Measured, *, by: str = "actor_id", actors: Sequence[str] = (), kinds: Sequence[str] = (), top: int = 15,
    replicates: int = 1000, seed: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """How often actors are named.

    `by` is `actor_id`, or `country` to count a state together with its persons and bodies. Pronouns and «این کشور» do
    not count. Columns: `actor, mentions,
    articles` (that name it), `value, low, high` (mentions per 1,000 words), `share, share_low, share_high` (of the
    articles), `n` (articles in all). The `actors` given, in their order; else the `top` most named of `kinds`.
    """
    table = named(m, by)
    if kinds:  # «سه کشور» names states together, and is none of the kinds
        table = table[table["kind"].isin(list(kinds)) & ~table["actor_id"].str.startswith("joint:")]
    ids = list(actors) or most(table[by], top)
    counts = per_article(m, table, by, ids)
    words = m.articles["words"].to_numpy(float)
    rate = ratio(counts * 1000, words, replicates=replicates, seed=seed)
    present = ratio(counts > 0, np.ones(len(words)), replicates=replicates, seed=seed, share=True)
    return pd.DataFrame({
        "actor": ids, "mentions": counts.sum(axis=0).astype(int), "articles": (counts > 0).sum(axis=0),
        "value": rate["value"], "low": rate["low"], "high": rate["high"],
        "share": present["value"], "share_low": present["low"], "share_high": present["high"], "n": len(words),
    })  # fmt: skip


def actors_over_time(
    m: Measured, actors: Sequence[str], *, by: str = "actor_id", period: str = "auto", replicates: int = 1000,
    seed: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """`actor_rates` of `actors` in each period, with the column `period`."""
    return grouped(by_period(m, period), "period", actor_rates, by=by, actors=actors, replicates=replicates, seed=seed)


def actors_by_outlet(
    m: Measured, actors: Sequence[str], *, by: str = "actor_id", replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """`actor_rates` of `actors` in each outlet, with the column `outlet`."""
    return grouped(by_outlet(m), "outlet", actor_rates, by=by, actors=actors, replicates=replicates, seed=seed)


def naming_choices(m: Measured, actors: Sequence[str], *, top: int = 8) -> pd.DataFrame:
    """The words by which each of `actors` is named: `actor, surface, resolved_by, mentions, share` (of its mentions).

    The `top` commonest. Spellings that differ only in letter variants, ZWNJ or diacritics count as one, under the
    commonest.
    """
    columns = ["actor", "surface", "resolved_by", "mentions", "share"]
    rows = []
    for actor in actors:
        table = m.mentions[m.mentions["actor_id"] == actor]
        spelt = table.groupby(table["surface"].map(lambda s: fold(s).text).astype(object), sort=True)
        found = [(_commonest(part["surface"]), _commonest(part["resolved_by"]), len(part)) for _, part in spelt]
        found.sort(key=lambda f: (-f[2], f[0]))
        rows += [(actor, *f, f[2] / len(table)) for f in found[:top]]
    return pd.DataFrame(rows, columns=columns)


def ways_of_naming(m: Measured, countries: Sequence[str]) -> pd.DataFrame:
    """By what a country's actors are named (name, office, metonym, …): `country, resolved_by, mentions, share`."""
    table = m.mentions[m.mentions["country"].isin(list(countries))]
    out = table.groupby(["country", "resolved_by"], sort=True).size().rename("mentions").reset_index()
    out["share"] = out["mentions"] / out.groupby("country")["mentions"].transform("sum")
    order = {c: i for i, c in enumerate(countries)}
    return out.sort_values(["country", "mentions"], key=lambda s: s.map(order) if s.name == "country" else -s)


def co_mentions(m: Measured, actors: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Which countries are named in one sentence: `pair, sentences, value, low, high, n`.

    `value` is the share of the sentences naming at least one of `actors` that name both of the pair.
    """
    wanted = named(m, "country")
    wanted = wanted[wanted["country"].isin(list(actors))]
    placed = sentences_of(m, wanted)
    sets: dict[tuple[str, str, int], set[str]] = {}
    for article, part, number, country in zip(
        placed["article_id"], placed["part"], placed["sentence"], placed["country"], strict=True
    ):
        sets.setdefault((article, part, number), set()).add(country)
    together = pd.DataFrame({"article_id": [key[0] for key in sets], "any": "x"}, columns=["article_id", "any"])
    pairs = list(combinations(actors, 2))
    columns = {f"{a}+{b}": [{a, b} <= named for named in sets.values()] for a, b in pairs}
    base = per_article(m, together, "any", ["x"])
    counts = np.hstack([per_article(m, together[np.array(c, dtype=bool)], "any", ["x"]) for c in columns.values()])
    found = ratio(counts, base, replicates=replicates, seed=seed, share=True)
    return pd.DataFrame({"pair": list(columns)}).assign(sentences=counts.sum(axis=0).astype(int), **found)


def _commonest(column: pd.Series) -> str:
    return str(most(column, 1)[0]) if column.notna().any() else ""
