"""How far the words reach that name or describe somebody: titles before a name, bodies with «و», names that run on.

In go folded words from the head of a clause; out come the words that belong to the naming.
"""

import re
from collections.abc import Iterable

from analysis.speaker_patterns import BODY_WORDS, ROLES, STOP

# titles are no part of a name: «سردار بهمن راستین», «حجت‌الاسلام والمسلمین یوسف ناصرپور»
TITLES = re.compile(
    r"(?:(?:حجت ?الاسلام(?: ?و ?المسلمین)?|ایت ?الله|اقای|خانم|دکتر|مهندس|پروفسور|جناب|سردار|سرلشکر|سرتیپ(?: دوم| پاسدار)?|سرهنگ|سپهبد|"
    r"دریادار|دریابان|ژنرال|سرگرد|سروان|ناخدا|امیر(?= (?:سرتیپ|سرلشکر|دریادار))|سناتور|پاسدار|لرد|قاضی|ماموستا|مولوی|(?:استاد|سفیر|شیخ|سید|ملا|حاج|حاجی|شاهزاده|ملک|کاردینال|اسقف|خاخام|کشیش|مفتی|میرزا)(?= [«\"])) )+[«\"]?(?=[^\W\d_])"
)
RANK = re.compile(
    r"(?:سردار|سرلشکر|سرتیپ|سرهنگ|سپهبد|دریادار|دریابان|ژنرال|سرگرد|سروان|ناخدا|پاسدار|امیر (?:سرتیپ|سرلشکر|دریادار))(?![^\W_])"
)
_BODY = re.compile(rf"(?:(?:{ROLES})[^،]{{0,40}}? )?(?:{BODY_WORDS})(?![^\W_])")
_ROLE_WITHIN = re.compile(rf"(?:^|[ »\"])(?:{ROLES}) [^\W\d_]")
_AND = re.compile(r" و$")
# what a noun and its preposition are one with: «مرکز مبارزه با تروریسم», «شورای حمایت از مصرف‌کنندگان»
_ONE_WORD = re.compile(
    r"(?:(?:مبارزه|مقابله|برخورد|همکاری|تجارت|ارتباط|پیکار) با|(?:حمایت|حفاظت|پیشگیری|دفاع|صیانت|پشتیبانی|جلوگیری|بازدید) از|"
    r"(?:نظارت|اشراف) بر|(?:وابسته|منتسب|نزدیک|متعلق|موسوم) به|(?:مقیم|مستقر|حاضر|عضو) در|(?:منطقه|ناحیه|شماره|شعبه|لیگ|گروه|کانال|شبکه|اصل|ماده) \d+|(?:امام|نماز) جمعه|علیه)$"
)


# «سازمان صنعت، معدن و تجارت», «وزیر تعاون، کار و رفاه اجتماعی»: the comma parts the fields of one body
_FIELDS = re.compile(
    r"(?<![^\W_])(?:صنعت|تعاون|بهداشت|درمان|علوم|تحقیقات|فرهنگ|کار|برنامه|راه|ورزش|اموزش|میراث فرهنگی|صنایع|معادن|امور مالی|اب|بودجه|انرژی|رفاه|امنیت ملی|جنگل ها|فنی|سیاسی|اداری|عمران)"
    r" ?، ?[^\W\d_]+(?: [^\W\d_]+)? و [^\W\d_]+"
)


def in_fields(text: str, comma: int) -> bool:
    """Whether a comma stands in such a list of fields."""
    found = _FIELDS.search(text, max(0, comma - 14), comma + 48)
    return found is not None and found.start() < comma < found.end()


def reach(rest: str, plural: bool = False) -> tuple[str, re.Match[str] | None]:
    """The noun phrase at the head of `rest` and the word that stops it.

    >>> reach("سازمان خواروبار و کشاورزی جهان در رم گفت")[0]
    'سازمان خواروبار و کشاورزی جهان'
    >>> reach("بهمن راستین و کاوه رستگار گفت")[0]
    'بهمن راستین'
    """
    stop = STOP.search(rest)
    while stop and (stop[0][0] == " " or stop[0] == "،"):
        head = rest[: stop.end()]
        if stop[0] == "،":
            goes_on = in_fields(rest, stop.start())
        else:
            goes_on = bool((_AND.search(head) and not plural and _takes_and(head)) or _ONE_WORD.search(head))
        if not goes_on or len(head) > 90:
            break
        stop = STOP.search(rest, stop.end())
    return (rest[: stop.start()] if stop else rest), stop


def _takes_and(head: str) -> bool:
    """Whether «و» may join parts of one naming: a body's or a role's («رئیس سازمان شهرداری‌ها و …»)."""
    return bool(_BODY.match(head) or _ROLE_WITHIN.search(head))


_PARTICLES = frozenset(
    [
        "سید",
        "محمد",
        "علی",
        "عبد",
        "ابو",
        "ابن",
        "شیخ",
        "حاج",
        "میر",
        "امیر",
        "غلام",
        "آل",
        "ال",
        "بن",
        "دی",
        "فون",
        "وان",
    ]
)


def own_words(name: str, text: str, known: Iterable[str] = ()) -> str:
    """A name without the words that its clause goes on with: «کاوه رستگار حمله گسترده‌ای را …» → «کاوه رستگار».

    `known` are the full names met before. A name recurs by its last word; where none does, two words are taken.
    """
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        head = " ".join(words[:count])
        if any(full == head or full.endswith(" " + head) for full in known):
            return head
    most = next((i for i, w in enumerate(words) if w.endswith("ترین") and len(w) > 4), 0)
    if most:  # «رستگار مهمترین …»
        return " ".join(words[: most - 1 if words[most] == "ترین" else most])
    plural = next((i for i, w in enumerate(words) if w in ("ها", "های")), 0)
    if plural > 2:  # «کاوه رستگار روش‌های …»
        return " ".join(words[: plural - 1])
    if len(words) <= 3 or plural or words[1].endswith("گان"):
        return name
    for count in range(2, min(len(words), 5)):
        last = words[count - 1]
        if len(last) > 2 and last not in _PARTICLES and text.count(f" {last} ") + text.count(f"\n{last} ") > 1 and text.count(f" {last} {words[count]} ") < 2:  # fmt: skip
            return " ".join(words[:count])
    if len(words) == 4:
        return name
    count = 2
    while (count < len(words) and words[count - 1] in _PARTICLES) or (count == 2 and words[0] in _PARTICLES):
        count += 1
    return " ".join(words[:count])


_DEED = re.compile(r" (?:[^\W\d_]+ )?(?:کردن|شدن|دادن|گرفتن|بودن|داشتن|ساختن|گذاشتن|خود|خویش)(?![^\W_])")


def without_deed(name: str, text: str) -> str:
    """A body's name without what it did: «کمیته بازبینی کنار گذاشتن خود …» → «کمیته بازبینی».

    The words before the deed that come again in the text are the name; where none do, all before it.
    """
    deed = _DEED.search(name)
    if deed is None or " " not in name[: deed.start()].strip():
        return name
    words = name[: deed.start()].split()
    for count in range(len(words), 1, -1):
        if text.count(head := " ".join(words[:count])) > 1 and text.count(f"{head} {name.split()[count]}") < text.count(
            head
        ):
            return head
    return " ".join(words)
