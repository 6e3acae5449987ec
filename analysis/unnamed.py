"""Officials and sources without a name: the state or body that they speak for, else nobody.

In go words such as «یک مقام ارشد آمریکایی», «یک منبع در مجلس عراق», «این سخنگو … که نامش فاش نشد»; out comes the `Speaker` they mean.
"""

import re
from typing import TYPE_CHECKING

from analysis.actors import Mention
from analysis.namings import reach
from analysis.source_types import type_by_words
from analysis.speaker import Known, Speaker, other_id
from analysis.speaker_patterns import (
    BODY_WORDS,
    ELSEWHERE,
    HAS_VERB,
    IN_A_BODY,
    NAMELESS,
    ONE_UNNAMED,
    PREPOSITION,
    UNNAMED_HEAD,
)

_SOURCES_OF = re.compile(
    r"(?:یک |برخی |برخی از |چند )?(?:منبع|منبعی|منابع|منابعی)(?: (?:بلند ?پایه|ارشد|آگاه|اگاه|مطلع|موثق|عالی ?رتبه))? "
    r"(?:پارلمانی|دولتی|رسمی|دیپلماتیک|دیپلماسی|امنیتی|اطلاعاتی|قضایی|انتظامی|حکومتی|سیاسی|وزارتی|ارتش|پلیس)(?: (?:در|ارشد|دولت))? [«\"]?"
)
_OF_A_BODY = re.compile(
    r"(?:یک|این|یکی از|برخی از|برخی|چند) (?:مقام|مقامات|مقام های|مسیول|مسیولان|مسیولین|مسوول|مسوولان|سخنگوی|سخنگویان|دیپلمات|فرمانده|فرماندهان|افسر|افسران|مامور)"
    rf"(?: (?:ارشد|رسمی|بلند ?پایه|عالی ?رتبه|عالی|رتبه|اگاه|مطلع|سابق|[^\W\d_]+ی))?(?: در)? ((?:نیروهای|نیروی|شهرداری|استانداری|فرمانداری|دادستانی|دادگستری|بیمارستان|گمرک|فرودگاه|{BODY_WORDS})(?![^\W_]) [^\W\d_])"
)

if TYPE_CHECKING:
    from analysis.speakers import Cast


_OFFICE_OF = re.compile(r" در (?:دفتر|نهاد|کابینه|دولت|تیم|ستاد) (?:(?:اقای|دکتر|ژنرال) )?")


class Unnamed:
    """Finds whom officials without a name speak for in the part of an article that a `Cast` stands for."""

    def __init__(self, cast: "Cast"):
        self.cast = cast

    def nobody_named(self, office: Mention) -> Speaker | None:
        """«یک سخنگوی وزارت خارجه آمریکا», «این سخنگو … که نامش منتشر نشده»: the ministry or the state, not the holder."""
        before = self.cast.text[max(0, office.start - 4) : office.start]
        if not (before.endswith("یک ") or NAMELESS.match(self.cast.text, office.end)):
            return None
        state = Speaker(
            office.country, office.start, office.end, self.cast.part.name, "description", "official", office.country
        )
        return self.cast.body_in(self.cast.text[office.start : office.end], state) or (
            state if office.country else None
        )

    def one_official(self, last: Speaker) -> bool:
        """Whether who spoke last is one official without a name: «یک مقام آمریکایی», «منبعی در وزارت …»."""
        if last.part != self.cast.part.name or last.start < 0 or last.source_type != "official" or last.is_person:
            return False
        return bool(ONE_UNNAMED.match(self.cast.text, last.start))

    def told_of(self, this: Mention, known: Known) -> Speaker | None:
        """«این دیپلمات» after «یک دیپلمات غربی … را مضر خواند»: nobody named, though somebody spoke before."""
        noun = self.cast.text[this.start + 4 : this.end].split()[:1]
        if not noun or known.spoke is None or not 0 <= known.spoke.start < this.start:
            return None
        opened, _ = self.cast.part.sentence_at(max(0, this.start - 2))
        one = re.compile(rf"(?<![^\W_])یک {noun[0]}(?![^\W_])").search(
            self.cast.text, max(opened, known.spoke.end), this.start
        )
        if one is None or PREPOSITION.search(self.cast.text[max(opened, one.start() - 40) : one.start()]):
            return None
        return self.cast.strangers.unknown(one.start(), min(this.start, one.end() + 60), [], known)

    def anonymous(self, hit, start: int, end: int) -> Speaker:
        phrase = hit.meanings[0].entry
        state = self.cast.state_in(hit.end, min(end, hit.end + 40))
        if state and (named := self.cast.body_in(self.cast.text[hit.start : min(end, hit.end + 40)], state)):
            state = named
        body = state is not None and (
            not (len(state.id) == 3 and state.id.isupper())
            or bool(IN_A_BODY.search(self.cast.text, hit.start, state.end))
        )
        if phrase.id == "unnamed-official" and state is None:
            found = self.body(hit.start, end) or self.seat(hit.end, end)
            if found:
                return found._replace(start=hit.start)
        if state and (phrase.id == "unnamed-official" or body or self.sources_of(hit.start, state)):
            return state._replace(start=hit.start, resolved_by="description", source_type="official")
        return Speaker(
            "anonymous",
            hit.start,
            hit.end,
            self.cast.part.name,
            "description",
            phrase.type or "anonymous",
            state.country if state else "",
            phrase.rung,
        )

    def sources_of(self, at: int, state: Speaker) -> bool:
        """«یک منبع پارلمانی عراق», «منابع دیپلماتیک اسرائیل»: sources of a state that is named speak for it."""
        return state.resolved_by == "name" and bool(_SOURCES_OF.fullmatch(self.cast.text, at, state.start))

    def seat(self, at: int, end: int) -> Speaker | None:
        """«یک مقام عالی‌رتبه در تل‌آویو», «یک مقام در دفتر اردوغان»: an official in a capital or an office is its state's."""
        if not self.cast.text.startswith(" در ", at, end):
            return None
        if office := _OFFICE_OF.match(self.cast.text, at, end):
            head = next((m for m in self.cast.between(office.end(), office.end() + 40) if m.country), None)
            if head and head.kind == "person" and head.start == office.end():
                return Speaker(head.country, at, head.end, self.cast.part.name, "description", "official", head.country)
        city = next((m for m in self.cast.mentions if at + 4 <= m.start <= at + 5 and m.country), None)
        if city is None or city.kind not in ("place", "state"):
            return None
        return Speaker(city.country, at, city.end, self.cast.part.name, "description", "official", city.country)

    def body(self, at: int, end: int) -> Speaker | None:
        """«یک مقام نیروهای حافظ صلح», «یکی از مسئولان سازمان …»: the body outside the codebook that an official is of."""
        named = _OF_A_BODY.match(self.cast.text, at, end)
        if named is None:
            return None
        name = reach(self.cast.text[named.start(1) : end].split(" که ")[0])[0].strip(' «"»')
        if not 2 <= len(name.split()) <= 7 or HAS_VERB.search(name):
            return None
        if name.startswith(("دولت ", "کابینه ")):  # «یک مقام ارشد دولت اردوغان»
            head = next((m for m in self.cast.between(named.start(1), named.start(1) + len(name)) if m.country), None)
            if head:
                return Speaker(head.country, at, head.end, self.cast.part.name, "description", "official", head.country)
        kind = type_by_words(name, self.cast.codebook, "official")
        return Speaker(
            other_id(self.cast.part, named.start(1), named.start(1) + len(name)),
            at,
            named.start(1) + len(name),
            self.cast.part.name,
            "description",
            kind,
        )

    def official(self, start: int, end: int) -> Speaker | None:
        """«مقام‌های روس», «یک منبع وزارت خارجه» at the head of a stretch: the state or body they speak for."""
        head = UNNAMED_HEAD.match(self.cast.text, start, end)
        if not head:
            return None
        limit = ELSEWHERE.search(self.cast.text, head.end(), min(end, head.end() + 45))
        reach = limit.start() if limit else min(end, head.end() + 45)
        state = self.cast.state_in(head.end(), reach)
        if state is None:
            house = next((m for m in self.cast.between(head.end(), reach) if m.resolved_by == "metonym"), None)
            state = self.cast.speaker_of(house) if house else None  # «منبعی در کرملین»
        if state is None or (head[1] and state.resolved_by == "description"):
            return None  # «منابع سوری» are nobody's officials
        return state._replace(start=start, end=head.end(), resolved_by="description", source_type="official")
