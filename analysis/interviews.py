"""Interviews: questions and answers, paragraph by paragraph.

In goes the text of an article that is built of questions and answers; out come the answers as `Quotation`s of whom the
lead says we talked to, or of whom a name heads («رستگار: …»).
"""

import re

from analysis.cues import BROUGHT_IN, QUESTION, REPORTER, trim
from analysis.quotations import Quotation
from analysis.speaker import Known, Speaker, folded_id
from analysis.speakers import Cast

_HEADED = re.compile(r"([^:،.]{2,40}?) ?: ?(?=[^\W\d_])")
_ANSWER = re.compile(r"(?:ج|پاسخ|جواب)$")
_WITH = re.compile(r"(?:^|[ ،\n])با ")
_TALK = re.compile(r"[^.\n]{3,160}?(?:گفت ?و ?گو|گفتگو|مصاحبه)")


class Interview:
    """Walks the questions and answers of one text; keeps who is asked."""

    def __init__(self, cast: Cast, known: Known):
        self.text, self.cast, self.known = cast.text, cast, known
        self.answering: Speaker | None = None
        self.asked = False

    def turn(self, start: int, end: int) -> list[Quotation] | None:
        """What a paragraph of an interview holds: nothing of a question, an answer in the words of who is interviewed.

        None where it is neither.
        """
        text = self.text
        line = text[start:end]
        if QUESTION.match(line) or (line.endswith(("؟", "?")) and len(line) < 400):
            if self.answering is None:
                last = self._interviewee(start) or self.known.running or self.known.topic
                self.answering = last if last and last.is_person else None
            self.asked = True
            return []
        prefix = _HEADED.match(line)
        if (self.answering is None and not (prefix and self.asked)) or REPORTER.match(line) or BROUGHT_IN.match(line):
            return None
        if prefix:
            named = self.cast.between(start, start + prefix.end(1))
            if named and named[0].kind == "person":
                self.answering = self.cast.speaker_of(named[0])
            elif self.answering is None:  # «فارس: …؟», then «رستگار: …»
                self.answering = self.cast.strangers.unknown(start, start + prefix.end(1), [], self.known)
            elif not _ANSWER.match(prefix[1]) and prefix[1] not in folded_id(self.answering.id):
                prefix = None
        if self.answering is None:
            return None
        at = start + prefix.end() if prefix else start
        form = "indirect" if self.asked else "continued"
        self.asked = False
        who = self.answering._replace(start=-1, end=-1, part="text", resolved_by="dropped")
        return [Quotation("text", at, trim(text, at, end), form, "", -1, -1, "neutral", who)]

    def _interviewee(self, before: int) -> Speaker | None:
        """Whom the lead says we talked to: «با «کاوه رستگار»، پژوهشگر …، گفت‌وگو کردیم.»"""
        for match in _WITH.finditer(self.text, 0, before):
            talk = _TALK.match(self.text, match.end(), before)
            if talk:
                named = [m for m in self.cast.between(match.end(), talk.end()) if m.start - match.end() < 3]
                if named and named[0].kind == "person":
                    return self.cast.speaker_of(named[0])
                return self.cast.strangers.unknown(match.end(), talk.end(), [], self.known)
        return None
