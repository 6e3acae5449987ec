"""Who is named: names, offices by date, capitals, counterparts, pronouns – and what only looks like a name.

In a case, [[…]] stands around each naming that counts; the ids follow in order. Sentences are written for these tests.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.actors import find_mentions, mention_rows
from analysis.audit import audit, check_examples
from analysis.codebook import load_codebook
from analysis.reading import read

LAV, PUT, PES = "sergey-lavrov", "vladimir-putin", "dmitry-peskov"
ZAR, ROU = "mohammad-javad-zarif", "hassan-rouhani"
CAV, ERD, FID = "mevlut-cavusoglu", "recep-tayyip-erdogan", "hakan-fidan"


def measure(text, date="2017-10-04", title="", **more):
    codebook = load_codebook()
    reading = read({"id": "t", "outlet": "نمونه", "date": date, "title": title, "text": text, **more}, codebook)
    return mention_rows(reading, find_mentions(reading, codebook))


def check(marked, *actors, **more):
    pieces = marked.replace("]]", "[[").split("[[")
    text = "".join(pieces)
    rows = [r for r in measure(text, **more) if r["kind"] != "place" and r["resolved_by"] != "pronoun"]
    assert [(r["surface"], r["actor_id"]) for r in rows] == list(zip(pieces[1::2], actors, strict=True))
    for r in rows:
        assert text[r["start"] : r["end"]] == r["surface"]
    return rows


STATES = [
    ("[[روسیه]]، [[ایران]] و [[ترکیه]] درباره [[سوریه]] گفت‌وگو کردند.", "RUS", "IRN", "TUR", "SYR"),
    ("[[فدراسیون روسیه]] و [[جمهوری اسلامی ایران]]", "RUS", "IRN"),
    ("[[جمهوری ترکیه]] با [[ایالات متحده آمریکا]]", "TUR", "USA"),
    ("[[ایالات متحده]] و [[امریکا]] و [[آمریکا]]", "USA", "USA", "USA"),
    ("[[روسيه]] و [[تركيه]]", "RUS", "TUR"),  # Arabic letters
    ("[[تُرکیه]] و [[تـرکیه]]", "TUR", "TUR"),  # diacritics, tatweel
    ("شرق [[سوریه]] و شمال [[عراق]]", "SYR", "IRQ"),
    ("نیروهای [[رژیم صهیونیستی]] و [[اسرائیل]]", "ISR", "ISR"),
    ("[[جمهوری آذربایجان]] و [[ارمنستان]] و [[قزاقستان]]", "AZE", "ARM", "KAZ"),
    ("[[عربستان سعودی]]، [[قطر]] و [[امارات متحده عربی]]", "SAU", "QAT", "ARE"),
    ("[[دولت سوریه]] و [[ارتش سوریه]]", "SYR", "SYR"),
    ("[[انگلیس]] و [[بریتانیا]] و [[فرانسه]] و [[آلمان]]", "GBR", "GBR", "FRA", "DEU"),
]


@pytest.mark.parametrize("case", STATES, ids=lambda c: c[0][:50])
def test_states(case):
    check(*case)


TRAPS = [
    "ایران‌خودرو محصول تازه‌ای عرضه کرد.",
    "ایران خودرو محصول تازه‌ای عرضه کرد.",
    "یک شهروند ترکیه‌ای و یک دیپلمات روس وارد شدند.",
    "رسانه‌های ایرانی و روسی نوشتند.",
    "شهر در آستانه زمستان است.",
    "آستانه در شمال کشور شهری کوچک است.",
    "این پارچه بافتی ظریف دارد.",
    "شیر و اسدآباد در قصه‌ها آمده‌اند.",
    "امید و پیام و نصر واژه‌های خوبی‌اند.",
    "استان آذربایجان شرقی سرد است.",
    "دریای عمان آرام است.",
    "خلیج فارس آرام است.",
    "تیم اسپارتاک مسکو باخت.",
]


@pytest.mark.parametrize("text", TRAPS, ids=lambda t: t[:50])
def test_traps(text):
    check(text)


PERSONS = [
    ("[[سرگئی لاوروف]] به شهر رسید.", LAV),
    ("[[سرگی لاوروف]] به شهر رسید.", LAV),
    ("[[سرگئي لاوروف]] به شهر رسید.", LAV),
    ("«[[سرگئی لاوروف]]» به شهر رسید.", LAV),
    ("[[چاووش‌اوغلو]]، [[چاووش اوغلو]]، [[چاووشاوغلو]] و [[چاوش‌اوغلو]]", CAV, CAV, CAV, CAV),
    ("[[رجب طیب اردوغان]] و [[ولادیمیر پوتین]] دیدار کردند.", ERD, PUT),
    ("[[محمدجواد ظریف]] آمد. [[ظریف]] رفت.", ZAR, ZAR),  # the full name settles the surname
    ("آقای [[ظریف]] رفت.", ZAR),  # so does a title
    ("[[ظریف]] گفت راه دشواری است.", ZAR),  # so does a reporting verb
    ("[[بشار اسد]] سخنرانی کرد.", "bashar-al-assad"),
    ("[[استفان دی‌میستورا]] و [[استفان دی میستورا]]", "staffan-de-mistura", "staffan-de-mistura"),
]


@pytest.mark.parametrize("case", PERSONS, ids=lambda c: c[0][:50])
def test_persons(case):
    check(*case)


OFFICES = [
    ("[[وزیر امور خارجه روسیه]] وارد شد.", LAV),
    ("[[وزیر خارجه روسیه]] وارد شد.", LAV),
    ("[[وزير امور خارجه روسيه]] وارد شد.", LAV),
    ("[[رئیس‌جمهور روسیه]]، [[رئیس جمهوری ایران]] و [[رییس جمهور ترکیه]]", PUT, ROU, ERD),
    ("[[رئیس جمهوری اسلامی ایران]] وارد شد.", ROU),
    ("[[سرگئی لاوروف]] [[وزیر امور خارجه روسیه]] وارد شد.", LAV, LAV),  # apposition: two mentions, one person
    ("[[سرگئی لاوروف]]، [[وزیر امور خارجه روسیه]]، وارد شد.", LAV, LAV),
    ("[[وزیر امور خارجه روسیه]] [[سرگئی لاوروف]] وارد شد.", LAV, LAV),
    ("[[سخنگوی کرملین]] و [[سخنگوی کاخ کرملین]]", PES, PES),
    ("[[وزیر خارجه کشورمان]] وارد شد.", ZAR),
    ("[[رئیس‌جمهور کشورمان]] وارد شد.", ROU),
    ("معاون وزیر خارجه [[روسیه]] وارد شد.", "RUS"),  # not the minister
    ("وزیر خارجه پیشین [[روسیه]] وارد شد.", "RUS"),  # not the one of the day
    ("وزیر خارجه سابق [[ترکیه]] وارد شد.", "TUR"),
    ("[[دبیرکل سازمان ملل]] هشدار داد.", "antonio-guterres"),
    ("[[وزارت امور خارجه روسیه]] بیانیه داد.", "russian-foreign-ministry"),
    ("[[وزارت دفاع ترکیه]] بیانیه داد.", "turkish-ministry-of-defence"),
    ("[[پنتاگون]] بیانیه داد.", "united-states-department-of-defense"),
    ("[[روسیه]] نیرو فرستاد. [[رئیس‌جمهور این کشور]] سخنرانی کرد.", "RUS", PUT),
    ("دو وزیر خارجه دیدار کردند.",),
]


@pytest.mark.parametrize("case", OFFICES, ids=lambda c: c[0][:50])
def test_offices(case):
    check(*case)


def test_the_office_of_the_day():
    text = "[[وزیر خارجه ترکیه]] وارد شد."
    check(text, CAV, date="2019-10-20")
    check(text, FID, date="2024-11-11")
    check("وزیر خارجه [[ترکیه]] وارد شد.", "TUR", date=None)  # no day, no holder


def test_every_term_answers_on_its_days_and_no_other_holder_beside_them():
    codebook = load_codebook()
    asked = 0
    for term in codebook.terms:
        if not codebook.offices[term.office].unique:
            continue
        for day in (term.from_, term.to):
            if day:
                assert codebook.holder(term.office, term.of, day) == term.holder, (term, day)
                asked += 1
        same = [t for t in codebook.terms if (t.office, t.of, t.holder) == (term.office, term.of, term.holder)]
        for day in (term.from_ and term.from_ - timedelta(days=1), term.to and term.to + timedelta(days=1)):
            if day and not any((t.from_ or date.min) <= day <= (t.to or date.max) for t in same):
                assert codebook.holder(term.office, term.of, day) != term.holder, (term, day)
    assert asked > 300


def test_the_audit_is_clean():
    found = audit(load_codebook())
    errors = found[found["level"] == "error"]
    assert errors.empty, errors.to_string()


def test_examples_and_counter_examples_hold():
    broken = check_examples(load_codebook())
    assert broken.empty, broken.to_string()


def test_the_codebook_is_as_large_as_the_coverage():
    actors = load_codebook().actors.values()
    assert sum(a.kind == "person" for a in actors) >= 250
    assert sum(a.kind in ("organisation", "group") for a in actors) >= 120
    assert sum(a.kind == "state" for a in actors) >= 193


METONYMS = [
    ("[[تهران]] و [[آنکارا]] تاکید کردند.", "IRN", "TUR"),
    ("[[مسکو]] با این طرح موافق است.", "RUS"),
    ("روابط [[مسکو]] و [[آنکارا]] بهتر شد.", "RUS", "TUR"),
    ("هماهنگی با [[تهران]] ادامه دارد.", "IRN"),
    ("[[کاخ سفید]] واکنش نشان داد.", "USA"),
    ("وی از [[دمشق]] خواست پاسخ دهد.", "SYR"),
    ("کمک به [[بغداد]] ادامه دارد.", "IRQ"),
    ("[[آنکارا]] الحاق جزیره را نپذیرفت.", "TUR"),  # no surname in «ال»
    ("ریاض الجمیلان کتابی نوشت.",),
    ("نشست در تهران برگزار شد.",),
    ("او به مسکو سفر کرد.",),
    ("سفر به مسکو پایان یافت.",),
    ("شهر دمشق آرام است.",),
    ("به گزارش خبرگزاری فرانسه از واشنگتن، هوا سرد است.",),
    ("مراسم در کاخ کرملین برگزار شد.",),
    ("شهروندان تهران به پارک رفتند.",),
]


@pytest.mark.parametrize("case", METONYMS, ids=lambda c: c[0][:50])
def test_capitals(case):
    check(*case)


def test_counterpart():
    check("[[لاوروف]] با [[همتای ترک خود]] دیدار کرد.", LAV, CAV)
    check("[[وزیر خارجه روسیه]] با [[همتای ایرانی خود]] دیدار کرد.", LAV, ZAR)


@pytest.mark.parametrize(
    ("text", "surface", "actor"),
    [
        ("لاوروف به تهران آمد. وی فردا می‌رود.", "وی", LAV),
        ("لاوروف به تهران آمد. این دیپلمات فردا می‌رود.", "این دیپلمات", LAV),
        ("ایران، روسیه و ترکیه نشست دارند. سه کشور بیانیه می‌دهند.", "سه کشور", "joint:IRN+RUS+TUR"),
        ("کشورهای ضامن نشست دارند.", "کشورهای ضامن", "joint:IRN+RUS+TUR"),
        ("روسیه نیرو فرستاد. این کشور پایگاه دارد.", "این کشور", "RUS"),
    ],
)
def test_pronouns_and_ellipsis(text, surface, actor):
    rows = [r for r in measure(text) if r["resolved_by"] == "pronoun"]
    assert [(r["surface"], r["actor_id"]) for r in rows] == [(surface, actor)]


def test_what_the_text_does_not_settle_is_left_open():
    codebook = load_codebook()
    reading = read({"id": "t", "date": "2017-01-01", "title": "", "text": "وی رفت. ژنرال راستین‌منش آمد."}, codebook)
    left: list = []
    assert find_mentions(reading, codebook, left) == []
    assert [m.resolved_by for m in left] == ["pronoun"]


def test_a_researcher_adds_an_actor_with_one_entry(tmp_path):
    import shutil

    from analysis.codebook import FOLDER

    shutil.copytree(FOLDER, tmp_path / "codebook")
    (tmp_path / "codebook" / "actors-mine.yaml").write_text(
        "- {id: bahman-rastin, kind: person, country: IRN, en: Bahman Rastin, fa: بهمن راستین, names: [بهمن راستین]}\n",
        encoding="utf-8",
    )
    codebook = load_codebook(tmp_path / "codebook")
    reading = read({"id": "t", "date": None, "title": "", "text": "بهمن راستین وارد شد."}, codebook)
    assert [m.actor_id for m in find_mentions(reading, codebook)] == ["bahman-rastin"]


@given(st.text(alphabet="روسیه ایران‌ترکیه«»وی زدخهآمگفتلاوروف.:،\n\u200c\u064b ", max_size=200))
@settings(max_examples=150, deadline=None)
def test_every_mention_is_a_span_of_what_was_published(text):
    for row in measure(text):
        assert text[row["start"] : row["end"]] == row["surface"]


ON_THE_DAY = [
    # elected and not yet in office; the day after the oath the office is enough
    ("[[رئیس‌جمهور منتخب آمریکا]] سخن گفت.", "2016-12-05", "donald-trump"),
    ("[[رئیس‌جمهور آمریکا]] سخن گفت.", "2016-12-05", "barack-obama"),
    ("[[رئیس‌جمهور آمریکا]] سخن گفت.", "2017-01-21", "donald-trump"),
    # acting, after the helicopter crash of May 2024
    ("[[سرپرست وزارت خارجه ایران]] وارد دمشق شد.", "2024-06-01", "ali-bagheri"),
    ("[[وزیر خارجه ایران]] وارد دمشق شد.", "2024-05-10", "hossein-amir-abdollahian"),
    ("[[وزیر خارجه ایران]] وارد دمشق شد.", "2024-09-01", "abbas-araghchi"),
    # «وقت» is whoever held it then: only the state is named
    ("وزیر خارجه وقت [[ترکیه]] آن روز در تهران بود.", "2017-10-04", "TUR"),
    # a satirical paper is no president
    ("مجله گل آقا منتشر شد.", "2010-01-01"),
    ("[[عبدالله گل]] سخن گفت.", "2010-01-01", "abdullah-gul"),
]


@pytest.mark.parametrize("case", ON_THE_DAY, ids=lambda c: f"{c[1]} {c[0][:40]}")
def test_who_holds_an_office_on_the_day(case):
    text, day, *actors = case
    check(text, *actors, date=day)


# First and last day of a term, and the day after: nobody or the next.
EDGES = [
    ("وزیر نفت ایران", "1997-08-20", "2005-08-23", "bijan-namdar-zangeneh"),
    ("وزیر کشور ایران", "2008-08-05", "2008-11-03", "ali-kordan"),
    ("وزیر اطلاعات ایران", "2005-08-24", "2009-07-25", "gholam-hossein-mohseni-ejei"),
    ("رئیس مجلس خبرگان رهبری", "2007-09-04", "2011-03-07", "akbar-hashemi-rafsanjani"),
    ("رئیس‌جمهور عراق", "2004-06-28", "2005-04-06", "ghazi-mashal-ajil-al-yawer"),
    ("رئیس پارلمان عراق", "2018-09-15", "2023-11-13", "mohamed-al-halbousi"),
    ("نخست‌وزیر لبنان", "2020-01-21", "2021-09-09", "hassan-diab"),
    ("نخست‌وزیر سوریه", "2011-04-14", "2012-06-22", "adel-safar"),
    ("وزیر دفاع سوریه", "2009-06-03", "2011-08-07", "ali-habib-mahmud"),
    ("نخست‌وزیر پاکستان", "2004-08-28", "2007-11-15", "shaukat-aziz"),
    ("فرمانده ارتش پاکستان", "2016-11-29", "2022-11-28", "qamar-javed-bajwa"),
    ("رئیس‌جمهور هند", "2012-07-25", "2017-07-24", "pranab-mukherjee"),
    ("وزیر خارجه ژاپن", "2009-09-16", "2010-09-16", "katsuya-okada"),
    ("رئیس‌جمهور اندونزی", "2004-10-20", "2014-10-19", "susilo-bambang-yudhoyono"),
    ("وزیر خارجه اتریش", "2013-12-16", "2017-12-17", "sebastian-kurz"),
    ("نخست‌وزیر هلند", "2010-10-14", "2024-07-01", "mark-rutte"),
    ("وزیر خارجه نروژ", "2005-10-17", "2012-09-20", "jonas-gahr-store"),
    ("رئیس‌جمهور لهستان", "1995-12-23", "2005-12-22", "aleksander-kwasniewski"),
    ("وزیر کشور انگلیس", "2019-07-24", "2022-09-05", "priti-patel"),
    ("دادستان کل آمریکا", "2019-02-14", "2020-12-22", "william-barr"),
    ("رئیس‌جمهور شیلی", "2006-03-11", "2010-03-10", "michelle-bachelet"),
    ("رئیس‌جمهور مکزیک", "2018-12-01", "2024-09-30", "andres-manuel-lopez-obrador"),
    ("رئیس‌جمهور نیجریه", "2015-05-29", "2023-05-28", "muhammadu-buhari"),
    ("مدیرکل یونسکو", "2009-11-15", "2017-11-14", "irina-bokova"),
    ("رهبر طالبان", "2016-05-25", "2020-01-01", "hibatullah-akhundzada"),
]


@pytest.mark.parametrize("office, first, last, holder", EDGES, ids=[e[3] for e in EDGES])
def test_first_and_last_day(office, first, last, holder):
    text = f"[[{office}]] وارد شد."
    check(text, holder, date=first)
    check(text, holder, date=last)
    before = str(date.fromisoformat(first) - timedelta(days=1))
    assert holder not in [r["actor_id"] for r in measure(f"{office} وارد شد.", date=before)]


FORMER = [
    ("«عمرو موسی»، [[وزیر سابق خارجه مصر]]، وارد شد.", "2011-09-03", ["amr-moussa", "amr-moussa"]),
    ("وزیر سابق دفاع [[سوریه]] وارد شد.", "2011-09-03", ["SYR"]),
    ("[[علی لاریجانی]]، [[دبیر سابق شورایعالی امنیت ملی کشورمان]]، وارد شد.", "2008-01-11", ["ali-larijani"] * 2),
]


@pytest.mark.parametrize("text, day, actors", FORMER, ids=[t[:40] for t, _, _ in FORMER])
def test_formerly_in_office(text, day, actors):
    plain = text.replace("[[", "").replace("]]", "")
    rows = [r for r in measure(plain, date=day) if r["resolved_by"] != "pronoun"]
    assert [r["actor_id"] for r in rows] == actors


BODIES = [
    ("[[حزب الدعوه]] و [[جریان صدر]] توافق کردند.", "islamic-dawa-party", "sadrist-movement"),
    ("[[گروه ۱+۵]] و [[۱+۵]] بیانیه دادند.", "p5-plus-1", "p5-plus-1"),
    ("رهبران [[جی هشت]] آمدند.", "g8"),
    ("[[حزب مؤتلفه اسلامی]] و [[جبهه مشارکت]]", "islamic-coalition-party", "islamic-iran-participation-front"),
    ("[[طالبان پاکستان]] و [[لشکر طیبه]]", "pakistani-taliban", "lashkar-e-taiba"),
    ("[[گردان‌های عزالدین القسام]] بیانیه داد.", "al-qassam-brigades"),
    ("[[یونسکو]]، [[فائو]] و [[اینترپل]]", "unesco", "food-and-agriculture-organization", "interpol"),
    ("نیروهای دموکراتیک کشورهای منطقه متحد شدند.",),  # no armed group
    ("معاون مالی شهرداری آمد.",),  # not Mali
]


@pytest.mark.parametrize("case", BODIES, ids=lambda c: c[0][:50])
def test_organisations(case):
    check(*case)


PLACES = [
    "یک روزنامه چاپ مادرید این خبر را نوشت.",
    "نمایشگاه بین‌المللی گردشگری باکو گشوده شد.",
    "مسابقات در اصفهان، تهران و اهواز برگزار شد.",
    "بیمارستان شهید بهشتی گسترش یافت.",
    "فرودگاه شارل دوگل بسته شد.",
    "انفجار در جنوب غربی بغداد رخ داد.",
]


@pytest.mark.parametrize("text", PLACES, ids=lambda t: t[:40])
def test_places_and_things_named_after_somebody(text):
    check(text)


def test_a_family_name_that_the_article_gives_to_somebody_else():
    check("فرشید سیاری آمد. سیاری رفت.")
    check("[[حبیب‌الله سیاری]] آمد. [[سیاری]] رفت.", "habibollah-sayyari", "habibollah-sayyari")


NAMED_WITH_A_STATE = [
    # organs that bear the state's name are the state; what stands alone names nobody
    ("مقام‌های [[شورای امنیت ملی ترکیه]] جلسه داشتند.", "TUR"),
    ("[[ناوگان پنجم نیروی دریایی آمریکا]] مانور داد.", "USA"),
    ("نمایندگان [[مجلس قانونگذاری فلسطین]] رفتند.", "PSE"),
    ("این بند را شورای امنیت ملی نوشت.",),
    ("[[آستان قدس رضوی]] مراسم برگزار کرد.", "astan-quds-razavi"),
    # whoever speaks without a name is the body
    ("یک [[سخنگوی وزارت خارجه آمریکا]] گفت راه دشوار است.", "united-states-department-of-state"),
    ("یک [[سخنگوی وزارت دفاع ترکیه]] آمد. این [[سخنگوی وزارت دفاع ترکیه]] رفت.",
     "turkish-ministry-of-defence", "turkish-ministry-of-defence"),
    ("[[رضا پهلوی]]، فرزند [[شاه مخلوع ایران]]، سخن گفت.", "reza-pahlavi-crown-prince-of-iran", "mohammad-reza-pahlavi"),
    ("بازرسان [[آژانس بین‌المللی انرژی اتمی]] آمدند و [[آژانس]] گزارش داد.",
     "international-atomic-energy-agency", "international-atomic-energy-agency"),
    ("آژانس مسافرتی بلیت فروخت.",),
    ("میراث [[اوبامای]] خسته اندک بود.", "barack-obama"),
    ("گروه‌های [[فتح]] و [[حماس]] دیدار کردند.", "fatah", "hamas"),
    ("راه فتح قله دشوار است.",),
    ("[[رهبر حوثی‌های یمن]] سخن گفت.", "abdul-malik-al-houthi"),
    ("[[رئیس شورای عالی سیاسی یمن]] دستور داد.", "saleh-ali-al-sammad"),
    ("آن پایگاه با دمشق ۸۰ کیلومتر فاصله دارد.",),
    ("مهمانان در هتل «بهار» آنکارا ماندند.",),
]  # fmt: skip


@pytest.mark.parametrize("case", NAMED_WITH_A_STATE, ids=lambda c: c[0][:50])
def test_bodies_spokesmen_and_groups(case):
    check(*case)


def test_a_family_name_that_is_a_word_too_where_the_office_names_the_man():
    check(
        "سفر [[ظریف]] به قاهره. [[وزیر امور خارجه ایران]] به قاهره رفت.",
        ZAR, ZAR,
    )  # fmt: skip
    check("سفر ظریف به قاهره.")


def test_a_counterpart_named_beside_the_words():
    check(
        "[[جان بولتون]] و [[نیکولای پاتروشف]]، [[همتای روس]] وی، دیدار کردند.",
        "john-bolton", "nikolai-patrushev", "nikolai-patrushev", date="2019-06-24",
    )  # fmt: skip


def test_whose_president_a_quotation_means():
    check(
        "[[ایران]] پاسخ داد. [[سخنگوی کاخ سفید]] گفت: «[[رئیس‌جمهور]] تصمیم خود را گرفته است.»",
        "IRN", "sean-spicer", "donald-trump", date="2017-06-10",
    )  # fmt: skip
