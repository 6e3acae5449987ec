"""What a noun says of one state towards another: «پیشنهاد پوتین درباره ایران», «میانجی‌گری ترکیه میان تهران و واشنگتن».

In go a sentence and its `Group`s; out come (who speaks or mediates, of whom) with the group of the former, as in `statements.py`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.clauses import FOCAL
from analysis.parties import Group

_MEDIATES = re.compile(
    r"(?<![^\W_])(?:میانجی ?گری|میانجی|وساطت|میانجیگرانه|کاهش تنش|کاهش تنش ها|کاهش تنش های|پایان دادن به جنگ|پایان جنگ|پایان دادن به درگیری|تبادل پیام|انتقال پیام|رد ?و ?بدل شدن پیام|نزدیک کردن دیدگاه های|حل اختلاف|حل اختلافات)"
    r" (?:[^\W_]+ )?(?:میان|بین) $"
)
# «تنش میان آمریکا و ایران را کاهش دهند», «آمریکا و ایران را برای کاهش تنش …»
_STRIFE = re.compile(
    r"(?<![^\W_])(?:تنش|تنش ها|تنش های|اختلاف|اختلافات|درگیری|درگیری ها|جنگ|بحران|مناقشه) (?:[^\W_]+ )?(?:میان|بین) $"
)
_EASED = re.compile(
    r" را (?:برای )?(?:[^\W_]+ ){0,2}?(?:کاهش|پایان|خاتمه|حل|فروکش|مهار|کنترل|ارام|کم|فصل|متوقف|رفع|اشتی|نزدیک)(?![^\W_])"
)
# «پیشنهاد پوتین درباره ایران», «اظهارات تند اردوغان در قبال ایران»
_WORDS_OF = re.compile(
    r"(?<![^\W_])(?:پیشنهاد|پیشنهادهای|اظهارات|اظهارنظر|اظهار نظر|سخنان|موضع|مواضع|موضع گیری|واکنش|هشدار|پیام|ادعا|ادعای|ادعاهای|نظر|نظرات|دیدگاه|روایت|توصیه|توصیه های|سخنرانی|گفته های|ابراز نگرانی)"
    r" (?:[^\W_]+ ){0,2}$"
)
_CONCERNING = re.compile(
    r"[»\"]? (?:درباره|در باره|در مورد|درمورد|در خصوص|درخصوص|پیرامون|در قبال|نسبت به|راجع به|در رابطه با|در ارتباط با) (?:(?!(?:که|را|گفت|است|شد|کرد)(?![^\W_]))[^\W_]+ ){0,3}"
)
_WARNS = re.compile(r"(?<![^\W_])(?:هشدار|پیام|توصیه|پاسخ|پیشنهاد) (?:[^\W_]+ ){0,1}$")


# «تلفن فیدان به روبیو … درباره ایران»
_TALK_OF = re.compile(
    r"(?<![^\W_])(?:تماس|تماس تلفنی|تلفن|گفت ?و ?گوی|گفتگوی|گفت ?و ?گوی تلفنی|گفتگوی تلفنی|رایزنی|رایزنی تلفنی|دیدار|ملاقات|مذاکره|مذاکرات|نشست) $"
)
_ADDRESSED = re.compile(r"[»\"]? ?[،,]? ?(?:خطاب )?به [«\"]?")
_WITH_A_THIRD = re.compile(r"[»\"]? (?:با|به) ")
_VERB = re.compile(r"(?<![^\W_])(?:کرد|کردند|شد|است|گفت|داد|که)(?![^\W_])")


def worded(text: str, groups: list[Group]) -> Iterator[tuple[str, str, Group]]:
    """«اظهارات اردوغان در قبال ایران», «هشدار مسکو به تهران»: a noun of speech or talk with whose it is and of whom."""
    for one, other in pairwise(groups):
        if (
            len(one.states) == len(one.focal) == len(other.focal) == 1
            and one.focal != other.focal
            and len(other.states) < 3
        ):
            between = text[one.end : other.start]
            if (_WORDS_OF.search(one.before[-40:]) and _CONCERNING.fullmatch(between)) or (
                _WARNS.search(one.before[-30:]) and between == " به "
            ):
                yield one.focal[0], other.focal[0], one
    if len(groups) > 1 and _ADDRESSED.fullmatch(text, groups[0].end, groups[1].start):  # «پزشکیان، به پوتین: …»
        one, other = groups[:2]
        colon = text[other.end : other.end + 2].lstrip().startswith(":")
        if colon and len(one.focal) == len(other.focal) == 1 and one.focal != other.focal:
            yield one.focal[0], other.focal[0], one
    for number, one in enumerate(groups):
        if len(one.states) == len(one.focal) == 1 and _TALK_OF.search(one.before[-30:]):
            other = next((g for g in groups[number + 1 :] if g.focal or g.topic), one)
            about = other.topic and other.focal and other.focal != one.focal
            if (
                about
                and _WITH_A_THIRD.match(text, one.end, other.start)
                and not _VERB.search(text, one.end, other.start)
            ):
                yield one.focal[0], other.focal[0], one


def mediating(text: str, groups: list[Group]) -> Iterator[tuple[str, str, Group]]:
    """«ترکیه برای میانجی‌گری میان تهران و واشنگتن تلاش می‌کند», be it alone or one of many."""
    for number, group in enumerate(groups):
        if len(group.states) != 2 or len(group.focal) != 1:
            continue
        eased = _EASED.match(text, group.end)
        if _MEDIATES.search(group.before) or (
            eased and (_STRIFE.search(group.before) or "تنش" in text[group.end : eased.end() + 8])
        ):
            for by in groups[:number]:
                for state in by.states.intersection(FOCAL).difference(group.states):
                    yield state, group.focal[0], by
            return
