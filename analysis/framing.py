"""In which terms: the cues of the frames present in an article, with their sponsor.

In go a `Reading`, its mentions and quotations; out come `FrameCue`s, only of frames that are present by the codebook's
rule, and the relations of the focal states (`relations.py`). A cue inside a quotation is sponsored by the speaker;
outside, it is the outlet's own voice.
Method: explicit codebook with counter-cues; functions of a frame after Entman (1993).
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from analysis.actors import Mention
from analysis.clauses import FOCAL, Named, is_negated, sponsor_at, states_of
from analysis.codebook import Codebook, Hit
from analysis.reading import Part, Reading
from analysis.relations import Relation, find_relations, relation_rows
from analysis.sourcing import Quotation

__all__ = ["FOCAL", "FrameCue", "Relation", "cue_rows", "find_frames", "relation_rows"]


@dataclass(slots=True)
class FrameCue:
    """Words of a frame: folded span, frame, codebook entry, Entman function, negated, whose words."""

    part: str
    start: int
    end: int
    frame: str
    entry: str
    function: str
    negated: bool
    sponsor_id: str


def find_frames(
    reading: Reading, mentions: list[Mention], quotations: list[Quotation], codebook: Codebook
) -> tuple[list[FrameCue], list[Relation]]:
    """Frame cues (of the frames present, negated ones marked) and relations of an article, in text order."""
    cues: list[FrameCue] = []
    scores: dict[str, float] = defaultdict(float)
    found: dict[str, list[FrameCue]] = defaultdict(list)
    seen: dict[tuple[str, str], int] = defaultdict(int)
    relations: list[Relation] = []
    whole = set().union(*(states_of(m) for m in mentions)) if mentions else set()
    for part in reading.parts:
        named = Named(part, mentions, whole)
        sponsors = sorted((q.start, q.end, q.speaker.id) for q in quotations if q.part == part.name)
        lead_end = part.paragraphs[0][1] if part.name == "text" and part.paragraphs else 0
        for layer, hits in part.hits.items():
            if not layer.startswith("frame:"):
                continue
            for hit in hits:
                meaning = hit.meanings[0]
                if meaning.role == "not" or not _stands(hit, meaning.entry, part, named):
                    continue
                cue = meaning.entry
                negated = meaning.role[:3] == "no " or is_negated(part.text, hit)
                found[meaning.id].append(
                    FrameCue(part.name, hit.start, hit.end, meaning.id, cue.entry, cue.function, negated,
                             sponsor_at(sponsors, hit.start))
                )  # fmt: skip
                if negated:
                    continue
                key = (meaning.id, hit.surface)
                seen[key] += 1
                place = 1.5 if part.name == "title" or hit.start < lead_end else 1.0
                times = 1.0 if seen[key] == 1 else 0.5 if seen[key] <= 3 else 0.0
                scores[meaning.id] += cue.weight * place * times
        if part.name == "text":
            relations += find_relations(part, named, sponsors)
    for frame, rows in found.items():
        if scores[frame] >= codebook.frames[frame].threshold:
            cues += rows
    cues.sort(key=lambda c: (c.part != "title", c.start, c.end, c.frame))
    return cues, relations


def _stands(hit: Hit, cue: Any, part: Part, named: Named) -> bool:
    """Whether what the cue needs beside it stands there."""
    if cue.actors and named.states(hit.start, cue.within).isdisjoint(cue.actors):
        return False
    if cue.focal and len(named.states(hit.start, cue.within) & set(FOCAL)) < cue.focal:
        return False
    return not cue.near or named.beside(hit, cue.near, cue.reach)


def cue_rows(reading: Reading, cues: list[FrameCue]) -> list[dict[str, Any]]:
    """Rows of the `cues` table: spans in the text as published."""
    folded = {part.name: part.folded for part in reading.parts}
    rows = []
    for cue in cues:
        start, end = folded[cue.part].span(cue.start, cue.end)
        rows.append({
            "article_id": reading.article_id, "part": cue.part, "start": start, "end": end,
            "surface": folded[cue.part].original[start:end], "frame": cue.frame, "entry": cue.entry,
            "function": cue.function, "negated": cue.negated, "sponsor_id": cue.sponsor_id,
        })  # fmt: skip
    return rows
