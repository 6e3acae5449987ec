"""Speakers whom the codebook does not know: by the noun phrase of the clause, its name or its description."""

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from analysis import kinds
from analysis.actors import Mention
from analysis.echoes import is_family_name
from analysis.lexicon import Hit
from analysis.namings import RANK, TITLES, in_fields, own_words, reach, without_deed
from analysis.roles import Roles
from analysis.source_types import type_by_words
from analysis.speaker import Known, Speaker, other_id
from analysis.speaker_patterns import (
    A_ROLE,
    AFTER_SOURCE,
    ANONYMOUS_NP,
    ARABIC_OUTLET,
    BODY,
    BODY_WITHIN,
    CREDITED,
    DELEGATION,
    GOVERNING,
    HAS_VERB,
    IN_MARKS,
    LEAD,
    MARKED_BODY,
    MEMBERS,
    NAME_THEN_ROLE,
    NAMED_THING,
    NOT_NAME,
    OFFICIAL_PLURAL,
    OUTLET_HEAD,
    PLURAL_HEAD,
    REPORTER_OF,
    ROLE,
    ROLE_BEHIND,
    ROLE_WORDS,
    SINGULAR_ROLE,
    SPOKEN_FOR,
    THIS_BODY,
)
from analysis.text import fold

if TYPE_CHECKING:
    from analysis.speakers import Cast


_NEXT_WORD = re.compile(r" ?[^\W_]+")
_SHARE_OF = re.compile(r"[^،,:]{3,60}")  # «یکی از » «مقامات پاکستانی»
_LETTER = re.compile(r"[^\W\d_]")
_DOCUMENT = re.compile(r"(?:این )?(بیانیه|اعلامیه|اطلاعیه|قطعنامه|متن|سند|توافقنامه)(?![^\W_])")
_SOME_OF = re.compile("(?:یکی|تنی چند|شماری|برخی|تعدادی|بعضی|بسیاری|عده ای|گروهی|جمعی|اکثر|اکثریت) از ")
_MARKED = re.compile(r'[«"]([^«»"]{3,40})[»"]')
_STOP = re.compile("[،,؛]")
_COMMA = re.compile(r' ?[،,] ?[«"]?')
_FROM_WHERE = re.compile(
    r"[»\")]? از [^\W\d_]{3,} (?=(?:(?!(?:در|با|از|به|که|و|را|روز|صبح|عصر|شب|امروز|دیروز)(?![^\W_]))[^\W\d_]+ ){2,4}(?:با|در|ضمن|طی|گفت|افزود|اظهار|تاکید|خاطر|تصریح|بیان|اعلام|امروز|صبح|عصر|شامگاه) )"
)
_PLACE_BEHIND = re.compile("[^،,؛:.]{2,25}?(?= ?[،,؛])")  # «به گزارش خبرگزاری فرانسه » «از بیروت»


def _begins_with_family(name: str, full: str) -> bool:
    """«نجف‌نژاد تمرکز نقدینگی …»: what begins with the family name of somebody known is that one and what is told of them."""
    said, parts = name.split(), full.split()
    return any(said[:k] == parts[-k:] for k in range(1, min(3, len(parts) - 1) + 1))


class Strangers:
    """Finds speakers outside the codebook in the part of an article that a `Cast` stands for."""

    def __init__(self, cast: "Cast"):
        self.cast = cast
        self.roles = Roles(cast, self)

    def _one_of(self, at: int, start: int, end: int) -> Speaker:
        """«یکی از مقامات پاکستانی»: an official is the state's or the body's; of others nobody is named."""
        words = _SHARE_OF.match(self.cast.text, start, end)
        described = reach(words[0])[0] if words else ""
        state = self.cast.state_in(start, min(end, start + 60)) if SPOKEN_FOR.match(described) else None
        where: dict[str, Any] = {"start": at, "end": start + len(described.split(" که ")[0])}
        if state:
            return state._replace(**where, resolved_by="description", source_type=self.cast.type_of(state.id))
        kind = kinds.nobodys(self.cast, described)
        if SPOKEN_FOR.match(described) and (body := self.cast.unnamed_ones.body(at, start + len(described))):
            return body
        if not self.cast.text.startswith("یکی", at):
            return Speaker("anonymous", part=self.cast.part.name, resolved_by="description", source_type=kind, **where)
        return Speaker(  # «یک …»: one person, who may be named later; nobody, if not (`settling.settle`)
            "other:یک " + described.split(" که ")[0], part=self.cast.part.name, resolved_by="description", source_type=kind, **where
        )  # fmt: skip

    def _named_behind(self, phrase: str, at: int, end: int) -> tuple[str, int] | None:
        """The name that follows a description after a comma, and where it stands."""
        after = at + len(phrase)
        comma = _COMMA.match(self.cast.text, after, end)
        if not comma or not SINGULAR_ROLE.match(phrase):
            return None
        rest = self.cast.text[comma.end() : end]
        close = re.match(r'([^،,؛:().\n]{4,40}?)[»"]? ?[،,]', rest)
        name = close[1].strip(' «"»') if close else ""
        if (
            not 2 <= len(name.split()) <= 4
            or ROLE.search(name)
            or reach(" " + name)[1]
            or HAS_VERB.search(name)
            or NOT_NAME.match(name)
        ):
            return None
        return name, comma.end()

    def _whole(self, name: str, at: int) -> str:
        """A name at a position up to the end of its last word as published: «رحیم‌پور», not «رحیم»."""
        folded = self.cast.part.folded
        _, end = folded.span(at, at + len(name))
        while folded.original[end : end + 1] == "\u200c" and (more := _NEXT_WORD.match(self.cast.text, at + len(name))):
            name += more[0]
            _, end = folded.span(at, at + len(name))
        return name

    def _another(self, rest: str, at: int, office: Mention) -> bool:
        """Whether a name in marks stands before an office whose holder of the day is called otherwise: «"نام" وزیر کشور»."""
        marked = IN_MARKS.match(rest)
        if (
            office.resolved_by != "office"
            or not marked
            or marked.end() < len(rest.rstrip())
            or at == 0
            or self.cast.text[at - 1] not in '«"'
        ):
            return False
        actor = self.cast.codebook.actors.get(office.actor_id)
        called = [fold(n).text.split()[-1] for n in actor.names] if actor else []
        return not any(SequenceMatcher(None, marked[1].split()[-1], n).ratio() > 0.6 for n in called)

    def _is_outlet(self, source: Hit, at: int) -> bool:
        """Whether an outlet's name is the phrase itself: «رویترز», «روزنامه کیهان»; not «رئیس دفتر الجزیره», «شهاب‌الدین», «داوود شهاب»."""
        head = self.cast.text[at : source.start].strip(' «"')
        weak = source.meanings[0].role == "weak" or self.cast.text[source.end : source.end + 4] == " الد"
        return not ROLE.search(head) and (not weak or bool(OUTLET_HEAD.match(head)))

    def _reports_for(self, source: Hit, at: int, phrase: str) -> bool:
        """Whether a phrase is the reporter of an outlet, without a name: «خبرنگار المیادین»."""
        nobody = source.end >= at + len(phrase)
        return nobody and bool(REPORTER_OF.match(self.cast.text[at : source.start]))

    def introduced(self, start: int, end: int, known: Known) -> Speaker | None:
        """Who is brought in by name and role without speaking yet: «سلمان رفیعی، مدرس دانشگاه، به تبیین … پرداخت.»"""
        near = min(end, start + 170)
        words = self.cast.text[start:near].split(None, 18)[:18]
        at_head = known.running is None and words[:1] != [] and words[0] in ROLE_WORDS
        if not at_head and (
            ROLE_WORDS.isdisjoint(words)
            or not any(w in ROLE_WORDS and i > 1 and words[i - 1] not in GOVERNING for i, w in enumerate(words))
        ):
            return None
        named = [m for m in self.cast.between(start, near) if m.kind == "person" and self.cast.is_subject(m, start)]
        others = dict(known.others)
        who = self.unknown(start, near, named, known)
        if who and self._introduces(who, known):
            return who
        known.others = others  # no more than looked at
        return None

    def _introduces(self, who: Speaker, known: Known) -> bool:
        name, behind = self.cast.text[who.start : who.end], self.cast.text[who.end : who.end + 24]
        if who.resolved_by == "description":  # the lead's «رئیس گروه بازرسان … خواستار … شد», named later
            return known.running is None and bool(SINGULAR_ROLE.match(name))
        named = who.id.startswith("other:") and who.resolved_by == "name" and " " in name
        return named and not BODY.match(name) and bool(ROLE_BEHIND.match(behind))

    def _credited(self, at: int, end: int) -> int:
        """Where a clause goes on after the credit that it opens with; `at` where it opens with none."""
        text = self.cast.text
        if not CREDITED.match(text, at, end):
            return at
        source = next(iter(self.cast.part.starting("source", at, min(end, at + 70))), None)
        if source is None or source.meanings[0].role == "not" or re.search("[،,:]", text[at : source.start]):
            return at
        if (near := AFTER_SOURCE.match(text, source.end, end)) is None:
            return at
        behind = _PLACE_BEHIND.match(text, near.end(), end)
        if behind and self.cast.state_in(near.end(), behind.end()):
            return behind.end()  # «به گزارش خبرگزاری فرانسه از بیروت، …»
        if from_where := _FROM_WHERE.match(text, source.end, end):  # «به گزارش خبرگزاری فارس از شیراز بهمن راستین با …»
            return from_where.end()
        return near.end()

    def unknown(
        self, start: int, end: int, candidates: list[Mention], known: Known, plural: bool = False
    ) -> Speaker | None:
        """A speaker outside the codebook: the first noun phrase of the clause («هادی شوشتری در گفت‌وگو با … گفت»)."""
        at = start
        limit = candidates[0].start if candidates else end
        while at < limit:
            rest = self.cast.text[at:limit]
            lead = LEAD.match(rest)
            if lead and lead.end():
                at += lead.end()
                continue
            if rest[:1] in ' «"-(•*':
                at += 1
                continue
            if NOT_NAME.match(rest):
                if (credited := self._credited(at, limit)) > at:  # «به گزارش خبرگزاری فارس هادی شوشتری گفت»
                    at = credited
                    continue
                # «به گزارش …، هادی شوشتری گفت»: on to the next segment
                comma = next((c for c in _STOP.finditer(rest) if not in_fields(rest, c.start())), None)
                if not comma:
                    return None
                at += comma.end()
                continue
            break
        if at >= limit:
            return None
        if body := self._body_in_marks(at, limit):
            return body
        rest = self.cast.text[at:limit]
        phrase, stop = reach(rest, plural)
        phrase = phrase.strip(' «"»')
        source = next(
            (h for h in self.cast.part.starting("source", at, at + len(phrase) + 2) if h.meanings[0].role != "not"),
            None,
        )
        if source and (self._is_outlet(source, at) or self._reports_for(source, at, phrase)):  # «رویترز گزارش داد که …»
            meaning = source.meanings[0]
            return Speaker(
                meaning.id, source.start, source.end, self.cast.part.name, "name", "media", meaning.entry.country or ""
            )
        if (
            limit != end
            and not stop
            and not NAME_THEN_ROLE.match(phrase)
            and not self._another(rest, at, candidates[0])
        ):
            return None  # the phrase runs on into a known name: «معاون وزیر خارجه روسیه بوگدانف»
        if (
            not phrase
            or HAS_VERB.search(phrase)
            or len(phrase) < 3
            or len(phrase.split()) > (30 if NAME_THEN_ROLE.match(phrase) else 14)
            or not _LETTER.search(phrase)
        ):
            return None
        at += rest.find(phrase)
        document = _DOCUMENT.match(phrase)
        if document:
            return self.cast.document(at + document.start(1), at + document.end(1))
        speaker = self._other(phrase, at, end, known)
        if (members := MEMBERS.match(self.cast.text, at, end)) and (
            house := self.cast.state_in(at, members.end() + 20)
        ):
            return house._replace(start=at, end=members.end(), resolved_by="description", source_type="official")
        state = (
            self.cast.state_in(at, at + len(phrase))
            if OFFICIAL_PLURAL.match(phrase) or phrase.startswith("طرف ") or DELEGATION.match(phrase)
            else None
        )
        if state and (body := self.cast.body_in(phrase, state)):
            state = body
        if state:  # «مقامات صهیونیستی»
            return state._replace(start=at, end=at + len(phrase), resolved_by="description", source_type="official")
        if (
            (plural or PLURAL_HEAD.match(phrase))
            and speaker
            and speaker.id.startswith("other:")
            and not THIS_BODY.match(self.cast.text, at + len(phrase), end)  # «مسئولان این سازمان» are the body
            and " و " not in self.cast.text[at:end]
        ):
            return speaker._replace(
                id="anonymous",
                resolved_by="description",
                source_type=type_by_words(phrase, self.cast.codebook, "anonymous"),
            )
        return speaker

    def _body_in_marks(self, at: int, end: int) -> Speaker | None:
        """«اندیشکده «مرکز صلح و توسعه»», «روزنامه «نمونه تریبیون»»: the name is what stands in the marks, «و» and all."""
        marked = MARKED_BODY.match(self.cast.text, at, end) or ARABIC_OUTLET.match(self.cast.text, at, end)
        if marked is None or any(h.start < marked.end() for h in self.cast.part.starting("source", at, marked.end())):
            return None
        kind = type_by_words(marked[0].replace("«", "").replace('"', ""), self.cast.codebook, "")
        return Speaker(other_id(self.cast.part, *marked.span(1)), *marked.span(1), self.cast.part.name, "name", kind)

    def _other(self, phrase: str, at: int, end: int, known: Known) -> Speaker | None:
        context = self.cast.text[at : min(end, at + 120)]
        if several := _SOME_OF.match(self.cast.text, at, end):
            return self._one_of(at, several.end(), end)
        one = A_ROLE.match(phrase) and not re.search("منبع|مقام", phrase)
        rank = False
        body = self.cast.unnamed_ones.body(at, at + len(phrase)) if phrase.startswith(("یک ", "این ")) else None
        if body and self.cast.state_in(at, at + len(phrase)) is None:
            return body
        if ANONYMOUS_NP.match(phrase) and not one:
            state = self.cast.state_in(at, at + len(phrase))
            if state and (re.search("مقام|مسیول|دیپلمات", phrase) or self.cast.unnamed_ones.sources_of(at, state)):
                return state._replace(start=at, end=at + len(phrase), resolved_by="description", source_type="official")
            if "مقام" in phrase and (seat := self.cast.unnamed_ones.seat(at + len(phrase), end)):
                return seat._replace(start=at, end=at + len(phrase))
            return Speaker(
                "anonymous",
                at,
                at + len(phrase),
                self.cast.part.name,
                "description",
                kinds.nobodys(self.cast, phrase),
            )
        titled = TITLES.match(phrase)  # «سردار بهمن راستین», «دکتر «احمد ابراهیم»، …»; not «ژنرال آمریکایی»
        if titled and not self.cast.state_in(
            at + titled.end(), at + titled.end() + len(phrase[titled.end() :].split(" ")[0])
        ):
            rank = bool(RANK.search(titled[0]))
            at += titled.end()
            phrase = phrase[titled.end() :]
        elif (behind := self._named_behind(phrase, at, end)) and not self.cast.bearers.of(phrase, known, at):
            return self._other(*behind, end, known)  # «وزیر صمت کشورمان، عباس علی‌آبادی، …»
        quoted = _MARKED.search(self.cast.text[at : at + len(phrase) + 2])
        if (
            quoted
            and ROLE.match(phrase)
            and not NAMED_THING.search(self.cast.text[at : quoted.start() + at].rstrip(' «"') + " ")
        ):  # «سناتور "کیت باند" …»
            at += quoted.start(1)
            phrase = quoted[1]
        role = ROLE.search(phrase)
        name = phrase[: role.start()].strip(' «"»،') if role else phrase
        marked = IN_MARKS.match(self.cast.text, at) if at and self.cast.text[at - 1] in '«"' else None
        if marked:
            name = marked[1].strip()
        if name and not role and not BODY_WITHIN.search(name):
            a, b = self.cast.part.folded.span(at, at + len(name))
            if len(self.cast.part.folded.original[a:b].split()) > 4 or "ترین" in name:
                name = self._whole(own_words(name, self.cast.text, known.others), at)
        if BODY.match(name):
            name = without_deed(name, self.cast.text)
        if len(name.split()) > (9 if BODY.match(name) else 5):
            name = " ".join(name.split()[:5])
        if name and not SINGULAR_ROLE.match(phrase):
            linked = self.cast.bearers.named_like(name)
            if linked:
                return linked._replace(start=at, end=at + len(name), part=self.cast.part.name)
            surname = name.split()[-1]
            for full, speaker in known.others.items():
                if name.endswith(" " + full) and (
                    " " not in speaker.id or is_family_name(full, self.cast.codebook.given)
                ):
                    continue  # the headline's «زواره‌ای», «مؤذن زاده» gets its full name
                if (
                    full.replace(" ", "").endswith(name.replace(" ", ""))
                    or full.split()[-1] == surname
                    or (len(name.split()) == 1 and name in full.split())
                    or _begins_with_family(name, full)
                ):
                    return speaker._replace(start=at, end=at + len(name), part=self.cast.part.name)
            kind = kinds.settled(self.cast, phrase, name, context, rank, at)
            speaker = Speaker(
                other_id(self.cast.part, at, at + len(name)),
                at,
                at + len(name),
                self.cast.part.name,
                "name",
                kind,
            )
            if len(name.split()) > 1:
                known.others[name] = speaker
            return speaker
        return self.roles.bearer(phrase, at, end, kinds.settled(self.cast, phrase, name, context, rank, at), known)
