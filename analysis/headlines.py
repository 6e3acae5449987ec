"""Who speaks in a headline: «لاوروف: …»."""

import re
from contextlib import closing

from analysis.actors import Mention
from analysis.codebook import Codebook
from analysis.cues import DOCUMENT, trim
from analysis.quotations import Quotation
from analysis.reading import Reading
from analysis.speaker import Known, Speaker, other_id
from analysis.speakers import Cast

_NEXT_SPEAKER = re.compile(r"/ ?([^:/|؛]{2,40}?) ?: ?")
_HEAD_SPEAKER = re.compile(r"^ ?(?:[^:/|؛]{2,60}\| ?)?([^:/|؛]{2,90}?) ?: ?")


def headline(reading: Reading, mentions: list[Mention], codebook: Codebook, known: Known) -> list[Quotation]:
    """«لاوروف: …» in the title."""
    part = reading.title
    text = part.text
    match = _HEAD_SPEAKER.match(text)
    if not match or len(match[1].split()) > 13 or not text[match.end() :].strip():
        return []
    if re.match(
        r"[«\"]? ?(?:گزارش|فیلم|عکس|یادداشت|تصاویر|ویدیو|گفتگو|گفت وگو|مصاحبه|تحلیل|ساعت|بخش|قسمت|اینفوگراف|نتایج|جدول|پرونده|سرمقاله)",
        match[1],
    ):
        return []
    with closing(Cast(part, mentions, reading, codebook)) as cast:
        return _claim(match, cast, known)


def _claim(match: re.Match[str], cast: Cast, known: Known) -> list[Quotation]:
    """What a headline says and whose it is: `match` is the name before its colon."""
    text = cast.text
    document = DOCUMENT.match(match[1])
    inside = [
        m
        for m in cast.between(match.start(1), match.end(1))
        if (m.kind != "place" or m.resolved_by == "metonym")
        and (m.kind != "person" or cast.is_subject(m, match.start(1)))  # «مشاور اوباما: …» is not Obama
    ]
    if document and not any(m.kind == "organisation" for m in inside):
        speaker = cast.document(match.start(1), match.start(1) + document.end())
    elif inside:
        speaker = cast.together(inside) or cast.speaker_of(next((m for m in inside if m.kind == "person"), inside[0]))
        if inside[0].start - match.start(1) > 4 and speaker.id == inside[0].actor_id and inside[0].kind in ("state",):
            speaker = speaker._replace(start=match.start(1), resolved_by="description")
    else:
        found = cast.strangers.unknown(match.start(1), match.end(1), [], known)
        if found is None:
            return []
        speaker = found
    start, end = match.end(), len(text.rstrip())
    marks = re.match(r"[«\"](.*)[»\"]$", text[start:end])
    if marks:
        start, end = start + 1, end - 1
    known.running = speaker if speaker.is_person else None
    heads = [(start, speaker), *_others(cast, start, end)]
    ends = [*(text.rindex("/", start, at) for at, _ in heads[1:]), end]
    return [
        Quotation("title", at, trim(text, at, to), "headline", "", -1, -1, "neutral", who)
        for (at, who), to in zip(heads, ends, strict=True)
    ]


def _others(cast: Cast, start: int, end: int) -> list[tuple[int, Speaker]]:
    """«پوتین: … / اردوغان: …»: who else a headline lets speak, and where their words begin."""
    out = []
    for match in _NEXT_SPEAKER.finditer(cast.text, start, end):
        whole = [m for m in cast.between(match.start(1), match.end(1)) if m.kind != "place"]
        if whole and (whole[0].start, whole[-1].end) == match.span(1):
            out.append((match.end(), cast.together(whole) or cast.speaker_of(whole[0])))
    return out


def first_line(cast: Cast) -> list[Quotation]:
    """«پوتین: …» as the first line of a text whose title is only a kicker («در پایان اجلاس عنوان شد؛»)."""
    text = cast.text
    start, end = next(iter(cast.part.paragraphs), (0, 0))
    match = _HEAD_SPEAKER.match(text, start, end)
    if not match or end - start > 140 or text[end - 1 : end] in ".:؟":
        return []
    whole = [m for m in cast.between(match.start(1), match.end(1)) if m.kind == "person" and m.resolved_by == "name"]
    if len(whole) != 1 or (whole[0].start, whole[0].end) != match.span(1):
        return []
    return [Quotation("text", match.end(), end, "headline", "", -1, -1, "neutral", cast.speaker_of(whole[0]))]


_REPORTS = re.compile(r"(?: (?:گزارش داد|گزارش کرد|نوشت|خبر داد|فاش کرد|مدعی شد))? ?[:/] ?")


def digest_line(cast: Cast, start: int, end: int) -> Quotation | None:
    """«صدای آمریکا: …», «رویترز گزارش داد/ …» as a line of its own among a text's paragraphs: the headline of a digest's item."""
    text = cast.text
    if start == next(iter(cast.part.paragraphs))[0]:
        return None  # «خبرگزاری فارس: …» opens a report
    if end - start > 160 or text[end - 1] in '.:؟؛»"!':
        return None
    source = next(iter(cast.part.starting("source", start, start + 2)), None)
    if source is None or source.meanings[0].role != "name":
        return _section(cast, start, end)
    opened = _REPORTS.match(text, source.end, end)
    if opened is None or len(text[opened.end() : end].split()) < 4:
        return None
    of = source.meanings[0]
    who = Speaker(of.id, source.start, source.end, "text", "name", "media", of.entry.country or "")
    return Quotation("text", opened.end(), end, "headline", "", -1, -1, "neutral", who)


_SECTION = re.compile(r"([^\W\d_]{3,}(?: [^\W\d_]+){0,3}) ?: ?(?=[^\W\d_«\"])")
_NAMED_WITHIN = 80  # characters of a section in which its headline's speaker is named in full


def _section(cast: Cast, start: int, end: int) -> Quotation | None:
    """«رستگار: …» over a section of a round-up, whose first words name him in full."""
    text = cast.text
    head = _SECTION.match(text, start, end)
    if head is None or len(text[head.end() : end].split()) < 3:
        return None
    begin = end
    while text[begin : begin + 1] in (" ", "\n"):
        begin += 1
    name = head[1]
    named = re.compile(rf"[^\n:]{{0,{_NAMED_WITHIN}}}?(?<![^\W_]){name}(?![^\W_])").match(text, begin)
    if named is None:
        return None
    whole = [m for m in cast.between(start, head.end(1)) if m.kind == "person" and m.end == head.end(1)]
    who = (
        cast.speaker_of(whole[0])
        if whole
        else Speaker(other_id(cast.part, start, head.end(1)), start, head.end(1), "text", "name", "")
    )
    return Quotation("text", head.end(), end, "headline", "", -1, -1, "neutral", who)
