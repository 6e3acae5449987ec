"""Bodies, movements, outlets and officials without a name as speakers; outlets outside the codebook as credits.

In a case, [[…]] stands around what is said; the speakers follow in order. All sentences are written for these tests.
"""

import pytest
from test_sourcing import check, measure

from analysis.codebook import load_codebook

# (text, speaker and source type of each quotation)
CASES = [
    # a body in marks: by its id in the codebook, else by the name in the marks, «و» and all
    (
        "اندیشکده «بنیاد دفاع از دموکراسی‌ها» مستقر در واشنگتن در گزارشی مدعی شده که [[تحریم‌ها کارساز است.]]",
        ("foundation-for-defense-of-democracies", "expert"),
    ),
    (
        "اندیشکده «مرکز پژوهش‌های صلح و توسعه» در گزارشی مدعی شده که [[تحریم‌ها کارساز است.]]",
        ("other:مرکز پژوهش‌های صلح و توسعه", "expert"),
    ),
    # who speaks for a movement is of its type; its spokesman is the person named before, a leader is not
    (
        "«فوزی برهوم» سخنگوی حماس گفت: [[آتش‌بس برقرار است.]]\nسخنگوی حماس در ادامه افزود: [[گذرگاه‌ها باید باز شود.]]",
        ("fawzi-barhoum", "opposition"),
        ("fawzi-barhoum", "opposition"),
    ),
    (
        "اسماعیل هنیه گفت: [[آتش‌بس برقرار است.]]\nسخنگوی حماس هم افزود: [[گذرگاه‌ها باید باز شود.]]",
        ("ismail-haniyeh", "opposition"),
        ("hamas", "opposition"),
    ),
    # a surname that is also an outlet's name
    (
        '"یونس شهاب" سخنگوی جنبش جهاد اسلامی فلسطین گفت: [[راه دیگری نیست.]]\nشهاب افزود: [[مذاکره بی‌فایده است.]]',
        ("other:یونس شهاب", "opposition"),
        ("other:یونس شهاب", "opposition"),
    ),
    # a spokesman without a name is the ministry, not who holds the office
    (
        "یک سخنگوی وزارت خارجه روسیه گفت: «[[ما در این باره نگرانیم و کار را ادامه می‌دهیم]]».",
        ("russian-foreign-ministry", "official"),
    ),
    (
        "این سخنگوی وزارت خارجه آمریکا که نامش فاش نشده، گفت: «[[ما در این باره نگرانیم و کار را ادامه می‌دهیم]]».",
        ("united-states-department-of-state", "official"),
    ),
    ("سخنگوی وزارت خارجه روسیه گفت: [[مسکو در این باره نگران است.]]", ("maria-zakharova", "official")),
    # an outlet that passes on what a state announced; its own headline in marks stays its own
    ("شبکه العربیه هم نوشت که ایران اعلام کرد [[تا فردا سطح غنی‌سازی را بالا می‌برد.]]", ("IRN", "official")),
    (
        'روزنامه القدس العربی تیتر کرد: "[[تهران تعهدات هسته‌ای خود را باز هم یک گام دیگر کاهش داد]]. " '
        "بی‌بی‌سی عربی نیز مدعی شد که [[ایران توافق را نقض کرده است.]]",
        ("al-quds-al-arabi", "media"),
        ("bbc", "media"),
    ),
    # inside the marks of an outlet officials have the words; «نوشته» alone says so of an outlet, «به نوشته» does not
    (
        "نیویورک تایمز می‌نویسد: «مقام‌های اطلاعاتی آمریکا می‌گویند که [[ساخت موشک‌های تازه در پایگاه‌های محرمانه ادامه یافته است]]».",
        ("USA", "official"),
    ),
    ("پولیتیکو در ادامه نوشته [[حضور او در این نشست برای همه شگفت‌انگیز است.]]", ("politico", "media")),
    ("به نوشته «نیویورک تایمز»، پایگاه‌های تازه‌ای در شمال ساخته شده است.",),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0][:40])
def test_who_speaks_for_a_body(case):
    text, *wanted = case
    rows = check(text, *(speaker for speaker, _ in wanted))
    assert [r["source_type"] for r in rows] == [kind for _, kind in wanted]


def test_outlets_have_the_ids_of_their_encyclopaedia_articles():
    ids = load_codebook().sources
    assert {"voice-of-america", "saba-news-agency", "national-news-agency", "irna", "tass", "lbc"} <= set(ids)
    assert all(id == id.lower() and " " not in id and "_" not in id for id in ids)


CREDITS = [
    ("به گزارش ایسنا به نقل از شبکه اطلاع‌رسانی نینوا، سه نفر کشته شدند.", ["isna", "other:شبکه اطلاع‌رسانی نینوا"]),
    ("به نقل از فصلنامه اندیشه و تمدن، این نسخه‌ها نایاب است.", ["other:فصلنامه اندیشه و تمدن"]),
    ("روزنامه «وست کوست تریبیون» از ساخت سامانه‌ای تازه خبر داد.", ["other:وست کوست تریبیون"]),
    ("شبکه البرکه لبنان نوشت که ایران گام تازه‌ای برداشت.", ["other:البرکه"]),
    # whom somebody talked to, by telephone or on air, be it through a presenter
    ("وزیر خارجه در گفت‌وگو با روزنامه «نمونه نو» اعلام کرد که راه بسته است.", ["other:نمونه نو"]),
    ("کاوه رستگار در گفت‌وگوی تلفنی با خبرگزاری فرانسه گفت: راه باز است.", ["afp"]),
    ("کاوه رستگار در مصاحبه‌ای تلویزیونی با شبکه المیادین گفت: راه باز است.", ["al-mayadeen"]),
    ("کاوه رستگار در مصاحبه با «آرش نیک‌رای» مجری شبکه «بی‌بی‌سی» گفت: راه باز است.", ["bbc"]),
    ("کاوه رستگار در گفت‌وگو با شماره امروز روزنامه فرامنطقه‌ای الحیات گفت: راه باز است.", ["al-hayat"]),
    ("وی که با شبکه الجزیره گفت‌وگو می‌کرد افزود: راه باز است.", ["al-jazeera"]),
    ("کاوه رستگار در مصاحبه شبکه خبری العالم با وی گفت: راه باز است.", ["al-alam"]),
    ("کاوه رستگار به شبکه رادیویی «رادیو امید» گفت: راه باز است.", ["other:رادیو امید"]),
    ("کاوه رستگار در گفت‌وگو با خبرنگاران فارس گفت: راه باز است.", ["fars-news"]),
    # what a channel broadcast
    ("در نواری که روز جمعه از شبکه الجزیره پخش شد، وی گفت: راه باز است.", ["al-jazeera"]),
    # names in Latin letters, names without marks
    ("به گزارش شبکه خبری World 24 درگیری در مرز آغاز شد.", ["other:World 24"]),
    ("به گزارش فارس و به نقل از سایت توپ طلا، بازی لغو شد.", ["fars-news", "other:توپ طلا"]),
    # nothing is credited where the outlet is only spoken of, or has no name, or where the talk was long ago
    ("کاوه رستگار در گفت‌وگو با رسانه‌ها درباره گزارش رویترز گفت: درست نیست.", []),
    ("کاوه رستگار در گفت‌وگو با خبرنگاران گفت: شبکه الجزیره را ندیده‌ام.", []),
    ("کاوه رستگار در مصاحبه با شبکه «نمونه نو» گفته بود: راه باز است.", []),
    ("به ویژه کاریکاتور روزنامه «نمونه نو» بیان‌کننده دیدگاه دولت نیست.", []),
    ("به نقل از روزنامه‌های صبح، بازی لغو شد.", []),
    ("به نقل از سایت این باشگاه، بازی لغو شد.", []),
    ("روزنامه «وست کوست تریبیون» تعطیل شد.", []),
]


@pytest.mark.parametrize("text, wanted", CREDITS)
def test_outlets_outside_the_codebook_are_credited_by_name(text, wanted):
    assert [c["source_id"] for c in measure(text)[1]] == wanted


def test_an_arabic_outlet_speaks_by_its_name_alone():
    check("شبکه البرکه لبنان نوشت که [[ایران گام تازه‌ای برداشت.]]", "other:البرکه")


def test_what_the_article_says_somebody_is_settles_the_type():
    text = "شیخ سلیم حداد یکی دیگر از مهمانان حاضر در حرم گفت: راه باز است.\nحداد افزود: باید صبر کرد."
    assert {r["source_type"] for r in measure(text)[0]} == {"citizen"}
    text = "یک پزشک عراقی گفت که راه بسته است.\nدکتر «سلیم حداد»، معاون بیمارستان کودکان، گفت: دارو نمی‌رسد."
    assert {r["source_type"] for r in measure(text)[0]} == {"citizen"}


LATER = [
    # officials of «این سازمان» are the body named last, be it outside the codebook; of a named body that body
    (
        "هیئت یونسکو وارد شد. سازمان گردشگری خزر از کشف چند لوح خبر داد. مسئولان این سازمان معتقدند، [[این کشف مهم است.]]",
        "other:سازمان گردشگری خزر",
    ),
    (
        "نماینده منتخب کمیسیون اقتصادی تغییر کرد.\n"
        "رئیس کمیسیون اقتصادی مجلس شورای اسلامی اظهار داشت: [[این تغییر به دلیل انتخابات است.]]",
        "islamic-consultative-assembly",
    ),
    # a report goes on being its publisher's
    (
        "اندیشکده «بنیاد دفاع از دموکراسی‌ها» در گزارشی مدعی شد که [[تحریم‌ها کارساز است.]] "
        "به ادعای این گزارش، [[صادرات نفت به نصف رسیده است.]]",
        "foundation-for-defense-of-democracies",
        "foundation-for-defense-of-democracies",
    ),
    # the headlines of a digest's items
    (
        "مهم‌ترین خبرهای امروز:\nصدای آمریکا: [[توافق احتمالی میراث سیاست خارجی او خواهد بود]]\n"
        "رویترز گزارش داد/ [[سامانه جدید برای مقابله با تونل‌ها]]\nپایان.",
        "voice-of-america",
        "reuters",
    ),
    ("رویترز:\nهوا خوب است.",),
]


@pytest.mark.parametrize("case", LATER, ids=lambda case: case[0][:40])
def test_bodies_and_outlets_named_before(case):
    check(*case)


def test_an_outlet_that_heads_a_part_of_a_press_review_is_a_credit():
    text = (
        "مهم‌ترین خبرهای امروز:\nروزنامه نمونه تریبیون:\n- هوا سرد شد\nروزنامه کیهان:\n- برف آمد\nسایت‌ها:\n- باران آمد"
    )
    assert [c["source_id"] for c in measure(text)[1]] == ["other:نمونه تریبیون", "kayhan"]


def test_a_doctor_of_whom_nothing_else_is_told_is_an_expert():
    assert measure("دکتر سلمان نیک‌رای در این مورد می‌گوید: سفر باید آسان باشد.")[0][0]["source_type"] == "expert"
    assert measure("دکتر سلمان نیک‌رای، شهردار قزوین، می‌گوید: سفر باید آسان باشد.")[0][0]["source_type"] == "official"
