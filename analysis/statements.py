"""What an official or body of one focal state says of another, or asks of it, where no other words relate the two.

In go a sentence with its `Group`s and the quotations that begin in it; out come (who says it, of whom) as pairs of states
with the group that says it. `relations.py` makes neutral relations of them: a statement about the other without praise or
blame (CAMEO 01). Where the other merely stands on a list, is compared with or is the place of something, it is none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.binding import FINITE, Pair, pair_of
from analysis.clauses import FOCAL
from analysis.lexicon import Hit
from analysis.parties import Group

Said = tuple[int, int, str]  # span of the words, state of who says them

# between who speaks and the colon: where, when, to whom; no verb, no other clause
_TO_COLON = re.compile(
    r"[»\")]?(?:(?: ?[،,(] ?| )(?!(?:که|را|گفت|است|شد|کرد|تا|اما|ولی)(?![^\W_]))[^\W_]++[)»\"]?){0,12}+ ?: ?"
)
_LEAD = re.compile(r"[«\"(]?(?:[^\W_]++[،,:/|«\"(. -]++){0,5}+")  # «فوری / », «به گفته », «ماریا »
# one does not speak of the other whose war, deal or case he names
_OF = re.compile(
    r"(?<![^\W_])(?:درباره|در باره|در مورد|درمورد|در خصوص|درخصوص|پیرامون|در قبال|در رابطه با|در ارتباط با|در پیوند با|راجع به|نسبت به|علیه|علیه ی|بر ضد|به نفع|"
    r"جنگ|نبرد|حمله|حملات|حمله ای|تجاوز|تهاجم|درگیری|درگیری ها|مناقشه|بحران|تنش|تنش ها|اتش بس|صلح|مذاکره|مذاکرات|گفت ?و ?گو|گفت ?و ?گوها|گفت ?و ?گوهای|توافق|تفاهم|تفاهم نامه|توافقنامه|"
    r"پرونده|موضوع|مساله|مسیله|برنامه|برنامه های|برجام|تحریم|تحریم ها|تحریم های|فشار|فشارها|تهدید|تهدیدها|محاصره|انتخابات|تحولات|رویدادهای|اوضاع|وضعیت|شرایط|نقش|مواضع|موضع|سیاست|سیاست های|اقدام|اقدامات|"
    r"تصمیم|سخنان|اظهارات|ادعای|پاسخ|واکنش|اورانیوم|ذخایر|تاسیسات|نیروگاه|سلاح|موشک|موشک های|تنگه|اینده|امنیت|دولت|مردم|رهبر|رهبری|رییس جمهور|سران|وزیر)"
    r"(?: (?!(?:که|را|از|گفت|است|شد|کرد|تا|اما|ولی)(?![^\W_]))[^\W_]+[»\"]?){0,5} $"
)
_ABOUT = re.compile(
    r"(?<![^\W_])(?:درباره|در باره|در مورد|درمورد|در خصوص|درخصوص|پیرامون|در قبال|در رابطه با|در ارتباط با|راجع به)"
    r" (?:(?!(?:که|را|گفت|است|شد|کرد|تا|با|سفر|دیدار)(?![^\W_]))[^\W_]+ ){0,5}$"
)
_ASKED = re.compile(r"(?<![^\W_])(?:از|به) (?:[^\W_]+ ){0,2}$")
_ASKS = re.compile(
    r"[^.؛:]{0,60}?(?<![^\W_])(?:می |نمی )?(?:خواست|خواستند|خواسته|خواهد خواست|خواستار|خواهان|درخواست کرد|توصیه کرد|پیشنهاد کرد|پیشنهاد داد|پیشنهاد می کند|"
    r"اطلاع داد|اطلاع داده|یاداور شد|یاداوری کرد|اطمینان داد|اطمینان داده|فرا خواند|فراخواند|دعوت کرد)(?![^\W_])"
)
# that somebody speaks, asks or takes a stand at all
_STANDS = re.compile(
    r"(?<![^\W_])(?:گفت(?! ?و ?(?:گو|شنود))|گفته|گفتند|می گوید|گوید|افزود|افزوده|اظهار|اظهارات|بیان|اعلام|تاکید|تصریح|خاطرنشان|خاطر نشان|عنوان|اشاره|نوشت|خبر (?:داد|داده)|هشدار|مدعی|معتقد|خواست|خواسته|خواستار|خواهان|"
    r"ابراز|دانست|خواند|خوانده|توصیف|پیش بینی|پاسخ|واکنش|یاداور|توضیح|تشریح|مطرح|پیشنهاد|سخن (?:گفت|گفته|راند|به میان)|موضع|یاد کرد|پرداخت|ارزیابی|انتظار|امیدوار|ابراز|توصیه|استقبال|حمایت|رضایت|خرسندی|قدردانی|تقدیر|انتقاد|محکوم|مخالفت|نگرانی|فراخواند|درخواست|نامید|شمرد)(?![^\W_])"
)
_COMPARED = re.compile(
    r"(?<![^\W_])(?:به جز|بجز|غیر از|جدا از|همچون|همانند|مانند|مثل|نظیر|پس از|بعد از|پیش از|در کنار|در مقایسه با|مقایسه با|نسبت به|برخلاف|بر خلاف|از جمله|از قبیل|شامل|از مسیر|از طریق|از راه|[^\W_]+ ?تر از) (?:[^\W_]+ ){0,1}$"
)
_FROM = re.compile(r"(?:^| )از (?:[^\W_]+ ){0,1}$")
_THAN = re.compile(r" (?:[^\W_]+ ){0,2}?[^\W_]{2,} ?تر(?:ند)?(?![^\W_])")
_TIES = re.compile(r"(?<![^\W_])(?:روابط|مناسبات|رابطه|میان|بین) (?:[^\W_]+ ){0,2}$")


class Told(NamedTuple):
    """Who says it and the direction: «RUS>IRN»."""

    by: Group
    direction: str


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


def is_of_other(text: str, cue: Hit, told: Told, groups: list[Group]) -> bool:
    """«لاوروف: حمله به ایران …», «پسکوف درباره مذاکرات ایران …»: what he speaks of is no matter of his own state."""
    words = told.by.end
    if cue.start < words or FINITE.search(cue.surface):
        return False
    if any(told.direction[:3] in g.states for g in groups if g.start >= words):
        return False
    if cue.meanings[0].entry.id == "fight":
        return True
    return bool(_OF_OTHER.match(cue.surface)) and not _WITH_OTHER.search(text, max(words, cue.start - 40), cue.end + 40)


def _statements(
    text: str, sentence: tuple[int, int], groups: list[Group], said: list[Said]
) -> Iterator[tuple[str, str, Group]]:
    """(state of who speaks, state spoken of, group of who speaks) in a sentence, at most once each."""
    yield from _mediating(text, groups)
    speaker, words = _speaker(text, sentence, groups, said)
    if speaker is None:
        return
    state = speaker.focal[0]
    known: set[str] = set()
    for group in groups:
        if group is speaker or group.start < speaker.end:
            continue
        if group.start < words and not _ABOUT.search(group.before[-60:]):
            continue
        if group.matter and any(speaker.end < g.start < group.start and not g.states & set(FOCAL) for g in groups):
            continue  # «عربستان نباید بخشی از درگیری ایران و آمریکا شود»: a third's matter
        for other in _spoken_of(text, group, state, told=words > speaker.end):
            if other not in known:
                known.add(other)
                yield state, other, speaker


_MEDIATES = re.compile(
    r"(?<![^\W_])(?:میانجی ?گری|میانجی|وساطت|میانجیگرانه|کاهش تنش|کاهش تنش ها|کاهش تنش های|پایان دادن به جنگ|پایان جنگ|پایان دادن به درگیری|تبادل پیام|انتقال پیام|رد ?و ?بدل شدن پیام|نزدیک کردن دیدگاه های|حل اختلاف|حل اختلافات)"
    r" (?:[^\W_]+ )?(?:میان|بین) $"
)


def _mediating(text: str, groups: list[Group]) -> Iterator[tuple[str, str, Group]]:
    """«ترکیه برای میانجی‌گری میان تهران و واشنگتن تلاش می‌کند», be it alone or one of many."""
    for number, group in enumerate(groups):
        if len(group.states) == 2 and len(group.focal) == 1 and _MEDIATES.search(group.before):
            for by in groups[:number]:
                for state in by.states.intersection(FOCAL).difference(group.states):
                    yield state, group.focal[0], by
            return


def _speaker(text: str, sentence: tuple[int, int], groups: list[Group], said: list[Said]) -> tuple[Group | None, int]:
    """Who speaks in a sentence and where the words begin; the end of his name where it only tells what they are about."""
    start, end = sentence
    if any(state not in FOCAL for _, _, state in said):
        said = []  # «آمریکا مدعی شد … در حالی که پوتین گفت …»
    for begin, _, state in said:
        if state in FOCAL:
            by = [g for g in groups if g.end <= begin and g.focal == [state] and len(g.states) == 1]
            if by:
                return by[0], begin
    first = groups[0]
    if len(first.states) != 1 or not first.focal or first.topic or not _LEAD.fullmatch(text, start, first.start):
        return None, end
    if found := _TO_COLON.match(text, first.end, end):
        return first, found.end()
    if _GOVERNED.search(text[max(start, first.start - 14) : first.start]):
        return None, end
    return (first, first.end) if _STANDS.search(text, first.end, end) else (None, end)


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
