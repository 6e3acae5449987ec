"""Somebody named again by the post that the article gives them. Sentences are written for these tests."""

from itertools import pairwise

import pytest

from analysis.codebook import load_codebook
from analysis.tables import measure_article

RASTIN, KAVEH = "other:بهمن راستین", "other:کاوه رستگار"


def named(text, title="", date="2017-10-04"):
    article = {"id": "t", "outlet": "نمونه", "date": date, "title": title, "text": text}
    rows = [r for r in measure_article(article, load_codebook())["mentions"] if r["resolved_by"] != "pronoun"]
    for row in rows:
        assert article[row["part"]][row["start"] : row["end"]] == row["surface"]
    spans = sorted((r["part"], r["start"], r["end"]) for r in rows)
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in pairwise(spans))  # none within another
    return [(r["surface"], r["actor_id"]) for r in rows]


POSTS = [
    # right behind the name, a state within
    ("«بهمن راستین» دادستان کل مالزی به شهر رفت.", [("بهمن راستین", RASTIN), ("دادستان کل مالزی", RASTIN)]),
    ("بهمن راستین، فرماندار بندرگاه، گفت: راه دشوار است.", [("بهمن راستین", RASTIN), ("فرماندار بندرگاه", RASTIN)]),
    # up to the verb, the adverb, the next name
    ("«بهمن راستین» رئیس دانشگاه بندر اذعان داشت: راه دشوار است.",
     [("بهمن راستین", RASTIN), ("رئیس دانشگاه بندر", RASTIN)]),
    ("«بهمن راستین» وزیر دفاع مالزی و «کاوه رستگار» معاون وزیر دفاع اندونزی دیدار کردند.",
     [("بهمن راستین", RASTIN), ("وزیر دفاع مالزی", RASTIN), ("کاوه رستگار", KAVEH), ("معاون وزیر دفاع اندونزی", KAVEH)]),
    # with the place or the body that it is held in
    ("«بهمن راستین» رئیس اداره امور بندری در وزارت راه در دیدار مردم گفت: راه دشوار است.",
     [("بهمن راستین", RASTIN), ("رئیس اداره امور بندری در وزارت راه", RASTIN)]),
    ("«بهمن راستین» رئیس فدراسیون کشتی در مالزی به شهر رفت.",
     [("بهمن راستین", RASTIN), ("رئیس فدراسیون کشتی در مالزی", RASTIN)]),
    ("حسین راستین رئیس اداره پیش‌بینی هوا گفت: باران می‌بارد.",
     [("حسین راستین", "other:حسین راستین"), ("رئیس اداره پیش‌بینی هوا", "other:حسین راستین")]),
    # again, by those who speak and elsewhere
    ("بهمن راستین، سخنگوی انجمن بندرداران جنوب، گفت: راه دشوار است.\nمردم از سخنگوی انجمن بندرداران جنوب خواستند بماند.\n"
     "سخنگوی انجمن بندرداران جنوب افزود: باید رفت.",
     [("بهمن راستین", RASTIN), *[("سخنگوی انجمن بندرداران جنوب", RASTIN)] * 3]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), POSTS, ids=[t[:40] for t, _ in POSTS])
def test_posts_of_those_named(text, expected):
    assert named(text) == expected


def test_the_lead_names_the_post_and_the_text_its_holder():
    text = "سخنگوی انجمن بندرداران گفت: راه دشوار است.\n«بهمن راستین» سخنگوی انجمن بندرداران افزود: باید رفت."
    assert [id for _, id in named(text)] == [RASTIN] * 3


NONE = [
    "«بهمن راستین» کارشناس بندر به شهر رفت.",  # no post that one person holds
    "«بهمن راستین» معاون وی شد.",
    "«بهمن راستین» سرمربی و کاوه رستگار سرپرست تیم بود.",
    "دادستان کل مالزی به شهر رفت.",  # nobody is named
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_post_of_somebody_named(text):
    assert not [surface for surface, _ in named(text) if surface.startswith(("کارشناس", "معاون", "سرمربی", "دادستان"))]


def test_a_post_that_two_bear_is_nobodys_elsewhere():
    text = "«بهمن راستین» نماینده کارگران بندر آمد. «کاوه رستگار» نماینده کارگران بندر ماند. نماینده کارگران بندر کیست؟"
    assert len([s for s, _ in named(text) if s == "نماینده کارگران بندر"]) == 2


def test_the_state_within_a_post_is_not_counted_and_gives_the_person_a_country():
    article = {"id": "t", "outlet": "نمونه", "date": "2017-10-04", "title": "", "text": POSTS[0][0]}
    rows = measure_article(article, load_codebook())["mentions"]
    assert [(r["actor_id"], r["kind"], r["country"]) for r in rows][1:] == [(RASTIN, "person", "MYS")]


def test_who_is_quoted_twice_by_a_family_name_alone_is_somebody():
    text = "راستینی در نشست بندرداران گفت: راه دشوار است. راستینی افزود: باید رفت."
    assert named(text) == [("راستینی", "other:راستینی")] * 2
    assert named("سازمان در نشست بندرداران گفت: راه دشوار است. سازمان افزود: باید رفت.") == []


MET = [
    ("ترامپ بار دیگر برای دیدار با روحانی تحریم‌ها را پیش کشید.", "2019-09-27", True),
    ("ترامپ بار دیگر برای دیدار با روحانی تحریم‌ها را پیش کشید.", "2010-09-27", False),  # not in office
    ("مردم ده برای دیدار با روحانی مسجد گرد آمدند.", "2019-09-27", False),  # a cleric
]


@pytest.mark.parametrize(("text", "date", "is_he"), MET)
def test_a_family_name_that_is_a_word_means_who_is_in_office_and_met(text, date, is_he):
    assert (("روحانی", "hassan-rouhani") in named(text, date=date)) is is_he


@pytest.mark.parametrize("name", ["محمدنبی حبیبی", "محمد نبی حبیبی", "محمد‌نبی حبیبی"])
def test_given_names_of_two_words_are_one_however_they_are_written(name):
    assert named(f"{name} گفت: راه دشوار است.") == [(name, "mohammad-nabi-habibi")]
