"""The contracts: tables, columns, spans, commands and exit codes."""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.collector import held_off
from analysis.gathering import as_parquet, gather
from analysis.tables import (
    COLUMNS,
    NAMES,
    measure_article,
    measure_articles,
    measure_corpus,
    measured_in,
    read_tables,
    texts_of,
    write_tables,
    written_as,
)

SAMPLE = Path(__file__).parent.parent / "data" / "sample" / "articles.jsonl"
SHARED = Path(__file__).parent.parent.parent / "shared"
CONTRACT = {
    "mentions": "article_id part start end surface actor_id kind country resolved_by",
    "quotations": "article_id part start end surface form cue verb_class speaker_id speaker_surface speaker_start speaker_end resolved_by source_type country",
    "credits": "article_id part start end surface source_id relation",
    "cues": "article_id part start end surface frame entry function negated sponsor_id",
    "relations": "article_id part start end surface actor_a actor_b direction stance cue sponsor_id",
}
VALUES = {
    ("mentions", "kind"): {"state", "person", "organisation", "group", "place"},
    ("mentions", "resolved_by"): {"name", "office", "pronoun", "metonym", "description"},
    ("quotations", "form"): {"direct", "indirect", "mixed", "headline", "continued"},
    ("quotations", "source_type"): {"official", "military", "opposition", "expert", "media", "international", "citizen", "anonymous", "document", "collective"},
    ("credits", "relation"): {"reported-by", "via", "published-in", "interview-with"},
    ("cues", "function"): {"problem", "cause", "judgement", "remedy", "none"},
    ("relations", "stance"): {"cooperative", "conflictual", "mixed", "neutral"},
}  # fmt: skip


@pytest.fixture(scope="module")
def measured():
    return measure_corpus(SAMPLE, progress=False)


def test_columns_are_those_of_the_contract(measured):
    for name, columns in CONTRACT.items():
        assert set(columns.split()) <= set(getattr(measured, name).columns), name
    assert {"words", "sentences", "status", "reason", "copy_of"} <= set(measured.articles.columns)


@pytest.mark.parametrize(("table", "column"), VALUES)
def test_values_are_those_of_the_contract(measured, table, column):
    assert set(getattr(measured, table)[column]) <= VALUES[table, column]


def test_every_row_is_a_span(measured):
    texts = {(a.id, part): getattr(a, part) for a in measured.articles.itertuples() for part in ("title", "text")}
    for name in COLUMNS:
        table = getattr(measured, name)
        for row in table.itertuples():
            assert texts[row.article_id, row.part][row.start : row.end] == row.surface, (name, row)
    for row in measured.quotations.itertuples():
        text = texts[row.article_id, row.part]
        if row.cue:
            assert text[row.cue_start : row.cue_end] == row.cue
        if row.speaker_surface:
            assert text[row.speaker_start : row.speaker_end] == row.speaker_surface


def test_quotations_do_not_overlap(measured):
    for _, group in measured.quotations.groupby(["article_id", "part"]):
        ordered = group.sort_values("start")
        assert (ordered["end"].to_numpy()[:-1] <= ordered["start"].to_numpy()[1:]).all(), group


def test_the_specimen_fills_every_table(measured):
    for name in COLUMNS:
        assert len(getattr(measured, name)), name


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_written_twice_the_same_bytes(measured, tmp_path, format):
    one = write_tables(measured, tmp_path / "one", format)
    two = write_tables(measure_corpus(SAMPLE, progress=False), tmp_path / "two", format)
    for a, b in zip(one, two, strict=True):
        assert a.read_bytes() == b.read_bytes(), a.name


def test_tables_come_back(measured, tmp_path):
    write_tables(measured, tmp_path)
    again = read_tables(tmp_path)
    for name in NAMES:
        assert len(getattr(again, name)) == len(getattr(measured, name))


def test_tables_without_texts_hold_the_same_rows_and_fetch_texts_when_asked(measured, tmp_path):
    write_tables(measured, tmp_path, "parquet")
    light = read_tables(tmp_path, texts=False)
    assert "text" not in light.articles and "surface" not in light.quotations
    for name in COLUMNS:
        kept = [c for c in COLUMNS[name] if c in getattr(light, name)]
        pd.testing.assert_frame_equal(
            getattr(light, name)[kept].astype(object), getattr(measured, name)[kept].astype(object), check_dtype=False
        )
    some = list(measured.articles["id"][3:6])
    assert texts_of(light, some) == texts_of(measured, some)
    assert set(read_tables(tmp_path, articles=some).mentions["article_id"]) <= set(some)


def test_a_sample_of_the_articles_brings_all_their_rows_and_is_the_same_by_the_same_seed(measured, tmp_path):
    write_tables(measured, tmp_path / "whole", "parquet")
    drawn, every = gather(tmp_path / "whole", tmp_path / "drawn", most=20, seed=3)
    gather(tmp_path / "whole", tmp_path / "again", most=20, seed=3)
    assert every == len(measured.articles) and 5 < drawn < every
    part, ids = read_tables(tmp_path / "drawn"), set(read_tables(tmp_path / "drawn").articles["id"])
    assert len(ids) == drawn
    for name in COLUMNS:
        expected = getattr(measured, name)[getattr(measured, name)["article_id"].isin(ids)]
        assert len(getattr(part, name)) == len(expected), name
        assert (tmp_path / "drawn" / f"{name}.parquet").read_bytes() == (
            tmp_path / "again" / f"{name}.parquet"
        ).read_bytes()
    gather(tmp_path / "whole", tmp_path / "other", most=20, seed=4)
    assert set(read_tables(tmp_path / "other").articles["id"]) != ids


def test_partitions_are_gathered_in_order(measured, tmp_path):
    write_tables(measured, tmp_path / "whole", "parquet")
    for name in NAMES:
        table = pq.read_table(tmp_path / "whole" / f"{name}.parquet")
        (tmp_path / "parts" / name).mkdir(parents=True)
        for number, at in enumerate(range(0, max(len(table), 1), 25)):
            pq.write_table(table.slice(at, 25), tmp_path / "parts" / name / f"{number:07d}.parquet")
    gather(tmp_path / "parts", tmp_path / "joined")
    for name in NAMES:
        joined, whole = (pq.read_table(tmp_path / one / f"{name}.parquet") for one in ("joined", "whole"))
        assert joined.equals(whole), name


def test_order_of_articles_does_not_matter(measured, tmp_path):
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    (tmp_path / "turned.jsonl").write_text("\n".join(reversed(lines)), encoding="utf-8")
    turned = measure_corpus(tmp_path / "turned.jsonl", progress=False)
    key = ["article_id", "part", "start", "end"]
    for name in ("mentions", "quotations", "credits"):
        a = getattr(measured, name).sort_values(key).reset_index(drop=True)
        b = getattr(turned, name).sort_values(key).reset_index(drop=True)
        pd.testing.assert_frame_equal(a[CONTRACT[name].split()], b[CONTRACT[name].split()])


@given(st.text(alphabet='ابپتجدرسشکگلمنوهی گفت:که«»"“”.،؛\n\u200cلاوروفروسیه', max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_measured(text):
    found = measure_article({"id": "x", "outlet": "", "date": None, "title": text[:60], "text": text}, load_codebook())
    for name in COLUMNS:
        for row in found[name]:
            whole = text[:60] if row["part"] == "title" else text
            assert whole[row["start"] : row["end"]] == row["surface"]


def test_time_is_linear_in_the_length():
    """Ten times the text gives ten times the quotations: nothing is looked up across the whole article."""
    text = "لاوروف گفت: راه دشواری در پیش است.\n\nوی افزود: «باید صبور بود و گفت‌وگو کرد».\n\n"
    book = load_codebook()
    counts = [
        len(measure_article({"id": "x", "date": None, "title": "", "text": text * n}, book)["quotations"])
        for n in (1, 10, 100)
    ]
    assert counts == [2, 20, 200]


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "analysis", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=SAMPLE.parents[2],
    )


def test_measure_writes_the_tables(tmp_path):
    done = run("measure", SAMPLE, "--out", tmp_path, "--format", "jsonl", "--quiet")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "quotations.jsonl").open(encoding="utf-8")]
    assert set(CONTRACT["quotations"].split()) <= set(rows[0])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["measure", "nowhere.jsonl", "--out", "x"], "nowhere.jsonl"),
        (["measure", "pyproject.toml", "--out", "x"], "pyproject.toml"),
        (["measure", "data/sample/articles.jsonl", "--out", "x", "--codebook", "nowhere"], "nowhere"),
        (["agree", "nowhere.csv", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_wrong_input_is_exit_code_2_with_one_clear_line(arguments, said):
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_check_codebook():
    done = run("check", "codebook")
    assert done.returncode == 0, done.stdout
    assert "0 errors" in done.stdout


@pytest.mark.skipif(not SHARED.exists(), reason="the shared real articles are not on this machine")
def test_the_seed_article_tells_its_story():
    m = measure_corpus(SHARED / "corpus" / "seed.jsonl", progress=False)
    assert len(m.quotations) == 15 and set(m.quotations["speaker_id"]) == {"sergey-lavrov", "vladimir-putin"}
    assert set(m.credits["source_id"]) == {"aran-news", "irna", "russian-foreign-ministry"}
    named = m.mentions[m.mentions["resolved_by"] != "pronoun"]["actor_id"].value_counts()
    assert min(named["RUS"], named["IRN"], named["TUR"]) * 2 > max(named["IRN"], named["TUR"])


@pytest.mark.skipif(not SHARED.exists(), reason="the shared real articles are not on this machine")
def test_real_articles_are_measured_without_a_stop():
    m = measure_corpus(SHARED / "corpus" / "fars.jsonl", progress=False)
    assert len(m.articles) == 1186 and len(m.quotations) > 3000


def test_measuring_leaves_nothing_to_the_collector():
    """It is held off while many articles are measured, so what refers to itself in a circle would stay in memory."""
    article = {
        "id": "a",
        "outlet": "نمونه",
        "date": "2017-11-22",
        "title": "لاوروف: نشست سوچی سازنده بود",
        "text": "مهدی راستین، کارشناس خاورمیانه، گفت: «ایران و روسیه همکاری می‌کنند.» وی افزود که ترکیه هم در مسکو بود.",
    }
    codebook = load_codebook()
    measure_article(article, codebook)
    gc.collect()
    with held_off():
        measure_article(article, codebook)
        assert gc.collect() == 0


def test_an_article_that_cannot_be_measured_stops_no_other():
    articles = [{"id": str(n), "title": "", "text": "لاوروف گفت: «خوب است.»"} for n in range(3)]
    articles[1]["country"] = articles[1].pop("id")  # no id
    with pytest.raises(KeyError):
        measure_articles(articles, load_codebook())
    articles[1]["id"] = Unreadable()
    failed: dict[str, str] = {}
    rows = measure_articles(articles, load_codebook(), failed=failed)
    assert list(failed.values()) == ["ValueError: no name"]
    assert [row["article_id"] for row in rows["quotations"]] == ["0", "2"]


class Unreadable:
    """An id that fails when it is first written out, in `read`, and not when it is listed."""

    asked = 0

    def __str__(self):
        self.asked += 1
        if self.asked == 1:
            raise ValueError("no name")
        return "1"


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_tables_written_as_text_are_read_as_the_same_tables(tmp_path, format):
    measured = measure_corpus(SAMPLE)
    write_tables(measured, tmp_path / "parquet")
    write_tables(measured, tmp_path / "text", format)
    assert written_as(tmp_path / "text") == format and measured_in(tmp_path / "text")
    again = as_parquet(tmp_path / "text", tmp_path / "again")
    for name in NAMES:
        one, other = (pq.read_table(folder / f"{name}.parquet") for folder in (tmp_path / "parquet", again))
        assert one.schema == other.schema, name
        pd.testing.assert_frame_equal(one.to_pandas(), other.to_pandas())
    assert len(read_tables(tmp_path / "text").mentions) == len(measured.mentions)
    assert as_parquet(tmp_path / "parquet", tmp_path / "unused") == tmp_path / "parquet"
