"""Goods that go from one state to another: «گاز ایران به ترکیه», «از روسیه … خرید», «پهپاد از سوی تهران برای ارتش روسیه».

In go a cue of the class `flow` and the `Group`s of its sentence; out come pairs with a stance. What is cut off, reduced or
withheld is conflictual. Who gives and who takes is read from the words before the namings and from the verb.
"""

import re
from itertools import pairwise

from analysis.acting import FINITE, Pair, pair_of
from analysis.clauses import FOCAL, is_negated
from analysis.lexicon import Hit
from analysis.parties import Group
from analysis.turns import is_cut, is_reduced

_FROM = re.compile(
    r"(?<![^\W_])(?:از|از سوی|توسط|از جانب|از طرف|از مبدا|از مسیر|از طریق|از راه|از خاک) (?:[^\W_]+ ){0,2}$"
)
_TO = re.compile(
    r"(?<![^\W_])(?:به|برای|به سوی|به سمت|به طرف|به مقصد|روانه|راهی|رهسپار|عازم|وارد|تا|در اختیار|نصیب|تحویل|تسلیم) (?:[^\W_]+ ){0,2}$"
)
_TOWARDS = re.compile(
    r"(?<![^\W_])(?:به|به سوی|به سمت|به طرف|به مقصد|روانه|راهی|برای|تحویل|در اختیار|در بندر|در فرودگاه|در گمرک|در پایگاه|وارد|وارد بندر|وارد خاک) (?:[^\W_]+ ){0,1}$"
)
_IN = re.compile(r"(?<![^\W_])در (?:[^\W_]+ ){0,4}$")
_WORKS = re.compile(
    r"(?<![^\W_])(?:ساخت|ساخته|می سازد|می سازند|خواهد ساخت|احداث|راه انداخت|راه انداختند|راه می اندازد|راه اندازی|حفر|تاسیس|گشود|گشودند|افتتاح|تکمیل|اجرا|توسعه|بازسازی|نوسازی|تجهیز|تعمیر|اداره|بهره برداری|سرمایه گذاری|برپا)(?![^\W_])"
)
_THROUGH = re.compile(r"(?<![^\W_])از (?:راه|مسیر|طریق|خاک|شبکه|بنادر|بندر|گذرگاه|مرز|قلمرو) (?:[^\W_]+ ){0,1}$")
_GIVES = re.compile(
    r"(?<![^\W_])(?:(?:می |نمی |خواهد |خواهند |ب)?(?:داد|دهد|دهند|دادند|داده|فروخت|فروخته|فروشد|فروشند|فرستاد|فرستاده|فرستد|فرستند|فرستادند|رساند|رسانده|رساندند|رسید|رسیده|رسد|رسند|بخشید|سپرد|سپرده)|"
    r"ارسال|صادر|صادرات|صدور|فروش|تحویل|منتقل|انتقال|گسیل|اعزام|اهدا|هدیه|تامین|عرضه|پمپاژ|جریان|ترانزیت|حمل|واگذار|واگذاری|گذاشت|گذاشته|گذاشتند|قرار داد|قرار داده|قرار دادند|گزارش|جابه جا|جابجا|مخابره|اجاره|تخصیص|اختصاص|روانه|پرداخت|پرداخته)(?![^\W_])"
)
_TAKES = re.compile(
    r"(?<![^\W_])(?:(?:می |نمی |خواهد |خواهند |ب)?(?:خرید|خریده|خرد|خرند|خریدند|گرفت|گرفته|گیرد|گیرند|گرفتند)|خریداری|دریافت|وارد|واردات|تحویل|تامین|سفارش|درخواست|تقاضا|خواستار|خواسته|خواست|وام|قرض|مطالبه)(?![^\W_])"
)
_NO_SUBJECT = re.compile(r"(?<![^\W_])(?:به|از|با|در|علیه|بر|برای|درباره|مانند|میان|بین|توسط|ضد|که) (?:[^\W_]+ ){0,2}$")
_STOP = re.compile("[؛:.؟!]")
_PRICE = re.compile(r"(?<![^\W_])(?:ارزان تر|گران تر|بیشتر از|کمتر از|تولید|ذخایر|بازار جهانی)(?![^\W_])")
_CUT = re.compile(r"(?<![^\W_])(?:قطع|قطعی|توقف|کاهش|افت|تعلیق) (?:[^\W_]+ ){0,2}$")
REACH = 90


_SHUT = re.compile(
    r"(?: (?!(?:که|و|است|شد|کرد)(?![^\W_]))[^\W_]+){0,3}? را (?:(?!(?:که|و|است|شد|کرد)(?![^\W_]))[^\W_]+ ){0,7}?(?:بست|بستند|بسته|می بندد|ممنوع|قطع|متوقف|مسدود|توقیف|برگرداند|پس فرستاد|مرجوع|معلق|بارگیری نمی|تخلیه نمی|نمی کند|نمی کنند|نمی خرد|نمی خرند|نمی پذیرد|نپذیرفت|نخرید|نکرد|نکردند)(?![^\W_])"
)


def flows(text: str, cue: Hit, groups: list[Group], sentence: tuple[int, int]) -> list[tuple[Pair, str]]:
    """Pairs between which the goods go."""
    focal = [g for g in groups if len(g.focal) == 1]
    if _CUT.search(text, max(sentence[0], cue.start - 24), cue.start) and len(focal) > 1:
        one, other = focal[:2]  # «قطع گاز ایران، کارخانه‌های ترکیه را …»
        if one.focal != other.focal and 0 <= one.start - cue.end < 3 and other.start - one.end < REACH:
            return [(pair_of(one.focal[0], other.focal[0]), "conflictual")]
    # «گاز ترکمنستان را از راه ایران»: the goods are a third's
    parties = [
        g
        for g in groups
        if g.states & set(FOCAL) or not (0 <= g.start - cue.end < 3 or _THROUGH.search(g.before[-30:]))
    ]
    for one, other in pairwise(parties):
        if one not in focal or other not in focal or one.focal == other.focal:
            continue
        if not _near(cue, one, other) or _STOP.search(text, min(one.end, cue.start), max(other.start, cue.end)):
            continue
        if _goes(text, cue, one, other, sentence[1]):
            pair = pair_of(one.focal[0], other.focal[0])
            return [(pair, _stance(text, cue, one, other, sentence))]
    return []


def _near(cue: Hit, one: Group, other: Group) -> bool:
    return one.start - cue.end < 40 and cue.start - other.end < REACH and other.start - one.end < 1.5 * REACH


def _goes(text: str, cue: Hit, one: Group, other: Group, stop: int) -> bool:
    before, behind = one.before[-34:], text[max(one.end, other.start - 34) : other.start]
    tail = text[other.end : min(stop, other.end + REACH)]
    if _FROM.search(before) and _TO.search(behind):
        return True  # «از ایران به روسیه», «از سوی تهران برای …»
    if cue.end < one.start and one.start - cue.end < 24 and not _NO_SUBJECT.search(before) and _TOWARDS.search(behind):
        return True  # «گاز ایران به ترکیه»
    if _NO_SUBJECT.search(before):
        return False
    if _THROUGH.search(behind) and not FINITE.search(text, one.end, other.start):
        return True  # «روسیه از راه ایران به هند کالا می‌فرستد»
    if _IN.search(behind) and one.end < cue.start and _WORKS.search(text, other.start, min(stop, other.end + REACH)):
        return not FINITE.search(text, one.end, other.start)  # «… در اردبیل ایران کارخانه راه انداختند»
    if cue.start < one.start or FINITE.search(text, one.end, other.start):
        return False
    if _TO.search(behind):
        return bool(_GIVES.search(text, one.end, min(stop, other.end + REACH)))
    if cue.end <= other.start < cue.end + 14 and _SHUT.match(text, other.end, min(stop, other.end + REACH)):
        return True  # «شیر گاز ترکیه را بست»
    if _FROM.search(behind) or (cue.end <= other.start < cue.end + 14):
        return bool(_TAKES.search(text, one.end, min(stop, max(other.end, cue.end) + REACH))) and not _PRICE.search(
            tail
        )
    return False


_BARRED = re.compile(r"(?<![^\W_])(?:ممنوعیت|محدودیت|محدودیت های|منع|تحریم) $")
_ENDED = re.compile(r"(?<![^\W_])(?:لغو|رفع|برداشت|برداشته|برداشتند|پایان|ملغی)(?![^\W_])")


def _stance(text: str, cue: Hit, one: Group, other: Group, sentence: tuple[int, int]) -> str:
    end = max(cue.end, other.end)
    start = min(cue.start, one.start)
    if _BARRED.search(text, max(sentence[0], cue.start - 14), cue.start) and _ENDED.search(text, end, sentence[1]):
        return "cooperative"  # «ممنوعیت تحویل سامانه به ایران را لغو کرد»
    if _SHUT.match(text, other.end, min(sentence[1], other.end + REACH)):
        return "conflictual"
    if is_negated(text, cue) or is_cut(text, cue.start, end, "flow", sentence[1]) or is_reduced(text, end, sentence[1]):
        return "conflictual"
    clause = _CLAUSE.split(text[end : min(sentence[1], end + REACH)])[0]
    if is_cut(text, start, end, "flow", sentence[1]) or _WITHHELD.search(text[start:end] + clause):
        return "conflictual"
    return "cooperative"


_CLAUSE = re.compile(r"[؛:.،]| (?:اما|ولی|که|و|تا) ")


_WITHHELD = re.compile(
    r"(?<![^\W_])(?:نداد|نداده|نمی دهد|نفروخت|نمی فروشد|نفرستاد|نفرستاده|نرسید|نرسیده|نخرید|نمی خرد|نخواهد (?:داد|خرید|فروخت|فرستاد)|نگرفت|نپرداخت|نپرداخته|ندادند|نمی دهند)(?![^\W_])"
)
