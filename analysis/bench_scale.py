"""The part of the benchmark that takes long: memory, several processes, a report on many measured articles."""

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from analysis.bench import HOME, Article, Row


def write_corpus(articles: list[Article], count: int, path: Path) -> Path:
    """A corpus of `count` articles: these over and over with other ids and days and a changed line."""
    with path.open("w", encoding="utf-8") as out:
        for number, article in enumerate(islice(cycle(articles), count)):
            turn = number // len(articles)
            day = date(1960, 1, 1) + timedelta(days=turn * 60 + number % 50)
            more = f"\n\nروسیه، ایران و ترکیه در نشست شماره {turn} گفت‌وگو کردند."
            changed = article | {
                "id": f"{article['id']}-{turn}",
                "date": day.isoformat(),
                "text": article["text"] + more,
            }
            out.write(json.dumps(changed, ensure_ascii=False) + "\n")
    return path


def memory(articles: list[Article], quick: bool) -> list[Row]:
    """One process and two on the same corpus; the peak memory of the largest process, and how it grows."""
    small, large = (100, 300) if quick else (2_000, 10_000)
    peaks, clocks = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for size, workers in ((small, 1), (large, 1), (large, 2)):
            corpus = write_corpus(articles, size, Path(folder) / "corpus.jsonl")
            code = (
                "import sys, resource; from analysis.workers import measure_files; "
                "measure_files(sys.argv[1], sys.argv[2], workers=int(sys.argv[3]), progress=False); "
                "print(max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
            )
            begun = time.perf_counter()
            said = subprocess.run(
                [sys.executable, "-c", code, str(corpus), f"{folder}/out", str(workers)],
                cwd=HOME, check=True, capture_output=True, text=True,
            ).stdout  # fmt: skip
            clocks[size, workers] = time.perf_counter() - begun
            peaks[size, workers] = int(said) / (1024 if sys.platform == "linux" else 1024**2)
    gain = clocks[large, 1] / clocks[large, 2]
    return [
        (f"two processes on {os.cpu_count()} cores, {large:,} articles: times as fast as one", f"{gain:.2f}", "≥ 1.8"),
        (f"peak memory, {small:,} articles to Parquet", f"{peaks[small, 1]:.0f} MB", ""),
        (f"peak memory, {large:,} articles to Parquet", f"{peaks[large, 1]:.0f} MB", "< 1,000 MB"),
        (f"  {large:,} articles, two processes, the larger one", f"{peaks[large, 2]:.0f} MB", ""),
    ]


def report(articles: list[Article], quick: bool, count: int = 200_000) -> list[Row]:
    """The report on so many measured articles of five outlets: time, and the memory of all its processes together."""
    outlets = ("pazhvak-mihan", "aftab-e-shargh", "khabar-e-rooz", "nama-ye-jonub", "sepehr-news")
    spread = [a | {"outlet": outlets[n % len(outlets)]} for n, a in enumerate(articles)]
    python = [sys.executable, "-m", "analysis"]
    with tempfile.TemporaryDirectory() as folder:
        corpus = write_corpus(spread, count, Path(folder) / "corpus.jsonl")
        measured = f"{folder}/measured"
        measure = [*python, "measure", str(corpus), "--out", measured, "--workers", str(os.cpu_count()), "--quiet"]
        subprocess.run(measure, cwd=HOME, check=True, capture_output=True)
        begun, peak = time.perf_counter(), 0
        command = [*python, "report", measured, "--out", f"{folder}/report"]
        run = subprocess.Popen(command, cwd=HOME, stderr=subprocess.DEVNULL)
        while run.poll() is None:
            peak = max(peak, _shared_out(run.pid))
            time.sleep(0.2)
        taken = time.perf_counter() - begun
        if run.returncode:
            raise RuntimeError(f"the report failed: {' '.join(command)}")
    return [
        (f"report on {count:,} measured articles", f"{taken:.0f} s", "≤ 180 s"),
        ("  memory of all its processes together, at the peak", f"{peak / 1024:.0f} MB", "≤ 2,000 MB"),
    ]


def _shared_out(pid: int) -> int:
    """Memory in KB of a process and all below it, what they share counted once (Linux; elsewhere 0)."""
    try:
        below = " ".join(p.read_text() for p in Path(f"/proc/{pid}/task").glob("*/children")).split()
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it has just ended
        return 0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return own + sum(_shared_out(int(child)) for child in below)
