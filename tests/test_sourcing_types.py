"""What kind of source somebody is, and whom an unnamed official, a role or a body without its state means.

In a case, [[…]] stands around what is said; the speakers and source types follow in order. All sentences are written for these tests.
"""

import pytest
from test_sourcing import check

YOUNES = "other:یونس رستگار"

TYPES = [
    # parties and movements, but not who sits in a parliament or speaks for a party that governs
    ("یونس رستگار، عضو حزب الامید مصر گفت", "opposition"),
    ("یونس رستگار دبیرکل حزب سپیده گفت", "opposition"),
    ("یونس رستگار مسئول سیاسی جنبش بیداری گفت", "opposition"),
    ("یونس رستگار از فعالان ملی - مذهبی گفت", "opposition"),
    ("یونس رستگار، از رهبران مخالفان دولت گفت", "opposition"),
    ("یونس رستگار، رهبر حزب جمهوری‌خواه خلق ترکیه گفت", "opposition"),
    ("یونس رستگار، نامزد انتخابات ریاست جمهوری گفت", "opposition"),
    ("یونس رستگار رئیس جنبش بیداری در پارلمان عراق گفت", "official"),
    ("یونس رستگار، نماینده جنبش بیداری در تهران گفت", "official"),
    ("یونس رستگار، معاون حزب عدالت و توسعه گفت", "official"),
    ("یونس رستگار، عضو حزب حاکم گفت", "official"),
    # a rank and a civil office, the police, commanders
    ("سرتیپ یونس رستگار، سخنگوی وزارت دفاع گفت", "official"),
    ("سرهنگ یونس رستگار، رئیس پلیس پایتخت گفت", "official"),
    ("سردار یونس رستگار، فرمانده سپاه خزر گفت", "military"),
    ("یونس رستگار، از فرماندهان ارتش خزر گفت", "military"),
    # students, clubs, unions
    ("یونس رستگار، عضو شورای مرکزی بسیج دانشجویی گفت", "citizen"),
    ("یونس رستگار، مدیرعامل باشگاه سپیده گفت", "citizen"),
    ("یونس رستگار، رئیس انجمن صنفی رانندگان گفت", "citizen"),
    ("یونس رستگار، سرمربی تیم سپیده گفت", "expert"),
    ("یونس رستگار، کارشناس سیاسی گفت", "expert"),
    # world bodies and their rapporteurs, outlets and their bureaus
    ("یونس رستگار، گزارشگر ویژه سازمان ملل گفت", "international"),
    ("یونس رستگار، نماینده اتحادیه اروپا گفت", "international"),
    ("یونس رستگار رئیس دفتر الجزیره در بیروت گفت", "media"),
    ("یونس رستگار مدیر شبکه المیادین گفت", "media"),
    ("یونس رستگار سفیر خزر در سازمان ملل گفت", "official"),
    ("یونس رستگار مجری طرح آبرسانی گفت", "official"),
]


@pytest.mark.parametrize("head, kind", TYPES)
def test_what_somebody_is(head, kind):
    (row,) = check(f"{head}: [[راه باز است و کار ادامه دارد.]]", YOUNES)
    assert row["source_type"] == kind


def test_a_body_is_of_the_kind_of_its_name():
    (row,) = check(
        "انجمن اسلامی دانشجویان دانشگاه امید اعلام کرد: [[راه باز است.]]", "other:انجمن اسلامی دانشجویان دانشگاه امید"
    )
    assert row["source_type"] == "citizen"


def test_a_person_of_the_codebook_without_office_is_what_the_text_says():
    text = "یائیر لاپید رهبر اپوزیسیون پارلمان گفت: [[راه باز است و کار ادامه دارد.]]"
    assert [r["source_type"] for r in check(text, "yair-lapid", date="2020-05-25")] == ["opposition"]
    assert [r["source_type"] for r in check(text, "yair-lapid", date="2022-08-01")] == ["official"]
    text = "دونالد توسک رئیس شورای اروپا گفت: [[راه باز است و کار ادامه دارد.]]"
    assert [r["source_type"] for r in check(text, "donald-tusk", date="2016-02-19")] == ["international"]


CASES = [
    # titles before a name in marks are no part of it
    (
        'شیخ "علی المرادی" مسؤول جنبش بیداری گفت: [[راه باز است.]]\nالمرادی افزود: [[کار ادامه دارد.]]',
        "other:علی المرادی",
        "other:علی المرادی",
    ),
    ("سید «کاظم رستگار» عضو شورا گفت: [[راه باز است.]]", "other:کاظم رستگار"),
    (
        "کاوه رستگار ناظر اجرایی وزارت اوقاف عراق اعلام کرد [[کمیته‌ای برای حمایت از مردم تشکیل شد.]]",
        "other:کاوه رستگار",
    ),
    # a family name of two words
    (
        "«غسان بن جدو» گفت: [[کارکنان تهدید شدند.]]\nبن جدو تاکید کرد: [[کسی آسیب ندید.]]",
        "ghassan-ben-jeddou",
        "ghassan-ben-jeddou",
    ),
    # sources of a state that is named, but not of the field
    ("یک منبع پارلمانی عراق گفت: [[کمیته کار خود را آغاز کرده است.]]", "IRQ"),
    ("منابع دیپلماتیک اسرائیل اعلام کردند: [[نخست‌وزیر به سفر می‌رود.]]", "ISR"),
    ("یک منبع امنیتی عراقی گفت: [[دو نفر کشته شدند.]]", "anonymous"),
    ("منابع محلی در سوریه اعلام کردند که [[دو نفر کشته شدند.]]", "anonymous"),
    # officials of bodies outside the codebook
    (
        "یک مقام نیروهای ائتلافی که خواست نامش فاش نشود گفت: [[انتخابات برگزار می‌شود.]]\nاین مقام افزود: [[تاریخ آن روشن نیست.]]",
        "other:نیروهای ائتلافی",
        "other:نیروهای ائتلافی",
    ),
    ("یک سخنگوی نیروهای حافظ صلح گفت: [[مرزها آرام است.]]", "other:نیروهای حافظ صلح"),
    ("یکی از مسؤولان سازمان آب خزر گفت: [[سدها پر شده است.]]", "other:سازمان آب خزر"),
    ("یک مقام ارشد دولت اردوغان گفت: [[اردوغان با این طرح موافق است.]]", "TUR"),
    ("یکی از منابع نزدیک به باشگاه سپیده گفت: [[مربی تازه می‌آید.]]", "anonymous"),
    # a post that nobody holds together with that of who spoke last
    (
        "ژنرال کاوه رستگار، سخنگوی وزارت دفاع افغانستان نیز گفت: [[هفت نفر زخمی شدند.]]\nرئیس پلیس کابل گفت [[هدف این حمله نیروهای ارتش بودند.]]",
        "other:کاوه رستگار",
        "other:رئیس پلیس کابل",
    ),
    (
        "کاوه رستگار، نماینده مردم قوچان گفت: [[راه باز است.]]\nعضو کمیسیون عمران مجلس افزود: [[کار ادامه دارد.]]",
        "other:کاوه رستگار",
        "other:کاوه رستگار",
    ),
    (
        "کاوه رستگار، معاون استاندار نینوا گفت: [[راه باز است.]]\nمعاون استاندار نینوا افزود: [[کار ادامه دارد.]]",
        "other:کاوه رستگار",
        "other:کاوه رستگار",
    ),
    # a body by its name: without its deed, with the state it has elsewhere
    (
        "کمیته بازنگری عراق حکم خود را لغو کرد. کمیته بازنگری صرف نظر کردن خود را اعلام کرد و گفت که [[به شکایت‌ها رسیدگی می‌کند.]]",
        "other:کمیته بازنگری عراق",
    ),
    ("شورای رهبری عراق شامل رئیس جمهور و نخست وزیر تاکید کرد که [[راه باز است.]]", "other:شورای رهبری عراق"),
    # clauses
    (
        "لاوروف ضمن اشاره به این موضوع که [[مذاکرات دشوار بود]]، گفت: [[راه باز است.]]",
        "sergey-lavrov",
        "sergey-lavrov",
    ),
    (
        "لاوروف با اشاره به گفت‌وگوها و بیان اینکه [[دو طرف به توافق رسیده‌اند]]، تصریح کرد: [[راه باز است.]]",
        "sergey-lavrov",
        "sergey-lavrov",
    ),
    # the dateline that opens a report lets nobody speak
    ("خبرگزاری فارس: هشتمین همایش برق ایران امروز آغاز شد\nاین همایش سه روز ادامه دارد.",),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_who_is_meant(case):
    check(*case)
