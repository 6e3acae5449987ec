"""A paragraph without a reporting verb that goes on in the words of who spoke before it (form `continued`).

In go the paragraph and who has the word; out comes its `Quotation`, or none where the speaker's words are at an end.
"""

import re

from analysis.cues import FIRST_PERSON, REPORTER, WORD, trim
from analysis.quotations import Quotation
from analysis.reading import Part
from analysis.speaker import Speaker
from analysis.speakers import Cast

# «علاوه بر این …», «زیرا …» at a paragraph's head: the argument of who spoke goes on
GOES_ON = re.compile(
    r"(?:زیرا|چرا که|چراکه|چون|علاوه بر (?:این|ان)|افزون بر (?:این|ان)|از طرف دیگر|از طرفی دیگر|از سوی دیگر|از سویی دیگر|بنابر ?این(?! گزارش| خبر| اعلام)|در نتیجه|به همین دلیل|به همین خاطر|"
    r"از این رو|از همین رو|به بیان دیگر|به عبارت دیگر|در واقع|به علاوه|بعلاوه|وانگهی|در حقیقت|همچنان که|با این همه|به عنوان مثال|برای مثال|برای نمونه|به عنوان نمونه)(?![^\W_])"
)
HEADED = re.compile("[^:.،]{2,40}?:")


def continued(
    part: Part, cast: Cast, start: int, end: int, marked: list[tuple[int, int, bool]], voice: Speaker, argues: bool
) -> tuple[Quotation | None, bool]:
    """The paragraph [start, end) as `voice` goes on in it, if so, and whether `voice` has the word after it.

    `marked` are the stretches in marks; `argues` says whether the view of `voice` is told in the present tense.
    """
    text = part.text
    headed = HEADED.match(text, start, end)  # «جیمز بیکر: …» is another headline
    named = headed and any(m.kind == "person" for m in cast.between(start, headed.end()))
    if REPORTER.match(text[start : start + 40]) or named:
        return None, False
    opens = text[start : start + 1] in '«"'
    if not opens and not FIRST_PERSON.search(text[start:end]) and not (argues and GOES_ON.match(text, start)):
        return None, False
    a, b = start, end
    if opens:
        a += 1
        b = next((y for x, y, _ in marked if x == start), end)
        if len(WORD.findall(text[a:b])) < 3:
            return None, True  # «سوریه» و «زیمبابوه» …: a name in marks
    speaker = voice._replace(start=-1, end=-1, resolved_by="dropped")
    return Quotation("text", a, trim(text, a, b), "continued", "", -1, -1, "neutral", speaker), True
