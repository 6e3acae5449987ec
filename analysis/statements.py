"""What an official or body of one focal state says of another, or asks of it, where no other words relate the two.

In go a sentence with its `Group`s and the quotations that begin in it; out come (who says it, of whom) as pairs of states
with the group that says it. `relations.py` makes neutral relations of them: a statement about the other without praise or
blame (CAMEO 01). Where the other merely stands on a list, is compared with or is the place of something, it is none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.acting import FINITE, Pair, pair_of
from analysis.clauses import FOCAL, is_negated
from analysis.lexicon import Hit, Meaning
from analysis.parties import Group
from analysis.speech_nouns import mediating, worded
from analysis.turns import has_contrast

Said = tuple[int, int, str]  # span of the words, state of who says them

# between who speaks and the colon: where, when, to whom; no verb, no other clause
_TO_COLON = re.compile(
    r"[»\")]?(?:(?: ?[،,(] ?| )(?!(?:که|را|گفت|است|شد|کرد|تا|اما|ولی)(?![^\W_]))[^\W_]++[)»\"]?){0,12}+ ?: ?"
)
_LEAD = re.compile(r"[«\"(]?(?:[^\W_]++[،,:/|«\"(. -]++){0,5}+")  # «فوری / », «به گفته », «ماریا »
# one does not speak of the other whose war, deal or case he names
_OF = re.compile(
    r"(?<![^\W_])(?:درباره|در باره|در مورد|درمورد|در خصوص|درخصوص|پیرامون|در قبال|در رابطه با|در ارتباط با|در پیوند با|راجع به|نسبت به|علیه|علیه ی|بر ضد|به نفع|"
    r"جنگ|نبرد|حمله|حملات|حمله ای|تجاوز|تهاجم|درگیری|درگیری ها|مناقشه|بحران|تنش|تنش ها|اتش بس|صلح|مذاکره|مذاکرات|گفت ?و ?گو|گفت ?و ?گوها|گفت ?و ?گوهای|گفتگو|گفتگوها|گفتگوهای|توافق|تفاهم|تفاهم نامه|توافقنامه|"
    r"پرونده|موضوع|مساله|مسیله|برنامه|برنامه های|برجام|تحریم|تحریم ها|تحریم های|فشار|فشارها|تهدید|تهدیدها|محاصره|انتخابات|تحولات|رویدادهای|اوضاع|وضعیت|شرایط|نقش|مواضع|موضع|سیاست|سیاست های|اقدام|اقدامات|"
    r"تصمیم|سخنان|اظهارات|ادعای|پاسخ|واکنش|اورانیوم|ذخایر|تاسیسات|نیروگاه|سلاح|موشک|موشک های|تنگه|اینده|امنیت|دولت|مردم|رهبر|رهبری|رییس جمهور|سران|وزیر)"
    r"(?: (?!(?:که|را|از|گفت|است|شد|کرد|تا|اما|ولی)(?![^\W_]))[^\W_]+[»\"]?){0,5} $"
)
_ABOUT = re.compile(
    r"(?<![^\W_])(?:درباره|در باره|در مورد|درمورد|در خصوص|درخصوص|پیرامون|در قبال|در رابطه با|در ارتباط با|راجع به)"
    r" (?:(?!(?:که|را|گفت|است|شد|کرد|تا|با|سفر|دیدار)(?![^\W_]))[^\W_]+ ){0,5}$"
)
# «… ضمن استقبال از آتش‌بس میان ایران و آمریکا گفت: …»
_IN_PASSING = re.compile(
    r"(?<![^\W_])(?:ضمن|با) (?:استقبال|اشاره|تاکید|انتقاد|ابراز|محکوم|محکومیت|تبریک|تسلیت|یاداوری|بیان|حمایت|قدردانی|تشکر|رد|هشدار)(?: (?!(?:که|گفت|افزود|کرد)(?![^\W_]))[^\W_]+){0,10} $"
)
_ASKED = re.compile(r"(?<![^\W_])(?:از|به) (?:[^\W_]+ ){0,2}$")
_ASKS = re.compile(
    r"[^.؛:]{0,60}?(?<![^\W_])(?:می |نمی )?(?:خواست|خواستند|خواسته|خواهد خواست|خواستار|خواهان|درخواست کرد|توصیه کرد|پیشنهاد کرد|پیشنهاد داد|پیشنهاد می کند|"
    r"اطلاع داد|اطلاع داده|یاداور شد|یاداوری کرد|اطمینان داد|اطمینان داده|فرا خواند|فراخواند|دعوت کرد)(?![^\W_])"
)
# that somebody speaks, asks or takes a stand at all
_STANDS = re.compile(
    r"(?<![^\W_])(?:گفت(?! ?و ?(?:گو|شنود))|گفته|گفتند|می گوید|گوید|افزود|افزوده|اظهار|اظهارات|بیان|اعلام|تاکید|تصریح|خاطرنشان|خاطر نشان|عنوان|اشاره|نوشت|خبر (?:داد|داده)|هشدار|مدعی|معتقد|خواست|خواسته|خواستار|خواهان|"
    r"ابراز|دانست|خواند|خوانده|توصیف|پیش بینی|پاسخ|واکنش|یاداور|توضیح|تشریح|مطرح|پیشنهاد|سخن (?:گفت|گفته|راند|به میان)|موضع|یاد کرد|پرداخت|ارزیابی|انتظار|امیدوار|ابراز|توصیه|استقبال|حمایت|رضایت|خرسندی|قدردانی|تقدیر|انتقاد|محکوم|مخالفت|نگرانی|فراخواند|در میان گذاشت|درخواست|نامید|شمرد|پذیرفت|تاخت|نوید|تکرار|جواب داد|پرسید|گوشزد|طلب|تکذیب|تایید|رد کرد|رد کرده|اذعان|اعتراف|توییت|منتشر|تهدید|یاداوری|قول|وعده|خبر|برحذر|لب به|گلایه|شکایت|اعتراض|متهم|مقصر|تشکر|سپاس|تبریک|تسلیت|ستود|تمجید|تحسین|شگفتی|تاسف|تردید)(?![^\W_])"
)
_COMPARED = re.compile(
    r"(?<![^\W_])(?:به جز|بجز|غیر از|جدا از|همچون|همانند|مانند|مثل|نظیر|در کنار|در مقایسه با|مقایسه با|نسبت به|برخلاف|بر خلاف|از جمله|از قبیل|شامل|از مسیر|از طریق|از راه|[^\W_]+ ?تر از) (?:[^\W_]+ ){0,1}$|(?<![^\W_])(?:پس از|بعد از|پیش از) $"
)
_FROM = re.compile(r"(?:^| )(?<!بعد )(?<!پس )(?<!پیش )(?<!قبل )از (?:[^\W_]+ ){0,1}$")
_THAN = re.compile(r" (?:[^\W_]+ ){0,2}?[^\W_]{2,} ?تر(?:ند)?(?![^\W_])")
_TIES = re.compile(r"(?<![^\W_])(?:روابط|مناسبات|رابطه|میان|بین) (?:[^\W_]+ ){0,2}$")


_TIE_WITH = re.compile(
    r"(?<![^\W_])(?:پس از|بعد از|پیش از|قبل از|در پی|در صورت|پس از امضای) (?:[^\W_]+ ){0,3}(?:توافق|تفاهم|مذاکره|مذاکرات|گفت ?و ?گو|گفت ?و ?گوها|گفت ?و ?گوهای|اتش بس|صلح|دیدار|تماس) با (?:[^\W_]+ ){0,2}$"
)


class Told(NamedTuple):
    """Who says it and the direction: «RUS>IRN»."""

    by: Group
    direction: str


def towards(text: str, groups: list[Group]) -> dict[Pair, Told]:
    """Pairs in which the one that opens the sentence does something with or to the other in the same clause."""
    by = groups[0]
    if len(by.focal) != 1 or by.topic or _GOVERNED.search(by.before[-20:]) or text[by.end : by.end + 1] == ":":
        return {}
    out = {}
    for group in groups[1:]:
        if len(group.states) != 1 or not group.focal:
            break
        if group.focal == by.focal:
            continue
        between = text[by.end : group.start]
        if _ENDS.search(between) or _COMPARED.search(group.before[-60:]):
            break
        out[pair_of(by.focal[0], group.focal[0])] = Told(by, f"{by.focal[0]}>{group.focal[0]}")
        break
    return out


_ENDS = re.compile(
    r"[؛:.]|(?<![^\W_])(?:است|شد|شدند|کرد|کردند|بود|داد|گرفت|رفت|امد|دارد|دارند|هستند|که|اما|ولی)(?![^\W_])"
)


def spoken_of(
    text: str,
    sentence: tuple[int, int],
    groups: list[Group],
    sponsors: list[tuple[int, int, str]],
    country: dict[str, str],
) -> dict[Pair, Told]:
    """Pairs of which one only speaks of the other, with who does and the direction."""
    said = [(a, b, country.get(s, "")) for a, b, s in sponsors if sentence[0] <= a < sentence[1]]
    return {
        pair_of(one, other): Told(by, f"{one}>{other}") for one, other, by in _statements(text, sentence, groups, said)
    }


_OF_OTHER = re.compile(r"(?:مذاکر|گفت و گو|گفتگو|توافق|تفاهم|پیمان|پروتکل|معاهده|کنوانسیون|قرارداد)(?!ن)")
_WITH_OTHER = re.compile(r"(?<![^\W_])(?:با|میان|بین|ما)(?![^\W_])")


# «درباره تنش‌ها بر سر جنگ علیه ایران», «درباره جنگ تحمیلی علیه ایران»
_WAR_ON = re.compile(
    r"(?<![^\W_])(?:درباره|در باره|در مورد|درمورد|در خصوص|درخصوص|پیرامون) (?:[^\W_]+ ){0,4}?(?:جنگ|حمله|حملات|تجاوز|تهاجم|اقدام نظامی|عملیات نظامی) (?:[^\W_]+ )?(?:علیه|به) $"
)


def is_of_other(text: str, cue: Hit, told: Told, groups: list[Group]) -> bool:
    """«لاوروف: حمله به ایران …», «پسکوف درباره مذاکرات ایران …»: what he speaks of is no matter of his own state."""
    words = told.by.end
    if cue.start < words or FINITE.search(cue.surface):
        return False
    if any(told.direction[:3] in g.states for g in groups if g.start >= words):
        return False
    if cue.meanings[0].entry.id == "fight":
        return True
    if any(told.direction[4:] in g.states and _WAR_ON.search(g.before[-60:]) for g in groups if g.start >= words):
        return True  # «رئیس‌جمهور ترکیه درباره تنش‌ها بر سر جنگ علیه ایران …»
    return bool(_OF_OTHER.match(cue.surface)) and not _WITH_OTHER.search(text, max(words, cue.start - 40), cue.end + 40)


def _statements(
    text: str, sentence: tuple[int, int], groups: list[Group], said: list[Said]
) -> Iterator[tuple[str, str, Group]]:
    """(state of who speaks, state spoken of, group of who speaks) in a sentence, at most once each."""
    yield from mediating(text, groups)
    yield from worded(text, groups)
    speaker, words = _speaker(text, sentence, groups, said)
    if speaker is None:
        return
    state = speaker.focal[0]
    known: set[str] = set()
    for group in groups:
        if group is speaker or group.start < speaker.end:
            continue
        if group.start < words and not _ABOUT.search(group.before[-60:]) and not _IN_PASSING.search(group.before):
            continue
        if ";" in text[words : group.start] or "؛" in text[words : group.start]:
            break  # another piece of news
        if _TIE_WITH.search(group.before[-50:]) and any(
            words <= g.start < group.start and not g.states & set(FOCAL) for g in groups
        ):
            continue  # «نمایندگان آمریکا پس از تفاهم با ایران …»
        if group.matter and any(
            speaker.end < g.start < group.start and not g.states & set(FOCAL) and not _HEARS.search(g.before[-30:])
            for g in groups
        ):
            continue  # «عربستان نباید بخشی از درگیری ایران و آمریکا شود»: a third's matter
        for other in _spoken_of(text, group, state, told=words > speaker.end):
            if other not in known:
                known.add(other)
                yield state, other, speaker


_HEARS = re.compile(r"(?<![^\W_])(?:با|به|خطاب به) (?:[^\W_]+ ){0,2}$")


def _speaker(text: str, sentence: tuple[int, int], groups: list[Group], said: list[Said]) -> tuple[Group | None, int]:
    """Who speaks in a sentence and where the words begin; the end of his name where it only tells what they are about."""
    start, end = sentence
    if any(state not in FOCAL for _, _, state in said):
        said = []  # «آمریکا مدعی شد … در حالی که پوتین گفت …»
    for begin, _, state in said:
        if state in FOCAL:
            by = [g for g in groups if g.end <= begin and g.focal == [state] and len(g.states) == 1]
            if by:
                colon = _TO_COLON.match(text, by[0].end, begin) if by[0] is groups[0] else None
                return by[0], colon.end() if colon else begin
    first = groups[0]
    if len(first.states) > 2 or len(first.focal) != 1 or first.topic or not _LEAD.fullmatch(text, start, first.start):
        return None, end
    if found := _TO_COLON.match(text, first.end, end):
        return first, found.end()
    if _GOVERNED.search(text[max(start, first.start - 14) : first.start]):
        return None, end
    if found := _SAYS.search(text, first.end, min(end, first.end + 90)):
        return first, found.end()
    if _STANDS.search(text, first.end, end):
        return first, first.end
    return (first, end) if _TALKS.search(text, first.end, end) else (None, end)


# «فلانی گفت آنکارا باید …»: without «که» or a colon
_SAYS = re.compile(
    r"(?<![^\W_])(?:گفت(?! ?و ?(?:گو|شنود))|گفته|گفته است|گفتند|می گوید|می گویند|افزود|افزوده|نوشت|نوشته|تاکید کرد|تاکید کرده|تصریح کرد|اعلام کرد|اعلام کرده|اظهار داشت|اظهار کرد|خاطرنشان کرد|"
    r"یاداور شد|هشدار داد|مدعی شد|معتقد است|عنوان کرد|بیان کرد|پاسخ داد|جواب داد|ابراز امیدواری کرد|پیش بینی کرد|وعده داد|اذعان کرد|پذیرفت)(?: است)?(?: که)? (?!و )"
)
# «سران روسیه و چین درباره ایران تبادل نظر کردند»: only what they talk about is spoken of
_TALKS = re.compile(
    r"(?<![^\W_])(?:تبادل نظر|گفت ?و ?گو|گفتگو|رایزنی|بحث|مذاکره|صحبت) (?:و (?:[^\W_]+ ){1,2})?(?:کرد|کردند|کرده|می کنند|خواهند کرد|پرداختند|داشتند)(?![^\W_])"
)
_GOVERNED = re.compile(r"(?:^|[ «(])(?:به|از|با|در|بر|برای|علیه|درباره|میان|بین|تا|که) (?:[^\W_]+ ){0,1}$")


def _spoken_of(text: str, group: Group, state: str, *, told: bool) -> list[str]:
    """The states that a group of namings is spoken of as; `told`: it stands in the words themselves."""
    before = group.before[-60:]
    if _COMPARED.search(before) or (_FROM.search(before) and _THAN.match(text, group.end)):
        return []
    if state in group.states:
        return [s for s in group.focal if s != state] if len(group.states) == 2 and _TIES.search(before) else []
    if len(group.focal) != 1 or len(group.states) > 2:
        return []
    if told or group.topic or _OF.search(before):
        return group.focal
    return group.focal if _ASKED.search(before) and _ASKS.match(text, group.end) else []


def judged(
    text: str, sentence: tuple[int, int], told: Told, groups: list[Group], cues: list[Hit]
) -> tuple[Hit, str] | None:
    """The words by which one sides with the other or blames him, and the stance; None where he only speaks of him.

    Of a class `strict` they count where the state named last before them is the one spoken of («آنکارا باید … اصلاح کند»),
    or where it is the first behind them and no third one is named («به دخالت ترکیه»).
    """
    best: dict[str, Hit] = {}
    for cue in cues:
        entry = cue.meanings[0].entry
        if not entry.told or cue.start <= told.by.end or cue.meanings[0].role[:3] == "no ":
            continue
        if entry.strict and not _said_of(text, cue, told, groups):
            continue
        stance = entry.stance
        if entry.strict and is_negated(text, cue):
            if stance == "conflictual":
                continue  # «نگران نیستیم»
            stance = "conflictual"  # «به صلح کمکی نمی‌کند»
        best.setdefault(stance, cue)
    good, bad = best.get("cooperative"), best.get("conflictual")
    if good and bad:
        return bad, "mixed" if has_contrast(text[sentence[0] : sentence[1]]) else "conflictual"
    if good or bad:
        return (good, "cooperative") if good else (bad, "conflictual") if bad else None
    return _called(text, sentence, told, groups)


# «مصوبه دوما را بی‌اعتبار خواند»: what is no-, un- or ill-
_CALLED = re.compile(
    r" را (?:[^\W_]+ ){0,3}?(?P<word>(?:بی (?!نظیر|سابقه|بدیل|مانند|شک|تردید)|غیر ?|نا(?!می|مه|تو|ظر|حیه|م )|ضد ?)[^\W_]{2,}) (?:[^\W_]+ ){0,2}?"
    r"(?:خواند|خواندند|خوانده|دانست|دانستند|می داند|می دانند|نامید|نامیدند|شمرد|توصیف کرد|ارزیابی کرد|عنوان کرد|برشمرد|تلقی کرد|قلمداد کرد)(?![^\W_])"
)


def _called(text: str, sentence: tuple[int, int], told: Told, groups: list[Group]) -> tuple[Hit, str] | None:
    """Blame by an adjective that the codebook lacks, of a thing of the other's and of nobody else's."""
    found = _CALLED.search(text, told.by.end, sentence[1])
    owners = [g for g in groups if found and told.by.end <= g.start < found.start()]
    if not found or not owners or any(g.states != {told.direction[4:]} for g in owners):
        return None
    if _ACTS.search(text, told.by.end, found.start()):
        return None  # done to him, perhaps by a third
    start, end = found.span("word")
    return Hit(start, end, (Meaning("relation", "reproach", "relation"),), found["word"]), "conflictual"


_ACTS = re.compile(
    r"(?<![^\W_])(?:حمله|حملات|تحریم|تحریم ها|تحریم های|فشار|فشارها|تهدید|تهدیدها|ترور|بمباران|تجاوز|قطعنامه|اتهام|اتهامات|علیه|بازداشت|توقیف)(?![^\W_])"
)
_TAKES_OBJECT = re.compile(
    "حمایت|دفاع|پشتیبانی|جانبداری|استقبال|تمجید|تحسین|ستایش|تقدیر|قدردان|تشکر|سپاس|خرسند|خشنود|رضایت|کمک|یاری|مساعدت|احترام|همدردی|انتقاد|گلایه|گله|شکایت|اعتراض|نگران|خشم|ناراضی|نارضایتی|"
    "دلخور|رنجش|تهدید|هشدار|اخطار|دخالت|مداخله|توهین|اهانت|خیانت|بی اعتماد|بدبین|تردید|شک|فشار|تحریک|دشمنی|اتهام|محکوم"
)
_OF_WHAT = re.compile(r" (?:از|به) (?!(?:این|ان|آن|او|وی|خود|ما) )")
_BY_THE_WAY = re.compile(r"(?<![^\W_])(?:با|علیه|در|به|از|بر|از سوی|توسط|مقابل|برای) (?:[^\W_]+ ){0,2}$")
_DEED_OF = re.compile(
    r"(?<![^\W_])(?:سخنان|اظهارات|اظهارنظر|ادعای|ادعاهای|موضع|مواضع|موضع گیری|لحن|اتهام|اتهامات|انتقاد|انتقادات|اقدام|اقدامات|رفتار|عملکرد|سیاست|سیاست های|رویکرد|تصمیم|طرح|برنامه|سکوت|نقش|دخالت|مداخله|دخالت های|عملیات|حمله|حملات|لشکرکشی|پیشنهاد|درخواست|حضور|تحرکات|بیانیه|نامه|پاسخ|واکنش|ابتکار|تلاش|تلاش های|حمایت|همراهی|حرف های|گفته های) "
    r"(?:(?!(?:که|را|است|شد|کرد|گفت|به|علیه|بر)(?![^\W_]))[^\W_]+ ){0,3}$"
)
_ASKING = re.compile(
    r"(?:توصیه|درخواست|پیشنهاد|تاکید|اصرار|انتظار|توقع) (?:می )?(?:کند|کرد|کرده|دارد|داریم|کردند|است)|می خواهد|می خواهیم|می خواهند"
)


def _said_of(text: str, cue: Hit, told: Told, groups: list[Group]) -> bool:
    other = told.direction[4:]
    before = [g for g in groups if told.by.end <= g.start and g.end <= cue.start]
    near = [g for g in groups if 0 <= g.start - cue.end < 26]
    if near and not FINITE.search(text, cue.end, near[0].start) and " و " not in text[cue.end : near[0].start]:
        if near[0].states == {other}:
            return True  # «همکاری سازنده تهران», «تهدید ترکیه»
        if not near[0].states & set(FOCAL):
            return False  # «محصول فشار واشنگتن»
    elif _OF_WHAT.match(text, cue.end) and _TAKES_OBJECT.match(cue.surface):
        return False  # «حمایت از امنیت سه کشور»
    if before and not before[-1].states & {other} and _BY_THE_WAY.search(before[-1].before[-34:]):
        before = before[:-1] or before  # «شناورهای ایران در درگیری با آمریکا …»
    if before and other in before[0].states and _DEED_OF.search(before[0].before[-40:]):
        return cue.start - before[0].end < 160  # «سخنان چاووش اوغلو را … غیرسازنده خواند»
    if before:
        last = before[-1]
        if other not in last.states or not last.states <= set(FOCAL) or cue.start - last.end > 90:
            return False
        if last.partner and cue.meanings[0].entry.stance == "conflictual":
            return False  # whom he tells it
        return not FINITE.search(_ASKING.sub("", text[last.end : cue.start]))
    after = [g for g in groups if g.start >= cue.start]
    return bool(after) and after[0].states == {other} and after[0].start - cue.end < 60
