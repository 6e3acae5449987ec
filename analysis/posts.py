"""Somebody named, by the post that the article gives them: «"نبیل راستین" [دادستان کل یمن]», and «دادستان کل یمن» again.

In go a `Reading`, its mentions and its quotations; out come mentions more, of persons. The codebook's offices are found
without (`offices`); these are the posts of which only the article knows who holds them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from analysis.codebook import Codebook
from analysis.echoes import places
from analysis.introduced import Taken
from analysis.namings import reach
from analysis.offices import Mention
from analysis.quotations import Quotation
from analysis.reading import Part, Reading
from analysis.speaker_patterns import BODY, HAS_VERB

# of which one person is the holder, so that it names them: not «عضو», «کارشناس», «نویسنده»
_HELD = (
    "رییس|رییس کل|نایب رییس|نایب رییس اول|مدیر|مدیرکل|مدیر کل|مدیرعامل|معاون|معاون اول|قایم مقام|سخنگو|سخنگوی|دبیر|دبیرکل|دبیر کل|وزیر|نخست وزیر|"
    "سفیر|کاردار|سرکنسول|کنسول|رایزن|وابسته|نماینده|فرستاده|فرمانده|جانشین فرمانده|جانشین|استاندار|فرماندار|بخشدار|شهردار|دادستان|دادستان کل|"
    "سرپرست|رهبر|امام جمعه|تولیت|سرمربی|مربی|سردبیر|حاکم|والی|پادشاه|ولیعهد|مفتی|بازپرس|بنیانگذار|مسیول|مشاور|دستیار|هماهنگ کننده|مرد شماره"
)
_POST = re.compile(
    rf"(?:{_HELD}) (?!(?:او|وی|خود|این|ان|هستیم|هستند|هستم|هستید|است|بود|بودند|بودیم|شد|شدند)(?![^\W_]))[^\W\d_]"
)
_BEHIND = re.compile(rf"[»\"]? ?(?:\([^)\n]{{1,30}}\) ?)?(?:[،,] ?)?(?=(?:{_HELD}) [^\W\d_])")
_DEED = re.compile(
    r" (?:رفت|امد|رفتند|امدند|رسید|رسیدند|گرفت|یافت|داشت|خواست|پرداخت|پیوست|درگذشت|دیدار|ملاقات|گفت ?و ?گو|حضور|برکنار|دستگیر|بازداشت|کشته|ترور|زخمی|"
    r"منصوب|انتخاب|معرفی|وارد|عازم|راهی|ریاست|شرکت|سفر|استعفا|با اشاره|با بیان|با تاکید|اشاره)(?: [^\W\d_]+){0,2}$"
)
_HEADS = frozenset(_HELD.replace("|", " ").split()) - {"کل", "اول", "شماره", "مرد", "مقام", "جمعه", "کننده"}
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 90  # characters of a post
_CLOSES = re.compile(r'[«"».؟!]| و(?: ?[«"]|\s*$)')
_AND = re.compile(r" و ([^\W\d_]+)")


def find_posts(
    reading: Reading, mentions: list[Mention], quotations: list[Quotation], codebook: Codebook
) -> list[Mention]:
    """Mentions of named persons by a post that the codebook does not know.

    Takes the reading, all its mentions (those of `introduced` too), its quotations and the codebook. Returns mentions of kind person,
    resolved by description, in text order; they overlap no mention of a person. A state or body within one («دادستان کل
    [یمن]») is part of it: `without` takes such mentions out.
    """
    persons = [m for m in mentions if m.kind == "person" and m.actor_id and m.resolved_by != "pronoun"]
    parts = {part.name: _Named(part, mentions, codebook.given) for part in reading.parts}
    borne: dict[str, set[str]] = {}
    for where, start, end, actor in [*_behind_names(parts, persons), *_spoken(parts, quotations, persons)]:
        if where.take(start, end, actor):
            borne.setdefault(where.part.text[start:end], set()).add(actor)
    for phrase, actors in sorted(borne.items(), key=lambda x: (-len(x[0]), x[0])):
        if len(actors) == 1 and phrase.count(" ") > 1:
            for where in parts.values():
                for start, end in places(where.part.text, phrase):
                    where.take(start, where.whole(start, end), *actors)
    return [m for where in parts.values() for m in sorted(where.found, key=lambda m: m.start)]


def without(mentions: list[Mention], posts: list[Mention]) -> list[Mention]:
    """The mentions, but for those of states and bodies that lie in one of the posts."""
    covered = {(p.part, at) for p in posts for at in range(p.start, p.end)}
    return [m for m in mentions if m.kind == "person" or (m.part, m.start) not in covered]


class _Named:
    """A part with what is named in it, and the posts found so far."""

    def __init__(self, part: Part, mentions: list[Mention], given: frozenset[str]):
        self.part, self._given = part, given
        here = [m for m in mentions if m.part == part.name and m.resolved_by != "pronoun"]
        self._taken = Taken(m for m in here if m.kind == "person")
        self._others = sorted((m for m in here if m.kind != "person"), key=lambda m: m.start)
        self._starts = [m.start for m in self._others]
        self.found: list[Mention] = []

    def take(self, start: int, end: int, actor: str) -> bool:
        """Adds a post, where it overlaps no person."""
        if not self._taken.free(start, end):
            return False
        self._taken.add(start, end)
        inside = self._others[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        country = next((m.country for m in inside if m.country), "")  # «سفیر [برزیل] در تهران»
        self.found.append(Mention(self.part.name, start, end, actor, "person", country, "description"))
        return True

    def free(self, at: int) -> bool:
        """Whether no person is named at a position: most offices are the codebook's."""
        return self._taken.free(at, at + 1)

    def beside(self, person: Mention) -> set[str]:
        """The words of the sentence right before and behind a name."""
        start, end = self.part.sentence_at(person.start)
        before, behind = (
            self.part.text[max(start, person.start - 70) : person.start],
            self.part.text[person.end : min(end, person.end + 80)],
        )
        return set(_WORD.findall(before)) | set(_WORD.findall(behind))

    def whole(self, start: int, end: int) -> int:
        """The end of a post with what belongs to it: «نماینده جنبش [جهاد اسلامی]», «رئیس اداره پست [در وزارت …]», «… [در عراق]»."""
        at = bisect_left(self._starts, end)
        end = max(end, self._others[at - 1].end) if at else end
        if not self.part.text.startswith(" در ", end):
            return end
        at = bisect_left(self._starts, end + 4)
        if at < len(self._starts) and self._starts[at] == end + 4:
            return self._others[at].end
        _, stop = self.part.sentence_at(start)
        if BODY.match(self.part.text, end + 4, stop):
            return end + 4 + len(reach(self.part.text[end + 4 : min(stop, start + _LONGEST)])[0].rstrip())
        return end

    def post(self, start: int) -> int:
        """Where a post ends that begins at a position; 0 where none does."""
        if not _POST.match(self.part.text, start):
            return 0
        _, stop = self.part.sentence_at(start)
        stop = min(stop, start + _LONGEST)
        phrase, ended = reach(self.part.text[start:stop].split("\n")[0])
        if ended and ended[0] == " را":
            return 0  # «سرمربی تیم راستین [قرعه ایران را] …»: where the post ends and its deed begins nothing says
        if said := self.part.starting("verb", start, start + len(phrase)):  # «رئیس دانشگاه پیام نور [اذعان داشت]»
            phrase = phrase[: said[0].start - start]
        phrase = _CLOSES.split(phrase)[0]
        if deed := _DEED.search(phrase):
            phrase = phrase[: deed.start()]
        at = bisect_left(self._starts, start)
        states = (m.end - start for m in self._others[at : at + 5] if m.kind == "state")
        if (state := next(states, len(phrase))) < len(phrase):  # «معاون وزیر دفاع مالزی [سند همکاری را …]»
            phrase = phrase[:state]
        if other := next((a for a in _AND.finditer(phrase) if a[1] in self._given), None):
            phrase = phrase[: other.start()]  # «نماینده تبریز [و عباس راستین]»
        phrase = phrase.rstrip()
        if " " not in phrase or HAS_VERB.search(phrase) or len(phrase) == _LONGEST:
            return 0
        return self.whole(start, start + len(phrase))


def _behind_names(parts: dict[str, _Named], persons: list[Mention]) -> Iterator[tuple[_Named, int, int, str]]:
    """The posts that stand right behind the name of their holder."""
    for person in persons:
        where = parts[person.part]
        if person.resolved_by != "name" or not (gap := _BEHIND.match(where.part.text, person.end)):
            continue
        if end := where.post(gap.end()):
            yield where, gap.end(), end, person.actor_id


def _spoken(
    parts: dict[str, _Named], quotations: Iterable[Quotation], persons: list[Mention]
) -> Iterator[tuple[_Named, int, int, str]]:
    """The posts by which somebody named elsewhere is quoted."""
    named: dict[str, list[Mention]] = {}
    for person in persons:
        if person.resolved_by == "name":
            named.setdefault(person.actor_id, []).append(person)
    strangers = {actor for actor in named if actor.startswith("other:")}
    beside: dict[str, list[set[str]]] = {}
    for quotation in quotations:
        who = quotation.speaker
        if who.start < 0 or who.id not in named or who.resolved_by not in ("description", "office"):
            continue
        where = parts[who.part]
        if not where.free(who.start) or not (end := where.post(who.start)):
            continue
        if who.id not in beside:
            beside[who.id] = [parts[person.part].beside(person) for person in named[who.id][:12]]
        if _bears(where.part.text[who.start : end].split(), beside[who.id], strangers == {who.id}):
            yield where, who.start, max(end, who.end), who.id


def _bears(post: list[str], around: list[set[str]], alone: bool) -> bool:
    """Whether somebody can bear a post: its head and half of its words stand beside the name, or nobody else outside the
    codebook is named (`alone`) and no other post does."""
    if any(post[0] in words and 2 * len(words.intersection(post[1:])) >= len(post[1:]) for words in around):
        return True
    return alone and not any(words & _HEADS for words in around)
