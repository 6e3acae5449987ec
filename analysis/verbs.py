"""Persian verb forms: from the two stems of a verb to every form a newsroom writes.

In goes a verb as the codebook gives it («اعلام کردن» with its stems), out come folded surfaces with what each form says
(tense, number, negated). The grammar follows Lazard (1992), *A Grammar of Contemporary Persian*, ch. 4.
"""

from typing import NamedTuple

PAST_ENDINGS = {"3sg": "", "3pl": "ند", "1sg": "م", "1pl": "یم"}
PRESENT_ENDINGS = {"3sg": "د", "3pl": "ند", "1sg": "م", "1pl": "یم"}
# stems of the verbs that news language builds on; a codebook entry gives its own where it is not among these
STEMS = {
    "کردن": ("کرد", "کن"), "نمودن": ("نمود", "نما"), "دادن": ("داد", "ده"), "داشتن": ("داشت", "دار"),
    "شدن": ("شد", "شو"), "گفتن": ("گفت", "گو"), "افزودن": ("افزود", "افزا"), "نوشتن": ("نوشت", "نویس"),
    "خواستن": ("خواست", "خواه"), "دانستن": ("دانست", "دان"), "خواندن": ("خواند", "خوان"), "گرفتن": ("گرفت", "گیر"),
    "زدن": ("زد", "زن"), "بردن": ("برد", "بر"), "آوردن": ("آورد", "آور"), "گذاشتن": ("گذاشت", "گذار"),
    "پرسیدن": ("پرسید", "پرس"), "ورزیدن": ("ورزید", "ورز"), "گشتن": ("گشت", "گرد"), "آمدن": ("آمد", "آ"),
    "گردیدن": ("گردید", "گرد"), "ساختن": ("ساخت", "ساز"), "ماندن": ("ماند", "مان"), "کشیدن": ("کشید", "کش"),
    "بودن": ("بود", "باش"), "خوردن": ("خورد", "خور"), "فرستادن": ("فرستاد", "فرست"), "شمردن": ("شمرد", "شمار"),
    "رسیدن": ("رسید", "رس"), "رساندن": ("رساند", "رسان"), "خریدن": ("خرید", "خر"), "فروختن": ("فروخت", "فروش"), "رفتن": ("رفت", "رو"), "انداختن": ("انداخت", "انداز"), "نامیدن": ("نامید", "نام"), "پرداختن": ("پرداخت", "پرداز"), "ستودن": ("ستود", "ستا"), "پذیرفتن": ("پذیرفت", "پذیر"), "یافتن": ("یافت", "یاب"), "پیوستن": ("پیوست", "پیوند"),
}  # fmt: skip


_OPEN_ENDED = "اآدذرزژو"  # letters that never join the next: the blank after them may be missing («اظهارداشت»)

_COPULA = (("است", "3sg"), ("هست", "3sg"), ("هستند", "3pl"), ("‌اند", "3pl"), ("هستیم", "1pl"), ("هستم", "1sg"))


class Form(NamedTuple):
    """One written form: `surface` (proper Persian, ZWNJ where it belongs), `tense`, `person`, `negated`."""

    surface: str
    tense: str
    person: str
    negated: bool


def conjugate(past: str, present: str) -> list[Form]:
    """All finite forms of a simple verb in the third person and the first, with their negations.

    >>> [f.surface for f in conjugate("گفت", "گو") if f.tense == "present" and f.person == "3sg"]
    ['می‌گوید', 'نمی‌گوید']
    """
    glide = "ی" if present[-1] in "او" and present not in ("شو", "رو") else ""  # گو → می‌گوید, but شو → می‌شود
    forms = []
    for negated in (False, True):
        no = "ن" if negated else ""
        no_past = _negate(past) if negated else past
        for person in PAST_ENDINGS:
            end = PAST_ENDINGS[person]
            forms.append(Form(no_past + end, "past", person, negated))
            forms.append(Form(f"{no}می‌{past}{end}", "imperfect", person, negated))
            forms.append(Form(f"{no}می‌{present}{glide}{PRESENT_ENDINGS[person]}", "present", person, negated))
        perfect = no_past + "ه"
        for person, ends in {
            "3sg": ("‌است", " است"), "3pl": ("‌اند", " اند"), "1sg": ("‌ام",), "1pl": ("‌ایم",),
        }.items():  # fmt: skip
            forms += [Form(perfect + end, "perfect", person, negated) for end in ends]
        for person, ends in {"3sg": (" بود",), "3pl": (" بودند",), "1sg": (" بودم",), "1pl": (" بودیم",)}.items():
            forms += [Form(perfect + end, "pluperfect", person, negated) for end in ends]
        forms.append(Form(perfect, "participle", "3sg", negated))
        if present == "دار":  # دارد, ندارد stand beside می‌دارد
            forms += [Form(no + "دار" + e, "present", p, negated) for p, e in PRESENT_ENDINGS.items()]
        if present == "باش":  # معتقد است, نیست, هستند
            forms += [
                Form(s, "present", p, negated)
                for s, p in ((("نیست", "3sg"), ("نیستند", "3pl")) if negated else _COPULA)
            ]
        future = "نخواهد" if negated else "خواهد"
        forms.append(Form(f"{future} {past}", "future", "3sg", negated))
        forms.append(Form(f"{future[:-1]}ند {past}", "future", "3pl", negated))
    return forms


def _negate(past: str) -> str:
    """The negated past stem: گفت → نگفت, افزود → نیفزود, آمد → نیامد."""
    if past[0] == "آ":
        return "نیا" + past[1:]
    if past[0] == "ا":
        return "نی" + past[1:]
    return "ن" + past


def verb_forms(infinitive: str, stems: tuple[str, str] | None = None) -> list[Form]:
    """Forms of a simple or light verb given by its infinitive: «گفتن», «اعلام کردن», «خاطر نشان کردن».

    Raises KeyError where the last word's stems are neither given nor among `STEMS`.
    """
    *before, light = infinitive.split(" ")
    past, present = stems or STEMS[light]
    head = " ".join(before)
    forms = [form._replace(surface=f"{head} {form.surface}".strip()) for form in conjugate(past, present)]
    if light == "بودن":  # معتقدند
        forms.append(Form(head + "ند", "present", "3pl", False))
    return forms


def wished_forms(infinitive: str) -> list[Form]:
    """What a compound verb is after «باید», «خواست که», «برای»: subjunctive and infinitive («متهم کند», «متهم کردن»).

    >>> [f.surface for f in wished_forms("لغو شدن")]
    ['لغو شدن', 'لغو شود', 'لغو نشود', 'لغو شوند', 'لغو نشوند', 'لغو شویم', 'لغو نشویم']
    """
    head, _, light = infinitive.rpartition(" ")
    present = STEMS[light][1]
    glide = "ی" if present[-1] in "اآو" and present not in ("شو", "رو") else ""
    begin = "ب" if head and light in ("دادن", "زدن", "گرفتن", "خواستن") else ""  # «اجازه بدهد» beside «اجازه دهد»
    forms = [Form(infinitive, "infinitive", "", False)]
    for person, end in PRESENT_ENDINGS.items():
        if person == "1sg" or present in ("دار", "باش", "آ"):
            continue
        forms += [
            Form(f"{head} {no}{present}{glide}{end}", "subjunctive", person, no == "ن")
            for no in dict.fromkeys(("", begin, "ن"))
        ]
    return forms


def run_together(infinitive: str, surface: str) -> str:
    """The form of a light verb written without a blank where its noun ends open («اظهارداشت»); else empty.

    >>> run_together("اظهار داشتن", "اظهار داشت"), run_together("بیان کردن", "بیان کرد")
    ('اظهارداشت', '')
    """
    noun = infinitive.rpartition(" ")[0]
    return noun + surface[len(noun) + 1 :] if noun and noun[-1] in _OPEN_ENDED else ""
