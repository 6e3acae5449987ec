"""Intervals: how far a number would move had other articles of the same kind been collected.

In goes one row of counts per article; out come estimates with 95 % intervals. Articles are resampled, never mentions or
quotations: what stands in one article is not independent of what else stands in it.

Method: the percentile bootstrap (Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13). Each replicate
draws n articles with replacement, which is the same as giving each article a weight; with the weights as rows of a
matrix, all replicates of all columns are one matrix product.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

FEW = 5  # below this many articles no interval is given: five articles have only 126 different resamples
LEVEL = 0.95
MANY = 5_000  # of more articles than this, random groups are resampled
GROUPS = 2_000  # of them; a variance from so many groups has a relative error of 1/sqrt(2 × 2000), 1.6 %

Array = np.ndarray


def bootstrap_sums(counts: Array, *, replicates: int = 1000, seed: int = 1) -> Array:
    """Column sums of `counts` (articles × columns) in each resample of the articles: replicates × columns.

    The same seed draws the same articles whatever the columns are, so numbers of one corpus move together. More than
    `MANY` articles are first put into groups of equal size at random, at most `GROUPS`, and the groups are resampled:
    the sums vary alike, since articles stand in no order (random groups: Wolter 2007, Introduction to Variance
    Estimation, ch. 2), and the width of an interval is off by some 2 % in place of hours and gigabytes.
    """
    counts = np.asarray(counts, dtype=float)
    articles = len(counts)
    if articles == 0:
        return np.zeros((replicates, counts.shape[1]))
    if articles > MANY:
        group, number = random_groups(articles, seed)
        columns = [np.bincount(group, weights=column, minlength=number) for column in counts.T]
        counts = np.column_stack(columns) if columns else np.zeros((number, 0))
    return _weights(len(counts), replicates, seed) @ counts


@lru_cache(maxsize=4)
def random_groups(articles: int, seed: int) -> tuple[Array, int]:
    """The group of each article, and how many groups there are: one for each article up to `MANY` of them."""
    if articles <= MANY:
        return np.arange(articles), articles
    size = -(-articles // GROUPS)
    group = np.empty(articles, dtype=int)
    group[np.random.default_rng(seed).permutation(articles)] = np.arange(articles) // size
    return group, -(-articles // size)


@lru_cache(maxsize=4)
def _weights(articles: int, replicates: int, seed: int) -> Array:
    """How often each article (or group) is drawn in each replicate."""
    rng = np.random.default_rng(seed)
    weights = np.empty((replicates, articles), dtype=np.float32)  # whole numbers far below 2^24: exact
    for one in weights:
        one[:] = np.bincount(rng.integers(0, articles, size=articles), minlength=articles)
    return weights


def percentiles(values: Array, level: float = LEVEL) -> tuple[Array, Array]:
    """Lower and upper percentile over the replicates (axis 0); replicates without a value (NaN) are left out."""
    tail = (1 - level) / 2
    values = np.where(np.isfinite(values), values, np.nan)
    empty = np.isnan(values).all(axis=0)
    if not values.shape[1]:
        return np.zeros(0), np.zeros(0)
    filled = np.where(empty, 0.0, values)
    low, high = np.nanquantile(filled, [tail, 1 - tail], axis=0)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)


def ratio(
    numerator: Array,
    denominator: Array,
    *,
    replicates: int = 1000,
    seed: int = 1,
    share: bool = False,
    cases: Array | None = None,
    events: float = 0,
) -> dict[str, Array]:
    """Ratio of sums over articles, with its interval, for each column.

    Takes counts per article (articles × columns; the denominator may have one column for all). Returns arrays `value`,
    `low`, `high`, `n` (articles whose denominator is not zero). With fewer than `FEW` such articles there is no interval
    (NaN). With `share=True` a share of exactly 0 or 1, which every resample repeats, gets the exact one-sided limit
    1 − (α/2)^(1/n) instead of an interval of no width (Clopper & Pearson 1934; the "rule of three"), n being the cases in
    the denominator: nothing tells how alike those of one article are where none or all of them are so, and the number of
    cases is what is then taken (Parker et al. 2017, National Center for Health Statistics Data Presentation Standards for
    Proportions). `cases` per article is given where the denominator counts something else, as words of quotations.
    With `events` the numerator holds events, each counted as so much, and none at all gets the limit of a rate in like
    manner: −ln(α/2) events (Garwood 1936).
    """
    top, base = _columns(numerator), _columns(denominator)
    base = np.broadcast_to(base, top.shape)
    n = (base > 0).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(base.sum(axis=0) > 0, top.sum(axis=0) / base.sum(axis=0), np.nan)
        sums = bootstrap_sums(np.hstack([top, base]), replicates=replicates, seed=seed)
        low, high = percentiles(sums[:, : top.shape[1]] / sums[:, top.shape[1] :])
    if share:
        many = base if cases is None else np.broadcast_to(_columns(cases), top.shape)
        limit = zero_limit(many.sum(axis=0))
        high = np.where(value == 0, limit, high)
        low = np.where(value == 1, 1 - limit, low)
    if events:
        with np.errstate(divide="ignore"):
            high = np.where(value == 0, -np.log((1 - LEVEL) / 2) * events / base.sum(axis=0), high)
    few = n < FEW
    return {"value": value, "low": np.where(few, np.nan, low), "high": np.where(few, np.nan, high), "n": n}


def zero_limit(n: Array) -> Array:
    """How large a share may be that none of `n` cases shows: the exact one-sided limit 1 − (α/2)^(1/n)."""
    return 1 - ((1 - LEVEL) / 2) ** (1 / np.maximum(n, 1))


def statistic(
    counts: Array, measure: Callable[[Array], Array], *, replicates: int = 1000, seed: int = 1, centred: bool = False
) -> tuple[float, float, float]:
    """Any function of the column sums with its interval: (value, low, high).

    `measure` takes sums (… × columns) and gives one value per row. With `centred=True` the interval is moved by the
    bootstrap's own estimate of bias, value − mean of the replicates (Efron & Tibshirani 1993, ch. 10): needed for
    diversity, since a resample never holds a source that the sample lacks and often loses one that it has.
    """
    counts = _columns(counts)
    value = float(measure(counts.sum(axis=0)[None, :])[0])
    spoken = int((counts.sum(axis=1) > 0).sum())
    if spoken < FEW or not np.isfinite(value):
        return value, float("nan"), float("nan")
    drawn = measure(bootstrap_sums(counts, replicates=replicates, seed=seed))
    low, high = percentiles(drawn[:, None])
    shift = value - float(np.nanmean(drawn)) if centred else 0.0
    return value, float(low[0] + shift), float(high[0] + shift)


def _columns(values: Array) -> Array:
    values = np.asarray(values, dtype=float)
    return values[:, None] if values.ndim == 1 else values
