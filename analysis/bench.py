"""The benchmark: what measuring costs, beside what cleaning the same text with hazm costs.

`python -m analysis bench` prints one table of ratios, which hold on other machines as seconds do not, and writes it to
docs/benchmarks.md. Times are processor time of one process, the best of several runs; only where processes share the
work is it time on the clock.
"""

import argparse
import gc
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).parent.parent
SAMPLE = HOME / "data" / "sample" / "articles.jsonl"
FARS = HOME.parent / "shared" / "corpus" / "fars.jsonl"
SEED = FARS.with_name("seed.jsonl")
Article = dict[str, Any]
Row = tuple[str, str, str]  # what, measured, goal


def main(arguments: argparse.Namespace) -> int:
    """Run the benchmark, print it and write the page."""
    from analysis.bench_scale import memory, report

    quick = bool(arguments.quick)
    articles = read_jsonl(FARS if FARS.exists() else SAMPLE)
    named = "news texts kept beside the repository" if FARS.exists() else "the specimen corpus"
    articles = articles[: 60 if quick else 500]
    rows: list[Row] = []
    steps = [one_core, pieces, length, size_of_codebook, start, memory, bootstrap]
    if arguments.report:
        steps.append(partial(report, count=arguments.report))
    for step in steps:
        for row in step(articles, quick):
            rows.append(row)
            print(f"{row[0]:<66} {row[1]:>14}   {row[2]}", flush=True)
    Path(arguments.out).write_text(page(rows, named, len(articles)), encoding="utf-8")
    print(f"written to {arguments.out}", file=sys.stderr)
    return 0


def read_jsonl(path: Path) -> list[Article]:
    """Articles of a JSON Lines file that have a text."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if isinstance(row.get("text"), str) and row["text"].strip()]


def cost(work: Callable[[], Any], times: int) -> float:
    """Processor seconds of a piece of work, the best of several runs."""
    best = float("inf")
    for _ in range(times):
        gc.collect()
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def one_core(articles: list[Article], quick: bool) -> list[Row]:
    """The whole measurement against hazm's normaliser alone, on the same texts, turn and turn about."""
    from hazm import Normalizer

    from analysis.codebook import load_codebook
    from analysis.tables import measure_articles

    book, normalizer = load_codebook(), Normalizer()
    normalizer.normalize("سلام")
    book.match("")
    gc.collect()
    gc.freeze()  # as `workers.run_ordered` does
    corpora = [("the whole measurement ÷ hazm Normalizer().normalize, same texts", articles)]
    if SEED.exists():
        corpora.append(("  the same of one article full of names and speech", read_jsonl(SEED) * (5 if quick else 100)))
    rows: list[Row] = []
    for what, texts in corpora:
        ours = hazm = float("inf")
        for _ in range(1 if quick else 4):
            ours = min(ours, cost(partial(measure_articles, texts, book), 1))
            hazm = min(hazm, cost(lambda texts=texts: [normalizer.normalize(a["text"]) for a in texts], 1))  # type: ignore[misc]
        each, letters = 1000 / len(texts), sum(len(a["text"]) for a in texts) / len(texts)
        rows += [
            (what, f"{ours / hazm:.2f}", "≤ 1.0, aim 0.33"),
            (f"  an article of {letters:,.0f} characters: measured", f"{ours * each:.2f} ms", ""),
            ("  the same article: hazm normalize alone", f"{hazm * each:.2f} ms", ""),
        ]
    gc.unfreeze()
    return rows


def pieces(articles: list[Article], quick: bool) -> list[Row]:
    """What the measurement spends its time on, as parts of the time of hazm's normaliser on the same texts."""
    from hazm import Normalizer

    from analysis.codebook import load_codebook
    from analysis.collector import held_off
    from analysis.steps import STEPS, Work

    book, normalizer = load_codebook(), Normalizer()
    book.match("")
    names = (
        "fold, match, sentences",
        "mentions",
        "quotations, credits",
        "frames, relations",
        "persons unknown",
        "rows",
    )
    best = dict.fromkeys((*names, "hazm"), float("inf"))
    for _ in range(1 if quick else 4):
        with held_off():
            works = [Work(article, "IRN") for article in articles]
            for name, step in zip(names, STEPS, strict=True):
                best[name] = min(best[name], cost(partial(_through, step, works, book), 1))
            best["hazm"] = min(best["hazm"], cost(lambda: [normalizer.normalize(a["text"]) for a in articles], 1))
    return [(f"  of it, {name}: ÷ hazm", f"{best[name] / best['hazm']:.2f}", "") for name in names]


def _through(step: Callable[..., None], works: list[Any], book: Any) -> None:
    for work in works:
        step(work, book)


def length(articles: list[Article], quick: bool) -> list[Row]:
    """An article a hundred times as long."""
    from analysis.codebook import load_codebook
    from analysis.tables import measure_article

    book = load_codebook()
    article = articles[0] | {"title": ""}
    times = 10 if quick else 100
    longer = article | {"text": "\n\n".join([article["text"]] * times)}
    measure_article(longer, book)
    once = cost(lambda: [measure_article(article, book) for _ in range(20)], 5) / 20
    much = cost(lambda: measure_article(longer, book), 3)
    return [(f"text {times} times as long: time × (÷ {times})", f"{much / once / times:.2f}", "≤ 1.10")]


def size_of_codebook(articles: list[Article], quick: bool) -> list[Row]:
    """The same articles by a codebook of 500 and of 20,000 actors, most of whom nobody names."""
    from analysis.codebook import FOLDER, load_codebook
    from analysis.tables import measure_articles

    times: dict[int, float] = {}
    sizes = (500, 2_000 if quick else 20_000)
    actors = [
        entry
        for path in sorted(FOLDER.glob("actors*.yaml"))
        for entry in yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    ]
    actors.sort(key=lambda a: a["kind"] != "state")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            place = Path(folder) / str(size)
            place.mkdir()
            for path in FOLDER.glob("*.yaml"):
                if not path.name.startswith(("actors", "offices")):
                    shutil.copy(path, place)
            kept = actors[:500]
            ids = {a["id"] for a in kept}
            kept += [made_up(n) for n in range(size - len(kept))]
            (place / "actors.yaml").write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
            for path in FOLDER.glob("offices*.yaml"):
                block = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
                block["terms"] = [t for t in block.get("terms") or [] if t["of"] in ids and t["holder"] in ids]
                block["unverified"] = []
                (place / path.name).write_text(yaml.safe_dump(block, allow_unicode=True), encoding="utf-8")
            book = load_codebook(place)
            book.match("")
            gc.collect()
            gc.freeze()
            times[size] = cost(lambda book=book: measure_articles(articles, book), 1 if quick else 4)  # type: ignore[misc]
            gc.unfreeze()
    small, large = (times[s] for s in sizes)
    return [(f"codebook of {sizes[1]:,} actors ÷ of {sizes[0]:,}, same articles", f"{large / small:.2f}", "≤ 1.5")]


def made_up(number: int) -> dict[str, Any]:
    """A person who does not exist, with a name of two words that Persian could have."""
    syllables = [
        "با",
        "بر",
        "تا",
        "دا",
        "را",
        "زا",
        "سا",
        "شا",
        "فا",
        "کا",
        "گا",
        "ما",
        "نا",
        "وا",
        "یا",
        "بی",
        "دی",
        "ری",
        "شی",
        "می",
        "نو",
        "رو",
        "سو",
        "مو",
    ]
    letters = [syllables[(number // len(syllables) ** i) % len(syllables)] for i in range(4)]
    name = f"{letters[0]}{letters[1]}ران {letters[2]}{letters[3]}زاده‌پور"
    return {"id": f"made-up-{number}", "kind": "person", "en": f"Made up {number}", "fa": name, "names": [name]}


def start(articles: list[Article], quick: bool) -> list[Row]:
    """From the command to its help, and to the first article measured (as a process of its own)."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.jsonl"
        one.write_text(json.dumps(articles[0], ensure_ascii=False), encoding="utf-8")
        first = ["measure", str(one), "--out", folder, "--quiet"]
        help_, measured = (
            min(_clock([sys.executable, "-m", "analysis", *what]) for _ in range(1 if quick else 5))
            for what in (["--help"], first)
        )
    return [
        ("python -m analysis --help", f"{help_:.2f} s", "< 0.3 s"),
        ("first article measured and written", f"{measured:.2f} s", "≤ 1.5 s"),
    ]


def _clock(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, cwd=HOME, check=True, capture_output=True)
    return time.perf_counter() - begun


def bootstrap(articles: list[Article], quick: bool) -> list[Row]:
    """Intervals of ten columns by a thousand replicates, against a Python loop over the replicates."""
    import numpy as np

    from analysis.resampling import bootstrap_sums

    counts = np.random.default_rng(1).poisson(1.0, (500 if quick else 5_000, 10)).astype(float)

    def plain() -> list[Any]:
        dice = np.random.default_rng(1)
        return [counts[dice.integers(0, len(counts), len(counts))].sum(axis=0) for _ in range(1000)]

    fast, slow = cost(lambda: bootstrap_sums(counts), 1), cost(plain, 1)
    again = cost(lambda: bootstrap_sums(counts), 3)
    return [
        (f"1,000 bootstrap replicates of {len(counts):,} articles × 10 ÷ a loop", f"{fast / slow:.2f}", ""),
        ("  further columns of the same articles ÷ a loop", f"{again / slow:.2f}", ""),
    ]


def page(rows: list[Row], named: str, count: int) -> str:
    """docs/benchmarks.md."""
    lines = "\n".join(f"| {what.strip()} | {found} | {goal} |" for what, found, goal in rows)
    return f"""# Benchmarks

Written by `make bench` ({date.today().isoformat()}): {os.cpu_count()} cores ({platform.machine()}), {platform.system()},
Python {platform.python_version()}. Texts: {count} articles of {named}, repeated with changes for the larger corpora. Times are
processor time, the best of several runs; processes side by side are timed by the clock, so on a machine that does other
work at the same time the row on two processes falls short.

| what | measured | goal |
|---|---|---|
{lines}
"""
