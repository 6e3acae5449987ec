"""Which pairs of focal states a cue relates, and how.

In go a cue of the codebook and the `Group`s of its sentence; out come pairs with a stance, which `relations.py` settles. A
cue binds the states beside it («توافق روسیه و ترکیه»), else those that act together, else those that stand apart
(«مسکو آنکارا را متهم کرد»); what is cut off, lifted or denied turns round (`turns.py`).
"""

import re
from collections.abc import Iterable
from itertools import combinations

from analysis.acting import (
    FINITE,
    GOVERNED,
    IN_FAVOUR,
    Pair,
    between,
    deals_with_third,
    done_by_third,
    pair_of,
    prevents_evil,
    third_does,
    two_apart,
)
from analysis.apart import apart
from analysis.clauses import FOCAL, NEGATING, is_negated
from analysis.lexicon import Hit
from analysis.parties import Group
from analysis.signals import needed
from analysis.turns import (
    CALLING_OFF,
    CUTTING,
    DOUBTING,
    PUTTING_OFF,
    REDUCING,
    has_contrast,
    is_cut,
    is_demanded,
    is_doubted,
    is_hindrance_lifted,
    is_lifted,
    is_off,
    is_put_off,
    is_reduced,
)

_WITH = re.compile(r"(?:^|[ «(])(?:با|همراه|به همراه|میان|بین)(?: [^\W_]+){0,3} $")
_BEFORE_GROUP = re.compile(
    r"[»\"]? (?:(?!(?:که|را|است|شد|کرد|گفت|از|تا|برای|اما|ولی)(?![^\W_]))[^\W_]++ ?){0,4}[«\"]?$"
)


_CAREFUL = needed("فراخواند فراخواندند خوانده خواند خواندند خودداری همسو نزدیک متحد")
_NO_COMMENT = re.compile(
    r"(?<![^\W_])از (?:هرگونه )?(?:اظهار ?نظر|پاسخ|توضیح|تایید|بیان|ارایه|اظهار)(?![^\W_])[^.؛:]{0,110}$"
)
_CALLED_TO = re.compile(
    r" را (?:[^\W_]+ ){0,4}?به (?!(?:وزارت|سفارت|دفتر|دادگاه|کشور|محل|این)(?![^\W_]))(?:[^\W_]+ ){1,6}$"
)
_PROXIES = re.compile(
    r"(?<![^\W_])(?:شورشیان|شبه نظامیان|گروه های|گروه|نیروهای|جنگجویان|معارضان|مخالفان|احزاب|رسانه های|جریان های) (?:[^\W_]+ ){0,2}$"
)


_TO_EACH = re.compile(r"(?<![^\W_])به همتایان $")


def _whom(text: str, before: list[Group]) -> list[Pair]:
    """«چاووش‌اوغلو …، ایران را به تلاش برای … متهم کرد»: whom and by whom, whatever third ones the charge names."""
    for number, group in enumerate(before):
        if number and len(group.states) == len(group.focal) == 1 and text.startswith(" را به ", group.end):
            by = [g for g in before[:number] if len(g.states) == len(g.focal) == 1 and not GOVERNED.search(g.before)]
            return [pair_of(by[-1].focal[0], group.focal[0])] if by and by[-1].focal != group.focal else []
    return []


def _means_less(text: str, cue: Hit, start: int) -> bool:
    """«از اظهارنظر خودداری کرد», «پوتین را به خونسردی فراخواند», «شورشیان همسو با ترکیه»: nothing between the states."""
    before = text[max(start, cue.start - 130) : cue.start]
    if cue.surface.startswith("خودداری"):
        return bool(_NO_COMMENT.search(before))
    if cue.surface.startswith(("فراخواند", "فرا خواند")):
        return bool(_CALLED_TO.search(before))
    return cue.surface.startswith(("همسو", "متحد", "نزدیک")) and bool(_PROXIES.search(before))


def bound(
    text: str, cue: Hit, groups: list[Group], sentence: tuple[int, int], words: set[bytes]
) -> Iterable[tuple[Pair, str]]:
    """Which pairs of focal states a cue relates, and how; `words` are the signals of the sentence."""
    entry = cue.meanings[0].entry
    stance = entry.stance
    refused = cue.meanings[0].role[:3] == "no "
    negated = not refused and not NEGATING.isdisjoint(words) and is_negated(text, cue)
    doubted = False
    if stance == "neutral":
        return [(pair, stance) for pair in _spoken_of(cue, groups)]
    if stance == "cooperative" and not entry.joint:
        if not CALLING_OFF.isdisjoint(words) and is_off(text, cue.end, sentence[1]):
            return []  # «دیداری در دستور کار نیست»
        if entry.strength < 2 and not PUTTING_OFF.isdisjoint(words) and is_put_off(text, cue.end, sentence[1]):
            stance = "neutral"
        elif entry.id == "yield" and is_demanded(text, cue.start):
            stance = "conflictual"
        elif entry.strength > 1 and not DOUBTING.isdisjoint(words) and is_doubted(text, sentence[0], cue.start):
            stance, doubted = "conflictual", True
        elif (
            (refused and entry.strength > 1)
            or (not CUTTING.isdisjoint(words) and is_cut(text, cue.start, cue.end, entry.id, sentence[1]))
            or (not REDUCING.isdisjoint(words) and _TRADE.match(cue.surface) and is_reduced(text, cue.end, sentence[1]))
        ):
            stance = "conflictual"  # «با پیشنهاد مسکو موافقت نکرد», «صادرات گاز را قطع کرد»
        elif refused or (
            negated
            and not _CLAIMED.search(text, max(0, cue.start - 12), cue.start)
            and not is_lifted(text, cue.start, cue.end, sentence[1])
        ):
            return []  # «دیدار نکردند»
    elif refused or negated:
        if not entry.mutual or refused:
            return []
        stance = "cooperative"  # «اختلافی ندارند»
    elif is_hindrance_lifted(text, cue.start, cue.end, sentence[1]):
        stance = "cooperative"
    if stance == entry.stance == "cooperative":
        groups = [g for g in groups if not g.topic or cue.start < g.start < cue.end]
    if any(g.matter and 0 <= g.start - cue.end < 12 for g in groups) and stance == "conflictual":
        return []  # «در زمان درگیری میان ایران و آمریکا»
    if cue.surface.startswith("مخالف") and text.startswith((" با این ", " با ان "), cue.end):
        return []  # «نقش موثر ترکیه در مخالفت با این طرح»
    if stance == "cooperative" and not entry.directed and deals_with_third(text, cue, groups):
        return []
    if entry.directed:
        groups = [g for g in groups if not g.matter]  # «استقبال از توافق میان ایران و آمریکا»
        if entry.id == "fight":  # «از پایگاهی در خاک ایران مواضع داعش را هدف قرار دادند»
            groups = [g for g in groups if not g.before.endswith((" در خاک ", " در قلمرو "))]
    if IN_FAVOUR.match(cue.surface) and not _AGAINST.search(text, *sentence):
        return []  # «رأی مثبت روسیه به عضویت ایران»
    hostile = entry.directed and stance == "conflictual"
    if hostile and (done_by_third(text, cue, groups) or prevents_evil(text, cue, sentence[0])):
        return []
    if hostile and _STOPPED.search(text, max(sentence[0], cue.start - 18), cue.start):
        return []  # «برای توقف حملات علیه ایران میانجیگری کند»
    if not _CAREFUL.isdisjoint(words) and _means_less(text, cue, sentence[0]):
        return []
    if third_does(text, cue, groups):
        return []
    if not BECAUSE.isdisjoint(words):  # «در پی تهدید آمریکا، … پرداخت‌های روسیه را متوقف کردند»
        groups = [g for g in groups if g.states & set(FOCAL) or not _BECAUSE.search(g.before[-40:])]
    if hostile and any(0 <= g.start - cue.end < 3 and not g.states & set(FOCAL) for g in groups):
        return []  # «سوءاستفاده آمریکا»
    if not BESIDES.isdisjoint(words):
        groups = [g for g in groups if not _BESIDES.search(g.before[-14:])]
    if stance != entry.stance and _IF.search(text, sentence[0], cue.start):
        return []
    if (
        entry.strength < 2
        and stance == "cooperative"
        and not NONE.isdisjoint(words)
        and _NONE.search(text, max(sentence[0], cue.start - 90), cue.start)
        and _NO_VERB.search(text, cue.end, sentence[1])
        and not has_contrast(text[cue.end : sentence[1]])
    ):
        return []  # «هیچ درخواستی برای دیدار … دریافت نکرده‌ایم»
    before = [g for g in groups if g.start < cue.start]
    after = [g for g in groups if g.start >= cue.start]  # «حق قانونی ایران» holds its state
    if hostile and FINITE.search(cue.surface) and (charged := _whom(text, before)):
        return [(pair, stance) for pair in charged]
    if entry.joint and FINITE.search(cue.surface) and not cue.surface.endswith(("ند", "یم")):
        return []  # one alone does it
    if entry.joint:  # «ایران، روسیه و ترکیه متعهد شدند»
        acting = [
            g for g in before
            if len(g.focal) > 1 and g.states <= set(FOCAL) and not _NOT_SUBJECT.search(text[max(0, g.start - 20) : g.start])
        ]  # fmt: skip
        return [(p, stance) for p in combinations(acting[-1].focal, 2)] if acting else []
    if (
        after
        and len(after[0].states) > 1
        and not FINITE.search(cue.surface)
        and not (len(after[0].focal) == 1 and before and _FOR.search(text, cue.end, after[0].start))
        and (after[0].start < cue.end or _BEFORE_GROUP.fullmatch(text, cue.end, after[0].start))
    ):
        # «توافق روسیه و ترکیه», «گفت‌وگوی دمشق و آنکارا»; but «تجارت با روسیه و چین»: somebody else's with them
        by = (
            text[cue.start : after[0].start].split()[-1:] == ["با"]
            or _FRIENDS.match(cue.surface)
            or _HOSTS.match(cue.surface)
        )
        if entry.directed and entry.stance == "conflictual" and entry.strength < 3:
            return []  # «تحریم روسیه و ایران»: a third does it to both
        if before and by:
            return [(pair, stance) for pair in apart(text, cue, before, after)]
        return [] if _FRIENDS.match(cue.surface) else [(p, stance) for p in combinations(after[0].focal, 2)]
    acting = [g for g in before if len(g.states) > 1]
    if acting and _TO_EACH.search(acting[-1].before[-20:]) and len(before[0].states) == 1 and before[0].focal:
        # «ظریف به همتایان روس و ترک خود تسلیت گفت»
        return [(pair_of(before[0].focal[0], b), stance) for b in acting[-1].focal if b not in before[0].states]
    if acting and entry.directed and two_apart(before, acting[-1]):
        acting = []  # «… تجارت روسیه و ایران …، تهران از مسکو توضیح می‌خواهد»
    if acting and not (entry.directed and len(acting[-1].focal) == 1 and before[-1] is not acting[-1]):
        pairs = list(combinations(acting[-1].focal, 2))
        if (
            _EACH.search(text, *sentence)
            and _PARTNERS.search(acting[-1].before)
            and any(
                len(g.focal) == 1 and g.start < acting[-1].start and not g.states & acting[-1].states for g in groups
            )
        ):
            pairs = []  # «خاجی با همتایان روس و ترک خود رایزنی کرد»: with either of them
        if entry.directed and acting[-1].before.endswith((" از ", " به ")):
            return []  # «از ایران و روسیه خواست به مردم کمک کنند»
        if entry.directed and stance == "cooperative" and len(pairs) == 1:
            whom = [g for g in groups if len(g.focal) == 1 and g.start > acting[-1].start and _is_helped(g, cue)]
            whom = [g for g in whom if not g.states & acting[-1].states]
            if whom:  # «روسیه و ترکیه از ایران حمایت کردند»
                return [(pair_of(one, whom[-1].focal[0]), stance) for one in acting[-1].focal]
        alone = entry.mutual and acting[-1].states <= set(FOCAL) and all(g.states <= set(FOCAL) for g in groups)
        if (
            stance == "conflictual"
            and not (alone or doubted)
            and not between(
                text,
                acting[-1],
                sentence,
                only_mutual=entry.directed and bool(cue.surface.endswith("ند") or FINITE.search(cue.surface)),
            )
        ):
            return []  # what they condemn together is a third party's
        found = pairs + _with(text, cue, groups, acting[-1])
        given = stance == "cooperative" and any(_is_helped(g, cue) for g in after + before if g is not acting[-1])
        if found or not given or (entry.mutual and len(acting[-1].focal) < 2):
            return [(p, stance) for p in found]
        # «چین و روسیه به ایران سامانه می‌فروشند»: one of the three with a third
    before, after = ([g for g in side if not g.both] for side in (before, after))
    if (
        entry.stance == "conflictual" and entry.directed and entry.strength < 3
    ):  # «در دیدار با لاوروف»: not the one complained of
        before, after = ([g for g in side if not g.partner] for side in (before, after))
    if "استوارنامه" in cue.surface:
        stance = "neutral"  # a formality
    return [(pair, stance) for pair in apart(text, cue, before, after)]


_STOPPED = re.compile(r"(?<![^\W_])(?:توقف|پایان دادن به|خاتمه|قطع|پایان) $")
_HOSTS = re.compile("میزبان|میزبانی|مهمان|میهمان|پذیرای|کنار|در کنار|همراه|به همراه")
_BECAUSE = re.compile(
    r"(?<![^\W_])(?:در پی|به دنبال|به دلیل|به علت|به سبب|بر اثر|در اثر|با وجود|به رغم|علی رغم|از بیم|از ترس|زیر فشار|تحت فشار) (?:[^\W_]+ ){0,3}$"
    r"|(?<![^\W_])(?:درباره|پیرامون|درخصوص|در خصوص|در مورد) (?:[^\W_]+ ){0,5}$"
)
BECAUSE = needed("درباره پیرامون درخصوص خصوص مورد پی دنبال دلیل علت سبب اثر وجود رغم بیم ترس فشار")
_BESIDES = re.compile(r"(?<![^\W_])(?:پس از|بعد از|برخلاف|بر خلاف|به جز|بجز|غیر از|جز) $")
BESIDES = needed("پس بعد برخلاف خلاف جز بجز غیر")
NONE = needed("هیچ هیچگونه")
_IF = re.compile(r"(?<![^\W_])(?:اگر|چنانچه|در صورتی که)(?![^\W_])[^،؛]*$")
_NONE = re.compile(r"(?<![^\W_])(?:هیچ|هیچ گونه|هیچگونه) ")
_NO_VERB = re.compile(
    r"(?<![^\W_])(?:نکرده|نکرد|نکردند|نشده|نشد|نگرفته|نداریم|ندارد|نداشت|نداشته|نیست|نبوده|نداده|نمی)(?![^\W_])"
)
_AGAINST = re.compile(r"قطعنامه|تحریم|پیش نویس|محکومیت|ارجاع|علیه|ضد ?ایران|مکانیسم|سازوکار")
_FOR = re.compile(r"(?<![^\W_])(?:برای|به|مانند|نظیر|همچون|مثل)(?![^\W_])")
_TRADE = re.compile(
    "صادرات|واردات|خرید|فروش|صدور|تجارت|مبادلات|همکاری|تحویل|ترانزیت|پرواز|انتقال|حجم|روابط|مناسبات|سرمایه گذاری"
)


_EACH = re.compile(r"جداگانه|هر یک|هریک|تک تک|طرف های")
_PARTNERS = re.compile(
    r"(?<![^\W_])با (?:همتایان|همتاهای|طرف های|وزرای|وزیران|مقام های|مقامات|سران|روسای|نمایندگان) (?:[^\W_]+ ){0,2}$"
)
_FRIENDS = re.compile(
    r"(?:خریدار|خریداران|مشتری|مشتریان|واردکنندگان|دوستان|متحدان|شرکا|شریکان|همسایگان)(?![^\W_])"
)  # «دوستان روس و ایرانی»: the speaker's


def _spoken_of(cue: Hit, groups: list[Group]) -> list[Pair]:
    """«لاوروف گفت پرونده ایران باید از راه گفت‌وگو حل شود»: one speaks of the other."""
    about = [g for g in groups if g.topic and g.start < cue.start and len(g.states) == 1]
    by = [g for g in groups if not g.topic and about and g.end < about[-1].start and len(g.states) == 1]
    if not by:
        return []
    return [pair_of(a, b) for a in by[0].focal for b in about[-1].focal if a != b]


_CLAIMED = re.compile(r"(?:ادعای|ادعاهای|شایعه|شایعات|گزارش) $")  # a claim of help says that one helps


_TO_WHOM = re.compile(r"(?:^|[ «(])(?:به|از|برای) (?:[^\W_]+ ){0,2}$")


def _is_helped(group: Group, cue: Hit) -> bool:
    return cue.start < group.start < cue.end or bool(_TO_WHOM.search(group.before[-30:]))


# «حملات روسیه و ایران را محکوم کردند»: somebody else does it
_NOT_SUBJECT = re.compile(
    r"(?:^|[ «])(?:حملات|حمله|عملیات|اقدامات|اقدام|سیاست|سیاست های|مواضع|موضع|حضور|نقش|همکاری|توافق|جنایات|بمباران|دخالت|دخالت های|تحریم|تحریم های|علیه|به|از|با|بر|درباره|برای|پیشنهاد|طرح) $"
)


def _with(text: str, cue: Hit, groups: list[Group], acting: Group) -> list[Pair]:
    """Pairs between a group and another it acts with: «فیدان با همتایان روس و ایرانی»."""
    out = []
    many = (
        acting.wide if FINITE.search(cue.surface) or cue.surface.endswith(" کند") else []
    )  # «باید با ایران، سوریه و عراق همکاری کند»
    for other in groups:
        if other is acting or len(other.focal) != 1 or other.focal[0] in acting.states:
            continue
        later = max(other, acting, key=lambda g: g.start)
        if len(later.states) > 1 and later.before.endswith((" میان ", " بین ")):
            continue  # «درباره مناقشه بین آمریکا و ایران»
        if _WITH.search(text[max(0, later.start - 40) : later.start]):
            out += [pair_of(a, b) for a in other.focal for b in acting.focal or many if a != b]
    return out
