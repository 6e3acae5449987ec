"""Through whom: agencies, outlets and sites named as where the report comes from.

In goes a `Reading`; out come `Credit`s with their relation, in text order: reported-by («به گزارش ایرنا»), via («به نقل از
اسپوتنیک»), published-in («به نوشته کیهان»), interview-with («در گفت‌وگو با ایسنا»).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.actors import Mention
from analysis.codebook import Codebook
from analysis.credit_patterns import (
    BROADCAST,
    DATELINE,
    GOVERNED,
    HEAD,
    IN_ITS_INTERVIEW,
    LATIN_OUTLET,
    LONG_AGO,
    MORE_FIELDS,
    NAMED_OUTLET,
    OUT_OF,
    OUTLET,
    OUTLET_BEFORE,
    OUTLET_LINE,
    OUTLET_NAMES,
    OUTLET_WORDS,
    PLAIN_OUTLET,
    PRESS_OFFICE,
    PRINTED,
    SAID_TO,
    SITE,
    SOURCE_LINE,
    SPEAKS,
    TALKED,
    TALKING_TO,
    TO,
    WITH,
    WITH_HIM,
)
from analysis.lexicon import Hit
from analysis.namings import in_fields
from analysis.reading import Part, Reading
from analysis.speaker import other_id

_RELATION = {"report": "reported-by", "via": "via", "published": "published-in", "interview": "interview-with"}


@dataclass(slots=True)
class Credit:
    """A credit: folded span, whose, in which relation."""

    part: str
    start: int
    end: int
    source_id: str
    relation: str


def find_credits(reading: Reading, mentions: list[Mention], codebook: Codebook) -> list[Credit]:
    """All credits of an article, each source once per relation and place.

    A source counts after «به گزارش / به نقل از / به نوشته / در گفت‌وگو با», as a dateline («خبرگزاری فارس:»), or as the
    subject of a reporting verb («رویترز نوشت»). A ministry's site counts as the ministry.
    """
    out: list[Credit] = []
    for part in reading.parts:
        text = part.text
        phrases = [h for h in part.hits.get("phrase", ()) if h.meanings[0].role in _RELATION]
        for hit in part.hits.get("source", ()):
            meaning = hit.meanings[0]
            if meaning.role == "not":
                continue
            relation = _how(part, hit, phrases)
            again = bool(out) and out[-1].source_id == meaning.id and 0 <= hit.start - out[-1].end <= 3
            if relation and not again:  # «خبرگزاری رسمی سوریه (سانا)» is one credit
                out.append(Credit(part.name, hit.start, hit.end, meaning.id, relation))
        out += _unlisted(part, phrases, out)
        for mention in mentions:  # «پایگاه اینترنتی وزارت امور خارجه روسیه … نوشت», «به نقل از وزارت دفاع روسیه»
            if mention.part != part.name or mention.kind != "organisation":
                continue
            before = text[max(0, mention.start - 60) : mention.start]
            if SITE.search(before):
                out.append(Credit(part.name, mention.start, mention.end, mention.actor_id, "via"))
    out.sort(key=lambda c: (c.part != "title", c.start))
    return out


def _how(part: Part, hit: Hit, phrases: list[Hit]) -> str:
    """In which relation an outlet stands where it is named; empty where it is no credit."""
    text = part.text
    before = text[max(0, hit.start - 60) : hit.start]
    head = HEAD.search(before)
    start = hit.start - (len(head[0]) if head else 0)
    lead = before[: head.start()] if head else before.rstrip('«"(')
    if relation := _relation(start, phrases, text):
        return relation
    if SOURCE_LINE.search(lead):
        return "published-in"  # «منبع: روزنامه جام جم»
    if hit.meanings[0].role == "weak" and not head:
        return ""
    if (
        (TO.search(lead) and SAID_TO.match(text, hit.end))
        or (WITH.search(lead) and TALKED.match(text, hit.end))
        or (IN_ITS_INTERVIEW.search(lead) and WITH_HIM.match(text, hit.end))
    ):
        return "interview-with"
    if OUT_OF.search(lead) and BROADCAST.match(text, hit.end):
        return "published-in"
    line = text[max(0, text.rfind("\n", 0, hit.start) + 1) : start]
    if part.name == "text" and DATELINE.match(line) and re.match(r" ?[»\"]? ?[:،؛/-]", text[hit.end :]):
        return "reported-by"  # «خبرگزاری فارس:»
    speaks = SPEAKS.match(text, hit.end) or PRINTED.match(text, hit.end)
    if speaks and (not GOVERNED.search(lead) or speaks[0].endswith(("بازتاب", "انعکاس"))):
        return "published-in"
    return ""


def _unlisted(part: Part, phrases: list[Hit], known: list[Credit]) -> list[Credit]:
    """Press offices and outlets outside the codebook after «به نقل از» and «به گزارش», by their name as written."""
    out = []
    taken = [(c.start, c.end) for c in known if c.part == part.name]
    for phrase in phrases:
        if phrase.meanings[0].role not in ("via", "report", "published", "interview"):
            continue
        office = PRESS_OFFICE.match(part.text, phrase.end) or NAMED_OUTLET.match(part.text, phrase.end)
        match = office or OUTLET.match(part.text, phrase.end) or LATIN_OUTLET.match(part.text, phrase.end)
        if not match and phrase.meanings[0].role != "interview":
            match = PLAIN_OUTLET.match(part.text, phrase.end)
        if not match:
            continue
        if phrase.meanings[0].role == "interview" and LONG_AGO.match(part.text, match.end()):
            continue
        start, end = match.span(1)
        start += part.text[start] == " "
        if office and in_fields(part.text, end) and (more := MORE_FIELDS.match(part.text, end)):
            end = more.end()
        if any(a < end + 2 and start < b for a, b in taken) or (not office and _names_somebody(part, start)):
            continue
        out.append(_as_written(part, start, end, _RELATION[phrase.meanings[0].role]))
    for match in OUTLET_LINE.finditer(part.text) if part.name == "text" and ":\n" in part.text else ():
        if not part.starting("source", match.start(), match.end()):
            out.append(_as_written(part, *match.span(1), "published-in"))
    taken += [(c.start, c.end) for c in out]
    for start, end, closed, lead in _outlet_names(part.text):
        relation = _unlisted_relation(part.text, closed, lead)
        if (
            relation
            and not any(a < end + 2 and start < b for a, b in taken)
            and not part.starting("source", start - 25, end)
            and not _names_somebody(part, start)
        ):
            out.append(_as_written(part, start, end, relation))
    return out


def _names_somebody(part: Part, position: int) -> bool:
    """Whether an actor's name stands at a position; «پلیس» in «پایگاه خبری پلیس» is but the word for a body."""
    hit = part.covering("actor", position)
    return hit is not None and any(m.role != "body" for m in hit.meanings)


def _unlisted_relation(text: str, closed: int, lead: str) -> str:
    """The relation of an outlet whose name ends at `closed`, by what stands before its head and behind its name."""
    if not GOVERNED.search(lead):
        return "published-in" if SPEAKS.match(text, closed) else ""
    if (TO.search(lead) and SAID_TO.match(text, closed)) or (WITH.search(lead) and TALKED.match(text, closed)):
        return "interview-with"
    return "published-in" if OUT_OF.search(lead) and BROADCAST.match(text, closed) else ""


def _outlet_names(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Where names stand behind the word for an outlet: start, end, end with the closing mark, what stands before the word."""
    for names in OUTLET_NAMES:
        for match in names.finditer(text):
            opened = match.start() if names is OUTLET_NAMES[0] else match.start(1)
            before = text[max(0, opened - 40) : opened]
            if any(word in before for word in OUTLET_WORDS) and (head := OUTLET_BEFORE.search(before)):
                yield match.start(1), match.end(1), match.end(), before[: head.start()]


def _as_written(part: Part, start: int, end: int, relation: str) -> Credit:
    """The credit of an outlet outside the codebook: `other:` and its name as published."""
    return Credit(part.name, start, end, other_id(part, start, end), relation)


def _relation(start: int, phrases, text: str) -> str:
    """The relation a credit phrase before `start` gives; a short stretch may stand between them."""
    for phrase in reversed(phrases):
        if phrase.end > start:
            continue
        between = text[phrase.end : start]
        if len(between) > 60 or re.search(r"[،:؛\n]|\.(?: |$)", between):
            return ""
        if phrase.meanings[0].id == "interview" and not TALKING_TO.fullmatch(between):
            return ""
        return _RELATION[phrase.meanings[0].role]
    return ""
