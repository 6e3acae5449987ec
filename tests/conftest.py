"""What several tests share: a tiny measured corpus, made by hand, with spans that are right."""

import os
import tempfile

import pandas as pd
import pytest

# Codebooks compiled by tests are kept in a folder of theirs, not among the user's.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="hamkari-cache-")

from analysis.tables import COLUMNS, Measured
from analysis.text import count_words

# (outlet, date, title, text); invented sentences
PAGES = [
    ("khabar-a", "2017-10-04", "لاوروف: همکاری با ایران مهم است",
     "لاوروف گفت: همکاری با ایران و ترکیه مهم است. ایران و ترکیه در آستانه گفت‌وگو کردند."),
    ("khabar-a", "2017-10-20", "نشست آستانه",
     "به گزارش ایرنا، لاوروف گفت: تروریست‌ها باید نابود شوند. ترکیه با ایران اختلاف دارد."),
    ("khabar-a", "2017-11-04", "گزارش میدانی", "ارتش ترکیه پیش رفت. روسیه و ترکیه توافق کردند."),
    ("khabar-b", "2017-11-09", "ظریف در سوچی", "ظریف گفت: روند صلح ادامه دارد. یک منبع آگاه گفت: گفت‌وگوها دشوار بود."),
    ("khabar-b", "2017-12-04", "دیدار", "روسیه و ایران همکاری می‌کنند. ظریف گفت: روند صلح ادامه دارد."),
    ("khabar-b", None, "بی‌تاریخ", "ترکیه از روند صلح سخن گفت."),
    ("khabar-b", "2017-12-04", "دیدار", "روسیه و ایران همکاری می‌کنند. ظریف گفت: روند صلح ادامه دارد."),
    ("khabar-c", "2018-01-15", "تهی", ""),
]  # fmt: skip

COUNTRIES = {"ایران": "IRN", "روسیه": "RUS", "ترکیه": "TUR"}
PERSONS = {"لاوروف": ("sergey-lavrov", "RUS"), "ظریف": ("mohammad-javad-zarif", "IRN")}
SAID = {
    "همکاری با ایران و ترکیه مهم است.": ("لاوروف", "گفت", "neutral", "official"),
    "همکاری با ایران مهم است": ("لاوروف", "", "neutral", "official"),
    "تروریست‌ها باید نابود شوند.": ("لاوروف", "گفت", "confronting", "official"),
    "روند صلح ادامه دارد.": ("ظریف", "گفت", "neutral", "official"),
    "گفت‌وگوها دشوار بود.": ("یک منبع آگاه", "گفت", "neutral", "anonymous"),
}
CUES = {"همکاری": "partnership", "صلح": "peace-process", "تروریست‌ها": "counter-terrorism", "اختلاف": "rivalry"}
STANCES = {
    "ایران و ترکیه در آستانه گفت‌وگو کردند.": ("IRN", "TUR", "cooperative", "گفت‌وگو"),
    "ترکیه با ایران اختلاف دارد.": ("IRN", "TUR", "conflictual", "اختلاف"),
    "روسیه و ترکیه توافق کردند.": ("RUS", "TUR", "cooperative", "توافق"),
    "روسیه و ایران همکاری می‌کنند.": ("IRN", "RUS", "cooperative", "همکاری"),
}


def _spans(text: str, needle: str):
    at = text.find(needle)
    while at >= 0:
        yield at, at + len(needle)
        at = text.find(needle, at + 1)


def make_measured(pages=PAGES) -> Measured:
    """The measured tables of `pages`, found by plain search."""
    rows: dict[str, list[dict]] = {name: [] for name in COLUMNS}
    articles, seen = [], {}
    for number, (outlet, date, title, text) in enumerate(pages):
        id = f"a{number}"
        status, reason, copy_of = "kept", "", ""
        if not text:
            status, reason = "rejected", "no text"
        elif (title, text) in seen:
            status, reason, copy_of = "duplicate", "same title and text", seen[title, text]
        seen.setdefault((title, text), id)
        articles.append(
            {
                "id": id,
                "outlet": outlet,
                "date": date,
                "title": title,
                "text": text,
                "status": status,
                "reason": reason,
                "copy_of": copy_of,
                "words": len(f"{title} {text}".split()),
                "sentences": text.count("."),
            }
        )
        if status == "rejected":
            continue
        for part, words in (("title", title), ("text", text)):
            _read_part(rows, {"article_id": id, "part": part}, part, words)
    rejected = [
        {"row": i + 1, "id": a["id"], "reason": a["reason"], "cure": "fill the column `text`"}
        for i, a in enumerate(articles)
        if a["status"] == "rejected"
    ]
    tables = {name: pd.DataFrame(found, columns=COLUMNS[name]) for name, found in rows.items()}
    return Measured(
        articles=pd.DataFrame(articles),
        rejected=pd.DataFrame(rejected, columns=["row", "id", "reason", "cure"]),
        **tables,
    )


def _read_part(rows, base, part, words) -> None:
    def span(a, b):
        return {**base, "start": a, "end": b, "surface": words[a:b]}

    for name, country in COUNTRIES.items():
        for a, b in _spans(words, name):
            rows["mentions"].append(
                {
                    **span(a, b),
                    "actor_id": country,
                    "kind": "state",
                    "country": country,
                    "resolved_by": "name",
                    "entry": name,
                    "sentence": words[:a].count(".") + 1,
                }
            )
    for name, (actor, country) in PERSONS.items():
        for a, b in _spans(words, name):
            rows["mentions"].append(
                {
                    **span(a, b),
                    "actor_id": actor,
                    "kind": "person",
                    "country": country,
                    "resolved_by": "name",
                    "entry": name,
                    "sentence": words[:a].count(".") + 1,
                }
            )
    for said, (speaker, cue, verb_class, source_type) in SAID.items():
        for a, b in _spans(words, said):
            actor, country = PERSONS.get(speaker, ("anonymous", None))
            at = words.find(speaker)
            rows["quotations"].append(
                {
                    **span(a, b),
                    "words": count_words(said),
                    "form": "indirect" if cue else "headline",
                    "cue": cue,
                    "verb_class": verb_class,
                    "speaker_id": actor,
                    "speaker_surface": speaker,
                    "speaker_start": at,
                    "speaker_end": at + len(speaker),
                    "resolved_by": "name",
                    "source_type": source_type,
                    "country": country,
                    "via": "irna" if "ایرنا" in words else None,
                }
            )
    for a, b in _spans(words, "ایرنا"):
        rows["credits"].append({**span(a, b), "source_id": "irna", "relation": "reported-by"})
    for cue, frame in CUES.items():
        for a, b in _spans(words, cue):
            inside = [
                q
                for q in rows["quotations"]
                if q["article_id"] == base["article_id"] and q["part"] == part and q["start"] <= a and b <= q["end"]
            ]
            rows["cues"].append(
                {
                    **span(a, b),
                    "frame": frame,
                    "entry": cue,
                    "function": "none",
                    "negated": False,
                    "sponsor_id": inside[0]["speaker_id"] if inside else "",
                }
            )
    for sentence, (one, other, stance, cue) in STANCES.items():
        for a, b in _spans(words, sentence):
            rows["relations"].append(
                {
                    **span(a, b),
                    "actor_a": one,
                    "actor_b": other,
                    "direction": "both",
                    "stance": stance,
                    "cue": cue,
                    "sponsor_id": "",
                }
            )


@pytest.fixture
def measured() -> Measured:
    """Eight articles of three outlets: six kept, one copy, one without text, one of the kept without date."""
    return make_measured()


@pytest.fixture
def lone() -> Measured:
    """A corpus of a single article."""
    return make_measured(PAGES[:1])


@pytest.fixture
def bare() -> Measured:
    """Six articles in which nothing is found and none has a date."""
    return make_measured([("khabar-a", None, f"یادداشت {i}", f"هوای شهر {i} خوب است.") for i in range(6)])


@pytest.fixture
def plenty() -> Measured:
    """120 articles over three years, so that intervals are drawn and periods are quarters."""
    pages = []
    for i in range(120):
        outlet, _, title, text = PAGES[i % 6]
        pages.append(
            (outlet, f"{2017 + i // 40}-{1 + i % 12:02d}-{1 + i % 28:02d}", f"{title} {i}", f"{text} شماره {i}.")
        )
    return make_measured(pages)
