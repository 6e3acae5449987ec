"""The command line: what is wrong is told in one line with exit code 2, and a run says what became of the articles."""

import json
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
import yaml

from analysis.__main__ import main
from analysis.codebook import FOLDER, load_codebook
from analysis.corpus import OFF_SUBJECT
from analysis.merge import clear_others
from analysis.parameters import Parameters, ReportError, read_parameters
from analysis.provenance import ROOT
from analysis.tables import COLUMNS, UNMEASURED, read_tables
from analysis.telling import cannot_write, tell_measured
from analysis.workers import Done

TEXT = "لاوروف گفت: ایران و ترکیه در سوریه با روسیه همکاری می‌کنند. این خبر امروز در تهران منتشر شد."
ROW = {"id": "a", "outlet": "irna", "date": "2018-05-05", "title": "خبر", "text": TEXT}


def corpus(path: Path, *rows: dict) -> str:
    path.write_text("\n".join(json.dumps(ROW | row) for row in rows), encoding="utf-8")
    return str(path)


def dry(*arguments: str) -> str:
    done = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr


@pytest.mark.skipif(not shutil.which("make"), reason="no make on this machine")
@pytest.mark.parametrize(
    "path, name",
    [
        ("data/sample/articles.jsonl", "sample"),
        ("my.jsonl", "my"),
        ("/x y/کار من.csv", "کار من"),
        ("a b/c.d/", "c"),
        ("z", "z"),
    ],
)
def test_make_names_the_report_after_the_corpus_blanks_and_all(path, name):
    assert f'--out "reports/{name}"' in dry("report", f"CORPUS={path}")


@pytest.mark.skipif(not shutil.which("make"), reason="no make on this machine")
def test_make_validation_without_texts_changes_nothing():
    done = subprocess.run(["make", "validation"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and "TEXTS=" in done.stdout and "score" not in done.stdout


def test_the_page_of_reports_knows_every_parameter():
    page = (ROOT / "reports" / "README.md").read_text(encoding="utf-8")
    assert [p for p in Parameters.model_fields if f"`{p}`" not in page] == []


@pytest.fixture
def one(tmp_path):
    return corpus(tmp_path / "one.jsonl", {})


def measured(*arguments) -> int:
    return main(["measure", *map(str, arguments), "--quiet"])


def test_what_was_set_apart_is_told_with_its_reason_and_where_the_list_is(tmp_path, capsys):
    rows = {"id": "a"}, {"id": "b", "text": ""}, {"id": "c", "text": ""}, {"id": "d"}, {"id": "a"}
    assert measured(corpus(tmp_path / "c.jsonl", *rows), "--out", tmp_path / "o") == 0
    said = capsys.readouterr().err
    assert "1 articles measured, 4 set apart" in said and "2 no text, 1 the id stands twice" in said
    assert str(tmp_path / "o" / "rejected.csv") in said and "1 copies" in said


def test_a_run_in_which_nothing_was_measured_is_an_error(tmp_path, capsys):
    assert measured(corpus(tmp_path / "c.jsonl", {"text": ""}), "--out", tmp_path / "o") == 2
    assert "1 no text" in (said := capsys.readouterr().err) and "nothing was measured" in said


def test_a_program_that_fails_on_most_articles_fails(tmp_path, capsys):
    rejected = pd.DataFrame({"reason": [UNMEASURED[0]] * 3})
    assert tell_measured(Done(articles=5, kept=2, rejected=rejected), tmp_path, "parquet") == 1
    assert "failed on most" in capsys.readouterr().err
    assert tell_measured(Done(articles=6, kept=3, rejected=rejected), tmp_path, "parquet") == 0


def test_dates_that_were_not_read_are_counted(tmp_path, capsys):
    path = corpus(
        tmp_path / "c.jsonl", {}, {"id": "b", "date": "gestern", "title": "ب"}, {"id": "c", "date": "", "title": "ج"}
    )
    assert measured(path, "--out", tmp_path / "o") == 0
    assert "missing or was not read: 2; column notes" in capsys.readouterr().err
    assert main(["check", path]) == 0
    assert "missing or was not read: 2; check --notes" in capsys.readouterr().out
    assert main(["check", path, "--notes"]) == 0
    assert "row 2, b: " in capsys.readouterr().out


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_tables_of_an_earlier_run_do_not_stay(one, tmp_path, format):
    out = tmp_path / "o"
    assert measured(corpus(tmp_path / "c.jsonl", {}, {"id": "b", "text": ""}), "--out", out) == 0
    assert (out / "rejected.csv").exists()
    assert measured(one, "--out", out) == 0
    assert not (out / "rejected.csv").exists()
    assert measured(one, "--out", out, "--format", format) == 0
    assert {p.suffix for p in out.iterdir()} == {f".{format}"}


def test_files_of_somebodys_own_stay(tmp_path):
    (tmp_path / "articles.csv").write_text("id")
    clear_others(tmp_path, "parquet", "elsewhere.jsonl")
    assert (tmp_path / "articles.csv").exists()
    for name in COLUMNS:
        (tmp_path / f"{name}.csv").write_text("")
    clear_others(tmp_path, "parquet", str(tmp_path))  # the tables are the corpus
    assert (tmp_path / "articles.csv").exists()
    clear_others(tmp_path, "parquet", "elsewhere.jsonl")
    assert not list(tmp_path.iterdir())


def test_output_that_cannot_be_written_is_told_in_one_line(one, tmp_path, capsys):
    file = tmp_path / "file"
    file.write_text("")
    for command in (["measure", one, "--quiet", "--out", str(file)], ["sample", one, "--out", str(file / "s.csv")]):
        assert main(command) == 2
        said = capsys.readouterr().err
        assert "cannot be written" in said and "give another --out" in said and "Traceback" not in said
    assert cannot_write(OSError(28, "No space left on device"), "o") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sample", "c.jsonl", "--out", "s.docx"], ".csv or .xlsx"),
        (["sample", "c.jsonl", "--out", "s.csv", "--seed", "-1"], "'-1'"),
        (["sample", "c.jsonl", "--out", "s.csv", "-n", "-5"], "above 0"),
        (["sample", "c.jsonl", "--out", "s.csv", "-n", "0"], "above 0"),
        (["score", "--save", "foo"], "mine=scores.csv"),
        (["measure", "c.jsonl", "--out", "o", "--two-digit-years", "13"], "1300"),
    ],
)
def test_arguments_are_checked(arguments, said, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2 and said in capsys.readouterr().err


@pytest.mark.parametrize("country", ["Iran", "ZZZ", "sergey-lavrov"])
def test_the_country_must_be_a_state(one, tmp_path, country, capsys):
    assert measured(one, "--out", tmp_path / "o", "--country", country) == 2
    assert "no such state" in capsys.readouterr().err and not (tmp_path / "o").exists()


def test_a_wrong_scheduler_is_a_wrong_argument(one, tmp_path, capsys):
    assert measured(one, "--out", tmp_path / "o", "--scheduler", "nonsense") == 2
    assert "tcp://host:8786" in capsys.readouterr().err


def test_sheets_that_say_nothing_together(one, tmp_path, capsys):
    assert main(["sample", one, "--out", str(tmp_path / "empty.csv")]) == 0
    sheet = pd.read_csv(tmp_path / "empty.csv", encoding="utf-8-sig")
    frames = list(sheet.columns[5:])
    sheet.assign(**dict.fromkeys(frames, 1)).to_csv(tmp_path / "a.csv", index=False)
    sheet.assign(id="other", **dict.fromkeys(frames, 1)).to_csv(tmp_path / "b.csv", index=False)
    capsys.readouterr()
    for other, said in (("empty.csv", "empty.csv: nothing is coded yet"), ("b.csv", "no article is coded in both")):
        assert main(["agree", str(tmp_path / "a.csv"), str(tmp_path / other)]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "said"),
    [(json.dumps(ROW), "line 1: not coded"), ("{", "line 1: no JSON"), ("", "no coded article")],
)
def test_a_coding_that_cannot_be_used(tmp_path, line, said, capsys):
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    assert main(["score", str(tmp_path / "gold.jsonl")]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(("flag", "day"), [("--day-first", "2017-10-04"), ("--no-day-first", "2017-04-10")])
def test_day_and_month_are_told_apart_where_the_command_says_how(tmp_path, flag, day):
    path = corpus(tmp_path / "c.jsonl", {"date": "04/10/2017"})
    assert measured(path, "--out", tmp_path / "o", flag) == 0
    assert read_tables(tmp_path / "o").articles["date"].tolist() == [day]


def test_a_report_reads_doubtful_dates_by_its_parameters():
    given = read_parameters(None, ["two_digit_years=1300", "day_first=true"])
    assert (given.two_digit_years, given.day_first) == (1300, True)
    with pytest.raises(ReportError, match="two_digit_years"):
        read_parameters(None, ["two_digit_years=96"])


def test_a_sheet_is_drawn_of_other_frames_own_columns_and_measured_tables(tmp_path):
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"متن خبر": TEXT, "id": "a"}), encoding="utf-8")
    own = ["--frames", "frames-generic", "--out", str(tmp_path / "s.csv")]
    assert main(["sample", str(path), "--columns", "متن خبر=text", *own]) == 0
    sheet = pd.read_csv(tmp_path / "s.csv")
    assert "conflict" in sheet.columns and sheet["text"].tolist() == [TEXT]
    assert measured(path, "--columns", "متن خبر=text", "--frames", "frames-generic", "--out", tmp_path / "o") == 0
    assert main(["sample", str(tmp_path / "o"), "--frames", "frames-generic", "--out", str(tmp_path / "t.csv")]) == 0
    assert pd.read_csv(tmp_path / "t.csv").equals(sheet)
    sheet["conflict"] = 1
    sheet.to_csv(tmp_path / "s.csv", index=False)
    assert main(["agree", str(tmp_path / "s.csv"), str(tmp_path / "o"), "--frames", "frames-generic"]) == 0


def test_relevance_is_judged_by_the_codebook_that_measures(tmp_path, one):
    book = tmp_path / "book"
    shutil.copytree(FOLDER, book)
    rule = {
        "id": "fishing",
        "en": "Fish",
        "fa": "ماهی",
        "definition": "fish",
        "states": {"NOR": ["نروژ"]},
        "topics": ["ماهیگیری"],
    }
    (book / "relevance.yaml").write_text(yaml.safe_dump([rule], allow_unicode=True), encoding="utf-8")
    assert measured(one, "--out", tmp_path / "o", "--codebook", book, "--relevance", "fishing") == 2
    assert read_tables(tmp_path / "o").rejected["reason"].tolist() == [OFF_SUBJECT]
    assert main(["check", one, "--codebook", str(book), "--relevance", "fishing"]) == 0


def test_sheets_and_tables_that_do_not_fit_are_told(tmp_path, capsys):
    frames = load_codebook(frames="frames-generic").frames.values()
    text = " ".join(example for frame in frames for example in frame.examples)
    path = corpus(tmp_path / "c.jsonl", {"text": text})
    assert measured(path, "--frames", "frames-generic", "--out", tmp_path / "generic") == 0
    assert main(["sample", str(tmp_path / "generic"), "--out", str(tmp_path / "s.csv")]) == 2
    assert "measured with other frames" in capsys.readouterr().err
    assert main(["sample", path, "--out", str(tmp_path / "s.csv")]) == 0
    other = corpus(tmp_path / "d.jsonl", {"id": "z"})
    assert measured(other, "--out", tmp_path / "o") == 0
    sheet = pd.read_csv(tmp_path / "s.csv")
    sheet["economy"] = 1
    sheet.to_csv(tmp_path / "s.csv", index=False)
    capsys.readouterr()
    assert main(["agree", str(tmp_path / "s.csv"), str(tmp_path / "o")]) == 2
    assert "holds no article of" in capsys.readouterr().err
