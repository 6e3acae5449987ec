"""In which terms, and whose terms."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.measures.counting import OTHER, OUTLET, affirmed, grouped, most, per_article, sponsored, weighed
from analysis.measures.selection import by_outlet, by_period
from analysis.tables import Measured


def frame_prevalence(m: Measured, *, frames: Sequence[str] = (), replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Share of the articles in which a frame is present: `frame, cues, articles, value, low, high, n`.

    Present means a cue that is not negated: the table holds cues of frames that reach their threshold only. All frames found (or those given), most frequent first.
    """
    table = affirmed(m)
    ids = list(frames) or most(table["frame"], 99)
    counts = per_article(m, table, "frame", ids)
    found = weighed(m, counts > 0, np.ones(len(counts)), replicates=replicates, seed=seed, share=True)
    out = pd.DataFrame({
        "frame": ids, "cues": counts.sum(axis=0).astype(int), "articles": (counts > 0).sum(axis=0), **found
    })  # fmt: skip
    return out if frames else out.sort_values(["articles", "frame"], ascending=[False, True], ignore_index=True)


def frames_by_outlet(m: Measured, frames: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """`frame_prevalence` of `frames` in each outlet, with the column `outlet`."""
    return grouped(by_outlet(m), "outlet", frame_prevalence, frames=frames, replicates=replicates, seed=seed)


def frames_over_time(
    m: Measured, frames: Sequence[str], *, period: str = "auto", replicates: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """`frame_prevalence` of `frames` in each period, with the column `period`."""
    return grouped(by_period(m, period), "period", frame_prevalence, frames=frames, replicates=replicates, seed=seed)


def frame_sponsors(m: Measured, states: Sequence[str], *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Whose frame it is: `frame, sponsor, cues, value, low, high, n`.

    Sponsors are the `states` (a speaker counts for the state he or she speaks for), `other` speakers, and `outlet` for
    cues outside any quotation. `value` is the sponsor's share of the frame's cues; `n` the articles with the frame.
    """
    sponsors = [*states, OTHER, OUTLET]
    table = sponsored(m, states)
    rows = []
    for frame in most(table["frame"], 99):
        counts = per_article(m, table[table["frame"] == frame], "sponsor", sponsors)
        found = weighed(m, counts, counts.sum(axis=1), replicates=replicates, seed=seed, share=True)
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
