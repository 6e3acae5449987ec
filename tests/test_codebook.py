"""The codebook is checked on load; one matcher finds every surface, whole words, inflected, longest first."""

import shutil
from datetime import date

import pytest

from analysis.__main__ import main
from analysis.codebook import FOLDER, CodebookError, load_codebook
from analysis.lexicon import Lexicon, Meaning, spellings
from analysis.text import fold
from analysis.verbs import verb_forms


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "codebook")
    return tmp_path / "codebook"


def lexicon(*surfaces, inflects=False):
    return Lexicon([(s, Meaning("x", s, "name"), inflects) for s in surfaces])


def found(lexicon, text):
    folded = fold(text).text
    return [folded[h.start : h.end] for h in lexicon.match(folded).get("x", [])]


@pytest.mark.parametrize(
    ("surfaces", "text", "expected"),
    [
        (["ایران"], "ایران و ایرانی و ایرانیان", ["ایران"]),  # whole words only
        (["ایران"], "«ایران»، (ایران)؛ ایران.", ["ایران"] * 3),
        (["روسیه", "وزیر خارجه روسیه"], "وزیر خارجه روسیه آمد. روسیه", ["وزیر خارجه روسیه", "روسیه"]),  # longest wins
        (["چاووش‌اوغلو"], "چاووش‌اوغلو چاووش اوغلو چاووشاوغلو", ["چاووش اوغلو", "چاووش اوغلو", "چاووشاوغلو"]),
        (["سازمان ملل"], "سازمان  ملل", ["سازمان ملل"]),  # two blanks
        (["رئیس‌جمهور"], "رئيس جمهور", ["رییس جمهور"]),
        (
            ["گروه* تروریستی"],
            "گروه‌های تروریستی، گروههای تروریستی، گروه تروریستی",
            ["گروه های تروریستی", "گروههای تروریستی", "گروه تروریستی"],
        ),
    ],
)
def test_matching(surfaces, text, expected):
    assert found(lexicon(*surfaces), text) == expected


@pytest.mark.parametrize(
    "form",
    [
        "تروریست",
        "تروریست‌ها",
        "تروریست ها",
        "تروریستها",
        "تروریست‌های",
        "تروریستان",
        "تروریستی",
        "تروریست‌هایی",
        "تروریست‌شان",
    ],
)
def test_noun_endings_belong_to_the_match(form):
    assert found(lexicon("تروریست", inflects=True), f"این {form} رفت") == [fold(form).text]


def test_a_longer_word_is_another_word():
    assert found(lexicon("تروریست", inflects=True), "تروریستخانه") == []


def test_spellings():
    assert sorted(spellings("ال‌بی‌سی")) == ["ال بی سی", "ال بیسی", "البی سی", "البیسی"]


@pytest.mark.parametrize(
    ("infinitive", "form"),
    [
        ("گفتن", "گفت"), ("گفتن", "می‌گوید"), ("گفتن", "گفته است"), ("گفتن", "گفته بود"), ("گفتن", "می‌گفتند"),
        ("افزودن", "می‌افزاید"), ("اعلام کردن", "اعلام کرده‌اند"), ("اعلام کردن", "اعلام خواهد کرد"),
        ("تاکید داشتن", "تاکید دارد"), ("معتقد بودن", "معتقدند"), ("معتقد بودن", "معتقد است"), ("ستودن", "می‌ستاید"),
        ("افزودن", "نیفزود"),
    ],
)  # fmt: skip
def test_verb_forms(infinitive, form):
    assert form in [f.surface for f in verb_forms(infinitive)]


def test_enough_reporting_verbs():
    assert len(load_codebook().verbs) >= 120


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        (
            "actors-x.yaml",
            "- {id: x, kind: person, en: X, fa: ایکس, names: [ایکس], nmaes: [y]}",
            ["actors-x.yaml", "entry 1", "(x)", "nmaes"],
        ),
        (
            "actors-x.yaml",
            "- {id: x, kind: persn, en: X, fa: ایکس, names: [ایکس]}",
            ["actors-x.yaml", "(x)", "kind", "persn"],
        ),
        ("actors-x.yaml", "- {id: x, kind: person, en: X, fa: ایکس}", ["actors-x.yaml", "names"]),
        ("actors-x.yaml", "- {id: RUS, kind: state, en: X, fa: ایکس, names: [ایکس]}", ["'RUS' stands twice"]),
        ("actors-x.yaml", "- {id: x, kind: [", ["actors-x.yaml", "line"]),
        ("actors-x.yaml", "id: x", ["actors-x.yaml", "expected a list"]),
        (
            "offices-x.yaml",
            "terms: [{office: president, of: RUS, holder: x, from: 2012-05-07, to: 2008-05-07}]",
            ["offices-x.yaml", "(x)", "after"],
        ),
        (
            "offices-x.yaml",
            "terms: [{office: president, of: RUS, holder: x, from: yesterday}]",
            ["offices-x.yaml", "from"],
        ),
        ("offices-x.yaml", "- {zzz: 1}", ["offices-x.yaml", "kinds, terms", "found list"]),
        ("offices-x.yaml", "term: []", ["offices-x.yaml", "'term'", "kinds, terms"]),
        ("names.yaml", "- {zzz: 1}", ["names.yaml", "found list"]),
        ("reporting_verbs.yaml", "foo", ["reporting_verbs.yaml", "verbs, phrases", "found str"]),
        ("reporting_verbs.yaml", "verbs: [{infinitive: فوو, class: neutral, en: x}]", ["entry 1", "'فوو'", "stems"]),
        ("words.yaml", "- {zzz: 1}", ["words.yaml", "found list"]),
        ("words.yaml", "titles: [آقای]", ["words.yaml", "titles", "'title'"]),
        ("words.yaml", "title: [1]", ["words.yaml", "title.0", "string"]),
        ("source_types.yaml", "- {zzz: 1}", ["source_types.yaml", "found list"]),
        ("source_types.yaml", "experts: [استاد]", ["source_types.yaml", "experts", "expert|media"]),
        (
            "events.yaml",
            "- {id: x, date: 2017-13-01, en: X, fa: ایکس, kind: war}",
            ["events.yaml", "(x)", "date", "2017-13-01"],
        ),
        ("frames-mine.yaml", "- {id: x, zzz: 1}", ["frames-mine.yaml", "(x)", "zzz", "threshold"]),
        ("frames-generic.yaml", "- {zzz: 1}", ["frames-generic.yaml", "entry 1", "zzz"]),
        ("relevance.yaml", "- {zzz: 1}", ["relevance.yaml", "entry 1", "zzz"]),
        ("boilerplate.yaml", "- {zzz: 1}", ["boilerplate.yaml", "entry 1", "zzz"]),
        ("frames.yaml", "", ["no frame in frames.yaml", "frames-generic"]),
    ],
)
def test_errors_name_file_and_entry(copy, file, text, words):
    (copy / file).write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as error:
        load_codebook(copy)
    for word in words:
        assert word in str(error.value)


def test_a_missing_folder_is_said():
    with pytest.raises(CodebookError, match="no such folder"):
        load_codebook("nowhere")


def test_a_folder_without_actors_is_no_codebook(tmp_path):
    with pytest.raises(CodebookError, match="no actor in it"):
        load_codebook(tmp_path)


def test_a_frame_file_that_is_not_there_is_said(capsys, tmp_path):
    with pytest.raises(CodebookError, match=r"no frames-nope\.yaml in .*: frames, frames-generic"):
        load_codebook(frames="frames-nope")
    out = tmp_path / "out"
    assert main(["measure", "data/sample/articles.jsonl", "--out", str(out), "--frames", "generic"]) == 2
    assert "no generic.yaml" in capsys.readouterr().err and not out.exists()


def test_a_file_that_nobody_reads_is_told(copy, capsys):
    (copy / "actors-mine.yaml").write_text("[]", encoding="utf-8")
    (copy / "myactors.yaml").write_text("[]", encoding="utf-8")
    assert load_codebook(copy).unread == ("myactors.yaml",)
    assert main(["check", "codebook", "--codebook", str(copy)]) == 0
    assert "myactors.yaml of the codebook is read by nobody" in capsys.readouterr().err


def test_days_stay_days(copy):
    (copy / "offices-x.yaml").write_text(
        "terms: [{office: president, of: RUS, holder: x, from: 2012-05-07, to: null}]", encoding="utf-8"
    )
    (term,) = load_codebook(copy).terms_held("x")
    assert (term.from_, term.to) == (date(2012, 5, 7), None)


def test_labels_in_both_languages():
    book = load_codebook()
    assert book.label("RUS", "en") == "Russia" and book.label("RUS", "fa") == "روسیه"
    assert "Russia" in book.label("russian-foreign-ministry", "en")
    assert book.label("joint:IRN+RUS", "fa") == "ایران و روسیه"
    assert book.label("other:بهمن راستین", "en") == "بهمن راستین"
    assert book.label("unheard-of", "en") == "unheard-of"


def test_the_examples_of_another_frame_file_can_be_tried(capsys):
    assert main(["check", "codebook", "--frames", "frames-generic"]) == 0
    assert f"{len(load_codebook(frames='frames-generic').frames)} frames" in capsys.readouterr().out
