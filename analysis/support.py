"""Who supports whom by rejecting what is done to him: «روسیه با تحریم ایران مخالف است», «مسکو حمله به ایران را محکوم کرد».

In go a sentence with its `Group`s and cues; out come the cues that say so with the pairs they relate. The hostile acts are
those of the classes with `acts` in the codebook.
"""

import re

from analysis.acting import IN_FAVOUR, Pair, pair_of
from analysis.clauses import Named, is_negated
from analysis.lexicon import Hit
from analysis.parties import Group
from analysis.turns import is_none

_EVIDENCE = re.compile(
    r"مدرک|سندی|شواهدی|نشانه|دلیلی|ضرورتی|نیازی|لزومی|مبنایی|توجیهی|راه ?حل|چاره"
)  # «مدرکی از دخالت ایران وجود ندارد»
_AIMED = re.compile(
    r" ?(?:(?!(?:از سوی|توسط|از جانب|به دست|را|کرد|شد|است|گفت)(?![^\W_]))[^\W\d_]+ ){0,6}"
)  # «تحریم های آمریکا علیه ایران»: some words to the state it aims at


# an act that says by whom or upon whom only with the words behind it: «حملات آمریکا به ایران», not «حملات ایران»
_BARE_ACT = re.compile(
    "حمله|حملات|حمله نظامی|حملات هوایی|تجاوز|تجاوز نظامی|تهاجم|یورش|جنگ|اقدام|اقدام نظامی|اقدامات|اقدامات نظامی|عملیات نظامی|فشار|فشارها|تهدیدها"
)
_UPON = re.compile(
    r"(?: (?!(?:که|را|است|شد|کرد|گفت)(?![^\W_]))[^\W_]+){0,6}? (?:به|علیه|بر|بر ضد|در) (?:(?!(?:از|توسط)(?![^\W_]))[^\W\d_]+ ){0,3}"
)


# «از سکوت مسکو در برابر ترور … گلایه کرد»: whom one complains of supports nobody
_COMPLAINED_OF = re.compile(r"(?<![^\W_])از (?:[^\W_]+ ){0,2}$")


def aim_of(text: str, start: int, end: int, groups: list[Group]) -> Group | None:
    """The focal state that a hostile act is aimed at: «تحریم های آمریکا علیه ایران», «حمله به نیروهای ترکیه»."""
    upon = _UPON if _BARE_ACT.fullmatch(text, start, end) else _AIMED
    return next((g for g in groups if g.focal and 0 <= g.start - end < 60 and upon.fullmatch(text, end, g.start)), None)


_BLOCKS = re.compile("مسدود|بلوکه|متوقف|ناکام|مانع")
_RESOLUTION = re.compile(r"(?<![^\W_])(?:قطعنامه|قطعنامه ای|پیش نویس|بیانیه ضد|طرح تحریم)(?![^\W_])")


def _blocked(text: str, cue: Hit, groups: list[Group]) -> list[Pair]:
    """«روسیه قطعنامه درباره ایران را مسدود کرد»: who keeps the council from acting against another."""
    by = next((g for g in groups if g.end <= cue.start and g.focal), None)
    if by is None or not (found := _RESOLUTION.search(text, by.end, cue.start)):
        return []
    of = [g for g in groups if found.end() <= g.start < cue.start and g.focal and g.focal[0] not in by.states]
    return [pair_of(a, b) for a in by.focal for b in of[-1].focal if a != b] if of else []


def supported(
    text: str, named: Named, number: int, groups: list[Group], cues: list[Hit], part_end: int
) -> list[tuple[Hit, list[Pair]]]:
    """Who supports whom by rejecting what is done to him: «روسیه با تحریم ایران مخالف است», «مسکو حمله به ایران را محکوم کرد».

    What is explained so is taken out of `cues`.
    """
    out = []
    for cue in list(cues):
        entry = cue.meanings[0].entry
        if entry.stance == "conflictual" and _BLOCKS.match(cue.surface) and (pairs := _blocked(text, cue, groups)):
            out.append((cue, pairs))
            cues.remove(cue)
            continue
        if not entry.acts or IN_FAVOUR.match(cue.surface):
            continue
        if entry.stance == "cooperative":
            cues.remove(cue)  # «غیرقانونی» says something only of an act
        if _EVIDENCE.search(cue.surface) and not cue.surface.endswith(("ندارد", "نداشت", "ندارند")):
            by = [g for g in groups if g.end <= cue.start and g.focal]
            of = [g for g in groups if 0 <= g.start - cue.end < 80]
            if by and of and is_none(text, cue.end, part_end):
                out.append((cue, [pair_of(a, b) for a in by[-1].focal for b in of[0].focal if a != b]))
            continue
        if cue.meanings[0].role[:3] == "no " or is_negated(text, cue):
            continue
        veto = cue.surface.startswith("وتو")
        ahead = cue.surface.endswith((" از", " هرگونه"))  # «جلوگیری از حمله به …»: the act must follow
        for start, end in named.words(number, entry.act_words):
            if not ((not ahead and 0 <= cue.start - end < 110) or 0 <= start - cue.end < (130 if veto else 60)):
                continue
            aim = aim_of(text, start, end, groups)
            if aim is None and text.startswith(" را ", end) and end < cue.start:
                # «ایران تنها نیست و ما تحریم را درست نمی‌دانیم»
                aim = next((g for g in reversed(groups) if g.end <= start and len(g.focal) == 1), None)
                aim = None if aim is groups[0] else aim
            if aim is None and start > cue.end:
                continue
            aim = aim or next((g for g in groups if g.start < end and g.end >= end), None)  # «تحریم ایران» in one
            others = [g for g in groups if g is not aim and g.end <= start and g.focal]
            if veto and not others:  # «شکست قطعنامه ضدایرانی با وتوی چین و روسیه»
                others = [g for g in groups if g is not aim and 0 <= g.start - cue.end < 6 and g.focal]
            others = [g for g in others if not _COMPLAINED_OF.search(g.before[-30:])]
            if aim is None or not others or others[0].states <= aim.states:
                continue  # «تهران اقدام ترکیه علیه ایران را محکوم کرد»: he speaks for himself
            pairs = [pair_of(a, b) for a in others[-1].focal for b in aim.focal if a != b]
            if pairs:
                out.append((cue, pairs))
                low, high = min(cue.start, start), max(cue.end, aim.end)
                cues[:] = [c for c in cues if c.meanings[0].entry.stance != "conflictual" or not low <= c.start < high]
                break
    return out
