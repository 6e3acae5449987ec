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
from analysis.clauses import FOCAL, LISTING, NEGATING, Named, is_listed, is_negated, sponsor_at, states_of
from analysis.codebook import Codebook
from analysis.lexicon import Hit, Meaning
from analysis.quotations import Quotation
from analysis.reading import Part, Reading
from analysis.relations import Relation, find_relations, relation_rows
from analysis.signals import signals

__all__ = ["FOCAL", "FrameCue", "Relation", "cue_rows", "find_frames", "relation_rows"]


LEAD = 500  # characters: a lead is the first paragraph, or so much of it
HIGH = 1.5  # what a cue in the headline or the lead counts for
PAGE = 4000  # characters: in a longer text words that only go with a frame gather by themselves, and weigh less


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
    tally = _Tally(codebook)
    relations: list[Relation] = []
    whole = set().union(*(states_of(m) for m in mentions)) if mentions else set()
    country = {m.actor_id: m.country for m in mentions}
    within_reach = tally.within_reach(reading)
    for part in reading.parts:
        named = Named(part, mentions, whole)
        sponsors = sorted((q.start, q.end, q.speaker.id) for q in quotations if q.part == part.name)
        lead_end = min(part.paragraphs[0][1], LEAD) if part.name == "text" and part.paragraphs else 0
        faint = _pages(part)
        here = find_relations(part, named, sponsors, reading.country or "", country)
        if part.name == "text":
            relations += here
        for layer in within_reach:
            for hit in part.hits.get(layer, ()):
                meaning = _meant(hit, part, named)
                if meaning is None:
                    continue
                cue = meaning.entry
                sponsor = sponsor_at(sponsors, hit.start)
                if cue.not_by and country.get(sponsor) in cue.not_by:
                    continue  # «بوش: ایران در عراق دخالت می‌کند»: the accuser's words
                said = signals(part, hit.start)
                negated = meaning.role[:3] == "no " or (
                    not cue.firm and not NEGATING.isdisjoint(said) and is_negated(part.text, hit)
                )
                found = FrameCue(part.name, hit.start, hit.end, meaning.id, cue.entry, cue.function, negated,
                                 sponsor)  # fmt: skip
                weight = cue.weight if cue.weight > 1 else cue.weight / faint
                high = part.name == "title" or hit.start < lead_end
                if not LISTING.isdisjoint(said) and is_listed(part.text, hit.start):
                    weight, high = weight / 2, False
                tally.add(found, weight, hit.surface, high)
        for frame in tally.by_relation:
            for r in here:
                if weight := frame.relations.get(r.stance):
                    found = FrameCue(part.name, r.cue_start, r.cue_end, frame.id, f"relation-{r.entry}",
                                     "none", False, r.sponsor_id)  # fmt: skip
                    tally.add(
                        found,
                        weight,
                        f"{r.actor_a} {r.actor_b} {r.entry}",
                        part.name == "title" or r.cue_start < lead_end,
                    )
    return tally.present(reading), relations


def _pages(part: Part) -> float:
    """How long a part is, in pages: in a longer text faint words gather by themselves."""
    return max(1.0, len(part.text) / PAGE)


class _Tally:
    """What each frame has gathered in an article."""

    def __init__(self, codebook: Codebook):
        self.frames = codebook.frames
        self.by_relation = [f for f in codebook.frames.values() if f.relations]
        self.scores: dict[str, float] = defaultdict(float)
        self.found: dict[str, dict[tuple[str, int, int], FrameCue]] = defaultdict(dict)
        self.seen: dict[tuple[str, str], int] = defaultdict(int)
        self.strongest: dict[str, float] = defaultdict(float)

    def within_reach(self, reading: Reading) -> list[str]:
        """Layers of the frames that the words of an article could make present, whatever stands beside them."""
        most: dict[str, float] = defaultdict(float)
        for part in reading.parts:
            faint = _pages(part)
            for layer, hits in part.hits.items():
                if layer.startswith("frame:"):
                    for hit in hits:
                        best = 0.0
                        for meaning in hit.meanings:
                            if meaning.role != "not" and meaning.entry.weight > best:
                                best = meaning.entry.weight
                        most[layer] += HIGH * (best if best > 1 else best / faint)
        related = {frame.id for frame in self.by_relation}
        return [
            layer for layer, weight in most.items()
            if layer[6:] in related or weight >= self.frames[layer[6:]].threshold
        ]  # fmt: skip

    def add(self, cue: FrameCue, weight: float, surface: str, high: bool) -> None:
        """Count a cue: half as much again in the headline or lead, half for a repetition, at most twice."""
        self.found[cue.frame].setdefault((cue.part, cue.start, cue.end), cue)
        if cue.negated:
            return
        key = (cue.frame, surface.replace(" ", ""))  # «یک جانبه» is «یکجانبه»
        self.seen[key] += 1
        self.strongest[cue.frame] = max(self.strongest[cue.frame], weight)
        times = 1.0 if self.seen[key] == 1 else 0.5 if self.seen[key] <= 3 else 0.0
        self.scores[cue.frame] += weight * times * (HIGH if high else 1.0)

    def _threshold(self, frame: Any, beside: set[str], length: float) -> float:
        other = len(beside.intersection(frame.unless)) >= 3 * length
        return frame.threshold * (2 if other else 1)

    def _said(self, frame: str) -> bool:
        """Whether more than one faint word, repeated, makes the frame: «تهدید» in the headline and twice after it."""
        return self.strongest[frame] > 1 or sum(1 for f, _ in self.seen if f == frame) > 1

    def present(self, reading: Reading) -> list[FrameCue]:
        """The cues of the frames that reach their threshold, in text order."""
        if not self.found:
            return []
        beside = {m.id for part in reading.parts for h in part.hits.get("near", ()) for m in h.meanings}
        length = max(_pages(part) for part in reading.parts)
        cues = [
            cue
            for frame, found in self.found.items()
            if self.scores[frame] >= self._threshold(self.frames[frame], beside, length) and self._said(frame)
            for cue in found.values()
        ]
        return sorted(cues, key=lambda c: (c.part != "title", c.start, c.end, c.frame))


def _meant(hit: Hit, part: Part, named: Named) -> Meaning | None:
    """The first of the frame's cues with these words for which what it needs stands beside it."""
    for meaning in hit.meanings:
        if meaning.role == "not":
            return None
        if meaning.entry.alone or _stands(hit, meaning.entry, part, named):
            return meaning
    return None


def _stands(hit: Hit, cue: Any, part: Part, named: Named) -> bool:
    """Whether what the cue needs beside it stands there."""
    if (
        cue.actors
        and named.states(hit.start, cue.within).isdisjoint(cue.actors)
        and not (cue.or_near and named.beside(hit, cue.or_words, 0))
    ):
        return False
    if cue.without and not named.states(hit.start).isdisjoint(cue.without):
        return False
    if cue.focal:
        if cue.within == "article" and named.states(hit.start, "paragraph").isdisjoint(FOCAL):
            return False  # «اختلافات ایدئولوژیک احزاب عراق» in an article that names all three elsewhere
        if len(named.states(hit.start, cue.within).intersection(FOCAL)) < cue.focal:
            return False
    return not cue.near or named.beside(hit, cue.near_words, cue.reach)


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
