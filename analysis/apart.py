"""Namings that stand apart and are related by a cue between or beside them: «مسکو آنکارا را متهم کرد», «انتقاد تهران از آنکارا».

In go a cue with the `Group`s before and behind it; out come the pairs of focal states that it relates.
"""

import re
from itertools import pairwise

from analysis.acting import BACK, FINITE, GOVERNED, NEW_CLAUSE, Pair, pair_of, starts_anew
from analysis.clauses import FOCAL
from analysis.lexicon import Hit
from analysis.parties import Group

_COMPLEMENT = re.compile(r" (?:[^\W_]+ )?(?:از|به|در|برای|با) (?:[^\W_]+ ){0,2}")
_NO_NOUN = re.compile(r"(?:^|[ «،.:])(?:به|از|با|در|بر|و|که|دیدار|ملاقات|میزبان|سفر|کرد|شد|گفت|است|برای) $")


def _is_complement(text: str, owner: Group, other: Group) -> bool:
    """«حمله ترکیه به سوریه», «پشتیبانی تهران از اسد»: the other belongs to what the owner does."""
    if other.states & set(FOCAL) or not owner.focal or _NO_NOUN.search(text[max(0, owner.start - 9) : owner.start]):
        return False
    return bool(owner.start and _COMPLEMENT.fullmatch(text, owner.end, other.start))


_OTHER_CLAUSE = re.compile(r"؛(?! ?(?:اقدامی|امری|موضوعی|تصمیمی|سخنانی|اظهاراتی|ادعایی|عملیاتی|حمله ای|رفتاری) که)")


def apart(text: str, cue: Hit, before: list[Group], after: list[Group]) -> list[Pair]:
    """Pairs of the namings next to a cue: «مسکو آنکارا را متهم کرد», «همکاری خود با ایران», «انتقاد تهران از آنکارا».

    Another state in between stands in the way: «اسرائیل ایران را تهدید کرد» in a talk with Moscow is no matter of Moscow's.
    """
    entry = cue.meanings[0].entry
    beside = []
    far = 0
    if entry.directed and len(before) > 1 and _is_complement(text, before[-2], before[-1]):
        before = before[:-1]
    hostile = entry.directed and entry.stance == "conflictual"
    if hostile and any(
        not a.states & set(FOCAL) and _ON_THEM.fullmatch(text, a.end, b.start) for a, b in pairwise(before[:-1])
    ):
        return []  # «فشار آمریکا بر ایران بازار ترکیه را تهدید می‌کند»
    if before:
        last = before[-1]
        earlier = [g for g in before[:-1] if not g.states <= last.states][-1:]
        if (
            earlier
            and not earlier[0].states & set(FOCAL)
            and GOVERNED.search(earlier[0].before)
            and GOVERNED.search(last.before)
        ):
            # «پوتین با نتانیاهو و سپس با همتای ایرانی خود …»
            earlier = [
                g for g in before[:-1] if g.focal and not g.states & last.states and not GOVERNED.search(g.before)
            ][-1:]
            far = 240
        # «آمریکا به ترکیه هشدار داد که …»: who and whom are said before such a verb
        told = earlier and entry.directed and entry.stance == "conflictual" and FINITE.search(cue.surface)
        told = told or (
            entry.id == "consult" and FINITE.search(cue.surface) and text.startswith(" و ", cue.end)
        )  # «… دیدار کرد و نماینده ترکیه»
        if after and entry.stance == "cooperative" and not entry.directed and _is_third(text, cue, after[0]):
            earlier = []  # «ایران را برای مذاکرات با آمریکا …»: no tie with whoever is named before
        if earlier and entry.id != "consult" and starts_anew(text, earlier[0], last):
            earlier = []  # «… از تنگه گذشت و نفتکش ایرانی توقیف شد»
        later = [] if told else [g for g in after if not g.states <= last.states][:1]
        if (
            later
            and not entry.directed
            and NEW_CLAUSE.search(text, cue.end, later[0].start)
            and not BACK.match(text, later[0].end)
        ):
            later = []  # «با ترکیه قرارداد بست و در همان روز ایران …»
        beside = [(last, other) for other in later + earlier]
    unknown = hostile and not before and " که " in text[cue.end : after[0].start] if after else False
    if (
        len(after) > 1
        and after[0].start - cue.end < 30
        and not unknown
        and not (before and _has_subject(text, cue, before, after[0]))
    ):
        beside.append((after[0], after[1]))
    pairs: dict[Pair, None] = {}
    reach = far or (160 if entry.directed else 110)
    for one, other in beside:
        if _OTHER_CLAUSE.search(text, min(one.end, other.end), max(one.start, other.start)):
            continue
        if max(cue.start - one.end, other.start - cue.end, cue.start - other.end) > reach:
            continue
        for a in one.focal or (one.wide if other.focal and not other.matter else []):
            for b in other.focal or (other.wide if one.focal and not one.matter else []):
                if a != b:
                    pairs[pair_of(a, b)] = None
    return list(pairs)


_ON_THEM = re.compile(r" (?:علیه|بر) (?:[^\W_]+ )?")
_TIE_WITH = re.compile(r" (?:[^\W_]+ ){0,2}(?:با|میان|بین) (?:[^\W_]+ ){0,2}")


def _is_third(text: str, cue: Hit, group: Group) -> bool:
    return not group.states & set(FOCAL) and bool(_TIE_WITH.fullmatch(text, cue.end, group.start))


def _has_subject(text: str, cue: Hit, before: list[Group], first: Group) -> bool:
    """«مرکل در دیدار با پوتین گفت ایران …», «واشنگتن برای مهار ایران به ترکیه …»: the act is that of somebody named before."""
    by = text[cue.start : first.start].split()[-1:]
    entry = cue.meanings[0].entry
    hostile = entry.directed and entry.stance == "conflictual" and not before[-1].states & set(FOCAL)
    return by in (["با"], ["به"]) or hostile
