"""How two of the focal states stand to each other, sentence by sentence.

In go a part of a `Reading` with the states named in it; out come `Relation`s: pair, direction where there is one, stance
and the words that say it. A cue binds the states beside it («توافق روسیه و ترکیه»), else those that act together in the
sentence, else those that stand apart in it («مسکو آنکارا را متهم کرد»). A list of states without such a cue is none.
Method: event classes after PLOVER (Halterman et al. 2023) and CAMEO (Schrodt 2012).
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from analysis.binding import FINITE, Pair, bound, pair_of
from analysis.clauses import FOCAL, LONG, Named, is_negated, sponsor_at
from analysis.lexicon import Hit, Meaning
from analysis.parties import Group, parties, the_two
from analysis.reading import Part, Reading
from analysis.signals import needed, signals
from analysis.statements import Told, is_of_other, spoken_of
from analysis.turns import has_contrast, is_none


@dataclass(slots=True)
class Relation:
    """A sentence in which two focal states stand in relation: folded span, pair (a < b), direction, stance, cue."""

    part: str
    start: int
    end: int
    actor_a: str
    actor_b: str
    direction: str
    stance: str
    cue: str
    sponsor_id: str
    entry: str = ""  # class of the codebook
    cue_start: int = -1
    cue_end: int = -1


_AGENT = re.compile(r"(?:از سوی|توسط|از جانب|به دست) (?:[^\W_]+ )?$")
_TARGET = re.compile(r"(?:از|به|علیه|با|بر) (?:[^\W_]+ ){0,2}$")


def find_relations(
    part: Part,
    named: Named,
    sponsors: list[tuple[int, int, str]],
    home: str = "",
    country: dict[str, str] | None = None,
) -> list[Relation]:
    """Relations of the focal states in a part, in text order; at most one for each pair and sentence.

    `home` is the outlet's state, `country` that of the actors: «ما» means that of the speaker, else the outlet's.
    """
    out: list[Relation] = []
    if not _may_hold(part, named):
        return out
    seen: dict[int, list[Group]] = {}

    def groups_of(number: int) -> list[Group]:
        if number not in seen:
            speaker = sponsor_at(sponsors, part.sentences[number][1] - 2)
            known = (country or {}).get(speaker, "")
            ours = known or (home if not speaker or speaker.startswith("other:") else "")
            seen[number] = parties(part, named, number, ours)
        return seen[number]

    found = _cues(part, named)
    naming_two = _naming_two(named)
    for number in sorted(found.keys() | naming_two):
        cues = found.get(number, [])
        start, end = part.sentences[number]
        if end - start > 3 * LONG:
            continue  # no sentence: a table, or a text without full stops
        groups = groups_of(number)
        words = signals(part, start)
        if not groups or (not SPORTING.isdisjoint(words) and _SPORT.search(part.text, start, end)):
            continue
        if "دو " in part.text[start:end] or "طرفین" in part.text[start:end]:
            before = range(number - 1, max(-1, number - 4), -1)
            groups = the_two(part, number, groups, [set().union(*(g.states for g in groups_of(n))) for n in before])
        focal = sorted(set().union(*(g.states for g in groups)) & set(FOCAL))
        if len(focal) < 2:
            continue
        said: dict[Pair, list[tuple[Hit, str]]] = defaultdict(list)
        for cue, pairs in _supported(part.text, named, number, groups, cues, end):
            for pair in pairs:
                said[pair].append((cue, "cooperative"))
        for cue in cues:
            if not cue.meanings[0].entry.told:
                for pair, stance in bound(part.text, cue, groups, (start, end), words):
                    said[pair].append((cue, stance))
        told = spoken_of(part.text, (start, end), groups, sponsors, country or {}) if number in naming_two else {}
        for pair in combinations(focal, 2):
            if pair in told:
                said[pair] = [one for one in said[pair] if not is_of_other(part.text, one[0], told[pair], groups)]
            if not said.get(pair):
                if pair in told:
                    out.append(_statement(part, (start, end), pair, told[pair], cues, sponsor_at(sponsors, end - 2)))
                continue
            stance, cue = _settled(said[pair], part.text[start:end])
            out.append(
                Relation(part.name, start, end, *pair, _direction(part.text, groups, pair, cue, stance), stance,
                         part.text[cue.start : cue.end], sponsor_at(sponsors, cue.start),
                         cue.meanings[0].id, cue.start, cue.end)
            )  # fmt: skip
    return out


def _statement(
    part: Part, sentence: tuple[int, int], pair: Pair, told: Told, cues: list[Hit], sponsor: str
) -> Relation:
    """What one says of the other: neutral, or on the other's side where words of a class `told` say so."""
    for cue in cues:
        entry = cue.meanings[0].entry
        if entry.told and cue.start > told.by.end and cue.meanings[0].role[:3] != "no ":
            start, end, stance, id = cue.start, cue.end, entry.stance, entry.id
            break
    else:
        start, end, stance, id = told.by.start, told.by.end, "neutral", "speak-of"
    surface = part.text[start:end]
    return Relation(part.name, *sentence, *pair, told.direction, stance, surface, sponsor, id, start, end)


def _naming_two(named: Named) -> set[int]:
    """Sentences that name two of the focal states, cue or not."""
    out = set()
    for number, mentions in named.mentions.items():
        states = {m.country for m in mentions}
        if len(states) > 1 and len(states.intersection(FOCAL)) > 1:
            out.add(number)
    return out


def _may_hold(part: Part, named: Named) -> bool:
    """Whether Russia or Turkey is at hand at all: one of them is in every pair."""
    others = {"RUS", "TUR"}
    return (
        not named.article.isdisjoint(others)
        or any(
            m.id in others or m.entry.country in others
            for h in part.hits.get("actor", ())
            for m in h.meanings
            if m.role in _OF_STATES
        )
        or "ضدروس" in part.text
        or "ضدترک" in part.text
    )


_OF_STATES = ("name", "weak", "demonym", "metonym")


_IN_FAVOUR = re.compile(r"را?[یي] (?:مثبت|موافق)")  # «به قطعنامه تحریم رأی مثبت داد»
_EVIDENCE = re.compile(
    r"مدرک|سندی|شواهدی|نشانه|دلیلی|ضرورتی|نیازی|لزومی|مبنایی|توجیهی|راه ?حل|چاره"
)  # «مدرکی از دخالت ایران وجود ندارد»
_AIMED = re.compile(
    r" ?(?:(?!(?:از سوی|توسط|از جانب|به دست)(?![^\W_]))[^\W\d_]+ ){0,4}"
)  # «تحریم های آمریکا علیه ایران»: some words to the state it aims at


# an act that says by whom or upon whom only with the words behind it: «حملات آمریکا به ایران», not «حملات ایران»
_BARE_ACT = re.compile(
    "حمله|حملات|حمله نظامی|حملات هوایی|تجاوز|تجاوز نظامی|تهاجم|یورش|جنگ|اقدام|اقدام نظامی|اقدامات|اقدامات نظامی|عملیات نظامی|فشار|فشارها|تهدیدها"
)
_UPON = re.compile(
    r"(?: (?!(?:که|را|است|شد|کرد|گفت)(?![^\W_]))[^\W_]+){0,6}? (?:به|علیه|بر|بر ضد|در) (?:(?!(?:از|توسط)(?![^\W_]))[^\W\d_]+ ){0,3}"
)


def _supported(
    text: str, named: Named, number: int, groups: list[Group], cues: list[Hit], part_end: int
) -> list[tuple[Hit, list[Pair]]]:
    """Who supports whom by rejecting what is done to him: «روسیه با تحریم ایران مخالف است», «مسکو حمله به ایران را محکوم کرد».

    What is explained so is taken out of `cues`.
    """
    out = []
    for cue in list(cues):
        entry = cue.meanings[0].entry
        if not entry.acts or _IN_FAVOUR.match(cue.surface):
            continue
        if entry.stance == "cooperative":
            cues.remove(cue)  # «غیرقانونی» says something only of an act
        if _EVIDENCE.search(cue.surface):
            by = [g for g in groups if g.end <= cue.start and g.focal]
            of = [g for g in groups if 0 <= g.start - cue.end < 80]
            if by and of and is_none(text, cue.end, part_end):
                out.append((cue, [pair_of(a, b) for a in by[-1].focal for b in of[0].focal if a != b]))
            continue
        if cue.meanings[0].role[:3] == "no " or is_negated(text, cue):
            continue
        ahead = cue.surface.endswith((" از", " هرگونه"))  # «جلوگیری از حمله به …»: the act must follow
        for start, end in named.words(number, entry.act_words):
            if not ((not ahead and 0 <= cue.start - end < 110) or 0 <= start - cue.end < 60):
                continue
            upon = _UPON if _BARE_ACT.fullmatch(text, start, end) else _AIMED
            aim = next(
                (g for g in groups if g.focal and 0 <= g.start - end < 60 and upon.fullmatch(text, end, g.start)),
                None,
            )
            if aim is None and start > cue.end:
                continue
            aim = aim or next((g for g in groups if g.start < end and g.end >= end), None)  # «تحریم ایران» in one
            others = [g for g in groups if g is not aim and g.end <= start and g.focal]
            if aim is None or not others or others[0].states <= aim.states:
                continue  # «تهران اقدام ترکیه علیه ایران را محکوم کرد»: he speaks for himself
            pairs = [pair_of(a, b) for a in others[-1].focal for b in aim.focal if a != b]
            if pairs:
                out.append((cue, pairs))
                low, high = min(cue.start, start), max(cue.end, aim.end)
                cues[:] = [c for c in cues if c.meanings[0].entry.stance != "conflictual" or not low <= c.start < high]
                break
    return out


def _cues(part: Part, named: Named) -> dict[int, list[Hit]]:
    """Relation cues by sentence; not «در گفت‌وگو با خبرنگار», not inside an outlet's name."""
    cues: dict[int, list[Hit]] = defaultdict(list)
    for hit in part.hits.get("relation", ()):
        meanings = [m for m in hit.meanings if m.role != "not"]
        if not meanings or _barred(part, named, hit.start):
            continue
        here = cues[named.sentence(hit.start)]
        if here and _opposes(here[-1], hit, meanings[0]):
            here.pop()  # «مخالف متهم کردن ایران است»: neither against the other
            continue
        if here and _DENIES.match(hit.surface) and _tie_denied(part.text, here[-1], hit):
            continue  # «وجود اختلاف را رد کرد», «دیدار … را تکذیب کرد»
        if len(hit.meanings) == 1:
            here.append(hit)
            continue
        for meaning in meanings:  # «هشدار دادند»: threaten, or act together
            here.append(hit._replace(meanings=(meaning,)))
    return cues


_DENIES = re.compile(r"(?:رد|تکذیب)(?![^\W_])")


_ASKED_FOR = re.compile(r"(?<![^\W_])(?:درخواست|درخواست های|پیشنهاد|پیشنهادهای|دعوت|خواسته|تقاضای)(?![^\W_])")


def _tie_denied(text: str, tie: Hit, denial: Hit) -> bool:
    """Whether what is denied is a tie or a rift, not what the other said."""
    entry = tie.meanings[0].entry
    between = text[tie.end : denial.start]
    if _ASKED_FOR.search(text, max(0, tie.start - 40), denial.start):
        return False  # «درخواست تهران برای خرید جنگنده را رد کرد»
    return (entry.stance == "cooperative" or entry.mutual) and len(between) < 60 and not re.search("[.؛:«]", between)


def _barred(part: Part, named: Named, position: int) -> bool:
    """«در گفت‌وگو با خبرنگار»; not «در گفت‌وگو با همتای روس»."""
    if part.covering("source", position) is not None:
        return True
    phrase = part.covering("phrase", position)
    if phrase is None or phrase.meanings[0].role != "interview":
        return False
    here = named.mentions.get(named.sentence(position), ())
    return not any(
        m.kind == "person" and 0 <= m.start - phrase.end < 3 and part.covering("source", m.start) is None for m in here
    )


def _opposes(one: Hit, other: Hit, means: Meaning) -> bool:
    """Whether the first cue rejects the second: «مخالف تحریم …», «رد اتهام …»."""
    near = other.start - one.end < 14 and one.surface.startswith(("مخالف", "رد ", "انتقاد", "محکوم", "اعتراض"))
    return near and one.meanings[0].entry.stance == means.entry.stance == "conflictual"


SPORTING = needed(
    "تیم باشگاه بازیکن بازیکنان مهاجم هافبک دروازه سرمربی لیگ جام المپیک فوتبال والیبال والیبالیست بسکتبال هندبال فوتسال کشتی "
    "فرنگی ازادکار وزنه مدال نیمه فینال تدارکاتی قهرمانی مسابقات شطرنج تکواندو جودو شاگردان"
)
# a match, not a meeting
_SPORT = re.compile(
    r"(?<![^\W_])(?:تیم (?:ملی|فوتبال|والیبال|بسکتبال|هندبال|کشتی|فوتسال)|تیم های ملی|باشگاه|بازیکن|بازیکنان|مهاجم|هافبک|دروازه بان|سرمربی|لیگ|جام جهانی|جام ملت|المپیک|فوتبال|والیبال|والیبالیست|بسکتبال|هندبال|فوتسال|"
    r"کشتی گیر|کشتی گیران|فرنگی کار|ازادکار|وزنه برداری|مدال|نیمه نهایی|فینال|تدارکاتی|قهرمانی جهان|قهرمانی اسیا|مسابقات|شطرنج|تکواندو|جودو|شاگردان)(?![^\W_])"
)


def _settled(said: list[tuple[Hit, str]], sentence: str) -> tuple[str, Hit]:
    """The stance of a pair in a sentence: the stronger cue settles; both sides with «اما» make it mixed."""
    best: dict[str, Hit] = {}
    for cue, stance in said:
        if stance not in best or cue.meanings[0].entry.strength > best[stance].meanings[0].entry.strength:
            best[stance] = cue
    good, bad = best.get("cooperative"), best.get("conflictual")
    if good and bad:
        if good.meanings[0].entry.id == "yield":
            return "cooperative", good  # an apology for what was done
        if (
            good.meanings[0].entry.id == "aid"
            and FINITE.search(good.surface)
            and good.start > bad.end
            and not FINITE.search(bad.surface)
        ):
            return "cooperative", good  # «از مخالفت آنکارا با … تشکر کرد»
        if has_contrast(sentence) and good.meanings[0].entry.id != "understand":
            return "mixed", bad
        stronger = bad if bad.meanings[0].entry.strength >= good.meanings[0].entry.strength else good
        return ("conflictual" if stronger is bad else "cooperative"), stronger
    if bad:
        return "conflictual", bad
    if good:
        return "cooperative", good
    return "neutral", best["neutral"]


def _direction(text: str, groups: list[Group], pair: Pair, cue: Hit, stance: str) -> str:
    """`a>b` where one state acts on the other: «مسکو آنکارا را متهم کرد», «ایران از سوی ترکیه متهم شد»."""
    if not cue.meanings[0].entry.directed:
        return ""
    roles: dict[str, str] = {}
    for group in groups:
        one = group.states & set(pair)
        if len(one) != 1:
            return ""  # they act as one, or on each other
        state = next(iter(one))
        before = text[max(0, group.start - 30) : group.start]
        role = "agent" if _AGENT.search(before) else "target" if _TARGET.search(before) else "named"
        if text[group.end : group.end + 3] == " را":
            role = "target"
        roles.setdefault(state, role)
    if len(roles) < 2:
        return ""
    (first, a), (second, b) = list(roles.items())[:2]
    if a == b == "named":
        return f"{first}>{second}"
    if b == "agent" or (a == "target" and b == "named"):
        return f"{second}>{first}"
    return f"{first}>{second}" if a != b else ""


def relation_rows(reading: Reading, relations: list[Relation]) -> list[dict[str, Any]]:
    """Rows of the `relations` table: spans in the text as published."""
    folded = {part.name: part.folded for part in reading.parts}
    rows = []
    for r in relations:
        start, end = folded[r.part].span(r.start, r.end)
        rows.append({
            "article_id": reading.article_id, "part": r.part, "start": start, "end": end,
            "surface": folded[r.part].original[start:end], "actor_a": r.actor_a, "actor_b": r.actor_b,
            "direction": r.direction, "stance": r.stance, "cue": r.cue, "sponsor_id": r.sponsor_id,
        })  # fmt: skip
    return rows
