"""Typical words, corrections, contexts, silence: against values worked out by hand, and by construction."""

import numpy as np
import pandas as pd
import pytest
from conftest import make_measured

from analysis.keyness import (
    _event_of,
    adjusted,
    cues_of,
    groups_of,
    in_context,
    lemma,
    log_odds,
    silence,
    typical,
    with_example,
    words_of,
)

LEMMAS = [
    ("کشورهای", "کشور"),
    ("تروریست‌ها", "تروریست"),
    ("می‌گوید", "گفتن"),
    ("كتاب‌هاي", "کتاب"),
    ("همکاری‌های", "همکاری"),
    ("سوریه", "سوریه"),
]


@pytest.mark.parametrize(("word", "expected"), LEMMAS, ids=[w for w, _ in LEMMAS])
def test_lemma(word, expected):
    assert lemma(word) == expected


def test_words_are_spans_and_names_stay_whole(measured):
    table = words_of(measured)
    texts = measured.articles.set_index("id")
    for row in table.to_dict("records"):
        assert texts.at[row["article_id"], row["part"]][row["start"] : row["end"]] == row["surface"]
    assert {"لاوروف", "روسیه", "ترکیه"} <= set(table["word"])
    assert "از" not in set(table["word"])  # a stop word
    assert not table["word"].str.contains(r"[.:،]").any()


def test_own_stop_words_are_left_out(measured):
    assert "صلح" in set(words_of(measured)["word"])
    assert "صلح" not in set(words_of(measured, stop_words=["صلح"])["word"])


def test_log_odds_by_hand():
    ours, theirs = np.array([8.0, 2.0]), np.array([2.0, 8.0])
    delta, z = log_odds(ours, theirs, ours + theirs, prior=2)
    # the prior gives each word one: (9/3) against (3/9)
    assert delta[0] == pytest.approx(np.log(9 / 3) - np.log(3 / 9))
    assert z[0] == pytest.approx(delta[0] / np.sqrt(1 / 9 + 1 / 3))


def test_log_odds_turns_its_sign_when_the_groups_change_places():
    rng = np.random.default_rng(1)
    a, b = rng.poisson(5, 30).astype(float), rng.poisson(5, 30).astype(float)
    there, _ = log_odds(a, b, a + b)
    back, _ = log_odds(b, a, a + b)
    assert there == pytest.approx(-back)


def test_a_larger_prior_draws_towards_nothing():
    a, b = np.array([9.0, 1.0, 5.0]), np.array([1.0, 9.0, 5.0])
    weak, _ = log_odds(a, b, a + b, prior=1)
    strong, _ = log_odds(a, b, a + b, prior=1000)
    assert (abs(strong) <= abs(weak)).all()


def test_corrections_by_hand():
    p = [0.01, 0.04, 0.03, 0.5]
    assert adjusted(p, "holm") == pytest.approx([0.04, 0.09, 0.09, 0.5])
    assert adjusted(p, "bh") == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert list(adjusted([])) == []
    with pytest.raises(ValueError, match="holm"):
        adjusted(p, "other")


def test_corrected_p_is_never_smaller(plenty):
    table = words_of(plenty)
    found = typical(table, groups_of(plenty, table, "outlet"))
    assert (found["p_adjusted"] >= found["p"] - 1e-12).all()
    assert found["p_adjusted"].max() <= 1


def test_typical_of_an_outlet(plenty):
    table = words_of(plenty)
    found = typical(table, groups_of(plenty, table, "outlet"), top=12)
    assert "تروریست" in set(found.loc[found["group"] == "khabar-a", "word"])
    assert "تروریست" not in set(found.loc[found["group"] == "khabar-b", "word"])
    row = found[found["word"] == "تروریست"].iloc[0]
    assert row["count"] == (table["word"] == "تروریست").sum()  # raw counts stand beside
    assert row["count_rest"] == 0
    assert row["articles"] == 20


def test_sums_do_not_depend_on_the_order(plenty):
    table = words_of(plenty)
    one = typical(table, groups_of(plenty, table, "outlet"))
    mixed = table.sample(frac=1, random_state=3)
    other = typical(mixed, groups_of(plenty, mixed, "outlet"))
    pd.testing.assert_frame_equal(one, other)


def test_groups(plenty):
    table = words_of(plenty)
    assert set(groups_of(plenty, table, "outlet")) == {"khabar-a", "khabar-b"}
    assert groups_of(plenty, table, "period").notna().all()
    voices = groups_of(plenty, table, "sponsor", states=["RUS", "IRN"])
    assert set(voices) == {"RUS", "IRN", "other", "outlet"}
    with pytest.raises(ValueError, match="sponsor"):
        groups_of(plenty, table, "colour")


def test_cues_can_be_typical_too(plenty):
    table = cues_of(plenty)
    found = typical(table, groups_of(plenty, table, "sponsor", states=["RUS", "IRN"]), top=3)
    assert set(found.loc[found["group"] == "RUS", "word"]) <= {
        "counter-terrorism: تروریست ها", "partnership: همکاری",
    }  # fmt: skip


def test_words_in_context(measured):
    table = cues_of(measured)
    found = in_context(measured, table[table["surface"] == "اختلاف"], width=12)
    assert list(found["keyword"]) == ["اختلاف"]
    assert found["left"].iloc[0].endswith("ایران ")
    assert found["right"].iloc[0].startswith(" دارد")


def test_nothing_is_typical_of_nothing(bare):
    empty = cues_of(bare)
    assert typical(empty, groups_of(bare, empty, "outlet")).empty
    assert in_context(bare, empty).empty


# --- silence

FULL = "روند صلح ادامه دارد. همکاری مهم است."
MUTE = "روند صلح ادامه دارد. هوا سرد است."


def corpus(mute=MUTE, each=12):
    pages = []
    for i in range(each):
        day = f"2018-09-{8 + i % 3:02d}"
        pages.append(("silent", day, f"آ {i}", f"{mute} {i}."))
        pages.append(("loud", day, f"ب {i}", f"{FULL} {i}."))
        pages.append(("third", day, f"پ {i}", f"{FULL} {i}."))
    return make_measured(pages)


EVENT = {"tehran-summit": "2018-09-07"}


def test_what_an_outlet_leaves_unsaid():
    found = silence(corpus(), EVENT, frames=["partnership", "peace-process"])
    row = found.iloc[0]
    assert (row["outlet"], row["id"]) == ("silent", "partnership")
    assert row["value"] == pytest.approx(-1)
    assert row["high"] < 0
    assert row["p_adjusted"] < 0.05
    assert (row["n"], row["n_others"], row["events"]) == (12, 24, 1)
    even = found[found["id"] == "peace-process"]
    assert even["value"].tolist() == pytest.approx([0, 0, 0])


def test_no_silence_among_equals():
    found = silence(corpus(mute=FULL), EVENT, frames=["partnership"])
    assert (found["value"] == 0).all()
    assert (found["p_adjusted"] == 1).all()


def test_only_events_that_others_cover_count():
    assert silence(corpus(), {"elsewhere": "2019-01-01"}, frames=["partnership"]).empty
    assert silence(corpus(), {"too-early": "2018-08-01"}, frames=["partnership"], days=7).empty


def test_few_articles_have_no_interval():
    found = silence(corpus(each=3), EVENT, frames=["partnership"])
    assert found["low"].isna().all()
    assert found["p"].isna().all()


def test_silence_is_the_same_twice():
    one, other = (silence(corpus(), EVENT, frames=["partnership"], actors=["RUS"]) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_each_typical_word_is_shown_where_it_first_stands(measured):
    table = words_of(measured)
    groups = groups_of(measured, table, "outlet")
    found = with_example(measured, typical(table, groups, least=2, top=2), table, groups)
    for row in found.to_dict("records"):
        assert f"«{row['label']}»" in row["example"]
        assert measured.articles.set_index("id").at[row["article"], "outlet"] == row["group"]
    none = typical(table, groups).head(0)
    assert with_example(measured, none, table, groups).empty


def test_an_article_belongs_to_the_last_event_at_most_some_days_before_it():
    events = {"astana-1": "2017-01-23", "astana-2": "2017-02-16"}
    days = pd.Series(["2017-01-22", "2017-01-23", "2017-01-30", "2017-01-31", None, "2017-02-20", ""])
    assert list(_event_of(days, events, 7)) == ["", "astana-1", "astana-1", "", "", "astana-2", ""]
    assert list(_event_of(days, {}, 7)) == [""] * len(days)
    assert list(_event_of(pd.Series([None, None]), events, 7)) == ["", ""]
