"""A quotation as found, and the rows of the `quotations` and `credits` tables."""

from dataclasses import dataclass
from typing import Any

from analysis.credits import Credit
from analysis.reading import Reading
from analysis.speaker import Speaker
from analysis.text import count_words


@dataclass(slots=True)
class Quotation:
    """What somebody is reported to have said: folded span of the words, the cue, and the speaker."""

    part: str
    start: int
    end: int
    form: str
    cue: str
    cue_start: int
    cue_end: int
    verb_class: str
    speaker: Speaker
    via: str = ""


def quotation_rows(reading: Reading, quotations: list[Quotation]) -> list[dict[str, Any]]:
    """Rows of the `quotations` table: spans in the text as published."""
    folded = {part.name: part.folded for part in reading.parts}
    rows = []
    for q in quotations:
        part = folded[q.part]
        start, end = part.span(q.start, q.end)
        cue = part.span(q.cue_start, q.cue_end) if q.cue_start >= 0 else (-1, -1)
        speaker = q.speaker
        who = (
            folded[speaker.part].span(speaker.start, speaker.end)
            if speaker.start >= 0 and speaker.part == q.part
            else (-1, -1)
        )
        rows.append({
            "article_id": reading.article_id, "part": q.part, "start": start, "end": end, "surface": part.original[start:end],
            "form": q.form, "cue": part.original[cue[0] : cue[1]] if cue[0] >= 0 else "", "cue_start": cue[0], "cue_end": cue[1],
            "verb_class": q.verb_class, "speaker_id": speaker.id,
            "speaker_surface": part.original[who[0] : who[1]] if who[0] >= 0 else "", "speaker_start": who[0], "speaker_end": who[1],
            "resolved_by": speaker.resolved_by, "source_type": speaker.source_type, "country": speaker.country, "via": q.via,
            "rung": speaker.rung, "words": count_words(part.original[start:end]),
        })  # fmt: skip
    return rows


def credit_rows(reading: Reading, credits: list[Credit]) -> list[dict[str, Any]]:
    """Rows of the `credits` table: spans in the text as published."""
    folded = {part.name: part.folded for part in reading.parts}
    rows = []
    for credit in credits:
        start, end = folded[credit.part].span(credit.start, credit.end)
        rows.append({
            "article_id": reading.article_id, "part": credit.part, "start": start, "end": end,
            "surface": folded[credit.part].original[start:end], "source_id": credit.source_id, "relation": credit.relation,
        })  # fmt: skip
    return rows
