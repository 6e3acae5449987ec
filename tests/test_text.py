"""Folding keeps its way back; paragraphs, sentences and words are spans of what was published."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.text import count_words, fold, paragraphs, sentences, words

PERSIAN = 'ابتکویيىكئأإآةۀهٔءؤ سشمگف۰۱٣٤45\u200c\u200b\u200d\u200e\u202b\u00a0\u064b\u0651\u0640\ufeff\ufefb\ufdf2«»"“”.:،؛؟!\n\r\t&;<>/abİ¬_'
anything = st.one_of(st.text(max_size=300), st.text(alphabet=PERSIAN, max_size=300))


@pytest.mark.parametrize(
    ("published", "folded"),
    [
        ("رئيس جمهوري تركيه", "رییس جمهوری ترکیه"),  # Arabic letters
        ("رییس‌جمهوری ترکیه", "رییس جمهوری ترکیه"),  # ZWNJ
        ("رئیس  جمهوری   ترکیه", "رییس جمهوری ترکیه"),  # runs of blanks
        ("تأکید", "تاکید"),
        ("مسؤول", "مسوول"),
        ("آمریکا", "امریکا"),
        ("جبهة النصرة", "جبهه النصره"),
        ("خارجهٔ", "خارجه"),
        ("خارجۀ", "خارجه"),
        ("مُهمّ", "مهم"),
        ("ایـــران", "ایران"),
        ("۱۳۹۶/٠٧/12", "1396/07/12"),
        ("می‌گوید", "می گوید"),
        ("می\u200b\u200cگوید", "می گوید"),
        ("می¬گوید", "می گوید"),
        ("\u202bتهران\u202c", "تهران"),
        ("ﻻﺳﺮائيل", "لاسراییل"),  # presentation forms
        ("“سخن”", '"سخن"'),
        ("سخن&nbsp;گفت&zwnj;وگو", "سخن گفت وگو"),
        ("سخن<br/>دوم", "سخن\nدوم"),
        ("TASS", "tass"),
        ("#آستانه_سوریه", "#استانه سوریه"),
        ("", ""),
    ],
)
def test_one_spelling_for_one_word(published, folded):
    assert fold(published).text == folded


@given(anything)
@settings(max_examples=400)
def test_every_folded_span_leads_back(text):
    folded = fold(text)
    n = len(folded.text)
    last = 0
    for i in range(n):
        start, end = folded.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or text[start:end] == text[last : last + end - start]
        last = start
        # the letter found there folds to (at least) the letter we came from
        assert folded.text[i] in fold(text[start:end]).text or folded.text[i] in " \n"
    assert folded.span(0, n)[1] <= len(text)


@given(anything)
def test_folding_twice_changes_nothing(text):
    once = fold(text).text
    if "&" not in once and "<" not in once:  # an entity may spell another entity
        assert fold(once).text == once


@given(anything)
def test_longer_span_covers_shorter(text):
    folded = fold(text)
    n = len(folded.text)
    for i in range(0, n, 7):
        for j in range(i + 1, min(n, i + 20)):
            a, b = folded.span(i, j)
            assert a <= folded.span(i, i + 1)[0] and b >= folded.span(j - 1, j)[1]


@given(anything)
def test_paragraphs_and_sentences_are_ordered_spans(text):
    folded = fold(text).text
    for spans in (paragraphs(folded), sentences(folded)):
        last = 0
        for a, b in spans:
            assert last <= a < b <= len(folded)
            assert "\n" not in folded[a:b]
            last = b
    covered = sum(len(folded[a:b].replace(" ", "")) for a, b in sentences(folded))
    assert covered == len("".join(folded.split(" ")).replace("\n", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزیر گفت: «روند زنده است. ما با ایران کار می‌کنیم.» وی رفت.", 2),  # not inside «…»; but after `.»`
        ("به گفته م. ج. ظریف مذاکرات ادامه دارد. او افزود.", 2),  # initials
        ("رشد 10.30 درصد بود. همین.", 2),  # decimals
        ("سایت farsnews.ir نوشت. تمام.", 2),  # addresses
        ("توافق شد!آنها رفتند؟ بله.", 3),  # missing space
        ("خواستار تقویت کمیسیون گرديد.وي گفت: سلام.", 2),
        ("او ... سپس رفت. پایان.", 2),  # a pause
        ("خط اول\nخط دوم. خط سوم.", 3),
        ("«نقل قول بی‌پایان. جمله دوم. جمله سوم", 3),  # a mark that never closes hides nothing
    ],
)
def test_sentences(text, expected):
    folded = fold(text).text
    found = sentences(folded)
    assert len(found) == expected, [folded[a:b] for a, b in found]


def test_words_are_spans_of_the_text_as_published():
    text = "وزیر امور خارجهٔ روسیه می‌گوید: «همکاری‌ها ادامه دارد.»"
    found = [text[a:b] for a, b in words(text)]
    assert "می‌گوید" in found and "روسیه" in found and "همکاری‌ها" in found


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("می‌گوید", 1), ("او می گوید.", 3), ("۱۲ مهر ۱۳۹۶", 3), ("«سلام»، دنیا!", 2)]
)
def test_count_words(text, count):
    assert count_words(text) == count


@given(anything)
@settings(max_examples=60)
def test_words_never_overlap(text):
    last = 0
    for a, b in words(text):
        assert last <= a < b <= len(text)
        last = b
