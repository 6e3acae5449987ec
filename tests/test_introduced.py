"""Who is named without an entry of the codebook, and family names that stand alone. Sentences are written for these tests."""

import pytest

from analysis.codebook import load_codebook
from analysis.echoes import family_name
from analysis.tables import measure_article


def persons(text, title="", date="2017-10-04"):
    article = {"id": "t", "outlet": "نمونه", "date": date, "title": title, "text": text}
    rows = measure_article(article, load_codebook())["mentions"]
    for row in rows:
        assert article[row["part"]][row["start"] : row["end"]] == row["surface"]
    assert [(r["part"] != "title", r["start"]) for r in rows] == sorted(
        (r["part"] != "title", r["start"]) for r in rows
    )
    return [
        (r["surface"], r["actor_id"])
        for r in rows
        if r["kind"] == "person" and r["resolved_by"] not in ("pronoun", "description")
    ]


RASTIN = "other:بهمن راستین"
INTRODUCED = [
    ("بهمن راستین، عضو کمیسیون کشاورزی، به شهر رفت.", [("بهمن راستین", RASTIN)]),
    ("بهمن راستین عضو کمیسیون کشاورزی به شهر رفت.", [("بهمن راستین", RASTIN)]),
    ("«بهمن راستین» سخنگوی کمیسیون کشاورزی به شهر رفت.", [("بهمن راستین", RASTIN)]),
    ("در این سفر سفیر پیشین کشور در آن شهر، \"بهمن راستین\"، همراه بود.", [("بهمن راستین", RASTIN)]),
    ("دکتر بهمن راستین به شهر رفت.", [("بهمن راستین", RASTIN)]),
    ("ژنرال «کالوین براونینگ»، فرمانده پایگاه، برکنار شد.", [("کالوین براونینگ", "other:کالوین براونینگ")]),
    ("سید بهمن راستین نماینده مردم شهر رفت.", [("سید بهمن راستین", "other:سید بهمن راستین")]),
    ("مهدی نیک‌زاده عضو شورا رفت. نیک‌زاده بازگشت و گفت راه دشوار است.",
     [("مهدی نیک‌زاده", "other:مهدی نیک‌زاده"), ("نیک‌زاده", "other:مهدی نیک‌زاده")]),
    ("بهمن راستین در جمع دانشجویان گفت: راه دشوار است. راستین افزود: باید رفت.",
     [("بهمن راستین", RASTIN), ("راستین", RASTIN)]),
    ("پروفسور گارنتیر گفت: راه دشوار است.", [("گارنتیر", "other:گارنتیر")]),
    ("حجت‌الاسلام بهمن راستین گفت: راه دشوار است.", [("بهمن راستین", RASTIN)]),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", INTRODUCED, ids=[t[:40] for t, _ in INTRODUCED])
def test_persons_outside_the_codebook(text, expected):
    assert persons(text) == expected


def test_a_headline_s_family_name_is_the_person_of_the_text():
    assert persons("بهمن راستین، عضو کمیسیون، گفت: راه دشوار است.", title="راستین: راه دشوار است") == [
        ("راستین", RASTIN),
        ("بهمن راستین", RASTIN),
    ]


NOBODY = [
    "شبکه «فردای روشن»، مجری برنامه را برکنار کرد.",
    "به گزارش پایگاه «نگاه تازه» نماینده شهر رفت.",
    "فیلم «شب برفی» کارگردان تازه‌ای دارد.",
    "نهاد نمایندگی رهبری در دانشگاه گزارش داد.",
    "تیم ملی، سرمربی تازه‌ای گرفت.",
    "او از آرمان‌های امام دفاع کرد.",
]


@pytest.mark.parametrize("text", NOBODY, ids=lambda t: t[:40])
def test_what_is_nobody(text):
    assert [a for _, a in persons(text) if a.startswith("other:")] == []


ECHOES = [
    ("طارق الهاشمی به شهر رسید. الهاشمی فردا می‌رود.", ["tariq-al-hashimi"] * 2),
    ("طارق الهاشمی به شهر رسید. هاشمی گفت راه دشوار است.", ["tariq-al-hashimi"] * 2),
    ("الهاشمی فردا می‌رود.", []),  # the full name is wanting
    ("طارق الهاشمی آمد. خانواده الهاشمیان رفتند.", ["tariq-al-hashimi"]),
]


@pytest.mark.parametrize("text, actors", ECHOES, ids=[t[:40] for t, _ in ECHOES])
def test_a_family_name_needs_the_full_name(text, actors):
    assert [a for _, a in persons(text)] == actors


def test_family_names():
    words = load_codebook().no_family
    assert family_name("بهرام نیک نیا", words) == "نیک نیا"
    assert family_name("طارق عزیز", words) == ""  # «عزیز» is an adjective
    assert family_name("راستین", words) == ""


BARE = [
    ("دولت مصر تغییر کرد. رئیس‌جمهور در قاهره سخنرانی کرد.", "2017-10-04", ["abdel-fattah-el-sisi"]),
    ("مردم ایران رای دادند. رئیس‌جمهور از مصر دیدن کرد.", "2017-10-04", ["hassan-rouhani"]),
    ("رئیس‌جمهور در یزد سخنرانی کرد.", "2017-10-04", ["hassan-rouhani"]),
    ("اختیارات رئیس‌جمهور در قانون آمده است.", "2017-10-04", []),
    ("وزیر خارجه رژیم پهلوی درگذشت.", "2017-10-04", []),
    ("رئیس‌جمهور سابق در یزد سخنرانی کرد.", "2017-10-04", []),
    ("«بهمن راستین» سخنگوی پنتاگون رفت.", "2020-10-04", [RASTIN]),
    ("«ناتان هوفمن» سخنگوی پنتاگون رفت.", "2020-10-04", ["other:ناتان هوفمن", "jonathan-hoffman"]),  # a spelling of his
]


@pytest.mark.parametrize("text, day, actors", BARE, ids=[t[:40] for t, _, _ in BARE])
def test_an_office_without_a_state(text, day, actors):
    assert [a for _, a in persons(text, date=day)] == actors
