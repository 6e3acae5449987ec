"""Whose words a cue brings in, as the text goes on: the subject, the one who spoke last, a document.

In goes a cue and the stretch before it; out comes a `Speaker`, and what is `Known` is brought up to date.
"""

import re
from dataclasses import replace

from analysis.cues import DOCUMENT, Cue, document_in
from analysis.lexicon import Hit
from analysis.speaker import Known, Speaker
from analysis.speakers import Cast

ISSUED = re.compile(
    r"(?:در|طی|با صدور) (?:یک )?(?:بیانیه|اطلاعیه|اعلامیه|پیام|نامه|یادداشت|گزارش)(?: ?ای|ی)?(?![^\W_])"
)

_THIS_ONE = re.compile(r"(?<![^\W_])(?:این|ادامه|پایان|بخش دیگری از|بخشی از) ")
_PERSONAL = ("پیام", "نامه", "یادداشت")  # that one person writes

_VIA = re.compile(
    "(?:به نقل|از قول|به قول|از زبان|به نقل از)(?: از)? ((?:سخنان|اظهارات|گفته های|قول|ارزیابی|ارزیابی های|تحلیل|نوشته|نوشته های|مقاله|یادداشت|کتاب|بیانات) )?"
)
INNER = re.compile(
    r"[«\"]([^«»\".،]{3,60}?) (می گوید|می گویند|گفت|گفتند|گفته اند|اعلام کرد|اعلام کردند|اعلام کرده اند|معتقدند|معتقد است|تاکید کرد|تاکید کردند) که "
)
OWN_WORDS = re.compile(r"[«\"][^«»\"]{40}")  # longer than a name in marks

THIS_DOCUMENT = re.compile(
    rf"(?:[^،:]{{0,60}}، ?)?(?:(?:این|در این|همین) {DOCUMENT.pattern}|(?:گزارش|مقاله|سرمقاله)(?![^\W_]))"
)


class Voices:
    """The speakers of one text, in its order."""

    def __init__(self, cast: Cast, known: Known):
        self.text, self.cast, self.known = cast.text, cast, known

    def speaker(self, cue: Cue, begin: int, clause: Hit | None) -> Speaker | None:
        text = self.text
        region_end = cue.start
        region = text[begin:region_end]
        writer = self.cast.subject(begin, region_end, self.known) if cue.infinitive == "آوردن" else None
        if writer and writer.resolved_by == "name" and writer.source_type == "media":
            return self.speaks(writer)  # «روزنامه … در سرمقاله خود آورده است»
        via = _VIA.search(region)
        person = self._passed_on(begin + via.end(), region_end) if via else None
        if via and person and document_in(region[: via.start()]):
            return self.speaks(person)  # «در این بیانیه به نقل از لاوروف آمده است»: he speaks, not the paper
        if (
            cue.infinitive in ("آمدن", "آوردن", "حاکی بودن", "حکایت داشتن", "حکایت کردن")
            or cue.passive
            or THIS_DOCUMENT.match(region)
        ) and (document := document_in(region)):
            return self._heard(self.document(document, begin, region_end))
        if via:
            if person:
                return self.speaks(person)
            if unnamed := self.cast.unnamed_ones.official(begin + via.end(), region_end):
                return self.speaks(unnamed)  # «اینترفاکس به نقل از منبعی در کرملین نوشت»
            if "،" not in self.text[begin + via.end() : region_end].rstrip(" ،"):
                other = self.cast.strangers.unknown(begin + via.end(), region_end, [], self.known)
                if other and other.source_type not in ("media", "document"):
                    return self.speaks(other)  # «نوشت به نقل از یک کارشناس نظامی غربی»
        limit = clause.start if clause else region_end
        speaker = self.cast.subject(begin, limit, self.known, plural=cue.plural)
        if speaker is None:
            speaker = self.dropped(cue)
        if speaker and ISSUED.search(region):
            self.known.document = speaker  # «در بیانیه‌ای اعلام کرد»: «این بیانیه» is theirs
        return self.speaks(speaker) if speaker else None

    def _passed_on(self, start: int, end: int) -> Speaker | None:
        """The person whose words are passed on, named right behind «به نقل از»."""
        for mention in self.cast.between(start, end):
            if mention.kind == "person" and mention.start - start < 25:
                return self.cast.speaker_of(mention)
        return None

    def speaks(self, speaker: Speaker) -> Speaker:
        self.known.last, self.known.unnamed_since = speaker, speaker.id == "anonymous"
        if speaker.id != "anonymous":
            self.known.running = self.known.spoke = speaker
            if speaker.is_person and speaker.resolved_by in ("name", "office"):
                self.known.persons.add(speaker.id)
        return speaker

    def _heard(self, speaker: Speaker) -> Speaker:
        """An outlet whose report goes on is who spoke last; a statement is not."""
        return self.speaks(speaker) if speaker.source_type == "media" else speaker

    def dropped(self, cue: Cue | None) -> Speaker | None:
        last = self.known.unnamed(self.text) or self.known.running or self.known.topic
        if last is None:
            return Speaker("anonymous", resolved_by="dropped", source_type="anonymous")
        return last._replace(start=-1, end=-1, part="text", resolved_by="dropped")

    def _author(self, start: int, end: int) -> Speaker | None:
        """Who wrote it, named in full behind «پیام»: «در ادامه پیام بهمن راستین آمده است»."""
        author = self.cast.strangers.unknown(start, end, [], self.known)
        full = self.text[author.start : author.end].split() if author and author.resolved_by == "name" else []
        return author if len(full) > 1 and full[0] in self.cast.codebook.given else None

    def document(self, word: str, begin: int, end: int) -> Speaker:
        at = self.text.find(word, begin, end) + len(word)
        outlet = next((h for h in self.cast.sources if at <= h.start <= at + 14 and h.end <= end), None)
        if outlet:  # «گزارش فارن پالیسی می‌افزاید»
            of = outlet.meanings[0]
            return Speaker(of.id, outlet.start, outlet.end, "text", "name", "media", of.entry.country or "")
        if word in _PERSONAL and (author := self._author(at, end)):
            return self.speaks(author)
        if self.known.document and _THIS_ONE.search(self.text, begin, end):
            return self.known.document._replace(start=-1, end=-1, resolved_by="description")
        running = self.known.running
        if word in ("گزارش", "مقاله", "سرمقاله", "خبر", "یادداشت") and running and running.source_type == "media":
            return running._replace(start=-1, end=-1, resolved_by="description")
        inside = [
            m
            for m in self.cast.between(begin, end)
            if (m.kind in ("state", "organisation", "person") or m.resolved_by == "metonym")
            and m.resolved_by != "pronoun"
        ]
        if "مشترک" in self.text[begin:end] or "سه جانبه" in self.text[begin:end]:
            states = sorted({m.actor_id for m in inside if m.kind == "state"})
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
        body = (
            []
            if word == "گزارش"
            else [
                m
                for m in self.cast.between(max(0, begin - 500), begin)
                if m.kind == "organisation" and self.cast.is_subject(m, self.cast.part.sentence_at(m.start)[0])
            ]
        )
        if body and re.search("این ", self.text[begin : begin + 12] + self.text[max(begin, end - 30) : end]):
            return self.cast.speaker_of(body[-1])._replace(resolved_by="description")
        if last and last.id.startswith("joint:"):
            return last._replace(start=-1, end=-1, resolved_by="description")
        at = self.text.find(word, begin, end)
        return self.cast.document(at, at + len(word))

    def inner(self, outer: Speaker, cue: Cue, end: int) -> tuple[Speaker, Cue]:
        """«رویترز نوشت: «مقام‌های روس می‌گویند که …»»: within the marks of an outlet another one has the words."""
        if outer.source_type != "media" or not (said := INNER.match(self.text, cue.content, end)):
            return outer, cue
        speaker = self.cast.subject(said.start(1), said.end(1) + 1, self.known, plural=said[2].endswith("ند"))
        if (
            speaker is None
            or speaker.id == "anonymous"
            or speaker.source_type == "media"
            or speaker.start < said.start(1)
        ):
            return outer, cue
        return speaker, replace(cue, content=said.end())

    def relays(self, cue: Cue, begin: int, rest: list[Cue]) -> bool:
        """«سانا نوشت: یک منبع وزارت خارجه اعلام کرد که …», «العربیه نوشت که ایران اعلام کرد …»: the agency passes on what another said."""
        if OWN_WORDS.match(self.text, cue.content):
            return False  # «القدس العربی تیتر کرد: "…" بی‌بی‌سی مدعی شد که …»: its own words stand in marks
        inner = next((c for c in rest if c.how in ("that", "colon", "marks", "bare")), None)
        if inner is None or inner.start - cue.content > (120 if cue.how == "colon" else 50):
            return False
        outer = self.cast.subject(begin, cue.start, self.known)
        if outer is None or outer.source_type != "media":
            return False
        speaker = self.cast.subject(cue.content, inner.start, self.known)
        if speaker is None or not 0 <= speaker.start - cue.content < 30:
            return False
        if inner.how == "bare" and (inner.needs != "nothing" or speaker.id == "anonymous"):
            return False
        return speaker.source_type != "media"
