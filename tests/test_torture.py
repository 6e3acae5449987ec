"""The torture corpus, in every format: read and measured without a traceback, every row accounted for."""

import json
import random
import tracemalloc

import pandas as pd
import pytest
import torture
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import load_codebook
from analysis.corpus import CorpusError, iter_articles, read_articles
from analysis.tables import measure_article, measure_corpus, write_tables


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """The torture corpus on disk, by name of format."""
    return torture.make(tmp_path_factory.mktemp("torture"))


def _expected(format: str):
    """(what, status, piece of reason or note) of each row in a format."""
    in_a_sheet = {  # its cells hold 32,767 characters at most, and no control characters
        "over-long": ("kept", "cut off at 32,767"),
        "long, but not over-long": ("duplicate", "same title and text"),
        "control characters": ("kept", ""),
    }
    for what, _, status, piece in torture.ROWS:
        yield what, *(in_a_sheet.get(what, (status, piece)) if format == "xlsx" else (status, piece))


@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "tsv", "xlsx", "parquet", "csv.gz"])
def test_every_row_gets_its_status_and_its_reason(paths, format):
    corpus = read_articles(paths[format])
    table = corpus.articles
    assert len(table) == len(torture.ROWS)
    assert (table["status"] == "rejected").sum() == len(corpus.rejected)
    for (what, status, piece), row in zip(_expected(format), table.to_dict("records"), strict=True):
        assert row["status"] == status, (what, row["reason"], row["notes"])
        assert piece in (row["reason"] if status != "kept" else row["notes"]), what
        assert piece or status != "kept" or not row["notes"], (what, row["notes"])
    assert corpus.rejected["cure"].ne("").all()
    assert not corpus.articles["reason"].str.contains("\n").any()


def test_what_only_lines_can_hold(paths):
    corpus = read_articles(paths["lines.jsonl"])
    table = corpus.articles
    assert len(table) == len(torture.LINES) + 2
    assert table["status"].tolist()[0] == table["status"].tolist()[-1] == "kept"
    for (what, _, piece), row in zip(torture.LINES, table.to_dict("records")[1:-1], strict=True):
        assert row["reason"] == piece, what
        assert row["status"] == ("rejected" if piece else "kept"), what
    assert corpus.rejected["row"].tolist() == [3, 5, 7, 9, 11, 13, 17, 19, 21]  # lines as an editor counts them


def test_an_archive_of_several_files(paths):
    corpus = read_articles(paths["zip"])
    assert len(corpus.articles) == len(torture.ROWS) + 2
    assert corpus.articles["id"].tolist()[-1] == ""
    assert corpus.rejected["reason"].tolist()[-1] == "unknown kind of file"


@pytest.mark.parametrize("format", ["jsonl", "lines.jsonl"])
def test_the_torture_corpus_is_measured_and_written(paths, format, tmp_path):
    measured = measure_corpus(paths[format], progress=False)
    fit = measured.articles[measured.articles["status"] != "rejected"]
    originals = {(r["id"], part): r[part] for r in fit.to_dict("records") for part in ("title", "text")}
    for name in ("mentions", "quotations", "credits", "cues", "relations"):
        for row in getattr(measured, name).to_dict("records"):
            assert originals[row["article_id"], row["part"]][row["start"] : row["end"]] == row["surface"], name
    for kind in ("parquet", "csv", "jsonl"):
        assert all(p.exists() for p in write_tables(measured, tmp_path / kind, kind))
    again = pd.read_parquet(tmp_path / "parquet" / "articles.parquet")
    assert len(again) == len(measured.articles)


def test_nothing_in_a_field_is_carried_out_or_changed(paths):
    table = read_articles(paths["csv"]).articles.set_index("id")
    for row in torture.articles():
        if row["id"] in table.index and isinstance(row["text"], str) and table["status"].eq("kept")[row["id"]] is True:
            assert table.loc[row["id"], "text"] == row["text"]
            assert table.loc[row["id"], "title"] == (row["title"] or "")


# ---------------------------------------------------------------- fuzz


@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "tsv", "xlsx", "parquet", "csv.gz", "zip"])
def test_files_with_bytes_changed_are_read_or_refused(paths, format, tmp_path):
    """Twenty-five files a format with bytes struck out, doubled, overwritten or cut off: rows, or one line of error."""
    content = paths[format].read_bytes()
    if format in ("jsonl", "json", "csv", "tsv"):
        content = content[:60_000]
    dice = random.Random(format)
    path = tmp_path / f"fuzz.{format}"
    for _ in range(25):
        broken = bytearray(content)
        for _ in range(dice.choice([1, 3, 30])):
            at = dice.randrange(len(broken))
            match dice.randrange(4):
                case 0:
                    broken[at : at + dice.choice([1, 50])] = b""
                case 1:
                    broken[at] = dice.randrange(256)
                case 2:
                    broken[at:at] = dice.choice(
                        [b'"', b"\x00", b"\n", b"}", b"\xff\xfe", b",", b"<", b"\xd9"]
                    ) * dice.choice([1, 9])
                case 3 if dice.random() < 0.1:
                    del broken[at:]
        path.write_bytes(bytes(broken))
        try:
            corpus = read_articles(path)
        except CorpusError as error:
            assert "fuzz" in str(error)
            assert "\n" not in str(error)
        else:
            assert (corpus.articles["status"] == "rejected").sum() == len(corpus.rejected)
            assert set(corpus.articles["status"]) <= {"kept", "duplicate", "rejected"}


PIECES = ["لاوروف", " گفت", "«", "»", '"', ":", ".", " ", "\n", "که ", "وزیر خارجه روسیه", "ترکیه", "به گزارش ایرنا", "\u200c", "<b>", "&amp;",
          "وی افزود", "ایران و روسیه", "همکاری", "تروریست‌ها", "ﻻ", "\u064e", "\x07", "12", "۱۲ مهر", "انتهای پیام", "\u202b", "İ", "اخبار مرتبط"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
)
def test_any_text_is_measured_and_every_span_holds(text, title):
    article = {"id": "f", "outlet": "o", "date": "2017-10-04", "title": title, "text": text}
    for table, rows in measure_article(article, load_codebook()).items():
        for row in rows:
            if "surface" in row:
                assert article[row["part"]][row["start"] : row["end"]] == row["surface"], table


# ---------------------------------------------------------------- size


@pytest.mark.parametrize("format", ["jsonl", "csv", "json"])
def test_a_large_file_is_read_row_by_row(tmp_path, format):
    """4,000 rows of 7 kB: reading holds a small part of the 20 MB at a time."""
    path = tmp_path / f"large.{format}"
    text = torture._long(400)
    with path.open("w", encoding="utf-8") as out:
        out.write({"csv": "id,outlet,date,title,text\n", "json": "[\n", "jsonl": ""}[format])
        for i in range(4_000):
            row = {"id": f"{i}", "outlet": "o", "date": "2017-10-04", "title": f"تیتر {i}", "text": text}
            line = ",".join(row.values()) if format == "csv" else json.dumps(row, ensure_ascii=False)
            out.write(line + (",\n" if format == "json" and i < 3_999 else "\n"))
        out.write("]" if format == "json" else "")
    size = path.stat().st_size
    rows = iter_articles(path)
    next(rows)
    tracemalloc.start()
    read = 1 + sum(1 for _ in zip(range(500), rows, strict=False))
    early = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    read += sum(1 for _ in rows)
    assert read == 4_000
    assert early < size / 4
