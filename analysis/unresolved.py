"""What was not resolved: the list a researcher works through to complete the codebook.

In go a `Reading` and what `find_mentions` left open; out come rows: offices without a term for the day, pronouns without
a person, and titles followed by a name that the codebook does not know («ژنرال راستین»).
"""

import re

import pandas as pd

from analysis.actors import Mention
from analysis.reading import Reading
from analysis.text import fold

_NAME = re.compile(r" ?[«\"]?((?:[^\W\d_]{2,}(?: (?!در|به|از|با|که|را|و|نیز|هم|روز|امروز|گفت|این)[^\W\d_]{2,})?))")
_STRONG = re.compile(
    r"^(?:اقای|خانم|دکتر|سردار|سرلشکر|سرتیپ|سپهبد|ژنرال|ایت الله|حجت الاسلام|دریادار|سرهنگ|مهندس|شیخ)$"
)
_COMMON = re.compile(r"^(?:رییس|وزیر|های|ها|ای|و|در|که|جمهور|سفیر|معاون|مدیر|محترم|دانشگاه|متخصص|دامپزشک)")


def unresolved_rows(reading: Reading, mentions: list[Mention], left_open: list[Mention]) -> list[dict[str, object]]:
    """Rows: article_id, part, start, end, surface, why (office|pronoun|name), spans in the text as published."""
    rows = []
    folded = {part.name: part.folded for part in reading.parts}

    def add(part: str, a: int, b: int, why: str) -> None:
        start, end = folded[part].span(a, b)
        surface = folded[part].original[start:end]
        rows.append(
            {"article_id": reading.article_id, "part": part, "start": start, "end": end, "surface": surface, "why": why}
        )

    for mention in left_open:
        add(mention.part, mention.start, mention.end, "pronoun" if mention.resolved_by == "pronoun" else "office")
    for part in reading.parts:
        taken = [(m.start, m.end) for m in mentions if m.part == part.name]
        for hit in part.words("title"):
            if not _STRONG.match(part.text[hit.start : hit.end]):
                continue
            name = _NAME.match(part.text, hit.end)
            if name and not _COMMON.match(name[1]) and all(b <= name.start(1) or name.end(1) <= a for a, b in taken):
                add(part.name, hit.start, name.end(1), "name")
    return rows


def most_frequent(unresolved: pd.DataFrame, *, top: int = 50) -> pd.DataFrame:
    """Unresolved surfaces, most frequent first: surface, why, n (times), articles.

    Spellings that differ only in letter variants, ZWNJ or diacritics count as one, under the commonest.
    """
    surface = unresolved["surface"].astype(object)
    times = surface.value_counts()
    order = sorted(times.index, key=lambda s: (-times[s], s))
    commonest: dict[str, str] = {}
    spelt = {s: commonest.setdefault(fold(s).text, s) for s in order}
    groups = unresolved.assign(surface=surface.map(spelt)).groupby(["surface", "why"], observed=True)
    table = groups.agg(n=("surface", "size"), articles=("article_id", "nunique"))
    return table.reset_index().sort_values(["n", "surface"], ascending=[False, True]).head(top).reset_index(drop=True)
