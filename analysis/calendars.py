"""The names of months, days and numbers that dates are written with, and the calendars behind them.

In goes a day in a calendar; out comes the day as `datetime.date`. Everything is in its folded spelling (`text.fold`).
The solar calendar is persiantools', which the tests hold against jdatetime.
"""

from datetime import date, timedelta
from functools import cache

from analysis.text import fold

SOLAR, GREGORIAN, LUNAR = "solar", "gregorian", "lunar"

# Years that a corpus of news can hold. Later than 1420 (2041) a year in digits is taken for a lunar one: 1439 = 2017.
YEARS = {SOLAR: (1200, 1420), GREGORIAN: (1800, 2100), LUNAR: (1200, 1500)}

_MONTHS: dict[str, list[list[str]]] = {
    SOLAR: [
        ["فروردین", "حمل"], ["اردیبهشت", "ثور"], ["خرداد", "جوزا"], ["تیر", "سرطان"], ["مرداد", "امرداد", "اسد"],
        ["شهریور", "سنبله"], ["مهر", "میزان"], ["آبان", "عقرب"], ["آذر", "قوس"], ["دی", "جدی"], ["بهمن", "دلو"],
        ["اسفند", "اسپند", "حوت"],
    ],
    GREGORIAN: [
        ["ژانویه", "جنوری", "یناير", "كانون الثاني", "january", "jan"],
        ["فوریه", "فبروری", "فبراير", "شباط", "february", "feb"],
        ["مارس", "مارچ", "آذار", "march", "mar"],
        ["آوریل", "آپریل", "اپریل", "أبريل", "نيسان", "april", "apr"],
        ["مه", "می", "مايو", "أيار", "may"],
        ["ژوئن", "جون", "يونيو", "يونيه", "حزيران", "june", "jun"],
        ["ژوئیه", "ژوئیة", "جولای", "جولائی", "يوليو", "يوليه", "تموز", "july", "jul"],
        ["اوت", "آگوست", "اگست", "أغسطس", "آب", "august", "aug"],
        ["سپتامبر", "سپتمبر", "سبتمبر", "أيلول", "september", "sept", "sep"],
        ["اکتبر", "اکتوبر", "أكتوبر", "تشرين الأول", "october", "oct"],
        ["نوامبر", "نومبر", "نوفمبر", "تشرين الثاني", "november", "nov"],
        ["دسامبر", "دسمبر", "ديسمبر", "كانون الأول", "december", "dec"],
    ],
    LUNAR: [
        ["محرم", "محرم الحرام"], ["صفر", "صفر المظفر"], ["ربیع الاول"], ["ربیع الثانی", "ربیع الآخر"],
        ["جمادی الاول", "جمادی الاولی"], ["جمادی الثانی", "جمادی الثانیه", "جمادی الآخر"], ["رجب", "رجب المرجب"],
        ["شعبان", "شعبان المعظم"], ["رمضان", "رمضان المبارک"], ["شوال", "شوال المکرم"], ["ذی القعده", "ذیقعده"],
        ["ذی الحجه", "ذیحجه"],
    ],
}  # fmt: skip


def folded(text: str) -> str:
    """The folded spelling of a word."""
    return fold(text).text


MONTHS: dict[str, tuple[str, int]] = {
    folded(name): (calendar, number)
    for calendar, months in _MONTHS.items()
    for number, names in enumerate(months, 1)
    for name in names
}
WEEKDAYS: dict[str, int] = {  # as date.weekday() counts: Monday is 0
    **{f"{n}{gap}شنبه": day for n, day in (("یک", 6), ("دو", 0), ("سه", 1), ("چهار", 2), ("پنج", 3)) for gap in ("", " ")},
    "شنبه": 5, "جمعه": 4, "ادینه": 4,
}  # fmt: skip

_ONES = ("", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده", "چهارده",
         "پانزده", "شانزده", "هفده", "هجده", "نوزده")  # fmt: skip
_TENS = ("", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود")
_HUNDREDS = ("", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد")


def _spelled(number: int) -> str:
    """A number below 10,000 in words: 1396 → هزار و سیصد و نود و شش."""
    parts = []
    if number >= 1000:
        parts.append("هزار" if number < 2000 else f"{_ONES[number // 1000]} هزار")
    parts.append(_HUNDREDS[number // 100 % 10])
    rest = number % 100
    parts += [_ONES[rest]] if rest < 20 else [_TENS[rest // 10], _ONES[rest % 10]]
    return " و ".join(p for p in parts if p)


def _day_words() -> dict[str, int]:
    """1 to 31 in words: چهارده، چهاردهم، بیست و یکم، سی ام، اول."""
    words = {"اول": 1, "نخست": 1, "سوم": 3, "بیست و سوم": 23, "سی ام": 30, "سیم": 30, "سیام": 30, "هیجده": 18,
             "هیجدهم": 18}  # fmt: skip
    for number in range(1, 32):
        spelled = _spelled(number)
        words[spelled] = number
        if not spelled.endswith(("سه", "سی")):
            words[spelled + "م"] = number
    return {joined: n for w, n in words.items() for joined in {w, w.replace(" و ", " و"), w.replace(" و ", "و")}}


DAYS_IN_WORDS = _day_words()
COUNTS = {w: n for w, n in DAYS_IN_WORDS.items() if not w.endswith("م") and w not in ("اول", "نخست")}


_REST = rf"(?:(?:{'|'.join(_TENS[2:])})(?: و ?(?:{'|'.join(_ONES[1:10])}))?|(?:{'|'.join(_ONES[:0:-1])}))"
# هزار و سیصد و نود و شش، یکهزار و …، دو هزار و هفده
YEAR_IN_WORDS = rf"(?:یک ?)?هزار و ?(?:سیصد|چهارصد|نهصد)(?: و ?{_REST})?|دو هزار(?: و ?{_REST})?"


@cache
def _years() -> dict[str, int]:
    return {_spelled(year).replace(" ", ""): year for year in (*range(1300, 1421), *range(1950, 2051))}


def year_in_words(text: str) -> int:
    """The year that words of the form YEAR_IN_WORDS say; 0 where it is none of 1300–1420 or 1950–2050."""
    return _years().get(text.replace(" ", "").removeprefix("یک"), 0)


def day_of(calendar: str, year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day (30 Esfand of a common year)."""
    first, last = YEARS[calendar]
    if not first <= year <= last:
        return None
    try:
        if calendar == SOLAR:
            from persiantools.jdatetime import JalaliDate

            found: date = JalaliDate(year, month, day).to_gregorian()
            return date(found.year, found.month, found.day)
        return date(year, month, day) if calendar == GREGORIAN else None
    except ValueError:
        return None


def solar(day: date) -> tuple[int, int, int]:
    """Year, month and day of the solar calendar."""
    from persiantools.jdatetime import JalaliDate

    there = JalaliDate(day)
    return there.year, there.month, there.day


def parts_of(day: date, calendar: str) -> tuple[int, int, int]:
    """Year, month and day of `day` in a calendar."""
    return solar(day) if calendar == SOLAR else (day.year, day.month, day.day)


def month_span(calendar: str, year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a month; `month` may lie outside 1…12 (0 is the last month of the year before)."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = day_of(calendar, year, month, 1)
    after = day_of(calendar, year + month // 12, month % 12 + 1, 1)
    return (first, after - timedelta(days=1)) if first and after else None


def year_span(calendar: str, year: int) -> tuple[date, date] | None:
    """First and last day of a year."""
    first, after = day_of(calendar, year, 1, 1), day_of(calendar, year + 1, 1, 1)
    return (first, after - timedelta(days=1)) if first and after else None
