"""How the states stand to each other: of the pairs that relations are measured of, those between Russia, Iran and Turkey."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.clauses import FOCAL
from analysis.measures.counting import OTHER, OUTLET, grouped, paired, per_article, sponsored, weighed, weights
from analysis.measures.selection import by_outlet, by_period
from analysis.resampling import zero_limit
from analysis.tables import Measured


def related(states: Sequence[str]) -> list[str]:
    """Each pair of `states` that relations are measured of (`A+B`, ids sorted); of other states nobody looked for one."""
    return ["+".join(sorted(pair)) for pair in combinations(states, 2) if set(pair) <= set(FOCAL)]


def stances(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Stance per pair of `related(states)`: `pair, stance, sentences, value, low, high, n`.

    `pair` is `A+B` with ids sorted; `value` the stance's share of the sentences on the pair; `n` the articles with one.
    """
    table = paired(m)
    rows = []
    for pair in related(states):
        counts = per_article(m, table[table["pair"] == pair], "stance", STANCES)
        if not counts.sum():
            continue
        found = weighed(m, counts, counts.sum(axis=1), replicates=replicates, seed=seed, share=True)
        rows.append(
            pd.DataFrame({"pair": pair, "stance": STANCES, "sentences": counts.sum(axis=0).astype(int), **found})
        )
    columns = ["pair", "stance", "sentences", "value", "low", "high", "n"]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)


STANCES = ["cooperative", "neutral", "mixed", "conflictual"]


def net_stance(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Cooperation less conflict per pair: `pair, sentences, value, low, high, n`.

    `value` = (cooperative − conflictual) / all sentences on the pair, from −1 to 1. Where every sentence says the same,
    so that every resample repeats it, the interval is that of the other stance's share (`resampling.zero_limit`), twice.
    """
    table = paired(m)
    table = table.assign(sign=table["stance"].map({"cooperative": 1.0, "conflictual": -1.0}).fillna(0.0))
    pairs = related(states)
    signs, counts = per_article(m, table, "pair", pairs, "sign"), per_article(m, table, "pair", pairs)
    found = weighed(m, signs, counts, replicates=replicates, seed=seed)
    slack = 2 * zero_limit((counts * weights(m)[:, None]).sum(axis=0))
    for bound, all_alike in (("low", 1.0), ("high", -1.0)):
        given = np.isfinite(found[bound]) & (found["value"] == all_alike)
        found[bound] = np.where(given, all_alike - all_alike * slack, found[bound])
    return pd.DataFrame({"pair": pairs, "sentences": counts.sum(axis=0).astype(int), **found})


def stance_over_time(
    m: Measured, states: Sequence[str], *, period: str = "auto", replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """`net_stance` in each period, with the column `period`; pairs without a sentence have no value there."""
    return grouped(by_period(m, period), "period", net_stance, states=states, replicates=replicates, seed=seed)


def stance_by_outlet(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """`net_stance` in each outlet, with the column `outlet`."""
    return grouped(by_outlet(m), "outlet", net_stance, states=states, replicates=replicates, seed=seed)


def stance_by_voice(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """`net_stance` by whose words tell it, with the column `sponsor`: one of `states`, `other` speakers, or `outlet`."""
    table = sponsored(m, states, m.relations)
    rows = []
    for voice in (OUTLET, *states, OTHER):
        part = replace(m, relations=table[table["sponsor"] == voice])
        rows.append(net_stance(part, states, replicates=replicates, seed=seed).assign(sponsor=voice))
    return pd.concat(rows, ignore_index=True)
