"""What the report says, in English and in Persian: labels, numbers, dates, titles and sentences.

`Words(language)` is handed to figures and findings as `say`: `say("few")` is a text, `say.label("RUS")` a name from the
codebook, `say.percent(0.123)` a number in the language's digits. Nothing here computes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any, NamedTuple

import pandas as pd

from analysis.codebook import Codebook, load_codebook

LANGUAGES = ("en", "fa")
_DIGITS = str.maketrans("0123456789,.-", "۰۱۲۳۴۵۶۷۸۹٬٫−")
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


class Picture(NamedTuple):
    """What a figure says and what its rows are: the id column, the number format, the evidence behind a row."""

    id: str
    form: str  # rate | share | count | net
    en: tuple[str, str]  # title, axis title with its unit
    fa: tuple[str, str]
    evidence: tuple[str, str] | None = None  # evidence table, and its column that holds the id


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
        return title.format(states=self.join([self.label(s) for s in self.states])), axis

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
        if len(id) == 7 and id[3] == "+":
            return self.join([self.label(id[:3]), self.label(id[4:])])
        return self.codebook.label(id, self.language)

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
        text = f"{value:,.{digits}f}"
        return text.translate(_DIGITS) if self.rtl else text.replace("-", "−")

    def plain(self, text: object) -> str:
        """A text with its digits in the language's script (years, dates, numbers already written)."""
        return str(text).translate(_DIGITS) if self.rtl else str(text)

    def percent(self, value: float, digits: int = 0) -> str:
        """A share as per cent."""
        if value is None or not isfinite(value):
            return "–"
        return self.number(100 * value, digits) + ("٪" if self.rtl else "%")

    def amount(self, value: float, form: str) -> str:
        """A value of a figure by its form: a rate, a share, a count, a net stance."""
        if form == "share":
            return self.percent(value)
        if form == "index":
            return self.number(value, 2)
        if form == "net":
            sign = "+" if isfinite(value) and value > 0 else ""
            return sign + self.number(value, 2)
        return self.number(value, 1 if form == "rate" else 0)

    def interval(self, low: float, high: float, form: str) -> str:
        """From low to high, without the words «95 % interval»; empty where there is none."""
        if not (isfinite(low) and isfinite(high)):
            return ""
        if form == "share":
            a, b = self.number(100 * low), self.percent(high)
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


def isolate(text: str, rtl: bool) -> str:
    """`text` between direction marks, so that plotly's left-to-right canvas keeps its order."""
    return f"\u2067{text}\u2069" if rtl else text


def _jalali(day: date) -> tuple[int, int, int]:
    from persiantools.jdatetime import JalaliDate

    turned = JalaliDate.to_jalali(day)
    return turned.year, turned.month, turned.day


# Fixed words that are no codebook entries: (English, Persian).
NAMES: dict[str, tuple[str, str]] = {
    "outlet": ("the outlet itself", "خود رسانه"),
    "other": ("other speakers", "گویندگان دیگر"),
    "anonymous": ("unnamed source", "منبع بی‌نام"),
    "official": ("officials", "مقام رسمی"),
    "military": ("military", "نظامی"),
    "opposition": ("opposition", "مخالفان"),
    "expert": ("experts", "کارشناس"),
    "media": ("media", "رسانه"),
    "international": ("international bodies", "نهاد بین‌المللی"),
    "citizen": ("citizens", "شهروند"),
    "document": ("documents", "سند"),
    "collective": ("joint statements", "بیانیهٔ مشترک"),
    "neutral": ("neutral", "خنثی"),
    "emphatic": ("emphatic", "تأکیدی"),
    "doubting": ("doubting", "تردیدی"),
    "confronting": ("confronting", "تقابلی"),
    "approving": ("approving", "تأییدی"),
    "conceding": ("conceding", "اذعانی"),
    "denying": ("denying", "تکذیبی"),
    "requesting": ("requesting", "درخواستی"),
    "cooperative": ("cooperative", "همکارانه"),
    "conflictual": ("conflictual", "ستیزآمیز"),
    "mixed": ("mixed", "آمیخته"),
    "name": ("by name", "با نام"),
    "office": ("by office", "با سمت"),
    "pronoun": ("by pronoun", "با ضمیر"),
    "metonym": ("by capital or palace", "با پایتخت یا کاخ"),
    "description": ("by description", "با توصیف"),
    "0": ("no named source", "بی‌منبعِ نام‌دار"),
    "1": ("one", "یک منبع"),
    "2": ("two", "دو منبع"),
    "3+": ("three or more", "سه منبع یا بیشتر"),
    "speakers": ("different speakers", "شمار گویندگان"),
    "shannon": ("Shannon entropy (nats)", "آنتروپی شانون (نات)"),
    "effective": ("effective number of voices", "شمار مؤثر صداها"),
    "simpson": ("chance that two quotations differ in speaker", "احتمال ناهمسانی گویندهٔ دو نقل‌قول"),
    "problem": ("problem", "مسئله"),
    "cause": ("cause", "علت"),
    "judgement": ("judgement", "داوری"),
    "remedy": ("remedy", "چاره"),
    "state": ("state", "دولت"),
    "person": ("person", "شخص"),
    "organisation": ("organisation", "سازمان"),
    "group": ("group", "گروه"),
    "place": ("place", "مکان"),
    "direct": ("direct", "مستقیم"),
    "indirect": ("indirect", "غیرمستقیم"),
    "headline": ("headline", "تیتر"),
    "continued": ("continued", "ادامه"),
    "reported-by": ("reported by", "به گزارش"),
    "via": ("via", "به نقل از"),
    "published-in": ("published in", "منتشرشده در"),
    "interview-with": ("in an interview with", "در گفت‌وگو با"),
    # why a row was set apart (the reasons of `corpus`)
    "same title and text": ("same title and text", "عنوان و متن یکسان"),
    "no text": ("no text", "بی‌متن"),
    "no id": ("no id", "بی‌شناسه"),
    "the id stands twice": ("the id stands twice", "شناسهٔ تکراری"),
    "no Persian letters in the text": ("no Persian letters in the text", "متن بی حروف فارسی"),
}

_RATE = ("mentions per 1,000 words", "نام‌بری در هر ۱٬۰۰۰ واژه")
_ARTICLES = ("share of the articles (%)", "سهم از مقاله‌ها (٪)")
PICTURES: dict[str, Picture] = {
    "outlets": Picture("outlet", "count", ("How many articles does each outlet bring?", "articles"),
                       ("از هر رسانه چند مقاله؟", "مقاله")),
    "corpus-time": Picture("period", "count", ("When were the articles published?", "articles"),
                           ("مقاله‌ها کی منتشر شده‌اند؟", "مقاله")),
    "states": Picture("actor", "rate", ("How often are {states} named?", _RATE[0]),
                      ("{states} چند بار نام برده می‌شوند؟", _RATE[1]), ("mentions", "actor")),
    "countries": Picture("actor", "rate", ("Which states are named, with their persons and bodies?", _RATE[0]),
                         ("کدام دولت‌ها، با اشخاص و نهادهایشان، نام برده می‌شوند؟", _RATE[1]),
                         ("mentions", "country")),
    "persons": Picture("actor", "rate", ("Which persons are named?", _RATE[0]),
                       ("از چه کسانی نام برده می‌شود؟", _RATE[1]), ("mentions", "actor")),
    "bodies": Picture("actor", "rate", ("Which organisations and groups are named?", _RATE[0]),
                      ("کدام سازمان‌ها و گروه‌ها نام برده می‌شوند؟", _RATE[1]), ("mentions", "actor")),
    "states-outlet": Picture("actor", "rate", ("How often does each outlet name {states}?", _RATE[0]),
                             ("هر رسانه {states} را چند بار نام می‌برد؟", _RATE[1]), ("mentions", "actor")),
    "states-time": Picture("actor", "rate", ("How often are {states} named over time?", _RATE[0]),
                           ("{states} در گذر زمان چند بار نام برده می‌شوند؟", _RATE[1]), ("mentions", "actor")),
    "pairs": Picture("pair", "share", ("Which of {states} are named in one sentence?",
                                       "share of the sentences naming any of them (%)"),
                     ("کدام‌یک از {states} در یک جمله نام برده می‌شوند؟", "سهم از جمله‌هایی که نام یکی را دارند (٪)")),
    "voice-gap": Picture("country", "share", ("Who is named, and who is heard, of {states}?",
                                              "share among the states (%)"),
                         ("از {states} نام که برده می‌شود و صدای که شنیده می‌شود؟", "سهم در میان این دولت‌ها (٪)"),
                         ("quotations", "country")),
    "speakers": Picture("speaker", "share", ("Who gets to speak?", "share of all quoted words (%)"),
                        ("چه کسی سخن می‌گوید؟", "سهم از واژه‌های نقل‌شده (٪)"), ("quotations", "speaker")),
    "source-types": Picture("speaker", "share", ("What kind of sources speak?", "share of the quotations (%)"),
                            ("چه نوع منبعی سخن می‌گوید؟", "سهم از نقل‌قول‌ها (٪)"), ("quotations", "type")),
    "sources-article": Picture("speakers", "share", ("How many named sources does an article quote?", _ARTICLES[0]),
                               ("هر مقاله از چند منبع نام‌دار نقل می‌کند؟", _ARTICLES[1])),
    "verbs": Picture("speaker", "share", ("With which kind of reporting verb?", "share of the quotations (%)"),
                     ("با چه نوع فعل نقل؟", "سهم از نقل‌قول‌ها (٪)"), ("quotations", "verb")),
    "credits": Picture("source", "share", ("Through whom does the news come?",
                                           "share of the articles crediting the source (%)"),
                       ("خبر از راه چه کسی می‌رسد؟", "سهم مقاله‌هایی که از منبع نام می‌برند (٪)"),
                       ("credits", "source")),
    "frames": Picture("frame", "share", ("In which terms is it told?", "share of the articles with the frame (%)"),
                      ("با چه چارچوب‌هایی روایت می‌شود؟", "سهم مقاله‌های دارای چارچوب (٪)"), ("cues", "frame")),
    "sponsors": Picture("frame", "share", ("Whose frames are they?", "share of the frame's cues (%)"),
                        ("هر چارچوب از زبان کیست؟", "سهم از نشانه‌های چارچوب (٪)"), ("cues", "frame")),
    "frames-outlet": Picture("outlet", "share", ("Which frames does each outlet use?", _ARTICLES[0]),
                             ("هر رسانه کدام چارچوب‌ها را به کار می‌برد؟", _ARTICLES[1]), ("cues", "outlet")),
    "frames-time": Picture("frame", "share", ("How do the frames change over time?", _ARTICLES[0]),
                           ("چارچوب‌ها در گذر زمان چگونه تغییر می‌کنند؟", _ARTICLES[1]), ("cues", "frame")),
    "stances": Picture("pair", "share", ("How do {states} stand to each other?", "share of the sentences on the pair (%)"),
                       ("{states} در برابر هم چگونه‌اند؟", "سهم از جمله‌های دربارهٔ هر جفت (٪)"), ("relations", "pair")),
    "net-outlet": Picture("pair", "net", ("Does each outlet tell of cooperation or of conflict?",
                                          "cooperation less conflict (−1 to 1)"),
                          ("هر رسانه از همکاری می‌گوید یا از ستیز؟", "همکاری منهای ستیز (۱− تا ۱)"),
                          ("relations", "pair")),
    "net-time": Picture("pair", "net", ("Cooperation or conflict over time?", "cooperation less conflict (−1 to 1)"),
                        ("همکاری یا ستیز در گذر زمان؟", "همکاری منهای ستیز (۱− تا ۱)"), ("relations", "pair")),
}  # fmt: skip

TEXTS: dict[str, tuple[str, str]] = {}


def _add(texts: Mapping[str, tuple[str, str]]) -> None:
    TEXTS.update(texts)


_add({
    # figures
    "n": ("n = {n} articles", "n = {n} مقاله"),
    "n-one": ("n = 1 article", "n = ۱ مقاله"),
    "interval": ("Lines show 95% intervals (bootstrap over articles).",
                 "خط‌ها بازهٔ ۹۵٪ را نشان می‌دهند (خودگردان‌سازی بر پایهٔ مقاله‌ها)."),
    "interval-table": ("95% intervals (bootstrap over articles) stand in the table below; in brackets: fewer than {few} articles.",
                       "بازه‌های ۹۵٪ (خودگردان‌سازی بر پایهٔ مقاله‌ها) در جدول زیر آمده است؛ در کمانک: کمتر از {few} مقاله."),
    "no-interval": ("No intervals: fewer than {few} articles.", "بی‌بازه: کمتر از {few} مقاله."),
    "some-few": ("No line where fewer than {few} articles stand behind a number.",
                 "جایی که کمتر از {few} مقاله در کار است، خطی نیست."),
    "counts-only": ("A count of this corpus, without interval.", "شمارش همین پیکره، بی‌بازه."),
    "nothing": ("Nothing to show: {why}", "چیزی برای نشان دادن نیست: {why}"),
    "why-mentions": ("no such actor is named in these articles.", "در این مقاله‌ها از چنین بازیگری نام برده نشده است."),
    "why-quotations": ("no quotation was found in these articles.", "در این مقاله‌ها نقل‌قولی یافت نشد."),
    "why-credits": ("no agency or outlet is credited in these articles.", "در این مقاله‌ها به رسانه‌ای استناد نشده است."),
    "why-cues": ("no frame was found in these articles.", "در این مقاله‌ها چارچوبی یافت نشد."),
    "why-relations": ("no sentence relates two of the focal states.", "هیچ جمله‌ای دو دولت اصلی را به هم نمی‌پیوندد."),
    "why-dates": ("fewer than two periods have dated articles.", "مقاله‌های تاریخ‌دار دو دوره را نمی‌پوشانند."),
    "why-outlets": ("there is only one outlet.", "تنها یک رسانه در کار است."),
    "why-articles": ("no article was selected.", "هیچ مقاله‌ای برگزیده نشد."),
    "functions-none": ("no cue's wording settles a function.", "واژه‌های هیچ نشانه‌ای کارکرد را روشن نمی‌کنند."),
    "mentioned": ("share of the mentions", "سهم از نام‌بری‌ها"),
    "heard": ("share of the quoted words", "سهم از واژه‌های نقل‌شده"),
    "alt-rows": ("{title} {rows}.", "{title} {rows}."),
    "undated": ("undated", "بی‌تاریخ"),
    "unknown": ("unknown", "نامعلوم"),
    "evidence": ("evidence", "شواهد"),
    "table": ("Table", "جدول"),
    "code": ("Code", "کد"),
    # table heads
    "actor": ("actor", "بازیگر"), "mentions": ("mentions", "نام‌بری"), "articles": ("articles", "مقاله"),
    "value": ("value", "مقدار"), "interval95": ("95% interval", "بازهٔ ۹۵٪"), "n-articles": ("n (articles)", "n (مقاله)"),
    "speaker": ("speaker", "گوینده"), "quotations": ("quotations", "نقل‌قول"), "words": ("words", "واژه"),
    "source": ("source", "منبع"), "credits": ("credits", "استناد"), "frame": ("frame", "چارچوب"),
    "cues": ("cues", "نشانه"), "pair": ("pair", "جفت"), "sentences": ("sentences", "جمله"), "stance": ("stance", "موضع"),
    "outlet": ("outlet", "رسانه"), "period": ("period", "دوره"), "country": ("state", "دولت"),
    "measure": ("measure", "سنجه"), "count": ("count", "شمار"), "sponsor": ("in whose words", "از زبان"),
    "speakers": ("named sources", "منابع نام‌دار"), "duplicate": ("copies", "رونوشت"), "rejected": ("unfit", "ناسازگار"),
    "first": ("first", "نخستین"), "last": ("last", "واپسین"), "reason": ("reason", "علت"), "rows": ("rows", "ردیف"),
    "example": ("for example", "نمونه"), "surface": ("written", "صورت نوشتاری"), "resolved_by": ("named", "شیوهٔ نام‌بری"),
    "share": ("share", "سهم"), "index": ("index", "شاخص"), "function": ("function", "کارکرد"),
    "gap": ("words less mentions", "واژه منهای نام‌بری"), "date": ("date", "تاریخ"), "title": ("title", "عنوان"),
    "text": ("text", "متن"), "cue": ("cue", "نشانه"), "type": ("type of source", "نوع منبع"), "form": ("form", "شکل"),
    "verb": ("kind of verb", "نوع فعل"), "kind": ("kind", "گونه"), "relation": ("relation", "رابطه"),
    "negated": ("negated", "منفی"), "article": ("article", "مقاله"),
})  # fmt: skip

_add({
    # sentences generated from the numbers
    "few": ("Too few articles for intervals ({n}): these are counts of this corpus and generalise to nothing.",
            "شمار مقاله‌ها ({n}) برای بازه کم است: این‌ها شمارش همین پیکره است و تعمیم نمی‌پذیرد."),
    "overlap": ("their 95% intervals overlap, so the order is open",
                "بازه‌های ۹۵٪ آن‌ها هم‌پوشانی دارند، پس ترتیب قطعی نیست"),
    "corpus": ("{articles} articles of {outlets} outlets with {words} words, {dates}.",
               "{articles} مقاله از {outlets} رسانه با {words} واژه، {dates}."),
    "corpus-one": ("One article of {outlet} with {words} words, {dates}.", "یک مقاله از {outlet} با {words} واژه، {dates}."),
    "dates": ("from {first} to {last}", "از {first} تا {last}"), "date-one": ("of {first}", "مورخ {first}"),
    "no-dates": ("none of them dated", "همه بی‌تاریخ"),
    "undated-some": ("{n} of them are undated and left out of every picture over time.",
                     "{n} مقاله تاریخ ندارد و در نمودارهای زمانی نیامده است."),
    "apart": ("{rejected} rows were set apart as unfit; {copies} articles are copies{counted}.",
              "{rejected} ردیف ناسازگار کنار گذاشته شد؛ {copies} مقاله رونوشت است{counted}."),
    "copies-out": (" and not counted", " و شمرده نشده"), "copies-in": (", counted as articles", " و شمرده شده"),
    "none-apart": ("Nothing was set apart.", "چیزی کنار گذاشته نشد."),
    "states-even": ("{states} are named about as often: {values} {unit}; {overlap}.",
                    "{states} کم‌وبیش به یک اندازه نام برده می‌شوند: {values} {unit}؛ {overlap}."),
    "states-order": ("{top} is named most, {high} {unit}; {last} least, {low}.",
                     "{top} بیش از همه نام برده می‌شود، {high} {unit}؛ {last} کمتر از همه، {low}."),
    "states-counts": ("{values}.", "{values}."),
    "states-counts-even": ("{states} are named about as often: {values}.",
                           "{states} کم‌وبیش به یک اندازه نام برده می‌شوند: {values}."),
    "times": ("{name} {n} times", "{name} {n} بار"),
    "no-mention": ("None of {states} is named.", "هیچ‌یک از {states} نام برده نمی‌شود."),
    "voice-all": ("Named, not heard: all {n} quotations are by {speakers}.",
                  "نامشان هست و صدایشان نیست: هر {n} نقل‌قول از {speakers} است."),
    "silent-one": ("{silent} is named and not once quoted.", "{silent} نام برده می‌شود و حتی یک بار نقل نمی‌شود."),
    "silent-many": ("{silent} are named and not once quoted.", "{silent} نام برده می‌شوند و حتی یک بار نقل نمی‌شوند."),
    "voice-more": ("{state} is heard more than named: {words} of the words quoted from them against {mentions} of their mentions.",
                   "صدای {state} بیش از نامش شنیده می‌شود: {words} از واژه‌های نقل‌شده در برابر {mentions} از نام‌بری‌ها."),
    "voice-less": ("{state} is named more than heard: {mentions} of the mentions, {words} of the words quoted.",
                   "نام {state} بیش از صدایش هست: {mentions} از نام‌بری‌ها و {words} از واژه‌های نقل‌شده."),
    "voice-even": ("{states} are heard about as much as they are named; no gap is larger than its interval.",
                   "{states} کم‌وبیش به اندازهٔ نامشان شنیده می‌شوند؛ هیچ فاصله‌ای از بازهٔ خود بزرگ‌تر نیست."),
    "voice-shares": ("Of the words quoted from them: {values}.", "از واژه‌های نقل‌شده از آنان: {values}."),
    "no-voice": ("None of {states} is quoted.", "از هیچ‌یک از {states} نقل‌قولی نیست."),
    "no-quotation": ("No quotation was found.", "نقل‌قولی یافت نشد."),
    "sources": ("{official} of the quotations are by officials and {anonymous} by unnamed sources; {none} of the articles quote no named source, {one} only one.",
                "{official} از نقل‌قول‌ها از مقام‌های رسمی و {anonymous} از منابع بی‌نام است؛ {none} از مقاله‌ها هیچ منبع نام‌داری ندارند و {one} تنها یک منبع."),
    "credit": ("{source} is credited in {value} of the articles.", "در {value} از مقاله‌ها به {source} استناد شده است."),
    "chain": ("The commonest chain: {outlet} ← {source} ← {speaker} ({n} quotations).",
              "پرتکرارترین زنجیره: {outlet} ← {source} ← {speaker} ({n} نقل‌قول)."),
    "chain-counts": ("{outlet} credits {sources}.", "{outlet} به {sources} استناد می‌کند."),
    "no-credit": ("No agency or outlet is credited.", "به هیچ رسانه‌ای استناد نشده است."),
    "diversity": ("{speakers} speakers; as varied as {effective} equally loud voices.",
                  "{speakers} گوینده؛ به گوناگونی {effective} صدای هم‌اندازه."),
    "frames-lead": ("Told above all as {first}, {value} of the articles; then {second}, {next}{hedge}.",
                    "بیش از همه در چارچوب {first}، {value} از مقاله‌ها؛ سپس {second}، {next}{hedge}."),
    "frames-one": ("Told as {first}, {value} of the articles.", "در چارچوب {first}، {value} از مقاله‌ها."),
    "frames-counts": ("Frames present: {values}.", "چارچوب‌های حاضر: {values}."),
    "no-frame": ("No frame was found.", "چارچوبی یافت نشد."),
    "stance-pair": ("{pair}: {cooperative} cooperative, {conflictual} conflictual, of {n} sentences",
                    "{pair}: {cooperative} همکارانه و {conflictual} ستیزآمیز، از {n} جمله"),
    "stance-list": ("{values}.", "{values}."),
    "no-stance": ("No sentence relates two of {states}.", "هیچ جمله‌ای دو دولت از {states} را به هم نمی‌پیوندد."),
    "rank": ("{first} leads with {value}; then {second} with {next}{hedge}.",
             "{first} با {value} پیش است؛ سپس {second} با {next}{hedge}."),
    "rank-one": ("{first}: {value}.", "{first}: {value}."),
    "hedge": ("; {overlap}", "؛ {overlap}"),
    "peak": ("{name} is highest in {period} ({value}).", "{name} در {period} به اوج می‌رسد ({value})."),
    "range": ("{name}: lowest in {lowest} with {low}, highest in {highest} with {high}{hedge}.",
              "{name}: کمترین در {lowest} با {low} و بیشترین در {highest} با {high}{hedge}."),
    "sponsor-lead": ("{frame} comes mostly in the words of {sponsor}: {value} of its cues.",
                     "{frame} بیشتر از زبان {sponsor} می‌آید: {value} از نشانه‌ها."),
})  # fmt: skip

_add({
    # the pages
    "report-title": ("How the news tells of {states}", "خبرها {states} را چگونه روایت می‌کنند"),
    "page-index": ("Overview", "نمای کلی"), "page-0-corpus": ("Corpus", "پیکره"), "page-1-actors": ("Actors", "بازیگران"),
    "page-2-sourcing": ("Sourcing", "منابع"), "page-3-framing": ("Framing", "چارچوب‌ها"),
    "page-4-cooperation": ("Cooperation", "همکاری"), "page-evidence": ("Evidence", "شواهد"),
    "page-articles": ("Articles", "مقاله‌ها"),
    "about-0-corpus": ("which articles, and what was set apart", "کدام مقاله‌ها، و چه کنار گذاشته شد"),
    "about-1-actors": ("who is named, how often, and by which words", "از چه کسی، چند بار و با چه واژه‌ای نام برده می‌شود"),
    "about-2-sourcing": ("who speaks, and through whom", "چه کسی سخن می‌گوید، و از راه چه کسی"),
    "about-3-framing": ("in which terms, and whose terms", "با چه چارچوبی، و از زبان چه کسی"),
    "about-4-cooperation": ("how the states stand to each other", "دولت‌ها در برابر هم چگونه‌اند"),
    "about-evidence": ("the words behind every number", "واژه‌های پشت هر عدد"),
    "finding-named": ("Who is named", "از که نام برده می‌شود"), "finding-heard": ("Who is heard", "صدای که شنیده می‌شود"),
    "finding-told": ("In which terms", "با چه چارچوبی"), "finding-stand": ("How they stand to each other", "در برابر هم چگونه‌اند"),
    "makeup": ("The corpus", "پیکره"), "pages": ("Pages", "صفحه‌ها"), "set-apart": ("Set apart", "کنارگذاشته‌ها"),
    "set-apart-all": ("All rows set apart: {link}.", "همهٔ ردیف‌های کنارگذاشته: {link}."),
    "provenance": ("Provenance", "شناسنامه"), "skip": ("Skip to the content", "پرش به متن"),
    "measured-hint": ("Dictionary measures: how well they agree with human coding is reported with the codebook.",
                      "سنجش‌ها واژه‌نامه‌ای‌اند؛ میزان سازگاری‌شان با کدگذاری انسانی همراه با کدنامه گزارش می‌شود."),
    "click": ("Each row of a table under a picture leads to the words behind it.",
              "هر ردیفِ جدول زیر نمودار به واژه‌های پشت آن راه می‌برد."),
    "prov-corpus": ("corpus (SHA-256)", "پیکره (SHA-256)"), "prov-codebook": ("codebook (SHA-256)", "کدنامه (SHA-256)"),
    "prov-lock": ("requirements.lock (SHA-256)", "requirements.lock (SHA-256)"), "prov-code": ("code (SHA-256)", "کد (SHA-256)"),
    "prov-commit": ("commit", "کامیت"), "prov-parameters": ("parameters", "پارامترها"), "prov-versions": ("versions", "نسخه‌ها"),
    "prov-date": ("made", "ساخته‌شده"), "prov-dirty": ("with changes not committed", "با تغییر ثبت‌نشده"),
    "tables-at": ("Measured tables", "جدول‌های سنجش"), "notebooks-at": ("Notebooks", "دفترچه‌ها"),
    "legend": ("Legend", "راهنما"), "legend-quotation": ("quotation", "نقل‌قول"), "legend-mention": ("mention", "نام‌بری"),
    "legend-credit": ("credit", "استناد"), "legend-cue": ("frame cue", "نشانهٔ چارچوب"), "legend-speech": ("cue of speech", "فعل یا عبارت نقل"),
    "none-here": ("none", "هیچ"), "in-voice": ("in the words of {who}", "از زبان {who}"),
    "previous": ("previous", "پیشین"), "next": ("next", "پسین"), "link": ("published at", "نشانی"),
    "copy-of": ("A copy of {id}.", "رونوشت {id}."),
    "search": ("Search", "جست‌وجو"), "showing": ("Showing {a} of {b}", "{a} از {b}"), "more": ("Show more", "بیشتر"),
    "clear": ("Show all", "نمایش همه"), "sort": ("sort by this column", "مرتب‌سازی بر پایهٔ این ستون"), "loading": ("loading …", "در حال خواندن …"),
    "evidence-intro": ("The words behind the numbers: choose a kind, search, sort; each row leads to its article.",
                       "واژه‌های پشت عددها: گونه را برگزینید، بجویید، مرتب کنید؛ هر ردیف به مقالهٔ خود راه می‌برد."),
    "no-script": ("This page needs JavaScript to draw; the tables beside the report hold the same data.",
                  "این صفحه برای نمایش به جاوااسکریپت نیاز دارد؛ همین داده‌ها در جدول‌های کنار گزارش هست."),
    "article-of": ("{title}", "{title}"),
})  # fmt: skip
