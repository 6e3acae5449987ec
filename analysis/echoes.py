"""Family names that stand alone for somebody whose full name stands in the article: «الهاشمی» after «طارق الهاشمی».

In go full names with who bears them; out come the spans of the bare family name where nothing else is meant by it. A
family name is no entry of the codebook for that: it counts only in an article that gives the full name.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from analysis.reading import Part

# «عیسی زاده», «میر تاج الدینی», «بهرام نیا»: the last word is but the second half of the family name
_TAIL = re.compile(
    r"^(?:فرد|نسب|صفت|جو|زاده|نژاد|پور|نیا|فر|وند|یان|خواه|دوست|مند|لو|اوغلو|اغلو|اوغلی|اف|الدین|الدینی|الله|اللهی|الهی|الاسلام|کیا|راد|منش|پناه|پرست|تبار|یزدی|املی|شیرازی|تهرانی)$"
)
_BEFORE = re.compile(
    r"(?:^|[\n.؟!:؛،,(«»\"*/-] ?|(?:^|[ «\"(])(?:و|به|از|با|که|را|اما|ولی|نیز|میان|بین|برای|توسط|علیه|درباره|اقای|خانم|دکتر|مهندس|سردار|ژنرال|سرلشکر|"
    r"سرتیپ|شیخ|سناتور|پروفسور|سفیر|ایت الله|حجت الاسلام|المسلمین|سید|دولت|کابینه|سخنان|سخنرانی|اظهارات|گفته|گفته های|صحبت های|سوی|دیدار|ملاقات|سفر|"
    r"استعفای|اعدام|محاکمه|بازداشت|دستگیری|قتل|ترور|مرگ|نامه|پیام|دستور|تصمیم|طرح|پیشنهاد|درخواست|موضع|مواضع|ادعای|انتصاب|برکناری|دفتر|وکیل|پاسخ|"
    r"نظر|انتقاد|انتقادات|حضور|مخالفت|حمایت|رژیم|هواداران|طرفداران|حامیان|جانب|نقل|همراه|نام|انتخاب|پیروزی|شکست|مقابل|استرداد) [«\"]?)$"
)
_OPENING = re.compile(r"(?:^|[\n.؟!] ?)[«\"]?$")
# «مقداد گفت», not «مقداد نجف‌نژاد»
AFTER_NAME = re.compile(
    r"[»\"]? ?(?:[،,:؛.()!؟/]|$|\n|(?:در|به|از|با|برای|طی|ضمن|نیز|هم|همچنین|روز|امروز|دیروز|شامگاه|که|درباره|پس|پیش|این|ان|را|و|بر|تا|اما|"
    r"همزمان|رفت|امد|بود|بوده|است|شد|شده|کرد|کرده|داد|دارد|داشت|خواست|نیست|می|وارد|بار|چند|اخیرا|نه|یا|هنوز|گفت|افزود|علیه|خواهد|وزیر|رییس|سابق|مبنی)(?![^\W_]))"
)


@lru_cache(maxsize=20_000)  # the names of the codebook and of one article
def family_name(full: str, words: frozenset[str]) -> str:
    """The family name of a folded full name; empty where it is one of `words`, which mean something else alone.

    >>> [family_name(name, frozenset(["علی"])) for name in ("مهدی عیسی زاده", "طارق الهاشمی", "ناصر علی")]
    ['عیسی زاده', 'الهاشمی', '']
    """
    parts = full.split()
    if len(parts) < 2:
        return ""
    if len(parts) > 2 and _TAIL.match(parts[-1]):
        return " ".join(parts[-2:])
    return "" if len(parts[-1]) < 3 or parts[-1] in words or _TAIL.match(parts[-1]) else parts[-1]


def is_family_name(name: str, given: frozenset[str]) -> bool:
    """Whether a folded name of two words is but a family name: «مؤذن زاده»; not «حسن شیرازی», which begins with one of `given`."""
    return name.count(" ") == 1 and name.split()[0] not in given and family_name(f"- {name}", frozenset()) == name


def places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a folded name stands in a folded text, as words of their own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(name, end)


def stands_alone(part: Part, start: int, end: int) -> bool:
    """Whether a word is a family name here: behind a preposition, a noun of speech or a title, or opening a clause."""
    text = part.text
    before = text[max(0, start - 16) : start]
    if _OPENING.search(before):
        return True
    if not _BEFORE.search(before):
        return False
    return bool(AFTER_NAME.match(text, end)) or bool(part.starting("verb", end + 1, end + 2))


def spellings(family: str) -> Iterable[str]:
    """«الهاشمی» is «هاشمی» as well; «ابوشریف» is «ابو شریف»."""
    if family.startswith("ابو") and " " not in family and len(family) > 5:
        return family, "ابو " + family[3:]
    return (family, family[2:]) if family.startswith("ال") and len(family) > 6 else (family,)
