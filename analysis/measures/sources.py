"""Who speaks, and through whom."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from analysis.measures.counting import (
    OTHER,
    PERSONAL,
    Array,
    credited,
    grouped,
    most,
    named,
    per_article,
    per_group,
    placed,
    quoted,
    weighed,
    weights,
)
from analysis.measures.selection import by_outlet, by_period
from analysis.resampling import FEW, statistic
from analysis.tables import Measured


def voice_share(
    m: Measured, *, by: str = "speaker_id", unit: str = "words", ids: Sequence[str] = (), top: int = 15,
    replicates: int = 1000, seed: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """Who gets to speak: `speaker, quotations, words, value, low, high, n`.

    `by` is `speaker_id`, `country`, `source_type` or `verb_class`; `value` is the share of the quoted `words` (or of the
    `quotations`, by `unit`) of all speakers, so the shares of all rows with those left out make 1. `n` counts the
    articles with a quotation.
    """
    table = quoted(m)
    wanted = list(ids) or most(table[by], top, weight=table["words"] if unit == "words" else None)
    words, pieces = per_article(m, table, by, wanted, "words"), per_article(m, table, by, wanted)
    said = per_article(m, table.assign(all="x"), "all", ["x"])
    every = per_article(m, table.assign(all="x"), "all", ["x"], "words") if unit == "words" else said
    found = weighed(
        m, words if unit == "words" else pieces, every, replicates=replicates, seed=seed, share=True, cases=said
    )
    return pd.DataFrame({
        "speaker": wanted, "quotations": pieces.sum(axis=0).astype(int), "words": words.sum(axis=0).astype(int), **found
    })  # fmt: skip


def voice_against_mention(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Named often, heard never? For each of `states`, its share among them of mentions and of quoted words.

    Mentions are of the state itself (its name, its capital as its government); words are those quoted from the state and
    from all who speak for it. Columns: `country, measure (mentions|words), count, quotations, value, low, high, n`, and on both rows
    of a country `gap, gap_low, gap_high`: its share of the words less its share of the mentions. `quotations` is how many
    the words stand in (none of mentions).
    """
    mentioned = per_article(m, named(m), "actor_id", states)
    said = per_article(m, quoted(m), "country", states, "words")
    pieces = per_article(m, quoted(m), "country", states)
    shares = {
        name: weighed(
            m, table, table.sum(axis=1), replicates=replicates, seed=seed, share=True, cases=cases.sum(axis=1)
        )
        for name, table, cases in (("mentions", mentioned, mentioned), ("words", said, pieces))
    }
    k = len(states)
    rows = []
    for j, state in enumerate(states):

        def gap(sums: Array, j: int = j) -> Array:
            with np.errstate(divide="ignore", invalid="ignore"):
                return sums[:, k + j] / sums[:, k:].sum(axis=1) - sums[:, j] / sums[:, :k].sum(axis=1)

        value, low, high = statistic(
            np.hstack([mentioned, said]) * weights(m)[:, None], gap, replicates=replicates, seed=seed
        )
        for measure, table in (("mentions", mentioned), ("words", said)):
            found = {key: array[j] for key, array in shares[measure].items()}
            if int((said.sum(axis=1) > 0).sum()) < FEW:
                low = high = float("nan")
            rows.append({"country": state, "measure": measure, "count": int(table[:, j].sum()),
                         "quotations": float(pieces[:, j].sum()) if measure == "words" else np.nan, **found,
                         "gap": value, "gap_low": low, "gap_high": high})  # fmt: skip
    return pd.DataFrame(rows)


def source_types(m: Measured, *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Share of the quotations by type of source (official, anonymous, …): columns of `voice_share`."""
    return voice_share(m, by="source_type", unit="quotations", replicates=replicates, seed=seed)


def sources_per_article(m: Measured, *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """How many different named speakers an article quotes: `speakers (0|1|2|3+), articles, value, low, high, n`.

    Anonymous sources and documents are no named speakers; the members of a joint statement count as one.
    """
    table = m.quotations[~m.quotations["source_type"].isin(PERSONAL)]
    speakers = table.groupby("article_id")["speaker_id"].nunique().reindex(m.articles["id"], fill_value=0).to_numpy()
    classes = np.column_stack([speakers == 0, speakers == 1, speakers == 2, speakers >= 3])
    found = weighed(m, classes, np.ones(len(speakers)), replicates=replicates, seed=seed, share=True)
    return pd.DataFrame({"speakers": ["0", "1", "2", "3+"], "articles": classes.sum(axis=0), **found})


def source_diversity(m: Measured, *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """How many voices carry the speech: rows `index` = speakers, shannon, effective, simpson.

    Columns `index, value, low, high, n`. `speakers`: different speakers (a count, no interval). `shannon`: entropy of
    the quotations over speakers in nats, with the Miller–Madow correction of its bias, H + (K − 1) / 2N (Miller 1955).
    `effective`: exp(shannon), as many equally loud voices (Hill 1973). `simpson`: the chance that two quotations drawn
    at random have different speakers, unbiased form 1 − Σ x(x − 1) / N(N − 1) (Simpson 1949). Intervals are bootstrap
    intervals moved by the bootstrap's estimate of bias (see `resampling.statistic`).
    """
    speakers = m.quotations["speaker_id"].astype(object)
    ids = sorted(speakers[speakers.notna()].unique())
    counts = per_group(m, m.quotations, "speaker_id", ids, seed=seed)
    n = m.quotations.loc[speakers.notna(), "article_id"].nunique()
    rows: list[dict[str, object]] = [{"index": "speakers", "value": float(len(ids)), "low": np.nan, "high": np.nan}]
    measures: dict[str, Callable[[Array], Array]] = {
        "shannon": _shannon, "effective": lambda sums: np.exp(_shannon(sums)), "simpson": _simpson
    }  # fmt: skip
    for name, measure in measures.items():
        value, low, high = (
            statistic(counts, measure, replicates=replicates, seed=seed, centred=True) if ids else (np.nan,) * 3
        )
        most = 1.0 if name == "simpson" else np.inf
        rows.append({"index": name, "value": value, "low": np.clip(low, 0, most), "high": np.clip(high, 0, most)})
    return pd.DataFrame(rows).assign(n=n)


def credit_shares(m: Measured, *, top: int = 15, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Through whom: `source, credits, articles, value, low, high, n`; `value` is the share of articles crediting it.

    The `top` that most articles credit, however often each does. An outlet that credits itself («به گزارش خبرنگار …») relays nobody and is not counted.
    """
    table = credited(m)
    once = table[["article_id", "source_id"]].astype(object).drop_duplicates()
    ids = most(
        once["source_id"], top, weight=pd.Series(weights(m)[placed(once["article_id"], m.ids)], index=once.index)
    )
    counts = per_article(m, table, "source_id", ids)
    found = weighed(m, counts > 0, np.ones(len(counts)), replicates=replicates, seed=seed, share=True)
    return pd.DataFrame({
        "source": ids, "credits": counts.sum(axis=0).astype(int), "articles": (counts > 0).sum(axis=0), **found
    })  # fmt: skip


def relayed(m: Measured) -> pd.DataFrame:
    """The quotations by the sources they come through: `row, article_id, speaker_id, source_id, outlet`.

    `row` is the place of the quotation in its table. The source is the quotation's own `via`; where that is not settled
    there is one row for each source that the article credits.
    """
    said = m.quotations[["article_id", "speaker_id"]].assign(via=m.quotations.get("via")).astype(object).fillna("")
    said = said.assign(row=range(len(said)))
    linked = said[said["via"] != ""].rename(columns={"via": "source_id"})
    loose = said[said["via"] == ""].drop(columns="via")
    sources = credited(m)[["article_id", "source_id"]].astype(object).drop_duplicates()
    chains = pd.concat([linked, loose.merge(sources, on="article_id")], ignore_index=True)
    outlets = pd.Series(m.articles["outlet"].fillna("").astype(object).to_numpy(), index=m.ids)
    chains = chains.assign(outlet=chains["article_id"].map(outlets))
    return chains[chains["source_id"] != chains["outlet"]]


def relays(m: Measured, *, top: int = 15, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Chains outlet ← source ← speaker, most frequent first.

    Columns `outlet, source, speaker, quotations, articles, value, low, high, n`; `value` is the share of the relayed
    quotations. The link is the quotation's own `via` where the measurement settled it; else every source credited in the
    article.
    """
    chains = relayed(m).assign(all="x")
    keys = ["outlet", "source_id", "speaker_id"]
    out = chains.groupby(keys, sort=True)["article_id"].agg(quotations="size", articles="nunique").reset_index()
    out = out.sort_values(["quotations", *keys], ascending=[False, True, True, True], ignore_index=True).head(top)
    names = [f"chain-{n}" for n in range(len(out))]
    chains = chains.merge(out[keys].assign(chain=names), on=keys, how="left")
    counts = per_article(m, chains, "chain", names)
    found = weighed(m, counts, per_article(m, chains, "all", ["x"]), replicates=replicates, seed=seed, share=True)
    return out.rename(columns={"source_id": "source", "speaker_id": "speaker"}).assign(**found)


RUNGS = [f"rung-{n}" for n in range(1, 6)]


def anonymous_ladder(m: Measured, *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Unnamed sources by rung, from somebody near the matter (1) to hearsay (5): `rung, quotations, value, low, high, n`.

    `value` is the share of all quotations, `n` the articles with a quotation. Quotations of nobody in particular, on no
    rung, are left out. The rungs are the codebook's (`reporting_verbs.yaml`, phrases of kind `anonymous`).
    """
    table = quoted(m)
    table = table.assign(rung=[f"rung-{int(r)}" if r == r and r is not None else "" for r in table["rung"]], all="x")
    counts = per_article(m, table, "rung", RUNGS)
    found = weighed(m, counts, per_article(m, table, "all", ["x"]), replicates=replicates, seed=seed, share=True)
    return pd.DataFrame({"rung": RUNGS, "quotations": counts.sum(axis=0).astype(int), **found})


def voices_by_outlet(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Share of each outlet's quoted words by the speaker's state: columns of `voice_share` with `outlet`."""
    return grouped(by_outlet(m), "outlet", voice_share, by="country", ids=states, replicates=replicates, seed=seed)


def voices_over_time(
    m: Measured, states: Sequence[str], *, period: str = "auto", replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """Share of the quoted words by the speaker's state in each period: columns of `voice_share` with `period`."""
    return grouped(
        by_period(m, period), "period", voice_share, by="country", ids=states, replicates=replicates, seed=seed
    )


def verbs_by_outlet(m: Measured, *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Classes of reporting verbs in each outlet: columns of `voice_share` (`speaker` is the class) with `outlet`."""
    classes = most(m.quotations["verb_class"], 9)
    options = {"by": "verb_class", "unit": "quotations", "ids": classes, "replicates": replicates, "seed": seed}
    return grouped(by_outlet(m), "outlet", voice_share, **options) if classes else pd.DataFrame(columns=["value"])


def verbs_by_side(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """With which verbs each side is brought in: `country, speaker, quotations, value, low, high, n`.

    `country` is one of `states` or `other`, `speaker` the class of the verb, `value` its share of the side's quotations,
    `n` the articles that quote the side.
    """
    table = quoted(m)
    table = table.assign(side=[c if c in states else OTHER for c in table["country"]], all="x")
    classes = most(table["verb_class"], 9)
    rows = []
    for side in [*states, OTHER]:
        own = table[table["side"] == side]
        counts = per_article(m, own, "verb_class", classes)
        found = weighed(m, counts, per_article(m, own, "all", ["x"]), replicates=replicates, seed=seed, share=True)
        rows.append(
            pd.DataFrame({"country": side, "speaker": classes, "quotations": counts.sum(axis=0).astype(int), **found})
        )
    return pd.concat(rows, ignore_index=True)


def _shannon(sums: Array) -> Array:
    total = sums.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = sums / total
        plug_in = -np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0).sum(axis=1)
        return np.where(total[:, 0] > 0, plug_in + ((sums > 0).sum(axis=1) - 1) / (2 * total[:, 0]), np.nan)


def _simpson(sums: Array) -> Array:
    total = sums.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total > 1, 1 - (sums * (sums - 1)).sum(axis=1) / (total * (total - 1)), np.nan)
