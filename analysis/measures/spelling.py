"""Names outside the codebook, whichever keyboard wrote them: «بيانيه» and «بیانیه» are one speaker.

The tables keep ids that are a name (`other:…`, `document:…`) as the article has it; counts join them here.
"""

from dataclasses import replace

import pandas as pd

from analysis.tables import Measured

_LETTERS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ـ": None, **dict.fromkeys(map(chr, range(0x64B, 0x653)))}
)
_IDS = {"mentions": ["actor_id"], "quotations": ["speaker_id", "via"], "credits": ["source_id"], "cues": ["sponsor_id"],
        "relations": ["sponsor_id"]}  # fmt: skip


def spelt_alike(m: Measured) -> Measured:
    """`m` with Persian letters in the ids that are a name as written; of no other id is a letter Arabic."""
    changed = {}
    for name, columns in _IDS.items():
        table = getattr(m, name)
        if table is None:  # not asked for
            continue
        found = {c: _persian(table[c]) for c in columns if c in table}
        if found := {c: column for c, column in found.items() if column is not None}:
            changed[name] = table.assign(**found)
    return replace(m, **changed)


def _persian(column: pd.Series) -> pd.Series | None:
    """The column with Persian letters; none where it has them already."""
    categories = isinstance(column.dtype, pd.CategoricalDtype)
    ids = column.cat.categories if categories else column.dropna().unique()
    other = {i: i.translate(_LETTERS) for i in ids if isinstance(i, str) and not i.isascii()}
    other = {i: new for i, new in other.items() if i != new}
    if not other:
        return None
    spelt = column.astype(object).map(lambda i: other.get(i, i))
    return spelt.astype("category") if categories else spelt
