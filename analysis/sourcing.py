"""Who gets to speak: every quotation with its cue, speaker and source type.

In go a `Reading` and its mentions; out come `Quotation`s in text order, and the credits. A reporting verb or phrase opens
a quotation; a colon, «که», quotation marks or the bare clause after the verb say where it begins, the sentence, the
paragraph or the next cue where it ends. What has no cue of its own goes on in the speaker's words (form `continued`).
"""

import re
from bisect import bisect_left
from contextlib import closing

from analysis.actors import Mention
from analysis.afterwards import told_before
from analysis.attributions import Attributions
from analysis.codebook import Codebook
from analysis.continuing import continued
from analysis.credits import Credit, find_credits
from analysis.cues import (
    FINITE,
    IN_DOCUMENT,
    NAMING,
    WORD,
    Cue,
    is_interview,
    marked_stretches,
    read_cue,
    trim,
    trim_mark,
)  # fmt: skip
from analysis.extents import Extents
from analysis.headlines import digest_line, first_line, headline
from analysis.interviews import Interview
from analysis.lexicon import Hit
from analysis.openers import Openers, is_hearsay
from analysis.passages import Passage
from analysis.quotations import Quotation
from analysis.reading import Part, Reading
from analysis.settling import full_names, settle, title_named, typed
from analysis.speaker import Known, Speaker
from analysis.speaker_patterns import (
    ROLE_AFTER_MARK,
)
from analysis.speakers import Cast
from analysis.voices import ISSUED, Voices


def find_quotations(
    reading: Reading, mentions: list[Mention], codebook: Codebook
) -> tuple[list[Quotation], list[Credit]]:
    """Quotations and credits of an article.

    Takes the reading, its mentions (`actors.find_mentions`) and the codebook. Returns quotations with folded spans in
    text order, none overlapping another in the same part, and the credits.
    """
    credits = find_credits(reading, mentions, codebook)
    known = Known()
    out = headline(reading, mentions, codebook, known)
    with closing(Cast(reading.text, mentions, reading, codebook)) as cast:
        text = _Text(reading.text, cast, known, codebook)
        text.found += first_line(cast)
        for start, end in reading.text.paragraphs:
            text.paragraph(start, end)
        found = settle(text.found, cast)
        title_named(out, found)
        full_names(out + found, known, mentions, cast)
        typed(out + found, cast)
    through = [c for c in credits if c.part == "text" and c.relation != "interview-with"]
    starts = [c.start for c in through]
    for quotation in found:
        if at := bisect_left(starts, quotation.start):
            quotation.via = through[at - 1].source_id
    return out + found, credits


# ---------------------------------------------------------------- the text


HEARSAY = Speaker("anonymous", resolved_by="dropped", source_type="anonymous", rung=5)  # «گفته می‌شود …»
CALLED = re.compile(r" ?(?:موسوم|معروف|مشهور) به")  # «کنفرانس «موسوم به صلح»»
WROTE = re.compile("نوشته ")  # «پولیتیکو نوشته ترامپ …»: only an outlet writes so
ASKED = re.compile(r"(?:پرسش|سوال)(?:ی| خبرنگار[^\W_]*| فارس)? ?(?:مبنی بر اینکه|درباره اینکه|که) [^،]*$")


class _Text:
    """Walks the paragraphs of a text and collects its quotations; keeps who spoke last."""

    def __init__(self, part: Part, cast: Cast, known: Known, codebook: Codebook):
        self.part, self.text, self.cast, self.known, self.codebook = part, part.text, cast, known, codebook
        self.voices, self.extents = Voices(cast, known), Extents(part, cast)
        self.openers = Openers(part, cast, known, self.voices)
        self.attributions = Attributions(cast, known, self.voices)
        self.found: list[Quotation] = []
        self.argues = False  # whether that one's view is told in the present tense
        self.open_voice: Speaker | None = None  # who goes on in a following paragraph
        self.verbs = [h for h in part.hits.get("verb", ()) if h.meanings[0].role != "not"]
        self._verb = self.paragraph_start = 0
        self.passage = Passage(part.text, self.voices, known, lambda a, b: bool(part.starting("source", a, b)))
        self.interview = Interview(cast, known) if is_interview(part.text, part.paragraphs) else None

    # ---- one paragraph

    def paragraph(self, start: int, end: int) -> None:
        if self.interview and (answer := self.interview.turn(start, end)) is not None:
            self.found += answer
            return
        if line := digest_line(self.cast, start, end):
            self.found.append(line)
            self.open_voice = None
            return
        self.paragraph_start = start
        marked = marked_stretches(self.text, start, end)
        cues = self._cues(start, end, marked)
        if printed := self.passage.turn(start, end, cues):
            self.found.append(printed)
            self.open_voice = printed.speaker
            return
        sentences = list(self._sentences(start, end))
        before = len(self.found)
        at = start  # everything before `at` is done
        for a, b in sentences:
            if b <= at:
                continue
            at = self._sentence(max(a, at), b, end, cues, marked) or at
        if len(self.found) == before:
            self._continue(start, end, marked)
        elif self.found[-1].end < end - 3 and self.found[-1].form != "indirect":
            self.open_voice = None
        self.passage.opened(start, end, cues)

    def _sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        out = []
        at = start
        while at < end:
            a, b = self.part.sentence_at(at)
            out.append((max(a, start), min(b, end)))
            at = max(b, at + 1)
            while at < end and self.text[at] == " ":
                at += 1
        return out

    def _cues(self, start: int, end: int, marked: list[tuple[int, int, bool]]) -> list[Cue]:
        """The reporting verbs of a paragraph that stand outside quotation marks."""
        out = []
        verbs = self.verbs
        while self._verb < len(verbs) and verbs[self._verb].start < start:
            self._verb += 1
        i = self._verb
        while i < len(verbs) and verbs[i].start < end:
            hit = verbs[i]
            i += 1
            if (marked and any(a < hit.start < b for a, b, _ in marked)) or self._no_cue(hit.start):
                continue
            cue = read_cue(self.text, hit, end)
            if cue:
                out.append(cue)
        return out

    def _no_cue(self, position: int) -> bool:
        phrase = self.part.covering("phrase", position)
        return phrase is not None and phrase.meanings[0].role in (
            "no-cue",
            "published",
        )  # «به نوشته «نیویورک تایمز»، …»

    # ---- one sentence: returns where the next one to look at begins

    def _sentence(self, a: int, b: int, paragraph_end: int, cues: list[Cue], marked) -> int | None:
        text = self.text
        here = [c for c in cues if a <= c.start < b]
        phrases = self._phrases_in(a, b, marked)
        opened = None
        according = next((h for h in phrases if h.meanings[0].role in ("according", "opinion")), None)
        if according and ASKED.search(self.text[a : according.start]):
            according = None  # «در پاسخ به این پرسش که وضعیت از نظر … چگونه است، گفت»
        if according and (not here or according.start < here[0].start or here[0].how == "none"):
            done = self._according(according, a, b, paragraph_end, here)
            if done:
                return done
        last_end = a
        for number, cue in enumerate(here):
            if cue.start < last_end:
                continue
            begin = max(a, last_end)
            clause = next((h for h in phrases if h.meanings[0].role == "clause" and begin <= h.start < cue.start), None)
            if cue.how == "none":
                # «با بیان اینکه مردم آن را خیانت می‌نامند، گفت: …»: the verb of the clause itself
                inner = not text.startswith(" و ", cue.end) and any(c.how != "none" for c in here[number + 1 :])
                self._mixed(cue, begin, b, marked, None if inner else clause)
                continue
            if verdict := self.openers.empty(cue, begin, b, here[number + 1 :]):
                last_end = cue.content if verdict == "past" else last_end
                continue
            hearsay = is_hearsay(text, cue)
            speaker = self.voices.speaker(cue, begin, clause) if not hearsay else HEARSAY
            if speaker is None or (
                cue.how == "bare"
                and cue.tense == "participle"
                and WROTE.match(text, cue.start)
                and speaker.source_type != "media"
            ):
                continue
            speaker, cue = self.voices.inner(speaker, cue, b)
            if clause:
                self._clause(clause, cue, speaker, begin)
            end, form = self.extents.of(cue, b, paragraph_end, here[number + 1 :], cues, marked, speaker)
            if end - cue.content < 3:
                continue
            start = cue.content
            if form == "direct" or (form == "mixed-open"):
                start += 1 if text[start : start + 1] in '«"' else 0
            self._add(
                start,
                end,
                "direct" if form == "direct" else "mixed" if form.startswith("mixed") else "indirect",
                cue,
                speaker,
            )
            nobody = speaker.id == "anonymous" or speaker.source_type in ("anonymous", "citizen", "document")
            self.argues = cue.tense == "present" and not nobody
            told = cue.how == "that" and self.argues and end >= paragraph_end - 2
            opened = form == "indirect" and (cue.how == "colon" or told)
            last_end = max(end, cue.end)
        if not here:
            lone = next((h for h in phrases if h.meanings[0].role == "clause"), None)
            if lone:
                self._lone_clause(lone, a, b)
            self._topic(a, b)
        elif last_end == a:
            self._topic(a, here[0].start)
        self.open_voice = self.found[-1].speaker if opened and self.found else self.open_voice
        return last_end if last_end > b else None

    def _phrases_in(self, a: int, b: int, marked) -> list[Hit]:
        here = self.part.starting("phrase", a, b)
        return [h for h in here if not any(x < h.start < y for x, y, _ in marked)] if marked and here else here

    def _topic(self, a: int, b: int) -> None:
        """Who a sentence without a quotation is about: «وی» in the next one may mean them."""
        if stranger := self.cast.strangers.introduced(a, b, self.known):
            self.known.topic = self.known.running = stranger
            self.known.unnamed_since = False
            return
        for mention in self.cast.between(a, min(b, a + 90)):
            if (
                mention.kind == "person"
                and mention.resolved_by in ("name", "office")
                and self.cast.is_subject(mention, a)
            ):
                self.known.topic = self.cast.speaker_of(mention)
                self.known.unnamed_since = False
                if self.known.running is None or self.known.running.id != mention.actor_id:
                    self.known.running = self.known.topic
                return

    # ---- clauses, according-to, marks inside a sentence, continuation

    def _clause(self, clause: Hit, cue: Cue, speaker: Speaker, begin: int) -> None:
        """«وی با بیان اینکه A، گفت: B»: A is a quotation of its own."""
        text = self.text
        region = text[clause.end : cue.start]
        commas = [m for m in re.finditer("[،,]", region) if len(WORD.findall(region[m.end() :])) <= 7]
        closed = [
            m for m in commas if FINITE.search(region[: m.start()].rstrip())
        ]  # «… در عین با هم بودن، حد و مرزی دارند، گفت»
        end = closed[-1].start() if closed else commas[0].start() if commas else len(region)
        self._add(clause.end + 1, trim(text, clause.end, clause.end + end), "indirect", None, speaker, clause)

    def _lone_clause(self, clause: Hit, a: int, b: int) -> None:
        """«X با تاکید بر اینکه A، خواستار B شد.»"""
        speaker = self.cast.subject(a, clause.start, self.known) or self.voices.dropped(None)
        region = self.text[clause.end : b]
        commas = list(re.finditer("[،,]", region))
        end = commas[-1].start() if commas else len(region)
        if speaker:
            self._add(
                clause.end + 1,
                trim(self.text, clause.end, clause.end + end),
                "indirect",
                None,
                self.voices.speaks(speaker),
                clause,
            )

    def _according(self, hit: Hit, a: int, b: int, paragraph_end: int, here: list[Cue]) -> int | None:
        """«به گفته لاوروف، …»: where the next sentence to look at begins; None where the phrase brings in nothing."""
        named = self.attributions.speaker(hit, b)
        if named is None:
            return None
        speaker, start = named
        text, opinion = self.text, hit.meanings[0].role == "opinion"
        if not opinion and any(c.start > start and c.how in ("colon", "that", "marks") for c in here):
            return None  # «به گفته X، Y اعلام کرد که …»: the inner one has the words
        end = trim(text, start, paragraph_end if opinion else b)
        if len(WORD.findall(text[start:end])) < 3:
            return None
        self._add(start, end, "indirect", None, self.voices.speaks(speaker), hit)
        return max(end, b)

    def _mixed(self, cue: Cue, begin: int, b: int, marked, clause: Hit | None) -> None:
        """«… را «راهگشا و مورد حمایت» اعلام کرد», and «…»، این را لاوروف گفت."""
        text = self.text
        if back := told_before(text, begin, cue.start, self.paragraph_start, marked):
            if speaker := self.cast.subject(back.subject, cue.start, self.known, plural=cue.plural):
                self._add(
                    back.start, trim_mark(text, back.start, back.end), back.form, cue, self.voices.speaks(speaker)
                )
            return
        if cue.passive and not IN_DOCUMENT.search(text[begin : cue.start]):
            return  # «کسانی که «قربانیان …» خوانده می‌شوند»
        pieces = [m for m in marked if begin <= m[0] and m[1] <= cue.start and self._is_speech(m)]
        speaker = None
        if pieces:
            speaker = self.voices.speaker(cue, begin, clause)
            for x, y, _ in pieces[-1:]:
                if speaker:
                    self._add(x + 1, trim_mark(text, x + 1, y), "mixed", cue, speaker)
        if clause and clause.start < cue.start:
            speaker = speaker or self.voices.speaker(cue, begin, clause)
            if speaker:
                self._clause(clause, cue, speaker, begin)
        elif not pieces:
            others = dict(self.known.others)
            subject = self.cast.subject(begin, cue.start, self.known)
            if subject and subject.id.startswith("other:") and subject.id not in {k.id for k in others.values()}:
                self.known.others = others
                subject = self.cast.strangers.introduced(
                    begin, cue.start, self.known
                )  # «ناآرامی‌ها …»: anything can be the subject of a verb that brings in no words
            if subject and ISSUED.search(text[begin : cue.start]):
                self.known.document = subject
            if subject and subject.is_person and subject.id != "anonymous":
                self.known.topic = subject
                self.known.running = subject

    def _is_speech(self, span) -> bool:
        """A marked piece that is speech, not a name or a scare quote: three words or more, no name, nothing that names."""
        text = self.text
        x, y, _ = span
        count = len(WORD.findall(text[x:y]))
        if (
            count < 3
            or CALLED.match(text, x + 1)
            or NAMING.search(text[max(0, x - 20) : x])
            or ROLE_AFTER_MARK.match(text, y, y + 24)
        ):
            return False
        covered = sum(m.end - m.start for m in self.cast.between(x, y))
        return covered < 0.6 * (y - x)

    def _continue(self, start: int, end: int, marked) -> None:
        if self.open_voice is None:
            return
        more, open_still = continued(self.part, self.cast, start, end, marked, self.open_voice, self.argues)
        self.found += [more] if more else []
        self.open_voice = self.open_voice if open_still else None

    def _add(
        self, start: int, end: int, form: str, cue: Cue | None, speaker: Speaker, phrase: Hit | None = None
    ) -> None:
        text = self.text
        while start < end and text[start] in " ،,:":
            start += 1
        if end - start < 3:
            return
        if self.found and self.found[-1].start <= start < self.found[-1].end:
            return
        if phrase is not None:
            entry = phrase.meanings[0].entry
            self.found.append(
                Quotation(
                    "text",
                    start,
                    end,
                    form,
                    text[phrase.start : phrase.end],
                    phrase.start,
                    phrase.end,
                    entry.verb_class,
                    speaker,
                )
            )
        elif cue is not None:
            self.found.append(
                Quotation(
                    "text", start, end, form, text[cue.start : cue.end], cue.start, cue.end, cue.verb_class, speaker
                )
            )
