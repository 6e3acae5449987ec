"""In which terms: frame cues with their sponsor, and how two of the focal states stand to each other.

In go a `Reading`, its mentions and quotations; out come `FrameCue`s (only of frames that are present by the codebook's
rule) and `Relation`s. A cue inside a quotation is sponsored by the speaker; outside, it is the outlet's own voice.
Method: explicit codebook with counter-cues (Entman 1993 on frames and their functions; Schrodt 2012 on relations).
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from analysis.actors import Mention
from analysis.codebook import Codebook, Hit
from analysis.reading import Part, Reading
from analysis.sourcing import Quotation

FOCAL = ("IRN", "RUS", "TUR")


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


@dataclass(slots=True)
class Relation:
    """A sentence in which two focal states stand in relation: folded span, pair (a < b), direction, stance, cue."""

    part: str
    start: int
    end: int
    actor_a: str
    actor_b: str
    direction: str
    stance: str
    cue: str
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
    whole = set().union(*(_states_of(m) for m in mentions)) if mentions else set()
    for part in reading.parts:
        named = _Named(part, mentions, whole)
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
                negated = meaning.role[:3] == "no " or _negated(part.text, hit)
                found[meaning.id].append(
                    FrameCue(part.name, hit.start, hit.end, meaning.id, cue.entry, cue.function, negated,
                             _sponsor(sponsors, hit.start))
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


class _Named:
    """Which states are named in each sentence and paragraph of a part, and in the whole article."""

    def __init__(self, part: Part, mentions: list[Mention], whole: set[str]):
        self.part = part
        self.article = whole
        self._sentences = [a for a, _ in part.sentences]
        self._paragraphs = [a for a, _ in part.paragraphs]
        self.mentions: dict[int, list[Mention]] = defaultdict(list)
        self._in_sentence: dict[int, set[str]] = defaultdict(set)
        self._in_paragraph: dict[int, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.part == part.name and mention.kind != "place":
                self.mentions[self.sentence(mention.start)].append(mention)
                self._add(mention.start, _states_of(mention))
        for hit in part.hits.get("actor", ()):
            if hit.meanings[0].role == "demonym":  # «نیروهای آمریکایی»
                self._add(hit.start, {hit.meanings[0].id})
        self._near = part.hits.get("near", [])
        self._near_starts = [h.start for h in self._near]

    def _add(self, position: int, states: set[str]) -> None:
        self._in_sentence[self.sentence(position)] |= states
        self._in_paragraph[self.paragraph(position)] |= states

    def sentence(self, position: int) -> int:
        """Number of the sentence that holds a position."""
        return max(bisect_right(self._sentences, position) - 1, 0)

    def paragraph(self, position: int) -> int:
        """Number of the paragraph that holds a position."""
        return max(bisect_right(self._paragraphs, position) - 1, 0)

    def states(self, position: int, within: str = "sentence") -> set[str]:
        """States named in the sentence, paragraph or article of a position."""
        if within == "article":
            return self.article
        if within == "paragraph":
            return self._in_paragraph.get(self.paragraph(position), set())
        return self._in_sentence.get(self.sentence(position), set())

    def beside(self, hit: Hit, words: list[str], reach: int) -> bool:
        """Whether one of the words stands in the hit's sentence, outside it and at most `reach` characters off."""
        start, end = self.part.sentences[self.sentence(hit.start)]
        if reach:
            start, end = max(start, hit.start - reach), min(end, hit.end + reach)
        for i in range(bisect_left(self._near_starts, start), len(self._near)):
            other = self._near[i]
            if other.end > end:
                return False
            if (other.end <= hit.start or other.start >= hit.end) and any(m.id in words for m in other.meanings):
                return True
        return False


def _states_of(mention: Mention) -> set[str]:
    if mention.actor_id.startswith("joint:"):
        return {x for x in mention.actor_id[6:].split("+") if len(x) == 3}
    return {mention.country} if mention.country else set()


def _stands(hit: Hit, cue: Any, part: Part, named: _Named) -> bool:
    """Whether what the cue needs beside it stands there."""
    if cue.actors and named.states(hit.start, cue.within).isdisjoint(cue.actors):
        return False
    if cue.focal and len(named.states(hit.start, cue.within) & set(FOCAL)) < cue.focal:
        return False
    return not cue.near or named.beside(hit, cue.near, cue.reach)


_NEGATED_BEFORE = re.compile(
    r"(?:^|[ «\"(])(?:نه|بدون|عدم|فاقد|بی|هیچ|هیچگونه|هیچ گونه|به اصطلاح|تکذیب|نبود|فقدان|رد) (?:[^\W_]+ )?$"
)
_NEGATED_AFTER = re.compile(
    # «… وجود ندارد», «… را تکذیب کرد»: a few words on; «… نکرد»: at once
    r" (?:[^\W_]+ ){0,4}?(?:(?:را )?(?:رد|تکذیب|نفی) (?:کرد|کردند|کرده|می)|وجود نداشته|وجود ندارد|وجود نداشت|در کار نیست|نخواهد بود|نیست|نبوده|ندارد|نداریم|ندارند|نداشت)(?![^\W_])"
    r"| (?:را )?(?:نکرد|نکردند|نکرده|نشد|نشده|نخواهد|نمی (?:کند|کنند|کنیم|شود|دهد|دهند))(?![^\W_])"
)


def _negated(text: str, hit: Hit) -> bool:
    """«بدون دخالت», «عدم همکاری», «راه حل نظامی وجود ندارد», «دخالت را تکذیب کرد»."""
    if _NEGATED_BEFORE.search(text[max(0, hit.start - 22) : hit.start]):
        return True
    after = text[hit.end : hit.end + 40]
    stop = _STOP.search(after)
    return bool(_NEGATED_AFTER.match(after[: stop.start()] if stop else after))


_STOP = re.compile("[،؛.:«»\n]")


def _sponsor(sponsors: list[tuple[int, int, str]], position: int) -> str:
    at = bisect_right(sponsors, (position, 1 << 60, "")) - 1
    return sponsors[at][2] if at >= 0 and sponsors[at][0] <= position < sponsors[at][1] else ""


# ---------------------------------------------------------------- relations

_SETTLES = {"fight": 3, "threaten": 2, "disapprove": 2, "agree": 2, "cooperate": 2, "consult": 1}


def find_relations(part: Part, sentences: _Named, sponsors: list[tuple[int, int, str]]) -> list[Relation]:
    hits: dict[int, list[Hit]] = defaultdict(list)
    interviews = [
        (p.start, p.end) for p in part.hits.get("phrase", ()) if p.meanings[0].role in ("interview", "no-cue")
    ]
    for hit in part.hits.get("relation", ()):
        if any(a <= hit.start < b for a, b in interviews):
            continue  # «در گفت‌وگو با خبرنگار …»
        if hit.meanings[0].role != "not":
            hits[sentences.sentence(hit.start)].append(hit)
    out = []
    for number, cues in sorted(hits.items()):
        actors = [m for m in sentences.mentions.get(number, ()) if _states_of(m) & set(FOCAL)]
        states = sorted(set().union(*(_states_of(m) for m in actors)) & set(FOCAL)) if actors else []
        if len(states) < 2:
            continue
        start, end = part.sentences[number]
        for a, b in combinations(states, 2):
            stance, cue = _stance(part.text, cues)
            if stance:
                out.append(
                    Relation(part.name, start, end, a, b, _direction(actors, a, b, cue, stance), stance,
                             part.text[cue.start : cue.end], _sponsor(sponsors, cue.start))
                )  # fmt: skip
    return out


def _stance(text: str, cues: list[Hit]) -> tuple[str, Hit]:
    """The stance of a sentence's cues: the weightier side; both sides of weight make it mixed."""
    weight: dict[str, float] = defaultdict(float)
    best: dict[str, Hit] = {}
    for hit in cues:
        entry = hit.meanings[0].entry
        stance = entry.stance
        if _negated(text, hit):
            stance = {"cooperative": "conflictual", "conflictual": "cooperative"}.get(stance, stance)
            if entry.id == "consult":
                continue
        value = _SETTLES.get(entry.id, 1)
        if value > weight[stance] or stance not in best:
            best.setdefault(stance, hit)
        weight[stance] = max(weight[stance], value)
    if not best:
        return "", cues[0]
    good, bad = weight["cooperative"], weight["conflictual"]
    if good >= 2 and bad >= 2:
        return "mixed", best["conflictual"]
    if bad > good:
        return "conflictual", best["conflictual"]
    if good:
        return "cooperative", best["cooperative"]
    return "neutral", next(iter(best.values()))


def _direction(actors: list[Mention], a: str, b: str, cue: Hit, stance: str) -> str:
    """a>b where one state alone opens the sentence and acts on the other: «مسکو آنکارا را متهم کرد»."""
    first = next((m for m in actors if _states_of(m) & {a, b}), None)
    if first is None or stance != "conflictual" or first.resolved_by == "pronoun":
        return ""
    one = _states_of(first) & {a, b}
    if len(one) != 1:
        return ""
    who = one.pop()
    other = b if who == a else a
    return f"{who}>{other}" if cue.start > first.end else ""


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


def relation_rows(reading: Reading, relations: list[Relation]) -> list[dict[str, Any]]:
    """Rows of the `relations` table: spans in the text as published."""
    folded = {part.name: part.folded for part in reading.parts}
    rows = []
    for r in relations:
        start, end = folded[r.part].span(r.start, r.end)
        rows.append({
            "article_id": reading.article_id, "part": r.part, "start": start, "end": end,
            "surface": folded[r.part].original[start:end], "actor_a": r.actor_a, "actor_b": r.actor_b,
            "direction": r.direction, "stance": r.stance, "cue": r.cue, "sponsor_id": r.sponsor_id,
        })  # fmt: skip
    return rows
