"""Every figure carries its words; none is empty; sentences claim no more than the intervals allow."""

import json
from dataclasses import replace
from html import escape
from itertools import pairwise

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis import figures, findings, measures
from analysis.entries import Event
from analysis.figures.base import INK, NET_SCALE, SCALE, labels
from analysis.words import NAMES, PICTURES, TEXTS, Words, isolate

STATES = ["RUS", "IRN", "TUR"]
DRAW = {"replicates": 200, "seed": 1}


def drawn(m, say):
    """Every figure of the notebooks, by key."""
    unit = measures.period_length(m)
    rates = measures.actor_rates(m, actors=STATES, **DRAW)
    frames = list(measures.frame_prevalence(m)["frame"])
    return {
        "outlets": figures.bars(measures.corpus_table(m), say, "outlets"),
        "corpus-time": figures.columns_over_time(measures.articles_over_time(m), say, "corpus-time", unit=unit),
        "states": figures.bars(rates, say, "states"),
        "countries": figures.bars(measures.actor_rates(m, by="country", **DRAW), say, "countries"),
        "persons": figures.bars(measures.actor_rates(m, kinds=["person"], **DRAW), say, "persons"),
        "states-outlet": figures.matrix(
            measures.actors_by_outlet(m, STATES, **DRAW), say, "states-outlet", rows="outlet", columns="actor"
        ),
        "states-time": figures.over_time(
            measures.actors_over_time(m, STATES, **DRAW), say, "states-time", unit=unit
        ),
        "pairs": figures.bars(measures.co_mentions(m, STATES, **DRAW), say, "pairs"),
        "network": figures.network(measures.named_together(m, **DRAW), say),
        "voice-gap": figures.pairs(measures.voice_against_mention(m, STATES, **DRAW), say),
        "speakers": figures.bars(measures.voice_share(m, **DRAW), say, "speakers"),
        "source-types": figures.bars(measures.source_types(m, **DRAW), say, "source-types"),
        "sources-article": figures.bars(measures.sources_per_article(m, **DRAW), say, "sources-article"),
        "relays": figures.flow(measures.relays(m, **DRAW), say),
        "verbs-side": figures.matrix(
            measures.verbs_by_side(m, STATES, **DRAW), say, "verbs-side", rows="country", columns="speaker"
        ),
        "voices-time": figures.over_time(measures.voices_over_time(m, STATES, **DRAW), say, "voices-time", unit=unit),
        "credits": figures.bars(measures.credit_shares(m, **DRAW), say, "credits"),
        "frames": figures.bars(measures.frame_prevalence(m, **DRAW), say, "frames"),
        "sponsors": figures.matrix(
            measures.frame_sponsors(m, STATES, **DRAW), say, "sponsors", rows="frame", columns="sponsor"
        ),
        "frames-outlet": figures.matrix(
            measures.frames_by_outlet(m, frames, **DRAW), say, "frames-outlet", rows="outlet", columns="frame"
        ),
        "stances": figures.stacked(measures.stances(m, STATES, **DRAW), say),
        "triangle": figures.triangle(measures.net_stance(m, STATES, **DRAW), say),
        "net-voice": figures.matrix(
            measures.stance_by_voice(m, STATES, **DRAW), say, "net-voice", rows="sponsor", columns="pair"
        ),
        "net-time": figures.over_time(measures.stance_over_time(m, STATES, **DRAW), say, "net-time", unit=unit),
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fa"])
def test_figures_carry_title_axis_n_interval_and_alternative_text(plenty, language):
    say = Words(language, states=STATES)
    for key, figure in drawn(plenty, say).items():
        assert isinstance(figure, go.Figure), f"{key}: {figure}"
        meta, layout = figure.layout.meta, figure.layout
        assert layout.title.text and meta["title"] == say.picture(key)[0]
        assert meta["note"] in "".join(layout.title.subtitle.text.split("<br>")) or layout.title.subtitle.text
        assert "n = " in meta["note"], key
        assert (
            "95%" in meta["note"]
            or "۹۵٪" in meta["note"]
            or say("counts-only") in meta["note"]
            or say("no-interval", few=say.number(5)) in meta["note"]
        ), key
        assert meta["alt"].startswith(meta["title"]) and len(meta["alt"]) > len(meta["title"]) + 10
        assert len(meta["table"]["rows"]) == len(meta["links"]) > 0
        assert {len(row) for row in meta["table"]["rows"]} == {len(meta["table"]["heads"])}
        axes = [layout[name].title.text for name in layout if name.startswith(("xaxis", "yaxis"))]
        if key not in (
            "states-outlet",
            "sponsors",
            "frames-outlet",
            "network",
            "relays",
            "verbs-side",
            "net-voice",
        ):  # these name what they show
            assert any(axes), key
        json.dumps(figure._repr_mimebundle_())


@pytest.mark.parametrize("corpus", ["bare", "lone", "measured"])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_figure_or_a_note_never_nothing(request, corpus, language):
    m = measures.select(request.getfixturevalue(corpus))
    say = Words(language, states=STATES)
    for key, picture in drawn(m, say).items():
        if isinstance(picture, figures.Note):
            assert len(picture.text) > 20, key
            continue
        marks = [value for trace in picture.data for value in _numbers(trace.to_plotly_json())]
        assert marks, key


def _numbers(trace):
    """The finite numbers that a trace draws."""
    for axis in ("z",) if "z" in trace else ("x", "y"):
        for value in np.ravel(np.array(trace.get(axis, []), dtype=object)):
            if isinstance(value, int | float) and np.isfinite(value):
                yield value


def test_same_actor_same_colour_everywhere(plenty):
    say = Words("en", states=STATES)
    wanted = [figures.STATE_COLOURS[s] for s in STATES]
    pictures = drawn(plenty, say)
    assert list(pictures["states"].data[0].marker.color) == wanted
    assert [trace.line.color for trace in pictures["states-time"].data] == wanted
    assert len({figures.colour(s, Words("en", states=["CHN", "IND"])) for s in ("CHN", "IND")}) == 2


def test_every_mark_of_a_picture_leads_where_its_row_of_the_table_leads(plenty):
    for key, figure in drawn(plenty, Words("en", states=STATES)).items():
        if PICTURES[key].evidence is None or key == "relays":  # the ribbons of a flow are no marks
            continue
        marks = {link for trace in figure.data if trace.customdata is not None for link in np.ravel(np.array(trace.customdata, dtype=object))}  # fmt: skip
        wanted = set(figure.layout.meta["links"]) - {None}
        assert wanted and wanted <= marks, (key, wanted - marks)


def test_brackets_are_explained_only_where_there_are_some(plenty):
    for language in ("en", "fa"):
        say = Words(language, states=STATES)
        for key, figure in drawn(plenty, say).items():
            shaded = any(trace.type == "heatmap" for trace in figure.data)
            assert (say("brackets", few=say.number(5)) in figure.layout.meta["note"]) == shaded, key


def test_a_document_is_no_speaker_s_name():
    assert (
        Words("en").label("document:پیام") == "document «پیام»" and Words("fa").label("document:پیام") == "سند «پیام»"
    )
    assert Words("en").label("other:کاوه رستگار") == "کاوه رستگار"


def test_what_stands_in_one_period_alone_is_not_said_to_go_from_it_to_it():
    one, two = (
        pd.DataFrame(
            {"frame": "economy", "period": ["2017-01-01", "2018-01-01"], "value": v, "low": 0.2, "high": 0.9, "n": n}
        )
        for v, n in (([0.5, 0.5], [9, 9]), ([0.5, 0.6], [9, 9]))
    )
    other = two.assign(frame="rivalry")
    say = Words("en")
    assert findings.peaks(one, say, "frames-time", unit="year") is None
    said = findings.peaks(pd.concat([one, other]), say, "frames-time", unit="year").text
    assert "Economy" not in said and "2017" in said and "2018" in said


def marked(m, say, **options):
    """The events named in a picture over time, in its order, and the figure."""
    figure = figures.columns_over_time(
        measures.articles_over_time(m), say, "corpus-time", unit=measures.period_length(m), **options
    )
    return [a for a in figure.layout.annotations if a.name == "event"], figure


def events(*given):
    return [
        Event(id=f"e-{i}", en=f"Event {i}", fa=f"رویداد {i}", **{"kind": "round", **e}) for i, e in enumerate(given)
    ]


def with_events(say, given):
    return Words(say.language, replace(say.codebook, events=sorted(given, key=lambda e: (e.date, e.id))), states=STATES)


def test_events_of_all_kinds_are_named_above_the_drawing_and_none_on_another(plenty):
    say = Words(states=STATES)
    named, figure = marked(plenty, say)
    places = sorted(a.x for a in named)
    slots = len(figure.data[0].x)
    assert len(named) > 4 and all(b - a >= slots / 11 for a, b in pairwise(places))
    assert all(a.y == 1 and a.yanchor == "bottom" for a in named)
    assert {round(s.x0, 6) for s in figure.layout.shapes} == {round(x, 6) for x in places}
    bare, plain = marked(plenty, with_events(say, []))
    longest = max(len(line) for a in named for line in a.text.split("<br>"))
    assert not bare and figure.layout.meta["top"] - plain.layout.meta["top"] > 6 * longest
    rounds = with_events(say, events({"date": "2018-02-03"}, {"date": "2018-09-03", "kind": "other"}))
    assert [a.text for a in marked(plenty, rounds)[0]] == ["Event 0", "Event 1"]


def test_where_names_would_overlap_the_weightier_stands_one_s_own_before_all_and_the_note_says_so(plenty):
    near = [{"date": "2018-05-01"}, {"date": "2018-05-02", "kind": "war"}, {"date": "2018-05-03", "kind": "summit"}]
    say = with_events(Words(states=STATES), events(*near))
    named, figure = marked(plenty, say)
    assert [a.text for a in named] == ["Event 2"]
    assert "Events named: 1 of the 3 in this span" in figure.layout.meta["note"]
    own = with_events(say, events(*near, {"date": "2018-05-04", "kind": "other", "mark": True}))
    assert [a.text for a in marked(plenty, own)[0]] == ["Event 3"]
    alone = with_events(say, events(near[0]))
    assert "Events named" not in marked(plenty, alone)[1].layout.meta["note"]


def test_events_before_the_first_article_and_after_the_last_are_left_out(plenty):
    first, last = measures.first_and_last(plenty)
    say = with_events(Words(states=STATES), events({"date": first}, {"date": "2018-05-03"}, {"date": last}))
    assert len(marked(plenty, say, days=(first, last))[0]) == 3
    assert [a.text for a in marked(plenty, say, days=("2018-01-01", "2018-12-31"))[0]] == ["Event 1"]
    assert (
        len(marked(plenty, say, days=("2001-01-01", "2030-12-31"))[0]) == 3
    )  # the numbers begin later than the articles
    early = with_events(say, events({"date": "2002-01-01"}))
    assert marked(plenty, early, days=("2001-01-01", "2030-12-31"))[0] == []


def heights(figure, say):
    """The upper and lower edge of each name of a flow in pixels, by where it stands."""
    low, high = figure.layout.yaxis.range
    found = {}
    for a in figure.layout.annotations:
        half = 15 * len(a.text.split("<br>")) / 2
        found.setdefault((a.x, a.xanchor), []).append((a.y - half, a.y + half))
    assert low == 0 and high <= figure.layout.height
    return found


@pytest.mark.parametrize("language", ["en", "fa"])
def test_names_of_a_flow_stand_apart_and_whole(language):
    say = Words(language, states=STATES)
    speakers = [f"other:عضو هیئت مدیره انجمن شماره {n}" for n in range(9)] + ["vladimir-putin"]
    sources = ["other:روابط عمومی شهرداری تهران بزرگ", *["irna", "the-wall-street-journal"] * 4, "irna"]
    numbers = pd.DataFrame({
        "outlet": ["pazhvak-mihan"] * 10, "source": sources, "speaker": speakers, "quotations": [1] * 9 + [60],
        "articles": 1, "value": 0.1, "low": 0.0, "high": 0.2, "n": 10,
    })  # fmt: skip
    figure = figures.flow(numbers, say)
    for edges in heights(figure, say).values():
        edges = sorted(edges)
        assert all(above >= below for (_, below), (above, _) in pairwise(edges)), edges
    texts = "".join(a.text for a in figure.layout.annotations)
    assert "…" not in texts and "شماره" in texts and {a.x for a in figure.layout.annotations} == {0, 1, 2}


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return sum(w * (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))  # fmt: skip


@pytest.mark.parametrize("colour", [c for _, c in [*SCALE, *NET_SCALE]])
def test_numbers_in_shaded_cells_can_be_read(colour):
    light, dark = sorted((luminance(colour), luminance(INK)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5  # WCAG 2.2, 1.4.3


def test_no_mark_of_an_interval_where_there_is_none():
    rows = pd.DataFrame({"actor": STATES, "mentions": [9, 5, 1], "value": [9.0, 5.0, 1.0], "low": [8.0, np.nan, 0.5],
                         "high": [10.0, np.nan, 2.0], "n": [9, 3, 9]})  # fmt: skip
    drawn_bars = figures.bars(rows, Words("en", states=STATES), "states")
    assert list(drawn_bars.data[0].error_x.array) == [1.0, None, 1.0]


def test_persian_pictures_run_from_right_to_left(plenty):
    pictures = drawn(plenty, Words("fa", states=STATES))
    for key in ("states", "voice-gap", "stances", "frames"):
        low, high = pictures[key].layout.xaxis.range
        assert low > high and pictures[key].layout.yaxis.side == "right", key
    figure = pictures["states"]
    assert all(set(t) & set("۰۱۲۳۴۵۶۷۸۹") for t in figure.layout.xaxis.ticktext)
    assert figure.layout.title.text.startswith("\u2067") and figure.layout.title.text.endswith("\u2069")


def test_markup_in_names_stays_text():
    rows = pd.DataFrame({"outlet": ["<img src=x onerror=alert(1)>"], "articles": [3]})
    figure = figures.bars(rows, Words("en", states=STATES), "outlets")
    assert "<img" not in json.dumps(figure._repr_mimebundle_()["application/vnd.plotly.v1+json"]["data"])
    assert "<img" not in "".join(figure.layout.yaxis.ticktext)
    assert "<img" not in figures.table(rows, Words("en"), ["outlet", "articles"])._repr_html_()


# --- words ---


@pytest.mark.parametrize("key", [*TEXTS])
def test_texts_take_the_same_values_in_both_languages(key):
    import string

    fields = [{f for _, f, _, _ in string.Formatter().parse(text) if f} for text in TEXTS[key]]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("table", [TEXTS, NAMES])
def test_persian_texts_are_persian(table):
    for key, (_, persian) in table.items():
        assert any("\u0600" <= c <= "\u06ff" for c in persian) or "{" in persian or "(" in persian, key
        assert not any(c in "يك" for c in persian), key


@pytest.mark.parametrize("key", [*PICTURES])
def test_every_picture_is_named_in_both_languages(key):
    for language in ("en", "fa"):
        title, axis = Words(language, states=STATES).picture(key)
        assert title and axis and title.endswith(("?", "؟"))


def test_numbers_and_days():
    en, fa = Words("en"), Words("fa")
    assert en.number(12345.678, 1) == "12,345.7" and fa.number(12345.678, 1) == "۱۲٬۳۴۵٫۷"
    assert en.percent(0.123) == "12%" and fa.percent(0.123) == "۱۲٪"
    assert en.interval(0.1, 0.2, "share") == "10–20%" and fa.interval(0.1, 0.2, "share") == "۱۰ تا ۲۰٪"
    assert en.day("2017-10-04") == "4 October 2017" and fa.day("2017-10-04") == "۱۲ مهر ۱۳۹۶ (۴ اکتبر ۲۰۱۷)"
    assert en.period("2017-10-01", "quarter") == "2017 Q4" and "مهر" in fa.period("2017-10-01", "quarter")
    assert en.percent(0.003) == "0.3%" and fa.interval(0.001, 0.004, "share") == "۰٫۱ تا ۰٫۴٪" and en.percent(0) == "0%"
    assert (
        en.amount(0.02, "rate") == "0.02" and en.amount(375.0, "index") == "375" and en.amount(1.0, "index") == "1.00"
    )
    # The sign stands left of a Persian number, as in CLDR; a first digit is not thrown to the other end by Chromium.
    assert fa.amount(0.93, "net") == "\u200e+۰٫۹۳" and fa.number(-2) == "\u200e−۲" and en.number(-2) == "−2"
    assert isolate("۱۳۹۶", True) == "\u2067\u200f۱۳۹۶\u2069" and isolate("1396", False) == "1396"
    assert en.day(None) == "undated" and en.number(float("nan")) == "–"


# --- sentences ---


def rates(*rows):
    return pd.DataFrame(rows, columns=["actor", "mentions", "value", "low", "high", "n"])


def test_an_order_is_claimed_only_where_intervals_part():
    say = Words("en", states=STATES)
    apart = rates(("RUS", 90, 9.0, 8.0, 10.0, 50), ("IRN", 40, 4.0, 3.0, 5.0, 50))
    close = rates(("RUS", 90, 9.0, 5.0, 10.0, 50), ("IRN", 70, 7.0, 4.0, 9.0, 50))
    assert "named most" in findings.named(apart, say).text
    assert "named most" not in findings.named(close, say).text and "overlap" in findings.named(close, say).text


def test_of_three_the_two_that_overlap_are_not_put_in_order():
    say = Words("en", states=STATES)
    one = rates(("RUS", 90, 9.0, 8.0, 10.0, 50), ("IRN", 88, 8.8, 7.9, 9.9, 50), ("TUR", 20, 2.0, 1.0, 3.0, 50))
    text = findings.named(one, say).text
    assert "Russia 9.0 (8.0–10.0) and Iran 8.8" in text and "least: Turkey 2.0" in text and "overlap" in text


def stance_rows(*pairs):
    rows = []
    for pair, coop, conflict, n in pairs:
        for stance, (value, low, high) in (("cooperative", coop), ("neutral", (0, 0, 0)), ("mixed", (0, 0, 0)), ("conflictual", conflict)):  # fmt: skip
            rows.append((pair, stance, round(value * 20), value, low, high, n))
    return pd.DataFrame(rows, columns=["pair", "stance", "sentences", "value", "low", "high", "n"])


def test_how_they_stand_is_said_as_far_as_the_intervals_allow():
    say = Words("en", states=STATES)
    sure, close = ((0.9, 0.8, 1.0), (0.1, 0.0, 0.2)), ((0.6, 0.3, 0.8), (0.4, 0.2, 0.7))
    few = ((0.5, np.nan, np.nan), (0.5, np.nan, np.nan))
    every = findings.stood(stance_rows(("IRN+RUS", *sure, 9), ("IRN+TUR", *sure, 9)), say).text
    assert every.startswith("Cooperation outweighs conflict between each two")
    part = findings.stood(stance_rows(("IRN+RUS", *sure, 9), ("IRN+TUR", *close, 9), ("RUS+TUR", *few, 2)), say)
    assert "outweighs conflict: Iran and Russia." in part.text and "Open, since" in part.text and not part.doubt
    assert "too few articles for shares, 10 of 20 sentences cooperative" in part.text
    none = findings.stood(stance_rows(("RUS+TUR", *few, 2)), say)
    assert none.doubt.startswith("Too few") and "%" not in none.text and "outweighs" not in none.text


@pytest.mark.parametrize("language, only", [
    ("en", "elations are measured between Iran, Russia and Turkey only."),
    ("fa", "رابطه تنها میان ایران، روسیه و ترکیه سنجیده می‌شود."),
])  # fmt: skip
def test_where_relations_are_not_measured_no_false_zero_is_told(plenty, language, only):
    none, some = (Words(language, states=s) for s in (["SYR", "USA"], ["RUS", "SYR", "TUR"]))
    assert only in findings.stood(measures.stances(plenty, none.states, **DRAW), none).text
    pictures = [
        figures.stacked(measures.stances(plenty, none.states, **DRAW), none),
        figures.triangle(measures.net_stance(plenty, none.states, **DRAW), none),
        figures.matrix(measures.stance_by_voice(plenty, none.states, **DRAW), none, "net-voice", rows="sponsor", columns="pair"),
        figures.over_time(measures.stance_over_time(plenty, none.states, **DRAW), none, "net-time", unit="quarter"),
    ]  # fmt: skip
    assert all(isinstance(p, figures.Note) and only in p.text for p in pictures)
    told = findings.stood(measures.stances(plenty, some.states, **DRAW), some).text
    assert told.endswith(only) and len(told) > len(only) + 20
    assert some.label("SYR") not in some.picture("stances")[0] and some.label("SYR") in some.picture("states")[0]
    every = Words(language, states=STATES)
    assert only not in findings.stood(measures.stances(plenty, STATES, **DRAW), every).text


def test_a_pair_without_a_sentence_is_no_column(plenty):
    plenty.relations = plenty.relations[plenty.relations["actor_b"] == "TUR"]
    found = measures.stance_by_outlet(plenty, STATES, **DRAW)
    assert len(set(found["pair"])) == 3 and 0 in set(found["sentences"])
    drawn_one = figures.matrix(found, Words("en", states=STATES), "net-outlet", rows="outlet", columns="pair")
    kept = set(found[found["sentences"] > 0]["pair"])
    assert len(drawn_one.layout.xaxis.ticktext) == len(kept) < 3


def test_what_was_set_apart_is_said_in_good_english(measured):
    text = findings.corpus(measured, measures.select(measured), Words("en")).text
    assert "One row was set apart" in text and "One article is a copy" in text and "One of them is undated" in text


def test_few_articles_are_said_to_be_few(lone):
    found = findings.headlines(lone, Words("en", states=STATES), STATES, **DRAW)
    assert [f["key"] for f in found] == ["named", "heard", "told", "stand"]
    assert all(f["sentences"][0].doubt.startswith("Too few articles") for f in found)
    assert not any("%" in f["sentences"][0].text for f in found)


def test_named_and_not_heard(measured):
    m = measures.select(measured)
    gaps = measures.voice_against_mention(m, STATES, **DRAW)
    sentence = findings.heard(gaps, measures.voice_share(m, **DRAW), Words("en", states=STATES))
    assert "Turkey" in sentence.text or "TUR" in sentence.text
    assert "not once quoted" in sentence.text


@pytest.mark.parametrize("language", ["en", "fa"])
def test_nothing_found_is_said_in_words(bare, language):
    found = findings.headlines(bare, Words(language, states=STATES), STATES, **DRAW)
    assert all(s.text for f in found for s in f["sentences"])


def test_mostly_is_said_only_above_one_half():
    say = Words("en", states=STATES)
    columns = ["frame", "sponsor", "value", "low", "high", "n"]

    def told(*rows):
        return findings.owned(pd.DataFrame([("military", *r, 30) for r in rows], columns=columns), say).text

    assert "comes mostly in" in told(("outlet", 0.7, 0.6, 0.8), ("RUS", 0.3, 0.2, 0.4))
    assert "comes most often in" in told(("outlet", 0.45, 0.31, 0.62), ("RUS", 0.3, 0.2, 0.4))
    assert "comes most often in" in told(("outlet", 0.7, np.nan, np.nan), ("RUS", 0.3, np.nan, np.nan))
    assert "equally often in the words of the outlet itself and Russia: 50%" in told(
        ("outlet", 0.5, 0.3, 0.7), ("RUS", 0.5, 0.3, 0.7)
    )


@pytest.mark.parametrize("language", ["en", "fa"])
def test_gaps_draw_only_what_leaves_zero_out(language):
    say = Words(language, states=STATES)
    found = pd.DataFrame({
        "outlet": ["a", "a", "b"], "id": ["military", "economy", "RUS"], "value": [-0.4, 0.1, 0.3],
        "low": [-0.6, -0.1, 0.1], "high": [-0.2, 0.3, 0.5], "n": [20, 20, 30],
    })  # fmt: skip
    figure = figures.gaps(found, say, "silence", columns=("outlet", "id"))
    assert [round(x) for x in figure.data[0].x] == [-40, 30]
    assert isinstance(figures.gaps(found.iloc[1:2], say, "silence", columns=("outlet", "id")), figures.Note)


def test_every_reason_for_setting_apart_has_its_persian():
    import ast
    from pathlib import Path

    import analysis

    given = set()
    for file in Path(analysis.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "Fault"
                and isinstance(node.args[0], ast.Constant)
            ):
                given.add(node.args[0].value)
    assert len(given) >= 12 and given <= set(NAMES), given - set(NAMES)


def test_names_down_the_side_take_no_more_lines_than_a_row_holds():
    say = Words("en", states=["RUS"])
    long = [a for a in say.codebook.actors if len(say.label(a)) > 30][:200]
    assert long
    for name, id in zip(labels(long, say), long, strict=True):
        assert name.count("<br>") < 2
        assert name.replace("<br>", "").replace(" ", "") == escape(say.label(id), quote=False).replace(" ", "")
