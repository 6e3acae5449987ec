"""Who of an article bears a description («نماینده مردم قوچان»), by the words that stand beside every naming.

In go the part of an article with its mentions (a `Cast`) and the speakers known so far; out comes a `Speaker`, or what
the text says somebody is.
"""

import re
from typing import TYPE_CHECKING

from analysis import kinds
from analysis.namings import TITLES
from analysis.source_types import key_by_words, type_by_words
from analysis.speaker import Known, Speaker, folded_id, other_id
from analysis.speaker_patterns import (
    APPOSITION,
    IN_PARLIAMENT,
    OBLIQUE,
    ONE_OF,
    ROLE_AT_ONCE,
    ROLE_BEHIND,
    TITLE_BEFORE,
)

if TYPE_CHECKING:
    from analysis.speakers import Cast

_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = frozenset(["از", "در", "به", "این", "با", "را", "که", "های", "ها", "مردم", "کشور", "کشورمان", "امور"])
_MARKED_BEFORE = re.compile(r'[«"]([^\W\d_]{2,}(?: [^\W\d_]+){1,4})[»"] ?[،,]? ?$')
_GIVEN = re.compile(
    r'(?:([«"])|^|[،,\n] ?|(?<![^\W_])(?:(?:با|توسط|میزبان|مهمان|میهمان|سراغ|یعنی|حضور|از سوی|از زبان|از قول|پای صحبت(?: های)?|صحبت های) )+)'
    r"((?!(?:با|از|به|در|و|که|توسط|میزبان|مهمان|میهمان|سراغ|یعنی|حضور|برای) )[^\W\d_]{2,}(?: [^\W\d_]+){0,2})$"
)


class Bearers:
    """The persons of one part of an article and what stands beside their names."""

    def __init__(self, cast: "Cast"):
        self.cast = cast
        self._beside: dict[str, list[tuple[str, str]]] = {}
        self._named: list[tuple[str, Speaker | None, int]] | None = None
        # what is the same for the whole part, wherever it is asked: else a long article is gone through for each speech
        self._types: dict[str, str] = {}
        self._served: dict[tuple[str, str], bool] = {}
        self._marked: dict[str, Speaker | None] = {}

    def around(self, name: str) -> list[tuple[str, str]]:
        """What stands before and behind each naming of somebody, up to the clause's end."""
        if name not in self._beside:
            text, end = self.cast.text, 0
            out: list[tuple[str, str]] = []
            while (at := text.find(name, end)) >= 0 and len(out) < 12:
                end = at + len(name)
                if not ((at and text[at - 1].isalnum()) or text[end : end + 1].isalnum()):
                    out.append((text[max(0, at - 60) : at].rstrip(' «"،'), text[end : end + 70].lstrip(' »"،(')))
            self._beside[name] = out
        return self._beside[name]

    def _persons(self, known: Known) -> list[tuple[str, Speaker | None, int]]:
        """Everybody named so far: their name as written, who they are, the mention's number."""
        if self._named is None:
            seen: dict[str, tuple[str, Speaker | None, int]] = {}
            for number, mention in enumerate(self.cast.mentions):
                if mention.kind == "person" and mention.resolved_by == "name":
                    name = self.cast.text[mention.start : mention.end]
                    seen.setdefault(name, (name, None, number))
            self._named = list(seen.values())
        return [*self._named, *((name, speaker, -1) for name, speaker in known.others.items())]

    def _is(self, person: tuple[str, Speaker | None, int], speaker: Speaker) -> bool:
        _, known, number = person
        return (known.id if known else self.cast.mentions[number].actor_id) == speaker.id

    def of(self, phrase: str, known: Known, at: int) -> Speaker | None:
        """Who bears the description at a position beside their name: «منصور حقیقت‌پور نائب رئیس کمیسیون … گفت»."""
        wanted = phrase[:40]
        words = set(_WORD.findall(phrase)) - _EMPTY
        head = phrase.split()[0]
        best: tuple[float, Speaker | None, int] = (0.0, None, -1)
        running = known.running
        persons = self._persons(known)
        if running is not None and running.is_person:  # of two who bear it, the one who has the word
            persons = [p for p in persons if p[2] < 0 or self.cast.starts[p[2]] < at or self._is(p, running)]
            persons.sort(key=lambda p: not self._is(p, running))
        for name, speaker, number in persons:
            for before, behind in self.around(name):
                if behind.startswith(wanted) or before.endswith(" " + phrase):
                    return speaker or self.cast.speaker_of(self.cast.mentions[number])
                if not behind.startswith(head):
                    continue
                shared = words & set(_WORD.findall(" ".join(behind.split()[:9])))
                if len(shared) > 1 and len(shared) / len(words) > max(best[0], 0.55):
                    best = (len(shared) / len(words), speaker, number)
        if best[0]:
            return best[1] or self.cast.speaker_of(self.cast.mentions[best[2]])
        if phrase not in self._marked:
            self._marked[phrase] = self._marked_before(phrase)
        return self._marked[phrase]

    def _marked_before(self, phrase: str) -> Speaker | None:
        """Who is named in marks right before a description that comes again: «"کاوه رستگار"، فرماندار …، اعلام کرد»."""
        text, needle, start = self.cast.text, " ".join(phrase.split()[:2]), 0
        while " " in needle and (at := text.find(needle, start)) >= 0:
            start = at + len(needle)
            close = text[max(0, at - 4) : at]
            if not ("»" in close or '"' in close):
                continue
            if marked := _MARKED_BEFORE.search(text, max(0, at - 48), at):
                return Speaker(
                    other_id(self.cast.part, *marked.span(1)), *marked.span(1), self.cast.part.name, "name", ""
                )
        return None

    def described_as(self, name: str) -> str:
        """The source type by the words beside any naming of somebody («با شیرین کاوه‌ای، پژوهشگر …»); else empty."""
        if name not in self._types:
            self._types[name] = self._described_as(name)
        return self._types[name]

    def _described_as(self, name: str) -> str:
        text, end = self.cast.text, 0
        while (at := text.find(name, end)) >= 0:
            end = at + len(name)
            if (at and text[at - 1].isalnum()) or text[end : end + 1].isalnum():
                continue  # a piece of another word
            behind = APPOSITION.match(text, end) or ROLE_AT_ONCE.match(text, end)
            before = TITLE_BEFORE.search(text, max(0, at - 40), at)
            after = OBLIQUE.split(ONE_OF.sub("", behind[1]))[0].split()[:4] if behind else []
            kind = type_by_words(" ".join(after), self.cast.codebook, "")
            if not kind and before:  # «پژوهشگر ارشد رامین تاب‌آور»; not «به گزارش خبرنگار ما رامین تاب‌آور»
                kind = type_by_words(OBLIQUE.split(before[1])[-1], self.cast.codebook, "").replace("media", "")
            if kind != "media" and behind and kinds.heads_outlet(self.cast, *behind.span(1)):
                kind = "media"  # «رئیس دفتر الجزیره در بیروت»
            if behind and (
                IN_PARLIAMENT.match(behind[1]) or key_by_words(" ".join(after), self.cast.codebook) == "official.seat"
            ):
                return "official"  # «رئیس جنبش … در پارلمان»
            if kind in ("", "official") and behind:  # «نماینده صندوق … ملل متحد» is the world body's
                reach = OBLIQUE.search(behind[1])  # «نماینده ایران در سازمان ملل» is not the world body's
                end = behind.start(1) + (reach.start() if reach else len(behind[1]))
                kind = kinds.movement(self.cast, behind.start(1), end) or kind
            if kind:
                return kind
        return ""

    def serves(self, speaker: Speaker, actor_id: str) -> bool:
        """Whether somebody is named beside a state or body: «سلمان رفیعی، سخنگوی سازمان ملل»."""
        key = speaker.id, actor_id
        if key not in self._served:
            self._served[key] = self._serves(speaker, actor_id)
        return self._served[key]

    def _serves(self, speaker: Speaker, actor_id: str) -> bool:
        for mention in self.cast.mentions:
            if mention.actor_id == speaker.id and any(
                m.actor_id == actor_id for m in self.cast.between(max(0, mention.start - 45), mention.end + 70)
            ):
                return True
        name = folded_id(speaker.id)
        start = 0
        while (at := self.cast.text.find(name, start)) >= 0:
            start = at + len(name)
            if any(m.actor_id == actor_id for m in self.cast.between(max(0, at - 45), start + 70)):
                return True
        return False

    def named_like(self, name: str) -> Speaker | None:
        """A person of the codebook whose full name stands in the article and ends in `name`: «رودریگز»."""
        for mention in self.cast.mentions:
            if mention.kind == "person" and mention.resolved_by == "name":
                words = self.cast.text[mention.start : mention.end].split()
                said = name.split()
                # «رودریگز»; «بن یحیی» of «غسان بن یحیی»
                family = (len(words) > 1 and words[-1] == said[0]) or (len(words) > 2 and words[-2:] == said[:2])
                if family and len(said) < 6:
                    return self.cast.speaker_of(mention)
        return None

    def full_name(self, surname: str) -> str:
        """The id by the full name that a text gives somebody elsewhere, in marks or before a role: «سلطانی» → «حجت سلطانی»."""
        text, at = self.cast.text, -1
        while (at := text.find(" " + surname, at + 1)) >= 0:
            end = at + 1 + len(surname)
            given = _GIVEN.search(text, max(0, at - 32), at)
            if given and (text[end : end + 1] in '»"' if given[1] else ROLE_BEHIND.match(text, end)):
                break
        else:
            return ""
        start = given.start(2)
        if title := TITLES.match(self.cast.text, start, end):
            start = title.end()
        return other_id(self.cast.part, start, end)
