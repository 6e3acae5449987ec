"""From the measured tables to numbers: counts, rates, shares and diversity, each with its interval.

In goes `Measured` (see `tables`), narrowed by `select`; out comes one tidy table per question. Intervals are 95 %
bootstrap intervals over articles (`resampling`); `n` is the number of articles behind a row, and where it is below
`FEW` the interval is missing (NaN). Every function takes `replicates` and `seed`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.resampling import FEW, ratio, statistic
from analysis.tables import COLUMNS, Measured
from analysis.text import count_words, fold, sentences

Array = np.ndarray
OUTLET = "outlet"  # the sponsor of a cue that stands in nobody's quotation
OTHER = "other"
PERSONAL = ("anonymous", "document")  # source types that are no named source


# --- which articles -----------------------------------------------------------------------------------------------


def select(
    m: Measured, *, start: str | None = None, end: str | None = None, outlets: Iterable[str] = (), copies: bool = False
) -> Measured:
    """The part of a measured corpus that a report is about.

    Keeps articles of status `kept` (with `copies=True` also `duplicate`) of the given outlets (all, if none is given)
    dated from `start` to `end`, both days included; with either given, undated articles are left out. Every other table
    keeps the rows of these articles; `rejected` stays whole.
    """
    table = m.articles
    keep = table["status"].isin(["kept", "duplicate"] if copies else ["kept"])
    if outlets:
        keep &= table["outlet"].isin(list(outlets))
    days = table["date"].fillna("").astype(str).str[:10]
    if start:
        keep &= days >= str(start)
    if end:
        keep &= (days <= str(end)) & (days != "")
    chosen = table[keep].reset_index(drop=True)
    ids = set(chosen["id"])
    narrowed = {name: _rows_of(getattr(m, name), ids) for name in COLUMNS}
    return replace(m, articles=chosen, **narrowed)


def by_outlet(m: Measured) -> dict[str, Measured]:
    """The corpus outlet by outlet, largest first."""
    sizes = m.articles["outlet"].fillna("").value_counts()
    order = sorted(sizes.index, key=lambda o: (-sizes[o], o))
    return {outlet: _part(m, m.articles["outlet"].fillna("") == outlet) for outlet in order}


def period_length(m: Measured) -> str:
    """`month` up to two years of articles, `quarter` up to eight, else `year`: at most some 30 points on an axis.

    A step coarser, where periods would hold fewer than `FEW` articles on average and so have no interval.
    """
    days = pd.to_datetime(m.articles["date"], errors="coerce").dropna()
    span = (days.max() - days.min()).days / 365.25 if len(days) else 0
    units = ["month", "quarter", "year"] if span <= 2 else ["quarter", "year"] if span <= 8 else ["year"]
    for unit in units[:-1]:
        if len(days) >= FEW * days.dt.to_period(unit[0].upper()).nunique():
            return unit
    return units[-1] if span >= 1 else units[0]


def periods(m: Measured, by: str = "auto") -> pd.Series:
    """The period of each article as its first day (ISO), missing for undated articles."""
    unit = {"month": "M", "quarter": "Q", "year": "Y"}[period_length(m) if by == "auto" else by]
    days = pd.to_datetime(m.articles["date"], errors="coerce")
    return days.dt.to_period(unit).dt.start_time.dt.strftime("%Y-%m-%d").where(days.notna(), None)


def by_period(m: Measured, by: str = "auto") -> dict[str, Measured]:
    """The dated articles period by period, earliest first."""
    named = periods(m, by)
    return {period: _part(m, named == period) for period in sorted(named.dropna().unique())}


# --- the corpus ---------------------------------------------------------------------------------------------------


def corpus_table(m: Measured) -> pd.DataFrame:
    """One row per outlet: `outlet, articles, duplicate, rejected, undated, words, first, last` (before `select`)."""
    table = m.articles.assign(outlet=m.articles["outlet"].fillna(""), day=m.articles["date"].fillna("").astype(str))
    rows = []
    for outlet, part in table.groupby("outlet", sort=True):
        status = part["status"].value_counts()
        kept = part[part["status"] == "kept"]
        days = sorted(d[:10] for d in kept["day"] if d)
        rows.append({
            "outlet": outlet, "articles": len(kept), "duplicate": int(status.get("duplicate", 0)),
            "rejected": int(status.get("rejected", 0)), "undated": int((kept["day"] == "").sum()),
            "words": int(kept["words"].sum()), "first": days[0] if days else None, "last": days[-1] if days else None,
        })  # fmt: skip
    columns = ["outlet", "articles", "duplicate", "rejected", "undated", "words", "first", "last"]
    return pd.DataFrame(rows, columns=columns).sort_values(["articles", "outlet"], ascending=[False, True])


def set_apart(m: Measured) -> pd.DataFrame:
    """Why rows were set apart: `reason, rows, example` (an id), copies included, most frequent first."""
    copies = m.articles[m.articles["status"] == "duplicate"]
    listed = pd.concat([m.rejected[["reason", "id"]], copies[["reason", "id"]]]).fillna("").astype(str)
    out = listed.groupby("reason", sort=True)["id"].agg(rows="size", example="first").reset_index()
    return out.sort_values(["rows", "reason"], ascending=[False, True], ignore_index=True)


def articles_over_time(m: Measured, by: str = "auto") -> pd.DataFrame:
    """Articles per period and outlet: `period, outlet, articles`; periods without an article count as 0."""
    named = periods(m, by)
    table = pd.crosstab(named, m.articles["outlet"].fillna(""))
    if table.empty:
        return pd.DataFrame(columns=["period", "outlet", "articles"])
    unit = {"month": "M", "quarter": "Q", "year": "Y"}[period_length(m) if by == "auto" else by]
    first, last = pd.Period(table.index.min(), unit), pd.Period(table.index.max(), unit)
    whole = [str(p.start_time.date()) for p in pd.period_range(first, last, freq=unit)]
    table = table.reindex(whole, fill_value=0).rename_axis("period")
    return table.reset_index().melt(id_vars="period", var_name="outlet", value_name="articles")


# --- who is named -------------------------------------------------------------------------------------------------


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
    ids = list(actors) or _most(table[by], top)
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
    return _grouped(by_period(m, period), "period", actor_rates, by=by, actors=actors, replicates=replicates, seed=seed)


def actors_by_outlet(
    m: Measured, actors: Sequence[str], *, by: str = "actor_id", replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """`actor_rates` of `actors` in each outlet, with the column `outlet`."""
    return _grouped(by_outlet(m), "outlet", actor_rates, by=by, actors=actors, replicates=replicates, seed=seed)


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
    placed = _sentences_of(m, wanted)
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


# --- who speaks ---------------------------------------------------------------------------------------------------


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
    wanted = list(ids) or _most(table[by], top, weight=table["words"] if unit == "words" else None)
    words, pieces = per_article(m, table, by, wanted, "words"), per_article(m, table, by, wanted)
    every = per_article(m, table.assign(all="x"), "all", ["x"], "words" if unit == "words" else None)
    found = ratio(words if unit == "words" else pieces, every, replicates=replicates, seed=seed, share=True)
    return pd.DataFrame({
        "speaker": wanted, "quotations": pieces.sum(axis=0).astype(int), "words": words.sum(axis=0).astype(int), **found
    })  # fmt: skip


def voice_against_mention(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Named often, heard never? For each of `states`, its share among them of mentions and of quoted words.

    Mentions are of the state itself (its name, its capital as its government); words are those quoted from the state and
    from all who speak for it. Columns: `country, measure (mentions|words), count, value, low, high, n`, and on both rows
    of a country `gap, gap_low, gap_high`: its share of the words less its share of the mentions.
    """
    mentioned = per_article(m, named(m), "actor_id", states)
    said = per_article(m, quoted(m), "country", states, "words")
    shares = {
        name: ratio(table, table.sum(axis=1), replicates=replicates, seed=seed, share=True)
        for name, table in (("mentions", mentioned), ("words", said))
    }
    k = len(states)
    rows = []
    for j, state in enumerate(states):

        def gap(sums: Array, j: int = j) -> Array:
            with np.errstate(divide="ignore", invalid="ignore"):
                return sums[:, k + j] / sums[:, k:].sum(axis=1) - sums[:, j] / sums[:, :k].sum(axis=1)

        value, low, high = statistic(np.hstack([mentioned, said]), gap, replicates=replicates, seed=seed)
        for measure, table in (("mentions", mentioned), ("words", said)):
            found = {key: array[j] for key, array in shares[measure].items()}
            if int((said.sum(axis=1) > 0).sum()) < FEW:
                low = high = float("nan")
            rows.append({"country": state, "measure": measure, "count": int(table[:, j].sum()), **found,
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
    found = ratio(classes, np.ones(len(speakers)), replicates=replicates, seed=seed, share=True)
    return pd.DataFrame({"speakers": ["0", "1", "2", "3+"], "articles": classes.sum(axis=0), **found})


def source_diversity(m: Measured, *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """How many voices carry the speech: rows `index` = speakers, shannon, effective, simpson.

    Columns `index, value, low, high, n`. `speakers`: different speakers (a count, no interval). `shannon`: entropy of
    the quotations over speakers in nats, with the Miller–Madow correction of its bias, H + (K − 1) / 2N (Miller 1955).
    `effective`: exp(shannon), as many equally loud voices (Hill 1973). `simpson`: the chance that two quotations drawn
    at random have different speakers, unbiased form 1 − Σ x(x − 1) / N(N − 1) (Simpson 1949). Intervals are bootstrap
    intervals moved by the bootstrap's estimate of bias (see `resampling.statistic`).
    """
    ids = sorted(m.quotations["speaker_id"].dropna().unique())
    counts = per_article(m, m.quotations, "speaker_id", ids)
    n = int((counts.sum(axis=1) > 0).sum())
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

    An outlet that credits itself («به گزارش خبرنگار …») relays nobody and is not counted.
    """
    table = credited(m)
    ids = _most(table["source_id"], top)
    counts = per_article(m, table, "source_id", ids)
    found = ratio(counts > 0, np.ones(len(counts)), replicates=replicates, seed=seed, share=True)
    return pd.DataFrame({
        "source": ids, "credits": counts.sum(axis=0).astype(int), "articles": (counts > 0).sum(axis=0), **found
    })  # fmt: skip


def relays(m: Measured, *, top: int = 15) -> pd.DataFrame:
    """Chains outlet ← source ← speaker: `outlet, source, speaker, quotations, articles`, most frequent first.

    The link is the quotation's own `via` where the measurement settled it; else every source credited in the article.
    """
    said = m.quotations[["article_id", "speaker_id"]].assign(via=m.quotations.get("via"))
    linked = said[said["via"].fillna("") != ""].rename(columns={"via": "source_id"})
    loose = said[said["via"].fillna("") == ""].drop(columns="via")
    sources = credited(m)[["article_id", "source_id"]].drop_duplicates()
    chains = pd.concat([linked, loose.merge(sources, on="article_id")], ignore_index=True)
    chains = chains.merge(m.articles[["id", "outlet"]], left_on="article_id", right_on="id")
    chains = chains[chains["source_id"] != chains["outlet"]]
    keys = ["outlet", "source_id", "speaker_id"]
    out = chains.groupby(keys, sort=True)["article_id"].agg(quotations="size", articles="nunique").reset_index()
    out = out.sort_values(["quotations", *keys], ascending=[False, True, True, True], ignore_index=True).head(top)
    return out.rename(columns={"source_id": "source", "speaker_id": "speaker"})


# --- in which terms -----------------------------------------------------------------------------------------------


def frame_prevalence(m: Measured, *, frames: Sequence[str] = (), replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Share of the articles in which a frame is present: `frame, cues, articles, value, low, high, n`.

    Present means at least one cue that is not negated. All frames found (or those given), most frequent first.
    """
    table = affirmed(m)
    ids = list(frames) or _most(table["frame"], 99)
    counts = per_article(m, table, "frame", ids)
    found = ratio(counts > 0, np.ones(len(counts)), replicates=replicates, seed=seed, share=True)
    out = pd.DataFrame({
        "frame": ids, "cues": counts.sum(axis=0).astype(int), "articles": (counts > 0).sum(axis=0), **found
    })  # fmt: skip
    return out if frames else out.sort_values(["articles", "frame"], ascending=[False, True], ignore_index=True)


def frames_by_outlet(m: Measured, frames: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """`frame_prevalence` of `frames` in each outlet, with the column `outlet`."""
    return _grouped(by_outlet(m), "outlet", frame_prevalence, frames=frames, replicates=replicates, seed=seed)


def frames_over_time(
    m: Measured, frames: Sequence[str], *, period: str = "auto", replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """`frame_prevalence` of `frames` in each period, with the column `period`."""
    return _grouped(by_period(m, period), "period", frame_prevalence, frames=frames, replicates=replicates, seed=seed)


def frame_sponsors(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Whose frame it is: `frame, sponsor, cues, value, low, high, n`.

    Sponsors are the `states` (a speaker counts for the state he or she speaks for), `other` speakers, and `outlet` for
    cues outside any quotation. `value` is the sponsor's share of the frame's cues; `n` the articles with the frame.
    """
    sponsors = [*states, OTHER, OUTLET]
    table = sponsored(m, states)
    rows = []
    for frame in _most(table["frame"], 99):
        counts = per_article(m, table[table["frame"] == frame], "sponsor", sponsors)
        found = ratio(counts, counts.sum(axis=1), replicates=replicates, seed=seed, share=True)
        rows.append(
            pd.DataFrame({"frame": frame, "sponsor": sponsors, "cues": counts.sum(axis=0).astype(int), **found})
        )
    columns = ["frame", "sponsor", "cues", "value", "low", "high", "n"]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)


def frame_functions(m: Measured) -> pd.DataFrame:
    """Entman's four functions (1993) by frame, where the wording settles them: `frame, function, cues`."""
    table = affirmed(m)
    table = table[table["function"] != "none"]
    return table.groupby(["frame", "function"], sort=True).size().rename("cues").reset_index()


# --- how they stand to each other ---------------------------------------------------------------------------------


def stances(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Stance per pair of `states`: `pair, stance, sentences, value, low, high, n`.

    `pair` is `A+B` with ids sorted; `value` the stance's share of the sentences on the pair; `n` the articles with one.
    """
    table = paired(m)
    rows = []
    for pair in ("+".join(sorted(p)) for p in combinations(states, 2)):
        counts = per_article(m, table[table["pair"] == pair], "stance", STANCES)
        if not counts.sum():
            continue
        found = ratio(counts, counts.sum(axis=1), replicates=replicates, seed=seed, share=True)
        rows.append(
            pd.DataFrame({"pair": pair, "stance": STANCES, "sentences": counts.sum(axis=0).astype(int), **found})
        )
    columns = ["pair", "stance", "sentences", "value", "low", "high", "n"]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=columns)


STANCES = ["cooperative", "neutral", "mixed", "conflictual"]


def net_stance(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Cooperation less conflict per pair: `pair, sentences, value, low, high, n`.

    `value` = (cooperative − conflictual) / all sentences on the pair, from −1 to 1.
    """
    table = paired(m)
    table = table.assign(sign=table["stance"].map({"cooperative": 1.0, "conflictual": -1.0}).fillna(0.0))
    pairs = ["+".join(sorted(p)) for p in combinations(states, 2)]
    signs, counts = per_article(m, table, "pair", pairs, "sign"), per_article(m, table, "pair", pairs)
    found = ratio(signs, counts, replicates=replicates, seed=seed)
    return pd.DataFrame({"pair": pairs, "sentences": counts.sum(axis=0).astype(int), **found})


def stance_over_time(
    m: Measured, states: Sequence[str], *, period: str = "auto", replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """`net_stance` in each period, with the column `period`; pairs without a sentence have no value there."""
    return _grouped(by_period(m, period), "period", net_stance, states=states, replicates=replicates, seed=seed)


def stance_by_outlet(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """`net_stance` in each outlet, with the column `outlet`."""
    return _grouped(by_outlet(m), "outlet", net_stance, states=states, replicates=replicates, seed=seed)


# --- pieces -------------------------------------------------------------------------------------------------------


def named(m: Measured, by: str = "actor_id") -> pd.DataFrame:
    """The mentions that name an actor: no pronouns; by `country` no places, since a town is not its state."""
    table = m.mentions[m.mentions["resolved_by"] != "pronoun"]
    return table[table["kind"] != "place"] if by == "country" else table


def quoted(m: Measured) -> pd.DataFrame:
    """The quotations with `words` (words in the span), and `country` of anonymous or stateless speakers as ''."""
    table = m.quotations
    return table.assign(words=[count_words(s) for s in table["surface"]], country=table["country"].fillna(""))


def credited(m: Measured) -> pd.DataFrame:
    """The credits to others than the outlet itself."""
    outlets = m.articles.set_index("id")["outlet"]
    return m.credits[m.credits["source_id"] != m.credits["article_id"].map(outlets)]


def affirmed(m: Measured) -> pd.DataFrame:
    """The frame cues that are not negated."""
    return m.cues[~m.cues["negated"].fillna(False).astype(bool)]


def sponsored(m: Measured, states: Sequence[str]) -> pd.DataFrame:
    """The affirmed cues with `sponsor`: one of `states`, `other`, or `outlet` for the outlet's own voice."""
    speaks_for = m.quotations.drop_duplicates("speaker_id").set_index("speaker_id")["country"].to_dict()

    def bloc(sponsor: object) -> str:
        if not isinstance(sponsor, str) or not sponsor:
            return OUTLET
        country = sponsor if sponsor in states else speaks_for.get(sponsor)
        return str(country) if country in states else OTHER

    table = affirmed(m)
    return table.assign(sponsor=[bloc(s) for s in table["sponsor_id"]])


def paired(m: Measured) -> pd.DataFrame:
    """The relations with `pair`, the two ids sorted and joined by +."""
    table = m.relations
    named = ["+".join(sorted((a, b))) for a, b in zip(table["actor_a"], table["actor_b"], strict=True)]
    return table.assign(pair=named)


def per_article(m: Measured, table: pd.DataFrame, column: str, ids: Sequence[str], weight: str | None = None) -> Array:
    """Counts (or sums of `weight`) of each id of `ids` in `column`, per article of `m`: articles × ids."""
    rows = pd.Index(m.articles["id"]).get_indexer(pd.Index(table["article_id"]))
    places = pd.Index(list(ids)).get_indexer(pd.Index(table[column].astype(object)))
    counted = (rows >= 0) & (places >= 0)
    cells = rows[counted] * len(ids) + places[counted]
    weights = None if weight is None else table[weight].to_numpy(float)[counted]
    flat = np.bincount(cells, weights=weights, minlength=len(m.articles) * len(ids))
    return flat.reshape(len(m.articles), len(ids)).astype(float)


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


def _most(column: pd.Series, top: int, weight: pd.Series | None = None) -> list[str]:
    """The `top` most frequent (or weightiest) ids; equal ones by name."""
    filled = column.fillna("")
    sizes = filled.value_counts() if weight is None else weight.groupby(filled).sum()
    return sorted((i for i in sizes.index if i != ""), key=lambda i: (-sizes[i], i))[:top]


def _commonest(column: pd.Series) -> str:
    return str(_most(column, 1)[0]) if column.notna().any() else ""


def _grouped(groups: dict[str, Measured], name: str, measure: Callable[..., pd.DataFrame], **options) -> pd.DataFrame:
    found = [measure(part, **options).assign(**{name: label}) for label, part in groups.items()]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=[name, "value", "low", "high", "n"])


def _part(m: Measured, keep: pd.Series) -> Measured:
    chosen = m.articles[keep.to_numpy(bool)].reset_index(drop=True)
    ids = set(chosen["id"])
    narrowed = {name: _rows_of(getattr(m, name), ids) for name in COLUMNS}
    return replace(m, articles=chosen, **narrowed)


def _rows_of(table: pd.DataFrame, ids: set[str]) -> pd.DataFrame:
    return table[table["article_id"].isin(ids)].reset_index(drop=True)


def _sentences_of(m: Measured, table: pd.DataFrame) -> pd.DataFrame:
    """`table` with `sentence`, the number of the sentence of its part that a row starts in."""
    texts = m.articles.set_index("id")[["title", "text"]]
    pieces = []
    for (article, part), rows in table.groupby(["article_id", "part"], sort=False):
        folded = fold(str(texts.at[article, part] or ""))
        starts = [folded.start(a) for a, _ in sentences(folded.text)]
        pieces.append(rows.assign(sentence=np.searchsorted(starts, rows["start"].to_numpy(), side="right")))
    return pd.concat(pieces) if pieces else table.assign(sentence=pd.Series(dtype=int))
