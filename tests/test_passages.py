"""Texts printed whole, views that go on, and those of whom only «یک مقام» is known.

In a case, [[…]] stands around what is said; the speakers follow in order. All sentences are written for these tests.
"""

import pytest
from test_sourcing import check, measure

PRINTED = [
    # an editorial goes on up to the next paper's heading
    (
        "* سیاست روز\nروزنامه سیاست روز در سرمقاله خود با عنوان «راه سوم» آورده است:\n[[بازار نان آشفته است.]]\n"
        "[[1- آرد کم است و انبارها خالی مانده.]]\n[[در شهرها هم صف‌ها دراز شده است.]]\n* همشهری\n"
        "روزنامه همشهری در سرمقاله امروز خود نوشت:\n[[برف راه‌ها را بست.]]\n[[راهداران بیدار ماندند.]]",
        "siasat-e-rooz",
        "siasat-e-rooz",
        "siasat-e-rooz",
        "hamshahri",
        "hamshahri",
    ),
    (
        "«زمستان سخت» عنوان سرمقاله روزنامه همشهری است که در آن آمده است: [[با دیدن انبارها باید گفت]]:\n[[1- گاز کم است.]]\n[[2- نفت هم کم است.]]",
        "hamshahri",
        "hamshahri",
        "hamshahri",
    ),
    ("روزنامه نیک‌شهر در یادداشت خود آورده است:\n[[باران دیر آمد.]]", "other:روزنامه نیک‌شهر"),
    # a statement, a letter, a resolution up to the reporter's own words
    (
        "متن این بیانیه به شرح زیر است:\n[[ما از همسایگان می‌خواهیم راه را باز کنند.]]\n[[جنگ راه چاره نیست.]]\nگفتنی است این نشست دیروز پایان یافت.",
        "document:بیانیه",
        "document:بیانیه",
    ),
    (
        "متن کامل نامه شهروندان بدین شرح است:\n[[خیابان ما تاریک است.]]\n[[چراغ می‌خواهیم.]]\nانتهای پیام/",
        "document:نامه",
        "document:نامه",
    ),
    (
        "شرکت‌کنندگان قطعنامه زیر را به تصویب رساندند.\n[[راه‌ها باید امن بماند.]]\n[[2- رودها باید پاک بماند.]]",
        "document:قطعنامه",
        "document:قطعنامه",
    ),
    (
        "در متن این پیام آمده است:\n[[روز باغبان بر همه خجسته باد.]]\n[[باغ‌ها سبز مانده است.]]\nدر پایان این پیام آمده است: [[سپاس از همه.]]",
        "document:پیام",
        "document:پیام",
        "document:پیام",
    ),
    # a colon at the paragraph's end brings in the next one only
    ("لاوروف در پایان گفت:\n[[راه باز است و ادامه دارد.]]\nهوای مسکو سرد بود.", "sergey-lavrov"),
    ("لاوروف گفت:\n«[[راه باز است و ادامه دارد]]»\nهوای مسکو سرد بود.", "sergey-lavrov"),
    # a list of other things is nobody's words
    ("نتایج مسابقه به شرح زیر است:\nپارس 3 - البرز 2",),
    ("مسیرهای جایگزین به شرح زیر است:\nخیابان باغ - میدان رود",),
]

GOES_ON = [
    # a view told in the present tense goes on in its paragraph, and after «زیرا», «بنابراین» in the next
    (
        "سلمان رفیعی، کارشناس اقتصاد، معتقد است که [[بازار آرام می‌شود. نرخ‌ها هم پایین می‌آید.]]\n[[زیرا کشتی‌ها رسیده‌اند.]]\nوی ادامه می‌دهد که [[انبارها پر است.]]",
        "other:سلمان رفیعی",
        "other:سلمان رفیعی",
        "other:سلمان رفیعی",
    ),
    # the reporter's own words do not; what was said once neither; nor what a feature tells of somebody
    (
        "سلمان رفیعی، کارشناس اقتصاد، معتقد است که [[بازار آرام می‌شود.]] این در حالی است که نرخ‌ها بالا رفته است.",
        "other:سلمان رفیعی",
    ),
    ("لاوروف گفت که [[راه باز است.]] هواپیمای او شب رسید.", "sergey-lavrov"),
    ("یک شهروند می‌گوید که [[نان گران است.]] خانه‌اش در کوچه‌ای تنگ است.", "anonymous"),
    ("لاوروف می‌گوید که [[راه باز است و باید رفت.]]\nبنابر این گزارش، نشست فردا برگزار می‌شود.", "sergey-lavrov"),
]

ONE_OFFICIAL = [
    # the official without a name is the state again; of whom was told only is nobody named
    (
        "یک مقام آمریکایی گفت که [[بازرسی‌ها ادامه دارد.]]\nوی افزود: [[راه دیگری نیست.]]\nاین مقام آمریکایی گفت: [[صبر ما کم است.]]",
        "USA", "USA", "USA",
    ),
    (
        '"پدرام حسامی" نماینده ایران در وین گفت: [[درها باز است.]]\nیک دیپلمات غربی این کار را زیانبار خواند.\nاین دیپلمات گفت: [[پرسش‌ها بیشتر می‌شود.]]',
        "other:پدرام حسامی", "anonymous",
    ),
    (
        "یک منبع در مجلس عراق گفت: [[رای‌گیری به ماه دیگر افتاد.]]\n«جبار کریمی» نایب رئیس مجلس گفت: [[شاید زودتر بشود.]]",
        "IRQ", "other:جبار کریمی",
    ),
    # a mark that nothing closes hides no speaker
    ('خانم دانایی "معاون گردشگری استان نیز در این مراسم گفت : [[باغ‌ها باز است و مهمان می‌پذیرد.]]', "other:دانایی"),
]  # fmt: skip

NAMES = [
    # whom the report says it talked with bears the family name; their body's «نماینده» is the same person
    (
        "با کامران هورزاد، نماینده صندوق جمعیت ملل متحد در ایران به گفت‌وگو نشستیم.\nهورزاد گفت: [[زایمان امن‌تر شده است.]]\n"
        "وی افزود: [[ماماها کم‌اند.]]\nنماینده صندوق جمعیت ملل متحد اظهار داشت: [[آموزش لازم است.]]",
        3, "other:کامران هورزاد",
    ),
    (
        "این خبر از زبان کامران هورزاد، مدیر باغ، پخش شد.\nهورزاد گفت: [[باغ باز است.]]",
        1, "other:کامران هورزاد",
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", PRINTED + GOES_ON + ONE_OFFICIAL, ids=lambda case: case[0][:40])
def test_who_speaks_on(case):
    text, *speakers = case
    check(text, *speakers)


@pytest.mark.parametrize("case", NAMES, ids=lambda case: case[0][:40])
def test_the_full_name_stands_behind_a_preposition(case):
    text, count, who = case
    check(text, *[who] * count)


def test_a_world_bodys_representative_is_international():
    rows, _ = measure(NAMES[0][0].replace("[[", "").replace("]]", ""))
    assert {r["source_type"] for r in rows} == {"international"}


def test_an_editorial_is_credited():
    for text in (
        "روزنامه همشهری در سرمقاله خود با عنوان «راه» آورده است: نان گران شد.",
        "«راه» عنوان سرمقاله روزنامه همشهری است که در آن آمده است: نان گران شد.",
    ):
        _, credits = measure(text)
        assert [c["source_id"] for c in credits] == ["hamshahri"]


def test_a_letter_printed_whole_up_to_those_who_signed_it():
    check(
        "انجمن پزشکان نمونه با انتشار نامه‌ای اعلام کرد که [[بودجه باید بازبینی شود.]]\n"
        "متن کامل به شرح ذیل است:\n[[سالی که گذشت سخت بود.]]\n[[ما این سختی را دیدیم.]]\n"
        "1) گروه جهادی نمونه\n2) گروه جهادی راستین",
        *["other:انجمن پزشکان نمونه"] * 3,
    )


def test_the_words_asked_about_are_not_the_answer():
    check(
        "لاوروف در پاسخ به این پرسش که اوضاع از نظر مسکو چگونه است، افزود: [[راه باز است و ادامه دارد.]]",
        "sergey-lavrov",
    )


LISTS = [
    # the items of a list go on, without their bullets, up to the first line that is none
    (
        "در این سند آمده است:\n- [[طرف‌ها به آتش‌بس پایبند می‌مانند.]]\n• [[کمک‌ها باید به همه مناطق برسد.]]\nاین نشست دیروز پایان یافت.",
        "document:سند",
        "document:سند",
    ),
    (
        "در بیانیه پایانی نشست آمده است:\n[[۱. سه کشور بر حاکمیت سوریه تاکید می‌کنند.]]\n[[۲. سه کشور با تروریسم مبارزه می‌کنند.]]\nاین نشست دیروز پایان یافت.",
        "document:بیانیه",
        "document:بیانیه",
    ),
    # the items of a law
    (
        "در ماده ۱ این طرح آمده است: [[واژه‌های این قانون در معانی زیر به کار می‌رود.]]\n[[1- طرح: کاری است که دولت می‌سپارد.]]\n[[2- کالا: آنچه ساخته می‌شود.]]\nنمایندگان فردا ادامه آن را بررسی می‌کنند.",
        "document:طرح",
        "document:طرح",
        "document:طرح",
    ),
    # an item that another speaks in is his; what can be listed is not said by anybody
    (
        "لاوروف گفت:\n1- پوتین اعلام کرد که [[راه باز است.]]\n2- اردوغان اعلام کرد که [[راه بسته است.]]",
        "vladimir-putin",
        "recep-tayyip-erdogan",
    ),
    ("انواع بازار را می‌توان چنین عنوان کرد:\n1- بازار سازمان‌یافته در شهرها.\n2- بازار آزاد در روستاها.",),
]


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case[0][:40])
def test_the_items_of_a_list(case):
    text, *speakers = case
    check(text, *speakers)
