"""From a corpus to a report: measure once, run the notebooks side by side, write the pages.

In go a corpus and parameters; out comes a folder with `index.html`, a page per notebook, the evidence, the measured tables
and the executed notebooks. The same corpus, code, codebook, parameters and lock give the same bytes, and a report that
is up to date is left as it is.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Hashable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from analysis.parameters import Parameters, ReportError
from analysis.provenance import ROOT, STAMP, input_digests, provenance, up_to_date

SIDE_BY_SIDE = max(2, min(5, os.cpu_count() or 2))  # notebooks that run at a time
MANY = 2_000  # articles, from which on several processes measure
LARGE = 2_000_000  # rows of all tables, beyond which memory is spared and no CSV is written
XLSX_ROWS = 20_000  # rows of all tables, up to which they are written as XLSX too


# --- rendering ----------------------------------------------------------------------------------------------------


def render(
    corpus: str | Path,
    out: str | Path,
    parameters: Parameters | None = None,
    *,
    force: bool = False,
    progress: bool = True,
) -> Path:
    """Render the report of `corpus` into the folder `out`; returns the path of its index.

    Does nothing when `out` already holds the report of the same corpus, code, codebook, lock and parameters (unless
    `force`). Raises ReportError, CorpusError or CodebookError with a message for the researcher.
    """
    from analysis import kernels, pages

    parameters = parameters or Parameters()
    corpus, out = Path(corpus), Path(out)
    digests = input_digests(corpus, parameters)
    if not force and up_to_date(out, digests):
        print(f"{out}/index.html is up to date", file=sys.stderr)
        return out / "index.html"
    if out.exists() and not (out / STAMP).exists() and (not out.is_dir() or any(out.iterdir())):
        raise ReportError(f"{out} exists and is no report; give another folder (OUT=reports/name)")
    out.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and moved into place at the end: a run that is stopped leaves the old report whole.
    with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        fresh = Path(beside) / "report"
        (fresh / "notebooks").mkdir(parents=True)
        with pages.quiet_kernels() as folder, kernels.warm(folder, parameters.frames):
            _write_report(corpus, fresh, parameters, digests, progress)
        if out.exists():
            out.rename(Path(beside) / "old")
        fresh.rename(out)
    print(f"{out}/index.html", file=sys.stderr)
    return out / "index.html"


def _write_report(corpus: Path, out: Path, parameters: Parameters, digests: dict[str, str], progress: bool) -> None:
    from analysis import evidence, pages
    from analysis.numbers import pictures_of, write_numbers

    p = parameters
    say, site = _words(p)
    own = (corpus, out, p, digests, _measure(corpus, out / "tables", p, progress))
    given = {"tables": "../tables", **_days(p), **{k: getattr(p, k) for k in (
        "outlets", "focal_states", "language", "copies", "families", "frames", "period", "n_top", "replicates", "seed")}}  # fmt: skip
    large = _rows(out / "tables") > LARGE
    with ThreadPoolExecutor(1 if large else SIDE_BY_SIDE) as pool:
        slowest_first = sorted(pages.PAGES, key=lambda name: name != "3-framing")
        running: dict[str, Any] = {}

        def run_notebooks() -> None:
            running.update((name, pool.submit(pages.execute, name, out, given)) for name in slowest_first)

        if large:  # one after the other, and ours in a process that gives its memory back
            with ProcessPoolExecutor(1, get_context("spawn")) as apart:
                front = apart.submit(_write_own_pages, *own).result()
            run_notebooks()
        else:
            chosen = _chosen(corpus, out, p)
            run_notebooks()  # they start while ours are written
            front = _write_own_pages(*own, chosen)
        metas: list[dict[str, Any]] = []
        for name in pages.PAGES:
            notebook = running[name].result()
            metas += pictures_of(notebook)
            _write_notebook_page(notebook, name, out, say, site)
        write_numbers(metas, out / "numbers", rtl=say.rtl)
    write(out / "index.html", front)
    write(out / "methods.html", pages.page("methods", say("page-methods"), _methods(say), say, site, draws=False))
    for file, text in pages.assets(evidence.STATE_COLOURS).items():
        write(out / "assets" / file, text)
    write(out / STAMP, json.dumps(digests, indent=1, sort_keys=True) + "\n")


def _words(p: Parameters) -> tuple[Any, str]:
    """The words of the report and its title."""
    from analysis.codebook import load_codebook
    from analysis.words import Words

    codebook = load_codebook(frames=p.frames)
    unknown = [s for s in p.focal_states if s not in codebook.actors or codebook.actors[s].kind != "state"]
    if unknown:
        raise ReportError(
            f"parameter 'focal_states': {unknown[0]!r} is no state of the codebook; expected ISO codes such as RUS"
        )
    say = Words(p.language, codebook, p.focal_states)
    return say, p.title or say("report-title", states=say.join([say.label(s) for s in p.focal_states]))


def _days(p: Parameters) -> dict[str, str]:
    return {"start": p.start.isoformat() if p.start else "", "end": p.end.isoformat() if p.end else ""}


def _rows(tables: Path) -> int:
    """Rows of all tables together."""
    import pyarrow.parquet as pq

    return sum(pq.read_metadata(path).num_rows for path in tables.glob("*.parquet"))


def _chosen(corpus: Path, out: Path, p: Parameters) -> tuple[Any, Any]:
    """The measured tables, and those that the report is about."""
    from analysis import measures
    from analysis.tables import read_tables

    measured = read_tables(out / "tables", texts=False)
    m = measures.select(measured, **_days(p), outlets=p.outlets, copies=p.copies, families=p.families)
    if m.articles.empty:
        raise ReportError(
            f"{corpus}: no article is left to report on ({len(measured.articles)} read); widen start, end or outlets"
        )
    return measured, m


def _write_own_pages(
    corpus: Path, out: Path, p: Parameters, digests: dict[str, str], drawn: tuple[int, int], chosen: Any = None
) -> str:
    """Write what no notebook makes, evidence and copies of the tables; returns the front page."""
    measured, m = chosen or _chosen(corpus, out, p)
    say, site = _words(p)
    _write_evidence(m, out, say, site, p)
    _write_copies(out / "tables", say.rtl)
    had, every = drawn
    part = say("sample-part", n=say.number(had), every=say.number(every)) if had < every else ""
    return _front_page(measured, m, out, say, site, p, digests, part)


def _write_notebook_page(notebook: Any, name: str, out: Path, say: Any, site: str) -> None:
    import nbformat

    from analysis import pages

    write(out / "notebooks" / f"{name}.ipynb", nbformat.writes(notebook) + "\n")
    pages.translate(notebook, name, say)
    body = pages.body_of(notebook, say)
    write(out / f"{name}.html", pages.page(name, say(f"page-{name}"), body, say, site))


def _measure(corpus: Path, tables: Path, p: Parameters, progress: bool) -> tuple[int, int]:
    """The measured tables as Parquet: measured now, here or on a cluster, or taken from a folder that holds them.

    Returns how many articles the tables hold, and of how many they were drawn.
    """
    from analysis.gathering import as_parquet, gather
    from analysis.tables import measured_in
    from analysis.workers import Task, count_rows, measure_files

    if measured_in(corpus):
        source = as_parquet(corpus, tables.with_name("parquet"))
        drawn = gather(source, tables, most=p.sample, seed=p.seed)
        if source != corpus:
            shutil.rmtree(source)
        return drawn
    task = Task(frames=p.frames, country=p.country)
    intake: dict[str, Any] = {k: getattr(p, k) for k in ("columns", "relevance", "two_digit_years", "day_first")}
    whole = tables.with_name("whole")
    if p.dask:
        from analysis.engine import measure_on

        done = measure_on(p.dask["scheduler"], corpus, whole, task=task, progress=progress, **intake)
    else:
        workers = (os.cpu_count() or 1) if (count_rows(corpus) or 0) > MANY else 1
        done = measure_files(corpus, whole, task=task, workers=workers, progress=progress, **intake)
    if done.articles <= p.sample:
        whole.rename(tables)
        return done.articles, done.articles
    drawn = gather(whole, tables, most=p.sample, seed=p.seed)
    shutil.rmtree(whole)
    return drawn


def _write_copies(tables: Path, rtl: bool) -> None:
    """The tables as CSV, and in one XLSX workbook, where they are not too long for those who open such files."""
    from analysis.corpus import write_rejected
    from analysis.numbers import write_workbook
    from analysis.tables import NAMES, read_tables, write_tables

    if (rows := _rows(tables)) > LARGE:
        write_rejected(read_tables(tables, texts=False, only=["credits"]).rejected, tables / "rejected.csv")
        return
    whole = read_tables(tables)
    write_tables(whole, tables, "csv")
    if rows <= XLSX_ROWS:
        write_workbook({name: getattr(whole, name) for name in NAMES}, tables / "tables.xlsx", rtl=rtl)


def _write_evidence(m: Any, out: Path, say: Any, site: str, p: Parameters) -> None:
    from dataclasses import replace

    from analysis import evidence, pages
    from analysis.tables import read_tables

    every = len(m.articles)
    shown = evidence.chosen(m, most=p.evidence, seed=p.seed)
    whole = read_tables(out / "tables", articles=shown)
    fit = whole.articles[whole.articles["status"] != "rejected"]  # a row set apart may bear the id of another
    m = replace(whole, articles=fit.set_index("id").loc[shown].reset_index())
    found = evidence.tables(m, list(say.states))
    for file, text in evidence.scripts(m, found, say):
        write(out / "assets" / file, text)
    titles = {"cues": "legend-cue", "relations": "relation", "sentences": "named-sentences"}
    kinds = [(name, say(titles.get(name, name))) for name in (*evidence.KINDS, *evidence.FURTHER)]
    part = say("evidence-part", n=say.number(len(shown)), every=say.number(every)) if len(shown) < every else ""
    body = pages.fill("evidence.html.j2", say=say, kinds=kinds, part=part)
    scripts = ("evidence.js", "evidence-articles.js")
    write(
        out / "evidence.html",
        pages.page("evidence", say("page-evidence"), body, say, site, draws=False, scripts=scripts),
    )
    legend = [(style, say(word)) for style, word in evidence.LEGEND]
    for article in evidence.reading_pages(m, found, say):
        title = article["plain_title"]
        article = {**article, "title": pages.safe(article["title"]), "text": pages.safe(article["text"])}
        body = pages.fill("article.html.j2", article=article, say=say, legend=legend)
        write(
            out / article["file"],
            pages.page("article", title, body, say, site, root="../", draws=False, kind="article"),
        )


def _front_page(
    measured: Any, m: Any, out: Path, say: Any, site: str, p: Parameters, digests: dict[str, str], part: str
) -> str:
    from analysis import figures, findings, measures, pages

    draws = {"states": figures.bars, "voice-gap": figures.pairs, "frames": figures.bars, "stances": figures.stacked}
    found = findings.headlines(m, say, p.focal_states, replicates=p.replicates, seed=p.seed)
    for finding in found:
        key = finding["picture"]
        numbers = finding["numbers"].head(6) if key == "frames" else finding["numbers"]
        picture = draws[key](numbers, say, key)
        block = picture._repr_html_() if isinstance(picture, figures.Note) else pages.figure_block(pages.plain_figure(picture), say, level="h3")  # fmt: skip
        finding["block"] = pages.safe(block)
        finding["doubt"] = next((s.doubt for s in finding["sentences"] if s.doubt), "")
    # One doubt about the whole corpus is said once, on top.
    doubts = {finding["doubt"] for finding in found}
    doubt = doubts.pop() if len(doubts) == 1 else ""
    columns = ["outlet", "articles", "words", "duplicate", "rejected", "undated", "first", "last"]
    apart = figures.table(measures.set_apart(measured), say, ["reason", "rows", "example"], why="none-apart")
    link = pages.safe('<a href="tables/rejected.csv" dir="ltr">rejected.csv</a>')
    body = pages.fill(
        "index.html.j2", title=site, say=say, makeup=findings.corpus(measured, m, say, copies=p.copies), findings=found,
        part=part, doubt=doubt, apart=pages.safe(apart._repr_html_()), any_rejected=len(measured.rejected) > 0,
        outlets=pages.safe(figures.table(measures.corpus_table(measured), say, columns)._repr_html_()),
        set_apart_all=pages.safe(say("set-apart-all", link=link)),
        pages=[(n, say(f"page-{n}"), say(f"about-{n}")) for n in (*pages.PAGES, "methods", "evidence")],
        provenance=list(provenance(p, digests, say)), tables=sorted(f.name for f in (out / "tables").iterdir()),
        notebooks=[f"{n}.ipynb" for n in pages.PAGES],
    )  # fmt: skip
    return pages.page("index", site, body, say, site, kind="front")


def _methods(say: Any) -> str:
    """What is counted and how right it is: the body of the page on methods, with the scores of `data/validation.csv`."""
    import pandas as pd

    from analysis import pages
    from analysis.figures import Table

    scores = pd.read_csv(ROOT / "data" / "validation.csv")
    heads = tuple(say(h) for h in ("measure", "n-articles", "coded", "precision", "recall", "f1", "interval95"))
    frames = scores[scores["measure"].str.startswith("frame ")]["measure"].nunique()
    sets = []
    for name in ("held-out", "posts", "dev", "specimen"):
        part = scores[(scores["set"] == name) & (scores["n"] > 0)]
        rows = tuple(
            (
                say.label(r["measure"][6:]) if r["measure"].startswith("frame ") else say(f"score-{r['measure']}"),
                say.number(r["articles"]), coded(r, frames, say),
                *(say.number(r[c], 2) for c in ("precision", "recall", "f1")), (say.interval(r["low"], r["high"], "index") if r["low"] < r["high"] else "") or "–",
            )
            for r in part.to_dict("records")
        )  # fmt: skip
        if rows:
            sets.append((say(f"valid-{name}"), say(f"valid-{name}-note"), pages.safe(Table(heads, rows)._repr_html_())))
    return pages.fill("methods.html.j2", say=say, sets=sets)


def coded(score: dict[Hashable, Any], frames: int, say: Any) -> str:
    """What a row of the scores was coded on: cases; the mean over frames, so many of all `frames`; alpha, decisions."""
    unit = {"frames macro": "coded-frames", "frames alpha": "coded-decisions"}.get(score["measure"])
    n = say.number(score["n"])
    return say(unit, n=n, every=say.number(frames)) if unit else n


def write(path: Path, text: str) -> None:
    """Write a file of the report as UTF-8 with plain line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


# --- pictures for papers ------------------------------------------------------------------------------------------


def export_figures(out: str | Path) -> list[Path]:
    """Every figure of a rendered report as PNG and SVG in `out`/figures, drawn by the local Chromium through kaleido."""
    import nbformat
    import plotly.io

    from analysis.pages import PLOTLY

    out = Path(out)
    (out / "figures").mkdir(exist_ok=True)
    drawings, paths = [], []
    for notebook in sorted((out / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(notebook, as_version=4).cells:
            for output in cell.get("outputs", []):
                if PLOTLY in output.get("data", {}):
                    figure = plotly.io.from_json(json.dumps(output["data"][PLOTLY]), skip_invalid=True)
                    drawings.append(figure.update_layout(width=900))
                    paths.append(out / "figures" / f"{notebook.stem}-{figure.layout.meta['key']}")
    files = [path.with_name(f"{path.name}.{kind}") for kind in ("png", "svg") for path in paths]
    # One call for all: a browser is started once. PNG at twice the size, sharp in print. The size is given by name, since
    # kaleido does not look for it in the layout.
    heights = [figure.layout.height for figure in drawings]
    plotly.io.write_images(
        drawings * 2, files, width=900, height=heights * 2, scale=[2] * len(paths) + [1] * len(paths)
    )
    return files
