"""Who is named: how often, together with whom, and by which words."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import batched, combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.measures.counting import grouped, most, named, per_article, placed, weighed
from analysis.measures.selection import by_outlet, by_period, select
from analysis.tables import COLUMNS, Measured
from analysis.text import fold
from analysis.unresolved import most_frequent


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
    rate = weighed(m, counts * 1000, words, replicates=replicates, seed=seed, events=1000)
    present = weighed(m, counts > 0, np.ones(len(words)), replicates=replicates, seed=seed, share=True)
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


def naming_choices(
    m: Measured, actors: Sequence[str], *, top: int = 8, replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """The words by which each of `actors` is named: `actor, surface, resolved_by, mentions, share, low, high, n`.

    The `top` commonest; `share` of the actor's mentions, `n` the articles that name it. Spellings that differ only in
    letter variants, ZWNJ or diacritics count as one, under the commonest.
    """
    rows = []
    for actor in actors:
        table = m.mentions[m.mentions["actor_id"] == actor]
        table = table.assign(spelt=table["surface"].map(lambda s: fold(s).text).astype(object))
        names = most(table["spelt"], top)
        found = {name: table[table["spelt"] == name] for name in names}
        rows.append(pd.DataFrame({
            "actor": actor, "surface": [_commonest(found[n]["surface"]) for n in names],
            "resolved_by": [_commonest(found[n]["resolved_by"]) for n in names],
            "mentions": [len(found[n]) for n in names],
            **_shares(m, table, "spelt", names, replicates, seed),
        }))  # fmt: skip
    columns = ["actor", "surface", "resolved_by", "mentions", "share", "low", "high", "n"]
    return pd.concat(rows, ignore_index=True)[columns] if rows else pd.DataFrame(columns=columns)


def ways_of_naming(
    m: Measured, countries: Sequence[str], *, replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:  # fmt: skip
    """By what a country's actors are named (name, office, metonym, …): `country, resolved_by, mentions, share, low, high,
    n`; `share` of the country's mentions, `n` the articles with one. Commonest first."""
    rows = []
    for country in countries:
        table = m.mentions[m.mentions["country"] == country]
        ways = most(table["resolved_by"], 9)
        counts = [int((table["resolved_by"] == w).sum()) for w in ways]
        found = _shares(m, table, "resolved_by", ways, replicates, seed)
        rows.append(pd.DataFrame({"country": country, "resolved_by": ways, "mentions": counts, **found}))
    columns = ["country", "resolved_by", "mentions", "share", "low", "high", "n"]
    return pd.concat(rows, ignore_index=True)[columns] if rows else pd.DataFrame(columns=columns)


def _shares(
    m: Measured, table: pd.DataFrame, column: str, ids: Sequence[str], replicates: int, seed: int
) -> dict[str, np.ndarray]:
    counts, every = per_article(m, table, column, ids), per_article(m, table.assign(all="x"), "all", ["x"])
    found = weighed(m, counts, every, replicates=replicates, seed=seed, share=True)
    return {"share": found.pop("value"), **found}


def co_mentions(m: Measured, actors: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Which countries are named in one sentence: `pair, sentences, value, low, high, n`.

    `value` is the share of the sentences naming at least one of `actors` that name both of the pair.
    """
    wanted = named(m, "country")
    wanted = wanted[wanted["country"].isin(list(actors))]
    holds, article = _held_together(m, wanted, "country", actors)
    pairs = list(combinations(range(len(actors)), 2))
    base = _counted(m, article)[:, None]
    counts = np.column_stack([_counted(m, article[holds[:, i] & holds[:, j]]) for i, j in pairs])
    found = weighed(m, counts, base, replicates=replicates, seed=seed, share=True)
    names = [f"{actors[i]}+{actors[j]}" for i, j in pairs]
    return pd.DataFrame({"pair": names}).assign(sentences=counts.sum(axis=0).astype(int), **found)


def _held_together(m: Measured, table: pd.DataFrame, column: str, ids: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Which of `ids` each sentence of `table` names (sentences × ids), and the place of its article."""
    rows, places = placed(table["article_id"], m.ids), placed(table[column], pd.Index(list(ids), dtype=object))
    number = table["sentence"].to_numpy(np.int64) * 2 + (table["part"] == "title").to_numpy()
    most_sentences = number.max(initial=0) + 1
    sentences, cell = np.unique(rows.astype(np.int64) * most_sentences + number, return_inverse=True)
    holds = np.zeros((len(sentences), len(ids)), dtype=bool)
    holds[cell, places] = True
    return holds, sentences // most_sentences


def _counted(m: Measured, articles: np.ndarray) -> np.ndarray:
    return np.bincount(articles, minlength=len(m.articles)).astype(float)


def named_together(
    m: Measured, *, kinds: Sequence[str] = ("state", "person"), top: int = 14, least: int = 2, replicates: int = 1000,
    seed: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """The co-mention network: which of the `top` most named actors of `kinds` are named in one sentence.

    One row per pair named together in at least `least` sentences: `pair` (A+B), `a, b`, `sentences, articles, value,
    low, high, n`, most sentences first. `value` is the share of the sentences naming either that name both (the Jaccard
    coefficient, 1901), `n` the articles naming either.
    """
    columns = ["pair", "a", "b", "sentences", "articles", "value", "low", "high", "n"]
    table = named(m)
    table = table[table["kind"].isin(list(kinds)) & ~table["actor_id"].str.contains("+", regex=False)]
    ids = most(table["actor_id"], top)
    table = table[table["actor_id"].isin(ids)]
    if table.empty:
        return pd.DataFrame(columns=columns)
    holds, article = _held_together(m, table, "actor_id", ids)
    pairs = [(i, j) for i, j in combinations(range(len(ids)), 2) if (holds[:, i] & holds[:, j]).sum() >= least]
    if not pairs:
        return pd.DataFrame(columns=columns)
    found = []
    for some in batched(pairs, 12):  # a column an article for each: memory
        both = np.column_stack([_counted(m, article[holds[:, i] & holds[:, j]]) for i, j in some])
        either = np.column_stack([_counted(m, article[holds[:, i] | holds[:, j]]) for i, j in some])
        found.append(pd.DataFrame({
            "pair": [f"{ids[i]}+{ids[j]}" for i, j in some], "a": [ids[i] for i, _ in some],
            "b": [ids[j] for _, j in some], "sentences": both.sum(axis=0).astype(int),
            "articles": (both > 0).sum(axis=0),
            **weighed(m, both, either, replicates=replicates, seed=seed, share=True),
        }))  # fmt: skip
    out = pd.concat(found, ignore_index=True)
    return out.sort_values(["sentences", "pair"], ascending=[False, True], ignore_index=True)[columns]


def naming_by_outlet(
    m: Measured, codebook: Codebook, *, top: int = 3, replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """Naming as a choice, by outlet: «رژیم صهیونیستی» or «اسرائیل», «داعش» or «دولت اسلامی».

    Of the actors whose names the codebook classes (`wordings`) and who are named in at least two ways, the `top` commonest
    names: `outlet, actor, entry, surface, mentions, value, low, high, n`. `value` is the share of the outlet's namings of the
    actor by a classed name (`entry` as in the mentions, `surface` as the codebook writes it), `n` the articles with one. Outlets largest first.
    """
    table = named(m)
    table = table[table["resolved_by"] == "name"]
    ways: dict[
        str, tuple[list[str], dict[str, str]]
    ] = {}  # of each actor the commonest names, and how they are classed
    for actor in most(table["actor_id"], 400):
        entry = codebook.actors.get(actor)
        if entry is None or not entry.wordings:
            continue
        classed = {fold(surface).text: surface for surface in entry.wordings}
        entries = table.loc[table["actor_id"] == actor, "entry"]
        spelt = [e for e in entries.astype(object).unique() if fold(str(e)).text in classed]
        names = most(entries[entries.isin(spelt)], top)
        if len(names) > 1:
            ways[actor] = names, {e: classed[fold(e).text] for e in spelt}
    namings: dict[str, Any] = dict.fromkeys(COLUMNS) | {"mentions": table[table["actor_id"].isin(list(ways))]}
    parts = list(by_outlet(replace(m, **namings)))
    rows = []
    for actor, (names, classed) in ways.items():
        for outlet, own in parts:
            here = own.mentions[(own.mentions["actor_id"] == actor) & own.mentions["entry"].isin(list(classed))]
            found = _shares(own, here, "entry", names, replicates, seed)
            rows.append(pd.DataFrame({
                "outlet": outlet, "actor": actor, "entry": names, "surface": [classed[n] for n in names],
                "mentions": [int((here["entry"] == n).sum()) for n in names], "value": found.pop("share"), **found
            }))  # fmt: skip
    columns = ["outlet", "actor", "entry", "surface", "mentions", "value", "low", "high", "n"]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)


def with_and_without_copies(
    corpus: Measured, actors: Sequence[str], *, replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """`actor_rates` of `actors` twice, by `counted` (`without` copies, `with` them); empty where there is no copy.

    Takes the corpus before `select`, since that leaves the copies out.
    """
    if not (corpus.articles["status"] == "duplicate").any():
        return pd.DataFrame(columns=["counted", "actor", "mentions", "articles", "value", "low", "high", "n"])
    found = [
        actor_rates(select(corpus, copies=copies), actors=actors, replicates=replicates, seed=seed).assign(counted=name)
        for name, copies in (("without", False), ("with", True))
    ]
    return pd.concat(found, ignore_index=True)[
        ["counted", "actor", "mentions", "articles", "value", "low", "high", "n"]
    ]


def left_open(m: Measured, *, top: int = 15) -> pd.DataFrame:
    """What could not be resolved, most frequent first: `surface, why, occurrences, articles`.

    `why` is `open-office` (no holder known for the day), `open-pronoun` or `open-name` (a title before an unknown name).
    """
    table = most_frequent(m.unresolved, top=top).rename(columns={"n": "occurrences"})
    return table.assign(why="open-" + table["why"].astype(str))


def _commonest(column: pd.Series) -> str:
    return str(most(column, 1)[0]) if column.notna().any() else ""
