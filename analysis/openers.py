"""Which reporting verbs bring in words of their own: not «در این گزارش آمده», «طرحی را پیشنهاد کرد که …», «باید بگوید».

In goes a `Cue` with its clause; out comes whether it is empty, and whether what it opens is done with.
"""

import re

from analysis.cues import DOCUMENT, FINITE, WORD, Cue, in_document
from analysis.reading import Part
from analysis.speaker import Known
from analysis.speaker_patterns import MODAL, MODAL_POINTING
from analysis.speakers import Cast
from analysis.voices import Voices

THIS_REPORT = re.compile(r"[ ،]*(?:این|همین) گزارش(?: (?:همچنین|نیز|در ادامه))? ?")
# «طرحی را پیشنهاد کرده که شامل …» tells what the thing is; «این نکته را یادآور شد که …» brings in words
RELATIVE = re.compile(r"[^\W_] را $")
THIS_THING = re.compile(r"(?:^|[ ،])(?:این|چنین|همین) [^،]{2,30} را $")
# «اردوغان در حالی این سخنان را اعلام می‌کند که …», «وی در حالی از … خبر داد که …»
WHILE = re.compile(r"(?:^|[ ،])در ?حالی (?!(?:است )?که)(?=[^،]+$)|(?:این|چنین) [^.،]{3,40} در ?حالی ")
_WHO_ASKED = re.compile(
    r"(?<![^\W_])(?:در پاسخ به|به (?:پرسش|سوال)) (?:[^\W_]++ ){1,4}که $"
)  # «در پاسخ به دانشجویی که گفت …»
_AND = re.compile(r"(?:^| )(?:و|اما|ولی) $")


def is_hearsay(text: str, cue: Cue) -> bool:
    """«گفته می‌شود …»: nobody says so."""
    return cue.infinitive == "گفتن" and cue.passive and text.startswith("گفته می", cue.start)


class Openers:
    """Looks at the reporting verbs of one part of an article, whose speakers `cast` and `voices` know."""

    def __init__(self, part: Part, cast: Cast, known: Known, voices: Voices):
        self.text, self.cast, self.known, self.voices = part.text, cast, known, voices

    def empty(self, cue: Cue, begin: int, end: int, rest: list[Cue]) -> str:
        """Why a cue whose clause begins at `begin`, in a sentence up to `end`, brings in nothing: "no", or "past" where the
        next clause begins behind it; "" where it brings in words. `rest` are the cues behind it in the sentence."""
        text = self.text
        before = text[begin : cue.start]
        if cue.infinitive == "حاکی بودن" and THIS_REPORT.fullmatch(before):
            return "past"  # «این گزارش حاکی است»: the outlet goes on
        if MODAL.search(before) or (cue.infinitive == "اشاره کردن" and MODAL_POINTING.search(before)):
            return "no"
        if _WHO_ASKED.search(before):
            return "no"
        if (cue.infinitive == "آمدن" or cue.passive) and not is_hearsay(text, cue) and not in_document(before):
            return "no"
        if cue.how in ("bare", "comma"):
            if len(WORD.findall(text[cue.content : end])) < 4:
                return "no"
            if verdict := self._next_has_the_words(cue, rest):
                return verdict
        if cue.infinitive == "آوردن" and (cue.how not in ("colon", "marks") or not DOCUMENT.search(before)):
            return "no"  # «در این بیانیه آورده است: …»
        if cue.how == "bare" and self._hollow(cue, rest):
            return "no"
        if cue.how == "that" and cue.infinitive == "متهم کردن" and " به " in before:
            return "no"  # «او را به نداشتن برنامه‌ای متهم کرد که …» tells of the thing
        if cue.how == "that" and RELATIVE.search(before) and not THIS_THING.search(before):
            return "past"
        if cue.how in ("colon", "that") and self.voices.relays(cue, begin, rest):
            return "past"
        if cue.how == "that" and WHILE.search(text, begin, cue.start):
            return "past"  # «اردوغان در حالی این سخنان را اعلام می‌کند که …»
        return ""

    def _next_has_the_words(self, cue: Cue, rest: list[Cue]) -> str:
        """«ریانووستی گزارش کرد، وزارت دفاع اعلام کرد که …»: the inner one has the words."""
        nested = [c for c in rest if c.how in ("that", "colon", "marks", "bare")]
        if not nested or cue.how != "comma" or _AND.search(self.text[max(0, nested[0].start - 5) : nested[0].start]):
            return ""
        # «سلمان رفیعی که در قم سخن می‌گفت، افزود: …» is one clause
        return "past" if self.cast.subject(cue.content, nested[0].start, self.known) else "no"

    def _hollow(self, cue: Cue, rest: list[Cue]) -> bool:
        """«رستگار که در قم سخن می‌گفت در این باره گفت: …»: the first verb brings in nothing of its own."""
        nxt = next((c for c in rest if c.how in ("colon", "that", "marks")), None)
        if nxt is None:
            return False
        between = self.text[cue.content : nxt.start].rstrip()
        return len(WORD.findall(between)) <= 8 and not between.endswith((" و", "،")) and not FINITE.search(between)
