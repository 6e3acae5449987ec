"""What is typical of an outlet, a period or a speaker – and what an outlet leaves unsaid.

In goes `Measured`; out come tidy tables: the words of its articles (`words_of`), the words or cues that one group uses
more than the rest (`typical`), each word in its context (`in_context`), and the frames and actors an outlet uses less
than the others on the same events (`silence`).

Methods: log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, Political Analysis 16:372,
eq. 15–16, 20–22); Benjamini & Hochberg (1995) or Holm (1979) for many words at once; lemmas by hazm, names left whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from math import erfc
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.measures import OTHER, OUTLET, affirmed, named, outlets, per_article, periods, sponsored, summed, weights
from analysis.resampling import FEW, bootstrap_sums, percentiles, random_groups
from analysis.tables import Measured, texts_of
from analysis.text import fold, words

Array = np.ndarray
SAMPLE = 2_000  # articles whose words are counted: what is typical of an outlet is settled long before
PRIOR = 500.0  # words' worth of what the whole corpus says, put before each group; Monroe et al. use the same
TYPICAL = ["group", "word", "label", "count", "count_rest", "per_10000", "per_10000_rest", "articles", "log_odds", "z",
           "p", "p_adjusted"]  # fmt: skip
# endings that some newsrooms write apart («کشور های», «می گوید»): words only for the tokeniser
ENDINGS = frozenset(
    {"ها", "های", "هایی", "هایش", "ای", "ام", "ات", "اش", "تر", "ترین", "می", "نمی", "گو", "گوی", "گوها"}
)
_SAME_LETTER = str.maketrans("يىكةۀ", "ییکهه")


# --- words --------------------------------------------------------------------------------------------------------


@cache
def _hazm() -> tuple[Any, frozenset[str]]:
    from hazm import Lemmatizer, stopwords_list  # seconds: only where words are asked for

    return Lemmatizer(), frozenset(fold(w.replace("_", " ")).text for w in stopwords_list())


@cache
def lemma(word: str) -> str:
    """The folded lemma of a word as published: «کشورهای» → «کشور», «می‌گوید» → «گفتن»; a name stays as it is.

    hazm gives a verb as «گفت#گو»; the infinitive is its past stem with «ن».
    """
    found = _hazm()[0].lemmatize(word.translate(_SAME_LETTER))
    past, mark, _ = found.partition("#")
    return fold(past + "ن" if mark and past else found).text


def words_of(m: Measured, *, stop_words: Iterable[str] = (), most: int = SAMPLE, seed: int = 1) -> pd.DataFrame:
    """The words of the articles as rows: `article_id, part, start, end, surface, word`.

    `word` is the folded lemma; a naming (name, office, capital) is one word, unchanged. Punctuation, digits, hazm's stop
    words, endings written apart and those given are left out. Of more than `most` articles as many are drawn by `seed`.
    """
    stop = ENDINGS | _hazm()[1] | {fold(w).text for w in stop_words}
    drawn = (
        m.articles["id"] if len(m.articles) <= most else m.articles["id"].sample(most, random_state=seed).sort_index()
    )
    texts = texts_of(m, drawn)
    names: dict[tuple[str, str], list[tuple[int, int]]] = {}
    whole = m.mentions[m.mentions["resolved_by"].isin(["name", "metonym", "office", "description"])]
    whole = whole[whole["article_id"].isin(set(drawn))]
    for row in whole.sort_values("start").to_dict("records"):
        names.setdefault((row["article_id"], row["part"]), []).append((row["start"], row["end"]))
    found: dict[str, list[Any]] = {name: [] for name in ("article_id", "part", "start", "end", "surface", "word")}
    same: dict[str, str] = {}  # one copy of each surface: there are hundreds of thousands of rows
    for article in drawn:
        for part in ("title", "text"):
            text = texts[article][part]
            taken = names.get((article, part), [])
            spans = [(a, b, fold(text[a:b]).text) for a, b in taken]
            inside = np.zeros(len(text) + 1, bool)
            for a, b in taken:
                inside[a:b] = True
            for a, b in words(text) if text else ():
                if not inside[a:b].any() and any(c.isalpha() for c in text[a:b]):
                    spans.append((a, b, lemma(text[a:b])))
            for a, b, word in sorted(spans):
                if len(word) > 1 and word not in stop and fold(text[a:b]).text not in stop:
                    surface = same.setdefault(text[a:b], text[a:b])
                    for column, value in zip(found.values(), (article, part, a, b, surface, word), strict=True):
                        column.append(value)
    return pd.DataFrame({name: found.pop(name) for name in list(found)})  # a column at a time, not the rows twice


def cues_of(m: Measured) -> pd.DataFrame:
    """The frame cues that are not negated, in the shape of `words_of`: `word` is frame and folded surface."""
    table = affirmed(m)
    known = {surface: fold(surface).text for surface in table["surface"].astype(object).unique()}
    same: dict[str, str] = {}
    folded = [
        same.setdefault(word := f"{frame}: {known[surface]}", word)
        for frame, surface in zip(table["frame"], table["surface"], strict=True)
    ]
    return table.assign(word=folded)[["article_id", "part", "start", "end", "surface", "word", "sponsor_id"]]


# --- typical of a group -------------------------------------------------------------------------------------------


def log_odds(ours: Array, theirs: Array, background: Array, *, prior: float = PRIOR) -> tuple[Array, Array]:
    """Log-odds ratio of each word with an informative Dirichlet prior, and its z-score.

    `ours`, `theirs`: counts of each word in two groups; `background`: its count in all texts, from which the prior of
    `prior` words is made. Positive: typical of ours. Monroe et al. (2008), eq. 16, 20 and 22.
    """
    alpha = prior * (background + 0.5) / (background + 0.5).sum()
    y, x = np.asarray(ours, float) + alpha, np.asarray(theirs, float) + alpha
    delta = np.log(y / (y.sum() - y)) - np.log(x / (x.sum() - x))
    return delta, delta / np.sqrt(1 / y + 1 / x)


def adjusted(p: Array, method: Literal["bh", "holm"] = "bh") -> Array:
    """p-values corrected for their number: Benjamini–Hochberg (share of false finds) or Holm (any false find)."""
    p = np.asarray(p, float)
    n = len(p)
    order = np.argsort(p, kind="stable")
    rank = np.arange(1, n + 1)
    if method == "bh":
        steps = np.minimum.accumulate((p[order] * n / rank)[::-1])[::-1]
    elif method == "holm":
        steps = np.maximum.accumulate(p[order] * (n - rank + 1))
    else:
        raise ValueError(f"unknown correction {method!r}; give 'bh' or 'holm'")
    out = np.empty(n)
    out[order] = np.minimum(steps, 1)
    return out


def groups_of(m: Measured, table: pd.DataFrame, by: str, *, states: Iterable[str] = ()) -> pd.Series:
    """The group of each row of `table`: `outlet`, `period`, or `sponsor` (whose words: a state's speakers, the outlet)."""
    if by == "outlet":
        labels = pd.Series(m.articles["outlet"].fillna("").to_numpy(), index=m.articles["id"])
        return table["article_id"].map(labels)
    if by == "period":
        labels = pd.Series(periods(m).to_numpy(), index=m.articles["id"])
        return table["article_id"].map(labels)
    if by == "sponsor":
        return _bloc(m, table, list(states))
    raise ValueError(f"cannot group by {by!r}; give 'outlet', 'period' or 'sponsor'")


def _bloc(m: Measured, table: pd.DataFrame, states: list[str]) -> pd.Series:
    """`outlet` outside quotations, else the speaker's state where it is one of `states`, else `other`."""
    if "sponsor_id" in table:
        cues = table.assign(negated=False)
        return sponsored(replace(m, cues=cues), states)["sponsor"].set_axis(table.index)
    said: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    for q in m.quotations.to_dict("records"):
        country = q["country"] if q["country"] in states else OTHER
        said.setdefault((q["article_id"], q["part"]), []).append((q["start"], q["end"], country))
    blocs = [
        next((c for a, b, c in said.get((article, part), ()) if a <= start < b), OUTLET)
        for article, part, start in zip(table["article_id"], table["part"], table["start"], strict=True)
    ]
    return pd.Series(blocs, index=table.index, dtype=object)


def typical(
    table: pd.DataFrame,
    groups: pd.Series,
    *,
    least: int = 5,
    top: int | None = None,
    prior: float = PRIOR,
    method: Literal["bh", "holm"] = "bh",
) -> pd.DataFrame:
    """The words typical of each group against all the rest.

    Takes rows with `article_id, surface, word` (`words_of`, `cues_of`) and the group of each. Words counted fewer than
    `least` times in all are left out of the result, not of the sums. Returns, group by group, by falling z: raw counts
    and rates per 10,000 beside the log-odds, z, two-sided p and p corrected over all words and groups, the number of
    articles that hold the word in the group, and `label`, the commonest surface.
    """
    table = table.assign(group=groups.to_numpy())
    table = table[table["group"].notna()]
    if table.empty:
        return pd.DataFrame(columns=TYPICAL)
    counts = pd.crosstab(table["word"], table["group"])
    once = table.drop_duplicates(["article_id", "word", "group"])
    spread = pd.crosstab(once["word"], once["group"]).reindex(index=counts.index, columns=counts.columns, fill_value=0)
    commonest = _commonest(table)
    everything = counts.to_numpy(float).sum(axis=1)
    out = []
    for group in counts.columns:
        ours = counts[group].to_numpy(float)
        theirs = everything - ours
        delta, z = log_odds(ours, theirs, everything, prior=prior)
        out.append(
            pd.DataFrame({
                "group": group, "word": counts.index, "label": commonest.loc[counts.index].to_numpy(),
                "count": ours.astype(int), "count_rest": theirs.astype(int),
                "per_10000": 1e4 * ours / max(ours.sum(), 1), "per_10000_rest": 1e4 * theirs / max(theirs.sum(), 1),
                "articles": spread[group].to_numpy(),
                "log_odds": delta, "z": z, "p": [erfc(abs(v) / 2**0.5) for v in z],
            })[everything >= least]
        )  # fmt: skip
    found = pd.concat(out, ignore_index=True)
    found["p_adjusted"] = adjusted(found["p"].to_numpy(), method)
    found = found.sort_values(["group", "z", "word"], ascending=[True, False, True], ignore_index=True)
    if top is not None:
        found = found[found["z"] > 0].groupby("group", sort=False).head(top).reset_index(drop=True)
    return found[TYPICAL]


def _commonest(table: pd.DataFrame) -> pd.Series:
    """The commonest surface of each word; of equally common ones the first as text is sorted."""
    sizes = table.groupby(["word", "surface"], observed=True, sort=False).size().rename("size").reset_index()
    sizes = sizes.astype({"word": object, "surface": object})
    sizes = sizes.sort_values(["size", "surface"], ascending=[False, True], kind="stable")
    return sizes.drop_duplicates("word").set_index("word")["surface"]


def in_context(m: Measured, rows: pd.DataFrame, *, width: int = 60) -> pd.DataFrame:
    """Each row of `words_of` or `cues_of` in its context, as published: outlet, date, left, keyword, right."""
    articles = m.articles.set_index("id")
    texts = texts_of(m, rows["article_id"].unique())
    out = []
    for row in rows.to_dict("records"):
        article = articles.loc[row["article_id"]]
        text, a, b = texts[row["article_id"]][row["part"]], int(row["start"]), int(row["end"])
        out.append({
            "article_id": row["article_id"], "outlet": article["outlet"], "date": article["date"], "part": row["part"],
            "start": a, "end": b, "left": text[max(0, a - width) : a].replace("\n", " "),
            "keyword": text[a:b], "right": text[b : b + width].replace("\n", " "),
        })  # fmt: skip
    columns = ["article_id", "outlet", "date", "part", "start", "end", "left", "keyword", "right"]
    return pd.DataFrame(out, columns=columns)


def with_example(
    m: Measured, typed: pd.DataFrame, rows: pd.DataFrame, groups: pd.Series, *, width: int = 40
) -> pd.DataFrame:
    """`typical` with `example`, the first standing of the word in the group, in its context, and the `article` it is in."""
    if typed.empty:
        return typed.assign(example=pd.Series(dtype=object), article=pd.Series(dtype=object))
    first = rows.assign(group=groups.to_numpy()).drop_duplicates(["group", "word"]).set_index(["group", "word"])
    chosen = first.loc[list(zip(typed["group"], typed["word"], strict=True))].reset_index()
    context = in_context(m, chosen, width=width)
    example = context["left"] + "«" + context["keyword"] + "»" + context["right"]
    return typed.assign(example=example.to_numpy(), article=chosen["article_id"].to_numpy())


# --- silence ------------------------------------------------------------------------------------------------------

SILENCE = ["outlet", "kind", "id", "share", "share_others", "value", "low", "high", "p", "p_adjusted", "n", "n_others",
           "events"]  # fmt: skip


def silence(
    m: Measured,
    events: Mapping[str, str],
    *,
    frames: Iterable[str] = (),
    actors: Iterable[str] = (),
    days: int = 7,
    replicates: int = 1000,
    seed: int = 1,
    method: Literal["bh", "holm"] = "bh",
) -> pd.DataFrame:
    """Frames and actors an outlet uses less (or more) than the others on the same events.

    `events` maps ids to ISO dates; an article belongs to the nearest event at most `days` before it. Only events that
    both the outlet and others cover count. `value` is the outlet's share of articles that hold the frame or name the
    actor minus what the others' shares on the same events would give it (direct standardisation over events), with a
    bootstrap interval over articles; below `FEW` articles on either side there is none. Below zero and `high` below
    zero: left unsaid. Undated articles are left out. Sorted by `value`.
    """
    event = _event_of(m.articles["date"], events, days)
    wanted = [("frame", i) for i in frames] + [("actor", i) for i in actors]
    held = np.hstack([
        per_article(m, affirmed(m), "frame", [i for k, i in wanted if k == "frame"]),
        per_article(m, named(m), "actor_id", [i for k, i in wanted if k == "actor"]),
    ]) > 0  # fmt: skip
    group, groups = random_groups(len(event), seed)
    bears = m.articles["outlet"].fillna("").astype(object).to_numpy()
    out = []
    for outlet in outlets(m):
        mine = bears == outlet
        shared = sorted(e for e in set(event[mine]) & set(event[~mine]) if e)
        if not shared:
            continue
        at = pd.Index(shared, dtype=object).get_indexer(pd.Index(event, dtype=object))
        within = at >= 0
        # one column for each event, the outlet's articles before those of the others, summed over groups of articles
        cell = group * (2 * len(shared)) + np.where(mine, 0, len(shared)) + at
        ours, theirs = int((within & mine).sum()), int((within & ~mine).sum())
        base = summed(cell[within], weights(m)[within], groups, 2 * len(shared))
        drawn_base = bootstrap_sums(base, replicates=replicates, seed=seed)
        for j, (kind, i) in enumerate(wanted):
            with_it = within & held[:, j]
            hits = summed(cell[with_it], weights(m)[with_it], groups, 2 * len(shared))
            value, share, others = _gap(np.hstack([base, hits]).sum(axis=0)[None], len(shared))
            drawn_hits = bootstrap_sums(hits, replicates=replicates, seed=seed)
            drawn, _, _ = _gap(np.hstack([drawn_base, drawn_hits]), len(shared))
            few = min(ours, theirs) < FEW
            low, high = (np.array([np.nan]),) * 2 if few else percentiles(drawn[:, None])
            tail = min(np.mean(drawn[np.isfinite(drawn)] >= 0), np.mean(drawn[np.isfinite(drawn)] <= 0))
            out.append((outlet, kind, i, share[0], others[0], value[0], low[0], high[0],
                        np.nan if few else min(1.0, 2 * max(tail, 1 / (replicates + 1))), np.nan,
                        ours, theirs, len(shared)))  # fmt: skip
    found = pd.DataFrame(out, columns=SILENCE)
    sure = found["p"].notna()
    found.loc[sure, "p_adjusted"] = adjusted(found.loc[sure, "p"].to_numpy(float), method)
    return found.sort_values(["value", "outlet", "kind", "id"], ignore_index=True)


def _event_of(dates: pd.Series, events: Mapping[str, str], days: int) -> Array:
    """The id of the last event at most `days` before each date, empty where there is none."""
    on = pd.to_datetime(dates.astype(object).where(dates.notna(), None), errors="coerce").dt.normalize()
    marks = sorted((pd.Timestamp(day), id) for id, day in events.items())
    when = pd.DatetimeIndex([day for day, _ in marks])
    out = np.full(len(on), "", dtype=object)
    dated = np.flatnonzero(on.notna())
    last = when.searchsorted(on.iloc[dated], side="right") - 1
    dated, last = dated[last >= 0], last[last >= 0]
    near = (on.iloc[dated] - when[last]).dt.days.to_numpy() <= days
    out[dated[near]] = [marks[k][1] for k in last[near]]
    return out


def _gap(sums: Array, events: int) -> tuple[Array, Array, Array]:
    """(gap, the outlet's share, the share expected of the others) for each row of sums; columns as in `silence`."""
    n, n_others, hits, hits_others = (sums[:, k * events : (k + 1) * events] for k in range(4))
    with np.errstate(divide="ignore", invalid="ignore"):
        both = (n > 0) & (n_others > 0)
        weight = np.where(both, n, 0)
        share = np.where(both, hits, 0).sum(axis=1) / weight.sum(axis=1)
        others = (weight * np.where(both, hits_others / n_others, 0)).sum(axis=1) / weight.sum(axis=1)
    return share - others, share, others
