"""Numbers: the bootstrap against its plain definition, the measures by example."""

import json

import numpy as np
import pandas as pd
import pytest
from conftest import make_measured
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import measures
from analysis.codebook import load_codebook
from analysis.resampling import FEW, percentiles, ratio, statistic
from analysis.tables import measure_corpus

STATES = ["RUS", "IRN", "TUR"]


def row(table: pd.DataFrame, **key) -> pd.Series:
    """The one row of a table with these values."""
    for column, value in key.items():
        table = table[table[column] == value]
    assert len(table) == 1, table
    return table.iloc[0]


def measured_from(pages, folder):
    """A corpus measured as a researcher's file would be."""
    path = folder / "pages.jsonl"
    path.write_text("\n".join(json.dumps(p, ensure_ascii=False) for p in pages), encoding="utf-8")
    return measures.select(measure_corpus(path))


# --- intervals ---


def test_bootstrap_is_the_plain_definition():
    """Draw n articles with replacement, add up, divide, take percentiles: one replicate at a time."""
    rng = np.random.default_rng(5)
    said, all_said = rng.poisson(2, (30, 3)), rng.poisson(9, 30) + 1
    drawn = np.random.default_rng(7).integers(0, 30, size=(400, 30))
    plain = np.array([said[d].sum(axis=0) / all_said[d].sum() for d in drawn])
    found = ratio(said, all_said, replicates=400, seed=7)
    low, high = percentiles(plain)
    assert np.allclose(found["low"], low) and np.allclose(found["high"], high)
    assert np.allclose(found["value"], said.sum(axis=0) / all_said.sum())


def test_large_corpora_are_resampled_by_random_groups_with_intervals_of_the_same_width():
    rng = np.random.default_rng(1)
    said, words = rng.poisson(0.3, (11_000, 2)), rng.integers(50, 800, 11_000)
    found = ratio(said, words, replicates=800, seed=3)
    lean = said - (said.sum(axis=0) / words.sum()) * words[:, None]  # the ratio's linear part, whose spread is known
    width = 2 * 1.96 * lean.std(axis=0) * np.sqrt(len(words)) / words.sum()
    assert (found["high"] - found["low"]) == pytest.approx(width, rel=0.12)
    assert (found["low"] < found["value"]).all() and (found["value"] < found["high"]).all()


def test_interval_covers_the_truth_about_as_often_as_it_says():
    """Shares of articles, truth 0.3, 40 articles: 95 % intervals hold the truth in roughly 95 of 100 corpora."""
    rng = np.random.default_rng(11)
    corpora = rng.random((40, 300)) < 0.3
    found = ratio(corpora, np.ones(40), replicates=500, seed=2, share=True)
    held = np.mean((found["low"] <= 0.3) & (found["high"] >= 0.3))
    assert 0.89 <= held <= 0.99


def test_few_articles_make_no_interval():
    found = ratio(np.ones((FEW - 1, 1)), np.full((FEW - 1, 1), 2.0))
    assert found["value"][0] == 0.5 and np.isnan(found["low"][0]) and np.isnan(found["high"][0])


def test_a_share_of_none_or_all_is_not_certain():
    found = ratio(np.column_stack([np.zeros(20), np.ones(20)]), np.ones(20), share=True)
    limit = 1 - 0.025 ** (1 / 20)
    assert found["low"][0] == 0 and found["high"][0] == pytest.approx(limit)
    assert found["low"][1] == pytest.approx(1 - limit) and found["high"][1] == 1


def test_the_doubt_about_a_share_of_none_is_that_of_the_cases_and_not_of_the_articles():
    said = np.full(20, 10.0)  # ten quotations in each article
    none, few = (ratio(c, said, share=True)["high"][0] for c in (np.zeros(20), np.r_[np.zeros(19), 1.0]))
    assert none == pytest.approx(1 - 0.025 ** (1 / 200)) and none < 2 * few
    words = ratio(np.zeros(20), said * 30, share=True, cases=said)  # shares of words, whose cases are the quotations
    assert words["high"][0] == pytest.approx(none)
    low = ratio(said, said, share=True)["low"][0]
    assert low == pytest.approx(1 - none)


def test_a_rung_or_a_side_of_nobody_is_doubted_as_so_many_quotations_allow(plenty):
    ladder = measures.anonymous_ladder(plenty, replicates=200)
    assert set(ladder["quotations"]) == {0}
    assert ladder["high"].to_numpy() == pytest.approx(1 - 0.025 ** (1 / len(plenty.quotations)))
    speech = measures.voice_share(plenty, by="country", ids=["RUS", "JPN"], replicates=200)
    assert row(speech, speaker="JPN")["high"] == pytest.approx(1 - 0.025 ** (1 / len(plenty.quotations)))


def test_none_in_so_many_words_is_a_rate_in_doubt(plenty):
    assert row(measures.actor_rates(plenty, actors=["JPN"], replicates=200), actor="JPN")["high"] == pytest.approx(
        -np.log(0.025) * 1000 / plenty.articles["words"].sum()
    )


def test_no_articles_and_empty_denominators_give_no_number():
    assert np.isnan(ratio(np.zeros((0, 2)), np.zeros(0))["value"]).all()
    assert np.isnan(ratio(np.zeros((9, 1)), np.zeros(9))["value"]).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=FEW, max_size=30))
def test_shares_and_their_intervals_lie_between_0_and_1(pairs):
    counts = np.array(pairs, dtype=float)
    found = ratio(counts, counts.sum(axis=1), replicates=100, share=True)
    for name in ("value", "low", "high"):
        kept = found[name][np.isfinite(found[name])]
        assert ((kept >= 0) & (kept <= 1)).all()
    if np.isfinite(found["value"]).all():
        assert found["value"].sum() == pytest.approx(1)


def test_statistic_of_sums_and_its_shift():
    counts = np.eye(12)
    value, low, high = statistic(counts, lambda sums: (sums > 0).sum(axis=1), centred=True, replicates=300)
    assert value == 12 and low < 12 < high  # without the shift every resample has fewer than 12 kinds


# --- which articles ---


def test_select_leaves_out_copies_and_rejected(measured):
    assert list(measures.select(measured).articles["id"]) == ["a0", "a1", "a2", "a3", "a4", "a5"]
    assert len(measures.select(measured, copies=True).articles) == 7


@pytest.mark.parametrize(
    "choice, ids",
    [
        ({"start": "2017-11-04"}, ["a2", "a3", "a4"]),
        ({"end": "2017-11-04"}, ["a0", "a1", "a2"]),  # the last day counts; the undated do not
        ({"outlets": ["khabar-b"]}, ["a3", "a4", "a5"]),
        ({"start": "2030-01-01"}, []),
    ],
)
def test_select_by_day_and_outlet(measured, choice, ids):
    chosen = measures.select(measured, **choice)
    assert list(chosen.articles["id"]) == ids
    assert set(chosen.mentions["article_id"]) <= set(ids)


def test_an_outlet_that_the_corpus_does_not_have_is_an_error(measured):
    with pytest.raises(
        ValueError, match="outlets: 'nope' is not in the corpus; expected some of khabar-a, khabar-b, khabar-c"
    ):
        measures.select(measured, outlets=["khabar-a", "nope"])


@pytest.mark.parametrize(
    "years, articles, unit",
    [(1, 80, "month"), (5, 200, "quarter"), (10, 500, "year"), (1, 8, "month"), (2, 12, "year"), (5, 40, "year")],
)
def test_period_by_span_and_number_of_articles(years, articles, unit):
    days = [f"{2010 + i * years // articles}-{1 + i * 12 * years // articles % 12:02d}-05" for i in range(articles)]
    m = make_measured([("khabar-a", day, f"یادداشت {i}", "هوا خوب است.") for i, day in enumerate(days)])
    assert measures.period_length(m) == unit


def test_undated_corpora_have_no_periods(bare):
    assert list(measures.by_period(bare)) == []
    assert measures.articles_over_time(bare).empty


def test_months_without_articles_count_as_none(measured):
    table = measures.articles_over_time(measures.select(measured), by="month")
    assert row(table, period="2017-12-01", outlet="khabar-a")["articles"] == 0


def test_corpus_counts_add_up(measured):
    table = measures.corpus_table(measured)
    assert table[["articles", "duplicate", "rejected"]].to_numpy().sum() == len(measured.articles)
    assert measures.set_apart(measured)["rows"].sum() == 2


# --- who is named ---


def test_rates_count_persons_with_their_state(measured):
    m = measures.select(measured)
    table = measures.actor_rates(m, by="country", actors=STATES)
    words = m.articles["words"].sum()
    assert list(table["actor"]) == STATES
    assert row(table, actor="RUS")["mentions"] == 5  # «روسیه» twice, «لاوروف» three times
    assert row(table, actor="RUS")["value"] == pytest.approx(5000 / words)
    assert row(table, actor="TUR")["share"] == pytest.approx(4 / 6)


def test_places_are_not_their_state(measured):
    measured.mentions["kind"] = "place"
    table = measures.actor_rates(measures.select(measured), by="country", actors=STATES)
    assert table["mentions"].sum() == 0


def test_outlets_and_periods_add_up_to_the_whole(measured):
    m = measures.select(measured)
    whole = measures.actor_rates(m, by="country", actors=STATES)["mentions"].sum()
    assert measures.actors_by_outlet(m, STATES, by="country")["mentions"].sum() == whole
    dated = measures.select(measured, start="2000-01-01")
    assert measures.actors_over_time(dated, STATES, by="country")["mentions"].sum() == (
        measures.actor_rates(dated, by="country", actors=STATES)["mentions"].sum()
    )


def test_naming_choices_join_spellings(measured):
    named = measured.mentions["actor_id"] == "TUR"
    measured.mentions.loc[measured.mentions.index[named][:2], "surface"] = "تركيه"  # Arabic ك and ي
    table = measures.naming_choices(measures.select(measured), ["TUR"])
    assert list(table["surface"]) == ["ترکیه"] and table["share"].iloc[0] == 1


def test_co_mentions_need_one_sentence(measured):
    table = measures.co_mentions(measures.select(measured), STATES)
    # «لاوروف گفت: همکاری با ایران و ترکیه مهم است.» and «روسیه و ترکیه توافق کردند.»
    assert row(table, pair="RUS+TUR")["sentences"] == 2
    assert row(table, pair="IRN+TUR")["sentences"] == 3


def test_named_together_joins_actors_of_one_sentence(measured):
    table = measures.named_together(measures.select(measured), least=1)
    # «لاوروف گفت: همکاری با ایران و ترکیه مهم است.»: three pairs; RUS and Lavrov never stand in one sentence
    assert (
        row(table, pair="TUR+sergey-lavrov" if "TUR+sergey-lavrov" in set(table["pair"]) else "sergey-lavrov+TUR")[
            "sentences"
        ]
        == 1
    )
    together = row(table, pair="TUR+IRN" if "TUR+IRN" in set(table["pair"]) else "IRN+TUR")
    assert together["sentences"] == 3  # of them Iran without Turkey in four more, Turkey without Iran in three
    assert not {"RUS+sergey-lavrov", "sergey-lavrov+RUS"} & set(table["pair"])
    assert list(table["sentences"]) == sorted(table["sentences"], reverse=True)
    assert (measures.named_together(measures.select(measured), least=2)["sentences"] >= 2).all()


def test_naming_is_a_choice_of_the_outlet(tmp_path):
    pages = [
        {
            "id": str(i),
            "outlet": outlet,
            "date": "2020-01-01",
            "title": "",
            "text": f"{name} به سوریه حمله کرد. شماره {i}",
        }
        for i, (outlet, name) in enumerate(
            [("الف", "رژیم صهیونیستی")] * 3 + [("الف", "اسرائیل")] + [("ب", "اسرائیل")] * 2
        )
    ]
    table = measures.naming_by_outlet(measured_from(pages, tmp_path), load_codebook())
    chosen = {(r.outlet, r.surface): r.value for r in table[table["actor"] == "ISR"].itertuples()}
    assert chosen == {
        ("الف", "رژیم صهیونیستی"): 0.75, ("الف", "اسرائیل"): 0.25, ("ب", "رژیم صهیونیستی"): 0, ("ب", "اسرائیل"): 1
    }  # fmt: skip
    assert "SYR" not in set(table["actor"])  # named in one way only: no choice


def test_copies_are_counted_apart(measured, lone):
    table = measures.with_and_without_copies(measured, ["IRN"])
    without, with_ = (row(table, counted=c) for c in ("without", "with"))
    assert with_["mentions"] == without["mentions"] + 1 and with_["n"] == without["n"] + 1
    assert measures.with_and_without_copies(lone, ["IRN"]).empty


def test_what_was_left_open_is_listed_most_frequent_first(tmp_path):
    text = "آقای راستین، از آستانه آمد. آقای راستین، به سوچی رفت. وزیر خارجه بلژیک گفت که راه باز است."
    m = measured_from([{"id": "1", "outlet": "الف", "date": "2020-01-01", "title": "", "text": text}], tmp_path)
    table = measures.left_open(m)
    assert list(table.iloc[0][["surface", "why", "occurrences"]]) == ["آقای راستین", "open-name", 2]
    assert "open-office" in set(table["why"])
    words = ["سه كشور", "سه کشور", "سه کشور", "وی"]
    rows = pd.DataFrame({"article_id": ["1", "2", "2", "1"], "surface": words, "why": "pronoun"})
    m.unresolved = rows
    table = measures.left_open(m)
    assert list(table["surface"]) == ["سه کشور", "وی"] and list(table["occurrences"]) == [3, 1]


def test_a_family_may_count_as_one_article(measured):
    measured.articles["family"] = measured.articles["id"]
    measured.articles.loc[measured.articles["id"].isin(["a2", "a3"]), "family"] = "a2"
    whole = measures.select(measured)
    first = measures.select(measured, families="first")
    half = measures.select(measured, families="weighted")
    assert set(whole.articles["id"]) - set(first.articles["id"]) == {"a3"}
    assert len(first.articles) == len(whole.articles) - 1 and "a3" not in set(first.quotations["article_id"])
    assert measures.weights(half).sum() == pytest.approx(len(whole.articles) - 1)
    frame = "peace-process"  # in a3, a4 and a5 of six articles; a3 weighs a half
    shares = [row(measures.frame_prevalence(m), frame=frame)["value"] for m in (whole, first, half)]
    assert shares == [pytest.approx(3 / 6), pytest.approx(2 / 5), pytest.approx(2.5 / 5)]
    with pytest.raises(ValueError, match="expected one of all, first, weighted"):
        measures.select(measured, families="some")


def test_without_families_the_weights_change_nothing(plenty):
    m = measures.select(plenty)
    weighted = measures.select(plenty, families="weighted")
    pd.testing.assert_frame_equal(measures.actor_rates(m, actors=STATES), measures.actor_rates(weighted, actors=STATES))


def test_taken_from_others_by_credit_and_by_likeness(measured):
    measured.articles["family"] = measured.articles["id"]
    measured.articles.loc[measured.articles["id"] == "a2", "family"] = "a0"
    table = measures.copied(measured).set_index(["outlet", "by"])["articles"]
    assert table["khabar-a"].to_dict() == {"credit": 1, "likeness": 1, "uncredited": 1}  # a1 credits IRNA, a2 copies a0
    assert table["khabar-b"].to_dict() == {"credit": 0, "likeness": 1, "uncredited": 1}  # an exact copy


# --- who speaks ---


def test_voice_share_is_of_all_speech(measured):
    m = measures.select(measured)
    table = measures.voice_share(m, unit="quotations")
    assert table["value"].sum() == pytest.approx(1)
    assert row(table, speaker="sergey-lavrov")["quotations"] == 3
    some = measures.voice_share(m, by="country", ids=["TUR", "IRN"], unit="quotations")
    assert list(some["value"]) == [0, pytest.approx(2 / 6)]


def test_named_often_heard_never(measured):
    table = measures.voice_against_mention(measures.select(measured), STATES)
    turkey = table[table["country"] == "TUR"].set_index("measure")
    assert turkey.at["mentions", "value"] == pytest.approx(6 / 13)  # «ترکیه» of all three states' names
    assert turkey.at["words", "value"] == 0
    assert turkey.at["words", "gap"] == pytest.approx(-6 / 13)
    assert table.groupby("measure")["value"].sum().tolist() == pytest.approx([1, 1])


def test_the_gap_has_an_interval_with_enough_articles(plenty):
    table = measures.voice_against_mention(plenty, STATES)
    assert (table["gap_low"] < table["gap"]).all() and (table["gap"] < table["gap_high"]).all()


def test_source_types_and_sources_per_article(measured):
    m = measures.select(measured)
    assert row(measures.source_types(m), speaker="anonymous")["value"] == pytest.approx(1 / 6)
    table = measures.sources_per_article(m)
    assert list(table["articles"]) == [2, 4, 0, 0] and table["value"].sum() == pytest.approx(1)


def test_diversity_of_known_counts(measured):
    quotations = measured.quotations.iloc[[0] * 10].copy()
    quotations["speaker_id"] = ["a"] * 5 + ["b"] * 5
    measured.quotations = quotations
    table = measures.source_diversity(measured).set_index("index")["value"]
    shannon = np.log(2) + 1 / 20  # plug-in and Miller–Madow
    assert table["shannon"] == pytest.approx(shannon) and table["effective"] == pytest.approx(np.exp(shannon))
    assert table["simpson"] == pytest.approx(1 - 2 * 5 * 4 / (10 * 9))


def test_credits_and_relays(measured):
    m = measures.select(measured)
    assert row(measures.credit_shares(m), source="irna")["value"] == pytest.approx(1 / 6)
    chain = measures.relays(m).iloc[0]
    assert (chain["outlet"], chain["source"], chain["speaker"]) == ("khabar-a", "irna", "sergey-lavrov")
    m.quotations = m.quotations.drop(columns="via")  # where the link is not settled: the article's credits
    assert measures.relays(m).iloc[0]["speaker"] == "sergey-lavrov"


def test_relays_share_what_is_relayed(measured):
    table = measures.relays(measures.select(measured))
    assert table["value"].sum() == pytest.approx(1) and list(table["quotations"]) == [1]


def test_unnamed_sources_stand_on_a_ladder(measured):
    m = measures.select(measured)
    m.quotations["rung"] = [1 if t == "anonymous" else None for t in m.quotations["source_type"]]
    table = measures.anonymous_ladder(m)
    assert list(table["quotations"]) == [1, 0, 0, 0, 0]
    assert table["value"].iloc[0] == pytest.approx(1 / 6)


def test_verbs_by_the_side_that_speaks(measured):
    table = measures.verbs_by_side(measures.select(measured), STATES)
    russia = table[table["country"] == "RUS"].set_index("speaker")["value"]
    assert russia["confronting"] == pytest.approx(1 / 3) and russia["neutral"] == pytest.approx(2 / 3)
    assert table[table["country"] == "TUR"]["value"].isna().all()  # nobody speaks for Turkey


def test_voices_and_verbs_of_each_outlet(measured):
    m = measures.select(measured)
    voices = measures.voices_by_outlet(m, STATES)
    assert row(voices, outlet="khabar-a", speaker="RUS")["value"] == 1
    assert row(voices, outlet="khabar-b", speaker="RUS")["value"] == 0
    verbs = measures.verbs_by_outlet(m)
    assert row(verbs, outlet="khabar-a", speaker="confronting")["quotations"] == 1
    months = measures.voices_over_time(m, STATES, period="month")
    assert row(months, period="2017-10-01", speaker="RUS")["value"] == 1


# --- in which terms ---


def test_negated_cues_do_not_count(measured):
    m = measures.select(measured)
    assert row(measures.frame_prevalence(m), frame="peace-process")["articles"] == 3
    m.cues["negated"] = m.cues["frame"] == "peace-process"
    assert "peace-process" not in list(measures.frame_prevalence(m)["frame"])


def test_sponsors_of_a_frame(measured):
    table = measures.frame_sponsors(measures.select(measured), STATES)
    peace = table[table["frame"] == "peace-process"].set_index("sponsor")["cues"]
    assert peace["IRN"] == 2 and peace["outlet"] == 1 and peace.sum() == 3
    assert (table.groupby("frame")["value"].sum().round(9) == 1).all()


# --- how they stand to each other ---


def test_stances_per_pair(measured):
    m = measures.select(measured)
    table = measures.stances(m, STATES)
    assert row(table, pair="IRN+TUR", stance="conflictual")["value"] == pytest.approx(0.5)
    net = measures.net_stance(m, STATES)
    assert row(net, pair="IRN+TUR")["value"] == 0 and row(net, pair="IRN+RUS")["value"] == 1


# --- nothing found ---


@pytest.mark.parametrize(
    "measure",
    [
        lambda m: measures.actor_rates(m),
        lambda m: measures.actor_rates(m, by="country", actors=STATES),
        lambda m: measures.actors_over_time(m, STATES),
        lambda m: measures.actors_by_outlet(m, STATES),
        lambda m: measures.naming_choices(m, STATES),
        lambda m: measures.ways_of_naming(m, STATES),
        lambda m: measures.co_mentions(m, STATES),
        lambda m: measures.named_together(m),
        lambda m: measures.naming_by_outlet(m, load_codebook()),
        lambda m: measures.left_open(m),
        lambda m: measures.copied(m),
        lambda m: measures.voice_share(m),
        lambda m: measures.voice_against_mention(m, STATES),
        lambda m: measures.source_types(m),
        lambda m: measures.sources_per_article(m),
        lambda m: measures.source_diversity(m),
        lambda m: measures.credit_shares(m),
        lambda m: measures.relays(m),
        lambda m: measures.anonymous_ladder(m),
        lambda m: measures.verbs_by_side(m, STATES),
        lambda m: measures.verbs_by_outlet(m),
        lambda m: measures.voices_by_outlet(m, STATES),
        lambda m: measures.voices_over_time(m, STATES),
        lambda m: measures.frame_prevalence(m),
        lambda m: measures.frame_sponsors(m, STATES),
        lambda m: measures.frame_functions(m),
        lambda m: measures.stances(m, STATES),
        lambda m: measures.net_stance(m, STATES),
        lambda m: measures.stance_over_time(m, STATES),
        lambda m: measures.stance_by_outlet(m, STATES),
    ],
)
@pytest.mark.parametrize("corpus", ["bare", "lone", "none"])
@pytest.mark.filterwarnings("error")
def test_measures_stand_poor_corpora(request, measured, measure, corpus):
    m = measures.select(measured, start="2090-01-01") if corpus == "none" else request.getfixturevalue(corpus)
    assert isinstance(measure(m), pd.DataFrame)


def test_stance_by_whose_words_tell_it(measured):
    m = measures.select(measured)
    said = m.relations["stance"] == "conflictual"  # as if the sentence of discord stood in a Russian quotation
    m.relations["sponsor_id"] = ["sergey-lavrov" if s else None for s in said]
    table = measures.stance_by_voice(m, STATES)
    assert row(table, sponsor="RUS", pair="IRN+TUR")["value"] == -1
    assert row(table, sponsor="outlet", pair="IRN+TUR")["value"] == 1
    assert row(table, sponsor="TUR", pair="IRN+TUR")["sentences"] == 0


def test_where_all_sentences_agree_the_interval_is_no_point(plenty):
    m = measures.select(plenty)
    m.relations["stance"] = "cooperative"
    table = measures.net_stance(m, STATES)
    some = table[table["n"] >= FEW]
    assert len(some) and (some["value"] == 1).all() and (some["low"] < 1).all() and (some["high"] == 1).all()


# --- names outside the codebook ---


def test_a_speaker_outside_the_codebook_is_one_whichever_keyboard_wrote_the_name(measured):
    said = measured.quotations
    ids = ["document:بيانيه", "document:بیانیه", "other:كاوه", "vladimir-putin"]
    rows = [{**said.iloc[0].to_dict(), "speaker_id": i, "words": 5} for i in ids]
    for kind in (object, "category"):
        measured.quotations = pd.DataFrame(rows).astype({"speaker_id": kind})
        chosen = measures.select(measured)
        speech = measures.voice_share(chosen)
        assert dict(zip(speech["speaker"], speech["quotations"], strict=True)) == {
            "document:بیانیه": 2, "other:کاوه": 1, "vladimir-putin": 1,
        }  # fmt: skip
        assert list(chosen.quotations["speaker_surface"]) == list(measured.quotations["speaker_surface"])
    measured.credits = None  # a notebook that does not ask for them
    assert measures.select(measured).credits is None


# --- relations of the three only ---


def test_relations_are_of_the_pairs_that_are_measured(plenty):
    from analysis.clauses import FOCAL

    six = ["RUS", "IRN", "TUR", "SYR", "USA", "ISR"]
    assert measures.related(six) == measures.related(STATES) == ["IRN+RUS", "RUS+TUR", "IRN+TUR"]
    assert set(STATES) == set(FOCAL) and measures.related(["SYR", "USA", "RUS"]) == []
    few = {"replicates": 200}
    for measure in (measures.stances, measures.net_stance, measures.stance_over_time, measures.stance_by_outlet):
        pd.testing.assert_frame_equal(measure(plenty, six, **few), measure(plenty, STATES, **few))
        assert measure(plenty, ["SYR", "USA"], **few).empty
    assert set(measures.stance_by_voice(plenty, six, **few)["sponsor"]) >= {"USA", "RUS", "outlet", "other"}


def test_sources_stand_in_the_order_of_the_articles_that_credit_them(measured):
    credit = measured.credits.iloc[0]
    rows = [("a1", "irna")] * 5 + [("a0", "tass"), ("a2", "tass")]
    measured.credits = pd.DataFrame([{**credit, "article_id": a, "source_id": s} for a, s in rows])
    table = measures.credit_shares(measures.select(measured))
    assert list(table["source"]) == ["tass", "irna"] and list(table["credits"]) == [2, 5]
    assert list(measures.credit_shares(measures.select(measured), top=1)["source"]) == ["tass"]
