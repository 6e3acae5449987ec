"""Whom «به گفته …», «به ادعای …», «از نظر …» name, and where their words begin.

In goes the phrase as the codebook found it; out come the `Speaker` and the place, or nothing where the phrase brings in
no words («از نظر اقتصادی», «به بیان دشواری‌ها پرداخت»).
"""

import re

from analysis.cues import AFTER_NAME, AFTER_PRONOUN
from analysis.lexicon import Hit
from analysis.speaker import Known, Speaker
from analysis.speaker_patterns import DESCRIBED, SINGULAR_ROLE, THIS_ROLE, THIS_SOURCE
from analysis.speakers import Cast
from analysis.voices import Voices

# a body of its own, though its name ends in a state's: «به گفته انجمن زندانیان فلسطین، …»; the army is the state
OWN_BODY = re.compile(
    r"(?:باشگاه|سازمان|انجمن|کمیته|مرکز|شورای|اتحادیه|بنیاد|موسسه|حزب|جنبش|جبهه|کانون|فدراسیون|شرکت|بانک|دانشگاه|کمیسیون|دیده بان)(?![^\W_])"
)
# «بر اساس اعلام قبلی سازمان …»
_EARLIER = re.compile(r" (?:قبلی|پیشین|رسمی|اخیر|تازه|جدید|صریح)(?= )")
THIS_REPORT = re.compile(r" این (گزارش|مقاله|بیانیه|یادداشت)(?![^\W_])")


class Attributions:
    """The speakers that phrases name in one text."""

    def __init__(self, cast: Cast, known: Known, voices: Voices):
        self.text, self.cast, self.known, self.voices = cast.text, cast, known, voices

    def speaker(self, hit: Hit, b: int) -> tuple[Speaker, int] | None:
        """Who is named behind a phrase in a sentence that ends at `b`, and where what they say begins."""
        text = self.text
        comma = re.search(r" ?[،,:]| که ", text[hit.end : b])
        named = list(self.cast.between(hit.end, min(b, hit.end + 140)))
        first = named[0] if named and named[0].start - hit.end <= 45 else None
        if hit.surface in ("به بیان", "به نظر") and (first is None or first.start - hit.end > 12):
            return None  # «به بیان مزیت‌ها پرداخت»
        if hit.meanings[0].id == "by-document":  # «بر اساس این بیانیه، …», «طبق اطلاعیه سفارت ایران، …»
            if comma is None or comma.start() > 60:
                return None
            end = hit.end + comma.start()
            return self.voices.document(text[hit.start : hit.end].split()[-1], hit.start, end), hit.end + comma.end()
        end_of_name = hit.end
        speaker = None
        if (
            first
            and hit.surface.startswith("از ")
            and first.start - hit.end > 3
            and not DESCRIBED.match(text, hit.end + 1)
        ):
            return None  # «از نظر میزان تولید پس از چین»
        source = next(iter(self.cast.unnamed(hit.end, hit.end + 6)), None)
        if source and comma:  # «به گفته یک منبع دیپلماتیک در آنکارا، …» is not Ankara
            first = None
        role = first and first.kind != "person" and SINGULAR_ROLE.match(text[hit.end + 1 : first.start])
        body = first and first.kind == "state" and comma and OWN_BODY.match(text[hit.end + 1 : first.start])
        if first and (role or body):  # «به گفته سخنگوی وزارت خارجه آلمان، …»
            end_of_name = hit.end + comma.start() if comma else first.end
            speaker = self.cast.subject(hit.end, end_of_name, self.known)
        elif first and (not comma or first.start < hit.end + comma.start()):
            end_of_name = first.end
            for more in named[1:]:
                if more.actor_id == first.actor_id and len(text[end_of_name : more.start].strip(' «»"،')) == 0:
                    end_of_name = more.end
            if first.resolved_by == "pronoun":
                speaker = self.cast.pronoun(first, self.known)
            else:
                person = next(
                    (m for m in named if m.kind == "person" and (not comma or m.start < hit.end + comma.start())), first
                )
                speaker = self.cast.speaker_of(person)
        if speaker is None and (this := THIS_SOURCE.match(text, hit.end, b)) and self.known.last:
            end_of_name = hit.end + comma.start() if comma else this.end()
            last = self.known.last  # «به گفته این منابع، …»
            speaker = last._replace(start=this.start() + 1, end=end_of_name, part="text", resolved_by="pronoun")
        if speaker is None and (report := THIS_REPORT.match(text, hit.end, b)):
            speaker = self.voices.document(report[1], hit.end, report.end())  # «به ادعای این گزارش، …»
            end_of_name = hit.end + comma.start() if comma else report.end()
        if speaker is None and THIS_ROLE.match(text, hit.end, hit.end + 24):
            speaker = self.voices.dropped(None)
            end_of_name = hit.end + (comma.start() if comma else 0)
        if speaker is None:
            name_end = hit.end + comma.start() if comma else hit.end
            if hit.surface.startswith("از ") and not (
                self.cast.unnamed(hit.end, name_end) or DESCRIBED.match(text, hit.end + 1)
            ):
                return None  # «از نظر فکری و اداری»
            if name_end - hit.end < 3 or name_end - hit.end > 110:
                return None
            unnamed = next(iter(self.cast.unnamed(hit.end, name_end)), None)
            earlier = _EARLIER.match(text, hit.end)
            begin = earlier.end() if earlier else hit.end
            speaker = (
                self.cast.unnamed_ones.anonymous(unnamed, hit.end, name_end)
                if unnamed
                else self.cast.strangers.unknown(begin, name_end, [], self.known)
            )
            if speaker is None:
                return None
            end_of_name = name_end
        start = end_of_name
        if match := (AFTER_PRONOUN if first and first.resolved_by == "pronoun" else AFTER_NAME).match(text, start):
            start = match.end()
        return speaker, start
