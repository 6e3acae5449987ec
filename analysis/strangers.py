"""Speakers whom the codebook does not know: by the noun phrase of the clause, its name or its description."""

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.actors import Mention
from analysis.source_types import type_by_words
from analysis.speaker import Known, Speaker
from analysis.speaker_patterns import (
    A_ROLE,
    ADDRESSED,
    AFTER_APPOSITION,
    ANONYMOUS_NP,
    APPOSITION,
    HAS_VERB,
    IN_MARKS,
    LEAD,
    NOT_NAME,
    OBLIQUE,
    OFFICIAL_PLURAL,
    ROLE,
    SINGULAR_ROLE,
    SPOKEN_FOR,
    STOP,
    THIS_BODY,
    TITLE_BEFORE,
    TITLED,
)

if TYPE_CHECKING:
    from analysis.speakers import Cast


class Strangers:
    """Finds speakers outside the codebook in the part of an article that a `Cast` stands for."""

    def __init__(self, cast: "Cast"):
        self.cast = cast

    def _this_body(self, at: int, end: int) -> Speaker | None:
        """«سخنگوی این وزارتخانه»: the body named last; «سخنگوی این سفارتخانه»: the state."""
        this = THIS_BODY.match(self.cast.text, at, end)
        if not this:
            return None
        kinds = ("state",) if this[1] else ("organisation", "group")
        before = reversed(self.cast.mentions[: bisect_left(self.cast.starts, at)])
        last = next((m for m in before if m.kind in kinds and m.actor_id and m.resolved_by != "pronoun"), None)
        return self.cast.speaker_of(last) if last else None

    def _one_of(self, at: int, start: int, end: int) -> Speaker:
        """«یکی از مقامات پاکستانی»: an official is the state's or the body's; of others nobody is named."""
        words = re.compile(r"[^،,:]{3,60}").match(self.cast.text, start, end)
        described = words[0] if words else ""
        state = self.cast.state_in(start, min(end, start + 60)) if SPOKEN_FOR.match(described) else None
        where: dict[str, Any] = {"start": at, "end": start + len(described.split(" که ")[0])}
        if state:
            return replace(state, **where, resolved_by="description", source_type=self.cast.type_of(state.id))
        kind = type_by_words(described, self.cast.codebook, "anonymous")
        return Speaker(  # «یک …»: one person, who may be named later; nobody, if not (`settling.settle`)
            "other:یک " + described.split(" که ")[0], part=self.cast.part.name, resolved_by="description", source_type=kind, **where
        )  # fmt: skip

    def _named_behind(self, phrase: str, at: int, end: int) -> tuple[str, int] | None:
        """The name that follows a description after a comma, and where it stands."""
        after = at + len(phrase)
        comma = re.compile(r' ?[،,] ?[«"]?').match(self.cast.text, after, end)
        if not comma or not SINGULAR_ROLE.match(phrase):
            return None
        rest = self.cast.text[comma.end() : end]
        close = re.match(r'([^،,؛:().\n]{4,40}?)[»"]? ?[،,]', rest)
        name = close[1].strip(' «"»') if close else ""
        if (
            not 2 <= len(name.split()) <= 4
            or ROLE.search(name)
            or STOP.search(" " + name)
            or HAS_VERB.search(name)
            or NOT_NAME.match(name)
        ):
            return None
        return name, comma.end()

    def _bearer(self, phrase: str, known: Known) -> Speaker | None:
        """Who bears a description beside their name: «منصور حقیقت‌پور نائب رئیس کمیسیون … گفت»."""
        wanted = phrase[:40]
        for mention in self.cast.mentions:
            if mention.kind != "person" or mention.resolved_by != "name":
                continue
            if self.cast.text[mention.end : mention.end + 48].lstrip(' »"،').startswith(wanted):
                return self.cast.speaker_of(mention)
        for name, speaker in known.others.items():
            at = self.cast.text.find(name)
            if at >= 0 and self.cast.text[at + len(name) : at + len(name) + 48].lstrip(' »"،').startswith(wanted):
                return speaker
        return None

    def described_as(self, name: str) -> str:
        """The source type by the words beside any naming of somebody («با شیرین کاوه‌ای، پژوهشگر …»); else empty."""
        text, end = self.cast.text, 0
        while (at := text.find(name, end)) >= 0:
            end = at + len(name)
            if (at and text[at - 1].isalnum()) or text[end : end + 1].isalnum():
                continue  # a piece of another word
            behind = APPOSITION.match(text, end)
            before = TITLE_BEFORE.search(text, max(0, at - 40), at)
            after = OBLIQUE.split(behind[1])[0].split()[:4] if behind else []
            kind = type_by_words(" ".join(after), self.cast.codebook, "")
            if not kind and before:  # «پژوهشگر ارشد رامین تاب‌آور»; not «به گزارش خبرنگار ما رامین تاب‌آور»
                kind = type_by_words(OBLIQUE.split(before[1])[-1], self.cast.codebook, "").replace("media", "")
            if kind:
                return kind
        return ""

    def _borne(self, name: str) -> Speaker | None:
        """A person of the codebook whose full name stands in the article and ends in `name`: «رودریگز»."""
        for mention in self.cast.mentions:
            if mention.kind == "person" and mention.resolved_by == "name":
                words = self.cast.text[mention.start : mention.end].split()
                if len(words) > 1 and words[-1] == name.split()[0] and len(name.split()) < 6:
                    return self.cast.speaker_of(mention)
        return None

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
                comma = re.search("[،,]", rest)  # «به گزارش …، هادی شوشتری گفت»: on to the next segment
                if not comma:
                    return None
                at += comma.end()
                continue
            break
        if at >= limit:
            return None
        rest = self.cast.text[at:limit]
        stop = STOP.search(rest)
        phrase = rest[: stop.start()] if stop else rest
        phrase = phrase.strip(' «"»')
        source = next(
            (h for h in self.cast.part.starting("source", at, at + len(phrase) + 2) if h.meanings[0].role != "not"),
            None,
        )
        if source:  # «رویترز گزارش داد که …»
            meaning = source.meanings[0]
            return Speaker(
                meaning.id, source.start, source.end, self.cast.part.name, "name", "media", meaning.entry.country or ""
            )
        if limit != end and not stop and not re.search("[،,]", rest):
            return None  # the phrase runs on into a known name: «معاون وزیر خارجه روسیه بوگدانف»
        if (
            not phrase
            or HAS_VERB.search(phrase)
            or len(phrase) < 3
            or len(phrase.split()) > 14
            or not re.search(r"[^\W\d_]", phrase)
        ):
            return None
        at += rest.find(phrase)
        document = re.match(r"(?:این )?(بیانیه|اعلامیه|اطلاعیه|قطعنامه|متن|سند|توافقنامه)(?![^\W_])", phrase)
        if document:
            return self.cast.document(at + document.start(1), at + document.end(1))
        speaker = self._other(phrase, at, end, known)
        state = (
            self.cast.state_in(at, at + len(phrase))
            if OFFICIAL_PLURAL.match(phrase) or phrase.startswith("طرف ")
            else None
        )
        if state:  # «مقامات صهیونیستی»
            return replace(state, start=at, end=at + len(phrase), resolved_by="description", source_type="official")
        if plural and speaker and speaker.id.startswith("other:") and " و " not in self.cast.text[at:end]:
            return replace(
                speaker,
                id="anonymous",
                resolved_by="description",
                source_type=type_by_words(phrase, self.cast.codebook, "anonymous"),
            )
        return speaker

    def _other(self, phrase: str, at: int, end: int, known: Known) -> Speaker | None:
        context = self.cast.text[at : min(end, at + 120)]
        if several := re.match(r"(?:یکی|تنی چند|شماری|برخی|تعدادی) از ", self.cast.text[at:end]):
            return self._one_of(at, at + several.end(), end)
        one = A_ROLE.match(phrase) and not re.search("منبع|مقام", phrase)
        if ANONYMOUS_NP.match(phrase) and not one:
            state = self.cast.state_in(at, at + len(phrase))
            if state and re.search("مقام|مسیول|دیپلمات", phrase):
                return replace(state, start=at, end=at + len(phrase), resolved_by="description", source_type="official")
            return Speaker(
                "anonymous",
                at,
                at + len(phrase),
                self.cast.part.name,
                "description",
                type_by_words(phrase, self.cast.codebook, "anonymous"),
            )
        titled = TITLED.match(phrase)  # «حجت‌الاسلام والمسلمین «یوسف …»»
        if titled:
            at += titled.end()
            phrase = phrase[titled.end() :]
        if bare := ADDRESSED.match(phrase):  # «دکتر «احمد ابراهیم»، …»
            at += bare.end()
            phrase = phrase[bare.end() :]
        elif not self._bearer(phrase, known) and (behind := self._named_behind(phrase, at, end)):
            return self._other(*behind, end, known)  # «وزیر صمت کشورمان، عباس علی‌آبادی، …»
        quoted = re.search(r'[«"]([^«»"]{3,40})[»"]', self.cast.text[at : at + len(phrase) + 2])
        if quoted and ROLE.match(phrase):  # «سناتور "کیت باند" …»
            at += quoted.start(1)
            phrase = quoted[1]
        role = ROLE.search(phrase)
        name = phrase[: role.start()].strip(' «"»،') if role else phrase
        marked = IN_MARKS.match(self.cast.text, at) if at and self.cast.text[at - 1] in '«"' else None
        if marked:
            name = marked[1].strip()
        if len(name.split()) > 5:
            name = " ".join(name.split()[:5])
        described = phrase[len(name) :] if phrase.startswith(name) and not phrase.startswith("یک ") else phrase
        context = described + AFTER_APPOSITION.split(context[len(phrase) :], maxsplit=1)[0]
        kind = type_by_words(context, self.cast.codebook, "")
        if not kind and (head := type_by_words(phrase, self.cast.codebook, "")) in (
            "media",
            "international",
            "military",
        ):
            kind = head  # «شبکه النور لبنان»: no person's name
        if name and not SINGULAR_ROLE.match(phrase):
            linked = self._borne(name)
            if linked:
                return replace(linked, start=at, end=at + len(name), part=self.cast.part.name)
            surname = name.split()[-1]
            for full, speaker in known.others.items():
                if (
                    full.replace(" ", "").endswith(name.replace(" ", ""))
                    or full.split()[-1] == surname
                    or (len(name.split()) == 1 and name in full.split())
                    or name.split()[0] == full.split()[-1]
                ):
                    return replace(speaker, start=at, end=at + len(name), part=self.cast.part.name)
            a, b = self.cast.part.folded.span(at, at + len(name))
            speaker = Speaker(
                "other:" + self.cast.part.folded.original[a:b].strip(' «"»'),
                at,
                at + len(name),
                self.cast.part.name,
                "name",
                kind,
            )
            if len(name.split()) > 1:
                known.others[name] = speaker
            return speaker
        if body := self._this_body(at + len(phrase), end):
            return replace(body, start=at, end=at + len(phrase), part=self.cast.part.name, resolved_by="description")
        # a role without a name: «نماینده مردم قوچان گفت» is who bears it beside a name, or who spoke last, where that is
        # somebody outside the codebook
        bearer = self._bearer(phrase, known)
        if bearer:
            return replace(bearer, start=at, end=at + len(phrase), part=self.cast.part.name, resolved_by="description")
        last = known.running or known.topic
        alone = last is not None and last.is_person and known.persons <= {last.id}
        state = self.cast.state_in(at, at + len(phrase))
        if state and last and last.country and state.country != last.country:
            alone = False  # a description of another state's official
        if last and (last.id.startswith("other:") or alone) and not re.match("یک ", phrase):
            return replace(last, start=at, end=at + len(phrase), part=self.cast.part.name, resolved_by="description")
        if state and kind in (
            "",
            "official",
            "military",
        ):  # unnamed officials of a named state or body are that state or body
            where: dict[str, Any] = {"start": at, "end": at + len(phrase), "part": self.cast.part.name}
            return replace(state, resolved_by="description", source_type=kind or state.source_type, **where)
        a, b = self.cast.part.folded.span(at, at + len(phrase))
        return Speaker(
            "other:" + self.cast.part.folded.original[a:b],
            at,
            at + len(phrase),
            self.cast.part.name,
            "description",
            kind,
        )
