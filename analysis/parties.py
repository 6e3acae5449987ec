"""Who the parties of a sentence are: neighbouring namings that act as one, put together.

In go a part of a `Reading`, the states named in it and the number of a sentence; out come its `Group`s, which
`relations.py` binds to the words that relate them. Beside the mentions these are adjectives that mean a state's people
(«همتای ترک خود»), envoys («سفیر ایران در آنکارا»), «ما», and «دو کشور» where the sentences before say which two.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.clauses import FOCAL, Named, states_of
from analysis.echoes import stands_alone
from analysis.reading import Part
from analysis.signals import needed, signals
from analysis.sites import ATTACKED, SITE, SITE_OF

Span = tuple[int, int, set[str]]


@dataclass(slots=True)
class Group:
    """Neighbouring namings joined by «و» or a comma: span and the states they stand for."""

    start: int
    end: int
    states: set[str]
    before: str = ""  # its sentence up to the first of them, at most 70 characters
    topic: bool = False  # «درباره ایران»: spoken of, no party
    both: bool = False  # «دو کشور»
    _focal: tuple[int, list[str]] = (-1, [])

    @property
    def partner(self) -> bool:
        """«در دیدار با لاوروف»: who hears, not whom it is said of."""
        return bool(_PARTNER.search(self.before[-40:]))

    @property
    def matter(self) -> bool:
        """«توافق ایران و آمریکا», «جنگ میان …»: what one of the three has with a third."""
        return len(self.states) > 1 and len(self.states.intersection(FOCAL)) == 1 and bool(_MATTER.search(self.before))

    @property
    def shared(self) -> bool:
        """«به امضای …», «بازار مشترک میان …»: all of many have it with each other."""
        return bool(_SHARED.search(self.before))

    @property
    def focal(self) -> list[str]:
        """The focal states among them, sorted; none where they are but some of many («چین، روسیه، هند و ترکیه»)."""
        if self._focal[0] != len(self.states):
            many = len(self.states.difference(FOCAL)) > 1 and not self.shared
            self._focal = len(self.states), [] if many else sorted(self.states.intersection(FOCAL))
        return self._focal[1]

    @property
    def wide(self) -> list[str]:
        """The focal states among many, where they act on one outside the list: «چین، روسیه، ترکیه و امارات با ایران …»."""
        held = _HELD.search(self.before[-24:]) and not self.before.endswith(" با ")
        return [] if held else sorted(self.states.intersection(FOCAL))


_HELD = re.compile(r"(?<![^\W_])(?:به|از|در|برای|میان|بین|مقصد) (?:[^\W_]+ ){0,1}$")


# what may stand between two namings that act as one: «ایران، روسیه و ترکیه», «گشت ترکیه و پلیس نظامی روسیه»
_JOIN = re.compile(
    r" ?[،,] ?(?:و )?| ?[-–] ?| ?[،,]? ?و (?:(?!(?:با|به|از|در|بر|برای|که|تا|نیز|هم|همچنین|اما|را|علیه|درباره|پیرامون|درخصوص|راجع|"
    r"توافق|تفاهم|پیمان|قرارداد|جنگ|مذاکرات|بحران|اوضاع|تحولات|حمله|حملات|تحریم|تحریم های)(?![^\W_]))[^\W\d_]+ ){0,3}"
)
# «با وجود اصرار مسکو، آنکارا …»: the comma ends what is said by the way
_ADVERBIAL = re.compile(
    r"(?:^|[.؛:،»] ?)(?:با وجود|باوجود|به رغم|علی رغم|علیرغم|پس از|بعد از|پیش از|در پی|به دنبال|در واکنش به|در پاسخ به|برخلاف|بر خلاف|به دلیل|به علت) (?:[^\W_]+ ){0,5}$"
)
_ACCORDING = re.compile(
    r"(?:^|[ «(])(?:به|بنا به|بنابر|بنا بر|از) (?:گفته|اعتقاد|عقیده|باور|نظر|ادعای|اعلام|گزارش|نوشته|نقل از) (?:[^\W_]+ ){0,2}$"
)
_BESIDE = re.compile(r"[»\"]? ?[،,(]? ?[«\"]?")  # «سرگئی لاوروف، وزیر خارجه روسیه»: one and the same party
# after these an adjective means the state's people: «همتای ترک خود», «طرف روس»
_BEFORE_DEMONYM = re.compile(
    r"(?:^|[ «(])(?:همتا|همتای|همتایان|شریک|شرکا|شرکای|شریکان|دوستان|دوست|متحد|متحدان|طرف|طرف های|مقام|مقام های|مقامات|هییت|هیات|میهمان|مهمان|میزبان|"
    r"همسایه|رهبران|رهبر|نیروهای|نظامیان|نظامی|سربازان|سرباز|خلبان|خلبانان|مسیول|مسیولان|مسیولین|دیپلمات|دیپلمات های|سفیر|وزیر|وزرای|وزیران|بازرگانان|تجار|"
    r"شرکت|شرکت های|بانک های|خریدار|فروشنده|صادرکنندگان|پیمانکار|پیمانکاران|متخصصان|کارشناسان|مهندسان|سرمایه گذاران|دریانوردان|مرزبانان|ناوهای|ناو|"
    r"جنگنده|جنگنده های|هواپیمای|هواپیماهای|بالگرد|بمب افکن|بمب افکن های|تانک های|ارتش|دولت|ملت|کولبران|دولتمردان|سیاستمداران|نمایندگان|هیات های|سامانه های|سامانه|موشک های|دانشمند|دانشمندان|شهروند|صیادان|ماهیگیران|ژنرال|ژنرال های|افسر|افسران|فرمانده|فرماندهان|کشتی|کشتی های|نفتکش|نفتکش های|کارگران|رانندگان|کامیون های|پهپاد|پهپادهای|ماهواره|زندانیان|ملوانان|ملوان|اتباع|تبعه|سوخوی|همسایگان|خبرنگاران|خبرنگار|تحلیلگر|تحلیلگران|کارشناس|مهندس|مستشاران|مشاوران|دریاسالار|سرلشکر|سرهنگ|دریابان|گروه|هییت بلندپایه|تیم|یگان|یگان های|واحدهای|پلیس|مرزبانی|گارد|ناوچه|ناوشکن|زیردریایی|ناوگروه|ناوگان|شناور|شناورهای|خودروهای|خودروسازان|هواپیماهای|بالگردهای|بمب افکن|توپخانه|زره پوش های|لنج های|کشتیرانی|رسانه های|رسانه|مطبوعات|روزنامه|روزنامه های|کاربران|منابع|منبع|بانک|پیمانکاران|شرکتهای|صنایع|کارخانه های|خطوط هوایی|ایرلاین های|هواپیمایی|کالاهای|کالای|محصولات|محصول|گاز|نفت|برق|بنزین|سوخت|گندم|میوه|موشک|پهپادهای|جنگ افزارهای|تسلیحات|سلاح های|همکار|همکاران|وزرای خارجه|همتایش|مدیران|مدیر|روسای|رییس|نخست وزیر|وزیرخارجه|سخنگوی|نماینده|اس \d+|اس\d+|و) $"
)
_MANY = re.compile(
    r"(?<![^\W_])(?!(?:گردشگران|مسافران|زایران|دانشجویان|نویسندگان|شاعران|بازیگران|هنرمندان|ورزشکاران|فیلم|کتاب|رمان|سریال|ناشران|مترجمان|زبان|میان|جهان|زمان|پایان|استادان|دانش اموزان|کودکان|زنان|مردان|جوانان|مهاجران|پناهندگان|پناهجویان|فیلم های|سریال های|کتاب های|تیم های|دانشگاه های|موزه های|شهرهای|کشتی گیران|والیبالیست های)(?![^\W_]))[^\W_]{3,} ?(?:ان|گان|ها|های) $"
)  # «کامیون‌داران ایرانی», «ماهواره‌های روسی»
_ADJECTIVE_BETWEEN = re.compile(  # «مهاجر غیرقانونی ایرانی»
    r"(?<![^\W_])(?:مهاجر|شهروند|تبعه|دیپلمات|زندانی|کارگر|پناهجو|خبرنگار|مقام|نماینده|هییت|شرکت|کشتی|نفتکش|نظامی|سرباز|ملوان|مامور|راننده|بازرگان|هواپیمای|پهپاد|قایق|لنج) [^\W_]{4,} $"
)
_PEOPLE = re.compile(r"(?:روس|ترک|ایرانی|روسی) ?ها$|ایرانیان$")  # «روس ها به وعده خود عمل نکردند»
_AGAINST = re.compile(r"(?<![^\W_])ضد ?(?:(ایران)|(روس)|(ترکیه))")  # «قطعنامه ضدایرانی»
ABOUT = needed("درباره باره مورد درمورد رابطه خصوص درخصوص پیرامون قبال پرونده موضوع مساله مسیله علیه حذف")
_TOPIC = re.compile(
    r"(?:^|[ «(])(?:درباره|در باره|در مورد|درمورد|در رابطه با|در خصوص|درخصوص|پیرامون|در قبال|پرونده|موضوع|مساله|مسیله|علیه|برای حذف) "
    r"(?:(?!با )[^\W_]+ ){0,2}$"  # «درباره تجارت با روسیه»: a party all the same
)
# a capital one travels to or is asked to: «در سفر به تهران», «وارد مسکو شد»; «به آنکارا سفر کرد», «به تهران دعوت کرد»
_TO_PLACE = re.compile(
    r"(?:^|[ «(])(?:(?:سفر|سفرش|سفری|دیدار|سفر رسمی|سفر خود|دعوت|دعوت رسمی|هییت|هیات|ورود|عزیمت|اعزام|بازدید) (?:[^\W_]+ ){0,2}(?:به|از)|وارد|راهی|عازم|میهمان|مهمان|سفر) $"
)
_JOURNEY = re.compile(r" (?:[^\W_]+ ){0,1}?(?:سفر|رفت|آمد|امد|امده|می اید|می رود|رسید|عزیمت|دعوت|بود)(?![^\W_])")
_SENT_TO = re.compile(r"(?:^|[ «(])(?:به|نارضایتی|ناخشنودی|خشم|اعتراض|واکنش|نگرانی) $")
# what only a government has: «مواضع هسته‌ای تهران», «در اختیار مسکو»
_POLICY_OF = re.compile(
    r"(?:^|[ «(])(?:موضع|مواضع|پشتیبانی|حمایت|حمایت های|اختیار|سیاست|سیاست های|درخواست|خواست|خواسته های|پیشنهاد|طرح|برنامه|نقش|سوی|جانب|قدرت|نفوذ|روابط|مناسبات|متحد|متحدان|"
    r"دوست|دولت|مقام های|مقامات|تصمیم|اقدام|اقدامات|رفتار|فعالیت|فعالیت های|پاسخ|پایبندی|تعهد|تعهدات|علیه|منافع|نیت|اهداف|بدعهدی|همکاری|تلاش|تلاش های|نگرانی|نگرانی های|"
    r"اصرار|تاکید|موافقت|مخالفت|سکوت|هشدار|تهدید|انتقاد|ادعای|ادعاهای|اتهام|اتهامات|اعتماد|بدهی|طلب|حق|حقوق|پرونده|خشم|ناخشنودی|گلایه|توضیح|توضیحات|پاسخ|دلیل|دلایل|استدلال|حساب|لحن|سخنان|اظهارات|ادعا|بیانیه|موضع گیری|صبر|سکوت|سد|کارشکنی|سنگ اندازی|ناخرسندی|نارضایتی|خرسندی|رضایت|تمایل|علاقه|امادگی|وعده|قول|پیام|نامه|خشنودی|استقبال|مقاومت|چراغ سبز|انزوای|تحریم|محاصره|متهم کردن|اقتدار|تضعیف|مهار|حذف|منزوی کردن|دیدگاه|دیدگاه های|نظر|خواسته|شروط|شرط|همراهی|میانجی گری|وساطت|هماهنگی|کمک|کمک های|ارتش|دیپلماسی|رویکرد|راهبرد|نگاه|تصور|بی اعتمادی|بدگمانی|رقیب|شریک|همپیمان|هم پیمان|حامی|حامیان) (?:(?:هسته ای|منطقه ای|تازه|جدید|قبلی|احتمالی|اخیر|رسمی|صریح|کامل|نظامی|سیاسی|مشروع|قانونی|اصولی|سازنده) ){0,2}$"
)
_ACTED_ON = re.compile(r" را (?!ترک(?![^\W_])|به مقصد)")  # «تهران را متهم کرد», but not «تهران را ترک کرد»
_ASKED_OF = re.compile(r"(?:^| )از $")
_ASKING = re.compile(
    r" (?:[^\W_]+ ){0,4}?(?:خواست|خواسته|خواستند|می خواهد|می خواهند|توضیح|انتظار|درخواست|تقاضا|خواستار|گله|گلایه)(?![^\W_])"
)
_SUBJECT = re.compile(r"(?:^|[؛،:»] ?| (?:و|که|اما|ولی|زیرا|چون|تا) )$")
# a government goes on so, a city does not: «و تهران از … خواست», «که تهران باید …»
_GOES_FURTHER = re.compile(
    r" (?:از|به|با|نیز|هم|باید|نباید|می|نمی|خواهان|خواستار|همواره|هرگز|هنوز|همچنان|در برابر|در قبال|این|آن|ان|بر|را|هیچ|حاضر|قصد|تنها|توقع|انتظار|حق)(?![^\W_])(?! (?:و|تا|،))"
)
# where something happens, no party to it: «در شمال سوریه», «بحران سوریه», «حاکمیت عراق»
_SCENE = re.compile(
    r"(?:^|[ «(])(?:در|نشست|نشست های|اجلاس|حاشیه|پایتخت|بندر|شهر|فشار حداکثری|فشارهای حداکثری|اراضی|خاک|شمال|جنوب|شرق|غرب|داخل|مرز|مرزهای|بحران|جنگ|صلح|تحولات|اوضاع|وضعیت|تمامیت ارضی|حاکمیت|یکپارچگی|استقلال|مردم|ملت|ارتش|"
    r"بازار|بازسازی|(?:زیر|تحت) فشار|به درخواست|به خواست|با وجود (?:مخالفت|تحریم های|تحریم|فشار|هشدار)|(?:به|علی) رغم (?:مخالفت|تحریم های|تحریم|فشار|هشدار)|(?:پس|بعد) از خروج|اینده|کردهای|در خاک|به خاک|وارد|درباره|از خاک|حریم هوایی|پرونده|موضوع) (?:[^\W_]+ )?$"
)
_ENVOY = re.compile(
    r"(?<![^\W_])(?:سفیر|سفیران|سفرای|کاردار|سفارت|نماینده|نمایندگی|نمایندگان|سرکنسول|سرکنسولگری|کنسولگری|کنسول|رایزن|وابسته نظامی|هیات|هییت|ارتش|دولت|مرزبانان|سرحدات|"
    r"سخنگوی|رهبر|رهبران|حزب|پارلمان|دومای|مجلس|رییس|وزیر|معاون|مشاور|فرمانده|مدیرکل|دبیر|دادستان|دادستانی|گارد ساحلی|نیروی دریایی|گمرک|بانک مرکزی|شرکت ملی)"
    r" (?:(?:دایم|دائم|وقت|جدید|سابق|پیشین|ویژه|های|نظامی|پارلمانی|اقتصادی|فرهنگی|عالی رتبه|بلندپایه|موقت|حاکم|ملی|گاز|نفت|حزب|حزب حاکم|دولت|وزارت|خارجه|دفاع|کشور|امور) ){0,3}(?P<state>جمهوری اسلامی ایران|جمهوری اسلامی|ایران|کشورمان|روسیه|ترکیه)(?![^\W_])"
)
ENVOYS = needed(
    "سفیر سفیران سفرای کاردار سفارت نماینده نمایندگی نمایندگان سرکنسول سرکنسولگری کنسولگری کنسول رایزن وابسته هیات هییت ارتش دولت "
    "مرزبانان سرحدات سخنگوی حزب پارلمان دومای مجلس رییس وزیر معاون مشاور فرمانده مدیرکل دبیر دادستان دادستانی گارد نیروی گمرک "
    "بانک شرکت رهبر رهبران"
)
OURS = needed("ما ماست روابطمان مناسباتمان")
_LEADER = re.compile(
    r"(?<![^\W_])(?:رهبر (?:معظم |شهید |فقید |جدید |عالی |کبیر )?انقلاب(?: اسلامی)?|مقام معظم رهبری|رهبر(?: معظم| عالی)? جمهوری اسلامی)(?![^\W_])"
)
_OURS = re.compile(
    r"(?<![^\W_])(?:(?:با|روابط|مناسبات|رابطه|کشور|ملت|دولت|همسایه|همسایگان|شریک|متحد|دوست|برادر|علیه|بین|میان|برای|به|از) ما(?:ست)?|ما (?:نیز |هم |همواره |همیشه )?(?:و|با|از|به|نقض|اجازه)|روابطمان|مناسباتمان)(?![^\W_])"
)
_NOT_OURS = re.compile(r"(?:خبرنگار|گزارشگر|همکار|مخاطبان|روزنامه|گفت و گو|خبرگزاری) (?:با )?$")
_BOTH = re.compile(
    r"(?<![^\W_])(?:دو کشور|دو طرف|طرفین|دو ملت|دو دولت|دو همسایه|دو رییس جمهور|دو رییس|دو وزیر|دو رهبر|دو دیپلمات|سران دو کشور|دو مقام)(?![^\W_])"
)
_NAMED = re.compile("ایران|جمهوری اسلامی|کشورمان|روسیه|ترکیه")
_STATE = {"ایران": "IRN", "جمهوری اسلامی ایران": "IRN", "جمهوری اسلامی": "IRN", "کشورمان": "IRN", "روسیه": "RUS", "ترکیه": "TUR"}  # fmt: skip


STANDING_FOR = OURS | ATTACKED | needed("رهبر رهبری دو طرفین")  # what means a state without naming it


def may_relate(part: Part, named: Named, number: int) -> bool:
    """Whether a sentence can hold two of the states at all: asked before its parties are looked for, which takes longer."""
    start, end = part.sentences[number]
    words = signals(part, start)
    if not STANDING_FOR.isdisjoint(words) or part.text.find("ضد", start, end) >= 0:
        return True
    states = named.states(start).union(m.country for m in named.places.get(number, ()))
    if len(states.intersection(FOCAL)) > 1:
        return True
    for hit in part.starting("actor", start, end):
        meaning = hit.meanings[0]
        if meaning.role == "weak" and meaning.entry.country:
            states.add(meaning.entry.country)
    if not ENVOYS.isdisjoint(words):
        states.update(_STATE[found[0]] for found in _NAMED.finditer(part.text, start, end))
    return len(states.intersection(FOCAL)) > 1


def parties(part: Part, named: Named, number: int, ours: str = "") -> list[Group]:
    """The namings of a sentence in order, those that stand for one party or act as one put together.

    `ours` is the state that «ما» means there.
    """
    start, end = part.sentences[number]
    spans = _namings(part, named, number)
    if ours and not OURS.isdisjoint(signals(part, start)):
        for found in _ours(part.text, start, end):
            if not _NOT_OURS.search(part.text[max(start, found.start() - 16) : found.start()]):
                spans.append((found.end() - 2, found.end(), {ours}))
    about = not ABOUT.isdisjoint(signals(part, start))
    groups: list[Group] = []
    for a, b, states in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not states:
            continue
        if groups and (
            a < groups[-1].end
            or (
                _JOIN.fullmatch(part.text, groups[-1].end, a)
                and not _ACCORDING.search(groups[-1].before)
                and not (
                    part.text[groups[-1].end : a].strip() == "،"
                    and (_ADVERBIAL.search(groups[-1].before) or part.text.startswith(" را ", b))
                )
            )
            or (states <= groups[-1].states and _BESIDE.fullmatch(part.text, groups[-1].end, a))
        ):
            groups[-1].states = groups[-1].states | states
            groups[-1].end = max(groups[-1].end, b)
        else:
            before = part.text[max(start, a - 70) : a]
            groups.append(Group(a, b, set(states), before, about and bool(_TOPIC.search(before[-40:]))))
    return [
        g for g in groups
        if g.states & set(FOCAL) or not _SCENE.search(part.text[max(start, g.start - 30) : g.start])
    ]  # fmt: skip


def _ours(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where «ما» stands for a state; tried only around that word, a tenth of the time of a search."""
    done = start
    at = text.find("ما", start, end)
    while at >= 0:
        word = at
        while word > start and text[word - 1].isalnum():
            word -= 1
        before = word - 1
        while before > start and text[before - 1].isalnum():
            before -= 1
        for begin in (before, word):
            if begin >= done and (found := _OURS.match(text, begin, end)):
                yield found
                done = found.end()
                break
        at = text.find("ما", max(at + 2, done), end)


_MATTER = re.compile(
    r"(?<![^\W_])(?:توافق|توافقنامه|تفاهم|تفاهم نامه|یادداشت تفاهم|مذاکره|مذاکرات|گفت ?و ?گو|گفت ?و ?گوها|گفت ?و ?گوهای|گفتگوهای|جنگ|درگیری|درگیری ها|درگیری های|"
    r"اتش بس|صلح|مناقشه|تنش|تنش های|اختلاف|اختلافات|رویارویی|تقابل|بحران) (?:[^\W_]+ ){0,3}$"
)
_PARTNER = re.compile(
    r"(?<![^\W_])(?:دیدار|دیدارش|ملاقات|گفت ?و ?گو(?:ی|یی)?|گفتگو(?:ی|یی)?|نشست|مذاکره|مذاکرات|تماس|رایزنی|کنفرانس|همراه) (?:[^\W_]+ ){0,2}با (?:[^\W_]+ ){0,3}$"
)


_SHARED = re.compile(
    r"(?<![^\W_])(?:میان|بین|مشترک|مشارکت|همکاری|همراهی) (?:(?!(?:با|که|از|و)(?![^\W_]))[^\W_]+ ){0,3}$|(?<![^\W_])(?:به|با) امضای (?:[^\W_]+ ){0,8}$"
)


def _namings(part: Part, named: Named, number: int) -> list[Span]:
    """What names a state in a sentence, in no order."""
    start, end = part.sentences[number]
    text = part.text
    # «سه کشور» and «وی» name nobody
    spans = [
        (m.start, m.end, states_of(m))
        for m in named.mentions.get(number, ())
        if m.kind != "group" and (m.kind != "person" or m.resolved_by != "pronoun")
    ]
    known = [(a, b) for a, b, _ in spans]
    spans += [
        (m.start, m.end, states_of(m))
        for m in named.places.get(number, ())
        if m.country in FOCAL
        and text[m.start - 1 : m.start] not in ("-", "–")  # «پرواز استانبول–تهران»
        and text[m.end : m.end + 1] not in ("-", "–")
        and (
            _TO_PLACE.search(text[max(start, m.start - 30) : m.start])
            or _JOURNEY.match(text, m.end, m.end + 30)
            or _POLICY_OF.search(text[max(start, m.start - 40) : m.start])
            or (m.country == "IRN" and _SENT_TO.search(text[max(start, m.start - 14) : m.start]))
            or any(a == m.end + 3 and text[m.end : a] == " و " for a, _ in known)
            or _ACTED_ON.match(text, m.end, m.end + 40)
            or (_ASKED_OF.search(text, max(start, m.start - 4), m.start) and _ASKING.match(text, m.end, m.end + 40))
            or (
                _SUBJECT.search(text, max(start, m.start - 6), m.start) and _GOES_FURTHER.match(text, m.end, m.end + 24)
            )
        )
    ]
    covered = [(a, b) for a, b, _ in spans]

    def free(position: int) -> bool:
        return not any(a <= position < b for a, b in covered)

    weak = []
    for hit in part.starting("actor", start, end):
        first = hit.meanings[0]
        if first.role == "weak" and len(hit.meanings) == 1 and first.entry.kind == "person":
            if first.entry.country in FOCAL and free(hit.start):
                weak.append(hit)
            continue
        if first.role != "demonym":
            continue
        if (free(hit.start) or _counterpart(text, hit.start)) and (
            _BEFORE_DEMONYM.search(text[max(start, hit.start - 22) : hit.start])
            or _PEOPLE.fullmatch(text, hit.start, hit.end)
            or _ADJECTIVE_BETWEEN.search(text[max(start, hit.start - 34) : hit.start])
            or (hit.surface != "ترک" and _MANY.search(text[max(start, hit.start - 22) : hit.start]))
        ):
            spans.append((hit.start, hit.end, {first.id}))
    known = [(a, b) for a, b, _ in spans]
    spans += [
        (hit.start, hit.end, {hit.meanings[0].entry.country})
        for hit in weak
        if _beside_another(part, hit.start, hit.end, known)
    ]
    if not ENVOYS.isdisjoint(signals(part, start)) and any(free(f.start()) for f in _NAMED.finditer(text, start, end)):
        for found in _ENVOY.finditer(text, start, end):
            if free(found.start("state")):
                spans.append((found.start("state"), found.end("state"), {_STATE[found["state"]]}))
    if text.find("ضد", start, end) >= 0:
        for found in _AGAINST.finditer(text, start, end):
            if free(found.start()):
                spans.append((found.start(), found.end(), {FOCAL[(found.lastindex or 1) - 1]}))
    if not ATTACKED.isdisjoint(signals(part, start)):
        for found in SITE.finditer(text, start, end):
            if free(found.start("site")):
                spans.append((found.start("site"), found.end("site"), {SITE_OF[found["site"]]}))
    if text.find("رهبر", start, end) >= 0:
        for found in _LEADER.finditer(text, start, end):
            if free(found.start()):
                spans.append((found.start(), found.end(), {"IRN"}))
    return spans


_LINK = re.compile(r"(?:^|[ «(])(?:و|با|میان|بین) $")


_OPENS = re.compile(r"(?:^|[\n.؟!؛،:»] ?| که )$")
_GOES_ON = re.compile(
    r" (?:در|با|از|به|نیز|هم|روز|امروز|دیروز|فردا|گفت|و|میزبان|میهمان|مهمان|عازم|راهی|وارد|تلفنی|تا|پس|پیش|کنار|همراه|همچنین|سخنان|این|که|خواستار|ضمن)(?![^\W_])|:"
)
# «سفر رییسی به …», «پیام روحانی به …»
_DEED_OF = re.compile(
    r"(?:^|[ «(])(?:سفر|دیدار|ملاقات|گفت ?و ?گوی|گفتگوی|تماس|تماس تلفنی|نامه|پیام|پیشنهاد|دعوت|سخنان|اظهارات|دولت|کابینه|استقبال|میزبانی|حضور|موضع|وعده|درخواست) $"
)
_OF_WHOM = re.compile(r" (?:به|با|از|برای|در|و|درباره|که|را)(?![^\W_])")
_MET = re.compile(r" (?:دیدار|ملاقات|گفت ?و ?گو|گفتگو|تلفنی|رایزنی|مذاکره|تماس|صحبت|مشورت)")


def _beside_another(part: Part, start: int, end: int, covered: list[tuple[int, int]]) -> bool:
    """«پوتین و روحانی»: a name that is a common word too, joined to a naming or in company of one."""
    before = part.text[max(0, start - 8) : start]
    if covered and _OPENS.search(before) and (_GOES_ON.match(part.text, end) or any(a == end + 1 for a, _ in covered)):
        return True  # «خاتمی در تماس تلفنی با …»
    if covered and _DEED_OF.search(part.text[max(0, start - 16) : start]) and _OF_WHOM.match(part.text, end):
        return True
    if any(b + 3 == start and part.text[b:start] == " و " for _, b in covered):
        return True  # «پوتین و رئیسی»
    linked = _LINK.search(before) or any(_JOIN.fullmatch(part.text, end, a) for a, _ in covered if a >= end)
    return bool(linked and covered and (_MET.match(part.text, end) or stands_alone(part, start, end)))


def the_two(part: Part, number: int, groups: list[Group], earlier: list[set[str]]) -> list[Group]:
    """The groups of a sentence, with «دو کشور» for the two focal states that it means; `earlier` are the states of the
    sentences before, nearest first."""
    start, end = part.sentences[number]
    found = _BOTH.search(part.text, start, end)
    states = set().union(*(g.states for g in groups)) if groups else set()
    if not found or len(states) != 1:  # neither of them named: no naming to hold it
        return groups
    for before in earlier:
        states = states | before
        if len(states) > 1:
            break
    if len(states) != 2 or not states <= set(FOCAL):
        return groups
    return sorted([*groups, Group(found.start(), found.end(), states, both=True)], key=lambda g: g.start)


def _counterpart(text: str, position: int) -> bool:
    return "همتا" in text[max(0, position - 16) : position]
