"""Dates: what a cell of the column `date` means, and the dates that a text names. The cases are the manual."""

import itertools
from datetime import date, datetime, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from analysis.__main__ import _parser
from analysis.calendars import DAYS_IN_WORDS, MONTHS, SOLAR, day_of, month_span, year_in_words
from analysis.dates import dates_in_text, parse_date, read_date
from analysis.text import fold

FOURTH = "2017-10-04"  # Wednesday, 12 Mehr 1396

READ = [
    # ISO
    ("2017-10-04", FOURTH), ("2017-10-04T10:00:00+03:30", FOURTH), ("2017-10-04 23:59", FOURTH), ("2017/10/4", FOURTH),
    ("20171004T100000", FOURTH), (datetime(2017, 10, 4, 23), FOURTH), (date(2017, 10, 4), FOURTH),
    # solar, in digits: Persian, Arabic, Latin; year last; without separators
    ("۱۳۹۶/۰۷/۱۲", FOURTH), ("۱۳۹۶/۷/۱۲ - ۱۴:۳۰", FOURTH), ("1396-07-12", FOURTH), ("1396 / 07 / 12", FOURTH),
    ("١٣٩٦/٠٧/١٢", FOURTH), ("۱۲/۰۷/۱۳۹۶", FOURTH), ("13960712", FOURTH), (13960712, FOURTH), (13960712.0, FOURTH),
    # solar, in words
    ("۱۲ مهر ۱۳۹۶", FOURTH), ("۱۲مهر۱۳۹۶", FOURTH), ("چهارشنبه ۱۲ مهر ۱۳۹۶", FOURTH),
    ("چهار‌شنبه، ۱۲ مهرماه سال ۱۳۹۶ ساعت ۱۴:۳۰", FOURTH), ("مهر ۱۲, ۱۳۹۶", FOURTH), ("دوازدهم مهر ۱۳۹۶", FOURTH),
    ("دوازدهم مهرماه سال هزار و سیصد و نود و شش", FOURTH), ("۱۲ مهر یک‌هزار و سیصد و نود و شش", FOURTH),
    ("تاریخ انتشار: ۱۲ مهر ۱۳۹۶ - ۰۹:۲۵", FOURTH), ("بیست و پنجم دی‌ماه ۱۳۹۵", "2017-01-14"),
    ("سی‌ام اسفند ۱۳۹۵", "2017-03-20"), ("اول فروردین ۱۴۰۰", "2021-03-21"),
    ("۱۲ میزان ۱۳۹۶", FOURTH), ("۱ حمل ۱۳۹۷", "2018-03-21"),  # as written in Afghanistan
    # Gregorian, in Persian, Arabic and English words
    ("۴ اکتبر ۲۰۱۷", FOURTH), ("چهارم اکتبر ۲۰۱۷", FOURTH), ("۲ مه ۲۰۱۷", "2017-05-02"), ("۲ ژوئن ۲۰۱۷", "2017-06-02"),
    ("۲ ژوئیه ۲۰۱۷", "2017-07-02"), ("۲ آوریل ۲۰۱۷", "2017-04-02"), ("4 أكتوبر 2017", FOURTH),
    ("٤ تشرين الأول ٢٠١٧", FOURTH), ("٢٣ كانون الثاني ٢٠١٧", "2017-01-23"), ("Wed, 04 Oct 2017 10:00:00 +0330", FOURTH),
    ("October 4, 2017", FOURTH), ("13/10/2017", "2017-10-13"), ("10/13/2017", "2017-10-13"), ("4.4.2017", "2017-04-04"),
    (1507104000, FOURTH), ("1507104000000", FOURTH),
    # nothing there
    (None, None), ("", None), ("  ", None), (float("nan"), None), ("نامشخص", None), (True, None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "day"), READ)
def test_a_cell_is_read(cell, day):
    assert parse_date(cell) == day


REFUSED = [
    ("۹۶/۰۷/۱۲", "two digits"), ("۱۲ مهر ۹۶", "two digits"), ("12/7/96", "two digits"),
    ("04/10/2017", "cannot be told apart"), ("۳۰ اسفند ۱۳۹۶", "no such day"), ("1396/07/31", "no such day"),
    ("2017-02-29", "no such day"), ("1396/13/01", "no such day"), ("۱۲ مهر ۲۰۱۷", "two calendars"),
    ("۱۳ محرم ۱۴۳۹", "lunar"), ("1439/01/13", "lunar"), ("مهر ۱۳۹۶", "names no day"), ("2017", "names no day"),
    ("۱۲ مهر", "names no year"), ("دیروز", "give it as"), ("x" * 500, "longer"), ([1396, 7, 12], "list"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "why"), REFUSED)
def test_a_doubtful_cell_is_refused_with_the_reason(cell, why):
    read = read_date(cell)
    assert read.day is None
    assert why in read.note


def test_notes_name_cures_that_there_are():
    for cell in ("۹۶/۰۷/۱۲", "۱۲ مهر ۹۶"):
        note = read_date(cell).note
        assert note.endswith("measure with --two-digit-years 1300 (or the century of yours), or give it as 1396/07/12")
        flag, century = note.split("measure with ")[1].split(" ")[:2]
        arguments = _parser().parse_args(["measure", "c.csv", "--out", "o", flag, century])
        assert parse_date(cell, two_digit_years=arguments.two_digit_years) == FOURTH
    note = read_date("04/10/2017").note
    assert note.endswith(
        "day and month cannot be told apart; give it as 2017-10-04, or read with --day-first or --no-day-first"
    )
    for flag, day in (("--day-first", "2017-10-04"), ("--no-day-first", "2017-04-10")):
        arguments = _parser().parse_args(["check", "c.csv", flag])
        assert parse_date("04/10/2017", day_first=arguments.day_first) == day


def test_a_rule_settles_what_is_doubtful():
    assert parse_date("۹۶/۰۷/۱۲", two_digit_years=1300) == FOURTH
    assert parse_date("۱۲ مهر ۹۶", two_digit_years=1300) == FOURTH
    assert parse_date("12/7/96", two_digit_years=1300) == FOURTH
    assert parse_date("04/10/2017", day_first=True) == FOURTH
    assert parse_date("10/04/2017", day_first=False) == FOURTH


def test_a_weekday_that_does_not_fit_is_noted():
    assert read_date("دوشنبه ۱۲ مهر ۱۳۹۶").day == FOURTH
    assert "weekday" in read_date("دوشنبه ۱۲ مهر ۱۳۹۶").note
    assert read_date("سه شنبه ۱۱ مهر ۱۳۹۶").note == ""


@pytest.mark.parametrize("year", range(1370, 1411))
def test_nowruz_and_leap_years_as_two_other_calendars_have_them(year):
    nowruz = day_of(SOLAR, year, 1, 1)
    assert nowruz == jdatetime.date(year, 1, 1).togregorian() == JalaliDate(year, 1, 1).to_gregorian()
    last = day_of(SOLAR, year, 12, 30)
    assert (last is not None) == jdatetime.date(year, 1, 1).isleap() == JalaliDate.is_leap(year)
    assert day_of(SOLAR, year + 1, 1, 1) - nowruz == timedelta(days=366 if last else 365)
    assert parse_date(f"{year}/01/01") == nowruz.isoformat()
    assert month_span(SOLAR, year, 12)[1] == (last or day_of(SOLAR, year, 12, 29))


@given(st.dates(date(1991, 3, 21), date(2032, 3, 20)))
def test_every_day_reads_the_same_in_every_form(day):
    there = jdatetime.date.fromgregorian(date=day)
    names = [name for name, found in MONTHS.items() if found == (SOLAR, there.month)]
    words = next(w for w, n in DAYS_IN_WORDS.items() if n == there.day)
    forms = [f"{there.year}/{there.month}/{there.day}", f"{there.day:02}/{there.month:02}/{there.year}"]
    forms += [f"{there.day} {name} {there.year}" for name in names] + [f"{words} {names[0]} {there.year}"]
    assert {parse_date(form) for form in forms} == {day.isoformat()}


@given(st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(r"\d{1,4}[/-]\d{1,4}[/-]\d{1,4}")))
def test_any_cell_gives_a_day_or_a_reason(cell):
    read = read_date(cell)
    assert read.day is None or date.fromisoformat(read.day)


def test_years_in_words():
    assert year_in_words("هزار و سیصد و نود و شش") == 1396
    assert year_in_words("دو هزار و هفده") == 2017
    assert year_in_words("هزار و نهصد و نود") == 1990
    assert year_in_words("هزار و نهصد و سی") == 0


ARTICLE = date(2017, 10, 4)  # Wednesday, 12 Mehr 1396
NAMED = [
    ("در ۱۴ اردیبهشت سال جاری", "14 اردیبهشت سال جاری", "2017-05-04", "2017-05-04"),
    ("۱۴ اردیبهشت سال گذشته", "14 اردیبهشت سال گذشته", "2016-05-03", "2016-05-03"),
    ("چهاردهم اردیبهشت ۱۳۹۶", "چهاردهم اردیبهشت 1396", "2017-05-04", "2017-05-04"),
    ("۲۰ دسامبر", "20 دسامبر", "2017-12-20", "2017-12-20"),
    ("۲۰ آوریل", "20 اوریل", "2017-04-20", "2017-04-20"),
    ("در تاریخ ۱۳۹۵/۱۰/۱۰", "1395/10/10", "2016-12-30", "2016-12-30"),
    ("روز چهارشنبه گفت", "چهارشنبه", "2017-10-04", "2017-10-04"),
    ("روز سه‌شنبه گفت", "سه شنبه", "2017-10-03", "2017-10-03"),
    ("شنبه گفت", "شنبه", "2017-09-30", "2017-09-30"),
    ("چهارشنبه گذشته", "چهارشنبه گذشته", "2017-09-27", "2017-09-27"),
    ("چهارشنبه هفته آینده", "چهارشنبه هفته اینده", "2017-10-11", "2017-10-11"),
    ("جمعه آینده", "جمعه اینده", "2017-10-06", "2017-10-06"),
    ("شنبه هفته جاری", "شنبه هفته جاری", "2017-09-30", "2017-09-30"),
    ("ماه گذشته", "ماه گذشته", "2017-08-23", "2017-09-22"),
    ("ماه گذشته میلادی", "ماه گذشته میلادی", "2017-09-01", "2017-09-30"),
    ("هفته آینده", "هفته اینده", "2017-10-07", "2017-10-13"),
    ("مهرماه ۱۳۹۵", "مهرماه 1395", "2016-09-22", "2016-10-21"),
    ("در دی‌ماه", "دی ماه", "2017-12-22", "2018-01-20"),
    ("ماه ژانویه", "ماه ژانویه", "2018-01-01", "2018-01-31"),
    ("سال ۲۰۱۵ میلادی", "سال 2015 میلادی", "2015-01-01", "2015-12-31"),
    ("سال ۹۴", "سال 94", "2015-03-21", "2016-03-19"),
    ("سال گذشته", "سال گذشته", "2016-03-20", "2017-03-20"),
    ("دو روز پیش", "دو روز پیش", "2017-10-02", "2017-10-02"),
    ("در ده روز گذشته", "ده روز گذشته", "2017-09-24", "2017-10-04"),
    ("سه ماه قبل", "سه ماه قبل", "2017-06-22", "2017-07-22"),
    ("دیشب", "دیشب", "2017-10-03", "2017-10-03"),
    ("پس‌فردا", "پس فردا", "2017-10-06", "2017-10-06"),
]


@pytest.mark.parametrize(("text", "surface", "first", "last"), NAMED)
def test_a_date_in_a_text_is_resolved_against_the_articles_day(text, surface, first, last):
    folded = fold(text).text
    (found,) = dates_in_text(folded, ARTICLE)
    assert (folded[found.start : found.end], str(found.first), str(found.last)) == (surface, first, last)


@pytest.mark.parametrize(
    "text", ["مهر مادر", "دی و بازدید", "دو نفر پیش آمدند", "فردای آن روز", "سال‌ها گذشت", "سال ۱۲ نفر"]
)
def test_words_that_only_look_like_dates(text):
    assert dates_in_text(fold(text).text, ARTICLE) == []


def test_a_day_without_a_year_is_the_nearest_one():
    (found,) = dates_in_text(fold("۲۹ اسفند").text, date(2017, 4, 1))
    assert found.first == date(2017, 3, 19)


def test_without_the_articles_day_only_complete_dates_are_found():
    found = dates_in_text(fold("چهارشنبه ۱۲ مهر ۱۳۹۶ و ماه گذشته و ۱۳ آبان").text, None)
    assert [str(f.first) for f in found] == [FOURTH]


@given(st.lists(st.sampled_from([t for t, *_ in NAMED] + ["گفت", "۱۲", "سال", "ماه", "،", "روز"])).map(" ".join))
def test_dates_in_text_are_in_order_and_apart(text):
    folded = fold(text).text
    found = dates_in_text(folded, ARTICLE)
    assert all(0 <= f.start < f.end <= len(folded) and f.first <= f.last for f in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("cell", "century", "day_first", "day"),
    [
        ("04/10/17", 2000, True, "2017-10-04"), ("04/10/17", 2000, False, "2017-04-10"), ("04/10/17", 2000, None, None),
        ("25/10/17", 2000, True, "2017-10-25"), ("10/25/17", 2000, False, "2017-10-25"), ("17/10/2017", None, None, "2017-10-17"),
        ("96/7/12", 1300, None, "2017-10-04"), ("12/7/96", 1300, True, "2017-10-04"), ("03/05/01", 1400, None, "2024-07-22"),
        ("04/10/95", 1900, None, None), ("14/10/95", 1900, None, "1995-10-14"),
    ],
)  # fmt: skip
def test_which_of_three_short_numbers_is_the_year(cell, century, day_first, day):
    assert parse_date(cell, two_digit_years=century, day_first=day_first) == day
