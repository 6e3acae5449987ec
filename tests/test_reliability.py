"""Sheets out, sheets in; agreement and accuracy by hand-made tables."""

import numpy as np
import pandas as pd
import pytest

from analysis.reliability import (
    SheetError,
    accuracy,
    agreement,
    corrected_prevalence,
    draw_sample,
    measured_codes,
    read_sheet,
)
from analysis.tables import COLUMNS, Measured


def codes(**frames):
    n = len(next(iter(frames.values())))
    return pd.DataFrame(frames, index=[f"a{i}" for i in range(n)], dtype=float)


def measured(articles, cues=()):
    tables = {name: pd.DataFrame(columns=columns) for name, columns in COLUMNS.items()}
    tables["cues"] = pd.DataFrame(
        [{"article_id": i, "frame": f, "negated": n} for i, f, n in cues], columns=COLUMNS["cues"]
    )
    return Measured(articles=pd.DataFrame(articles), rejected=pd.DataFrame(), **tables)


ARTICLES = [
    {"id": f"a{i}", "outlet": "xy"[i % 3 == 0], "date": None, "title": "ت", "text": "م", "status": "kept"}
    for i in range(30)
]


def test_the_same_coding_agrees_wholly():
    x = codes(military=[1, 0, 1, 0, 1, 0], economy=[0, 0, 1, 1, 0, 1])
    table = agreement(x, x).set_index("frame")
    assert (table["alpha"] == 1).all() and (table["agree"] == 1).all() and table.loc["all", "n"] == 6


def test_alpha_by_hand():
    # two coders, ten units, two disagreements; ones: 3 + 5 of 20. alpha = 1 - 0.2 / (2*8*12/(20*19))
    a = codes(f=[1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    b = codes(f=[1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    assert agreement(a, b)["alpha"][0] == pytest.approx(1 - 0.2 / (2 * 8 * 12 / (20 * 19)))


def test_what_one_coder_left_empty_is_left_out():
    a, b = codes(f=[1, 0, np.nan, 1]), codes(f=[1, 0, 1, 1])
    assert agreement(a, b)["n"][0] == 3


def test_accuracy_by_hand():
    gold = codes(f=[1, 1, 1, 0, 0, 0], g=[0, 0, 0, 0, 0, 1])
    found = codes(f=[1, 1, 0, 1, 0, 0], g=[0, 0, 0, 0, 0, 1])
    table = accuracy(gold, found).set_index("frame")
    assert tuple(table.loc["f", ["tp", "fp", "fn", "tn"]]) == (2, 1, 1, 2)
    assert table.loc["f", "f1"] == pytest.approx(2 / 3)
    assert (
        table.loc["micro", "tp"] == 3
        and 0 <= table.loc["micro", "low"] <= table.loc["micro", "f1"] <= table.loc["micro", "high"] <= 1
    )


def test_few_articles_have_no_interval():
    table = agreement(codes(f=[1, 0, 1]), codes(f=[1, 0, 0]))
    assert table[["low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize(("apparent", "expected"), [(0.5, 0.5), (0.0, 0.0), (1.0, 1.0)])
def test_a_perfect_measure_needs_no_correction(apparent, expected):
    assert corrected_prevalence(apparent, pd.Series({"tp": 10, "fp": 0, "fn": 0, "tn": 10})) == expected


def test_prevalence_corrected_for_known_errors():
    # sensitivity 0.8, specificity 0.9, true share 0.3: measured 0.3*0.8 + 0.7*0.1 = 0.31
    assert corrected_prevalence(0.31, pd.Series({"tp": 80, "fp": 10, "fn": 20, "tn": 90})) == pytest.approx(0.3)


def test_a_sheet_holds_the_outlets_in_their_share_and_no_codes():
    sheet = draw_sample(measured(ARTICLES), 9, ["military", "economy"], seed=3)
    assert len(sheet) == 9 and sheet["outlet"].value_counts().to_dict() == {"x": 6, "y": 3}
    assert (sheet[["military", "economy"]] == "").all(axis=None)
    assert sheet.equals(draw_sample(measured(ARTICLES), 9, ["military", "economy"], seed=3))
    assert not sheet["id"].equals(draw_sample(measured(ARTICLES), 9, ["military", "economy"], seed=4)["id"])


def test_sheets_come_back(tmp_path):
    sheet = draw_sample(measured(ARTICLES), 4, ["f"])
    sheet["f"] = ["1", "۰", "", "0"]
    sheet.to_csv(tmp_path / "s.csv", index=False, encoding="utf-8-sig")
    back = read_sheet(tmp_path / "s.csv", ["f"])
    assert back["f"].fillna(-1).tolist() == [1, 0, -1, 0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,g\na,1\n", "'f' is missing"),
        ("id,f\na,1\nb,yes\n", "row 3, column 'f': found 'yes'"),
        ("id,f\na,1\na,0\n", "'a' stands twice"),
    ],
)
def test_errors_of_sheets_say_where(tmp_path, text, said):
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    with pytest.raises(SheetError, match=said):
        read_sheet(tmp_path / "s.csv", ["f"])


def test_negated_cues_make_no_frame_present():
    table = measured_codes(measured(ARTICLES[:2], [("a0", "f", False), ("a1", "f", True)]), ["f"])
    assert table["f"].tolist() == [1, 0]
