"""Who the parties of a sentence are: neighbouring namings that act as one, put together.

In go a part of a `Reading`, the states named in it and the number of a sentence; out come its `Group`s, which
`relations.py` binds to the words that relate them.
"""

import re
from dataclasses import dataclass

from analysis.clauses import FOCAL, Named, states_of
from analysis.reading import Part


@dataclass(slots=True)
class Group:
    """Neighbouring namings joined by «و» or a comma: span and the states they stand for."""

    start: int
    end: int
    states: set[str]
    topic: bool = False  # «درباره ایران»: spoken of, no party

    @property
    def focal(self) -> list[str]:
        """The focal states among them, sorted; none where they are but some of many («چین، روسیه، هند و ترکیه»)."""
        return [] if len(self.states - set(FOCAL)) > 1 else sorted(self.states & set(FOCAL))


# what may stand between two namings that act as one: «ایران، روسیه و ترکیه», «گشت ترکیه و پلیس نظامی روسیه»
_JOIN = re.compile(
    r" ?[،,] ?(?:و )?| ?[-–] ?| ?[،,]? ?و (?:(?!(?:با|به|از|در|بر|برای|که|تا|نیز|هم|همچنین|اما|را|علیه)(?![^\W_]))[^\W\d_]+ ){0,3}"
)
_BESIDE = re.compile(r"[»\"]? ?[،,(]? ?[«\"]?")  # «سرگئی لاوروف، وزیر خارجه روسیه»: one and the same party
# after these an adjective means the state's people: «همتای ترک خود», «طرف روس»
_BEFORE_DEMONYM = re.compile(
    r"(?:^|[ «(])(?:همتا|همتای|همتایان|شریک|شرکا|شرکای|شریکان|دوستان|دوست|متحد|متحدان|طرف|طرف های|مقام|مقام های|مقامات|هییت|هیات|میهمان|مهمان|میزبان|"
    r"همسایه|رهبران|رهبر|نیروهای|نظامیان|سربازان|سرباز|خلبان|خلبانان|مسیولان|دیپلمات های|وزیر|وزرای|بازرگانان|شرکت های|و) $"
)
_TOPIC = re.compile(
    r"(?:^|[ «(])(?:درباره|در باره|در مورد|درمورد|در رابطه با|در خصوص|درخصوص|پیرامون|در قبال|پرونده|موضوع|مساله|مسیله|علیه|برای حذف) "
    r"(?:(?!با )[^\W_]+ ){0,2}$"  # «درباره تجارت با روسیه»: a party all the same
)
# a capital one travels to or is asked to: «در سفر به تهران», «وارد مسکو شد»; «به آنکارا سفر کرد», «به تهران دعوت کرد»
_TO_PLACE = re.compile(
    r"(?:^|[ «(])(?:(?:سفر|سفرش|سفری|دیدار|سفر رسمی|سفر خود|دعوت|دعوت رسمی) (?:[^\W_]+ ){0,2}(?:به|از)|وارد|راهی|عازم|میهمان|مهمان|سفر) $"
)
_JOURNEY = re.compile(r" (?:سفر|رفت|آمد|امد|عزیمت|دعوت)(?![^\W_])")


def parties(part: Part, named: Named, number: int) -> list[Group]:
    """The namings of a sentence in order, those that stand for one party or act as one put together."""
    start, end = part.sentences[number]
    # «سه کشور» names nobody
    spans = [(m.start, m.end, states_of(m)) for m in named.mentions.get(number, ()) if m.kind != "group"]
    spans += [
        (m.start, m.end, states_of(m))
        for m in named.places.get(number, ())
        if m.country in FOCAL
        and (
            _TO_PLACE.search(part.text[max(start, m.start - 30) : m.start])
            or _JOURNEY.match(part.text, m.end, m.end + 30)
        )
    ]
    covered = [(a, b) for a, b, _ in spans]
    for hit in part.starting("actor", start, end):
        if hit.meanings[0].role != "demonym":
            continue
        inside = any(a <= hit.start < b for a, b in covered)
        if (not inside or _counterpart(part.text, hit.start)) and _BEFORE_DEMONYM.search(
            part.text[max(start, hit.start - 14) : hit.start]
        ):
            spans.append((hit.start, hit.end, {hit.meanings[0].id}))
    groups: list[Group] = []
    for a, b, states in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not states:
            continue
        if groups and (
            a < groups[-1].end
            or _JOIN.fullmatch(part.text, groups[-1].end, a)
            or (states <= groups[-1].states and _BESIDE.fullmatch(part.text, groups[-1].end, a))
        ):
            groups[-1].states = groups[-1].states | states
            groups[-1].end = max(groups[-1].end, b)
        else:
            topic = bool(_TOPIC.search(part.text[max(start, a - 30) : a]))
            groups.append(Group(a, b, set(states), topic))
    return groups


def _counterpart(text: str, position: int) -> bool:
    return "همتا" in text[max(0, position - 16) : position]
