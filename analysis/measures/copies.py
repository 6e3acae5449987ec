"""How much an outlet takes from others: by what it credits, and by what it prints."""

import numpy as np
import pandas as pd

from analysis.measures.counting import credited, per_article, weighed
from analysis.measures.selection import by_outlet, select
from analysis.tables import Measured


def copied(corpus: Measured, *, replicates: int = 1000, seed: int = 1) -> pd.DataFrame:
    """Taken from others, by outlet: `outlet, by, articles, share, low, high, n`.

    `by` is `credit` (the article credits another source), `likeness` (it is an exact copy of an earlier article, or stands
    in the family of an earlier one) or `uncredited` (likeness without credit); `share` is of the outlet's `n` articles, copies
    included. Takes the corpus before `select`. After METER (Clough et al. 2002), who set the two apart.
    """
    every = select(corpus, copies=True)
    rows = []
    for outlet, own in by_outlet(every):
        named = credited(own)
        credit = per_article(own, named.assign(all="x"), "all", ["x"])[:, 0] > 0
        family = own.articles.get("family", own.articles["id"]).fillna("").astype(str)
        alike = ((family != "") & (family != own.articles["id"])).to_numpy() | (
            own.articles["status"] == "duplicate"
        ).to_numpy()
        held = np.column_stack([credit, alike, alike & ~credit])
        found = weighed(own, held, np.ones(len(held)), replicates=replicates, seed=seed, share=True)
        rows.append(pd.DataFrame({
            "outlet": outlet, "by": ["credit", "likeness", "uncredited"], "articles": held.sum(axis=0),
            "share": found.pop("value"), **found,
        }))  # fmt: skip
    columns = ["outlet", "by", "articles", "share", "low", "high", "n"]
    return pd.concat(rows, ignore_index=True)[columns] if rows else pd.DataFrame(columns=columns)
