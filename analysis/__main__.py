"""The command line: `python -m analysis measure CORPUS --out DIR` and its sisters.

Exit codes: 0 done; 1 the run failed; 2 the input or an argument is wrong, with one line that says where.
"""

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.telling import (
    cannot_write,
    codebook_flags,
    intake_flags,
    number,
    reading_flags,
    seed,
    set_and_file,
    sheet,
    tell_measured,
    tell_unread,
    without_day,
)


def main(argv: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except ValueError as error:  # CorpusError, CodebookError, SheetError and the parameters' errors are ValueErrors
        if type(error).__module__.startswith("analysis."):
            print(f"error: {error}", file=sys.stderr)
            return 2
        raise
    except RuntimeError as error:  # WorkerError: what ran was stopped from outside
        if type(error).__module__.startswith("analysis."):
            print(f"error: {error}", file=sys.stderr)
            return 1
        raise
    except BrokenPipeError:
        raise
    except OSError as error:
        return cannot_write(error, str(getattr(arguments, "out", "")))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analysis", description="Measure Persian news on Russia, Iran and Turkey."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    corpus_help = "a .jsonl, .csv, .xlsx or .parquet file, or a folder of .txt or .html pages"

    measure = commands.add_parser("measure", help="write the measured tables of a corpus")
    measure.set_defaults(run=_measure)
    measure.add_argument("corpus", help=corpus_help)
    measure.add_argument("--out", required=True, help="folder for the tables")
    measure.add_argument("--format", choices=["parquet", "csv", "jsonl"], default="parquet")
    measure.add_argument("--workers", type=number, default=1, help="processes (default 1)")
    measure.add_argument("--chunk", type=number, help="articles that a process measures at a time (default 200)")
    measure.add_argument("--resume", action="store_true", help="go on where a stopped run was")
    measure.add_argument("--scheduler", metavar="tcp://…", help="address of a Dask scheduler (docs/scale.md)")
    codebook_flags(measure)
    measure.add_argument("--country", default="IRN", help="the outlets' country where nothing says (default IRN)")
    intake_flags(measure)
    measure.add_argument("--quiet", action="store_true", help="no progress bar")

    report = commands.add_parser("report", help="measure a corpus and render its report")
    report.set_defaults(run=_report)
    report.add_argument("corpus", help=corpus_help)
    report.add_argument("--out", required=True, help="folder for the report, such as reports/name")
    report.add_argument("--params", help="a YAML file of parameters")
    report.add_argument("--scheduler", metavar="tcp://…", help="address of a Dask scheduler that measures")
    report.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="one parameter")

    sample = commands.add_parser("sample", help="draw a coding sheet for human coders")
    sample.set_defaults(run=_sample)
    sample.add_argument("corpus", help=f"{corpus_help}; or a folder of measured tables")
    sample.add_argument("--out", required=True, type=sheet, help="the sheet, .csv or .xlsx")
    sample.add_argument("-n", type=number, default=50, help="articles (default 50)")
    sample.add_argument("--seed", type=seed, default=1)
    codebook_flags(sample)
    reading_flags(sample)

    agree = commands.add_parser("agree", help="agreement of two sheets, or of the measure with a sheet")
    agree.set_defaults(run=_agree)
    agree.add_argument("sheet", help="a filled sheet")
    agree.add_argument("other", help="another filled sheet, or a folder of measured tables")
    codebook_flags(agree)

    score = commands.add_parser("score", help="score the measures against coded articles")
    score.set_defaults(run=_score)
    score.add_argument(
        "gold",
        nargs="?",
        default="data/sample/coding.jsonl",
        help="coded articles, a file or a folder of them (default: the specimen)",
    )
    score.add_argument(
        "--corpus", action="append", help="the articles, where the coding holds no texts; may be repeated"
    )
    score.add_argument("--split", default="", help="of stand-off coding the lines of this split only: dev, held-out")
    score.add_argument(
        "--save",
        type=set_and_file,
        metavar="SET=FILE",
        help="put the scores into a CSV of validations under the name SET",
    )
    codebook_flags(score)

    diff = commands.add_parser("diff", help="what changed in the numbers from one report to another")
    diff.set_defaults(run=_diff)
    diff.add_argument("old", help="folder of a report")
    diff.add_argument("new", help="folder of another")
    diff.add_argument("--all", action="store_true", help="every difference, not the first 60")

    check = commands.add_parser("check", help="check the codebook, or a corpus")
    check.set_defaults(run=_check)
    check.add_argument("what", help="`codebook`, or the path of a corpus")
    codebook_flags(check)
    intake_flags(check)
    check.add_argument("--notes", action="store_true", help="list the notes too, not only errors")

    bench = commands.add_parser("bench", help="print the benchmark and write docs/benchmarks.md")
    bench.set_defaults(run=_bench)
    bench.add_argument("--quick", action="store_true", help="a few articles: to see whether it runs")
    bench.add_argument("--report", type=number, metavar="N", help="also the report on N articles, say 200000 (slow)")
    bench.add_argument("--out", default="docs/benchmarks.md", help="the page to write (default docs/benchmarks.md)")
    return parser


def _reading(arguments: argparse.Namespace) -> dict[str, Any]:
    from analysis.columns import read_mapping

    return {
        "columns": read_mapping(arguments.columns), "two_digit_years": arguments.two_digit_years,
        "day_first": arguments.day_first,
    }  # fmt: skip


def _intake(arguments: argparse.Namespace) -> dict[str, Any]:
    return {"relevance": arguments.relevance, "strict": arguments.strict, **_reading(arguments)}


def _codebook(arguments: argparse.Namespace):
    from analysis.codebook import FOLDER, load_codebook

    return load_codebook(getattr(arguments, "codebook", None) or FOLDER, frames=getattr(arguments, "frames", "frames"))


def _measure(arguments: argparse.Namespace) -> int:
    import gc

    gc.disable()  # what is loaded now stays; `workers.run_ordered` sets it apart and turns the collector on again
    from analysis.codebook import FOLDER, CodebookError
    from analysis.workers import CHUNK, Task, measure_files

    task = Task(str(arguments.codebook or FOLDER), arguments.frames, arguments.country)
    book = task.load()
    tell_unread(book)
    if task.country not in book.actors or book.actors[task.country].kind != "state":
        raise CodebookError(
            f"--country {task.country}: no such state in the codebook; write its id, such as IRN or TUR"
        )
    if arguments.scheduler:
        from analysis.engine import measure_on

        gc.enable()
        done = measure_on(
            arguments.scheduler, arguments.corpus, arguments.out, task=task, format=arguments.format,
            chunk=arguments.chunk, resume=arguments.resume, progress=not arguments.quiet, **_intake(arguments),
        )  # fmt: skip
    else:
        done = measure_files(
            arguments.corpus, arguments.out, task=task, format=arguments.format, workers=arguments.workers,
            chunk=arguments.chunk or CHUNK, resume=arguments.resume, progress=not arguments.quiet, **_intake(arguments),
        )  # fmt: skip
    return tell_measured(done, Path(arguments.out), arguments.format)


def _bench(arguments: argparse.Namespace) -> int:
    from analysis.bench import main as bench

    return bench(arguments)


def _report(arguments: argparse.Namespace) -> int:
    from analysis.parameters import read_parameters
    from analysis.report import render

    parameters = read_parameters(arguments.params, arguments.parameter)
    if arguments.scheduler:
        parameters = parameters.model_copy(update={"dask": {"scheduler": arguments.scheduler}})
    render(arguments.corpus, arguments.out, parameters)
    return 0


def _sample(arguments: argparse.Namespace) -> int:
    from analysis.reliability import SheetError, draw_sample
    from analysis.tables import measure_corpus, measured_in, read_tables

    codebook = _codebook(arguments)
    if measured_in(Path(arguments.corpus)):
        measured = read_tables(arguments.corpus)
        if other := sorted(set(measured.cues["frame"].astype(str)) - set(codebook.frames)):
            raise SheetError(f"{arguments.corpus}: measured with other frames ({', '.join(other[:3])}); give --frames")
    else:
        measured = measure_corpus(arguments.corpus, codebook=codebook, **_reading(arguments))
    sheet = draw_sample(measured, arguments.n, codebook.frames, seed=arguments.seed)
    path = Path(arguments.out)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".xlsx":
        sheet.to_excel(path, index=False)
    else:
        sheet.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
    print(f"{len(sheet)} articles drawn; write 1 or 0 in the frame columns of {path}", file=sys.stderr)
    return 0


def _agree(arguments: argparse.Namespace) -> int:
    from analysis.reliability import SheetError, accuracy, agreement, measured_codes, read_sheet
    from analysis.tables import read_tables

    frames = list(_codebook(arguments).frames)
    sheet = read_sheet(arguments.sheet, frames)
    if Path(arguments.other).is_dir():
        found = measured_codes(read_tables(arguments.other), frames)
        if sheet.index.intersection(found.index).empty:
            raise SheetError(
                f"{arguments.other}: holds no article of {arguments.sheet}; give the tables of that corpus"
            )
        table = accuracy(sheet, found).merge(agreement(sheet, found)[["frame", "alpha"]], on="frame", how="left")
    else:
        table = agreement(sheet, read_sheet(arguments.other, frames))
        if not table["n"].any():
            raise SheetError(
                f"{arguments.sheet}, {arguments.other}: no article is coded in both; code the same articles"
            )
    print(table.round(3).to_string(index=False))
    return 0


def _score(arguments: argparse.Namespace) -> int:
    from analysis.scoring import read_gold, save, score

    default = arguments.gold == "data/sample/coding.jsonl" and not arguments.corpus
    corpus = "data/sample/articles.jsonl" if default else arguments.corpus
    scores = score(read_gold(arguments.gold, corpus, split=arguments.split), _codebook(arguments))
    print(scores.round(3).to_string(index=False))
    if arguments.save:
        name, _, file = arguments.save.partition("=")
        save(scores, name, file)
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    from analysis.numbers import as_markdown, compare

    changes = compare(arguments.old, arguments.new)
    print(as_markdown(changes, most=len(changes) if arguments.all else 60), end="")
    return 0


def _check_corpus(arguments: argparse.Namespace) -> int:
    """Read a corpus row by row, of whatever length: what was guessed, how many of each status, what was set apart."""
    from collections import Counter

    import pandas as pd
    from tqdm import tqdm

    from analysis.codebook import FOLDER
    from analysis.corpus import OFF_SUBJECT, SET_APART, CorpusError, iter_articles

    messages: list[str] = []
    status: Counter[str] = Counter()
    apart = []
    undated, notes = 0, []
    options = _intake(arguments)
    strict = options.pop("strict", False)
    for one in tqdm(
        iter_articles(arguments.what, messages=messages, codebook=arguments.codebook or FOLDER, **options),
        desc="reading",
        unit="article",
        disable=None,
    ):
        status[one.article["status"]] += 1
        undated += not one.fault and not one.article["date"]
        if arguments.notes and one.article["notes"]:
            notes.append((one.row, one.article["id"], one.article["notes"]))
        if one.fault:
            apart.append((one.row, one.article["id"], one.fault.reason, one.fault.cure, one.file, *one.fault[2:]))
            if strict and one.fault.reason != OFF_SUBJECT:
                break
    if not status:
        raise CorpusError(f"{arguments.what}: there is no article in it; give at least one row under the header")
    print("\n".join(messages + [f"{name} {count}" for name, count in status.most_common()]))
    if undated:
        where = "the notes say why" if arguments.notes else "check --notes says why"
        print(without_day(undated, where))
    for row, id, said in notes:
        print(f"row {row}, {id}: {said}")
    if apart:
        print(pd.DataFrame(apart, columns=list(SET_APART)).to_string(index=False))
    return 2 if any(row[2] != OFF_SUBJECT for row in apart) else 0


def _check(arguments: argparse.Namespace) -> int:
    if arguments.what != "codebook":
        return _check_corpus(arguments)
    from analysis.audit import audit, check_examples

    codebook = _codebook(arguments)
    tell_unread(codebook)
    findings = audit(codebook)
    broken = check_examples(codebook)
    errors = findings[findings["level"] == "error"]
    shown = findings if arguments.notes else errors
    if len(shown):
        print(shown.to_string(index=False))
    for row in broken.itertuples():
        print(f"{row.kind} of {row.entry} does not hold: {row.text}")
    print(
        f"{len(codebook.actors)} actors, {len(codebook.offices)} offices, {len(codebook.terms)} terms, "
        f"{len(codebook.sources)} sources, {len(codebook.verbs)} verbs, {len(codebook.frames)} frames; "
        f"{len(errors) + len(broken)} errors, {len(findings) - len(errors)} notes"
    )
    return 2 if len(errors) or len(broken) else 0


def _run() -> None:
    """Run the command and leave at once: to take the codebook apart, object by object, would take half a second."""
    try:
        code = main()
    except BrokenPipeError:  # «… | head»: who reads has seen enough
        code = 0
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    _run()
