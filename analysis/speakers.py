"""Who speaks: the subject of a reporting clause, named or not.

In goes the stretch of a sentence before a reporting verb; out comes a `Speaker`: a person, a state or body, several
together, a document, an unnamed source, or somebody whom the codebook does not know. Persian puts the subject first and
drops it when it is known, so a clause without subject goes to the running speaker.
"""

import re
from bisect import bisect_left
from typing import Any

from analysis.actors import Mention
from analysis.bearers import Bearers
from analysis.codebook import Codebook, body_id
from analysis.entries import Term
from analysis.lexicon import Hit
from analysis.reading import Part, Reading
from analysis.signals import signals
from analysis.speaker import Known, Speaker
from analysis.speaker_patterns import (
    ABOUT,
    ASIDE,
    DEPUTY,
    LEAD,
    MEMBER_OF,
    NAMED_BODY,
    OFFICIALS,
    OFFICIALS_INSIDE,
    ONE_OFFICIAL,
    PREPOSITION,
    SHARE,
    SOMEBODY_S,
    THEY,
    THIS_OUTLET,
    THIS_SOURCE,
    TURN,
    TURNING,
)
from analysis.strangers import Strangers
from analysis.unnamed import Unnamed

_WHO = re.compile(" ?[،,]? ?که ?")  # «… کوفی عنان که معتقد بود …»
_BEFORE_SUBJECT = re.compile("(?:^| )(?:و|نیز|همچنین|امروز|دیروز|گذشته|اما|ولی|البته|شنبه|جمعه|که|این)$")


def _pronouns(part: Part, mentions: list[Mention]) -> list[Mention]:
    """«وی» where nobody in the codebook is meant: still the subject of its clause."""
    taken = {m.start for m in mentions if m.part == part.name}
    return [
        Mention(part.name, h.start, h.end, "", "person", "", "pronoun")
        for h in part.words("pronoun")
        if h.start not in taken
    ]


class Cast:
    """Finds speakers in one part of an article: its mentions, anonymous sources and credits by position."""

    def __init__(self, part: Part, mentions: list[Mention], reading: Reading, codebook: Codebook):
        self.part, self.text, self.reading, self.codebook = part, part.text, reading, codebook
        self.mentions = sorted(
            [*(m for m in mentions if m.part == part.name), *_pronouns(part, mentions)], key=lambda m: m.start
        )
        self.starts = [m.start for m in self.mentions]
        self.strangers, self.bearers, self.unnamed_ones = Strangers(self), Bearers(self), Unnamed(self)
        self.sources = [h for h in part.hits.get("source", ()) if h.meanings[0].role == "name"]
        self.titles = {h.end for h in part.words("title")}

    def close(self) -> None:
        """Part with those who look for speakers and refer back here: they would be left to the collector."""
        vars(self.strangers).clear()
        vars(self.unnamed_ones).clear()
        vars(self).clear()

    def between(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie in a folded span."""
        out = []
        for at in range(bisect_left(self.starts, start), len(self.mentions)):
            mention = self.mentions[at]
            if mention.start >= end:
                break
            if mention.end <= end:
                out.append(mention)
        return out

    def unnamed(self, start: int, end: int) -> list[Hit]:
        """Phrases for sources without a name that begin in a folded span."""
        return [h for h in self.part.starting("phrase", start, end) if h.meanings[0].role == "anonymous"]

    def speaker_of(self, mention: Mention) -> Speaker:
        """The speaker that a mention names."""
        return Speaker(
            mention.actor_id, mention.start, mention.end, mention.part, mention.resolved_by,
            self.type_of(mention.actor_id, mention), mention.country,
        )  # fmt: skip

    def type_of(self, actor_id: str, mention: Mention | None = None) -> str:
        """Source type of an actor: by the office on the day, else the actor's own, else by kind."""
        book = self.codebook
        actor = book.actors.get(actor_id)
        if actor_id.startswith("joint:"):
            return "collective"
        if actor is None:
            body = book.body_of(actor_id)
            return book.bodies[body[0]].type if body and body[0] != "ministry-of-defence" else "official"
        term = book.office_on(actor_id, self.reading.day) if actor.kind == "person" else None
        kind = book.offices[term.office].type if term and term.office in book.offices else ""
        if actor.type == "official" and kind == "international" and term and self._in_office(term):
            return kind  # a statesman who heads a world body on the day
        return actor.type or kind or "official"

    def bears_no_office(self, actor_id: str) -> bool:
        """Whether a person of the codebook is known to hold none on the article's day."""
        actor = self.codebook.actors.get(actor_id)
        day = self.reading.day
        if actor is None or actor.kind != "person" or actor.type not in ("", None, "official") or day is None:
            return False
        term = self.codebook.office_on(actor_id, day)
        return term is None or not self._in_office(term)

    def _in_office(self, term: Term) -> bool:
        """Whether a term that began by the article's day has not ended by then."""
        return self.reading.day is not None and (term.to is None or term.to >= self.reading.day)

    # ------------------------------------------------------------ subject of a clause

    def subject(self, start: int, end: int, known: Known, *, plural: bool = False) -> Speaker | None:
        """The subject of the clause in [start, end): named, unnamed, pronoun or unknown; None where it is left out."""
        turning = not TURNING.isdisjoint(signals(self.part, start)) or self.part.sentence_at(start)[1] < end
        turns = list(TURN.finditer(self.text, start, end)) if turning else []
        if turns and not ASIDE.search(
            self.text, start, turns[-1].start()
        ):  # «آمریکا و ترکیه توافق کردند اما واشنگتن اعلام کرده است …»
            later = self._subject(turns[-1].end(), end, known, plural)
            if later:
                return later
        return self._subject(start, end, known, plural)

    def _subject(self, start: int, end: int, known: Known, plural: bool) -> Speaker | None:
        if (this := THIS_SOURCE.match(self.text, start, end)) and known.last and known.last.id != "":
            return known.last._replace(start=start, end=this.end(), part=self.part.name, resolved_by="pronoun")
        if some := self._share_or_outlet(start, end, known):
            return some
        near = self.between(max(start, end - 80), end)
        if near and near[-1].kind == "person" and _WHO.fullmatch(self.text, near[-1].end, end):
            return self.speaker_of(near[-1])  # «… کوفی عنان که معتقد بود …»
        unnamed = next((h for h in self.unnamed(start, end) if not self._oblique(h.start, start)), None)
        candidates = [m for m in self.between(start, end) if m.kind != "place" and self.is_subject(m, start)]
        unknown = self.strangers.unknown(start, end, candidates, known, plural)
        first = candidates[0] if candidates else None
        if (
            plural
            and (first is None or first.resolved_by == "pronoun")
            and (unknown is None or unknown.id == "anonymous")
        ):
            they = self._plural(start, end)
            if they:
                return they
        if (
            unnamed
            and (first is None or unnamed.start < first.start)
            and (unknown is None or unnamed.start <= unknown.end)
        ):
            return self.unnamed_ones.anonymous(unnamed, start, end)
        if unknown and (first is None or unknown.start < first.start):
            return unknown
        if first is None:
            return None
        if first.resolved_by == "pronoun":
            return self.pronoun(first, known)
        together = self.together(candidates)
        if together:
            return together
        chosen = (first.resolved_by == "office" and self.unnamed_ones.nobody_named(first)) or self.speaker_of(first)
        word = self.text[first.start : first.end]
        if first.kind == "person" and " " not in word:  # «حسینی» is the «سید حسن حسینی» named before, not the minister
            namesake = next((k for n, k in known.others.items() if n.split()[-1] == word), None)
            if namesake:
                return namesake._replace(start=first.start, end=first.end, part=self.part.name)
        if first.kind in ("state", "organisation", "group") and ONE_OFFICIAL.search(
            self.text[max(start, first.start - 40) : first.start]
        ):
            last = known.running
            alone = len({k.id for k in known.others.values()} | known.persons) < 2
            if last and (
                (
                    last.id.startswith("other:")
                    and ((known.others and alone) or self.bearers.serves(last, first.actor_id))
                )
                or self._speaks_for(last, first, known)
            ):
                return last._replace(start=first.start, end=first.end, part=self.part.name, resolved_by="description")
            chosen = chosen._replace(resolved_by="description")
        elif MEMBER_OF.fullmatch(self.text, start, first.start) and self._is_member(known, first):
            assert known.running
            return known.running._replace(start=start, end=first.end, part=self.part.name, resolved_by="description")
        if first.kind in ("state", "organisation") and len(candidates) > 1:
            later = [m for m in candidates[1:] if m.kind == "person" and m.resolved_by != "pronoun"]
            if later and not re.search("[،,]|که", self.text[first.end : later[0].start]):
                chosen = self.speaker_of(later[0])  # «ترکیه … اردوغان»
        return chosen

    def _speaks_for(self, last: Speaker, body: Mention, known: Known) -> bool:
        """Whether «سخنگوی حماس» is who just spoke: the only person who did, named beside the movement, who heads nothing."""
        return (
            body.kind == "group"
            and last.id in self.codebook.actors
            and known.persons <= {last.id, body.actor_id}
            and not self.codebook.terms_held(last.id)
            and self.bearers.serves(last, body.actor_id)
        )

    def _is_member(self, known: Known, body: Mention) -> bool:
        """Whether «عضو شورای مرکزی حزب …» is who just spoke: a countryman without office, the only person who did."""
        last = known.running
        actor = self.codebook.actors.get(last.id) if last else None
        return (
            last is not None
            and actor is not None
            and body.kind in ("organisation", "group")
            and actor.kind == "person"
            and known.persons <= {last.id}
            and not known.others
            and last.country == body.country
            and self.codebook.office_on(last.id, self.reading.day) is None
        )

    def _share_or_outlet(self, start: int, end: int, known: Known) -> Speaker | None:
        """«۴۵ درصد از مردم ترکیه» are nobody in particular; «این روزنامه» is the outlet named last."""
        share = SHARE.search(self.text, start, end) if self.text.find("درصد", start, end) >= 0 else None
        if share is None and self.text.find("این ", start, end) < 0 and self.text.find("همین ", start, end) < 0:
            return None
        lead = LEAD.match(self.text, start, end)
        before = self.text[start : share.start()] if share else ""
        if share and (
            not before.strip() or LEAD.fullmatch(before) or before.rstrip()[-1] in "،," or ABOUT.fullmatch(before)
        ):
            return Speaker("anonymous", share.start(), share.end(), self.part.name, "description", "citizen")
        this = THIS_OUTLET.match(self.text, lead.end() if lead else start, end)
        if not this:
            return None
        where: dict[str, Any] = {"start": this.start(), "end": this.end(), "part": self.part.name}
        last = next((h for h in reversed(self.sources) if h.end <= this.start()), None)
        spoke = known.spoke
        if (
            spoke
            and last
            and spoke.source_type == "media"
            and spoke.part == self.part.name
            and spoke.start > last.start
        ):
            return spoke._replace(resolved_by="description", **where)  # an outlet outside the codebook
        if last:
            meaning = last.meanings[0]
            country = meaning.entry.country or ""
            return Speaker(meaning.id, resolved_by="description", source_type="media", country=country, **where)
        if known.running and known.running.source_type == "media":
            return known.running._replace(resolved_by="description", **where)
        return None

    def _plural(self, start: int, end: int) -> Speaker | None:
        """The subject of a plural verb that no name opens: «… مقامات کشورمان امروز», «آن‌ها»."""
        heads = list(OFFICIALS_INSIDE.finditer(self.text, start, end))
        if heads and not self._oblique(heads[-1].start(1), start):
            state = self.state_in(heads[-1].end(), min(end, heads[-1].end() + 30))
            if state:
                return state._replace(start=heads[-1].start(1), resolved_by="description", source_type="official")
        they = THEY.match(self.text, start, end)
        if not they:
            return None
        before = list(
            reversed(self.mentions[max(0, bisect_left(self.starts, start) - 12) : bisect_left(self.starts, start)])
        )
        opened, _ = self.part.sentence_at(max(0, start - 2))  # the subject of the sentence before
        subject = next((m for m in reversed(before) if m.start >= opened and self.is_subject(m, opened)), None)
        last = next((m for m in before if m.kind in ("state", "group", "organisation") and m.actor_id), None)
        if subject and subject.kind == "person":
            last = None  # «ترامپ و برخی از مشاورانش …. آنها استدلال می‌کنند»
        if last is None or start - last.end > 160:
            return Speaker("anonymous", they.start(1), they.end(1), self.part.name, "pronoun", "anonymous")
        return self.speaker_of(last)._replace(start=they.start(1), end=they.end(1), resolved_by="pronoun")

    def is_subject(self, mention: Mention, start: int) -> bool:
        before = self.text[max(start, mention.start - 40) : mention.start]
        if PREPOSITION.search(before):
            return False
        if mention.kind == "person":
            return not (DEPUTY if mention.resolved_by == "office" else SOMEBODY_S).search(before)
        lead = LEAD.match(self.text, start, mention.start)
        if lead and not self.text[lead.end() : mention.start].strip(' «"'):
            return True
        bare = before.rstrip(' «"(')
        if mention.kind in ("organisation", "group") and (head := NAMED_BODY.search(bare)):
            bare = bare[: head.start()].rstrip(' «"(')  # «اندیشکده «رند» در گزارشی مدعی شد»
            if LEAD.fullmatch(bare + " "):
                return True
        if not bare or bare[-1] in "،,؛:)-؟!." or _BEFORE_SUBJECT.search(bare):
            return True
        officials = OFFICIALS.search(before)
        if officials is None:
            return False
        return not re.search(r"(?:رییس|سرپرست|عضو|اعضای|ریاست|سخنگوی) $", before[: officials.start()])

    def _oblique(self, position: int, start: int) -> bool:
        return bool(PREPOSITION.search(self.text[max(start, position - 30) : position]))

    def together(self, candidates: list[Mention]) -> Speaker | None:
        """«ایران، روسیه و ترکیه … اعلام کردند»: several states or persons joined by «و» and commas."""
        run = [candidates[0]]
        for mention in candidates[1:]:
            if not re.fullmatch(r" ?(?:و|،|,|-) ?(?:و )?", self.text[run[-1].end : mention.start]):
                break
            run.append(mention)
        ids = sorted({m.actor_id for m in run if m.actor_id})
        if len(ids) < 2 or any(i.startswith("joint:") for i in ids):
            return None
        return Speaker(
            "joint:" + "+".join(ids),
            run[0].start,
            run[-1].end,
            self.part.name,
            run[0].resolved_by,
            "collective" if len(ids) > 2 else "official",
            "",
        )

    def pronoun(self, mention: Mention, known: Known) -> Speaker | None:
        where: dict[str, Any] = {
            "start": mention.start,
            "end": mention.end,
            "part": self.part.name,
            "resolved_by": "pronoun",
        }
        if mention.actor_id.startswith("joint:"):
            return Speaker(mention.actor_id, source_type="collective", **where)
        if mention.kind == "state" and mention.actor_id:
            return Speaker(mention.actor_id, country=mention.country, **where)
        if mention.kind != "person":
            return None
        if known.running and self.text.startswith("این ", mention.start):  # «این مقام آمریکایی» is who just spoke
            unnamed = known.last if known.last and known.last.id == "anonymous" else None
            unnamed = unnamed or self.unnamed_ones.told_of(mention, known)
            return (unnamed or known.spoke or known.running)._replace(**where)
        if nobody := known.unnamed(self.text):
            return nobody._replace(**where)  # «یک منبع آگاه گفت …. وی افزود …»
        if (one := known.last) and self.unnamed_ones.one_official(one):
            return one._replace(**where)  # «یک مقام آمریکایی گفت …. وی افزود …»: the state again
        last = next((k for k in (known.running, known.topic) if k and k.is_person and k.id), None)
        if last:
            return last._replace(**where)
        if mention.actor_id:
            return self.speaker_of(mention)._replace(**where)
        return None

    def document(self, start: int, end: int) -> Speaker:
        """A statement or treaty that speaks for itself: `document:` and its head word as written."""
        a, b = self.part.folded.span(start, end)
        # a joint or closing statement is the states' together
        near = self.text[max(0, start - 200) : end + 60]
        if self.part.name == "title":  # «بیانیه آستانه: …»: the text says whose it is
            near += self.reading.text.text[:400]
        kind = (
            "collective" if re.search("مشترک|پایانی|سه کشور|سه جانبه|سران|کشورهای ضامن|سه وزیر", near) else "document"
        )
        word = self.part.folded.original[a:b].rstrip("\u0650")  # «گزارشِ»
        return Speaker("document:" + word, start, end, self.part.name, "description", kind)

    def body_in(self, phrase: str, state: Speaker) -> Speaker | None:
        """The ministry of a state that a description names: «سخنگوی وزارت امور خارجه مالزی»."""
        actor = self.codebook.actors.get(state.id)
        if actor is None or actor.kind != "state" or not actor.slug or "وزارت" not in phrase:
            return None
        for body in self.codebook.bodies.values():
            if any(name.startswith("وزارت") and name in phrase for name in body.names):
                id = body_id(body, actor)
                return state._replace(id=id, source_type=self.type_of(id))
        return None

    def state_in(self, start: int, end: int) -> Speaker | None:
        """The state or body named in a stretch, by name or adjective: «یک مقام آمریکایی», «مقام وزارت خارجه آمریکا»."""
        named = next((m for m in self.between(start, end) if m.kind in ("state", "organisation")), None)
        if named:
            return self.speaker_of(named)
        for hit in self.part.starting("actor", start, end):
            if hit.end <= end:
                for meaning in hit.meanings:
                    if meaning.role in ("demonym", "name") and meaning.entry.kind == "state":
                        return Speaker(
                            meaning.id, hit.start, hit.end, self.part.name, "description", "official", meaning.id
                        )
        return None
