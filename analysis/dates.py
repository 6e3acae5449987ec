"""Dates as corpora and articles write them.

In goes a cell of the column `date`, or an article's folded text with its day; out come ISO days. A date that could mean
two days is refused with a reason, never guessed.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from analysis.calendars import (
    COUNTS,
    DAYS_IN_WORDS,
    GREGORIAN,
    LUNAR,
    MONTHS,
    SOLAR,
    WEEKDAYS,
    YEAR_IN_WORDS,
    YEARS,
    day_of,
    folded,
    month_span,
    parts_of,
    year_in_words,
    year_span,
)


class DateRead(NamedTuple):
    """What a cell says: the ISO day or None, and what is to be said about it (empty where all is clear)."""

    day: str | None
    note: str = ""


class DateInText(NamedTuple):
    """A date named in a text: folded span, first and last day meant, and the rule that resolved it."""

    start: int
    end: int
    first: date
    last: date
    rule: str


def _any(words: Any) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


_EDGE = r"(?<![^\W\d_])"  # no letter before
_STOP = r"(?![^\W\d_])"  # no letter after
_MONTH = rf"(?P<month>{_any(MONTHS)})"
_DAY = rf"(?:(?P<day>\d{{1,2}})(?: ?(?:م|ام|th|st|nd|rd))?|(?P<dayword>{_any(DAYS_IN_WORDS)}))"
_WEEKDAY = rf"{_EDGE}(?P<weekday>{_any(WEEKDAYS)}){_STOP}"
_YEAR = rf"(?P<year>\d{{4}}|\d{{2}})(?!\d)|(?P<yearword>{YEAR_IN_WORDS})"

# 2017-10-04، ۱۳۹۶/۷/۱۲، 1396 / 07 / 12، 2017-10-04T10:00:00+03:30
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4}) ?([-/.\u060d]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?!\d)")
# ۱۲/۷/۱۳۹۶، 04.10.2017
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2}) ?([-/.\u060d]) ?(\d{1,2}) ?\2 ?(\d{4})(?!\d)")
# ۹۶/۷/۱۲، 12/7/96
_SHORT = re.compile(r"(?<!\d)(\d{2}) ?([-/.\u060d]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?!\d)|(?<!\d)(\d) ?([-/.]) ?(\d{1,2}) ?\6 ?(\d{2})(?!\d)")  # fmt: skip
# 13960712، 20171004T100000
_RUN = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?=t\d|\D|$)")
# چهارشنبه ۱۲ مهرماه سال ۱۳۹۶، دوازدهم مهر هزار و سیصد و نود و شش، ۴ اکتبر ۲۰۱۷، 4 October 2017
_DAY_MONTH = re.compile(
    rf"(?<!\d){_DAY} ?(?:از )?(?:ماه )?{_EDGE}{_MONTH}(?: ?ماه)?(?![^\W\d_])\.?[ ,،-]*(?:(?:سال )?(?:{_YEAR}))?"
)
# مهر ۱۲, ۱۳۹۶، October 4, 2017
_MONTH_DAY = re.compile(rf"{_EDGE}{_MONTH}\.? (?P<day>\d{{1,2}})(?P<dayword>)?(?:th|st|nd|rd)?[,،] ?(?P<year>\d{{4}})(?P<yearword>)?(?!\d)")  # fmt: skip
# مهر ۱۳۹۶، 1396/07، ۲۰۱۷
_NO_DAY = re.compile(rf"^(?:\d{{4}}(?:[-/.]\d{{1,2}})?|(?:{_any(MONTHS)})(?: ?ماه)? ?\d{{4}})$")
_WEEKDAY_FIND = re.compile(_WEEKDAY)


def parse_date(value: Any, *, two_digit_years: int | None = None, day_first: bool | None = None) -> str | None:
    """The ISO day of what a corpus holds, None where there is none; `read_date` says why.

    >>> parse_date("۱۳۹۶/۰۷/۱۲"), parse_date("چهارشنبه ۱۲ مهر ۱۳۹۶"), parse_date("2017-10-04T10:00:00+03:30")
    ('2017-10-04', '2017-10-04', '2017-10-04')
    """
    return read_date(value, two_digit_years=two_digit_years, day_first=day_first).day


def read_date(value: Any, *, two_digit_years: int | None = None, day_first: bool | None = None) -> DateRead:
    """The day of a cell, with what is to be said about it.

    Takes a date, a string in digits or words, solar or Gregorian, with or without weekday, time and zone (the day is
    the one written, in its own zone), or a Unix time. `two_digit_years` is the century that two-digit years belong to
    (1300: ۹۶ = 1396); without it they are refused. `day_first` says what 04/10/2017 means; without it, it is refused.
    """
    if isinstance(value, datetime | date):
        return DateRead(value.isoformat()[:10] if value == value else None)  # NaT is not itself
    if isinstance(value, bool) or value is None or value != value:
        return DateRead(None)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, str | int):
        return DateRead(None, f"the date is no text and no day but {type(value).__name__}")
    text = str(value).strip()
    if len(text) > 200:
        return DateRead(None, "the date is longer than a date")
    return _read(text, two_digit_years, day_first)


@lru_cache(maxsize=20_000)
def _read(value: str, century: int | None, day_first: bool | None) -> DateRead:
    text = folded(value).strip()
    if not text or text in ("none", "null", "nan", "nat", "-", "نامشخص", "بدون تاریخ"):
        return DateRead(None)
    if re.fullmatch(r"\d{10}|\d{13}", text):  # Unix time, in seconds or thousandths
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        return DateRead(datetime.fromtimestamp(seconds, UTC).date().isoformat(), "the date is read as Unix time")
    if match := _YEAR_FIRST.search(text) or _RUN.search(text):
        parts = [int(g) for g in match.groups() if g.isdigit()]
        return _checked(value, text, _calendar(parts[0]), *parts)
    if match := _YEAR_LAST.search(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        if _calendar(year) == GREGORIAN and one <= 12 and two <= 12 and one != two:
            if day_first is None:
                return DateRead(None, _unordered(value, "day and month"))
            day, month = (one, two) if day_first else (two, one)
        else:
            day, month = (two, one) if two > 12 >= one and _calendar(year) == GREGORIAN else (one, two)
        return _checked(value, text, _calendar(year), year, month, day)
    if match := _DAY_MONTH.search(text) or _MONTH_DAY.search(text):
        return _in_words(value, text, match, century)
    if match := _SHORT.search(text):
        one, two, three = (int(g) for g in match.groups() if g and g.isdigit())
        if century is None:
            return DateRead(None, _two_digits(value))
        if one > 31 or not (three > 31 or match[5] or century >= 1700 or day_first):  # «96/7/12»
            return _checked(value, text, _calendar(century + one), century + one, two, three)
        if century < 1700:  # solar: the day first
            return _checked(value, text, SOLAR, century + three, two, one)
        if day_first is None and (three <= 31 or (one <= 12 and two <= 12 and one != two)):
            return DateRead(None, _unordered(value, "day, month and year"))
        day_leads = one > 12 if day_first is None else day_first
        day, month = (one, two) if day_leads else (two, one)
        return _checked(value, text, GREGORIAN, century + three, month, day)
    if _NO_DAY.match(text):
        return DateRead(None, f"the date {value!r} is not read: it names no day")
    return DateRead(None, f"the date {value!r} is not read: give it as 2017-10-04 or 1396/07/12")


def _two_digits(value: str) -> str:
    cure = "measure with --two-digit-years 1300 (or the century of yours), or give it as 1396/07/12"
    return f"the date {value!r} is not read: the year has two digits; {cure}"


def _unordered(value: str, what: str) -> str:
    cure = "give it as 2017-10-04, or read with --day-first or --no-day-first"
    return f"the date {value!r} is not read: {what} cannot be told apart; {cure}"


def _calendar(year: int) -> str:
    return GREGORIAN if year >= 1700 else SOLAR if year <= YEARS[SOLAR][1] else LUNAR


def _in_words(value: str, text: str, match: re.Match[str], century: int | None) -> DateRead:
    calendar, month = MONTHS[match["month"]]
    day = int(match["day"]) if match["day"] else DAYS_IN_WORDS[match["dayword"]]
    if not (match["year"] or match["yearword"]):
        return DateRead(None, f"the date {value!r} is not read: it names no year")
    year = int(match["year"]) if match["year"] else year_in_words(match["yearword"])
    if match["year"] and len(match["year"]) == 2:
        if century is None:
            return DateRead(None, _two_digits(value))
        year += century
    if calendar != LUNAR and _calendar(year) != calendar:
        return DateRead(None, f"the date {value!r} is not read: month and year are of two calendars")
    return _checked(value, text, calendar, year, month, day)


def _checked(value: str, text: str, calendar: str, year: int, month: int, day: int) -> DateRead:
    """The day, if there is one; a weekday beside it that does not fit is noted."""
    if calendar == LUNAR:
        why = "a day of the lunar calendar depends on a sighting of the moon; give it in another calendar"
        return DateRead(None, f"the date {value!r} is not read: {why}")
    found = day_of(calendar, year, month, day)
    if found is None:
        return DateRead(None, f"the date {value!r} is not read: the {calendar} calendar has no such day")
    named = _WEEKDAY_FIND.search(text)
    if named and WEEKDAYS[named["weekday"]] != found.weekday():
        return DateRead(found.isoformat(), f"the weekday does not fit the date {value!r}")
    return DateRead(found.isoformat())


# ---------------------------------------------------------------- dates in a text

_WHICH_YEAR = r"(?P<which>سال جاری|سال گذشته|سال پیش|سال اینده|امسال|پارسال)"
_COUNT = rf"(?P<count>\d{{1,3}}|{_any(COUNTS)})"
_IN_TEXT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", _YEAR_FIRST),  # «۱۳۹۶/۷/۱۲»
    ("day", _YEAR_LAST),
    # «۱۴ اردیبهشت سال جاری», «چهاردهم اردیبهشت ۱۳۹۶», «۴ اکتبر (۱۲ مهر)»
    ("day", re.compile(rf"(?<!\d){_DAY} {_MONTH}(?: ?ماه)?{_STOP}(?:[ ،]*(?:سال )?(?:{_YEAR})| {_WHICH_YEAR})?")),
    # «مهر ۱۳۹۶», «اکتبر سال ۲۰۱۷», «مهرماه سال گذشته», «مهرماه», «ماه اکتبر»
    ("month", re.compile(
        rf"{_EDGE}(?:(?:ماه )?{_MONTH}(?: ?ماه)? (?:(?:سال )?(?:(?P<year>\d{{4}})(?!\d)|(?P<yearword>{YEAR_IN_WORDS}))"
        rf"|{_WHICH_YEAR})|(?P<lone>(?:{_any(m for m, (c, _) in MONTHS.items() if c == SOLAR)}) ?ماه"
        rf"|ماه (?:{_any(m for m, (c, _) in MONTHS.items() if c == GREGORIAN)})){_STOP})")),
    # «سال ۱۳۹۴», «سال ۲۰۱۵ میلادی», «سال ۹۴»
    ("year", re.compile(rf"{_EDGE}سال (?:{_YEAR})(?! ?(?:سال|ماه|روز|نفر|درصد))(?P<ce> میلادی)?")),
    ("year", re.compile(rf"{_EDGE}{_WHICH_YEAR}{_STOP}(?P<ce> میلادی)?")),
    # «چهارشنبه», «چهارشنبه گذشته», «چهارشنبه هفته آینده»
    ("weekday", re.compile(rf"{_WEEKDAY}(?: (?P<week>هفته گذشته|هفته پیش|هفته اینده|هفته جاری|این هفته|گذشته|اینده))?{_STOP}")),
    # «دو روز پیش», «سه هفته قبل», «۱۰ روز گذشته», «دو ماه آینده»
    ("ago", re.compile(rf"(?<!\d){_EDGE}{_COUNT} (?P<unit>روز|هفته|ماه|سال) (?P<turn>پیش|قبل|گذشته|اخیر|بعد|اینده){_STOP}")),
    # «ماه گذشته», «هفته جاری», «این ماه»
    ("unit", re.compile(rf"{_EDGE}(?:(?P<unit>هفته|ماه) (?P<turn>گذشته|پیش|قبل|جاری|اینده|بعد)|این (?P<this>هفته|ماه)){_STOP}(?P<ce> میلادی)?")),
    # «دیروز», «امشب», «پس فردا»
    ("near", re.compile(rf"{_EDGE}(?P<near>امروز|امشب|دیروز|دیشب|پریروز|فردا|پس فردا){_STOP}")),
)  # fmt: skip
_NEAR = {"امروز": 0, "امشب": 0, "دیروز": -1, "دیشب": -1, "پریروز": -2, "فردا": 1, "پس فردا": 2}
_THIS = {"سال جاری": 0, "امسال": 0, "سال گذشته": -1, "سال پیش": -1, "پارسال": -1, "سال اینده": 1}
_LATER = ("بعد", "اینده")


def dates_in_text(text: str, day: date | None) -> list[DateInText]:
    """Dates that a folded text names, resolved against the article's day, in order of place, none overlapping.

    «۱۴ اردیبهشت سال جاری» is a day, «ماه گذشته» a month (of the solar calendar), «چهارشنبه» the last Wednesday up to the
    article's day. A day without a year is the nearest one. Without `day`, only complete dates are found.
    """
    found: list[DateInText] = []
    taken: list[tuple[int, int]] = []
    for rule, pattern in _IN_TEXT:
        for match in pattern.finditer(text):
            a, b = match.span()
            if any(a < y and x < b for x, y in taken):
                continue
            span = _resolve(rule, match, day)
            if span is not None:
                found.append(DateInText(a, b, *span, rule))
                taken.append((a, b))
    return sorted(found)


def _resolve(rule: str, match: re.Match[str], day: date | None) -> tuple[date, date] | None:
    if rule == "day":
        one = _named_day(match, day)
        return (one, one) if one else None
    named = match.groupdict()
    if rule in ("month", "year"):
        return _named_month(named, day) if rule == "month" else _named_year(named, day)
    if day is None:
        return None
    if rule == "near":
        return (day + timedelta(days=_NEAR[named["near"]]),) * 2
    if rule == "weekday":
        one = _weekday(WEEKDAYS[named["weekday"]], named["week"], day)
        return one, one
    if rule == "unit":
        unit, turn = named["unit"] or named["this"], named["turn"] or "جاری"
        step = 0 if turn == "جاری" else 1 if turn in _LATER else -1
        return _unit(unit, step, day, GREGORIAN if named["ce"] else SOLAR)
    count = int(named["count"]) if named["count"].isdigit() else COUNTS[named["count"]]
    later = named["turn"] in _LATER
    if named["turn"] in ("گذشته", "اخیر", "اینده"):  # «در ۱۰ روز گذشته» is a stretch of days
        days = timedelta(days=count * {"روز": 1, "هفته": 7, "ماه": 30, "سال": 365}[named["unit"]])
        return (day, day + days) if later else (day - days, day)
    return _unit(named["unit"], count if later else -count, day, SOLAR)


def _named_day(match: re.Match[str], day: date | None) -> date | None:
    if "month" not in match.groupdict():
        read = _read(match[0], None, None).day
        return date.fromisoformat(read) if read else None
    calendar, month = MONTHS[match["month"]]
    number = int(match["day"]) if match["day"] else DAYS_IN_WORDS[match["dayword"]]
    if calendar == LUNAR:
        return None
    if match["year"] or match["yearword"]:
        year = _full(int(match["year"]) if match["year"] else year_in_words(match["yearword"]), day)
        return day_of(calendar, year, month, number) if year and _calendar(year) == calendar else None
    if day is None:
        return None
    here = parts_of(day, calendar)[0]
    if match["which"]:
        return day_of(calendar, here + _THIS[match["which"]], month, number)
    near = [d for y in (here - 1, here, here + 1) if (d := day_of(calendar, y, month, number))]
    return min(near, key=lambda d: abs(d - day), default=None)


def _full(year: int, day: date | None) -> int | None:
    """A two-digit solar year in the century of the article: «سال ۹۴» is 1394."""
    if year > 99:
        return year
    if day is None:
        return None
    here = parts_of(day, SOLAR)[0]
    return min((here // 100 * 100 + c + year for c in (-100, 0)), key=lambda y: (y > here + 1, abs(y - here)))


def _named_month(named: dict[str, str | None], day: date | None) -> tuple[date, date] | None:
    if lone := named["lone"]:
        if day is None:
            return None
        calendar, month = MONTHS[re.sub(r"^ماه | ?ماه$", "", lone)]
        here = parts_of(day, calendar)[0]
        near = [s for y in (here - 1, here, here + 1) if (s := month_span(calendar, y, month))]
        return min(near, key=lambda s: abs(s[0] + (s[1] - s[0]) / 2 - day), default=None)
    calendar, month = MONTHS[str(named["month"])]
    if calendar == LUNAR:
        return None
    if named["which"]:
        return month_span(calendar, parts_of(day, calendar)[0] + _THIS[named["which"]], month) if day else None
    year = int(named["year"]) if named["year"] else year_in_words(str(named["yearword"]))
    return month_span(calendar, year, month) if _calendar(year) == calendar else None


def _named_year(named: dict[str, str | None], day: date | None) -> tuple[date, date] | None:
    if which := named.get("which"):
        calendar = GREGORIAN if named["ce"] else SOLAR
        return year_span(calendar, parts_of(day, calendar)[0] + _THIS[which]) if day else None
    year = _full(int(named["year"]) if named["year"] else year_in_words(str(named["yearword"])), day)
    calendar = _calendar(year) if year else LUNAR
    return year_span(calendar, year) if year and calendar != LUNAR else None


def _weekday(wanted: int, week: str | None, day: date) -> date:
    """«چهارشنبه»: the last one up to the day; with «گذشته» before it, with «آینده» after it; weeks begin on Saturday."""
    if week in (None, "گذشته"):
        back = (day.weekday() - wanted) % 7
        return day - timedelta(days=back or (7 if week else 0))
    if week == "اینده":
        return day + timedelta(days=(wanted - day.weekday()) % 7 or 7)
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    weeks = 0 if week in ("هفته جاری", "این هفته") else 1 if week == "هفته اینده" else -1
    return saturday + timedelta(days=(wanted - 5) % 7 + 7 * weeks)


def _unit(unit: str, step: int, day: date, calendar: str) -> tuple[date, date] | None:
    """The day, week (from Saturday), month or year `step` units from that of `day`."""
    if unit == "روز":
        return (day + timedelta(days=step),) * 2
    if unit == "هفته":
        saturday = day - timedelta(days=(day.weekday() - 5) % 7) + timedelta(days=7 * step)
        return saturday, saturday + timedelta(days=6)
    year, month, _ = parts_of(day, calendar)
    return month_span(calendar, year, month + step) if unit == "ماه" else year_span(calendar, year + step)
