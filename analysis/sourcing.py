"""Who gets to speak: every quotation with its cue, speaker and source type.

In go a `Reading` and its mentions; out come `Quotation`s in text order, and the credits. A reporting verb or phrase opens
a quotation; a colon, «که», quotation marks or the bare clause after the verb say where it begins, the sentence, the
paragraph or the next cue where it ends. What has no cue of its own goes on in the speaker's words (form `continued`).
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from analysis.actors import Mention
from analysis.codebook import Codebook, Hit
from analysis.credits import Credit, find_credits
from analysis.cues import (
    AFTER_NAME,
    AFTER_PRONOUN,
    BROUGHT_IN,
    DOCUMENT,
    FIRST_PERSON,
    IN_DOCUMENT,
    NAMING,
    QUESTION,
    REPORTER,
    WORD,
    Cue,
    document_in,
    is_interview,
    marked_stretches,
    read_cue,
    trim,
    trim_mark,
)  # fmt: skip
from analysis.reading import Part, Reading
from analysis.speakers import ROLE, Cast, Known, Speaker
from analysis.text import fold


@dataclass(slots=True)
class Quotation:
    """What somebody is reported to have said: folded span of the words, the cue, and the speaker."""

    part: str
    start: int
    end: int
    form: str
    cue: str
    cue_start: int
    cue_end: int
    verb_class: str
    speaker: Speaker
    via: str = ""


def find_quotations(
    reading: Reading, mentions: list[Mention], codebook: Codebook
) -> tuple[list[Quotation], list[Credit]]:
    """Quotations and credits of an article.

    Takes the reading, its mentions (`actors.find_mentions`) and the codebook. Returns quotations with folded spans in
    text order, none overlapping another in the same part, and the credits.
    """
    credits = find_credits(reading, mentions, codebook)
    known = Known()
    out = _headline(reading, mentions, codebook, known)
    cast = Cast(reading.text, mentions, reading, codebook)
    text = _Text(reading.text, cast, known, codebook)
    for start, end in reading.text.paragraphs:
        text.paragraph(start, end)
    found = _settle(text.found, known)
    _full_names(out + found, known, mentions, cast)
    _typed(out + found, cast)
    for quotation in found:
        quotation.via = next(
            (
                c.source_id
                for c in reversed(credits)
                if c.part == "text"
                and c.start < quotation.start
                and c.relation in ("via", "reported-by", "published-in")
            ),
            "",
        )
    return out + found, credits


# ---------------------------------------------------------------- headlines

_HEAD_SPEAKER = re.compile(r"^ ?([^:/|؛]{2,90}?) ?: ?")


def _headline(reading: Reading, mentions: list[Mention], codebook: Codebook, known: Known) -> list[Quotation]:
    """«لاوروف: …» in the title."""
    part = reading.title
    text = part.text
    match = _HEAD_SPEAKER.match(text)
    if not match or len(match[1].split()) > 13 or not text[match.end() :].strip():
        return []
    if re.match(
        r"[«\"]? ?(?:گزارش|فیلم|عکس|یادداشت|تصاویر|ویدیو|گفتگو|گفت وگو|مصاحبه|تحلیل|ساعت|بخش|قسمت|اینفوگراف|نتایج|جدول|پرونده|سرمقاله)",
        match[1],
    ):
        return []
    cast = Cast(part, mentions, reading, codebook)
    document = DOCUMENT.match(match[1])
    inside = [m for m in cast.between(match.start(1), match.end(1)) if m.kind != "place" or m.resolved_by == "metonym"]
    if document and not any(m.kind == "organisation" for m in inside):
        speaker = cast.document(match.start(1), match.start(1) + document.end())
    elif inside:
        speaker = cast._together(inside) or cast.speaker_of(next((m for m in inside if m.kind == "person"), inside[0]))
        if inside[0].start - match.start(1) > 12 and speaker.id == inside[0].actor_id and inside[0].kind in ("state",):
            speaker = replace(speaker, start=match.start(1), resolved_by="description")
    else:
        found = cast._unknown(match.start(1), match.end(1), [], known)
        if found is None:
            return []
        speaker = found
    start, end = match.end(), len(text.rstrip())
    marks = re.match(r"[«\"](.*)[»\"]$", text[start:end])
    if marks:
        start, end = start + 1, end - 1
    known.running = speaker if speaker.is_person else None
    return [Quotation("title", start, end, "headline", "", -1, -1, "neutral", speaker)]


_ISSUED = re.compile(
    r"(?:در|طی|با صدور) (?:یک )?(?:بیانیه|اطلاعیه|اعلامیه|پیام|نامه|یادداشت|گزارش)(?: ?ای|ی)?(?![^\W_])"
)

# ---------------------------------------------------------------- the text


class _Text:
    """Walks the paragraphs of a text and collects its quotations; keeps who spoke last."""

    def __init__(self, part: Part, cast: Cast, known: Known, codebook: Codebook):
        self.part, self.text, self.cast, self.known, self.codebook = part, part.text, cast, known, codebook
        self.found: list[Quotation] = []
        self.open_voice: Speaker | None = None  # who goes on in a following paragraph
        self.verbs = [h for h in part.hits.get("verb", ()) if h.meanings[0].role != "not"]
        self._verb = 0
        self.interview = is_interview(part.text, part.paragraphs)
        self.answering: Speaker | None = None
        self.asked = False

    # ---- one paragraph

    def paragraph(self, start: int, end: int) -> None:
        if self.interview and self._turn(start, end):
            return
        marked = marked_stretches(self.text, start, end)
        cues = self._cues(start, end, marked)
        sentences = list(self._sentences(start, end))
        before = len(self.found)
        at = start  # everything before `at` is done
        for i, (a, b) in enumerate(sentences):
            if b <= at:
                continue
            at = self._sentence(max(a, at), b, end, cues, marked, sentences[i + 1 :]) or at
        if len(self.found) == before:
            self._continued(start, end, marked)
        elif self.found[-1].end < end - 3 and self.found[-1].form != "indirect":
            self.open_voice = None

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
            if any(a < hit.start < b for a, b, _ in marked) or self._no_cue(hit.start):
                continue
            cue = read_cue(self.text, hit, end)
            if cue:
                out.append(cue)
        return out

    def _no_cue(self, position: int) -> bool:
        phrase = self.part.covering("phrase", position)
        return phrase is not None and phrase.meanings[0].role == "no-cue"

    def _turn(self, start: int, end: int) -> bool:
        """A paragraph of an interview: a question, or an answer in the words of who is interviewed."""
        text = self.text
        line = text[start:end]
        if QUESTION.match(line) or (line.endswith(("؟", "?")) and len(line) < 400):
            if self.answering is None:
                last = self._interviewee(start) or self.known.running or self.known.topic
                if last is None or not last.is_person:
                    return False
                self.answering = last
            self.asked = True
            return True
        if self.answering is None or REPORTER.match(line) or BROUGHT_IN.match(line):
            return False
        if prefix := re.match(r"([^:،.]{2,40}?) ?: ?(?=[^\W\d_])", line):
            named = self.cast.between(start, start + prefix.end(1))
            if named and named[0].kind == "person":
                self.answering = self.cast.speaker_of(named[0])
            elif not re.match(r"(?:ج|پاسخ|جواب)$", prefix[1]):
                prefix = None
        at = start + prefix.end() if prefix else start
        form = "indirect" if self.asked else "continued"
        self.found.append(
            Quotation(
                "text",
                at,
                trim(text, at, end),
                form,
                "",
                -1,
                -1,
                "neutral",
                replace(self.answering, start=-1, end=-1, part="text", resolved_by="dropped"),
            )
        )
        self.asked = False
        return True

    def _interviewee(self, before: int) -> Speaker | None:
        """Whom the lead says we talked to: «با «کاوه رستگار»، پژوهشگر …، گفت‌وگو کردیم.»"""
        for match in re.compile(r"(?:^|[ ،\n])با ").finditer(self.text, 0, before):
            talk = re.compile(r"[^.\n]{3,160}?(?:گفت ?و ?گو|گفتگو|مصاحبه)").match(self.text, match.end(), before)
            if talk:
                named = [m for m in self.cast.between(match.end(), talk.end()) if m.start - match.end() < 3]
                if named and named[0].kind == "person":
                    return self.cast.speaker_of(named[0])
                return self.cast._unknown(match.end(), talk.end(), [], self.known)
        return None

    # ---- one sentence: returns where the next one to look at begins

    def _sentence(self, a: int, b: int, paragraph_end: int, cues: list[Cue], marked, later) -> int | None:
        text = self.text
        here = [c for c in cues if a <= c.start < b]
        phrases = self._phrases_in(a, b, marked)
        opened = None
        according = next((h for h in phrases if h.meanings[0].role in ("according", "opinion")), None)
        if according and (not here or according.start < here[0].start or here[0].how == "none"):
            done = self._according(according, a, b, paragraph_end, here, cues)
            if done:
                return done
        last_end = a
        for number, cue in enumerate(here):
            if cue.start < last_end:
                continue
            begin = self._clause_start(cue, last_end, a)
            clause = next((h for h in phrases if h.meanings[0].role == "clause" and begin <= h.start < cue.start), None)
            if cue.how == "none":
                self._mixed(cue, begin, b, marked, clause)
                continue
            if (cue.infinitive == "آمدن" or cue.passive) and not IN_DOCUMENT.search(text[begin : cue.start]):
                continue
            if cue.how in ("bare", "comma") and len(WORD.findall(text[cue.content : b])) < 4:
                continue
            if (
                cue.how in ("bare", "comma")
                and (nested := [c for c in here[number + 1 :] if c.how in ("that", "colon", "marks", "bare")])
                and cue.how == "comma"
            ) and not re.search(r"(?:^| )و $", text[max(0, nested[0].start - 3) : nested[0].start]):
                last_end = cue.content
                continue  # «ریانووستی گزارش کرد، وزارت دفاع اعلام کرد که …»: the inner one has the words
            if cue.how == "colon" and self._relays(cue, begin, here[number + 1 :]):
                last_end = cue.content
                continue
            if cue.how == "that" and re.search(
                r"در ?حالی (?:این|چنین)|(?:این|چنین) [^.،]{3,40} در ?حالی ", text[begin : cue.start]
            ):
                last_end = cue.content  # «اردوغان در حالی این سخنان را اعلام می‌کند که …»
                continue
            speaker = self._speaker(cue, begin, clause)
            if speaker is None:
                continue
            if clause:
                self._clause(clause, cue, speaker, begin)
            end, form = self._extent(cue, b, paragraph_end, here[number + 1 :], cues, marked, speaker, phrases)
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
            opened = cue.how == "colon" and form == "indirect"
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
        return [h for h in self.part.starting("phrase", a, b) if not any(x < h.start < y for x, y, _ in marked)]

    def _clause_start(self, cue: Cue, last_end: int, a: int) -> int:
        return max(a, last_end)

    def _topic(self, a: int, b: int) -> None:
        """Who a sentence without a quotation is about: «وی» in the next one may mean them."""
        for mention in self.cast.between(a, min(b, a + 90)):
            if (
                mention.kind == "person"
                and mention.resolved_by in ("name", "office")
                and self.cast._is_subject(mention, a)
            ):
                self.known.topic = self.cast.speaker_of(mention)
                if self.known.running is None or self.known.running.id != mention.actor_id:
                    self.known.running = self.known.topic
                return

    # ---- speaker of a cue

    def _speaker(self, cue: Cue, begin: int, clause: Hit | None) -> Speaker | None:
        text = self.text
        region_end = cue.start
        region = text[begin:region_end]
        if (document := document_in(region)) and (
            cue.infinitive in ("آمدن", "حاکی بودن")
            or cue.passive
            or re.match(rf"(?:این|در این|همین) {DOCUMENT.pattern}", region)
        ):
            return self._document(document, begin, region_end)
        if via := re.search(
            r"(?:به نقل|از قول|به قول|از زبان|به نقل از)(?: از)? ((?:سخنان|اظهارات|گفته های|قول) )?", region
        ):
            for mention in self.cast.between(begin + via.end(), region_end):
                if mention.kind == "person" and mention.start - (begin + via.end()) < 25:
                    return self._speaks(self.cast.speaker_of(mention))
            if unnamed := self.cast.unnamed_official(begin + via.end(), region_end):
                return self._speaks(unnamed)  # «اینترفاکس به نقل از منبعی در کرملین نوشت»
        limit = clause.start if clause else region_end
        speaker = self.cast.subject(begin, limit, self.known, plural=cue.plural)
        if speaker is None:
            speaker = self._dropped(cue)
        if speaker and _ISSUED.search(region):
            self.known.document = speaker  # «در بیانیه‌ای اعلام کرد»: «این بیانیه» is theirs
        return self._speaks(speaker) if speaker else None

    def _speaks(self, speaker: Speaker) -> Speaker:
        if speaker.id != "anonymous":
            self.known.running = speaker
            if speaker.is_person and speaker.resolved_by in ("name", "office"):
                self.known.persons.add(speaker.id)
        return speaker

    def _dropped(self, cue: Cue | None) -> Speaker | None:
        last = self.known.running or self.known.topic
        if last is None:
            return Speaker("anonymous", resolved_by="dropped", source_type="anonymous")
        return replace(last, start=-1, end=-1, part="text", resolved_by="dropped")

    def _document(self, word: str, begin: int, end: int) -> Speaker:
        if self.known.document and re.search("این ", self.text[begin:end]):
            return replace(self.known.document, start=-1, end=-1, resolved_by="description")
        running = self.known.running
        if word in ("گزارش", "مقاله", "خبر", "یادداشت") and running and running.source_type == "media":
            return replace(running, start=-1, end=-1, resolved_by="description")
        joint = [m for m in self.cast.between(max(0, begin - 400), end) if m.kind == "state"]
        inside = [
            m
            for m in self.cast.between(begin, end)
            if (m.kind in ("state", "organisation", "person") or m.resolved_by == "metonym")
            and m.resolved_by != "pronoun"
        ]
        if "مشترک" in self.text[begin:end] or "سه جانبه" in self.text[begin:end]:
            states = sorted({m.actor_id for m in (inside or joint[-3:]) if m.kind == "state"})
            if len(states) > 1:
                return Speaker("joint:" + "+".join(states), begin, end, "text", "description", "collective")
        owner = next(
            (
                m
                for m in inside
                if re.search(
                    rf"{word}(?:ی|ای| ای)? (?:مشترک |پایانی |مطبوعاتی |رسمی |اخیر )?(?:(?:منتشره|منتشر شده|منتشرشده|صادره|صادر شده) از سوی |دولت |از سوی )?$",
                    self.text[begin : m.start],
                )
            ),
            None,
        )
        if owner:
            return self.cast.speaker_of(owner)
        last = self.known.running or self.known.topic
        body = [
            m
            for m in self.cast.between(max(0, begin - 500), begin)
            if m.kind == "organisation" and self.cast._is_subject(m, self.part.sentence_at(m.start)[0])
        ]
        if body and re.search("این ", self.text[begin : begin + 12] + self.text[max(begin, end - 30) : end]):
            return replace(self.cast.speaker_of(body[-1]), resolved_by="description")
        if last and last.id.startswith("joint:"):
            return replace(last, start=-1, end=-1, resolved_by="description")
        at = self.text.find(word, begin, end)
        return self.cast.document(at, at + len(word))

    def _relays(self, cue: Cue, begin: int, rest: list[Cue]) -> bool:
        """«سانا نوشت: یک منبع وزارت خارجه اعلام کرد که …»: the agency passes on what another said."""
        inner = next((c for c in rest if c.how in ("that", "colon", "marks")), None)
        if inner is None or inner.start - cue.content > 120:
            return False
        outer = self.cast.subject(begin, cue.start, self.known)
        if outer is None or outer.source_type != "media":
            return False
        speaker = self.cast.subject(cue.content, inner.start, self.known)
        return speaker is not None and 0 <= speaker.start - cue.content < 30 and speaker.source_type != "media"

    # ---- extent of the words

    def _extent(self, cue, b, paragraph_end, rest, cues, marked, speaker, phrases) -> tuple[int, str]:
        text = self.text
        start = cue.content
        if text[start : start + 1] in '«"':
            span = next(((x, y, closed) for x, y, closed in marked if x == start), None)
            if span and (self._stands_alone(span, paragraph_end) or len(WORD.findall(text[span[0] : span[1]])) > 12):
                return (trim_mark(text, start, span[1]) if span[2] else span[1]), "direct"
        if cue.how == "colon":
            end = self._colon_end(cue, b, paragraph_end, cues, marked, speaker)
        else:
            end = b
            nxt = self._coordinate(cue, rest, b)
            if nxt is not None:
                end = nxt
        end = trim(text, start, end)
        inside = [m for m in marked if start <= m[0] and m[1] <= end + 1 and len(WORD.findall(text[m[0] : m[1]])) >= 3]
        return end, "mixed" if inside and cue.how != "colon" else "indirect"

    def _stands_alone(self, span, paragraph_end: int) -> bool:
        """Whether a marked stretch is the whole of what is said, not a name at the head of a sentence: گفت: «داعش» …"""
        after = self.text[span[1] + 1 : min(span[1] + 4, paragraph_end)]
        if not span[2]:
            return True
        return (
            not after.strip() or after.lstrip()[:1] in ".،؛,؟!:)" or after[:1] == "." or bool(re.match(r" ?و ", after))
        )

    def _coordinate(self, cue: Cue, rest: list[Cue], b: int) -> int | None:
        """Where «… و افزود: …» ends the words of the cue before it."""
        for nxt in rest:
            if nxt.how == "none" or nxt.start < cue.content:
                continue
            before = self.text[cue.content : nxt.start]
            if match := re.search(
                r" و(?: (?:همچنین|نیز|در ادامه|در پایان|سپس|در عین حال|در این باره|بار دیگر|همزمان|با|ضمن)[^،]{0,60})? $",
                before,
            ):
                return cue.content + match.start()
            if nxt.how == "colon" and (match := re.search(r"[،؛](?: [^،؛]{0,50})? $", before)):
                return cue.content + match.start()
        return None

    def _colon_end(self, cue: Cue, b: int, paragraph_end: int, cues, marked, speaker) -> int:
        text = self.text
        for nxt in cues:  # a cue in the same sentence: «… و افزود: …»
            if not (cue.content <= nxt.start < b and nxt.how in ("colon", "that", "marks")):
                continue
            before = text[cue.content : nxt.start]
            if before.endswith(" و "):
                return cue.content + len(before) - 3
            if nxt.how == "colon":
                turns = [m.start() for m in re.finditer(r" و(?= )|،|؛", before)]
                if turns and len(before) - turns[-1] <= 92:
                    return cue.content + turns[-1]
        at = b
        while at < paragraph_end:
            while at < paragraph_end and text[at] == " ":
                at += 1
            if at >= paragraph_end:
                break
            a2, b2 = self.part.sentence_at(at)
            a2, b2 = max(a2, at), min(b2, paragraph_end)
            if self._new_voice(a2, b2, cues, speaker):
                return at
            at = b2
        return paragraph_end

    def _new_voice(self, a: int, b: int, cues: list[Cue], speaker: Speaker) -> bool:
        """Whether a sentence after a colon quotation is the reporter's again."""
        text = self.text
        if REPORTER.match(text[a : a + 30]) and re.match(
            r"(?:گفتنی|لازم به ذکر|شایان ذکر|به گزارش|انتهای پیام|قابل ذکر|به نقل از)", text[a : a + 30]
        ):
            return True
        for cue in cues:
            if not a <= cue.start < b:
                continue
            if cue.how == "colon":
                return True
            head = text[a : cue.start]
            if not head.strip() or re.match(
                r"(?:وی|او|ایشان|این (?:مقام|دیپلمات|نماینده|وزیر|کارشناس|عضو|مسیول|سخنگو|استاد|تحلیلگر|فرمانده)|نامبرده)(?![^\W_])",
                head,
            ):
                return True
            first = next((m for m in self.cast.between(a, cue.start) if m.kind == "person"), None)
            if first and first.start - a < 4 and cue.how != "none" and cue.tense in ("past", "perfect", "pluperfect"):
                return True
            if cue.how in ("that", "marks") and first and first.actor_id == speaker.id:
                return True
        return any(
            h.meanings[0].role == "clause" and re.match(r"(?:وی|او|ایشان)?(?: [^\W_]+){0,3} ?$", text[a : h.start])
            for h in self.part.starting("phrase", a, b)
        )

    # ---- clauses, according-to, marks inside a sentence, continuation

    def _clause(self, clause: Hit, cue: Cue, speaker: Speaker, begin: int) -> None:
        """«وی با بیان اینکه A، گفت: B»: A is a quotation of its own."""
        text = self.text
        region = text[clause.end : cue.start]
        end = len(region)
        for match in re.finditer("[،,]", region):
            if len(WORD.findall(region[match.end() :])) <= 7:
                end = match.start()
                break
        self._add(clause.end + 1, trim(text, clause.end, clause.end + end), "indirect", None, speaker, clause)

    def _lone_clause(self, clause: Hit, a: int, b: int) -> None:
        """«X با تاکید بر اینکه A، خواستار B شد.»"""
        speaker = self.cast.subject(a, clause.start, self.known) or self._dropped(None)
        region = self.text[clause.end : b]
        commas = list(re.finditer("[،,]", region))
        end = commas[-1].start() if commas else len(region)
        if speaker:
            self._add(
                clause.end + 1,
                trim(self.text, clause.end, clause.end + end),
                "indirect",
                None,
                self._speaks(speaker),
                clause,
            )

    def _according(self, hit: Hit, a: int, b: int, paragraph_end: int, here: list[Cue], cues) -> int | None:
        text = self.text
        comma = re.search(r" ?[،,:]| که ", text[hit.end : b])
        named = list(self.cast.between(hit.end, min(b, hit.end + 140)))
        first = named[0] if named and named[0].start - hit.end <= 45 else None
        if hit.surface == "به بیان" and (first is None or first.start - hit.end > 12):
            return None  # «به بیان مزیت‌ها پرداخت»
        end_of_name = hit.end
        speaker = None
        if first and (not comma or first.start < hit.end + comma.start()):
            end_of_name = first.end
            for more in named[1:]:
                if more.actor_id == first.actor_id and len(text[end_of_name : more.start].strip(' «»"،')) == 0:
                    end_of_name = more.end
            if first.resolved_by == "pronoun":
                speaker = self.cast._pronoun(first, self.known)
            else:
                person = next(
                    (m for m in named if m.kind == "person" and (not comma or m.start < hit.end + comma.start())), first
                )
                speaker = self.cast.speaker_of(person)
        if speaker is None and re.match(rf" این (?:{ROLE.pattern}|پژوهشگر)", text[hit.end : hit.end + 24]):
            speaker = self._dropped(None)
            end_of_name = hit.end + (comma.start() if comma else 0)
        if speaker is None:
            name_end = hit.end + comma.start() if comma else hit.end
            if name_end - hit.end < 3 or name_end - hit.end > 110:
                return None
            unnamed = next(iter(self.cast.unnamed(hit.end, name_end)), None)
            speaker = (
                self.cast._anonymous(unnamed, hit.end, name_end)
                if unnamed
                else self.cast._unknown(hit.end, name_end, [], self.known)
            )
            if speaker is None:
                return None
            end_of_name = name_end
        start = end_of_name
        if match := (AFTER_PRONOUN if first and first.resolved_by == "pronoun" else AFTER_NAME).match(text, start):
            start = match.end()
        end = paragraph_end if hit.meanings[0].role == "opinion" else b
        following = [c for c in here if c.start > start and c.how in ("colon", "that", "marks")]
        if following and hit.meanings[0].role != "opinion":
            return None  # «به گفته X، Y اعلام کرد که …»: the inner one has the words
        end = trim(text, start, end)
        if len(WORD.findall(text[start:end])) < 3:
            return None
        self._add(start, end, "indirect", None, self._speaks(speaker), hit)
        return max(end, b)

    def _mixed(self, cue: Cue, begin: int, b: int, marked, clause: Hit | None) -> None:
        """«… را «راهگشا و مورد حمایت» اعلام کرد», and «…»، این را لاوروف گفت."""
        text = self.text
        pieces = [m for m in marked if begin <= m[0] and m[1] <= cue.start and self._is_speech(m)]
        speaker = None
        if pieces:
            speaker = self._speaker(cue, begin, clause)
            for x, y, _ in pieces[-1:]:
                if speaker:
                    self._add(x + 1, trim_mark(text, x + 1, y), "mixed", cue, speaker)
        if clause and clause.start < cue.start:
            speaker = speaker or self._speaker(cue, begin, clause)
            if speaker:
                self._clause(clause, cue, speaker, begin)
        elif not pieces:
            subject = self.cast.subject(begin, cue.start, self.known)
            if subject and _ISSUED.search(text[begin : cue.start]):
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
            or NAMING.search(text[max(0, x - 20) : x])
            or re.match(rf"[»\"] ?[،,]? ?(?:{ROLE.pattern})", text[y : y + 24])
        ):
            return False
        covered = sum(m.end - m.start for m in self.cast.between(x, y))
        return covered < 0.6 * (y - x)

    def _continued(self, start: int, end: int, marked) -> None:
        """A paragraph without a cue that goes on in the speaker's voice."""
        text = self.text
        if self.open_voice is None or REPORTER.match(text[start : start + 40]):
            self.open_voice = None
            return
        opens = text[start : start + 1] in '«"'
        if not opens and not FIRST_PERSON.search(text[start:end]):
            self.open_voice = None
            return
        a, b = start, end
        if opens:
            a += 1
            b = next((y for x, y, _ in marked if x == start), end)
        self.found.append(
            Quotation(
                "text",
                a,
                trim(text, a, b),
                "continued",
                "",
                -1,
                -1,
                "neutral",
                replace(self.open_voice, start=-1, end=-1, resolved_by="dropped"),
            )
        )

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


def _full_names(found: list[Quotation], known: Known, mentions: list[Mention], cast: Cast) -> None:
    """A headline's «نجف‌نژاد» is the «مقداد نجف‌نژاد» of the text; its «خاتمی» the «سید احمد خاتمی» named there."""
    bearers: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.resolved_by == "name" and " " in mention.entry:
            bearers.setdefault(mention.entry.split()[-1], set()).add(mention.actor_id)
    for quotation in found:
        who = quotation.speaker
        borne = bearers.get(fold(who.id[6:]).text, set()) if who.id.startswith("other:") else set()
        if len(borne) == 1:
            actor = borne.pop()
            country = next(m.country for m in mentions if m.actor_id == actor)
            quotation.speaker = replace(who, id=actor, source_type=cast.type_of(actor), country=country)
    for quotation in found:
        who = quotation.speaker
        if who.id.startswith("other:") and " " not in who.id:
            full = next((k for n, k in known.others.items() if n.split()[-1] == fold(who.id[6:]).text), None)
            if full:
                quotation.speaker = replace(who, id=full.id, source_type=full.source_type)


def _typed(found: list[Quotation], cast: Cast) -> None:
    """The source type of speakers outside the codebook whose first naming did not settle it, by any other in the text."""
    settled = {q.speaker.id: q.speaker.source_type for q in found if q.speaker.source_type}
    for quotation in found:
        who = quotation.speaker
        if not who.source_type:
            if who.id not in settled:
                settled[who.id] = cast.described_as(fold(who.id.removeprefix("other:")).text) or "official"
            quotation.speaker = replace(who, source_type=settled[who.id])


def _one_person(id: str) -> bool:
    """An id that a description of one person can have: somebody unknown, or the body they speak for."""
    return not id.startswith(("joint:", "document:", "anonymous"))


def _settle(found: list[Quotation], known: Known) -> list[Quotation]:
    """The unnamed speaker of a lead («یک کارشناس سیاسی خبر داد …») is the person named next."""
    for i, quotation in enumerate(found[:3]):
        unknown = quotation.speaker.id.startswith("other:")
        if quotation.speaker.resolved_by == "description" and (
            unknown or (i == 0 and _one_person(quotation.speaker.id))
        ):
            named = [
                q.speaker for q in found[i + 1 : i + 4]
                if q.speaker.resolved_by == "name" and q.speaker.is_person and q.speaker.source_type not in ("media", "anonymous")
            ]  # fmt: skip
            if named:
                place: dict[str, Any] = {"start": quotation.speaker.start, "end": quotation.speaker.end}
                quotation.speaker = replace(named[0], **place, resolved_by="description")
                for later in found[i + 1 :]:  # and those that went on in the same unnamed voice
                    if later.speaker.resolved_by in ("pronoun", "dropped") and later.speaker.id.startswith("other:"):
                        later.speaker = replace(
                            later.speaker, id=named[0].id, source_type=named[0].source_type, country=named[0].country
                        )
                    else:
                        break
    for quotation in found:
        who = quotation.speaker
        if who.id.startswith("other:یک "):  # nobody was named after all
            kind = who.source_type if who.source_type in ("expert", "citizen", "military") else "anonymous"
            quotation.speaker = replace(who, id="anonymous", source_type=kind)
    return found


def quotation_rows(reading: Reading, quotations: list[Quotation]) -> list[dict[str, Any]]:
    """Rows of the `quotations` table: spans in the text as published."""
    folded = {part.name: part.folded for part in reading.parts}
    rows = []
    for q in quotations:
        part = folded[q.part]
        start, end = part.span(q.start, q.end)
        cue = part.span(q.cue_start, q.cue_end) if q.cue_start >= 0 else (-1, -1)
        speaker = q.speaker
        who = (
            folded[speaker.part].span(speaker.start, speaker.end)
            if speaker.start >= 0 and speaker.part == q.part
            else (-1, -1)
        )
        rows.append({
            "article_id": reading.article_id, "part": q.part, "start": start, "end": end, "surface": part.original[start:end],
            "form": q.form, "cue": part.original[cue[0] : cue[1]] if cue[0] >= 0 else "", "cue_start": cue[0], "cue_end": cue[1],
            "verb_class": q.verb_class, "speaker_id": speaker.id,
            "speaker_surface": part.original[who[0] : who[1]] if who[0] >= 0 else "", "speaker_start": who[0], "speaker_end": who[1],
            "resolved_by": speaker.resolved_by, "source_type": speaker.source_type, "country": speaker.country, "via": q.via,
            "rung": speaker.rung,
        })  # fmt: skip
    return rows


def credit_rows(reading: Reading, credits: list[Credit]) -> list[dict[str, Any]]:
    """Rows of the `credits` table: spans in the text as published."""
    folded = {part.name: part.folded for part in reading.parts}
    rows = []
    for credit in credits:
        start, end = folded[credit.part].span(credit.start, credit.end)
        rows.append({
            "article_id": reading.article_id, "part": credit.part, "start": start, "end": end,
            "surface": folded[credit.part].original[start:end], "source_id": credit.source_id, "relation": credit.relation,
        })  # fmt: skip
    return rows
