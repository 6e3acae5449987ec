"""The road from a corpus to a folder of pages: parameters, bytes, escaping, no network."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from analysis import evidence, figures, measures, pages, report
from analysis.parameters import Parameters, ReportError, read_parameters
from analysis.prose import PROSE
from analysis.report import render
from analysis.words import Words

ROOT = Path(__file__).parent.parent
SPECIMEN = ROOT / "data" / "sample" / "articles.jsonl"

# Hostile in every field: what an article holds is shown, never run.
BAD = '"><script>window.bad = 1</script><img src=x onerror="window.bad = 2">{{ 7 * 7 }}'


@pytest.fixture(scope="session")
def corpus(tmp_path_factory) -> Path:
    """Six articles of the specimen, and one whose every field is hostile."""
    lines = SPECIMEN.read_text(encoding="utf-8").splitlines()[:6]
    bad = dict.fromkeys(("outlet", "title", "url"), f"{BAD} روسیه")
    text = f"{BAD}\nلاوروف گفت: «روسیه با ایران همکاری می‌کند. </script> {BAD}»"
    lines.append(json.dumps({"id": BAD, "date": "2017-10-04", "text": text, **bad}, ensure_ascii=False))
    lines.append(json.dumps({"id": "undated", "outlet": "خبر", "date": None, "title": "ایران", "text": "ترکیه آمد."}))
    lines.append(json.dumps({"id": "empty", "outlet": "خبر", "date": None, "title": "تهی", "text": ""}))
    path = tmp_path_factory.mktemp("corpus") / "hostile.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def rendered(corpus, tmp_path_factory) -> Path:
    """The English report of that corpus."""
    out = tmp_path_factory.mktemp("reports") / "hostile"
    render(corpus, out, Parameters(replicates=200), progress=False)
    return out


def html_of(out: Path) -> dict[str, str]:
    return {str(f.relative_to(out)): f.read_text(encoding="utf-8") for f in sorted(out.rglob("*.html"))}


# --- parameters ---


@pytest.mark.parametrize(
    "given, said",
    [
        (["colour=red"], "'colour' is unknown; known are start, end, outlets"),
        (["language=de"], "'language'"),
        (["start=soon"], "first day, ISO"),
        (["start=2018-01-01", "end=2017-01-01"], "is after end"),
        (["focal_states=RUS"], "two to six"),
        (["focal_states=RUS,RUS"], "a state stands twice"),
        (["replicates=5"], "resamples behind an interval"),
        (["language"], "expected NAME=VALUE"),
    ],
)
def test_wrong_parameters_are_refused_by_name(given, said):
    with pytest.raises(ReportError, match=re.escape(said)):
        read_parameters(None, given)


def test_parameters_from_a_file_and_from_the_line(tmp_path):
    file = tmp_path / "p.yaml"
    file.write_text("language: fa\nstart: 2017-01-01\noutlets: [irna]\n", encoding="utf-8")
    found = read_parameters(file, ["language=en"])
    assert (found.language, str(found.start), found.outlets) == ("en", "2017-01-01", ["irna"])
    file.write_text("- language\n", encoding="utf-8")
    with pytest.raises(ReportError, match="expected lines NAME: VALUE"):
        read_parameters(file)


@pytest.mark.parametrize(
    "given, said",
    [
        ({"outlets": ["no-such"]}, "'no-such' is not in the corpus; expected some of"),
        ({"focal_states": ["RUS", "XXX"]}, "'XXX' is no state of the codebook"),
        ({"start": "2090-01-01"}, "no article is left"),
    ],
)
def test_parameters_that_do_not_fit_the_corpus(corpus, tmp_path, given, said):
    with pytest.raises(ReportError, match=said):
        render(corpus, tmp_path / "out", Parameters(**given), progress=False)
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_not_overwritten(corpus, tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")
    with pytest.raises(ReportError, match="is no report"):
        render(corpus, tmp_path, progress=False)
    with pytest.raises(ReportError, match="no such file"):
        render(tmp_path / "none.csv", tmp_path / "out")


def test_the_command_line_says_it_in_one_line(tmp_path):
    command = [
        sys.executable,
        "-m",
        "analysis",
        "report",
        str(SPECIMEN),
        "--out",
        str(tmp_path / "o"),
        "-p",
        "colour=red",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stderr.startswith("error: parameter 'colour' is unknown") and run.stderr.count("\n") == 1


def test_notebooks_know_every_parameter():
    apart = {
        "country",
        "title",
        "columns",
        "relevance",
        "evidence",
        "dask",
        "sample",
        "two_digit_years",
        "day_first",
    }  # of measuring and of other pages
    known = set(Parameters.model_fields) - apart | {"tables"}
    for name in pages.PAGES:
        notebook = nbformat.read(pages.NOTEBOOKS / f"{name}.ipynb", as_version=4)
        nbformat.validate(notebook)
        cell = next(c for c in notebook.cells if "parameters" in c.metadata.get("tags", []))
        assert (
            set(re.findall(r"^(\w+): \w+ = ", cell.source, re.M)) == known
        )  # with a type, for `papermill --help-notebook`
        for line in cell.source.splitlines():
            assert "  # " in line, f"{name}: a parameter without a word on it: {line}"


def test_notebooks_hold_no_logic_and_no_output():
    for name in pages.PAGES:
        for cell in nbformat.read(pages.NOTEBOOKS / f"{name}.ipynb", as_version=4).cells:
            if cell.cell_type == "markdown":
                assert PROSE[name, cell.id]["fa"].count("#") == cell.source.count("#"), (name, cell.id)
                continue
            assert not cell.outputs and cell.execution_count is None
            assert not re.search(r"^(def|class|for|while|if) ", cell.source, re.M), (name, cell.id)


# --- the report ---


def test_the_folder_holds_all_that_it_promises(rendered):
    for file in ("index.html", "evidence.html", *(f"{p}.html" for p in pages.PAGES), "tables/mentions.csv",
                 "tables/quotations.parquet", "numbers/states.csv", "numbers/numbers.xlsx", "notebooks/2-sourcing.ipynb", "articles/a-00001.html"):  # fmt: skip
        assert (rendered / file).stat().st_size > 200, file
    index = (rendered / "index.html").read_text(encoding="utf-8")
    for page in (*pages.PAGES, "methods", "evidence"):
        assert f'href="{page}.html"' in index
    assert "no text" in index  # what was set apart, and why


def test_the_scores_say_what_was_coded_and_no_interval_that_has_no_width(rendered):
    page = (rendered / "methods.html").read_text(encoding="utf-8")
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>.*?</tr>", page, re.S)]
    assert len(rows) > 20
    means, alphas = ([r for r in rows if name in r] for name in ("frames, mean of", "frames, Krippendorff"))
    assert means and all(re.search(r"\|\d+ of 10 frames\|", row) for row in means)
    assert alphas and all(re.search(r"\|[\d,]+ decisions\|", row) for row in alphas)
    alike = [row for row in rows if re.search(r"([\d.]+)–\1\|", row)]
    assert alike == []


def test_second_run_writes_the_same_bytes_as_does_one_that_spares_memory(corpus, rendered, tmp_path, monkeypatch):
    monkeypatch.setattr(report, "LARGE", 10)  # evidence and front page in a process of their own, then the notebooks
    render(corpus, tmp_path / "again", Parameters(replicates=200), progress=False)
    first = {f.relative_to(rendered): f.read_bytes() for f in rendered.rglob("*") if f.is_file()}
    second = {f.relative_to(tmp_path / "again"): f.read_bytes() for f in (tmp_path / "again").rglob("*") if f.is_file()}
    assert first.keys() == second.keys()
    assert [str(f) for f in first if first[f] != second[f]] == []


def test_nothing_to_do_when_nothing_changed(corpus, rendered, capsys):
    before = (rendered / "index.html").stat().st_mtime_ns
    render(corpus, rendered, Parameters(replicates=200), progress=False)
    assert "up to date" in capsys.readouterr().err
    assert (rendered / "index.html").stat().st_mtime_ns == before
    digests = report.input_digests(corpus, Parameters(replicates=200, seed=2))
    assert not report.up_to_date(rendered, digests)


def test_no_page_asks_a_network(rendered):
    for file, html in html_of(rendered).items():
        assert "default-src 'none'" in html
        head = html.split("</head>")[0]
        assert not re.search(r"""(src|href)=["']?(https?:)?//""", html), file
        for source in re.findall(r'<(?:script|link)[^>]*(?:src|href)="([^"]+)"', head):
            assert source == "data:," or ((rendered / file).parent / source).exists(), (file, source)
    for file in (rendered / "assets").glob("*.css"):
        assert not re.search(r"url\((?!data:)|@import", file.read_text(encoding="utf-8"))


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_what_an_article_holds_is_never_markup(rendered):
    for file, html in html_of(rendered).items():
        elements = Elements(html).found
        assert not [tag for tag, _ in elements if tag in ("img", "iframe", "object", "embed", "base")], file
        assert not [name for _, attributes in elements for name in attributes if name.startswith("on")], file
        scripts = [attributes for tag, attributes in elements if tag == "script"]
        assert all("src" in s or s.get("type") == "application/json" for s in scripts), file
        for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.S):
            json.loads(block)
    for file in (rendered / "assets").glob("evidence-*.js"):
        assert "<" not in file.read_text(encoding="utf-8")


def test_nothing_of_this_machine_and_no_clock_stands_in_the_report(rendered, corpus):
    import datetime

    for path in rendered.rglob("*"):
        if path.suffix in (".html", ".ipynb", ".js", ".json"):
            text = path.read_text(encoding="utf-8")
            assert str(ROOT) not in text and str(corpus.parent) not in text, path
            if path.suffix != ".js":
                assert str(datetime.date.today()) not in text, path


def test_headings_are_in_order_and_ids_single(rendered):
    for file, html in html_of(rendered).items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
        assert levels[0] == 1 and levels.count(1) == 1, file
        assert all(b - a <= 1 for a, b in pairwise(levels)), file
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)), file
        assert re.search(r'<html lang="en">', html) and '<main id="content" dir="ltr"' in html


def test_every_notebook_page_has_pictures_tables_and_readings(rendered):
    for name in pages.PAGES:
        html = (rendered / f"{name}.html").read_text(encoding="utf-8")
        assert html.count('class="plot"') >= 1, name
        assert html.count('class="plot"') == html.count('class="behind"')
        assert 'class="reading"' in html, name
        assert (
            "Traceback" not in html
            and "nan" not in re.sub(r"<script.*?</script>", "", html, flags=re.S).lower().split()
        )


def test_rows_lead_to_the_words_behind_them(measured):
    m = measures.select(measured)
    states = ["RUS", "IRN", "TUR"]
    found = evidence.tables(m, states)
    say = Words("en", states=states)
    rates = measures.actor_rates(m, actors=states)
    for row in rates.to_dict("records"):
        assert (found["mentions"]["actor"] == row["actor"]).sum() == row["mentions"]
    scripts = dict(evidence.scripts(m, found, say))
    assert set(scripts) >= {"evidence-articles.js", "evidence-mentions-1.js", "evidence-quotations-1.js"}
    page = next(evidence.reading_pages(m, found, say))
    for table in found.values():
        for anchor in table[table["article_id"] == page["id"]]["anchor"]:
            assert f'id="{anchor}"' in page["title"] + page["text"]


def asked(link: str, found, opened, m):
    """The rows of the evidence that a link asks for, chosen as `evidence.js` chooses them."""
    from urllib.parse import parse_qsl

    filters = dict(parse_qsl(link.split("#")[1]))
    name = filters.pop("table")
    table = (
        opened if name == "articles" else evidence.sentences(found["mentions"]) if name == "sentences" else found[name]
    )
    about = m.articles.reset_index(drop=True)
    for column, value in filters.items():
        if column in ("from", "to"):
            days = table["place"].map(about["date"].fillna("").str[:10])
            table = table[(days >= value) if column == "from" else (days <= value) & (days != "")]
        elif column in evidence.HIDDEN.get(name, ()):
            wanted = set(value.split("+"))
            table = table[[wanted <= set(named.split("+")) for named in table[column]]]
        elif column == "outlet":
            table = table[table["place"].map(about["outlet"]) == value]
        else:
            table = table[table[column] == value]
    return table


def test_every_number_has_as_many_words_behind_it(plenty):
    m, states = measures.select(plenty), ["RUS", "IRN", "TUR"]
    say, few = Words("en", states=states), {"replicates": 200}
    found = evidence.tables(m, states)
    rows = evidence._articles(m, found, m.articles[["title", "text"]].to_dict("records"))
    opened = pd.DataFrame([(row[0], row[-1]) for row in rows], columns=["place", "speakers"])
    cases = {
        "states": (measures.actor_rates(m, actors=states, **few), ("actor",), "mentions"),
        "countries": (measures.actor_rates(m, by="country", **few), ("actor",), "mentions"),
        "persons": (measures.actor_rates(m, kinds=["person"], **few), ("actor",), "mentions"),
        "states-outlet": (measures.actors_by_outlet(m, states, **few), ("outlet", "actor"), "mentions"),
        "states-time": (measures.actors_over_time(m, states, period="quarter", **few), ("period", "actor"), "mentions"),
        "pairs": (measures.co_mentions(m, states, **few), ("pair",), "sentences"),
        "network": (measures.named_together(m, **few), ("a", "b"), "sentences"),
        "speakers": (measures.voice_share(m, **few), ("speaker",), "quotations"),
        "source-types": (measures.source_types(m, **few), ("speaker",), "quotations"),
        "verbs": (measures.voice_share(m, by="verb_class", unit="quotations", **few), ("speaker",), "quotations"),
        "sources-article": (measures.sources_per_article(m, **few), ("speakers",), "articles"),
        "frames": (measures.frame_prevalence(m, **few), ("frame",), "cues"),
        "sponsors": (measures.frame_sponsors(m, states, **few), ("frame", "sponsor"), "cues"),
        "stances": (measures.stances(m, states, **few), ("pair", "stance"), "sentences"),
        "outlets": (measures.corpus_table(m), ("outlet",), "articles"),
        "voice-gap": (measures.voice_against_mention(m, states, **few), ("country", "measure"), "count"),
        "verbs-side": (measures.verbs_by_side(m, states, **few), ("country", "speaker"), "quotations"),
        "relays": (measures.relays(m, **few), ("speaker", "source", "outlet"), "quotations"),
    }  # fmt: skip
    for key, (numbers, columns, count) in cases.items():
        links = figures.links(numbers, key, columns, "quarter")
        seen = 0
        for row, link in zip(numbers.to_dict("records"), links, strict=True):
            if not row[count]:
                assert link is None, key
                continue
            behind, seen = asked(link, found, opened, m), seen + 1
            size = behind["words"].sum() if row.get("measure") == "words" else len(behind)
            assert size == row[count], (key, link)
            if row.get("measure") == "words":
                assert len(behind) == row["quotations"]
        assert seen, key
    assert say.picture("pairs")


def test_a_sentence_is_shown_once_from_the_first_naming_to_the_last(measured):
    m, states = measures.select(measured), ["RUS", "IRN", "TUR"]
    found = evidence.tables(m, states)
    told = evidence.sentences(found["mentions"])
    texts = m.articles.set_index("id")
    words = [texts.at[r.article_id, r.part][r.start : r.end] for r in told.itertuples()]
    assert words[:3] == ["لاوروف: همکاری با ایران", "لاوروف گفت: همکاری با ایران و ترکیه", "ایران و ترکیه"]
    assert list(told["together"])[1] == "sergey-lavrov+IRN+TUR" and list(told["sides"])[1] == "RUS+IRN+TUR"
    assert not told.duplicated(["article_id", "part", "sentence"]).any()
    assert set(told["anchor"]) <= set(found["mentions"]["anchor"])


def test_other_speakers_and_sources_are_asked_for_by_the_links(measured):
    m, states = measures.select(measured), ["RUS", "TUR"]
    found = evidence.tables(m, states)["quotations"]
    assert set(found[found["side"] == "other"]["speaker"]) >= {"mohammad-javad-zarif"}
    assert list(found[found["source"] == "irna"]["speaker"]) == ["sergey-lavrov"]
    links = figures.links(measures.verbs_by_side(m, states), "verbs-side", ("country", "speaker"))
    assert any(link and link.endswith("&side=other") for link in links) and not any(
        "country=other" in (k or "") for k in links
    )
    assert "source=irna" in figures.links(measures.relays(m), "relays", ("speaker", "source", "outlet"))[0]


def test_the_evidence_spells_names_as_the_numbers_do_and_takes_no_town_for_an_actor(measured):
    measured.quotations["speaker_id"] = "document:بيانيه"
    links = figures.links(measures.voice_share(measures.select(measured)), "speakers")
    found = evidence.tables(measured, ["RUS", "TUR"])
    assert set(found["quotations"]["speaker"]) == {"document:بیانیه"}
    assert [k.split("speaker=")[1] for k in links] == ["document%3A%D8%A8%DB%8C%D8%A7%D9%86%DB%8C%D9%87"]
    places = found["mentions"].assign(kind="place")
    assert len(evidence.sentences(found["mentions"])) and evidence.sentences(places).empty


def test_a_reading_page_shows_who_says_it_and_by_which_words(measured):
    m = measures.select(measured)
    m.quotations[["cue_start", "cue_end"]] = [
        (text.find("گفت:"), text.find("گفت:") + 3) if cue else (-1, -1)
        for text, cue in zip(m.quotations["article_id"].map(m.articles.set_index("id")["text"]), m.quotations["cue"], strict=True)
    ]  # fmt: skip
    page = next(evidence.reading_pages(m, evidence.tables(m, ["RUS", "IRN", "TUR"]), Words("en")))
    assert re.search(r'<span class="said-cue" title="[^"]+">گفت</span>', page["text"])
    assert '<span class="said-speaker" title="speaker: Sergey Lavrov">' in page["text"]
    assert re.search(r'<a class="number" href="#list-q2" aria-label="[^"]+" data-n="2"></a>', page["text"])
    assert re.sub("<[^>]+>", "", page["text"]) == m.articles["text"].iloc[0]  # copied out, it is the text as published
    styles = {style for style, _ in evidence.LEGEND}
    drawn = (pages.TEMPLATE / "report.css").read_text(encoding="utf-8")
    assert all(f".{style} {{" in drawn for style in styles)


def test_a_row_lists_the_place_in_the_text_that_it_leads_to(rendered):
    for file, html in html_of(rendered).items():
        if file.startswith("articles/"):
            ids = set(re.findall(r' id="([^"]+)"', html))
            assert set(re.findall(r'href="#([^"]+)"', html)) <= ids, file


def test_a_kernel_that_was_forked_writes_what_a_fresh_one_writes(rendered):
    stamp = {"tables": "../tables", "replicates": 200}
    with pages.quiet_kernels():
        fresh = pages.execute("0-corpus", rendered, stamp)
    forked = nbformat.read(rendered / "notebooks" / "0-corpus.ipynb", as_version=4)
    assert [c.get("outputs") for c in fresh.cells] == [c.get("outputs") for c in forked.cells]


def test_without_the_warm_process_a_kernel_is_started_as_usual(monkeypatch, tmp_path):
    import signal

    from analysis import kernels

    before = signal.getsignal(signal.SIGINT)
    started: list[list[str]] = []
    monkeypatch.setattr(kernels.os, "execv", lambda program, arguments: started.append(arguments))
    kernels.ask(str(tmp_path / "nobody"), ["-f", "connection.json"])
    assert started == [[sys.executable, "-m", "ipykernel_launcher", "-f", "connection.json"]]
    assert signal.getsignal(signal.SIGINT) == before  # a kernel that ignores SIGINT could not be stopped


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_warm_kernels_leave_nothing_behind(tmp_path):
    import os

    from analysis import kernels

    before = dict(os.environ)
    with kernels.warm(str(tmp_path)):
        assert os.environ[kernels.CHOSEN] == kernels.NAME
        assert (tmp_path / "kernels" / kernels.NAME / "kernel.json").exists()
    assert dict(os.environ) == before
    assert not subprocess.run(["pgrep", "-f", str(tmp_path)], capture_output=True, text=True).stdout.split()[1:]


def test_marks_of_crossing_spans():
    spans = [evidence.Span(0, 4, "a", "A", "q1"), evidence.Span(2, 6, "b", "B", "m1")]
    html = evidence.marked("abc&ef", spans)
    assert re.sub(r"<[^>]+>", "", html) == "abc&amp;ef"
    assert html.count("<span") == html.count("</span>") == 3 and html.count('id="m1"') == 1


def test_first_view_is_small(rendered):
    html = (rendered / "index.html").read_text(encoding="utf-8")
    files = [rendered / "index.html", *(rendered / f for f in re.findall(r'(?:src|href)="(assets/[^"]+)"', html))]
    assert sum(f.stat().st_size for f in files) < 5_000_000


SCHOLARS = {"Miller", "Entman", "Monroe", "Colaresi", "Quinn", "Benjamini", "Hochberg", "hazm", "rejected"}


def test_the_persian_report_is_persian(tmp_path):
    (tmp_path / "c.jsonl").write_text("".join(SPECIMEN.open(encoding="utf-8").readlines()[:8]), encoding="utf-8")
    render(tmp_path / "c.jsonl", tmp_path / "fa", Parameters(language="fa", replicates=100), progress=False)
    for file, html in html_of(tmp_path / "fa").items():
        assert '<html lang="fa">' in html and '<main id="content" dir="rtl"' in html, file
        if file.startswith("articles/"):
            continue
        text = html.split('<main id="content"')[1].split(">", 1)[1]
        # Left out: data, digests, code, links to files, and whom and what the prose cites.
        for part in (
            "<script.*?</script>",
            "<dl.*?</dl>",
            "<details class=.code.*?</details>",
            "<(a|span) [^>]*dir=.ltr.*?</(a|span)>",
            "<[^>]+>",
        ):
            text = re.sub(part, " ", text, flags=re.S)
        assert set(re.findall("[A-Za-z]{3,}", text)) <= SCHOLARS, file
    assert "۱۳۹" in (tmp_path / "fa" / "index.html").read_text(encoding="utf-8")  # Jalali years in Persian digits
