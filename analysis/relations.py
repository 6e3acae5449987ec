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

from analysis.acting import FINITE, Pair, do_together
from analysis.binding import bound
from analysis.clauses import FOCAL, LONG, Named, sponsor_at
from analysis.flows import flows
from analysis.lexicon import Hit, Meaning
from analysis.parties import Group, may_relate, parties, the_two
from analysis.reading import Part, Reading
from analysis.signals import needed, signals
from analysis.statements import Told, is_of_other, judged, spoken_of, towards
from analysis.support import supported
from analysis.turns import has_contrast


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


_SAYING = ("disapprove", "reproach", "commend", "side-with")
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
            speaker = _voice(sponsors, part.sentences[number][1])
            known = (country or {}).get(speaker, "")
            ours = known or (home if not speaker or speaker.startswith("other:") else "")
            seen[number] = parties(part, named, number, ours)
        return seen[number]

    naming_two = _naming_two(named)
    found = _cues(part, named, naming_two)
    for number in sorted(found.keys() | naming_two):
        cues = found.get(number, [])
        start, end = part.sentences[number]
        if end - start > 3 * LONG:
            continue  # no sentence: a table, or a text without full stops
        if not may_relate(part, named, number):
            continue
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
        for cue, pairs in supported(part.text, named, number, groups, cues, end):
            for pair in pairs:
                said[pair].append((cue, "cooperative"))
        for cue in cues:
            entry = cue.meanings[0].entry
            if entry.flow:
                for pair, stance in flows(part.text, cue, groups, (start, end)):
                    said[pair].append((cue, stance))
            elif not entry.told:
                for pair, stance in bound(part.text, cue, groups, (start, end), words):
                    said[pair].append((cue, stance))
        told = spoken_of(part.text, (start, end), groups, sponsors, country or {})
        acted: dict[Pair, Told] | None = None
        for pair in combinations(focal, 2):
            if pair in told:
                said[pair] = [one for one in said[pair] if not is_of_other(part.text, one[0], told[pair], groups)]
            if not said.get(pair):
                if pair in told:
                    out.append(_statement(part, (start, end), pair, told[pair], groups, cues, _voice(sponsors, end)))
                elif pair in (jointly := do_together(part.text, (start, end), groups)):
                    verb = jointly[pair]
                    out.append(
                        Relation(part.name, start, end, *pair, "", "cooperative", part.text[slice(*verb)],
                                 sponsor_at(sponsors, verb[0]), "act-together", *verb)
                    )  # fmt: skip
                else:
                    acted = towards(part.text, groups) if acted is None else acted
                    if pair in acted and (words_of := judged(part.text, (start, end), acted[pair], groups, cues)):
                        out.append(_judged(part, (start, end), pair, acted[pair], words_of, _voice(sponsors, end)))
                continue
            stance, cue = _settled(said[pair], part.text[start:end], start)
            if pair in told and has_contrast(part.text[start:end]) and stance in ("cooperative", "conflictual"):
                besides = judged(part.text, (start, end), told[pair], groups, cues)
                stance = "mixed" if besides and besides[1] != stance else stance
            says = pair in told and cue.meanings[0].entry.id in _SAYING  # «لاوروف گفت غنی‌سازی از سوی ایران سودی ندارد»
            direction = told[pair].direction if says else _direction(part.text, groups, pair, cue, stance)
            out.append(
                Relation(part.name, start, end, *pair, direction, stance,
                         part.text[cue.start : cue.end], sponsor_at(sponsors, cue.start),
                         cue.meanings[0].id, cue.start, cue.end)
            )  # fmt: skip
    return out


def _statement(
    part: Part,
    sentence: tuple[int, int],
    pair: Pair,
    told: Told,
    groups: list[Group],
    cues: list[Hit],
    sponsor: str,
) -> Relation:
    """What one says of the other: neutral, or for or against the other where words of a class `told` say so."""
    if cue := judged(part.text, sentence, told, groups, cues):
        return _judged(part, sentence, pair, told, cue, sponsor)
    start, end = told.by.start, told.by.end
    surface = part.text[start:end]
    return Relation(part.name, *sentence, *pair, told.direction, "neutral", surface, sponsor, "speak-of", start, end)


def _judged(
    part: Part, sentence: tuple[int, int], pair: Pair, told: Told, judged: tuple[Hit, str], sponsor: str
) -> Relation:
    cue, stance = judged
    surface, id = part.text[cue.start : cue.end], cue.meanings[0].id
    return Relation(part.name, *sentence, *pair, told.direction, stance, surface, sponsor, id, cue.start, cue.end)


def _voice(sponsors: list[tuple[int, int, str]], end: int) -> str:
    """Whose words a sentence that ends at `end` closes with; the full stop inside closing marks is not theirs."""
    return sponsor_at(sponsors, end - 2) or sponsor_at(sponsors, end - 4)


def _naming_two(named: Named) -> set[int]:
    """Sentences that name two of the focal states, cue or not."""
    return {n for n, states in named.by_sentence() if len(states) > 1 and len(states.intersection(FOCAL)) > 1}


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


def _cues(part: Part, named: Named, naming_two: set[int]) -> dict[int, list[Hit]]:
    """Relation cues by sentence; not «در گفت‌وگو با خبرنگار», not inside an outlet's name."""
    cues: dict[int, list[Hit]] = defaultdict(list)
    for hit in part.hits.get("relation", ()):
        meanings = [m for m in hit.meanings if m.role != "not"]
        if not meanings:
            continue
        number = named.sentence(hit.start)
        if (number not in naming_two and all(m.entry.flow for m in meanings)) or _barred(part, named, hit.start):
            continue
        here = cues[number]
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


def _parted(good: Hit, bad: Hit, sentence: str, start: int) -> bool:
    """«… سند را امضا کردند؛ بر سر مرز هنوز اختلاف دارند»: two things of the same weight in two clauses."""
    if min(good.meanings[0].entry.strength, bad.meanings[0].entry.strength) < 2:
        return False
    first, second = sorted((good, bad), key=lambda c: c.start)
    return "؛" in sentence[first.end - start : second.start - start]


def _settled(said: list[tuple[Hit, str]], sentence: str, start: int) -> tuple[str, Hit]:
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
        if (has_contrast(sentence) or _parted(good, bad, sentence, start)) and good.meanings[
            0
        ].entry.id != "understand":
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
