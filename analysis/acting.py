"""Who acts in a sentence: its subject, a third party, two who act as one.

In go a sentence, the `Group`s named in it and a cue; the answers are read by `binding.py`, which pairs the states.
"""

import re
from itertools import combinations

from analysis.clauses import FOCAL
from analysis.lexicon import Hit
from analysis.parties import Group

Pair = tuple[str, str]  # ids in order


def pair_of(one: str, other: str) -> Pair:
    """Two states as a pair."""
    return min(one, other), max(one, other)


FINITE = re.compile(r"(?<![^\W_])(?:می|نمی|خواهد|خواهند|کرد|کردند|کرده|شد|شدند|شده|داد|دادند|دارد|دارند|است)(?![^\W_])")
IN_FAVOUR = re.compile(r"را?[یي] (?:مثبت|موافق)")  # «به قطعنامه تحریم رأی مثبت داد»
# behind a preposition: a complement, not the subject
GOVERNED = re.compile(
    r"(?<![^\W_])(?:به|از|با|در|بر|برای|علیه|درباره|مورد|توسط|سوی|مقابل|ضد|میان|بین) (?:(?!(?:که|را|است|شد|کرد|گفت|و)(?![^\W_]))[^\W_]+ ){0,3}$"
)
_AGENT = re.compile(r"(?<![^\W_])(?:از سوی|توسط|از جانب|از طرف|به دست) (?:[^\W_]+ ){0,2}$")


def two_apart(before: list[Group], acting: Group) -> bool:
    """Whether behind a joint naming two of the focal states stand one by one."""
    last = [g for g in before if g.start > acting.start and len(g.focal) == 1 and len(g.states) == 1]
    return len({g.focal[0] for g in last[-2:]}) == 2 and not GOVERNED.search(last[-2].before)


def deals_with_third(text: str, cue: Hit, groups: list[Group]) -> bool:
    """«فروش سلاح ترکیه به اوکراین»: what one of the three has with a third."""
    after = [g for g in groups if g.start >= cue.end][:2]
    return (
        len(after) == 2
        and _DEAL.match(cue.surface) is not None
        and after[0].start - cue.end < 14
        and len(after[0].focal) == 1
        and not after[1].states & set(FOCAL)
        and bool(_TO_THIRD.fullmatch(text, after[0].end, after[1].start))
    )


# «فروش سلاح ترکیه به …»; only of what is dealt in
_TO_THIRD = re.compile(r" (?:[^\W_]+ )?(?:به|با|برای) (?:[^\W_]+ ){0,2}")
_DEAL = re.compile(
    "فروش|خرید|صادرات|واردات|صدور|تحویل|ارسال|انتقال|تامین|توافق|قرارداد|تفاهم|پیمان|معامله|تجارت|همکاری"
)


def done_by_third(text: str, cue: Hit, groups: list[Group]) -> bool:
    """«توقیف نفتکش ایران توسط انگلیس»: somebody else does it."""
    return any(
        not g.states & set(FOCAL) and g.start >= cue.end and g.start - cue.end < 90 and _AGENT.search(g.before[-30:])
        for g in groups
    )


_PREVENTS = re.compile("جلوگیری|ممانعت|متوقف")
_EVIL = re.compile(r"(?<![^\W_])(?:بحران|فاجعه|جنگ|خونریزی|تنش|درگیری|تروریسم|تروریست|قاچاق|کشتار|حمله|حملات)")


def prevents_evil(text: str, cue: Hit, start: int) -> bool:
    """«از یک بحران بزرگ جلوگیری کردیم»: nothing of the other's is stopped."""
    return bool(_PREVENTS.match(cue.surface) and _EVIL.search(text, max(start, cue.start - 60), cue.start))


def third_does(text: str, cue: Hit, groups: list[Group]) -> bool:
    """«ترامپ به روسیه درباره فروش سلاح به ایران هشدار داد»: the subject is no focal state, and these are but complements."""
    before = [g for g in groups if g.start < cue.start]
    if len(before) < 2 or before[0].states & set(FOCAL):
        return False
    if not cue.meanings[0].entry.directed and not FINITE.search(cue.surface):
        return False
    if GOVERNED.search(before[0].before) or text[before[0].end : before[0].end + 1] == ":":
        return False
    return all(GOVERNED.search(g.before) or g.topic or text.startswith(" را ", g.end) for g in before[1:])


VERB = re.compile(r"(?<![^\W_])(?:گفت|کرد|شد|افزود|داد|رفت|امد|خواست|است)(?![^\W_])")
NEW_CLAUSE = re.compile(
    r"(?<![^\W_])(?:کرد|کردند|کرده|کرده است|شد|شدند|شده|شده است|داد|دادند|است|بود|بست|گذشت|نشست|برگشت|برگشته|بازگشت|بازگشته|ماند|افتاد|گرفت|رفت|امد|زد|یافت|خواند|دانست|خواست|رسید|رسیدند|داشت|دارد|دارند|کند|کنند|شود) ?(?:و|؛|،) "
)
BACK = re.compile(
    r" (?:نیز |هم )?(?:ان|این|انها)(?: [^\W_]+)? (?:را|از|به|کار|اقدام|دعوت)"
)  # «… و روسیه آن را در مدار گذاشت»
_SAID = re.compile(
    r":|(?<![^\W_])(?:گفت|گفته|نوشت|نوشته|افزود|تاکید|اعلام|معتقد|مدعی|اظهار|تصریح|خاطرنشان|می گوید)(?![^\W_])"
)


def starts_anew(text: str, one: Group, last: Group) -> bool:
    """Whether the second is the subject of another clause, which does not come back to the first."""
    return bool(
        NEW_CLAUSE.search(text, one.end, last.start)
        and not _SAID.search(text, one.end, last.start)
        and not GOVERNED.search(last.before)
        and not text.startswith(" را ", last.end)
        and not BACK.match(text, last.end)
    )


_OPENS = re.compile(
    r"(?:^|[،؛:.»] ?| (?:که|و|تا) )(?:(?:نیروهای|نظامیان|ناوهای|ارتش های|یگان های|کشورهای|دو کشور|وزرای خارجه|وزرای امور خارجه|وزیران خارجه|وزیران امور خارجه|معاونان|معاونان وزیران خارجه|روسای جمهور|مقام های|دولت های|سران|رهبران|نمایندگان) ){0,2}$"
)
_DO = re.compile(
    r" (?:(?!(?:که|است|شد|شدند|هستند|نمی|زیان|سود|جشن|سوگ|افت|رشد|کاهش|افزایش|درک|احساس|رقابت|مخالفت|اختلاف)(?![^\W_]))[^\W_]++ ){1,14}?"
    r"(?P<verb>(?:می |خواهند )?(?:کنند|کردند|کرده اند|کرد(?= )|دهند|دادند|داده اند|داد(?= )|سازند|ساختند|ساخته اند|اندازند|انداختند|انداخت(?= )|بندند|بستند|بسته اند|گذارند|گذاشتند|گذاشته اند))(?![^\W_])"
)


_SINGLY = re.compile(r"(?<![^\W_])(?:جداگانه|هر یک|هریک|هر کدام|به ترتیب)(?![^\W_])")


def do_together(text: str, sentence: tuple[int, int], groups: list[Group]) -> dict[Pair, tuple[int, int]]:
    """Pairs that open a clause together and do one thing («ایران و ترکیه مرزها را باز می‌کنند»), with the verb."""
    for group in groups:
        acting = group.focal or group.wide
        few = group.states <= set(FOCAL) or len(acting) == 3  # «وزیران ایران، روسیه، ترکیه، ارمنستان و …»
        opens = len(acting) > 1 and few and _OPENS.search(group.before[-40:]) and not _SINGLY.search(text, *sentence)
        found = _DO.match(text, group.end, sentence[1]) if opens else None
        if found and found["verb"].endswith("ند"):
            return dict.fromkeys(combinations(acting, 2), found.span("verb"))
    return {}


_RECIPROCAL = re.compile(r"(?<![^\W_])(?:یکدیگر|همدیگر|با هم|هم دیگر|متقابل|میان خود|خود با)(?![^\W_])")
_BETWEEN = re.compile(r"(?:میان|بین|روابط|مناسبات|رابطه) (?:[^\W_]+ ){0,3}$")


def between(text: str, group: Group, sentence: tuple[int, int], *, only_mutual: bool) -> bool:
    """Whether a group stands against itself: «میان روسیه و ترکیه», «یکدیگر»."""
    return bool(
        _RECIPROCAL.search(text, group.end, sentence[1])
        or (not only_mutual and _BETWEEN.search(text[max(0, group.start - 40) : group.start]))
    )
