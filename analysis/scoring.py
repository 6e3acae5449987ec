"""How right the measures are: the tables of a corpus against its hand coding.

In go coded articles and measured rows; out comes one row a measure with precision, recall, F1 and its 95 % interval
(bootstrap over articles). A quotation is found when the spans share at least half of their union (one to one, best
first); it is attributed when the speaker is right too. What coders marked as optional counts neither way.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.resampling import bootstrap_sums
from analysis.tables import measure_article

Row = dict[str, Any]


class GoldError(ValueError):
    """A coding file cannot be used; the message names file, line and cure."""


def read_gold(
    path: str | Path, corpus: str | Path | Iterable[str | Path] | None = None, *, split: str = ""
) -> list[Row]:
    """Coded articles: each a mapping with id, title, text, date, outlet and `gold` {quotes, mentions, credits, frames,
    relations}, where a key that is missing was not coded.

    `path` is JSON Lines that holds the texts, or stand-off coding (id and gold) of the articles in `corpus` (one or
    several), or a folder of such files; `split` takes the lines of that split only. Raises GoldError where an article is
    missing.
    """
    path = Path(path)
    if not path.exists():
        raise GoldError(f"{path}: no such file")
    texts: dict[str, Row] = {}
    for one in [corpus] if isinstance(corpus, str | Path) else corpus or ():
        from analysis.corpus import read_articles

        texts |= {str(a["id"]): a for a in read_articles(one).articles.to_dict("records")}  # type: ignore[misc]
    coded = []
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            row = _row_of(line, f"{file}, line {number}")
            if split and row.get("split") != split:
                continue
            if "text" not in row:
                if str(row.get("id")) not in texts:
                    raise GoldError(
                        f"{file}, line {number}: no article {row.get('id')!r}; name its corpus with --corpus"
                    )
                row = {**texts[str(row["id"])], "gold": row["gold"]}
            coded.append(row)
    if not coded:
        raise GoldError(f"{path}: no coded article{f' of the split {split!r}' if split else ''}; name another")
    return coded


def _row_of(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise GoldError(f"{where}: no JSON ({error}); give one object a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("gold"), dict):
        raise GoldError(
            f"{where}: not coded; `gold` must hold the coding (quotes, mentions, credits, frames, relations)"
        )
    return row


def score(coded: Iterable[Row], codebook: Codebook, *, seed: int = 1) -> pd.DataFrame:
    """Measure coded articles and compare.

    Returns a row a measure (quotations, attributed, source type, mentions, credits, frames, each frame, relations):
    n (coded), tp, fp, fn, precision, recall, f1, low, high. `frames` is micro-averaged; of `frames macro` (the mean over the
    frames coded at least `ENOUGH` times) and `frames alpha` (Krippendorff's, nominal, an article and a frame as the unit)
    the value stands under f1.
    """
    counts: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for article in coded:
        found = measure_article(article, codebook)
        gold = article["gold"]
        if "quotes" in gold:
            _quotations(gold["quotes"], found["quotations"], counts)
        if "mentions" in gold:
            mine = [m for m in found["mentions"] if m["resolved_by"] != "pronoun" and m["kind"] != "place"]
            counts["mentions"].append(_pair(gold["mentions"], mine, _same_actor)[:3])
        if "credits" in gold:
            want, got = {c["source"] for c in gold["credits"]}, {c["source_id"] for c in found["credits"]}
            counts["credits"].append((len(want & got), len(got - want), len(want - got)))
        if "frames" in gold:
            got = {c["frame"] for c in found["cues"] if not c["negated"]}
            want = set(gold["frames"])
            counts["frames"].append((len(want & got), len(got - want), len(want - got)))
            for frame in codebook.frames:
                w, g = frame in want, frame in got
                counts[f"frame {frame}"].append((w and g, g and not w, w and not g))
        if "relations" in gold:
            counts["relations"].append(_pair(gold["relations"], found["relations"], _same_relation)[:3])
    lines = [_line(name, np.array(rows, dtype=float), seed) for name, rows in counts.items()]
    return pd.DataFrame(lines + (_over_frames(counts, list(codebook.frames), seed) if counts["frames"] else []))


def save(scores: pd.DataFrame, name: str, file: str | Path) -> None:
    """Put `scores` under the set `name` into the CSV `file` (columns `set` and those of `score`), in place of older ones; no scores leave it as it is."""
    if scores.empty:
        return
    path = Path(file)
    kept = pd.read_csv(path) if path.exists() else pd.DataFrame()
    kept = kept[kept["set"] != name] if len(kept) else kept
    table = pd.concat([kept, scores.assign(set=name)])[["set", *scores.columns]]
    path.write_text(table.round(4).to_csv(index=False, lineterminator="\n"), encoding="utf-8")


ENOUGH = 8  # cases below which a frame's F1 says little and is left out of the mean


def _over_frames(counts: dict[str, list[tuple[int, int, int]]], frames: list[str], seed: int) -> list[Row]:
    """Macro-F1 and Krippendorff's alpha of the frames, with their intervals (bootstrap over articles)."""
    each = np.array([counts[f"frame {f}"] for f in frames], dtype=float)  # frames × articles × (tp, fp, fn)
    often = each[:, :, [0, 2]].sum(axis=(1, 2)) >= ENOUGH
    flat = np.concatenate([*each, np.ones((each.shape[1], 1))], axis=1)
    articles = each.shape[1]

    def values(sums: np.ndarray) -> dict[str, np.ndarray]:
        tp, fp, fn = (sums[:, k : 3 * len(frames) : 3] for k in range(3))
        units = sums[:, -1] * len(frames)
        with np.errstate(invalid="ignore", divide="ignore"):
            macro = (2 * tp / (2 * tp + fp + fn))[:, often].mean(axis=1) if often.any() else np.full(len(sums), np.nan)
            wrong, ones = (fp + fn).sum(axis=1), (2 * tp + fp + fn).sum(axis=1)
            by_chance = 2 * ones * (2 * units - ones) / (2 * units * (2 * units - 1))
            return {"frames macro": macro, "frames alpha": 1 - (wrong / units) / by_chance}

    whole, drawn = values(flat.sum(axis=0, keepdims=True)), values(bootstrap_sums(flat, seed=seed))
    rows = []
    for name, value in whole.items():
        spread = drawn[name][np.isfinite(drawn[name])]
        low, high = np.percentile(spread, [2.5, 97.5]) if articles >= 5 and len(spread) else (np.nan, np.nan)
        rows.append({"measure": name, "articles": articles, "n": int(often.sum()) if "macro" in name else articles * len(frames),
                     "f1": float(value[0]), "low": low, "high": high})  # fmt: skip
    return rows


def _quotations(gold: list[Row], found: list[Row], counts: dict[str, list[tuple[int, int, int]]]) -> None:
    tp, fp, fn, pairs = _pair(gold, found, _overlap)
    counts["quotations"].append((tp, fp, fn))
    right = sum(_same_speaker(g, f, gold) for g, f in pairs)
    counts["attributed"].append((right, fp + tp - right, fn + tp - right))
    typed = [(g, f) for g, f in pairs if g.get("source_type")]
    agree = sum(g["source_type"] == f["source_type"] for g, f in typed)
    counts["source type"].append((agree, len(typed) - agree, len(typed) - agree))


def _pair(
    gold: list[Row], found: list[Row], likeness: Callable[[Row, Row], float]
) -> tuple[int, int, int, list[tuple[Row, Row]]]:
    """One-to-one pairs, best first: (tp, fp, fn, pairs); what only optional coding explains is no false positive."""
    must, may = [g for g in gold if not g.get("optional")], [g for g in gold if g.get("optional")]
    pairs, rest = _match(must, found, likeness, 0.5)
    _, extra = _match(may, rest, likeness, 0.3)
    return len(pairs), len(extra), len(must) - len(pairs), pairs


def _match(gold: list[Row], found: list[Row], likeness: Callable[[Row, Row], float], least: float):
    near = sorted(
        ((likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), key=lambda x: (-x[0], x[1:])
    )
    used_g: set[int] = set()
    used_f: set[int] = set()
    pairs = []
    for value, i, j in near:
        if value >= least and i not in used_g and j not in used_f:
            used_g.add(i)
            used_f.add(j)
            pairs.append((gold[i], found[j]))
    return pairs, [f for j, f in enumerate(found) if j not in used_f]


def _overlap(g: Row, f: Row) -> float:
    if g.get("part", "text") != f["part"]:
        return 0.0
    shared = min(g["end"], f["end"]) - max(g["start"], f["start"])
    return shared / (max(g["end"], f["end"]) - min(g["start"], f["start"])) if shared > 0 else 0.0


def _same_actor(g: Row, f: Row) -> float:
    near = _overlap(g, f)
    return 1 + near if near > 0 and g["actor"] == f["actor_id"] else 0.0


def _same_relation(g: Row, f: Row) -> float:
    near = _overlap(g, f)
    pair = {g["actor_a"], g["actor_b"]} == {f["actor_a"], f["actor_b"]}
    return 1 + near if near > 0 and pair and g["stance"] == f["stance"] else 0.0


def _same_speaker(g: Row, f: Row, gold: list[Row]) -> bool:
    """The same id; a person outside the codebook by the name as written."""
    if g["speaker"] == f["speaker_id"]:
        return True
    named = f"{f['speaker_surface']} {f['speaker_id']}"
    others = {q["speaker"] for q in gold}
    return g["speaker"].startswith("other:") and f["speaker_id"] not in others and g["speaker"][6:].strip() in named


def _line(name: str, rows: np.ndarray, seed: int) -> Row:
    tp, fp, fn = (int(x) for x in rows.sum(axis=0))
    sums = bootstrap_sums(rows, seed=seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        f1 = 2 * sums[:, 0] / (2 * sums[:, 0] + sums[:, 1] + sums[:, 2])
    f1 = f1[np.isfinite(f1)]
    low, high = np.percentile(f1, [2.5, 97.5]) if len(rows) >= 5 and len(f1) else (np.nan, np.nan)
    return {
        "measure": name, "articles": len(rows), "n": tp + fn, "tp": tp, "fp": fp, "fn": fn,
        "precision": tp / (tp + fp) if tp + fp else np.nan, "recall": tp / (tp + fn) if tp + fn else np.nan,
        "f1": 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else np.nan, "low": low, "high": high,
    }  # fmt: skip
