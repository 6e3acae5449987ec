"""Who speaks: the subject of a reporting clause, named or not.

In goes the stretch of a sentence before a reporting verb; out comes a `Speaker`: a person, a state or body, several
together, a document, an unnamed source, or somebody whom the codebook does not know. Persian puts the subject first and
drops it when it is known, so a clause without subject goes to the running speaker.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.actors import Mention
from analysis.codebook import Codebook, Hit
from analysis.reading import Part, Reading
from analysis.source_types import type_by_words


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: id, where the words for them stand (folded span; -1 where they are left out), how resolved."""

    id: str
    start: int = -1
    end: int = -1
    part: str = "text"
    resolved_by: str = "name"  # name | office | pronoun | metonym | description | dropped
    source_type: str = "official"
    country: str = ""
    rung: int | None = None

    @property
    def is_person(self) -> bool:
        """Whether «وی» can mean this speaker."""
        return not self.id.startswith(("joint:", "document:")) and not (len(self.id) == 3 and self.id.isupper())


@dataclass
class Known:
    """What the article has said so far: the running speaker, the last subject, and speakers outside the codebook."""

    running: Speaker | None = None
    topic: Speaker | None = None
    document: Speaker | None = None
    others: dict[str, Speaker] = field(default_factory=dict)  # folded full name → speaker
    persons: set[str] = field(default_factory=set)  # ids of the persons who spoke by name or office


_B = r"(?:(?<=^)|(?<=[ «\"(،؛:]))"  # a word begins
PREPOSITION = re.compile(
    r"(?:^|[ «\"(])(?:در|به|از|با|برای|علیه|بر|درباره|درخصوص|خصوص|پیرامون|میان|بین|توسط|سوی|طی|تا|ضد|مورد|قبال|برابر|"
    r"جانب|طرف|رغم|وجود|همراه|جز|بدون|بی|حضور|دیدار|ملاقات|سخنان|اظهارات|گفته های|گفته|صحبت های|بیانات|سفر|نامه|دستور|"
    r"تصمیم|درخواست|طرح|خواست|پیشنهاد|ریاست|رهبری|نمایندگی|قول|دعوت|همتای|ترور|قتل|مخالفان|مخالفین|برکناری|سرنگونی|"
    r"استعفای|انتقاد|حمایت|ادعای|ادعاهای|نقش|واکنش|پاسخ|پیام|نام|دولت|کابینه|حامیان|هواداران|نقل|به نقل از|گزارش|کاخ|"
    r"پسر|برادر|همسر|دختر|وکیل|محور|تلاش|تلاش های|مواضع|موضع|سیاست های|سیاست|نیروهای|نظر|نزد|عهده|طبق|چون|مانند|همچون|"
    r"شامل|جمله|ویژه|خلاف|مقابل|پی|کنار|خاک|مرز|مرزهای|مردم|روابط|مناسبات|همکاری|همکاری های|حمله|حملات|منافع)"
    r" ?[«\"(]?$"
)
# «مقامات آمریکا», «یک مقام ارشد ترکیه»: unnamed officials of a named state are that state
_OFFICIALS = re.compile(
    r"(?:مقام|مقامات|مقام های|مقامهای|مقامی|مقام ارشد|مقام های ارشد|مقامات ارشد|مسیولان|مسیولین|رهبران|سران|دولتمردان|"
    r"وزرای خارجه|وزرای امور خارجه|روسای جمهور|وزیران خارجه|وزیران امور خارجه|وزرای دفاع|نمایندگان|هیات|هیات های|هییت|هیات نمایندگی|"
    r"وزرای امور خارجه کشورهای|سه کشور|کشورهای|کشور|دو کشور|مسیول|دیپلمات|سخنگوی دولت|سخنگوی ارتش|سخنگوی|نماینده|سفارت|سفارت خانه|"
    r"سفارتخانه|کنسولگری|دیپلمات ارشد|ارشد|رسمی|بلندپایه|امنیتی|نظامی|دفتر نمایندگی|نمایندگی)(?: (?:ارشد|رسمی|بلندپایه|بلند پایه|امنیتی|نظامی|دولتی))? $"
)
_OFFICIAL_HEAD = re.compile(
    r"(?:^|[ «\"،])((?:یک |برخی |برخی از )?(?:مقام|مقامات|مقام های|مسیولان|دیپلمات|دیپلمات های|مسیول)(?:ی)?(?: [^\W\d_]+){0,3})$"
)
_ROLES = (
    "عضو|نماینده|نمایندگان|رییس|مدیر|مدیرکل|معاون|سخنگو|سخنگوی|کارشناس|استاندار|فرماندار|فرمانده|جانشین|دبیر|دبیرکل|وزیر|سفیر|استاد|تحلیلگر|"
    "پژوهشگر|پژوهش گر|مشاور|دستیار|امام جمعه|امام|رهبر|مسیول|دادستان|شهردار|قایم مقام|سرپرست|بازیگر|کارگردان|سرمربی|مربی|نویسنده|مدیرعامل|"
    "نایب رییس|رییس جمهور|سرکنسول|کنسول|کاردار|سناتور|دیپلمات|روزنامه نگار|خبرنگار|نخست وزیر|دانشجو|پزشک|وکیل|عضو ارشد|هماهنگ کننده|"
    "سرلشکر|سرتیپ|سردار|ژنرال|مقام|کارگزار|بخشدار|سرهنگ|متخصص|فعال|محقق|بنیانگذار|رزمنده|مدرس|مولف|مترجم|نقاش|خواننده|مرجع تقلید|"
    "تولیت|خطیب|پدر|مادر|همسر|برادر|دانشمند|مقامات|مسیولان|رییس کل|دبیر کل|فرستاده|بازپرس|قاضی|ریییس"
)
ROLE = re.compile(rf"(?:{_ROLES})(?![^\W_])")
_SINGULAR_ROLE = re.compile(rf"^(?:این |یک )?(?:{_ROLES})(?![^\W_])")
_ANONYMOUS_NP = re.compile(
    r"^(?:زنی|مردی|جوانی|شهروندی|مقامی|دیپلماتی|کارشناسی|تحلیلگری|یک|برخی|بعضی|چند|شماری|تعدادی|منابع|منبعی|کارشناسان|تحلیلگران|ناظران)(?![^\W_])"
)
# adverbials that may stand before the subject
_LEAD = re.compile(
    r"(?:(?:گروه|سرویس|بخش) [^\W\d_]+(?: [^\W\d_]+){0,2} ?[-:] ?|(?:همچنین|سپس|هرچند|هر چند|اگرچه|گرچه|اما|ولی|البته|بنابراین|در همین حال|در ادامه|در پایان|در عین حال|در همین رابطه|در این رابطه|در همین راستا|"
    r"از سوی دیگر|از طرف دیگر|از دیگر سو|پیش از این|پیشتر|پیش تر|قبل از این|اواسط|اوایل|اواخر|نیمه شب|نیمه|ساعاتی|ساعتی|لحظاتی|دقایقی|چندی|مدتی|اندکی|سال|امسال|پارسال|امروز|دیروز|دیشب|امشب|شامگاه|بامداد|صبح|عصر|ظهر|شب|روز|"
    r"روز گذشته|شنبه|یکشنبه|یک شنبه|دوشنبه|دو شنبه|سه شنبه|چهارشنبه|چهار شنبه|پنجشنبه|پنج شنبه|جمعه|گذشته|جاری|هفته|ماه|\d+|و|نیز|هم|"
    r"در (?:این|همین|پایان|ادامه|اغاز|ابتدای|حاشیه) (?:این )?(?:مراسم|دیدار|نشست|جلسه|گفت ?و ?گو|مصاحبه|همایش|کنفرانس|سخنرانی|زمینه|باره|خصوص|مسابقات|برنامه|سفر|بازدید|ملاقات)|"
    r"در نقطه مقابل|در مقابل|در سوی دیگر|در سوی مقابل|در واکنش|در این میان|به تازگی|اخیرا|بار دیگر|بالاخره|سرانجام|آنگاه|انگاه|به دنبال آن|به دنبال ان|بر همین اساس|بر این اساس|خبرگزاری فارس)(?![^\W_])[ ،:]*|\([^)]*\)[ ،]*|[:،-] *)+"
)  # fmt: skip
_STOP = re.compile(
    r"[،,؛(:]|[ ](?:در|به|از|با|برای|طی|ضمن|نیز|هم|همچنین|روز|امروز|دیروز|دیشب|شامگاه|بامداد|صبح|ظهر|عصر|شب|پس|پیش|بعد|قبل|که|را|درباره|"
    r"درخصوص|پیرامون|اخیرا|بار|خطاب|علیه|بر|این|ان|هفته|ماه|شنبه|یکشنبه|دوشنبه|سه شنبه|چهارشنبه|پنجشنبه|جمعه|تاکنون|همزمان|و|طبق|مبنی|هنگام|میان|\d+)(?![^\W_])"
)
# what follows a name is about its bearer up to here: «بهمن راستین، کارشناس خاورمیانه [در گفت‌وگو …]»
_AFTER_APPOSITION = re.compile(
    rf"[،,] (?!(?:{_ROLES}|آموزگار|اموزگار|پژوهش|شهروند|ساکن|از اهالی))| (?:در|با|از|به|روز|امروز|نیز|طی|گفت|ضمن|که|معتقد|اما) "
)
_HAS_VERB = re.compile(r"(?<![^\W_])(?:بود|شد|است|کرد|بوده|شده|کرده|دارد|داد|می [^\W_]+|خواهد|نیست)(?![^\W_])")
_NOT_NAME = re.compile(
    r"^(?:این|ان|وی|او|که|هر|چنانکه|چنان که|همانطور|همان طور|به طوری|بطوری|هیچ|همه|چرا|چه|اگر|چنانچه|وقتی|هنگامی|زمانی|گفتنی|لازم|شایان|قابل|به|در|از|با|بر|برای|طی|ضمن|پس|پیش|بعد|قبل|"
    r"اظهارات|سخنان|گزارش|خبر|متن|بنا|بنابر|طبق|براساس|باید|شاید|سوال|پاسخ|پرسش|اینکه|اکنون|حال|حالا|چند|برخی|خود|خودش|انها|انان|ما|من|شما|"
    r"همان|همین|چنین|هنوز|تا|نه|دیگر|مهم|بسیار|فقط|تنها|حتی|بلکه|زیرا|چون|یا|هم|نیز)(?![^\W_])"
)


_ADDRESSED = re.compile(r'(?:(?:آقای|اقای|خانم|دکتر|مهندس|پروفسور|جناب) )+[«"]?')
_APPOSITION = re.compile(r'[»"]? ?(?:[،,(] ?|که )([^،,.؛:()\n]{3,60})')
_TITLE_BEFORE = re.compile(r'(?:^|[،,.؛:()\n] ?)([^،,.؛:()\n]{3,40}) [«"]?$')
_OBLIQUE = re.compile(r"(?:^| )(?:در|با|از|به|برای|روز|نیز|گفت|ضمن|معتقد|اما|را)(?= )")
_SPOKEN_FOR = re.compile(r"(?:مقام|مسیول|مسوول|سخنگو|دیپلمات|وزیر|وزرا|نمایندگان دولت|فرماندهان)")
_THIS_BODY = re.compile(
    r" ?این (?:(سفارتخانه|سفارت|کنسولگری)|وزارتخانه|وزارت خانه|سازمان|نهاد|شورا|گروه|جنبش|حزب|ائتلاف|ارتش|کمیته|آژانس|اژانس|اتحادیه)(?![^\W_])"
)
_UNNAMED_HEAD = re.compile(
    r"(?:یک |برخی |چند )?(?:(منبع|منبعی|منابع|منابعی)|مقام|مقامات|مقام های|مقامی|مسیول|مسیولان|دیپلمات|دیپلمات های)(?= )"
)
_ONE_OFFICIAL = re.compile(
    r"(?:^|[ «\"،])(?:سخنگوی|مقام|نماینده|دیپلمات|مسیول)(?: (?:ارشد|رسمی|بلندپایه|امنیتی|نظامی))? $"
)
_OFFICIAL_PLURAL = re.compile(
    r"(?:مقامات|مقام های|مقامهای|مسیولان|مسیولین|رهبران|سران|دولتمردان|دیپلمات های)(?![^\W_])"
)
_TURN = re.compile(r"(?<![^\W_])(?:اما|ولی|لیکن|(?:این )?در ?حالی (?:است )?که|درحالیکه|در حالیکه)(?![^\W_])[ ،]*")


def _pronouns(part: Part, mentions: list[Mention]) -> list[Mention]:
    """«وی» where nobody in the codebook is meant: still the subject of its clause."""
    taken = {m.start for m in mentions if m.part == part.name}
    return [
        Mention(part.name, h.start, h.end, "", "person", "", "pronoun")
        for h in part.hits.get("word", ())
        if h.start not in taken and any(m.id == "pronoun" for m in h.meanings)
    ]


class Cast:
    """Finds speakers in one part of an article: its mentions, anonymous sources and credits by position."""

    def __init__(self, part: Part, mentions: list[Mention], reading: Reading, codebook: Codebook):
        self.part, self.text, self.reading, self.codebook = part, part.text, reading, codebook
        self.mentions = sorted(
            [*(m for m in mentions if m.part == part.name), *_pronouns(part, mentions)], key=lambda m: m.start
        )
        self._starts = [m.start for m in self.mentions]
        self.sources = [h for h in part.hits.get("source", ()) if h.meanings[0].role == "name"]
        self.titles = {h.end for h in part.hits.get("word", ()) if any(m.id == "title" for m in h.meanings)}

    def between(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie in a folded span."""
        out = []
        for at in range(bisect_left(self._starts, start), len(self.mentions)):
            mention = self.mentions[at]
            if mention.start >= end:
                break
            if mention.end <= end:
                out.append(mention)
        return out

    def unnamed(self, start: int, end: int) -> list[Hit]:
        """Phrases for sources without a name that begin in a folded span."""
        return [h for h in self.part.starting("phrase", start, end) if h.meanings[0].role == "anonymous"]

    def speaker_of(self, mention: Mention) -> Speaker:
        """The speaker that a mention names."""
        return Speaker(
            mention.actor_id, mention.start, mention.end, mention.part, mention.resolved_by,
            self.type_of(mention.actor_id, mention), mention.country,
        )  # fmt: skip

    def type_of(self, actor_id: str, mention: Mention | None = None) -> str:
        """Source type of an actor: by the office on the day, else the actor's own, else by kind."""
        book = self.codebook
        actor = book.actors.get(actor_id)
        if actor_id.startswith("joint:"):
            return "collective"
        if actor is None:
            body = book.body_of(actor_id)
            return book.bodies[body[0]].type if body and body[0] != "ministry-of-defence" else "official"
        if actor.type:
            return actor.type
        if actor.kind == "person":
            term = book.office_on(actor_id, self.reading.day)
            return book.offices[term.office].type if term and term.office in book.offices else "official"
        return "official"

    # ------------------------------------------------------------ subject of a clause

    def subject(self, start: int, end: int, known: Known, *, plural: bool = False) -> Speaker | None:
        """The subject of the clause in [start, end): named, unnamed, pronoun or unknown; None where it is left out."""
        turns = list(_TURN.finditer(self.text, start, end))
        if turns:  # «آمریکا و ترکیه توافق کردند اما واشنگتن اعلام کرده است …»
            later = self._subject(turns[-1].end(), end, known, plural)
            if later:
                return later
        return self._subject(start, end, known, plural)

    def _subject(self, start: int, end: int, known: Known, plural: bool) -> Speaker | None:
        near = self.between(max(start, end - 80), end)
        if near and near[-1].kind == "person" and re.fullmatch(r" ?[،,]? ?که ?", self.text[near[-1].end : end]):
            return self.speaker_of(near[-1])  # «… کوفی عنان که معتقد بود …»
        unnamed = next((h for h in self.unnamed(start, end) if not self._oblique(h.start, start)), None)
        candidates = [m for m in self.between(start, end) if m.kind != "place" and self._is_subject(m, start)]
        unknown = self._unknown(start, end, candidates, known, plural)
        first = candidates[0] if candidates else None
        if (
            unnamed
            and (first is None or unnamed.start < first.start)
            and (unknown is None or unnamed.start <= unknown.end)
        ):
            return self._anonymous(unnamed, start, end)
        if unknown and (first is None or unknown.start < first.start):
            return unknown
        if first is None:
            return None
        if first.resolved_by == "pronoun":
            return self._pronoun(first, known)
        together = self._together(candidates)
        if together:
            return together
        chosen = self.speaker_of(first)
        word = self.text[first.start : first.end]
        if first.kind == "person" and " " not in word:  # «حسینی» is the «سید حسن حسینی» named before, not the minister
            namesake = next((k for n, k in known.others.items() if n.split()[-1] == word), None)
            if namesake:
                return replace(namesake, start=first.start, end=first.end, part=self.part.name)
        if first.kind in ("state", "organisation", "group") and _ONE_OFFICIAL.search(
            self.text[max(start, first.start - 40) : first.start]
        ):
            if known.running and known.running.id.startswith("other:") and len(known.others) > 0:
                return replace(
                    known.running, start=first.start, end=first.end, part=self.part.name, resolved_by="description"
                )
            chosen = replace(chosen, resolved_by="description")
        if first.kind in ("state", "organisation") and len(candidates) > 1:
            later = [m for m in candidates[1:] if m.kind == "person" and m.resolved_by != "pronoun"]
            if later and not re.search("[،,]|که", self.text[first.end : later[0].start]):
                chosen = self.speaker_of(later[0])  # «ترکیه … اردوغان»
        return chosen

    def _is_subject(self, mention: Mention, start: int) -> bool:
        before = self.text[max(start, mention.start - 40) : mention.start]
        if PREPOSITION.search(before):
            return False
        if mention.kind == "person":
            return True
        lead = _LEAD.match(self.text, start, mention.start)
        if lead and not self.text[lead.end() : mention.start].strip(' «"'):
            return True
        bare = before.rstrip(' «"(')
        if (
            not bare
            or bare[-1] in "،,؛:)-؟!."
            or re.search(r"(?:^| )(?:و|نیز|همچنین|امروز|دیروز|گذشته|اما|ولی|البته|شنبه|جمعه|که)$", bare)
        ):
            return True
        officials = _OFFICIALS.search(before)
        if officials is None:
            return False
        return not re.search(r"(?:رییس|سرپرست|عضو|اعضای|ریاست|سخنگوی) $", before[: officials.start()])

    def _oblique(self, position: int, start: int) -> bool:
        return bool(PREPOSITION.search(self.text[max(start, position - 30) : position]))

    def _together(self, candidates: list[Mention]) -> Speaker | None:
        """«ایران، روسیه و ترکیه … اعلام کردند»: several states or persons joined by «و» and commas."""
        run = [candidates[0]]
        for mention in candidates[1:]:
            if not re.fullmatch(r" ?(?:و|،|,|-) ?(?:و )?", self.text[run[-1].end : mention.start]):
                break
            run.append(mention)
        ids = sorted({m.actor_id for m in run if m.actor_id})
        if len(ids) < 2 or any(i.startswith("joint:") for i in ids):
            return None
        return Speaker(
            "joint:" + "+".join(ids),
            run[0].start,
            run[-1].end,
            self.part.name,
            run[0].resolved_by,
            "collective" if len(ids) > 2 else "official",
            "",
        )

    def _pronoun(self, mention: Mention, known: Known) -> Speaker | None:
        where: dict[str, Any] = {
            "start": mention.start,
            "end": mention.end,
            "part": self.part.name,
            "resolved_by": "pronoun",
        }
        if mention.actor_id.startswith("joint:"):
            return Speaker(mention.actor_id, source_type="collective", **where)
        if mention.kind == "state" and mention.actor_id:
            return Speaker(mention.actor_id, country=mention.country, **where)
        if mention.kind != "person":
            return None
        if known.running and self.text.startswith("این ", mention.start):  # «این مقام آمریکایی» is who just spoke
            return replace(known.running, **where)
        last = next((k for k in (known.running, known.topic) if k and k.is_person), None)
        if last:
            return replace(last, **where)
        if mention.actor_id:
            return replace(self.speaker_of(mention), **where)
        return None

    def _anonymous(self, hit, start: int, end: int) -> Speaker:
        phrase = hit.meanings[0].entry
        state = self._state_in(hit.end, min(end, hit.end + 40))
        body = state is not None and not (len(state.id) == 3 and state.id.isupper())
        if state and (phrase.id == "unnamed-official" or body):  # «یک منبع وزارت خارجه سوریه»
            return replace(state, start=hit.start, resolved_by="description", source_type="official")
        return Speaker(
            "anonymous",
            hit.start,
            hit.end,
            self.part.name,
            "description",
            phrase.type or "anonymous",
            state.country if state else "",
            phrase.rung,
        )

    def _this_body(self, at: int, end: int) -> Speaker | None:
        """«سخنگوی این وزارتخانه»: the body named last; «سخنگوی این سفارتخانه»: the state."""
        this = _THIS_BODY.match(self.text, at, end)
        if not this:
            return None
        kinds = ("state",) if this[1] else ("organisation", "group")
        before = reversed(self.mentions[: bisect_left(self._starts, at)])
        last = next((m for m in before if m.kind in kinds and m.actor_id and m.resolved_by != "pronoun"), None)
        return self.speaker_of(last) if last else None

    def _one_of(self, at: int, start: int, end: int) -> Speaker:
        """«یکی از مقامات پاکستانی»: an official is the state's or the body's; of others nobody is named."""
        words = re.compile(r"[^،,:]{3,60}").match(self.text, start, end)
        described = words[0] if words else ""
        state = self._state_in(start, min(end, start + 60)) if _SPOKEN_FOR.match(described) else None
        where: dict[str, Any] = {"start": at, "end": start + len(described.split(" که ")[0])}
        if state:
            return replace(state, **where, resolved_by="description", source_type=self.type_of(state.id))
        kind = type_by_words(described, self.codebook, "anonymous")
        return Speaker("anonymous", part=self.part.name, resolved_by="description", source_type=kind, **where)

    def unnamed_official(self, start: int, end: int) -> Speaker | None:
        """«مقام‌های روس», «یک منبع وزارت خارجه» at the head of a stretch: the state or body they speak for."""
        head = _UNNAMED_HEAD.match(self.text, start, end)
        if not head:
            return None
        reach = min(end, head.end() + 45)
        state = self._state_in(head.end(), reach)
        if state is None:
            house = next((m for m in self.between(head.end(), reach) if m.resolved_by == "metonym"), None)
            state = self.speaker_of(house) if house else None  # «منبعی در کرملین»
        if state is None or (head[1] and state.resolved_by == "description"):
            return None  # «منابع سوری» are nobody's officials
        return replace(state, start=start, end=head.end(), resolved_by="description", source_type="official")

    def _named_behind(self, phrase: str, at: int, end: int) -> tuple[str, int] | None:
        """The name that follows a description after a comma, and where it stands."""
        after = at + len(phrase)
        comma = re.compile(r' ?[،,] ?[«"]?').match(self.text, after, end)
        if not comma or not _SINGULAR_ROLE.match(phrase):
            return None
        rest = self.text[comma.end() : end]
        close = re.match(r'([^،,؛:().\n]{4,40}?)[»"]? ?[،,]', rest)
        name = close[1].strip(' «"»') if close else ""
        if (
            not 2 <= len(name.split()) <= 4
            or ROLE.search(name)
            or _STOP.search(" " + name)
            or _HAS_VERB.search(name)
            or _NOT_NAME.match(name)
        ):
            return None
        return name, comma.end()

    def _bearer(self, phrase: str, known: Known) -> Speaker | None:
        """Who bears a description beside their name: «منصور حقیقت‌پور نائب رئیس کمیسیون … گفت»."""
        wanted = phrase[:40]
        for mention in self.mentions:
            if mention.kind != "person" or mention.resolved_by != "name":
                continue
            if self.text[mention.end : mention.end + 48].lstrip(' »"،').startswith(wanted):
                return self.speaker_of(mention)
        for name, speaker in known.others.items():
            at = self.text.find(name)
            if at >= 0 and self.text[at + len(name) : at + len(name) + 48].lstrip(' »"،').startswith(wanted):
                return speaker
        return None

    def described_as(self, name: str) -> str:
        """The source type by the words beside any naming of somebody («با شیرین کاوه‌ای، پژوهشگر …»); else empty."""
        for found in re.finditer(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", self.text):
            behind = _APPOSITION.match(self.text, found.end())
            before = _TITLE_BEFORE.search(self.text, max(0, found.start() - 40), found.start())
            after = _OBLIQUE.split(behind[1])[0].split()[:4] if behind else []
            kind = type_by_words(" ".join(after), self.codebook, "")
            if not kind and before:  # «پژوهشگر ارشد رامین تاب‌آور»; not «به گزارش خبرنگار ما رامین تاب‌آور»
                kind = type_by_words(_OBLIQUE.split(before[1])[-1], self.codebook, "").replace("media", "")
            if kind:
                return kind
        return ""

    def _borne(self, name: str) -> Speaker | None:
        """A person of the codebook whose full name stands in the article and ends in `name`: «رودریگز»."""
        for mention in self.mentions:
            if mention.kind == "person" and mention.resolved_by == "name":
                words = self.text[mention.start : mention.end].split()
                if len(words) > 1 and words[-1] == name.split()[0] and len(name.split()) < 6:
                    return self.speaker_of(mention)
        return None

    def document(self, start: int, end: int) -> Speaker:
        """A statement or treaty that speaks for itself: `document:` and its head word as written."""
        a, b = self.part.folded.span(start, end)
        # a joint or closing statement is the states' together
        near = self.text[max(0, start - 200) : end + 60]
        if self.part.name == "title":  # «بیانیه آستانه: …»: the text says whose it is
            near += self.reading.text.text[:400]
        kind = (
            "collective" if re.search("مشترک|پایانی|سه کشور|سه جانبه|سران|کشورهای ضامن|سه وزیر", near) else "document"
        )
        return Speaker("document:" + self.part.folded.original[a:b], start, end, self.part.name, "description", kind)

    def _state_in(self, start: int, end: int) -> Speaker | None:
        """The state or body named in a stretch, by name or adjective: «یک مقام آمریکایی», «مقام وزارت خارجه آمریکا»."""
        named = next((m for m in self.between(start, end) if m.kind in ("state", "organisation")), None)
        if named:
            return self.speaker_of(named)
        for hit in self.part.starting("actor", start, end):
            if hit.end <= end:
                for meaning in hit.meanings:
                    if meaning.role in ("demonym", "name") and meaning.entry.kind == "state":
                        return Speaker(
                            meaning.id, hit.start, hit.end, self.part.name, "description", "official", meaning.id
                        )
        return None

    def _unknown(
        self, start: int, end: int, candidates: list[Mention], known: Known, plural: bool = False
    ) -> Speaker | None:
        """A speaker outside the codebook: the first noun phrase of the clause («هادی شوشتری در گفت‌وگو با … گفت»)."""
        at = start
        limit = candidates[0].start if candidates else end
        while at < limit:
            rest = self.text[at:limit]
            lead = _LEAD.match(rest)
            if lead and lead.end():
                at += lead.end()
                continue
            if rest[:1] in ' «"-(•*':
                at += 1
                continue
            if _NOT_NAME.match(rest):
                comma = re.search("[،,]", rest)  # «به گزارش …، هادی شوشتری گفت»: on to the next segment
                if not comma:
                    return None
                at += comma.end()
                continue
            break
        if at >= limit:
            return None
        rest = self.text[at:limit]
        stop = _STOP.search(rest)
        phrase = rest[: stop.start()] if stop else rest
        phrase = phrase.strip(' «"»')
        source = next(
            (h for h in self.part.starting("source", at, at + len(phrase) + 2) if h.meanings[0].role != "not"),
            None,
        )
        if source:  # «رویترز گزارش داد که …»
            meaning = source.meanings[0]
            return Speaker(
                meaning.id, source.start, source.end, self.part.name, "name", "media", meaning.entry.country or ""
            )
        if limit != end and not stop and not re.search("[،,]", rest):
            return None  # the phrase runs on into a known name: «معاون وزیر خارجه روسیه بوگدانف»
        if (
            not phrase
            or _HAS_VERB.search(phrase)
            or len(phrase) < 3
            or len(phrase.split()) > 14
            or not re.search(r"[^\W\d_]", phrase)
        ):
            return None
        at += rest.find(phrase)
        document = re.match(r"(?:این )?(بیانیه|اعلامیه|اطلاعیه|قطعنامه|متن|سند|توافقنامه)(?![^\W_])", phrase)
        if document:
            return self.document(at + document.start(1), at + document.end(1))
        speaker = self._other(phrase, at, end, known)
        state = self._state_in(at, at + len(phrase)) if _OFFICIAL_PLURAL.match(phrase) else None
        if state:  # «مقامات صهیونیستی»
            return replace(state, start=at, end=at + len(phrase), resolved_by="description", source_type="official")
        if plural and speaker and speaker.id.startswith("other:") and " و " not in self.text[at:end]:
            return replace(
                speaker,
                id="anonymous",
                resolved_by="description",
                source_type=type_by_words(phrase, self.codebook, "anonymous"),
            )
        return speaker

    def _other(self, phrase: str, at: int, end: int, known: Known) -> Speaker | None:
        context = self.text[at : min(end, at + 120)]
        if several := re.match(r"(?:یکی|تنی چند|شماری|برخی|تعدادی) از ", self.text[at:end]):
            return self._one_of(at, at + several.end(), end)
        one = re.match(rf"یک (?:{_ROLES}|[^\W\d_]+ [^\W\d_]+ی(?![^\W_]))", phrase) and not re.search(
            "منبع|مقام", phrase
        )
        if _ANONYMOUS_NP.match(phrase) and not one:
            state = self._state_in(at, at + len(phrase))
            if state and re.search("مقام|مسیول|دیپلمات", phrase):
                return replace(state, start=at, end=at + len(phrase), resolved_by="description", source_type="official")
            return Speaker(
                "anonymous",
                at,
                at + len(phrase),
                self.part.name,
                "description",
                type_by_words(phrase, self.codebook, "anonymous"),
            )
        if bare := _ADDRESSED.match(phrase):  # «دکتر «احمد ابراهیم»، …»
            at += bare.end()
            phrase = phrase[bare.end() :]
        elif not self._bearer(phrase, known) and (behind := self._named_behind(phrase, at, end)):
            return self._other(*behind, end, known)  # «وزیر صمت کشورمان، عباس علی‌آبادی، …»
        quoted = re.search(r'[«"]([^«»"]{3,40})[»"]', self.text[at : at + len(phrase) + 2])
        if quoted and ROLE.match(phrase):  # «سناتور "کیت باند" …»
            at += quoted.start(1)
            phrase = quoted[1]
        role = ROLE.search(phrase)
        name = phrase[: role.start()].strip(' «"»،') if role else phrase
        if len(name.split()) > 5:
            name = " ".join(name.split()[:5])
        described = phrase[len(name) :] if phrase.startswith(name) and not phrase.startswith("یک ") else phrase
        context = described + _AFTER_APPOSITION.split(context[len(phrase) :], maxsplit=1)[0]
        kind = type_by_words(context, self.codebook, "")
        if name and not _SINGULAR_ROLE.match(phrase):
            linked = self._borne(name)
            if linked:
                return replace(linked, start=at, end=at + len(name), part=self.part.name)
            surname = name.split()[-1]
            for full, speaker in known.others.items():
                if (
                    full == name
                    or full.split()[-1] == surname
                    or (len(name.split()) == 1 and name in full.split())
                    or name.split()[0] == full.split()[-1]
                ):
                    return replace(speaker, start=at, end=at + len(name), part=self.part.name)
            a, b = self.part.folded.span(at, at + len(name))
            speaker = Speaker(
                "other:" + self.part.folded.original[a:b].strip(' «"»'),
                at,
                at + len(name),
                self.part.name,
                "name",
                kind,
            )
            if len(name.split()) > 1:
                known.others[name] = speaker
            return speaker
        if body := self._this_body(at + len(phrase), end):
            return replace(body, start=at, end=at + len(phrase), part=self.part.name, resolved_by="description")
        # a role without a name: «نماینده مردم قوچان گفت» is who bears it beside a name, or who spoke last, where that is
        # somebody outside the codebook
        bearer = self._bearer(phrase, known)
        if bearer:
            return replace(bearer, start=at, end=at + len(phrase), part=self.part.name, resolved_by="description")
        last = known.running or known.topic
        alone = last is not None and last.is_person and known.persons <= {last.id}
        state = self._state_in(at, at + len(phrase))
        if state and last and last.country and state.country != last.country:
            alone = False  # a description of another state's official
        if last and (last.id.startswith("other:") or alone) and not re.match("یک ", phrase):
            return replace(last, start=at, end=at + len(phrase), part=self.part.name, resolved_by="description")
        a, b = self.part.folded.span(at, at + len(phrase))
        return Speaker(
            "other:" + self.part.folded.original[a:b], at, at + len(phrase), self.part.name, "description", kind
        )
