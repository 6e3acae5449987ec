"""What is no Persian article, and what is odd about one that is.

In goes an article's title and text; out comes the `Fault` that sets it apart, or notes to look at. Nothing is changed.
"""

import re
from collections.abc import Mapping
from typing import Any

from analysis.encodings import PERSIAN, count_persian, garbled
from analysis.formats import Fault

LONGEST = 1_000_000  # bytes of a text; ten times the longest article, as long as a book
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
# Function words that the one language has and the other lacks; folded. «و» is both languages'.
_FARSI = re.compile(
    r"(?<![^\W_])(?:در|به|از|که|این|را|با|است|برای|ان|های|ها|می|شد|کرد|شود|خود|یک|تا|بر|هم|نیز|بود|گفت|هر|نمی|باید)(?![^\W_])"
)
_ARABIC = re.compile(
    r"(?<![^\W_])(?:في|فی|من|علي|علی|الي|الی|ان|التي|التی|الذي|الذی|هذا|هذه|عن|مع|قال|لم|كان|کان|ما|و?ال[^\W\d_]{3,})(?![^\W_])"
)
_OTHERS = re.compile(
    "[\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2\u06d5\u06c6\u06ce\u06b5\u0695\u067c\u0689\u0693\u0696\u069a\u06bc\u06d0]"
)
# A letter of another script in a Persian word («רוسیه»), or Latin letters between Persian ones («ایrان»).
_FOREIGN = re.compile("[a-zA-Z\u0370-\u05ff]")
_MIXED = re.compile(
    "[\u0621-\u06ff][\u0370-\u05ff]|[\u0370-\u05ff][\u0621-\u06ff]|[\u0621-\u06ff][a-zA-Z]{1,2}[\u0621-\u06ff]"
)
_WORD = re.compile(r"[^\W\d_]+")
# «روس?ه»: a letter that the encoding of some program lacked. At the end of a word ? may be a question, in an address it is none.
_LOST = re.compile(rf"(?<={PERSIAN.pattern})\?+(?=\u200c?{PERSIAN.pattern})")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# Without «ی» at least 2.9 % of the letters are lost inside words (59 real articles); 1,281 sound articles have none.
LOST = 0.02
_SAMPLE = 700  # letters looked at from the start, and as many from the end: enough to tell a script or a language
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|strong|em|img|ul|li|table|td|tr|h[1-6]|font|script|style)\b[^<>]{0,300}>", re.IGNORECASE
)
_SCRIPT = re.compile(
    r"<script\b|javascript:|\bonerror\s*=|function\s*\w*\s*\([^()]*\)\s*\{|\{\s*(?:display|color|font-\w+|margin)\s*:",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"^\s*(?:[=@]|[+-](?=[=@A-Za-z(]))|^\s*[=+@-].*(?:\||!|cmd|HYPERLINK|IMPORT)", re.IGNORECASE)
_SQL = re.compile(
    r"['\"]\s*;\s*(?:drop|delete|insert|update|select)\b|['\"]\s*or\s+\S+\s*=|\bunion\s+select\b|\bdrop\s+table\b",
    re.IGNORECASE,
)
_FIELDS = ("id", "outlet", "title", "text")


def fault_of(text: Any, folded: str) -> Fault | None:
    """Why a text is no Persian article; None where it is one. `folded` is the folded text."""
    if not isinstance(text, str) or not text.strip():
        found = "" if text is None or isinstance(text, str) else type(text).__name__
        return Fault("no text", "fill the column `text`", "text", found)
    if len(text) > LONGEST // 4 and (size := len(text.encode("utf-8", "replace"))) > LONGEST:
        return Fault("longer than 1 MB", "part it into articles", "text", f"{size / 1e6:.1f} MB")
    control = len(_CONTROL.findall(text)) if _CONTROL.search(text) else 0
    if "\x00" in text or control > 3:
        wrong = garbled(text) if control < len(text) // 2 else None
        if wrong is None and (text.count("\x00") > 3 or control > 0.05 * len(text)):
            return Fault("binary data", "leave it out, or take the text out of it", "text", repr(text[:30]))
    if wrong := garbled(text):
        mended = " ".join(wrong.mended[:60].split())
        return Fault(
            "garbled letters",
            f"read the file anew in its own encoding; the text then begins: {mended}",
            "text",
            wrong.how,
        )
    if text.count("\ufffd") > 0.05 * len(text):
        return Fault(
            "letters lost",
            "get it anew: its letters were replaced by �",
            "text",
            f"{text.count(chr(0xFFFD))} of {len(text)}",
        )
    if "?" in text:
        lost, letters = sum(map(len, _lost(text))), count_persian(text)
        if (lost > 2 and lost > LOST * letters) or text.count("?") > 0.3 * len(text):
            found = f"{lost} inside words" if lost else repr(text[:30])
            return Fault("letters lost", "get it anew, as UTF-8: its letters were replaced by ?", "text", found)
    sample = _ends(folded)  # without tags, which are no words
    persian = count_persian(sample)
    letters = len(sample) if persian > 0.5 * len(sample) else sum(map(str.isalpha, sample)) or 1
    if not persian and not PERSIAN.search(text):
        return Fault(
            "no Persian letters in the text", "leave out articles that are not in Persian", "text", repr(text[:30])
        )
    if persian < 0.4 * letters:
        return Fault(
            "not in Persian",
            "leave out articles that are not in Persian",
            "text",
            f"{persian / letters:.0%} Persian letters",
        )
    return _other_language(_ends(text), sample)


def _lost(text: str) -> list[str]:
    """The ? that stand between two letters: «روس?ه» has one."""
    return _LOST.findall(_ADDRESS.sub(" ", text)) if _LOST.search(text) else []


def _ends(text: str) -> str:
    return text if len(text) < 2 * _SAMPLE else text[:_SAMPLE] + text[-_SAMPLE:]


def _other_language(text: str, folded: str) -> Fault | None:
    """Arabic, Urdu, Kurdish, Pashto: the same script, other function words; told only of 15 words and more."""
    words = folded.count(" ") + folded.count("\n") + 1
    if words < 15:
        return None
    farsi = len(_FARSI.findall(folded))
    if farsi >= 0.1 * words:
        return None
    arabic, others = len(_ARABIC.findall(folded)), len(_OTHERS.findall(text))
    if arabic > 0.2 * words and arabic > 2 * farsi:
        language = "Arabic"
    elif others > 0.02 * len(text):
        language = "Urdu, Kurdish or Pashto"
    else:
        return None
    return Fault("not in Persian", "leave out articles that are not in Persian", "text", f"{language}, it seems")


def notes_on(article: Mapping[str, Any]) -> list[str]:
    """What is odd about an article that is kept."""
    notes = []
    text, title = str(article.get("text") or ""), str(article.get("title") or "")
    if _CONTROL.search(text) or _CONTROL.search(title):
        notes.append("control characters")
    if "\ufffd" in text or "\ufffd" in title:
        notes.append("letters replaced by �")
    if lost := [*_lost(title), *_lost(text)]:
        notes.append(f"? between letters, perhaps in place of letters lost: {sum(map(len, lost))}")
    mixed = [*_mixed_words(title), *_mixed_words(text)]
    if mixed:
        more = f" and {len(mixed) - 3} more" if len(mixed) > 3 else ""
        notes.append(f"letters of another script inside words: {'، '.join(mixed[:3])}{more}")
    if "<" in text or "<" in title or "{" in text or "function" in text:
        if _SCRIPT.search(text) or _SCRIPT.search(title):
            notes.append("script or style left over from a page")
        elif _MARKUP.search(text) or _MARKUP.search(title):
            notes.append("HTML tags left over")
    if len(text) == 32_767:
        notes.append("cut off at 32,767 characters, the most a spreadsheet cell holds")
    for field in _FIELDS:
        value = article.get(field)
        if isinstance(value, str) and value:
            if value[:2].strip()[:1] in ("=", "+", "-", "@") and _FORMULA.search(value[:500]):
                notes.append(f"`{field}` begins like a formula")
            elif field != "text" and _SQL.search(value[:500]):
                notes.append(f"`{field}` looks like a database command")
    return notes


def _mixed_words(text: str) -> list[str]:
    if not _FOREIGN.search(text):
        return []
    words: list[str] = []
    for match in _MIXED.finditer(text):
        start = match.start()
        while start and text[start - 1].isalpha():
            start -= 1
        word = _WORD.match(text, start)
        if word and (not words or words[-1] != word[0]):
            words.append(word[0])
    return words
