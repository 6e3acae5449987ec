"""Capitals: «تهران و آنکارا تاکید کردند» is two governments, «در تهران» a place.

In go a hit of a capital and what was named before it; out comes whether the place is meant.
"""

import re

from analysis.codebook import Codebook
from analysis.lexicon import Hit
from analysis.offices import Mention
from analysis.reading import Part, Reading

# «نشست سه‌جانبه مسکو»: an event named after its place
_EVENT = re.compile(
    r"(?:^| )(?:نشست|اجلاس|کنفرانس|همایش|مذاکرات|توافق|توافقنامه|پروتکل|تفاهم|مجمع) (?:(?:سه جانبه|دوجانبه|دو جانبه|چهارجانبه|چهار جانبه|مشترک|اخیر|دیروز|امروز|سران|امنیتی|اقتصادی|بین المللی|صلح|سیاسی) ){1,2}$"
)
# «نمایشگاه بین‌المللی کتاب باکو», «بازار بزرگ تهران»: a thing in the city; not «نمایشگاه … به همت تهران»
_THING = re.compile(
    r"(?:^| )(?:نمایشگاه|جشنواره|مسابقات|رقابت های|همایش|بازار|پارک|مسجد|کتابخانه|کتابخانه های|موزه|مرکز نمایشگاهی|ورزشگاه|منشور|موسسه|اردوی|محله|بنیاد|دانشکده|"
    r"برنامه های نوروزی|روزنامه های|مطبوعات|گروه|شعبه|لیگ|برج|سالن|کارخانه|اتاق بازرگانی)(?: (?!(?:با|از|به|در|میان|بین(?! المللی)|برای|توسط|و|که|علیه|بر|را|روابط|سیاست|دولت) )[^\W_]+){1,4} $"
)
# «هتل «بهار» دمشق», «میدان "آزادی" تهران»
_HOUSE = re.compile(
    r"(?:^| )(?:کاخ|هتل|مسجد|میدان|ورزشگاه|سالن|بیمارستان|فرودگاه|زندان|پایگاه|پادگان|اردوگاه|دانشگاه|منطقه|محله|خیابان|شهرک|مجتمع|کلیسای|پارک) ?[«\"][^«»\"]{2,30}[»\"] $"
)
# «اصفهان، تهران و اهواز»: one city of many
_CITY = (
    "اصفهان|مشهد|تبریز|شیراز|قم|کرج|اهواز|کرمان|البرز|خراسان رضوی|هرمزگان|قزوین|همدان|یزد|رشت|ساری|ارومیه|زنجان|سمنان|اراک|کاشان|خوزستان|فارس|گیلان|مازندران|"
    "گلستان|اذربایجان شرقی|اذربایجان غربی|کردستان|کرمانشاه|لرستان|بوشهر|ابادان|قشم|شهریار|کوثر"
)
_CITIES = re.compile(rf"(?:(?:{_CITY}) ?(?:،|,|-|و) ?$)"), re.compile(rf" ?(?:،|,|-| و) ?(?:{_CITY})(?![^\W_])")


# «با سئول ۸۰ کیلومتر فاصله دارد», «نظامیان مستقر در این شهر»; «در ۳۰ کیلومتری دمشق»
_DISTANCE = re.compile(r" این شهر(?![^\W_])|\d ?(?:کیلومتر|مایل) فاصله ")
_FROM_HERE = re.compile(
    r"(?:کیلومتری|مایلی|حومه|شمال|جنوب|شرق|غرب|مرکز|اطراف|خیابان های|اسمان|حوالی|نزدیکی|ساکنان|اهالی) $"
)

# «از موضع زودهنگام تهران»: an adjective between
_STAND = re.compile(
    r"(?:^| )(?:موضع|مواضع|سیاست|سیاست های|نقش|تصمیم|پیشنهاد|درخواست|دیدگاه|دیدگاه های|حمایت|رویکرد|واکنش|پاسخ) (?!(?:در|به|از|با|که)(?![^\W_]))[^\W_]+ $"
)
_TALKS = re.compile(r"(?:^| )(?:مذاکرات|نشست|گفت ?و ?گوهای|گفتگوهای|اجلاس|دور) $")
NEAR = 60  # characters: what stands further off says nothing of a capital


def is_place(hit: Hit, part: Part, out: list[Mention], reading: Reading, codebook: Codebook) -> bool:
    """Whether a capital is meant as a place: «در تهران», «سفر به مسکو»; not «تهران و آنکارا تاکید کردند»."""
    text = part.text
    sentence_start, sentence_end = part.sentence_at(hit.start)
    lo = max(sentence_start, hit.start - NEAR)
    near = codebook.around_capitals().match(text[lo : min(sentence_end, hit.end + NEAR)])
    words = {(lo + w.start, lo + w.end): {m.id for m in w.meanings} for w in near["word"]}
    last = {name for (a, b), names in words.items() if b + 1 == hit.start for name in names}
    after = text[hit.end : hit.end + 12]
    previous = out[-1] if out else None
    if (
        previous
        and previous.resolved_by == "metonym"
        and re.fullmatch(r" ?[،,] ?| و | - |-", text[previous.end : hit.start])
    ):
        return previous.kind == "place"
    before = text[max(sentence_start, hit.start - 60) : hit.start]
    if _DISTANCE.search(text, hit.end, min(sentence_end, hit.end + 70)) or _FROM_HERE.search(before):
        return True
    if "place-before" in last and not before.endswith("مذاکرات "):
        return True
    if _EVENT.search(before) or _THING.search(before):
        return True
    if _TALKS.search(before) and re.match(r" (?:میان|بین) ", text[hit.end : hit.end + 7]):
        return True  # «مذاکرات مسکو میان ایران و …»
    if _HOUSE.search(before):
        return True
    if _CITIES[0].search(before) or _CITIES[1].match(text, hit.end):
        return True
    if re.search(r"(?:^| )از $", before) and re.match(r" (?:نوشت|گزارش|خبر داد|می نویسد)", after):
        return True  # «سانا از دمشق نوشت»
    if any("place-after" in names for (a, b), names in words.items() if a == hit.end + 1):
        return True
    if re.search(r"(?:^|[ (])(?:به|از|تا) $", before):
        if any("motion" in names and hit.start - 45 <= a < hit.end + 45 for (a, b), names in words.items()):
            return True
        return bool(re.search(r"(?:گزارش|نقل|خبرنگار)[^،:]{0,40} از $", before))
    if "state-before" in last or _STAND.search(before):
        return False
    if text[max(0, hit.start - 1) : hit.start] in ("(", "-") and re.match(r" ?[)-]", after):
        return True
    own = hit.meanings[0].id == reading.country
    if own:
        return not (
            re.match(r" و | ?[-:،]", after)
            or hit.start == sentence_start
            or before.endswith(("از سوی ", "که ", ": ", "، ", "؛ "))
        )
    return False
