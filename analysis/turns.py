"""What turns a stance round: trade that is cut off, a ban that is lifted, a rift that is denied.

In go the text and where a cue stands; the answers are read by `relations.py`.
"""

import re

from analysis.signals import needed

_DONE = r"(?:خواهد |خواهند |می )?(?:کرد|کن|شد|شو|دراورد|در اورد|درامد|انداخت|انداز|افتاد|افتاده|گذاشت|گذار|داد|داشت|زد|ساخت|ساز|است)(?:د|ه|ند|ه اند)?"
# no new clause between the thing and what is done to it
_WORDS = r"(?: (?!(?:که|کرد|کردند|شد|شدند|است|گفت|گفتند|تا|و|اما|ولی|برای)(?![^\W_]))[^\W_]+){0,9}?"
_CUT = re.compile(
    rf"{_WORDS} (?:را )?(?:(?:موقتا|کاملا|به طور کامل|به طور موقت|یکجانبه|یک جانبه|ناگهان) )?"
    rf"(?:به حالت تعلیق|به تعلیق|قطع|متوقف|ممنوع|معلق|تعلیق|محدود|لغو|منتفی|به تعویق|به تاخیر|عقب|به عقب|مسدود|تحریم|زیر پا|نقض|فسخ|کنار|موکول|(?:ممنوع|متوقف|معلق|تعطیل) اعلام|به نصف|به صفر) (?:{_DONE}|رساند|رساندند|رسید|رسانده)(?![^\W_])"
    rf"|{_WORDS} (?:خودداری|امتناع|سرپیچی|صرف نظر|انصراف|جلوگیری|ممانعت|طفره|سر باز) (?:می )?(?:زد|زند|زده|کرد|کرده|کردند|کند|کنند|ورزید|ورزیده|داد|رفت)(?![^\W_])"
    rf"|{_WORDS} (?:پایبند|وفادار|متعهد) (?:نیست|نیستند|نبوده|نبود|نبودند|نمانده|نماند|نماندند|نمی ماند)(?![^\W_])"
    rf"|{_WORDS} عمل (?:نکرد|نکرده|نکردند|نکرده اند|نمی کند|نمی کنند)(?![^\W_])"
)
_CUT_BEFORE = re.compile(
    r"(?<![^\W_])(?:منع|ممنوعیت|توقف|قطع|تعلیق|لغو|عدم|نقض|فسخ|تاخیر(?:ی|های)? در|تعویق(?: در)?|خودداری از|امتناع از|خروج از|کارشکنی در|تعلل در|بازنگری در|تجدید نظر در|پایان دادن به|محدودیت(?: در)?) (?:[^\W_]+ )?$"
)
_LIFTED = re.compile(
    rf"{_WORDS} (?:را )?(?:لغو|رفع|برطرف|برداشته|پایان|حل|حل و فصل|فیصله|کنار|پایان یافته|تمام شده|حل شده) (?:{_DONE}|دانست|دانستند|خواند|خواندند)|{_WORDS} (?:را )?(?:برداشت|برداشته|برداشتند|برمی دارد|برچید|پایان داد)(?![^\W_])"
)
_LIFTING = re.compile(
    r"(?<![^\W_])(?:رفع|لغو|برداشتن|پایان|حذف|کاهش) (?:منع|ممنوعیت|توقف|تعلیق|محدودیت|محدودیت های) (?:[^\W_]+ ){0,3}$"
)
_CALLED_OFF = re.compile(rf"{_WORDS} (?:را )?(?:لغو|نیمه تمام|تحریم) {_DONE}(?![^\W_])")
# what a broken word can be: not the talks in which both agreed to cut something
_CAN_BREAK = re.compile(r"توافق|قرارداد|پیمان|تفاهم|موافقت ?نامه|پروتکل|اتش بس")
_OFF = re.compile(
    r"(?: (?!(?:که|کرد|شد|است|گفت|اما|ولی)(?![^\W_]))[^\W_]+){0,9}? (?:در دستور کار|در دستورکار|در برنامه|در جدول|برنامه ریزی|پیش بینی|هماهنگ|انجام|برگزار|صورت|مطرح|قطعی|نهایی|تایید|تعیین|مشخص|معلوم|توافق)"
    r" (?:قرار )?(?:نیست|نشده|نگرفته|ندارد|نداشت|نبود|نشد|نمی شود|نخواهد شد|نخواهد گرفت|نگرفت|نمی گیرد|نکرد)(?![^\W_])"
)
_DEMANDED = re.compile(
    r"(?<![^\W_])(?:خواستار|خواهان|تا|تا زمان|شرط|پیش شرط|منتظر|انتظار|در انتظار|درخواست|لزوم|ضرورت|بدون|باید) (?:[^\W_]+ )?$"
)
_DOUBTED = re.compile(
    r"(?<![^\W_])(?:نباید|نمی توان|نمی شود) (?:فکر|تصور|گمان|خیال|انتظار|باور|دل)(?: داشت)?(?: (?:کرد|کنیم|کنید|شود|داشت|داشته باشیم))?(?![^\W_])"
    r"|(?<![^\W_])را (?:نباید|نمی توان|نمی شود) (?:[^\W_]+ ){0,3}$"  # «مسکو و تهران را نباید متحد یکدیگر دانست»
    r"|(?<![^\W_])(?:بعید است|بعید به نظر|بعید می دان|محال است|غیرممکن است|اینگونه نیست|این گونه نیست|این طور نیست|توهم است|ساده لوحی است|ساده اندیشی است)"
)
_CONTRAST = re.compile(
    r"(?<![^\W_])(?:اما|ولی|هرچند|هر چند|اگرچه|گرچه|با وجود|باوجود|با همه|با تمام|فارغ از|صرف نظر از|به رغم|علی رغم|علیرغم|با این حال|با این همه|با این وجود|در عین حال|در عین|مانع|"
    r"از سوی دیگر|از طرف دیگر|از طرفی|در حالی که|درحالی که|حال انکه|فراز و نشیب|فراز و فرود)(?![^\W_])"
    r"|(?<![^\W_])هم [^.؛]{2,60} هم (?!چنین)"
)


# a sentence without any of these words neither cuts nor calls off anything, nor doubts it
CUTTING = needed(
    "تعلیق قطع متوقف ممنوع معلق محدود لغو منتفی تعویق تاخیر عقب مسدود تحریم زیر نقض فسخ کنار خودداری امتناع سرپیچی صرف انصراف "
    "موکول تعطیل نصف صفر جلوگیری ممانعت طفره سر پایبند وفادار متعهد عمل منع ممنوعیت توقف عدم تاخیری تاخیرهای خروج کارشکنی تعلل بازنگری تجدید پایان "
    "محدودیت نیمه"
)
REDUCING = needed("کم کاهش کمتر محدودتر تقلیل")
CALLING_OFF = needed("نیست نشده نگرفته ندارد نداشت نبود نشد نمی نخواهد نگرفت نکرد")
DOUBTING = needed("نباید نمی بعید محال غیرممکن اینگونه گونه طور توهم ساده")


_PUT_OFF = re.compile(
    r"(?: (?!(?:که|کرد|کردند|شد|شدند|است|گفت|گفتند|اما|ولی)(?![^\W_]))[^\W_]+){0,12}? (?:را )?"
    rf"(?:(?:به تعویق|به تاخیر|عقب|به عقب|موکول|به وقت دیگری|به زمان دیگری) (?:موکول )?{_DONE}|به (?:[^\W_]+ ){{1,2}}(?:اینده|بعد|دیگر|دیگری) (?:افتاد|موکول|منتقل))(?![^\W_])"
)
PUTTING_OFF = needed("تعویق تاخیر عقب موکول وقت زمان افتاد منتقل")


def is_put_off(text: str, end: int, stop: int) -> bool:
    """«سفر اردوغان به تهران به تعویق افتاد»: neither kept nor refused."""
    return bool(_PUT_OFF.match(_clause(text, end, stop)))


def is_cut(text: str, start: int, end: int, entry: str, stop: int) -> bool:
    """«صادرات گاز به ترکیه را قطع کرد», «از تحویل سامانه خودداری کرد», «به توافق پایبند نمانده»; not where that is lifted again."""
    if entry == "consult":
        return bool(_CALLED_OFF.match(_clause(text, end, stop)))
    if entry == "agree" and not _CAN_BREAK.match(text, start):
        return False
    before = bool(_CUT_BEFORE.search(text[max(0, start - 34) : start]))
    clause = _clause(text, end, stop)
    if before:
        return not (_LIFTED.match(clause) or _LIFTING.search(text[max(0, start - 44) : start]))
    found = _CUT.match(clause)
    return found is not None and not (entry == "flow" and " کنار " in found[0])  # «کنار گذاشته شده»: set aside for him


_REDUCED = re.compile(
    rf"{_WORDS} (?:را )?(?:تا [^\W_]+ )?(?:[^\W_]+ (?:درصد|برابر) )?(?:به )?(?:(?:یک سوم|یک چهارم|یک پنجم|نصف|نیم|نیمی|یک دهم|صفر) )?(?:کم|کاهش|کمتر|محدودتر|تقلیل) (?:یافت|یافته|پیدا کرد|{_DONE})(?![^\W_])"
)


def is_reduced(text: str, end: int, stop: int) -> bool:
    """«خرید نفت ایران را یک‌پنجم کم کرد», «واردات از روسیه را کاهش داد»; not «تعرفه … را کاهش داد»."""
    clause = _clause(text, end, stop)
    return bool(_REDUCED.match(clause)) and not _CHARGE.search(clause)


_CHARGE = re.compile(r"قیمت|بها|تعرفه|عوارض|هزینه|مالیات|تنش|اختلاف|تحریم|محدودیت")


def is_lifted(text: str, start: int, end: int, stop: int) -> bool:
    """«ممنوعیت واردات … را برداشت»."""
    return bool(_CUT_BEFORE.search(text[max(0, start - 34) : start]) and _LIFTED.match(_clause(text, end, stop)))


def has_contrast(sentence: str) -> bool:
    """«همکاری دارند اما …», «هم رقیب … و هم شریک»."""
    return bool(_CONTRAST.search(sentence))


_STOP = re.compile("[؛.:«»\n]")
_NAME = re.compile("«([^«»]{1,25})»")


def _clause(text: str, start: int, stop: int) -> str:
    clause = text[start : min(stop, start + 110)]
    if "«" in clause:
        clause = _NAME.sub(r"\1", clause)  # «مجوز فعالیت «بانک نمونه» را لغو کرد»
    found = _STOP.search(clause)
    return clause[: found.start()] if found else clause


def is_off(text: str, end: int, stop: int) -> bool:
    """«دیداری در دستور کار نیست», «نشستی برنامه‌ریزی نشده است»."""
    return bool(_OFF.match(_clause(text, end, stop)))


def is_demanded(text: str, start: int) -> bool:
    """«خواستار عذرخواهی ترکیه», «تا عذرخواهی آنکارا»: what has not been done yet."""
    return bool(_DEMANDED.search(text[max(0, start - 24) : start]))


_HINDRANCE = re.compile(
    r"(?:اختلاف|اختلافات|تنش|تنش ها|سوتفاهم|سو تفاهم|کدورت|دلخوری|بحران|مناقشه|منع|ممنوعیت|تحریم|تحریم های|محدودیت|محدودیت های|تعلیق)(?![^\W_])"
)


def is_hindrance_lifted(text: str, start: int, end: int, stop: int) -> bool:
    """«تحریم‌های ترکیه را لغو کرد», «لغو تحریم‌های ترکیه»."""
    return bool(
        _HINDRANCE.match(text, start)
        and (
            _LIFTED.match(_clause(text, end, stop))
            or re.search(r"(?:لغو|رفع|برداشتن|پایان) $", text[max(0, start - 9) : start])
        )
    )


def is_doubted(text: str, start: int, position: int) -> bool:
    """«نباید فکر کنیم که روسیه از ایران حمایت می‌کند»: said in the sentence before the cue."""
    return bool(_DOUBTED.search(text[start:position]))


_NOT = re.compile(
    r"(?<![^\W_])(?:ندارد|نداریم|ندارند|نداشت|نداشته|نیست|نیستند|نبود|نبوده|نمی|ندیده|ندید|نشده|نیافت|نیافته|وجود نداشت)(?![^\W_])"
)


def is_none(text: str, end: int, stop: int) -> bool:
    """«مدرکی از دخالت ایران وجود ندارد», «دلیلی برای تحریم ایران نمی‌بینیم»."""
    return bool(_NOT.search(_clause(text, end, stop)))
