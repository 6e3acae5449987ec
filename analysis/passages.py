"""Texts printed whole: what a colon at a paragraph's end brings in, be it one paragraph or all that follow.

«روزنامه … در سرمقاله خود آورده است:» and «متن این بیانیه به شرح زیر است:» open a text that goes on over the following
paragraphs, up to the next heading or the reporter's own words; «وی گفت:» brings in the next paragraph only.
"""

import re
from collections.abc import Callable

from analysis.cues import FINITE, REPORTER, Cue, document_in, in_document, trim
from analysis.quotations import Quotation
from analysis.speaker import Known, Speaker
from analysis.speaker_patterns import MODAL_POINTING
from analysis.voices import Voices

_COLON_LAST = re.compile(r" ?(?:که|چنین|این چنین|اینگونه|این گونه)? ?: ?$")
# a piece of writing: what is brought in from it goes on
_WRITING = (
    r"سرمقاله|یادداشت|بیانیه|اطلاعیه|اعلامیه|قطعنامه|نامه|پیام|تفسیر|سخن روز|مقاله|نوشتار|استعفانامه|فراخوان|توافق ?نامه|تفاهم ?نامه|"
    r"منشور|وصیت ?نامه|شکواییه|دادنامه|خطبه|فرمان|حکم|پاسخ|سخنان|سخنرانی|اظهارات"
)
# «در سرمقاله امروز خود آورده است:», «طی نامه‌ای به … نوشت:»; not «در تفسیر این آیه می‌نویسد:»
_PIECE = re.compile(
    r"(?<![^\W_])(?:در|طی|ضمن|با صدور|با انتشار|با ارسال|متن|عنوان|از|این|ان) (?:[^\W_]+ ){0,2}?(?:سرمقاله|یادداشت|بیانیه|اطلاعیه|اعلامیه|قطعنامه|نامه|پیام|مقاله|"
    r"نوشتار|سخن روز|استعفانامه|فراخوان|توافق ?نامه|تفاهم ?نامه|منشور|وصیت ?نامه|شکواییه)(?: ?ای|ی)?(?![^\W_])"
)
_EDITORIAL = re.compile(r"(?<![^\W_])(?:سرمقاله|یادداشت|تفسیر|سخن روز|مقاله|نوشتار)(?:ای|ی)?(?![^\W_])")
_BELOW = (
    r"(?:به (?:این|همین) (?:شرح|قرار|ترتیب)|بدین (?:شرح|قرار|ترتیب)|(?:به|از این) (?:شرح|قرار) (?:زیر|ذیل)|از این قرار|"
    r"(?:در|به) (?:زیر|ذیل|ادامه|پی)|چنین|در (?:زیر|ذیل|ادامه|پی)(?: از نظرتان)?)"
)
# «متن کامل نامه … به شرح زیر است:», «متن این پیام بدین شرح می‌باشد:»
_TEXT_BELOW = re.compile(
    rf"(?<![^\W_])(?:متن|مشروح|متن کامل|عین|بخش ?هایی از)(?: کامل)?(?: متن)?(?: این| ان)? ({_WRITING})(?:ای|ی)?(?![^\W_])"
    rf"[^.:\n]{{0,120}}?{_BELOW}[^.:\n]{{0,40}}: ?$"
)
# «متن کامل به شرح ذیل است:»: of what was told before
_ALL_BELOW = re.compile(rf"(?:(?:متن|مشروح)(?: کامل)?(?: ان| این)?) {_BELOW}[^.:\n]{{0,20}}: ?")
# «قطعنامه زیر را به تصویب رساندند.», «بیانیه‌ای به شرح زیر صادر کرد.»
_ISSUED_BELOW = re.compile(
    rf"(?<![^\W_])({_WRITING})(?: ?ای|ی)? (?:(?:پایانی|مشترک|رسمی|مطبوعاتی) )?(?:زیر|ذیل|{_BELOW})(?![^\W_])[^.:\n]{{0,170}}?"
    r"(?:تصویب|صادر|امضا|منتشر|قرایت|ارسال|تقدیم|تنظیم|مخابره|خطاب)[^.:\n]{0,40}[.:] ?$"
)
_HEADING = re.compile(r"[*•■◄▪#] ?[^\n]{2,70}$")
_ENDED = re.compile(
    r"(?:انتهای پیام|پایان پیام|ادامه دارد|منبع|منابع|پی ?نوشت|/?\d{4,})|.{0,200}(?:یاداور می شود|گفتنی است|خاطر ?نشان می شود)"
)
_NUMBERED = re.compile(r"(?:\d+|[^\W_]|الف|یک|دو|سه) ?[-._)]")
# «- …», «• …», «۱. …»: the items of a list go on
_ITEM = re.compile(r"([-–•*●▪■◦]+) ?(?=[^\W_]|[«\"])|\(?(?:\d{1,2}|الف|[بپتجدهو]) ?[-._)]")
# «در ماده ۱ آمده است: واژه‌های این قانون در معانی زیر به کار می‌رود», and the items follow
_OF_A_LAW = re.compile(r"(?<![^\W_])(?:ماده|تبصره|اصل|بند|قانون|ایین ?نامه|اساسنامه)(?![^\W_])")
_ITEMS_BELOW = re.compile(r"(?<![^\W_])(?:زیر|ذیل)(?![^\W_])")
_SIGNED = re.compile(r"\(?\d{1,3} ?[-._)] ?[^\n.؛:]{3,80}$")  # «۱) گروه جهادی …»
_FINAL = re.compile(r"[.؟!»\"…]$")


def colon_last(text: str, cue: Cue, end: int) -> bool:
    """Whether a cue closes its paragraph with a colon: its words stand in the next one."""
    return bool(_COLON_LAST.fullmatch(text, cue.end, end))


def _goes_on(region: str, speaker: Speaker) -> bool:
    """Whether a piece of writing is named that goes on; a person's article is told of, an outlet's is printed."""
    return bool(_PIECE.search(region)) and not (
        _EDITORIAL.search(region) and speaker.source_type not in ("media", "document")
    )


class Passage:
    """Follows the texts that one article prints whole."""

    def __init__(self, text: str, voices: Voices, known: Known, is_source: Callable[[int, int], bool]):
        self.text, self.voices, self.known, self.is_source = text, voices, known, is_source
        self.speaker: Speaker | None = None
        self._cue: Cue | None = None
        self._whole = self._editorial = self._listed = False

    def opened(self, start: int, end: int, cues: list[Cue]) -> None:
        """Notes what a paragraph brings in at its end, or in a piece of writing that goes on."""
        text = self.text
        if not cues and text[end - 1] not in ".:":
            return
        if below := self._below(max(start, end - 260), end):
            self._open(self.voices.document(below[1], start, end), None, below[0], whole=True)
            return
        if not cues and self.known.spoke and _ALL_BELOW.fullmatch(text, start, end):
            self._open(self.known.spoke, None, "", whole=True)
        if not cues:
            return
        last = cues[-1]
        sentence = max(start, text.rfind(". ", start, last.start) + 1)
        region = text[sentence : last.start]
        if MODAL_POINTING.search(region):
            return  # «انواع بازار را می‌توان چنین عنوان کرد:»
        if colon_last(text, last, end):
            speaker = self.voices.speaker(last, sentence, None)
            if speaker and ")" not in speaker.id and (speaker.id, speaker.resolved_by) != ("anonymous", "dropped"):
                self._open(speaker, last, region, whole=_goes_on(region, speaker))
        elif last.how == "colon" and last.content < end:
            speaker = self.known.spoke
            if text[end - 1] == ":" and speaker and _goes_on(region, speaker):
                self._open(speaker, None, region, whole=True)
            elif (law := _OF_A_LAW.search(region)) and _ITEMS_BELOW.search(text, last.content, end):
                self._open(
                    self.voices.document(document_in(region) or law[0], sentence, last.start), None, region, whole=False
                )
                self._listed = True

    def _below(self, near: int, end: int) -> re.Match[str] | None:
        """The sentence at a paragraph's end that says a text follows."""
        text, below = self.text, None
        if text[end - 1] == ":":
            below = _TEXT_BELOW.search(text, near, end)
        if below is None and (text.find(" زیر ", near, end) >= 0 or text.find(" ذیل ", near, end) >= 0):
            below = _ISSUED_BELOW.search(text, near, end)
        return below

    def _open(self, speaker: Speaker, cue: Cue | None, region: str, *, whole: bool) -> None:
        self.speaker, self._cue, self._whole = speaker, cue, whole
        self._editorial = bool(_EDITORIAL.search(region))

    def turn(self, start: int, end: int, cues: list[Cue]) -> Quotation | None:
        """The paragraph as a part of the text that is printed; None where there is none, or where it ends."""
        text = self.text
        if self.speaker is None:
            return None
        line = text[start:end]
        item = _ITEM.match(line) if self._cue or self._listed else None
        if self._listed and not item:
            self.close()
            return None
        own = next((c for c in cues if c.how == "colon" or (c.how in ("that", "marks") and c.start - start < 90)), None)
        if not self._whole and (own or (cues and _NUMBERED.match(line))):
            self.close()  # a list of what others say
            return None
        if REPORTER.match(line) or _ENDED.match(line) or self._heads(start, end):
            self.close()
            return None
        if self._whole and _SIGNED.match(line) and not FINITE.search(line):
            self.close()  # who signed it
            return None
        cue, self._cue = self._cue, None
        if self._whole and own and own.how == "colon" and own.content < end and own.start - start < 120:
            head = text[start : own.start]
            if len(head) < 4 or in_document(head):  # «اعلام می‌دارد: …», «در پایان این پیام آمده است: …»
                start, cue, line = own.content, own, text[own.content : end]
        marked = line[:1] in '«"' and (cue or text[end - 1] in '»"')
        opens = start + 1 if marked else start
        who = self.speaker
        if cue is None:
            who = who._replace(start=-1, end=-1, resolved_by="dropped")
        if item and item[1] and opens == start:
            opens = start + item.end()
        if not self._whole and not item:
            self.close()
        self._listed = item is not None
        to = trim(text, opens, end)
        if opens > start and not item and text[to - 1] in '»"':
            to = trim(text, opens, to - 1)
        if cue is None:
            return Quotation("text", opens, to, "continued", "", -1, -1, "neutral", who)
        form = "direct" if opens > start and not item else "indirect"
        return Quotation("text", opens, to, form, text[cue.start : cue.end], cue.start, cue.end, cue.verb_class, who)

    def close(self) -> None:
        """The text is at its end."""
        self.speaker, self._cue, self._whole, self._editorial, self._listed = None, None, False, False, False

    def _heads(self, start: int, end: int) -> bool:
        """Whether a paragraph is the heading of something else: «* کیهان», or brings in another outlet's piece."""
        line = self.text[start:end]
        if _HEADING.match(line) and not _FINAL.search(line) and (self._editorial or not self._whole):
            return True
        return self._editorial and (
            (len(line) < 40 and not _FINAL.search(line) and self.is_source(start, end))
            or (line.startswith(("روزنامه ", "این روزنامه", "در ادامه ", "در پایان ")))
        )
