"""What the report says, in English and in Persian: labels, numbers, dates, titles and sentences.

`Words(language)` is handed to figures and findings as `say`: `say("few")` is a text, `say.label("RUS")` a name from the
codebook, `say.percent(0.123)` a number in the language's digits. Nothing here computes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

import pandas as pd

from analysis.clauses import FOCAL
from analysis.codebook import Codebook, load_codebook
from analysis.words.names import NAMES
from analysis.words.pictures import PICTURES, Picture
from analysis.words.texts import TEXTS

LANGUAGES = ("en", "fa")
_DIGITS = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")
_SIGN = {
    False: "",
    True: "\u200e",
}  # the mark that CLDR puts before a Persian sign, so that it stands left of its number
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fa": ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
}
_JALALI = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]


class Words:
    """The report's language: texts, names, numbers, dates. `states` are the focal states, for titles."""

    def __init__(self, language: str = "en", codebook: Codebook | None = None, states: Sequence[str] = ()) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language: {language!r}; expected one of {', '.join(LANGUAGES)}")
        self.language = language
        self.codebook = codebook or load_codebook()
        self.states = tuple(states)
        self._labels: dict[str, str] = {}

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.language == "fa"

    def __call__(self, key: str, **values: Any) -> str:
        """The text of `key`, filled in."""
        text = TEXTS[key][LANGUAGES.index(self.language)]
        return text.format(**values)

    def picture(self, key: str) -> tuple[str, str]:
        """Title and axis title of a figure."""
        title, axis = PICTURES[key].fa if self.rtl else PICTURES[key].en
        states = (self.related if PICTURES[key].evidence == ("relations", "pair") else ()) or self.states
        return title.format(states=self.join([self.label(s) for s in states])), axis

    @property
    def related(self) -> tuple[str, ...]:
        """The focal states that relations are measured of, where there are two; else none."""
        found = tuple(s for s in self.states if s in FOCAL)
        return found if len(found) > 1 else ()

    def only_related(self) -> str:
        """That relations are measured between some states only; empty where the focal states are all among them."""
        if not self.states or set(self.states) <= set(FOCAL):
            return ""
        return self("relations-only", states=self.join([self.label(s) for s in FOCAL]))

    def label(self, id: object) -> str:
        """The display name of an actor, source, frame, pair, period or fixed word; an outlet's name as it is."""
        if not isinstance(id, str) or id in ("", "nan"):
            return self("unknown")
        if id not in self._labels:
            self._labels[id] = self._label(id)
        return self._labels[id]

    def _label(self, id: str) -> str:
        if id in self.codebook.frames:  # a frame and a type of source may share an id (military)
            return self.codebook.label(id, self.language)
        if id in NAMES:
            return NAMES[id][LANGUAGES.index(self.language)]
        if "+" in id and all(i in self.codebook.actors for i in id.split("+")):
            return self.join([self.label(i) for i in id.split("+")])
        name = self.codebook.label(id, self.language)
        return self("document-named", name=name) if id.startswith("document:") else name

    def join(self, names: Sequence[str]) -> str:
        """A, B and C."""
        if len(names) < 2:
            return "".join(names)
        comma, last = ("، ", " و ") if self.rtl else (", ", " and ")
        return comma.join(names[:-1]) + last + names[-1]

    def number(self, value: float, digits: int = 0) -> str:
        """A number in the language's digits; a dash where there is none."""
        if value is None or not isfinite(value):
            return "–"
        text = f"{value:,.{digits}f}".replace("-", _SIGN[self.rtl] + "−")
        return text.translate(_DIGITS) if self.rtl else text

    def plain(self, text: object) -> str:
        """A text with its digits in the language's script (years, dates, numbers already written)."""
        return str(text).translate(_DIGITS) if self.rtl else str(text)

    def percent(self, value: float, digits: int = 0) -> str:
        """A share as per cent; one below half a per cent with a decimal, so that little is not nothing."""
        if value is None or not isfinite(value):
            return "–"
        digits = digits or _small(100 * value)
        return self.number(100 * value, digits) + ("٪" if self.rtl else "%")

    def amount(self, value: float, form: str) -> str:
        """A value of a figure by its form: a rate, a share, a count, a net stance."""
        if form == "share":
            return self.percent(value)
        if form == "index":
            return self.number(value, 0 if value == 0 or (value > 1 and float(value).is_integer()) else 2)
        if form == "net":
            sign = _SIGN[self.rtl] + "+" if isfinite(value) and value > 0 else ""
            return sign + self.number(value, 2)
        return self.number(value, (2 if 0 < value < 0.05 else 1) if form == "rate" else 0)

    def interval(self, low: float, high: float, form: str) -> str:
        """From low to high, without the words «95 % interval»; empty where there is none."""
        if not (isfinite(low) and isfinite(high)):
            return ""
        if form == "share":
            a, b = self.number(100 * low, _small(100 * low) or _small(100 * high)), self.percent(high)
        else:
            a, b = self.amount(low, form), self.amount(high, form)
        return f"{a} تا {b}" if self.rtl else f"{a} to {b}" if form == "net" else f"{a}–{b}"

    def value(self, row: Mapping[Any, Any] | pd.Series, form: str) -> str:
        """A value with its interval in brackets: 12% (8–17%)."""
        interval = self.interval(row.get("low", float("nan")), row.get("high", float("nan")), form)
        return self.amount(row["value"], form) + (f" ({interval})" if interval else "")

    def day(self, iso: object) -> str:
        """A day: 4 October 2017; in Persian the Jalali day with the Gregorian one beside it."""
        if not isinstance(iso, str) or not iso:
            return self("undated")
        day = date.fromisoformat(iso[:10])
        gregorian = f"{day.day} {_MONTHS[self.language][day.month - 1]} {day.year}"
        if not self.rtl:
            return gregorian
        year, month, number = _jalali(day)
        return self.plain(f"{number} {_JALALI[month - 1]} {year} ({gregorian})")

    def period(self, iso: str, unit: str) -> str:
        """A period by its first day: Oct 2017, 2017 Q4, 2017; in Persian the Jalali months beneath."""
        first = pd.Period(iso, {"month": "M", "quarter": "Q", "year": "Y"}[unit])
        if not self.rtl:
            if unit == "month":
                return f"{_MONTHS['en'][first.month - 1][:3]} {first.year}"
            return f"{first.year} Q{first.quarter}" if unit == "quarter" else str(first.year)
        name = {"month": f"{_MONTHS['fa'][first.month - 1]} {first.year}",
                "quarter": f"سه‌ماههٔ {first.quarter if unit == 'quarter' else ''} {first.year}"}.get(unit, str(first.year))  # fmt: skip
        a, b = _jalali(first.start_time.date()), _jalali(first.end_time.date())
        if unit == "year":
            return self.plain(f"{name} ({a[0]}–{b[0] % 100:02d})")
        return self.plain(f"{name} ({_JALALI[a[1] - 1]}–{_JALALI[b[1] - 1]} {b[0]})")


def _small(percent: float) -> int:
    """Decimals that a percentage needs: 0.3 % is not 0 %."""
    return 1 if 0 < percent < 0.5 else 0


def isolate(text: str, rtl: bool) -> str:
    """`text` between direction marks, so that plotly's left-to-right canvas keeps its order.

    The second mark is a letter of no width: where the font has to be changed right after the first, as before «۱۳۹۶» and
    «۱: منبع آگاه», Chromium puts the first digit at the wrong end.
    """
    return f"\u2067\u200f{text}\u2069" if rtl else text


def _jalali(day: date) -> tuple[int, int, int]:
    from persiantools.jdatetime import JalaliDate

    turned = JalaliDate.to_jalali(day)
    return turned.year, turned.month, turned.day
