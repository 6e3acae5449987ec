"""Which of a surface's meanings holds: the bearer of a shared family name, a name that is also a common word, a trap.

In go a hit and what stands around it; out comes a `Meaning`, or None where nobody is named.
"""

import re

from analysis.codebook import Codebook
from analysis.echoes import places
from analysis.entries import Actor
from analysis.lexicon import Hit, Meaning
from analysis.offices import APPOSITION
from analysis.reading import Part, Reading
from analysis.text import fold


def choose(hit, i, hits, part, reading, codebook, full) -> Meaning | None:
    """Which of a surface's meanings holds here; None where it is a trap or a weak name without support."""
    meanings = hit.meanings
    if any(m.role == "not" for m in meanings):  # «کالین پاول» is not one Pavel, but is Colin Powell
        barred = {m.id for m in meanings if m.role == "not"}
        meanings = tuple(m for m in meanings if m.id not in barred)
        if not meanings:
            return None
    strong = [m for m in meanings if m.role != "weak"]
    weak = [m for m in meanings if m.role == "weak"]
    if len(strong) == 1 and not weak:
        only = strong[0]
        if only.role == "demonym":
            return None
        if only.role == "name" and only.entry.kind == "person":
            if _NAMED_AFTER.search(part.text[max(0, hit.start - 14) : hit.start]):
                return None
            if " " not in hit.surface and only.id not in full[0] and _borne_by_another(hit, only, reading, codebook):
                return None
        return only
    here, families = full
    named = [m for m in meanings if m.id in here]
    if named:
        return named[0] if len(named) == 1 else min(named, key=lambda m: abs(here[m.id] - hit.start))
    persons = [m for m in strong if m.role == "name"]
    if persons:
        return persons[0] if len(persons) == 1 else _in_office(persons, reading, codebook)
    others = [m for m in strong if m.role != "demonym"]
    if others:
        return others[0]
    if hit.surface in families:
        return None  # «هاشمی» after «طارق الهاشمی» is nobody else of that family name
    weak = [m for m in weak if _current(m.id, reading, codebook)]
    supported = weak and (_supported(hit, i, hits, part) or _met(hit, hits, part, weak, reading, codebook))
    if supported and not _namesake(hit.surface, weak, reading):
        return weak[0] if len(weak) == 1 else _in_office(weak, reading, codebook)
    return None


# «بیمارستان شهید بهشتی», «فرودگاه شارل دوگل»: a thing named after somebody
_NAMED_AFTER = re.compile(
    r"(?:^|[ «\"،\n])(?:دانشگاه|دانشکده|دبیرستان|مدرسه|اموزشگاه|درمانگاه|بیمارستان|اردوگاه|بندر|اسکله|خیابان|میدان|بزرگراه|اتوبان|پادگان|شهرک|ورزشگاه|مصلای|مصلی|"
    r"استادیوم|سالن|تالار|مسجد|کتابخانه|سد|پل|فرودگاه|نیروگاه|پایگاه|تیپ|لشکر|فنی|پارک|حسینیه|مجتمع|پالایشگاه|ناو|متروی|مترو|ایستگاه|جایزه|هنرستان|موسسه|خوابگاه|پژوهشگاه|"
    r"کوی|بلوار|چهارراه|کوچه|پردیس|فرهنگسرای|تیم|باشگاه|جاده) $"
)


# Where one family name has many bearers; elsewhere another given name is but another spelling of it («امانوئل», «امانویل»).
_SHARED = frozenset(["IRN", "IRQ", "AFG", "PAK", "LBN", "SYR", "PSE", "EGY", "YEM", "TUR", "AZE"])


def _borne_by_another(hit: Hit, meaning: Meaning, reading: Reading, codebook: Codebook) -> bool:
    """Whether the article gives that family name to somebody else: «فرشید سیاری», where the codebook knows Habibollah."""
    own = None
    if meaning.entry.country not in _SHARED:
        return False
    for part in reading.parts:
        for start, _ in places(part.text, hit.surface):
            before = part.text[max(0, start - 16) : start]
            given = before[:-1].replace("\n", " ").rsplit(" ", 1)[-1].strip(' «"(،.:') if before.endswith(" ") else ""
            if given in codebook.given:
                if own is None:
                    own = {word for name in meaning.entry.names for word in fold(name).text.split()}
                if given not in own:
                    return True
    return False


_BEFORE_NAME = (
    r"(?:^|[\n«\"،:(]|اقای |خانم |دکتر |مهندس |سردار |الله |الاسلام |المسلمین |سرهنگ |سرتیپ |سرلشکر |استاد |سید |حاج )"
)


_GIVEN_BEFORE = re.compile(rf"{_BEFORE_NAME} ?([^\W\d_]{{2,}}) $")


def _namesake(surname: str, weak: list[Meaning], reading: Reading) -> bool:
    """Whether somebody else of that family name stands in the article: «محمد جعفری» where the codebook's is Mohammad Ali."""
    own = {w for m in weak for n in m.entry.names for w in fold(n).text.split()}
    before = (
        _GIVEN_BEFORE.search(part.text[max(0, start - 30) : start])
        for part in reading.parts
        for start, _ in places(part.text, surname)
    )
    return bool({match[1] for match in before if match} - own - _NO_NAMES)


_NO_NAMES = {
    "اقای",
    "خانم",
    "دکتر",
    "مهندس",
    "سردار",
    "وزیر",
    "رییس",
    "و",
    "به",
    "از",
    "با",
    "که",
    "در",
    "گفت",
    "سرلشکر",
    "امیر",
}


def _current(actor: str, reading: Reading, codebook: Codebook) -> bool:
    """Whether a person may be meant by a family name alone on the day: in office then, or less than two years before."""
    if reading.day is None or not codebook.terms_held(actor):
        return True
    term = codebook.office_on(actor, reading.day)
    return term is not None and (term.to is None or (reading.day - term.to).days < 730)


def _in_office(meanings: list[Meaning], reading: Reading, codebook: Codebook) -> Meaning:
    """Of persons who share a surname, the one in office on the day; else the last before it; else the first listed."""
    if reading.day is None:
        return meanings[0]
    ranked = []
    for order, meaning in enumerate(meanings):
        term = codebook.office_on(meaning.id, reading.day)
        if term is None:
            ranked.append((2, 0, order))
        elif term.to is None or term.to >= reading.day:
            ranked.append((0, 0, order))
        else:
            ranked.append((1, (reading.day - term.to).days, order))
    return meanings[min(ranked)[2]]


_AFTER_NAME = re.compile(
    r"[»\"]? ?(?:[،,:؛.(]|$|(?:در|به|از|با|برای|طی|ضمن|نیز|هم|همچنین|روز|امروز|دیروز|شامگاه|که|درباره|پس|پیش|این|ان|را|و|بر|تا|اما|همزمان|رفت|امد|بود|است|شد|کرد|داد|دارد|خواست|نیست|می|وارد|وزیر|رییس|نماینده|سخنگوی|عضو|فرمانده)(?![^\W_]))"
)


def _name_ends(part: Part, end: int) -> bool:
    """Whether a name ends here and does not go on: «مقداد گفت», not «مقداد نجف‌نژاد»."""
    return bool(_AFTER_NAME.match(part.text, end)) or bool(part.starting("verb", end + 1, end + 2))


def _supported(hit: Hit, i: int, hits: list[Hit], part: Part) -> bool:
    """A weak name is meant where a title or an office stands beside it, or it opens a headline with a colon."""
    text = part.text
    for word in part.starting("word", hit.start - 80, hit.start):
        if word.end <= hit.start <= word.end + 2 and any(m.id == "title" for m in word.meanings):
            return _name_ends(part, hit.end)
    if part.name == "title" and hit.start == 0 and re.match(r" ?:", text[hit.end :]):
        return True
    sentence, sentence_end = part.sentence_at(hit.start)
    if (
        text[sentence : hit.start].strip(' «"') in ("", "و", "اما", "ولی", "همچنین")
        and _name_ends(part, hit.end)
        and part.starting("verb", sentence + 1, min(sentence_end, hit.end + 90))
    ):
        return True  # «ظریف … گفت»: the subject of a reporting verb
    if re.search(
        r"(?:به (?:گفته|باور|عقیده|اعتقاد|نظر|ادعای)|از (?:نظر|دیدگاه)) $", text[max(0, hit.start - 14) : hit.start]
    ):
        return True
    before = hits[i - 1] if i else None
    if any(m.entry.kind in _GROUPS for m in hit.meanings if m.role == "weak") and _among_groups(hit, i, hits, text):
        return True
    if before and any(m.role in ("office", "full", "name") for m in before.meanings):
        if any(m.role in ("office", "full") for m in before.meanings) and APPOSITION.match(
            text[before.end : hit.start]
        ):
            return True
        if (
            i > 1
            and any(m.role == "office" for m in hits[i - 2].meanings)
            and APPOSITION.match(text[before.end : hit.start])
        ):
            return True  # «وزیر خارجه ایران ظریف»
    after = hits[i + 1] if i + 1 < len(hits) else None
    person = any(m.role == "weak" and m.entry.kind == "person" for m in hit.meanings)
    return bool(
        person  # «معاون مالی شهردار» is not about Mali
        and after
        and any(m.role in ("office", "full") for m in after.meanings)
        and APPOSITION.match(text[hit.end : after.start])
    )


_MEETS = re.compile(
    r"(?:دیدار|ملاقات|گفت ?و ?گو|گفت ?و ?گوی تلفنی|گفتگوی? تلفنی|گفتگو|مذاکره|مذاکرات|رایزنی|مکالمه|تماس تلفنی|توافق|نشست|خلوت) (?:خود |دوباره |مجدد )?با [«\"]?$"
)


def _met(hit: Hit, hits: list[Hit], part: Part, weak: list[Meaning], reading: Reading, codebook: Codebook) -> bool:
    """«ترامپ … برای دیدار با روحانی …»: one in office on the day, met or to be met in a sentence that names another country."""
    if not _MEETS.search(part.text[max(0, hit.start - 34) : hit.start]) or reading.day is None:
        return False
    term = codebook.office_on(weak[0].id, reading.day)
    if len(weak) > 1 or term is None or (term.to is not None and term.to < reading.day):
        return False
    start, end = part.sentence_at(hit.start)
    entries = [h.meanings[0].entry for h in hits if start <= h.start < end]
    countries = {e.id if e.kind == "state" else e.country for e in entries if isinstance(e, Actor)}
    return bool(countries - {None, weak[0].entry.country})


_GROUPS = ("group", "organisation")


def _among_groups(hit: Hit, i: int, hits: list[Hit], text: str) -> bool:
    """«فتح و حماس»: a group that is listed with another."""
    sides = []
    if i:
        sides.append((hits[i - 1], text[hits[i - 1].end : hit.start]))
    if i + 1 < len(hits):
        sides.append((hits[i + 1], text[hit.end : hits[i + 1].start]))
    return any(
        between in (" و ", "، ", " ، ") and any(m.role == "name" and m.entry.kind in _GROUPS for m in other.meanings)
        for other, between in sides
    )
