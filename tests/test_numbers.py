"""The numbers behind the pictures as files, and what changed between two reports."""

import pandas as pd
import pytest

from analysis import figures, measures
from analysis.__main__ import main
from analysis.numbers import NumbersError, as_markdown, compare, write_numbers
from analysis.words import Words

STATES = ["RUS", "IRN", "TUR"]


@pytest.fixture
def metas(plenty):
    m, say = measures.select(plenty), Words("fa", states=STATES)
    drawn = [
        figures.bars(measures.actor_rates(m, actors=STATES, replicates=200), say, "states"),
        figures.matrix(measures.actors_by_outlet(m, STATES, replicates=200), say, "states-outlet", rows="outlet", columns="actor"),
    ]  # fmt: skip
    return [dict(figure.layout.meta) for figure in drawn]


def test_csv_holds_the_plain_numbers_and_the_tables_hold_them_as_written(metas, plenty, tmp_path):
    write_numbers(metas, tmp_path)
    table = pd.read_csv(tmp_path / "states.csv")
    rates = measures.actor_rates(measures.select(plenty), actors=STATES, replicates=200)
    assert list(table.columns) == list(rates.columns)
    pd.testing.assert_frame_equal(table, rates, check_dtype=False, atol=1e-8)
    markdown, latex = ((tmp_path / f"states.{kind}").read_text(encoding="utf-8") for kind in ("md", "tex"))
    for cell in metas[0]["table"]["rows"][0]:
        assert cell in markdown and cell.replace("%", r"\%") in latex
    assert latex.count(r"\\") == 4 and r"\label{tab:states}" in latex
    sheets = pd.read_excel(tmp_path / "numbers.xlsx", sheet_name=None)
    assert list(sheets) == ["states", "states-outlet"]


def test_the_same_numbers_are_the_same_bytes(metas, tmp_path):
    first = {p.name: p.read_bytes() for p in write_numbers(metas, tmp_path / "a")}
    assert first == {p.name: p.read_bytes() for p in write_numbers(metas, tmp_path / "b")}


def reports(metas, folder, change):
    write_numbers(metas, folder / "old" / "numbers")
    for meta in metas:
        meta["numbers"] = change(dict(meta["numbers"]))
    write_numbers(metas, folder / "new" / "numbers")
    return folder / "old", folder / "new"


def test_nothing_changed(metas, tmp_path, capsys):
    old, new = reports(metas, tmp_path, lambda numbers: numbers)
    assert compare(old, new).empty
    assert main(["diff", str(old), str(new)]) == 0
    assert capsys.readouterr().out == "No number changed.\n"


def test_a_changed_value_is_said_and_marked_where_it_leaves_the_old_interval(metas, tmp_path):
    def tenfold(numbers):
        at = numbers["columns"].index("value")
        rows = [[10 * v if i == at and row[0] == "RUS" else v for i, v in enumerate(row)] for row in numbers["rows"]]
        return {**numbers, "rows": rows}

    changes = compare(*reports(metas[:1], tmp_path, tenfold))
    assert len(changes) == 1
    row = changes.iloc[0]
    assert (row["picture"], row["row"], row["column"]) == ("states", "RUS", "value")
    assert row["new"] == pytest.approx(10 * row["old"]) and row["outside"]
    assert "value ‡" in as_markdown(changes)


def test_rows_that_one_side_lacks_are_said(metas, tmp_path):
    changes = compare(*reports(metas[:1], tmp_path, lambda numbers: {**numbers, "rows": numbers["rows"][1:]}))
    assert set(changes["row"]) == {"RUS"} and changes["new"].isna().all()


def test_a_folder_without_numbers_is_said(tmp_path, capsys):
    with pytest.raises(NumbersError, match="no numbers of a report"):
        compare(tmp_path, tmp_path)
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 2
    assert "expected a folder made by" in capsys.readouterr().err


def test_sheets_run_from_right_to_left_and_no_name_is_a_formula(metas, tmp_path):
    import openpyxl

    metas[0]["numbers"]["rows"][0][0] = '=HYPERLINK("x")'
    write_numbers(metas, tmp_path, rtl=True)
    book = openpyxl.load_workbook(tmp_path / "numbers.xlsx")
    sheet = book["states"]
    assert all(s.sheet_view.rightToLeft and s.freeze_panes == "A2" for s in book)
    assert sheet["A2"].value == '=HYPERLINK("x")' and sheet["A2"].data_type == "s"
    assert "'=HYPERLINK" in (tmp_path / "states.csv").read_text(encoding="utf-8")
