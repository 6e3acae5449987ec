"""Words that come before who said them: «… .» این را لاوروف گفت; «…»؛ این جمله‌ای بود که لاوروف در نشست گفت.

In goes the clause that points back; out comes the stretch it points to, and where its subject is to be looked for.
"""

import re
from typing import NamedTuple

from analysis.cues import WORD

# «این را», «این جمله‌ای بود که», «این بخشی از سخنان»
_BACK = re.compile(
    r"[ ،؛.]*(?:و )?(?:این|همین|این ها|اینها)(?: (?:بخشی|بخش هایی|قسمتی|گوشه ای|خلاصه ای) از)?"
    r"(?: را| (?:جمله|جملات|سخن|سخنان|صحبت|صحبت های|عبارت|عبارات|گفته|گفته های|اظهارات|حرف|حرف های|هشدار|توصیف)"
    r"(?: ?(?:ای|ی|هایی))?(?: (?:را|بود|است)(?: که)?)?)(?![^\W_])(?: از سوی)?"
)
_GAP = re.compile(r"[.،؛ »\"]*")


class Before(NamedTuple):
    """What a clause points back to: folded span, form, and where the clause's subject may begin."""

    start: int
    end: int
    form: str
    subject: int


def told_before(text: str, begin: int, end: int, paragraph: int, marked: list[tuple[int, int, bool]]) -> Before | None:
    """What the clause [begin, end), up to its verb, says was said before it in the paragraph; None where it does not point back."""
    x, y, closed = next((m for m in reversed(marked) if m[1] < end), (-1, -1, False))
    back = _BACK.match(text, max(begin, y + 1), end)
    if back and closed and x >= paragraph and len(WORD.findall(text[x:y])) > 2:
        if y >= begin or _GAP.fullmatch(text, y, begin):
            return Before(x + 1, y, "direct", back.end())
        return None
    at = text.rfind("؛ این را ", begin, end)
    if at < 0 or len(WORD.findall(text[begin:at])) < 4:
        return None
    return Before(begin, at, "indirect", at + len("؛ این را "))
