"""Cues: reporting verbs, how they open a quotation, and the marks around it.

In goes a folded text with the codebook's verb hits; out come `Cue`s: where the verb stands, where the words begin and by
what (a colon, «که», quotation marks, the bare clause). The patterns that newsrooms' sentences are read with stand here.
"""

import re
from dataclasses import dataclass

from analysis.lexicon import Hit


@dataclass(slots=True)
class Cue:
    """A reporting verb in a sentence and how it opens its quotation."""

    start: int
    end: int
    content: int  # where the words begin
    how: str  # colon | that | marks | bare | none
    verb_class: str
    needs: str
    plural: bool
    infinitive: str
    tense: str
    passive: bool = False


AFTER_NAME = re.compile(r"[^،,:.]{0,60}?[،,:] ?| ?(?:که )?")  # «به گفته لاوروف در نشست آستانه، …»
AFTER_PRONOUN = re.compile(r" ?[،,:]? ?(?:که )?")
_DIALOGUE = re.compile(r" ?و ?(?:گو|شنود)")  # «گفت‌وگو» is no «گفت»
_COLON = re.compile(r"(?: ?(?:که|چنین|این چنین|اینگونه|این گونه))? ?[،,]? ?:[ :]*")
_MARK_OPENS = re.compile(r"(?: ?[،,:])?(?: که)?(?: ?[،,:])? ?[«\"']+")
_THAT = re.compile(r" ?[،,]? ?(?:که|كه|تا)(?![^\W_]) ?[،,:]? ?")
# «اعلام کرد تا ساعاتی دیگر …» says what comes; «از سوریه خواست تا …» asks
_UNTIL = re.compile(r" تا (?:ساعاتی|ساعتی|دقایقی|فردا|پایان|اخر|چند|سال|ماه|هفته|\d+)(?![^\W_])")
_COMMA = re.compile(r" ?[،,] ?")
_BARE_NOT = re.compile(
    r"(?:به ویژه|بویژه|زیرا|چرا که|چراکه|از جمله|مبنی بر|و|تا|اما|ولی|در حالی|درحالی|پس از|را|است|بود|شد|نیز|این در|به گزارش|سپس)(?![^\W_])"
)
WORD = re.compile(r"[^\W_]+")
FIRST_PERSON = re.compile(
    r"(?<![^\W_])(?:ما|من|خودمان|مان|ملتمان|معتقدم|معتقدیم|امیدوارم|امیدواریم|داریم|هستیم|نیستیم|باید|می ?[^\W\d_]{2,12}یم|"
    r"[^\W\d_]{2,10}ه ایم|نمی ?[^\W\d_]{2,12}یم|کردیم|شدیم|بودیم|خواهیم|بگویم|می ?[^\W\d_]{2,10}م)(?![^\W_])"
)
REPORTER = re.compile(
    r"^(?:[«\"(]?)(?:گفتنی|لازم به ذکر|شایان ذکر|قابل ذکر|به گزارش|به نقل از|این در حالی|انتهای پیام|پیش از این|پیشتر|پیش تر|یاداور می شود|بنا بر گزارش|"
    r"بنابر گزارش|در همین حال|در این حال|در همین رابطه|به نوشته|خبرگزاری|همزمان|وزیر|رییس|سخنگوی|همچنین قرار|در این دیدار|در این مراسم|در این نشست|این گزارش)"
)
DOCUMENT = re.compile(
    r"(?<![^\W_])(?:بیانیه|اعلامیه|اطلاعیه|قطعنامه|سرمقاله|موافقت ?نامه|توافق ?نامه|تفاهم ?نامه|نامه|پیام|متن|گزارش|سند|یادداشت|خبر|مقاله|توییت|قانون|طرح|مصوبه|مطلب|نظرسنجی|تحلیل|بخشنامه|پیش نویس|منشور|دادخواست|کیفرخواست|شکایت|ماده|تبصره|گزارشی|سندی)"
)
IN_DOCUMENT = re.compile(
    rf"(?:^|[ «])(?:در|بر اساس|براساس|طبق|مطابق|این|متن|به موجب) (?:(?!با |را |و )[«\"]?[^\W_]+[»\"]? ){{0,4}}?{DOCUMENT.pattern}"
)
_IN_IT = re.compile(r"(?:که|و) (?:در|طی|ضمن) (?:ان|متن ان|بخشی از ان|بخش هایی از ان|ادامه ان|پایان ان|ابتدای ان) ?$")
NAMING = re.compile(
    r"(?:موسوم به|معروف به|مشهور به|عملیات|روزنامه|گروه|گروه های|گروهک|شبکه|خبرگزاری|سایت|شهر|منطقه|روستای|حزب|جنبش|به نام|طرح|پروژه|کتاب|فیلم|"
    r"مجله|نشریه|هفته نامه|کانال|برنامه|جبهه|شهرک|محله|خیابان|استان|سازمان|تیپ|لشکر|گردان|شرکت|همایش|سریال|نمایش|عنوان|با عنوان|تحت عنوان|واژه|کلمه|تعبیر|پایگاه|نشست|اقای|دکتر|وزیر|سردار|ناو|هواپیمای|موشک) $"
)


def in_document(region: str) -> bool:
    """Whether what stands before «آمده است» names the piece of writing: «در این بیانیه», «… نامه‌ای که در آن»."""
    return bool(IN_DOCUMENT.search(region) or (_IN_IT.search(region) and DOCUMENT.search(region)))


def read_cue(text: str, hit: Hit, end: int) -> Cue | None:
    """The cue that a reporting verb in a paragraph ending at `end` makes; None where the form brings in no speech."""
    verb, form = hit.meanings[0].entry
    if form.person not in ("3sg", "3pl") or form.tense == "future":
        return None
    if form.negated and verb.verb_class != "denying":
        return None
    if form.negated:
        return None
    at = hit.end
    if _DIALOGUE.match(text, at):
        return None
    hearsay = verb.infinitive == "گفتن" and form.tense == "participle" and text.startswith(" می شود", at)
    if hearsay:  # «گفته می‌شود …»
        at += len(" می شود")
    cue_end = at
    how, content = "none", at
    if match := _COLON.match(text, at):
        how, content = "colon", match.end()
    elif match := _MARK_OPENS.match(text, at):
        how, content = "marks", match.end() - 1
    elif verb.needs == "nothing" and verb.verb_class != "requesting" and _UNTIL.match(text, at):
        how, content = "bare", at + 1
    elif match := _THAT.match(text, at):
        how, content = "that", match.end()
        if match[0].strip(" ،,:") == "تا":
            how = "none"  # «از سوریه خواست تا …» asks, it does not say
    elif match := _COMMA.match(text, at):
        how, content = "comma", match.end()
    elif text[at : at + 1] == " " and not _BARE_NOT.match(text, at + 1):
        how, content = "bare", at + 1
    if content >= end:
        how = "none"
    if (
        form.tense == "participle"
        and not hearsay
        and not (
            how in ("colon", "that", "marks")
            or (
                how == "bare"
                and (
                    " " in text[hit.start : hit.end]
                    or (verb.infinitive == "نوشتن" and not text.endswith("به ", 0, hit.start))
                )
                and _clause_follows(text, at, end)
            )
        )
    ):
        return None  # «مدعی شده ۴ محموله را توقیف کرده است» brings in words, «گفته شده در نشست» does not
    if how in ("bare", "comma") and verb.needs == "marks":
        how = "none"
    if how == "bare" and verb.verb_class == "requesting" and not verb.infinitive.startswith("پیشنهاد"):
        how = "none"  # «از سوریه خواست …»
    if how == "bare" and verb.needs == "clause" and not _clause_follows(text, at, end):
        how = "none"
    if how == "that" and verb.needs == "marks" and verb.verb_class == "neutral":
        how = "none"  # «متنی را خواندند که …»
    return Cue(
        hit.start,
        cue_end,
        content,
        how,
        verb.verb_class,
        verb.needs,
        form.person == "3pl",
        verb.infinitive,
        form.tense,
        hearsay or hit.meanings[0].role == "passive",
    )


FINITE = re.compile(
    r"(?:[^\W_]*(?:ست|ود|شد|کرد|کند|اند|ند|ید|داد|دهد|دارد|داشت|رد|یم|ام|رفت|فت|شت|خت|زد|هد|اد|است|نیست|هست))[.!؟»\"]*$"
)


_STOP = re.compile(r"[.!؟\n]")
_LEFT_OPEN = re.compile(r'(?<=[^\W\d_] )"[^":\n]{3,140}? ?:')  # «رستگار "معاون … گفت: …»: a mark that nothing closes
_QUOTES = re.compile('[«»"]')


def _clause_follows(text: str, at: int, end: int) -> bool:
    """Whether a clause with a verb of its own follows: «وعده داد آنکارا همکاری خواهد کرد.»"""
    stop = _STOP.search(text, at, end)
    clause = text[at : stop.start() if stop else end].strip()
    heads = [clause[: m.start()].rstrip() for m in re.finditer("[،؛,]", clause)]  # «… این کشور است، بدون دخالت خارجی.»
    return any(len(WORD.findall(head)) >= 5 and FINITE.search(head) for head in (*heads, clause))


# ---------------------------------------------------------------- interviews

# «* آیا …؟», «س: …», «فارس: …»: the outlet asks
QUESTION = re.compile(
    r"(?:[*•■◄▪+] ?|(?:س|سوال|پرسش|فارس|ایسنا|ایرنا|تسنیم|مهر|خبرنگار|خبرگزاری فارس|مجری)(?: [0-9]+)? ?: ?)[^\W\d_]"
)


BROUGHT_IN = re.compile(
    r"[^.؟!:\n]{3,90}(?:می گوید|پاسخ می دهد|می افزاید|ادامه می دهد|گفت|افزود|پاسخ داد|ادامه داد) ?:"
)


def is_interview(text: str, paragraphs: list[tuple[int, int]]) -> bool:
    """Whether a text is built of questions and answers: two questions at least, each a paragraph of its own."""
    asked = marked = 0
    for a, b in paragraphs:
        if b - a < 400:
            ends = text[b - 1] in "؟?"
            asked += ends
            marked += ends and bool(QUESTION.match(text, a, b))
    return (asked >= 3 and asked >= len(paragraphs) * 0.15) or marked >= 2


# ---------------------------------------------------------------- small things


def marked_stretches(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Outermost stretches in marks: (position of the opening mark, of the closing mark or the end, closed?)."""
    out = []
    depth, opened, straight = 0, -1, -1
    for match in _QUOTES.finditer(text, start, end):
        mark, at = match[0], match.start()
        if mark == "«":
            if depth == 0 and straight < 0:
                opened = at
            depth += 1
        elif mark == "»":
            if depth == 1 and opened >= 0:
                out.append((opened, at, True))
                opened = -1
            depth = max(depth - 1, 0)
        elif depth == 0:
            if straight < 0:
                if text[at + 1 : at + 2] == " " and at + 1 < end:
                    continue  # a mark that closes what never opened: «شیمون پرز " رئیس …»
                straight = at
            else:
                out.append((straight, at, True))
                straight = -1
    if opened >= 0 and depth > 0:
        last = text.rfind("»", opened, end)
        out.append((opened, last if last > opened and depth < 2 else (last if last > opened else end), last > opened))
    elif straight >= 0 and not _LEFT_OPEN.match(text, straight, end):
        out.append((straight, end, False))
    return sorted(out)


def trim(text: str, start: int, end: int) -> int:
    """Without blanks, opening marks and commas at the end; the full stop stays."""
    while end > start and text[end - 1] in " ،,؛:\n":
        end -= 1
    return end


def trim_mark(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " .،,":
        end -= 1
    return end


def document_in(region: str) -> str:
    found = DOCUMENT.findall(region)
    return found[-1] if found else ""
