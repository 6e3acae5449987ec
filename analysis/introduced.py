"""Persons outside the codebook, as the article introduces them: «مهدی راستین، عضو کمیسیون …», «ژنرال "جیمز تری"».

In go a `Reading`, its mentions and its quotations; out come mentions more: the id is `other:` and the name as written where
the article gives it in full. A name counts where something says that it is one: who bears it is quoted, a title stands
before it, marks stand around it and a role beside it, or a role follows a given name and a family name.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from analysis.codebook import Codebook
from analysis.echoes import AFTER_NAME, family_name, places, spellings, stands_alone
from analysis.offices import Mention
from analysis.quotations import Quotation
from analysis.reading import Part, Reading
from analysis.speaker import other_id
from analysis.speaker_patterns import ROLES
from analysis.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_ROLES = rf"(?:{ROLES}|از فرماندهان|از اعضای|یکی از|نامزد|کاندیدای|فرزند|سخنگو|شهروند|خبرنگار|پژوهشگر)"
_ROLE_AFTER = re.compile(rf"[»\"]? ?(?:\([^)\n]{{1,40}}\) ?)?[،,]? ?(?:که )?{_ROLES}(?![^\W_])")
_ROLE_BEFORE = re.compile(rf"(?:^|[ «\"،,.\n]){_ROLES}(?: [^\W\d_]+){{1,9}}[،,]? ?[«\"]$")
# not «این توافق بین "…": one pair of marks within another
_MARKED = re.compile(r"(?:«(?=[^»\"\n]{3,60}»)|\"(?=[^«»\"\n]{3,60}\")) ?([ا-ی]+(?: [ا-ی]+){1,3}) ?[»\"]")
# «شبکه "راستین نیوز"» is nobody
_THING_BEFORE = re.compile(
    r"(?:شبکه|مرکز|بانک|فیلم|سریال|برنامه|روزنامه|نشریه|سایت|پایگاه|خبرگزاری|شرکت|موسسه|کتاب|خیابان|میدان|شهر|منطقه|روستای|طرح|عنوان|"
    r"عملیات|رادیو|تلویزیون|مجله|هفته نامه|انجمن|سازمان|حزب|گروه|باشگاه|تیم|ایالت|استان|مجلس|وبگاه|جشنواره|کانال|بنیاد|مدرسه|مسجد|کشتی|موشک) ?[«\"]$"
)
_TAILS = {
    "ای",
    "زاده",
    "نژاد",
    "پور",
    "نیا",
    "فر",
    "وند",
    "یان",
    "خواه",
    "دوست",
    "مند",
    "لو",
    "اوغلو",
    "اغلو",
    "منش",
    "پناه",
    "پرست",
    "الدینی",
}
_FAMILY = re.compile(r"[^\W\d_]{3}(?:ی|ف|ان|پور|نیا|فر|وند|زاده|نژاد|خواه|اوغلو|الدین)$")
_JOINTS = {"بن", "ابن", "ابو", "ال", "دی", "فون", "وان", "الدین", "الله", "سید", "میر", "مک", "بنی"}
_OPENING = 1200  # characters: who is no speaker is introduced early, and further on only behind a title or in marks
_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,5}")
_MORE = re.compile(rf" ([^\W\d_]{{3,}})(?=[»\"]? ?[،,]? ?{_ROLES}(?![^\W_]))")
_BY_TITLE = re.compile(
    r"^(?:(?:امیر|سردار|دریادار|سرلشکر|سرتیپ|سرهنگ|ژنرال|دکتر|مهندس|پروفسور|آقاي|آقای|خانم|حجت[\u200c ]?الاسلام|والمسلمین|و|المسلمین|آیت[\u200c ]{1,2}الله|"
    r"آيت[\u200c ]{0,2}الله|العظمی)[\u200c ]+)+"
)
_TITLES = re.compile(
    r"^(?:اقای|خانم|دکتر|مهندس|سردار|سرلشکر|سرتیپ|سپهبد|ژنرال|ایت الله|ایت الله العظمی|حجت الاسلام|حجت الاسلام و المسلمین|حجت الاسلام والمسلمین|دریادار|سرهنگ|"
    r"شیخ|سناتور|پروفسور|ناخدا|دریابان|ارتشبد|مارشال|استاد|قاضی|سید)$"
)  # fmt: skip


def find_introduced(
    reading: Reading, mentions: list[Mention], quotations: list[Quotation], codebook: Codebook
) -> list[Mention]:
    """Mentions of persons whom the codebook does not know.

    Takes the reading, its mentions and quotations, and the codebook. Returns mentions that overlap none of those given,
    in text order: each naming in full of somebody introduced, and the bare family name (`echoes`).
    """
    taken = {part.name: Taken(m for m in mentions if m.part == part.name) for part in reading.parts}
    names = dict(_quoted(reading, quotations, codebook))
    for part in reading.parts:
        for start, end in _introductions(part, codebook, taken[part.name]):
            name = part.text[start:end]
            known = next((full for full in names if full == name or full.endswith(" " + name)), None)
            if known is None:
                names[name] = other_id(part, start, end)
    out: list[Mention] = []
    for part in reading.parts:
        for name, actor in sorted(names.items(), key=lambda x: (-len(x[0]), x[0])):
            for start, end in _namings(part, name, codebook):
                if taken[part.name].free(start, end):
                    taken[part.name].add(start, end)
                    out.append(Mention(part.name, start, end, actor, "person", "", "name", part.text[start:end]))
    return sorted(out, key=lambda m: (m.part != "title", m.start))


class Taken:
    """The spans of one part that are mentions already; those taken do not overlap."""

    def __init__(self, mentions: Iterator[Mention]):
        self.spans = sorted((m.start, m.end) for m in mentions)

    def free(self, start: int, end: int) -> bool:
        at = bisect_right(self.spans, (start, end))
        return not (at and self.spans[at - 1][1] > start) and not (at < len(self.spans) and self.spans[at][0] < end)

    def add(self, start: int, end: int) -> None:
        self.spans.insert(bisect_right(self.spans, (start, end)), (start, end))


def _namings(part: Part, name: str, codebook: Codebook) -> Iterator[tuple[int, int]]:
    """Where a name stands, in full or the family name alone."""
    if " " not in name:  # «پروفسور راستین»: all that the article gives
        yield from (s for s in places(part.text, name) if _titled(part, s[0]) or stands_alone(part, *s))
        return
    yield from places(part.text, name)
    family = family_name(name, codebook.no_family)
    if family:
        for spelling in spellings(family):
            yield from (span for span in places(part.text, spelling) if stands_alone(part, *span))


def _quoted(reading: Reading, quotations: list[Quotation], codebook: Codebook) -> Iterator[tuple[str, str]]:
    """Folded names of those quoted by name whom the codebook does not know, with their ids."""
    parts = {part.name: part for part in reading.parts}
    seen = set()
    times = Counter(q.speaker.id for q in quotations if q.speaker.resolved_by == "name")
    for quotation in quotations:
        who = quotation.speaker
        if not who.id.startswith("other:") or who.resolved_by != "name" or who.id in seen or who.start < 0:
            continue
        seen.add(who.id)
        part = parts[who.part]
        written = _BY_TITLE.sub("", who.id[6:])  # «حجت‌الاسلام راستین»: the title is no part of the name
        words = fold(written).text.split()
        if not 1 <= len(words) <= 4 or not all(_WORD.fullmatch(w) and w not in codebook.no_name for w in words):
            continue
        marks = part.text[max(0, who.start - 1) : who.start] in ("«", '"')
        titled = _titled(part, who.start) or written != who.id[6:]
        role = bool(_ROLE_AFTER.match(part.text, who.end))
        if titled or (len(words) > 1 and (words[0] in codebook.given or marks or role)):
            yield " ".join(words), "other:" + written
        elif len(words) == 1 and times[who.id] > 1 and _FAMILY.search(words[0]) and words[0] not in codebook.no_family:
            yield words[0], "other:" + written  # «راستینی گفت», «راستینی افزود»: nobody gives the first name


def _titled(part: Part, start: int) -> bool:
    """Whether a title stands right before: «ژنرال جیمز تری», «آیت‌الله "محمد راستین"»."""
    return any(
        word.end + 1 <= start <= word.end + 2 and _TITLES.match(part.text[word.start : word.end])
        for word in part.starting("word", start - 34, start)
    )


def _introductions(part: Part, codebook: Codebook, taken: Taken) -> Iterator[tuple[int, int]]:
    """Where somebody is introduced by name: in marks beside a role, behind a title, or before a role."""
    text = part.text
    for match in _MARKED.finditer(text):  # «فیلیپ راستین» که مشاور … بود; سفیر ایران "بهمن راستین"
        words = match[1].split()
        if not codebook.no_name.isdisjoint(words) or not taken.free(*match.span(1)):
            continue
        if part.covering("source", match.start(1)) or _THING_BEFORE.search(
            text[max(0, match.start() - 14) : match.start() + 1]
        ):
            continue
        given = words[0] in codebook.given
        if (
            _ROLE_AFTER.match(text, match.end(1))
            or (given and _titled(part, match.start(1)))
            or (given and _ROLE_BEFORE.search(text[max(0, match.start() - 70) : match.start() + 1]))
        ):
            yield match.span(1)
    end = 0
    for start in _given_at(text[:_OPENING], codebook.given):  # «مهدی راستین، عضو کمیسیون …»; «ژنرال جیمز راستین»
        if start < end or not taken.free(start, start + 2):
            continue
        stop = _name_from(text, start, codebook)
        if not stop or not taken.free(start, stop):
            continue
        if _titled(part, start) or _ROLE_AFTER.match(text, stop):
            end = stop
            yield start - 4 * text.endswith("سید ", 0, start), stop


def _given_at(text: str, given: frozenset[str]) -> list[int]:
    """Where given names stand, in order. The words are looked up all at once: few of them are names. Those right behind a
    mark are left to `_MARKED`."""
    return sorted(start for name in given.intersection(text.split()) for start in _starts(text, name + " "))


def _starts(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        if not (at and text[at - 1].isalnum()):
            yield at
        at = text.find(word, at + len(word))


def _name_from(text: str, start: int, codebook: Codebook) -> int:
    """Where a name ends that begins with a given name: given names, then one family name with its tail; 0 if none."""
    run = _RUN.match(text, start)
    if run is None:
        return 0
    end, given, family = start, 0, False
    for word in run[0].split():
        if word in codebook.no_name or (family and word not in _TAILS):
            break
        if not family and given < 3 and (word in codebook.given or word in _JOINTS):
            given += word not in _JOINTS
        else:
            family = True
        end += len(word) + (end > start)
    if family or given > 1:  # «محمد ظهیر راستین، سخنگوی …»: one word more where the name is then at an end
        more = _MORE.match(text, end)
        return more.end(1) if more and more[1] not in codebook.no_name and not AFTER_NAME.match(text, end) else end
    return 0
