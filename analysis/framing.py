"""In which terms: frame cues with their sponsor, and how two of the focal states stand to each other.

In go a `Reading`, its mentions and quotations; out come `FrameCue`s (only of frames that are present by the codebook's
rule) and `Relation`s. A cue inside a quotation is sponsored by the speaker; outside, it is the outlet's own voice.
Method: explicit codebook with counter-cues (Entman 1993 on frames and their functions; Schrodt 2012 on relations).
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from analysis.actors import Mention
from analysis.codebook import Codebook, Hit
from analysis.reading import Part, Reading
from analysis.sourcing import Quotation
from analysis.text import fold

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
    for part in reading.parts:
        sentences = _Sentences(part, mentions, reading)
        sponsors = sorted((q.start, q.end, q.speaker.id) for q in quotations if q.part == part.name)
        lead_end = part.paragraphs[0][1] if part.name == "text" and part.paragraphs else 0
        for layer, hits in part.hits.items():
            if not layer.startswith("frame:"):
                continue
            for hit in hits:
                meaning = hit.meanings[0]
                if meaning.role == "not" or not _stands(hit, meaning.entry, part, sentences):
                    continue
                negated = _negated(part.text, hit)
                found[meaning.id].append(
                    FrameCue(part.name, hit.start, hit.end, meaning.id, meaning.role, meaning.entry.function, negated,
                             _sponsor(sponsors, hit.start))
                )  # fmt: skip
                if negated:
                    continue
                key = (meaning.id, hit.surface)
                seen[key] += 1
                place = 1.5 if part.name == "title" or hit.start < lead_end else 1.0
                times = 1.0 if seen[key] == 1 else 0.5 if seen[key] <= 3 else 0.0
                scores[meaning.id] += meaning.entry.weight * place * times
        if part.name == "text":
            relations += _relations(part, sentences, sponsors)
    for frame, rows in found.items():
        if scores[frame] >= codebook.frames[frame].threshold:
            cues += rows
    cues.sort(key=lambda c: (c.part != "title", c.start, c.end, c.frame))
    return cues, relations


class _Sentences:
    """Which states are named in each sentence and paragraph of a part."""

    def __init__(self, part: Part, mentions: list[Mention], reading: Reading):
        self.part = part
        self.starts = [a for a, _ in part.sentences]
        self.mentions: dict[int, list[Mention]] = defaultdict(list)
        self.paragraph_states: dict[int, set[str]] = defaultdict(set)
        self._paragraphs = [a for a, _ in part.paragraphs]
        for mention in mentions:
            if mention.part == part.name and mention.kind != "place":
                self.mentions[self.at(mention.start)].append(mention)
                self.paragraph_states[self.paragraph(mention.start)] |= _states_of(mention)

    def at(self, position: int) -> int:
        """Number of the sentence that holds a position."""
        return max(bisect_right(self.starts, position) - 1, 0)

    def paragraph(self, position: int) -> int:
        """Number of the paragraph that holds a position."""
        return max(bisect_right(self._paragraphs, position) - 1, 0)

    def states(self, number: int) -> set[str]:
        """States that the mentions of a sentence stand for."""
        return set().union(*(_states_of(m) for m in self.mentions.get(number, ())))


def _states_of(mention: Mention) -> set[str]:
    if mention.actor_id.startswith("joint:"):
        return {x for x in mention.actor_id[6:].split("+") if len(x) == 3}
    return {mention.country} if mention.country else set()


def _stands(hit: Hit, cue: Any, part: Part, sentences: _Sentences) -> bool:
    """Whether what the cue needs beside it stands in the sentence."""
    if not (cue.actors or cue.focal or cue.near):
        return True
    number = sentences.at(hit.start)
    if cue.actors and not sentences.states(number) & set(cue.actors):
        return False
    if cue.focal:
        here = sentences.states(number) & set(FOCAL)
        if len(here) < cue.focal and not (
            here and len(sentences.paragraph_states[sentences.paragraph(hit.start)] & set(FOCAL)) >= cue.focal
        ):
            return False
    if cue.near:
        a, b = part.sentences[number]
        pattern = _near(tuple(cue.near))
        return bool(pattern.search(part.text, a, hit.start) or pattern.search(part.text, hit.end, b))
    return True


@cache
def _near(words: tuple[str, ...]) -> re.Pattern[str]:
    folded = sorted({fold(w).text for w in words}, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, folded))})(?:ی|ها|های| ها| های|ان)?(?![^\W_])")


_NEGATED_BEFORE = re.compile(
    r"(?:^|[ «\"(])(?:نه|بدون|عدم|فاقد|بی|هیچ|هیچگونه|هیچ گونه|به اصطلاح|مخالف|تکذیب|نبود|فقدان|رد) (?:[^\W_]+ )?$"
)
_NEGATED_AFTER = re.compile(
    r" (?:[^\W_]+ ){0,4}?(?:را )?(?:رد کرد|تکذیب کرد|نفی کرد|وجود ندارد|وجود نداشته|نیست|نبوده|نبود|ندارد|نداریم|ندارند|نداشت|نکرد|نکرده|نخواهد|نشد|نشده|نمی)(?![^\W_])?"
)


def _negated(text: str, hit: Hit) -> bool:
    """«بدون دخالت», «عدم همکاری», «راه حل نظامی وجود ندارد», «دخالت را تکذیب کرد»."""
    if _NEGATED_BEFORE.search(text[max(0, hit.start - 22) : hit.start]):
        return True
    after = re.split("[،؛.:«»\n]", text[hit.end : hit.end + 40], maxsplit=1)[0]
    return bool(_NEGATED_AFTER.match(after))


def _sponsor(sponsors: list[tuple[int, int, str]], position: int) -> str:
    at = bisect_right(sponsors, (position, 1 << 60, "")) - 1
    return sponsors[at][2] if at >= 0 and sponsors[at][0] <= position < sponsors[at][1] else ""


# ---------------------------------------------------------------- relations

_SETTLES = {"fight": 3, "threaten": 2, "disapprove": 2, "agree": 2, "cooperate": 2, "consult": 1}


def _relations(part: Part, sentences: _Sentences, sponsors: list[tuple[int, int, str]]) -> list[Relation]:
    hits: dict[int, list[Hit]] = defaultdict(list)
    interviews = [
        (p.start, p.end) for p in part.hits.get("phrase", ()) if p.meanings[0].role in ("interview", "no-cue")
    ]
    for hit in part.hits.get("relation", ()):
        if any(a <= hit.start < b for a, b in interviews):
            continue  # «در گفت‌وگو با خبرنگار …»
        if hit.meanings[0].role != "not":
            hits[sentences.at(hit.start)].append(hit)
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
