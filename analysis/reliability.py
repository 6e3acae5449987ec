"""Human coding: sheets out, sheets in, agreement, accuracy, corrected prevalence.

In go measured tables and filled sheets; out come tables that say how far coders agree with each other and the measure
with the coders, frame by frame, each with a 95 % interval (bootstrap over articles). Methods: Krippendorff (2019) for
alpha; Rogan & Gladen (1978) for the prevalence that a measure with known errors points to.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.tables import Measured

REPLICATES = 1000  # enough for stable 95 % percentiles (Efron & Tibshirani 1993, ch. 13)


class SheetError(ValueError):
    """A coding sheet cannot be used; the message names file, row, column and cure."""


def draw_sample(measured: Measured, n: int, frames: Iterable[str], *, seed: int = 1) -> pd.DataFrame:
    """A coding sheet: `n` kept articles, drawn so that outlets are represented by their share, frames to be filled in.

    Returns columns id, outlet, date, title, text, and one empty column a frame (coders write 1 or 0). The measure's own
    codes are not in it: coders work blind.
    """
    kept = measured.articles[measured.articles["status"] == "kept"].sort_values("id")
    n = min(n, len(kept))
    order = np.random.default_rng(seed).permutation(len(kept))
    shuffled = kept.iloc[order]
    # every outlet's k-th article before any outlet's (k+1)-th, scaled by its size: a proportional stratified draw
    rank = shuffled.groupby("outlet", dropna=False).cumcount() + 0.5
    size = shuffled.groupby("outlet", dropna=False)["id"].transform("size")
    chosen = shuffled.assign(_at=rank / size).sort_values(["_at", "id"]).head(n).sort_values("id")
    sheet = chosen[["id", "outlet", "date", "title", "text"]].reset_index(drop=True)
    return sheet.assign(**dict.fromkeys(frames, ""))


def read_sheet(path: str | Path, frames: Iterable[str]) -> pd.DataFrame:
    """A filled sheet (CSV or XLSX): one row an article, frames as 0/1/missing, index `id`.

    Raises SheetError where a column is missing or a cell is neither 1, 0 nor empty.
    """
    path = Path(path)
    if not path.exists():
        raise SheetError(f"{path}: no such file")
    table = (
        pd.read_excel(path, dtype=str) if path.suffix == ".xlsx" else pd.read_csv(path, dtype=str, encoding="utf-8-sig")
    )
    frames = list(frames)
    missing = [c for c in ("id", *frames) if c not in table]
    if missing:
        raise SheetError(
            f"{path}: column {missing[0]!r} is missing; keep the columns of the sheet as `sample` wrote them"
        )
    codes = {"1": 1.0, "0": 0.0, "۱": 1.0, "۰": 0.0, "1.0": 1.0, "0.0": 0.0, "": np.nan}
    out = pd.DataFrame(index=table["id"].astype(str))
    for frame in frames:
        cells = table[frame].fillna("").str.strip()
        wrong = ~cells.isin(list(codes))
        if wrong.any():
            row = int(wrong.to_numpy().argmax())
            raise SheetError(
                f"{path}, row {row + 2}, column {frame!r}: found {cells.iloc[row]!r}; write 1, 0 or leave it empty"
            )
        out[frame] = cells.map(codes).to_numpy(dtype=float)
    if frames and out.isna().all(axis=None):
        raise SheetError(f"{path}: nothing is coded yet; write 1 or 0 in the columns of the frames")
    if out.index.has_duplicates:
        raise SheetError(
            f"{path}: the id {out.index[out.index.duplicated()][0]!r} stands twice; keep one row an article"
        )
    return out


def measured_codes(measured: Measured, frames: Iterable[str]) -> pd.DataFrame:
    """What the measure says: one row an article (index `id`), a column a frame, 1.0 where it is present."""
    ids = measured.articles.loc[measured.articles["status"] != "rejected", "id"].astype(str)
    found = measured.cues[~measured.cues["negated"].astype(bool)]
    present = set(zip(found["article_id"].astype(str), found["frame"], strict=True))
    return pd.DataFrame({f: [float((i, f) in present) for i in ids] for f in frames}, index=pd.Index(ids, name="id"))


def agreement(one: pd.DataFrame, other: pd.DataFrame, *, seed: int = 1) -> pd.DataFrame:
    """How far two codings agree, frame by frame and pooled.

    Takes two tables as `read_sheet` returns them. Returns a row a frame and one `all`: n (articles coded by both),
    agree (share), alpha (Krippendorff, nominal), low, high (95 %).
    """
    ids = one.index.intersection(other.index)
    frames = [f for f in one.columns if f in other.columns]
    a, b = one.loc[ids, frames].to_numpy(float), other.loc[ids, frames].to_numpy(float)
    rows = []
    for name, pick in [*((f, [i]) for i, f in enumerate(frames)), ("all", list(range(len(frames))))]:
        x, y = a[:, pick], b[:, pick]
        both = ~np.isnan(x) & ~np.isnan(y)
        n = int(both.any(axis=1).sum())
        value = _alpha(x, y)
        low, high = _interval(_alpha, x, y, seed)
        agree = float((x[both] == y[both]).mean()) if both.any() else np.nan
        rows.append({"frame": name, "n": n, "agree": agree, "alpha": value, "low": low, "high": high})
    return pd.DataFrame(rows)


def accuracy(gold: pd.DataFrame, found: pd.DataFrame, *, seed: int = 1) -> pd.DataFrame:
    """How right the measure is against human coding, frame by frame, and `micro` over all.

    Returns cases (articles that have the frame), tp, fp, fn, tn, precision, recall, f1 and its 95 % interval low, high.
    """
    ids = gold.index.intersection(found.index)
    frames = [f for f in gold.columns if f in found.columns]
    g, m = gold.loc[ids, frames].to_numpy(float), found.loc[ids, frames].to_numpy(float)
    rows = []
    for name, pick in [*((f, [i]) for i, f in enumerate(frames)), ("micro", list(range(len(frames))))]:
        x, y = g[:, pick], m[:, pick]
        tp, fp, fn, tn = _table(x, y)
        low, high = _interval(_f1_of, x, y, seed)
        rows.append({
            "frame": name, "cases": tp + fn, "tp": tp, "fp": fp, "fn": fn, "tn": tn,
            "precision": tp / (tp + fp) if tp + fp else np.nan, "recall": tp / (tp + fn) if tp + fn else np.nan,
            "f1": _f1(tp, fp, fn), "low": low, "high": high,
        })  # fmt: skip
    return pd.DataFrame(rows)


def corrected_prevalence(apparent: float, scores: pd.Series) -> float:
    """The share of articles that a measured share points to, given the measure's errors (Rogan & Gladen 1978).

    `scores` is a row of `accuracy`. Returns a share between 0 and 1; NaN where the measure tells nothing
    (sensitivity + specificity = 1).
    """
    sensitivity = scores["tp"] / (scores["tp"] + scores["fn"]) if scores["tp"] + scores["fn"] else np.nan
    specificity = scores["tn"] / (scores["tn"] + scores["fp"]) if scores["tn"] + scores["fp"] else np.nan
    informed = sensitivity + specificity - 1
    if not np.isfinite(informed) or abs(informed) < 1e-9:
        return float("nan")
    return float(np.clip((apparent + specificity - 1) / informed, 0, 1))


def _table(gold: np.ndarray, found: np.ndarray) -> tuple[int, int, int, int]:
    both = ~np.isnan(gold) & ~np.isnan(found)
    g, m = gold[both] == 1, found[both] == 1
    return int((g & m).sum()), int((~g & m).sum()), int((g & ~m).sum()), int((~g & ~m).sum())


def _f1(tp: int, fp: int, fn: int) -> float:
    return 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else float("nan")


def _alpha(a: np.ndarray, b: np.ndarray) -> float:
    """Krippendorff's alpha, nominal, two coders: a unit is one article and frame coded by both."""
    import warnings

    import krippendorff

    units = np.vstack([a.ravel(), b.ravel()])
    units = units[:, ~np.isnan(units).any(axis=0)]
    if len(np.unique(units)) < 2:
        return float("nan")  # nobody varies: alpha says nothing
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(krippendorff.alpha(reliability_data=units, level_of_measurement="nominal"))


def _f1_of(gold: np.ndarray, found: np.ndarray) -> float:
    return _f1(*_table(gold, found)[:3])


def _interval(
    measure: Callable[[np.ndarray, np.ndarray], float], one: np.ndarray, other: np.ndarray, seed: int
) -> tuple[float, float]:
    """Percentile interval of `measure` over resamples of the articles (rows)."""
    n = len(one)
    if n < 5:
        return float("nan"), float("nan")
    draws = np.random.default_rng(seed).integers(0, n, size=(REPLICATES, n))
    values = np.array([measure(one[rows], other[rows]) for rows in draws], dtype=float)
    values = values[np.isfinite(values)]
    if len(values) < REPLICATES / 2:
        return float("nan"), float("nan")
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
