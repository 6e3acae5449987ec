"""Articles in: what can be read, what is set apart and why. The cases are the manual (docs/corpus.md)."""

import gzip
import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import delimited
from analysis.boilerplate import boilerplate, outside, without
from analysis.boilerplate import load as load_boilerplate
from analysis.columns import name_columns, read_mapping
from analysis.corpus import CorpusError, iter_articles, read_articles, write_rejected
from analysis.noise import fault_of, notes_on
from analysis.outlets import unify
from analysis.relevance import relevance, rules
from analysis.text import fold

TEXT = "وزیر خارجه روسیه در مسکو گفت که این کشور با ایران و ترکیه درباره سوریه همکاری می‌کند."
OTHER = "رئیس جمهور ترکیه در آنکارا از سفر هیئتی از ایران به این کشور و گفت‌وگو با آن خبر داد."
ROWS = [
    {"id": "a1", "outlet": "khabar-a", "date": "۱۳۹۶/۰۷/۱۲", "title": "دیدار در مسکو", "text": TEXT},
    {"id": "a2", "outlet": "khabar-b", "date": "2017-10-05", "title": "سفر به آنکارا", "text": OTHER},
]


def write(path: Path, rows=ROWS, **options) -> Path:
    """A corpus file of `rows` in the format of its suffix."""
    table = pd.DataFrame(rows)
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    elif path.suffix == ".json":
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=options.get("indent")), encoding="utf-8")
    elif path.suffix in (".csv", ".tsv"):
        sep = options.get("sep", "\t" if path.suffix == ".tsv" else ",")
        content = table.to_csv(index=False, sep=sep)
        path.write_bytes(content.encode(options.get("encoding", "utf-8"), errors="replace"))
    elif path.suffix == ".xlsx":
        table.to_excel(path, index=False)
    else:
        table.to_parquet(path)
    return path


def whole(path, **options):
    """Read, and hold to what always holds: N in = N kept + N set apart."""
    corpus = read_articles(path, **options)
    status = corpus.articles["status"]
    assert len(status) == sum((status == s).sum() for s in ("kept", "duplicate", "rejected"))
    assert (status == "rejected").sum() == len(corpus.rejected)
    assert corpus.rejected["cure"].ne("").all()
    return corpus


def same(corpus):
    """The two articles came through."""
    table = corpus.articles
    assert table["id"].tolist() == ["a1", "a2"]
    assert table["date"].tolist() == ["2017-10-04", "2017-10-05"]
    assert table["status"].tolist() == ["kept", "kept"]
    assert fold(table["text"][0]).text == fold(TEXT).text
    assert table["words"].tolist() == [20, 22]


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("name", ["c.jsonl", "c.json", "c.csv", "c.tsv", "c.xlsx", "c.parquet"])
def test_every_format_reads_the_same(tmp_path, name):
    corpus = whole(write(tmp_path / name))
    same(corpus)
    assert corpus.articles["text"].tolist() == [TEXT, OTHER]


@pytest.mark.parametrize("name", ["c.jsonl", "c.json", "c.csv", "c.xlsx", "c.parquet"])
def test_zip_and_gzip_of_every_format(tmp_path, name):
    plain = write(tmp_path / name)
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    same(whole(packed))
    archive = tmp_path / "c.zip"
    with zipfile.ZipFile(archive, "w") as z:
        z.write(plain, f"inner/{name}")
        z.writestr("__MACOSX/._x", "junk")
    same(whole(archive))


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8-sig", None),
        ("utf-16", None),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1256", "Windows-1256"),
    ],
)
def test_encodings_of_csv(tmp_path, encoding, said):
    rows = [{k: v.translate(str.maketrans("یک", "يك")) if k == "text" else v for k, v in r.items()} for r in ROWS]
    for row in rows:  # Windows-1256 has no Persian digits, no ی
        row["date"] = "2017-10-04" if row["id"] == "a1" else row["date"]
        row["title"] = row["title"].translate(str.maketrans("یک", "يك"))
    corpus = whole(write(tmp_path / "c.csv", rows, encoding=encoding))
    same(corpus)
    assert any(said in m for m in corpus.messages) if said else not corpus.messages


@pytest.mark.parametrize("sep", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, sep):
    same(whole(write(tmp_path / "c.csv", sep=sep)))


def test_a_json_array_over_many_lines_and_one_wrapped_in_an_object(tmp_path):
    same(whole(write(tmp_path / "c.json", indent=2)))
    (tmp_path / "w.json").write_text(json.dumps({"total": 2, "articles": ROWS}, ensure_ascii=False), encoding="utf-8")
    same(whole(tmp_path / "w.json"))
    (tmp_path / "one.json").write_text(json.dumps(ROWS[0], ensure_ascii=False, indent=1), encoding="utf-8")
    assert whole(tmp_path / "one.json").articles["id"].tolist() == ["a1"]


def test_a_folder_of_text_pages(tmp_path):
    for outlet, name, encoding in (
        ("irna", "1396-07-12_1.txt", "utf-8"),
        ("isna", "p2.txt", "cp1256"),
        ("irna", "p2.txt", "utf-16"),
    ):
        folder = tmp_path / "corpus" / outlet
        folder.mkdir(parents=True, exist_ok=True)
        text = f"تيتر {name}\n{TEXT if encoding != 'utf-16' else OTHER}\n".replace("ی", "ي").replace("ک", "ك")
        (folder / name).write_bytes(text.replace("\u200c", " ").encode(encoding))
    (tmp_path / "corpus" / ".DS_Store").write_bytes(b"\x00")
    table = whole(tmp_path / "corpus").articles
    assert table["id"].tolist() == ["1396-07-12_1", "irna/p2", "isna/p2"]  # a name that is not alone takes its folder
    assert table["outlet"].tolist() == ["irna", "irna", "isna"]
    assert table["date"].tolist()[0] == "2017-10-04"
    assert table["title"].tolist()[0] == "تيتر 1396-07-12_1.txt"
    assert set(table["status"]) == {"kept"}


PAGE = """<!DOCTYPE html><html lang="fa"><head><meta charset="{charset}"><title>دیدار در مسکو | خبرگزاری نمونه</title>
{meta}<script>var x = "کد";</script></head><body><nav><a href="/">خانه</a><a href="/p">سیاسی</a></nav>
<article><h1>دیدار در مسکو</h1>{line}<p>{text}</p><p>وی افزود: روند گفت&zwnj;وگوهای آستانه ادامه دارد و سه کشور ضامن همکاری می‌کنند.</p>
<p>انتهای پیام/</p></article><aside><h3>اخبار مرتبط</h3><ul><li><a href="/1">خبر دیگر</a></li></ul></aside></body></html>"""


def test_an_html_page_gives_title_text_date_outlet(tmp_path):
    meta = (
        '<meta property="article:published_time" content="2017-10-04T10:00:00+03:30">'
        '<meta property="og:site_name" content="خبرگزاری نمونه"><meta property="og:url" content="https://example.org/1">'
    )
    (tmp_path / "p1.html").write_text(PAGE.format(charset="utf-8", meta=meta, line="", text=TEXT), encoding="utf-8")
    article = whole(tmp_path / "p1.html").articles.iloc[0]
    assert (article["id"], article["title"], article["date"]) == ("p1", "دیدار در مسکو", "2017-10-04")
    assert article["outlet_as_published"] == "خبرگزاری نمونه"
    assert article["url"] == "https://example.org/1"
    assert article["text"].startswith(TEXT)  # with its half spaces, without title and navigation
    assert "گفت\u200cوگوهای" in article["text"]
    assert "خبر دیگر" not in article["text"]
    assert "خانه" not in article["text"]


def test_an_html_page_whose_date_stands_in_a_line(tmp_path):
    line = "<div>تاریخ انتشار: <span>چهارشنبه ۱۲ مهر ۱۳۹۶ - ۱۰:۲۵</span></div>"
    (tmp_path / "p1.html").write_text(PAGE.format(charset="utf-8", meta="", line=line, text=TEXT), encoding="utf-8")
    assert whole(tmp_path / "p1.html").articles["date"].tolist() == ["2017-10-04"]


def test_an_html_page_in_windows_1256(tmp_path):
    page = PAGE.format(charset="windows-1256", meta="", line="", text=TEXT).replace("ی", "ي")
    (tmp_path / "p1.htm").write_bytes(page.encode("cp1256", errors="xmlcharrefreplace"))
    assert whole(tmp_path / "p1.htm").articles["title"].tolist() == ["ديدار در مسكو".replace("ك", "ک")]


def test_a_spreadsheet_with_several_sheets_says_which_it_read(tmp_path):
    path = tmp_path / "c.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame().to_excel(book, sheet_name="empty", index=False)
        pd.DataFrame(ROWS).to_excel(book, sheet_name="articles", index=False)
        pd.DataFrame({"x": [1]}).to_excel(book, sheet_name="notes", index=False)
    corpus = whole(path)
    same(corpus)
    assert corpus.messages == [f"{path}: read sheet 'articles'; not read: 'notes'"]


def test_a_spreadsheet_called_csv_is_read_as_what_it_is(tmp_path):
    write(tmp_path / "c.xlsx").rename(tmp_path / "c.csv")
    same(whole(tmp_path / "c.csv"))


def test_numbers_as_ids_and_days_as_dates_in_a_spreadsheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["id", "outlet", "date", "title", "text"])
    book.active.append([12.0, "a", pd.Timestamp("2017-10-04").to_pydatetime(), 1396, TEXT])
    book.save(tmp_path / "c.xlsx")
    article = whole(tmp_path / "c.xlsx").articles.iloc[0]
    assert (article["id"], article["date"], article["title"]) == ("12", "2017-10-04", "1396")


# ---------------------------------------------------------------- columns


def test_usual_column_names_are_guessed_with_a_message(tmp_path):
    rows = [
        {
            "news_id": r["id"],
            "خبرگزاری": r["outlet"],
            "تاریخ انتشار": r["date"],
            "Headline": r["title"],
            "متن خبر": r["text"],
        }
        for r in ROWS
    ]
    corpus = whole(write(tmp_path / "c.csv", rows))
    same(corpus)
    assert len(corpus.messages) == 5
    assert any("column 'متن خبر' read as `text`" in m for m in corpus.messages)


def test_columns_are_mapped_by_parameter(tmp_path):
    rows = [{**{k: v for k, v in r.items() if k != "text"}, "body": "x", "خبر کامل": r["text"]} for r in ROWS]
    corpus = whole(write(tmp_path / "c.jsonl", rows), columns={"خبر_كامل": "text"})
    same(corpus)
    assert corpus.articles["body"].tolist() == ["x", "x"]  # nothing is lost
    assert corpus.messages == []


def test_a_mapping_that_names_no_column_is_an_error(tmp_path):
    with pytest.raises(CorpusError, match="'متنن', which is no column"):
        read_articles(write(tmp_path / "c.csv"), columns={"متنن": "text"})


def test_a_mapping_on_the_command_line():
    assert read_mapping(["متن=text, تاریخ=date", "x=id"]) == {"متن": "text", "تاریخ": "date", "x": "id"}
    for wrong in ("متن", "=text", "متن="):
        with pytest.raises(CorpusError, match="write yours=ours"):
            read_mapping([wrong])


def test_columns_of_our_own_are_kept_as_given(tmp_path):
    corpus = whole(write(tmp_path / "c.jsonl", [{**r, "status": "x", "words": 3} for r in ROWS]))
    same(corpus)
    assert corpus.articles["status_given"].tolist() == ["x", "x"]


def test_our_own_name_goes_before_a_guess():
    assert name_columns(["text", "body"]) == {"text": "text"}
    assert name_columns(["Body", "متن"])["Body"] == "text"


@pytest.mark.parametrize("name", ["c.csv", "c.xlsx", "c.parquet", "c.jsonl"])
def test_a_missing_column_is_one_clear_line(tmp_path, name):
    rows = [{k: v for k, v in r.items() if k != "text"} for r in ROWS]
    with pytest.raises(CorpusError, match=r"'text'.*rename yours to it, or say which it is") as error:
        read_articles(write(tmp_path / name, rows))
    assert "\n" not in str(error.value)


MISSING = [
    ("c.csv", ["text"], "column 'text' is missing (found: id, outlet, date, title); rename yours to it, or say which it is: --columns yours=text (in"),
    ("c.xlsx", ["outlet", "date"], "columns 'outlet' and 'date' are missing (found: id, title, text); rename yours to them, or say which they are: --columns yours=outlet,yours=date (in"),
    ("c.parquet", ["id", "outlet", "date"], "columns 'id', 'outlet' and 'date' are missing (found: title, text);"),
    ("c.jsonl", ["id", "text"], "columns 'id' and 'text' are missing (found: outlet, date, title);"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "without", "message"), MISSING)
def test_all_missing_columns_are_named_at_once(tmp_path, name, without, message):
    rows = [{k: v for k, v in r.items() if k not in without} for r in ROWS]
    with pytest.raises(CorpusError) as error:
        read_articles(write(tmp_path / name, rows))
    assert str(error.value).startswith(f"{tmp_path / name}: {message}")


def test_the_mapping_that_the_message_gives_is_one(tmp_path):
    path = write(
        tmp_path / "c.csv",
        [{"a": r["id"], "b": r["outlet"], **{k: r[k] for k in ("date", "title", "text")}} for r in ROWS],
    )
    with pytest.raises(CorpusError) as error:
        read_articles(path)
    mapping = str(error.value).split("--columns ")[1].split(" ")[0]
    assert mapping == "yours=id,yours=outlet"
    same(whole(path, columns=read_mapping([mapping.replace("yours=id", "a=id").replace("yours=outlet", "b=outlet")])))


def test_json_lines_need_an_id_and_a_text_only(tmp_path):
    table = whole(write(tmp_path / "c.jsonl", [{"id": r["id"], "text": r["text"]} for r in ROWS])).articles
    assert table["status"].tolist() == ["kept", "kept"]


# ---------------------------------------------------------------- what is set apart

APART = [
    ({"id": ""}, "no id"), ({"id": None}, "no id"), ({"id": ["x"]}, "no id"), ({"text": ""}, "no text"), ({"text": "  \n "}, "no text"),
    ({"text": None}, "no text"), ({"text": 12}, "no text"), ({"id": "a1", "text": OTHER}, "the id stands twice"),
    ({"text": "The ministers met in Moscow and spoke of Syria."}, "no Persian letters in the text"),
    ({"text": "The ministers met in Moscow and spoke of Syria. ظریف was there, too."}, "not in Persian"),
    ({"text": "أعلن وزير الخارجية الروسي في موسكو أن بلاده تعمل مع إيران وتركيا على حل الأزمة في سوريا، وقال إن المحادثات التي جرت كانت مفيدة"}, "not in Persian"),
    ({"text": "روس کے وزیر خارجہ نے ماسکو میں کہا ہے کہ ان کا ملک ایران اور ترکی کے ساتھ مل کر شام کے مسئلے پر کام کر رہا ہے۔"}, "not in Persian"),
    ({"text": TEXT.encode("utf-8").decode("latin-1")}, "garbled letters"),
    ({"text": TEXT.encode("utf-8").decode("cp1252", errors="replace")}, "garbled letters"),
    ({"text": TEXT.replace("ی", "ي").replace("\u200c", " ").encode("cp1256").decode("cp1252", errors="ignore")}, "garbled letters"),
    ({"text": TEXT.encode("utf-8").decode("cp1256")}, "garbled letters"),
    ({"text": "".join("?" if c.isalpha() else c for c in TEXT)}, "letters lost"),
    ({"text": f"{TEXT} {OTHER}".encode("cp1256", "replace").decode("cp1256")}, "letters lost"),
    ({"text": f"گفت {'؟ ??????? ???? ' * 9}"}, "letters lost"),
    ({"text": "".join("\ufffd" if c.isalpha() else c for c in TEXT)}, "letters lost"),
    ({"text": TEXT.replace("ی", "?")}, "letters lost"),
    ({"text": "\x00\x01\x02PNG" * 50 + TEXT}, "binary data"),
    ({"text": TEXT * 8000}, "longer than 1 MB"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "reason"), APART)
def test_what_is_unfit_is_set_apart_with_reason_and_cure(tmp_path, change, reason):
    corpus = whole(write(tmp_path / "c.jsonl", [ROWS[0], {**ROWS[1], **change}]))
    assert corpus.articles["status"].tolist() == ["kept", "rejected"]
    assert corpus.articles["reason"].tolist() == ["", reason]
    row = corpus.rejected.iloc[0]
    assert (row["row"], row["reason"], row["file"]) == (2, reason, str(tmp_path / "c.jsonl"))


def test_garbled_letters_are_mended_in_the_cure_only():
    garbled = TEXT.encode("utf-8").decode("cp1256")
    fault = fault_of(garbled, fold(garbled).text)
    assert fault.found == "UTF-8 read as Windows-1256"
    assert TEXT[:40] in fault.cure


def test_questions_are_no_lost_letters():
    asked = "چه کسی گفت? او گفت? کجا? چرا? " * 20 + "https://example.org/خبر?شناسه=۱ " * 20 + "چرا?زیرا"
    assert fault_of(asked, fold(asked).text) is None


LINES = [
    ("{not json", "not valid JSON"), ("[1, 2]", "not a JSON object"), ('"text"', "not a JSON object"), ("17", "not a JSON object"),
    ("[" * 100_000, "not valid JSON"), ("9" * 5000, "not valid JSON"), ('{"id": "x"', "not valid JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), LINES)
def test_a_broken_line_spoils_no_other(tmp_path, line, reason):
    path = tmp_path / "c.jsonl"
    good = [json.dumps(r, ensure_ascii=False) for r in ROWS]
    path.write_text("\n".join([good[0], line, "", good[1]]), encoding="utf-8")
    corpus = whole(path)
    assert corpus.articles["status"].tolist() == ["kept", "rejected", "kept"]
    assert corpus.rejected[["row", "reason"]].to_numpy().tolist() == [[2, reason]]
    path.write_text("\n".join([line, *good]), encoding="utf-8")
    assert whole(path).articles["status"].tolist() == ["rejected", "kept", "kept"]


def test_a_broken_object_in_an_array_spoils_no_other(tmp_path):
    good = [json.dumps(r, ensure_ascii=False) for r in ROWS]
    (tmp_path / "c.json").write_text(f'[{good[0]},\n{{"id": "x", "text": "بد" }} }},\n{good[1]}]', encoding="utf-8")
    assert whole(tmp_path / "c.json").articles["status"].tolist().count("kept") == 3
    (tmp_path / "d.json").write_text(f"[{good[0]},\n{{'id': 'x'}},\n{good[1]}", encoding="utf-8")
    corpus = whole(tmp_path / "d.json")
    assert corpus.articles["status"].tolist() == ["kept", "rejected", "kept", "rejected"]
    assert corpus.rejected["reason"].tolist() == ["not valid JSON", "the array is not closed"]


def test_cells_that_do_not_fit_the_header(tmp_path):
    (tmp_path / "c.csv").write_text(
        f"id,outlet,date,title,text\na1,o,,t,{TEXT}\na2,o,,t,{OTHER},و,باز\na3\n", encoding="utf-8"
    )
    corpus = whole(tmp_path / "c.csv")
    assert corpus.rejected[["row", "found"]].to_numpy().tolist() == [
        [3, "7 cells, the header has 5"], [4, "1 cells, the header has 5"],
    ]  # fmt: skip


HEADER = "id,outlet,date,title,text\n"


def plain_rows(first: int, last: int) -> list[str]:
    """Rows of a CSV file without quotation marks."""
    return [f"b{i},o,2017-10-04,t {i},{TEXT}\n" for i in range(first, last + 1)]


LONG = f'q1,o,2017-10-04,t,"{TEXT}\nاو گفت: ""نه"".\n\n{OTHER}"\n'
UNCLOSED = [  # rows with one mark that never closes, ids kept, ids set apart with the line
    ("none after it", [f'x,o,,"t,{TEXT}\n'], [], [("x", "line 2")]),
    ("in the last but one row", [*plain_rows(1, 3), f'x,o,,"t,{TEXT}\n', *plain_rows(4, 4)], ["b1", "b2", "b3", "b4"], [("x", "line 5")]),
    ("in the first of three rows", [f'x,o,,"t,{TEXT}\n', *plain_rows(1, 2)], ["b1", "b2"], [("x", "line 2")]),
    ("in a long file", [*plain_rows(1, 3), f'x,o,,t,"{TEXT}\n', *plain_rows(4, 90)], [f"b{i}" for i in range(1, 91)], [("x", "line 5")]),
    ("a bad row among those behind it", [f'x,o,,"t,{TEXT}\n', *plain_rows(1, 1), f"y,o,,t,{TEXT},1,2\n", *plain_rows(2, 2)], ["b1", "b2"], [("x", "line 2"), ("y", "7 cells, the header has 5")]),
    ("closed by the mark of a later row", [f'x,o,,"t,{TEXT}\n', *plain_rows(1, 2), f'y,o,,"t, u",{TEXT}\n', *plain_rows(3, 3)], ["b1", "b2", "y", "b3"], [("x", "line 2")]),
    ("closed by a cell of several lines", [f'x,o,,"t,{TEXT}\n', *plain_rows(1, 1), LONG, *plain_rows(2, 2)], ["b1", "q1", "b2"], [("x", "line 2")]),
    ("all cells between marks", [f'"x","o","","t","{TEXT}\n', f'"y","o","","t","{TEXT}"\n'], ["y"], [("x", "line 2")]),
    ("two such marks", [*plain_rows(1, 1), f'x,o,,"t,{TEXT}\n', *plain_rows(2, 2), f'y,o,,t,"{TEXT}\n', *plain_rows(3, 3)], ["b1", "b2", "b3"], [("x", "line 3"), ("y", "line 5")]),
    ("a file cut off within a cell", [*plain_rows(1, 1), f'x,o,,t,"{TEXT}\nخط دوم\nخط'], ["b1"], [("x", "lines 3 to 5")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "kept", "apart"), [case[1:] for case in UNCLOSED], ids=[case[0] for case in UNCLOSED])
def test_a_quotation_mark_that_never_closes_loses_no_row(tmp_path, rows, kept, apart):
    (tmp_path / "c.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    corpus = whole(tmp_path / "c.csv")
    table = corpus.articles
    assert table.loc[table["status"] != "rejected", "id"].tolist() == kept
    assert corpus.rejected[["id", "found"]].to_numpy().tolist() == [list(row) for row in apart]
    assert corpus.rejected["cure"][0] == "look for a quotation mark that is never closed"
    assert corpus.rejected["reason"][0] == "a cell that holds other rows"


def test_cells_of_several_lines_and_marks_within_them_are_no_other_rows(tmp_path):
    odd = f'z,o,2017-10-04,t,"{OTHER}\nاو گفت "نه" و رفت\n'  # marks that are not doubled, as some programs write them
    (tmp_path / "c.csv").write_text(
        HEADER + LONG + "".join(plain_rows(1, 2)) + LONG.replace("q1", "q2"), encoding="utf-8"
    )
    assert whole(tmp_path / "c.csv").articles["id"].tolist() == ["q1", "b1", "b2", "q2"]
    (tmp_path / "d.csv").write_text(HEADER + odd + "".join(plain_rows(1, 2)), encoding="utf-8")
    corpus = whole(tmp_path / "d.csv")
    assert corpus.articles["id"].tolist() == ["z", "b1", "b2"]
    assert corpus.articles["text"][0].startswith(f"{OTHER}\nاو گفت نه")


def test_a_cell_longer_than_any_is_given_up_and_its_lines_are_read_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "LONGEST", 5000)
    rows = "".join(plain_rows(1, 300))
    (tmp_path / "c.csv").write_text(f'{HEADER}x,o,,"t,{TEXT}\n{rows}', encoding="utf-8")
    corpus = whole(tmp_path / "c.csv", near_duplicates=False)
    assert corpus.articles["id"].tolist() == ["x", *(f"b{i}" for i in range(1, 301))]
    assert corpus.rejected["reason"].tolist() == ["a cell that holds other rows"]


def test_a_mark_that_never_closes_in_the_header(tmp_path):
    (tmp_path / "c.csv").write_text('id,outlet,"date,title,text\n' + "".join(plain_rows(1, 2)), encoding="utf-8")
    with pytest.raises(CorpusError, match="row 1: a quotation mark in the header is never closed"):
        read_articles(tmp_path / "c.csv")


@pytest.mark.parametrize("line", ['x","\n', 'a,"b\n', 'a,""",\n', '"\n', 'a,"",b,"\n'])
def test_marks_in_every_row_take_time_in_proportion(tmp_path, monkeypatch, line):
    taken = []
    take = delimited._Lines._take
    monkeypatch.setattr(delimited._Lines, "_take", lambda self, one: taken.append(1) or take(self, one))
    (tmp_path / "c.csv").write_text(HEADER + line * 5000 + plain_rows(1, 1)[0], encoding="utf-8")
    whole(tmp_path / "c.csv", near_duplicates=False)
    assert len(taken) <= 5 * 5002


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*plain_rows(1, 1), LONG, f'x,o,,"t,{TEXT}\n', f'y,o,,t "u",{TEXT}\n', f'"z","o","","t","{TEXT}"\n']
        )
    )
)
def test_rows_before_and_after_any_marks_are_there(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("marks") / "c.csv"
    path.write_text("".join([HEADER, *plain_rows(7, 8), *rows, *plain_rows(9, 9)]), encoding="utf-8")
    ids = whole(path, near_duplicates=False).articles["id"].tolist()
    assert ids[:2] == ["b7", "b8"]
    assert ids[-1] == "b9"
    for id in ("b1", "x", "y", "z", "q1"):
        assert ids.count(id) == sum(row.strip('"').startswith(id) for row in rows)


def test_bytes_that_are_no_utf8_stay_visible(tmp_path):
    path = write(tmp_path / "c.jsonl")
    path.write_bytes(path.read_bytes().replace("مسکو گفت".encode(), "مسکو ".encode() + b"\xff\xfe" + "گفت".encode()))
    article = whole(path).articles.iloc[0]
    assert "مسکو \ufffd\ufffdگفت" in article["text"]
    assert article["notes"] == "letters replaced by �"


@pytest.mark.parametrize(("good", "bad"), [(1, 1), (3, 1), (3, 2), (39, 1)])
def test_rows_in_another_encoding_among_rows_in_utf8_are_set_apart_alone(tmp_path, good, bad):
    foreign = f"x,o,2017-10-04,t,{TEXT}\n".encode("cp1256", "replace").replace(b"?", b"\xff\xfe")
    (tmp_path / "c.csv").write_bytes((HEADER + "".join(plain_rows(1, good))).encode() + foreign * bad)
    corpus = whole(tmp_path / "c.csv", near_duplicates=False)
    assert corpus.articles["status"].tolist() == ["kept"] * good + ["rejected"] * bad
    assert set(corpus.rejected["reason"]) <= {"letters lost", "the id stands twice"}


def test_one_row_in_utf8_among_rows_in_windows_1256_is_the_one_set_apart(tmp_path):
    foreign = "".join(plain_rows(1, 3)).replace("ی", "ي").replace("\u200c", " ").encode("cp1256")
    (tmp_path / "c.csv").write_bytes(HEADER.encode() + foreign + plain_rows(4, 4)[0].encode())
    corpus = whole(tmp_path / "c.csv", near_duplicates=False)
    assert corpus.articles["status"].tolist() == ["kept", "kept", "kept", "rejected"]
    assert corpus.rejected["reason"].tolist() == ["garbled letters"]


def test_strict_raises_at_the_first_unfit_row(tmp_path):
    path = write(tmp_path / "c.jsonl", [*ROWS, {**ROWS[0], "id": "a3", "text": ""}, {**ROWS[0], "id": ""}])
    with pytest.raises(CorpusError, match=r"c.jsonl, row 3: no text; fill the column `text`; 1 more rows are unfit"):
        read_articles(path, strict=True)
    read_articles(write(tmp_path / "d.jsonl"), strict=True)


def test_rejected_rows_go_to_a_spreadsheet_without_formulas(tmp_path):
    corpus = whole(write(tmp_path / "c.jsonl", [ROWS[0], {**ROWS[1], "id": "=HYPERLINK(1)", "text": ""}]))
    table = pd.read_csv(write_rejected(corpus.rejected, tmp_path / "out" / "rejected.csv"))
    assert table[["row", "id", "reason", "cure"]].to_numpy().tolist() == [
        [2, "'=HYPERLINK(1)", "no text", "fill the column `text`"]
    ]


# ---------------------------------------------------------------- what is kept and noted

NOTED = [
    ({"text": TEXT.replace("روسیه", "רוסیه")}, "letters of another script inside words: רוסیه"),
    ({"text": TEXT.replace("ایران", "ایrان")}, "letters of another script inside words: ایrان"),
    ({"text": TEXT.replace("روسیه", "روس?ه")}, "? between letters, perhaps in place of letters lost: 1"),
    ({"title": "د?دار"}, "? between letters, perhaps in place of letters lost: 1"),
    ({"text": TEXT + "\x07"}, "control characters"),
    ({"text": f"<p>{TEXT}</p>"}, "HTML tags left over"),
    ({"text": f"{TEXT}<script>alert(1)</script>"}, "script or style left over from a page"),
    ({"title": "<script>alert(1)</script>"}, "script or style left over from a page"),
    ({"title": "=HYPERLINK(\"http://x\")"}, "`title` begins like a formula"),
    ({"title": "@SUM(1+1)*cmd|' /C calc'!A0"}, "`title` begins like a formula"),
    ({"title": "'; DROP TABLE articles; --"}, "`title` looks like a database command"),
    ({"date": "۹۶/۷/۱۲"}, "the year has two digits"),
    ({"date": "دیروز"}, "is not read"),
    ({"text": (TEXT * 400)[:32_767]}, "cut off at 32,767 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "note"), NOTED)
def test_what_is_odd_is_kept_as_it_is_and_noted(tmp_path, change, note):
    article = whole(write(tmp_path / "c.jsonl", [{**ROWS[0], **change}])).articles.iloc[0]
    assert article["status"] == "kept"
    assert note in article["notes"]
    for column, value in change.items():
        assert column == "date" or article[column] == value


def test_ordinary_articles_have_no_notes():
    for text in (
        TEXT,
        OTHER,
        "موشک S300 و ۲۰+ کشور و G20؛ «سوخو-۳۵»",
        "- نخست: دیدار\n- دوم: سفر",
        "SDFها در Ayn al-Arab",
        "چرا? زیرا او گفت: «کی?» و رفت؟ (کجا?) چه شد?!",
        "نشانی: https://example.org/خبر?شناسه=۱ و www.example.org/الف?ب و index.php?id=1",
    ):
        assert notes_on({"id": "a-1", "outlet": "o", "title": "- دیدار", "text": text}) == []


def test_rules_for_dates_reach_the_reader(tmp_path):
    path = write(tmp_path / "c.jsonl", [{**ROWS[0], "date": "۹۶/۷/۱۲"}])
    assert whole(path, two_digit_years=1300).articles["date"].tolist() == ["2017-10-04"]


# ---------------------------------------------------------------- outlets, copies, relevance


def test_one_outlet_under_several_names(tmp_path):
    (tmp_path / "sources.yaml").write_text(
        "- {id: irna, en: Islamic Republic News Agency, fa: ایرنا, names: [ایرنا, خبرگزاری جمهوری اسلامی, IRNA], kind: agency, site: irna.ir}\n"
        "- {id: ofogh, en: Ofogh, fa: افق, names: [افق, شفق], kind: daily}\n- {id: shafagh, en: Shafagh, fa: شفق, names: [شفق], kind: daily}\n",
        encoding="utf-8",
    )
    for name in (
        "ایرنا",
        "IRNA",
        "Irna",
        "خبرگزاری جمهوری اسلامی",
        "خبرگزاری ایرنا",
        "irna.ir",
        "https://www.irna.ir/news/1",
        "ايرنا",
        "ایرنا (IRNA)",
        "IRNA Online",
        "ایرنا آنلاین",
    ):
        assert unify(name, tmp_path) == "irna", name
    for name in ("شفق", "ایرنای دیگر", "example.org", ""):
        assert unify(name, tmp_path) == name
    table = whole(write(tmp_path / "c.jsonl", [{**ROWS[0], "outlet": "IRNA"}]), codebook=tmp_path).articles
    assert table[["outlet", "outlet_as_published"]].to_numpy().tolist() == [["irna", "IRNA"]]


def test_the_earliest_of_equal_texts_is_the_original(tmp_path):
    rows = [
        ROWS[0],
        {**ROWS[0], "id": "b", "date": "2017-10-06"},
        {**ROWS[0], "id": "c", "date": "2017-10-03", "text": TEXT.replace("ی", "ي")},
    ]
    table = whole(write(tmp_path / "c.jsonl", rows)).articles
    assert table["status"].tolist() == ["duplicate", "duplicate", "kept"]
    assert table["copy_of"].tolist() == ["c", "c", ""]
    assert table["family"].tolist() == ["c", "c", "c"]
    assert table["likeness"].tolist() == [1.0, 1.0, 0.0]


def test_a_relayed_article_stays_kept_in_the_family_of_the_earliest(tmp_path):
    relay = {
        **ROWS[0],
        "id": "b",
        "outlet": "o",
        "title": "لاوروف چه گفت",
        "date": "2017-10-05",
        "text": f"به گزارش ایرنا، {TEXT}",
    }
    path = write(tmp_path / "c.jsonl", [relay, ROWS[1], ROWS[0]])
    table = whole(path).articles
    assert table["status"].tolist() == ["kept", "kept", "kept"]
    assert table["family"].tolist() == ["a1", "a2", "a1"]
    assert whole(path, near_duplicates=False).articles["family"].tolist() == ["b", "a2", "a1"]
    assert table["likeness"].iloc[0] > 0.5


def test_relevance_sets_apart_what_is_off_the_subject_and_is_no_fault(tmp_path):
    path = write(
        tmp_path / "c.jsonl",
        [
            *ROWS,
            {**ROWS[0], "id": "a3", "title": "بازی", "text": "تیم فوتبال ترکیه در این بازی دو گل به یونان زد و برد."},
        ],
    )
    assert whole(path).articles["status"].tolist() == ["kept"] * 3
    for option in (True, "cooperation"):
        corpus = whole(path, relevance=option, strict=True)
        assert corpus.articles["status"].tolist() == ["kept", "kept", "rejected"]
        assert corpus.rejected["reason"].tolist() == ["not on the subject"]
        assert corpus.rejected["found"].tolist() == ["states: TUR; topics: none"]
    with pytest.raises(ValueError, match="no rule 'football'; there is cooperation, astana"):
        read_articles(path, relevance="football")


def test_examples_and_counter_examples_of_relevance_hold():
    for rule in rules():
        for text in rule.examples:
            assert relevance(fold(text).text, rule.id).met, text
        for text in rule.counter_examples:
            assert not relevance(fold(text).text, rule.id).met, text


# ---------------------------------------------------------------- boilerplate


def test_examples_and_counter_examples_of_boilerplate_hold():
    for rule in load_boilerplate():
        assert rule.examples and rule.counter_examples
        for text in rule.examples:
            assert boilerplate(fold(f"{TEXT}\n{text}").text), (rule.id, text)
        for text in rule.counter_examples:
            assert not boilerplate(fold(f"{TEXT}\n{text}").text), (rule.id, text)


def test_boilerplate_is_marked_from_line_to_line():
    text = fold(
        f"{TEXT}\nانتهای پیام/ح\nکد خبر: ۱۲۳\nبرچسب‌ها: روسیه، ترکیه\n{OTHER}\nاخبار مرتبط\nروسیه و ترکیه\nایران"
    ).text
    marked = [text[a:b] for a, b in boilerplate(text)]
    assert marked == ["انتهای پیام/ح", "کد خبر: 123", "برچسب ها: روسیه، ترکیه", "اخبار مرتبط\nروسیه و ترکیه\nایران"]


def test_a_by_line_is_one_only_at_the_end():
    late = fold(f"{TEXT}\nخبرنگار: مینا نمونه").text
    early = fold("خبرنگار: مینا نمونه\n" + f"{TEXT}\n" * 6).text
    assert [late[a:b] for a, b in boilerplate(late)] == ["خبرنگار: مینا نمونه"]
    assert boilerplate(early) == []


def test_what_follows_the_article_does_not_hide_its_by_line():
    after = "\n".join(["کد خبر: ۱", "اخبار مرتبط", *["خبر دیگر"] * 9])
    text = fold(f"{TEXT}\nخبرنگار: مینا نمونه\n{after}").text
    assert "خبرنگار: مینا نمونه" in [text[a:b] for a, b in boilerplate(text)]


def test_leaving_out():
    assert without([(0, 10), (12, 20)], [(5, 14), (18, 30)]) == [(0, 5), (14, 18)]
    assert outside([(0, 3, "x"), (4, 6, "y")], [(5, 9)]) == [(0, 3, "x")]


@given(
    st.lists(
        st.sampled_from(
            ["انتهای پیام", "کد خبر: ۱", "نظر شما", "\n", TEXT, " ", "اخبار مرتبط", "خبرنگار: الف ب پ", "*"]
        )
    ).map("".join)
)
def test_boilerplate_spans_are_in_order_and_apart(text):
    folded = fold(text).text
    spans = boilerplate(folded)
    assert all(0 <= a < b <= len(folded) for a, b in spans)
    assert all(x[1] < y[0] for x, y in zip(spans, spans[1:]))  # noqa: B905, RUF007


# ---------------------------------------------------------------- the whole

ERRORS = [
    ("missing.jsonl", None, "no such file or folder"), ("c.docx", b"x", "save it as .txt"), ("c.xls", b"x", "save it as an .xlsx"),
    ("c", b"x", "unknown kind of file; give .jsonl"), ("c.jsonl", b"", "there is no article in it"), ("c.csv", b"", "there is no article in it"),
    ("c.csv", b"id,outlet,date,title,text\n", "there is no article in it"), ("c.csv", b"id,outlet,id,title,text\n1,2,3,4,5\n", "stands twice"),
    ("c.xlsx", b"PK\x03\x04broken", "not a spreadsheet that can be read"), ("c.parquet", b"PAR1broken", "not a Parquet file that can be read"),
    ("c.zip", b"PK\x03\x04broken", "breaks off"), ("c.jsonl.gz", b"\x1f\x8bbroken", "cannot be opened"), ("c.json", b"\x8f\xea\xe1" * 50, "UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), ERRORS)
def test_a_corpus_that_cannot_be_read_is_one_line_that_names_the_file(tmp_path, name, content, message):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CorpusError) as error:
        read_articles(path)
    assert message in str(error.value)
    assert name in str(error.value)
    assert "\n" not in str(error.value)


def test_pages_without_a_text_are_rows_not_errors(tmp_path):
    (tmp_path / "p.html").write_text("<html><script>alert(1)</script></html>", encoding="utf-8")
    (tmp_path / "q.txt").write_bytes(b"")
    assert whole(tmp_path).rejected["reason"].tolist() == ["no text", "no text"]


def test_an_empty_folder_and_one_broken_file_among_good_ones(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="the folder is empty"):
        read_articles(tmp_path / "empty")
    write(tmp_path / "empty" / "c.jsonl")
    (tmp_path / "empty" / "d.parquet").write_bytes(b"PAR1broken")
    (tmp_path / "empty" / "e.pdf").write_bytes(b"%PDF")
    corpus = whole(tmp_path / "empty")
    assert corpus.articles["status"].tolist() == ["kept", "kept", "rejected", "rejected"]
    assert corpus.rejected["reason"].tolist() == ["a file that cannot be read", "unknown kind of file"]


def test_columns_of_mixed_types_can_be_written(tmp_path):
    rows = [{**ROWS[0], "extra": 1, "big": 2**70}, {**ROWS[1], "extra": "x", "half": "\ud83d"}]
    path = tmp_path / "c.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    table = whole(path).articles
    table.to_parquet(tmp_path / "out.parquet")
    assert table["extra"].tolist() == ["1", "x"]
    assert table["half"].tolist()[1] == "\ufffd"


def test_rows_come_one_at_a_time(tmp_path):
    path = write(tmp_path / "c.jsonl")
    with path.open("a", encoding="utf-8") as out:
        out.write("{broken\n" * 3)
    rows = iter_articles(path)
    assert next(rows).article["id"] == "a1"
    assert [r.article["status"] for r in rows] == ["kept", "rejected", "rejected", "rejected"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(
    st.sampled_from(["id", "outlet", "date", "title", "text", "status", "x"]),
    st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.sampled_from([TEXT, OTHER, "a1"]), st.lists(st.integers())),
), min_size=1, max_size=6))  # fmt: skip
def test_any_rows_are_counted_and_can_be_written(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "c.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    try:
        corpus = whole(path)
    except CorpusError as error:
        assert "\n" not in str(error)
        return
    assert len(corpus.articles) == len(rows)
    corpus.rejected.to_parquet(path.with_suffix(".parquet"))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        ["c.jsonl", "c.json", "c.csv", "c.tsv", "c.txt", "c.html", "c.xlsx", "c.parquet", "c.zip", "c.csv.gz"]
    ),
)
def test_any_bytes_are_read_or_refused_with_one_line(tmp_path_factory, content, name):
    path = tmp_path_factory.mktemp("bytes") / name
    path.write_bytes(content)
    try:
        whole(path)
    except CorpusError as error:
        assert name in str(error)
