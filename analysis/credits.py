"""Through whom: agencies, outlets and sites named as where the report comes from.

In goes a `Reading`; out come `Credit`s with their relation, in text order: reported-by («به گزارش ایرنا»), via («به نقل از
اسپوتنیک»), published-in («به نوشته کیهان»), interview-with («در گفت‌وگو با ایسنا»).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.actors import Mention
from analysis.codebook import Codebook
from analysis.lexicon import Hit
from analysis.reading import Part, Reading

_RELATION = {"report": "reported-by", "via": "via", "published": "published-in", "interview": "interview-with"}
_HEAD = re.compile(
    r"(?:خبرگزاری|خبرگزاری های|روزنامه|شبکه|شبکه خبری|شبکه تلویزیونی|سایت|وب سایت|وبسایت|تارنمای|پایگاه خبری|پایگاه|پایگاه اینترنتی|"
    r"هفته نامه|مجله|نشریه|تلویزیون|رادیو|خبرنگار|پایگاه اطلاع رسانی|ماهنامه|فصلنامه|کانال)(?: (?:خبری|تلویزیونی|اینترنتی|رسمی|تحلیلی|روسی|روس|"
    r"ترکیه ای|ترک|امریکایی|انگلیسی|انگلیسی زبان|عربی|عرب زبان|لبنانی|سوری|اسراییلی|صهیونیستی|فرانسوی|المانی|قطری|سعودی|عراقی|دولتی|رسمی|"
    r"ایرانی|ماهواره ای|نیمه رسمی|بین المللی|فارسی زبان|چینی|ژاپنی|اماراتی)){0,3} ?[«\"(]?$"
)
_SPEAKS = re.compile(
    r"(?:[^.،:؛\n]{0,60}?(?:گزارش داد|گزارش کرد|نوشت|می نویسد|نوشته|خبر داد|اعلام کرد|منتشر کرد|گزارش می دهد|گزارش داده|مدعی شد|افزود|خبر داده|به نقل از|فاش کرد|در گزارشی)"
    r"|[^.،:؛\n]{0,110}?(?:بازتاب|انعکاس|پوشش|پرداخت|تیتر زد|تیتر کرد|تمرکز کرد))"
)
# «… در سرمقاله خود با عنوان «…» آورده است», «… است که در آن آمده است»
_PRINTED = re.compile(
    r"[^.:؛\n]{0,40}?(?:سرمقاله|یادداشت|مقاله|تحلیل|تفسیر|مطلب|گزارش|شماره)[^.:؛\n]{0,120}?(?:اورده|می اورد|نوشت|می نویسد|پرداخته|امده)"
    r"| (?:امروز |دیروز |نیز )?(?:است|بود) که در ان (?:امده|می خوانیم|اورده|نوشته|تاکید شده)"
)
_SITE = re.compile(
    r"(?:^|\s)(?:سایت|وب سایت|وبسایت|تارنمای|پایگاه اینترنتی|پایگاه اطلاع رسانی|پایگاه|صفحه رسمی) (?:رسمی )?$"
)
_ADJECTIVE = (
    r"(?: (?:خبری|تحلیلی|اینترنتی|انگلیسی|عربی|امریکایی|روسی|ترکیه ای|لبنانی|عراقی|سوری|فرانسوی|المانی|پاکستانی|صهیونیستی|محلی|سعودی|مصری|"
    r"کویتی|قطری|اماراتی|هندی|چینی|ایتالیایی|اسپانیایی|تلویزیونی))*"
)
# «به نقل از روابط عمومی شهرداری تهران»: a press office; «به نقل از پایگاه خبری «…»»: an outlet outside the codebook
_PRESS_OFFICE = re.compile(
    r" (?=(?:اداره کل )?(?:روابط عمومی|دفتر رسانه ای|دفتر مطبوعاتی|ستاد خبری|مرکز خبر|مرکز رسانه|مرکز اطلاعات|مرکز اطلاع رسانی|مرکز دایره|مرکز اسناد|واحد خبر|واحد مرکزی|اداره اخبار|اداره اطلاع رسانی|اداره ارتباطات|حوزه خبر|دبیرخانه|موسسه)(?![^\W_]))([^،,:؛.()\n]{8,70}?)(?= ?[،,])"
)
_OUTLET = re.compile(
    r" (?:روزنامه|خبرگزاری|پایگاه خبری|پایگاه اینترنتی|وبگاه|وب سایت|سایت|نشریه|هفته نامه|مجله|شبکه خبری|شبکه تلویزیونی|شبکه)"
    rf"{_ADJECTIVE} "
    r"[«\"]([^«»\"\n]{2,30})[»\"]"
)
# «به نقل از فصلنامه اندیشه و تمدن، …», «شبکه اطلاع‌رسانی نینوا»: the head is a part of the name
_NAMED_OUTLET = re.compile(
    r" ((?:فصلنامه|ماهنامه|دوماهنامه|هفته نامه|شبکه اطلاع رسانی|مرکز اطلاع رسانی|پایگاه اطلاع رسانی) (?!(?:این|ان|های|خود|رسمی)(?![^\W_]))"
    r"[^\W\d_]+(?: [^\W\d_]+){0,4}?)(?= ?[،,:])"
)
# «روزنامه «نمونه تریبیون» از … خبر داد», «شبکه البرکه لبنان نوشت»: an outlet outside the codebook that speaks
_OUTLET_WORDS = (
    "روزنامه",
    "خبرگزاری",
    "هفته نامه",
    "ماهنامه",
    "مجله",
    "نشریه",
    "وبگاه",
    "سایت",
    "پایگاه",
    "شبکه",
    "تلویزیون",
)
_OUTLET_BEFORE = re.compile(rf"(?<![^\W_])(?:{'|'.join(_OUTLET_WORDS)}){_ADJECTIVE} $")
_OUTLET_NAMES = (re.compile(r"[«\"]([^«»\"\n]{2,30})[»\"]"), re.compile(r" (ال[^\W\d_]{3,})(?![^\W_])"))
# «در گفت‌وگو با …»: the outlet is no subject; «پیش از این الجزیره اعلام کرد», «گزارشی که رویترز منتشر کرد» it is
_GOVERNED = re.compile(r"(?:^| )(?:در|با|(?<!پیش )(?<!قبل )(?<!پس )از|به) (?:(?!که )[^\W_]+ ){0,3}$")
_SOURCE_LINE = re.compile(r"(?:^|\n) ?منبع ?: ?[«\"]?$")
_DATELINE = re.compile(r"^[ ]*[-–(«\"]?$")


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
            before = text[max(0, hit.start - 60) : hit.start]
            head = _HEAD.search(before)
            relation = _relation(hit.start - (len(head[0]) if head else 0), phrases, text)
            if not relation and _SOURCE_LINE.search(before[: len(before) - (len(head[0]) if head else 0)]):
                relation = "published-in"  # «منبع: روزنامه جام جم»
            if meaning.role == "weak" and not head and not relation:
                continue
            if (
                not relation
                and re.search(r"(?:^|[ ])به (?:[^\W_]+ ){0,3}$", before[: len(before) - (len(head[0]) if head else 0)])
                and re.match(r"[^.،\n]{0,60}(?:گفت|می گوید|اظهار|بیان|افزود)", text[hit.end :])
            ):
                relation = "interview-with"  # «به خبرگزاری اسپوتنیک گفت»
            if (
                not relation
                and _DATELINE.match(
                    text[max(0, text.rfind("\n", 0, hit.start) + 1) : hit.start - (len(head[0]) if head else 0)]
                )
                and re.match(r" ?[»\"]? ?[:،؛/-]", text[hit.end :])
                and part.name == "text"
            ):
                relation = "reported-by"  # «خبرگزاری فارس:»
            if (
                not relation
                and (speaks := _SPEAKS.match(text, hit.end) or _PRINTED.match(text, hit.end))
                and (
                    not _GOVERNED.search(before[: len(before) - (len(head[0]) if head else 0)])
                    or speaks[0].endswith(("بازتاب", "انعکاس"))
                )
            ):
                relation = "published-in"
            again = bool(out) and out[-1].source_id == meaning.id and 0 <= hit.start - out[-1].end <= 3
            if relation and not again:  # «خبرگزاری رسمی سوریه (سانا)» is one credit
                out.append(Credit(part.name, hit.start, hit.end, meaning.id, relation))
        out += _unlisted(part, phrases, out)
        for mention in mentions:  # «پایگاه اینترنتی وزارت امور خارجه روسیه … نوشت», «به نقل از وزارت دفاع روسیه»
            if mention.part != part.name or mention.kind != "organisation":
                continue
            before = text[max(0, mention.start - 60) : mention.start]
            if _SITE.search(before):
                out.append(Credit(part.name, mention.start, mention.end, mention.actor_id, "via"))
    out.sort(key=lambda c: (c.part != "title", c.start))
    return out


def _unlisted(part: Part, phrases: list[Hit], known: list[Credit]) -> list[Credit]:
    """Press offices and outlets outside the codebook after «به نقل از» and «به گزارش», by their name as written."""
    out = []
    taken = [(c.start, c.end) for c in known if c.part == part.name]
    for phrase in phrases:
        if phrase.meanings[0].role not in ("via", "report", "published"):
            continue
        office = _PRESS_OFFICE.match(part.text, phrase.end) or _NAMED_OUTLET.match(part.text, phrase.end)
        match = office or _OUTLET.match(part.text, phrase.end)
        if not match:
            continue
        start, end = match.span(1)
        if any(a < end + 2 and start < b for a, b in taken) or (not office and part.covering("actor", start)):
            continue
        out.append(_as_written(part, start, end, _RELATION[phrase.meanings[0].role]))
    taken += [(c.start, c.end) for c in out]
    for start, end, closed in _outlet_names(part.text):
        if (
            not any(a < end + 2 and start < b for a, b in taken)
            and _SPEAKS.match(part.text, closed)
            and not part.starting("source", start - 25, end)
            and not part.covering("actor", start)
        ):
            out.append(_as_written(part, start, end, "published-in"))
    return out


def _outlet_names(text: str) -> Iterator[tuple[int, int, int]]:
    """Where names stand behind the word for an outlet that may be a subject: start, end, end with the closing mark."""
    for names in _OUTLET_NAMES:
        for match in names.finditer(text):
            opened = match.start() if names is _OUTLET_NAMES[0] else match.start(1)
            before = text[max(0, opened - 40) : opened]
            if (
                any(word in before for word in _OUTLET_WORDS)
                and (head := _OUTLET_BEFORE.search(before))
                and not _GOVERNED.search(before[: head.start()])
            ):
                yield match.start(1), match.end(1), match.end()


def _as_written(part: Part, start: int, end: int, relation: str) -> Credit:
    """The credit of an outlet outside the codebook: `other:` and its name as published."""
    a, b = part.folded.span(start, end)
    return Credit(part.name, start, end, "other:" + part.folded.original[a:b], relation)


def _relation(start: int, phrases, text: str) -> str:
    """The relation a credit phrase before `start` gives; a short stretch may stand between them."""
    for phrase in reversed(phrases):
        if phrase.end > start:
            continue
        between = text[phrase.end : start]
        if len(between) > 60 or re.search(r"[،:؛\n]|\.(?: |$)", between):
            return ""
        if phrase.meanings[0].id == "interview" and not re.fullmatch(
            r" ?(?:(?:خبرنگار|خبرنگاران|گروه|سرویس|پایگاه|سایت|شبکه|روزنامه|خبرگزاری|[^\W_]+) ?){0,4}[«\"]?", between
        ):
            return ""
        return _RELATION[phrase.meanings[0].role]
    return ""
