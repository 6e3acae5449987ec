"""How far the words of a cue reach: to the closing mark, the sentence, the paragraph, or the next cue."""

import re

from analysis.cues import REPORTER, WORD, Cue, trim, trim_mark
from analysis.reading import Part
from analysis.speaker import Speaker
from analysis.speaker_patterns import TURN
from analysis.speakers import Cast

CLOSED_ONLY = re.compile(r"[^«»]+»\.?$")
_MEANWHILE = re.compile(r" ?(?:و )?(?:این|همه این ها|اینها) (?:همه )?در ?حالی")  # the reporter's again
AND_A_SHARE = re.compile(r" و (?=\d[\d/.]* ?درصد (?:از |نیز|هم))")  # «… معتقدند A و ۱۹ درصد نیز B»


class Extents:
    """The extents of the quotations of one text."""

    def __init__(self, part: Part, cast: Cast):
        self.part, self.text, self.cast = part, part.text, cast

    def of(
        self,
        cue: Cue,
        b: int,
        paragraph_end: int,
        rest: list[Cue],
        cues: list[Cue],
        marked: list[tuple[int, int, bool]],
        speaker: Speaker,
    ) -> tuple[int, str]:
        """Where the words of a cue end, and their form, in a sentence that ends at `b`; `rest` are the cues after it there."""
        text = self.text
        start = cue.content
        if text[start : start + 1] in '«"':
            span = next(((x, y, closed) for x, y, closed in marked if x == start), None)
            if span and (self._stands_alone(span, paragraph_end) or len(WORD.findall(text[span[0] : span[1]])) > 12):
                return (trim_mark(text, start, span[1]) if span[2] else span[1]), "direct"
        if cue.how == "colon" or self._told_on(cue, b, paragraph_end, cues, speaker):
            end = self._colon_end(cue, b, paragraph_end, cues, marked, speaker)
        else:
            end = b
            if other := AND_A_SHARE.search(text, start, b):
                end = other.start()
            nxt = self._coordinate(cue, rest, b)
            if nxt is not None:
                end = min(end, nxt)
        end = trim(text, start, end)
        if CLOSED_ONLY.match(text[start:end]):  # «… سفر می‌کند».»: a mark that nothing opened
            end = trim_mark(text, start, text.rindex("»", start, end))
        inside = [m for m in marked if start <= m[0] and m[1] <= end + 1 and len(WORD.findall(text[m[0] : m[1]])) >= 3]
        return end, "mixed" if inside and cue.how != "colon" else "indirect"

    def _told_on(self, cue: Cue, b: int, paragraph_end: int, cues: list[Cue], speaker: Speaker) -> bool:
        """«وی ادامه می‌دهد که …. …»: a view told in the present tense goes on where no other cue follows in the paragraph."""
        if cue.how not in ("that", "bare") or cue.tense != "present" or cue.verb_class == "requesting":
            return False
        if b >= paragraph_end - 3 or cue.plural or speaker.source_type in ("anonymous", "citizen", "document"):
            return False  # of whom a feature tells, the reporter goes on to tell
        if _MEANWHILE.match(self.text, b):
            return False
        return not any(c.start >= cue.content for c in cues)

    def _stands_alone(self, span, paragraph_end: int) -> bool:
        """Whether a marked stretch is the whole of what is said, not a name at the head of a sentence: گفت: «داعش» …"""
        after = self.text[span[1] + 1 : min(span[1] + 4, paragraph_end)]
        if not span[2] or self.text[: span[1]].rstrip()[-1:] in ".!؟":
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
                r" (?:و|اما|ولی)(?: (?:همچنین|نیز|در ادامه|در پایان|سپس|در عین حال|در این باره|بار دیگر|همزمان|با|ضمن)[^،]{0,60})? $",
                before,
            ):
                return cue.content + match.start()
            says = nxt.how in ("that", "colon", "marks") or (nxt.how == "bare" and nxt.needs == "nothing")
            if says and (turn := self._turn(cue.content, nxt.start)):
                return turn
            if nxt.how == "colon" and (match := re.search(r"[،؛](?: [^،؛]{0,50})? $", before)):
                return cue.content + match.start()
        return None

    def _turn(self, start: int, end: int) -> int | None:
        """Where «… در حالی که پوتین اعلام کرد که …» turns to another's words."""
        for turn in reversed(list(TURN.finditer(self.text, start, end))):
            if len(WORD.findall(self.text[start : turn.start()])) >= 3 and end - turn.end() < 90:
                named = self.cast.between(turn.end(), end)
                if named and self.cast.is_subject(named[0], turn.end()) and named[0].start - turn.end() < 25:
                    return turn.start()
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
