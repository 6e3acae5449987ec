"""Corpora larger than memory: articles in, measured by several processes, tables out on disk.

In goes a path; out come the files that `tables.write_tables` writes, byte for byte the same for any number of processes
and any size of chunk. Articles are read and checked one by one; each chunk of them is measured by one process, which
writes a part: a folder that appears whole or not at all. When all parts are there they are merged in order. A run that
was stopped goes on where it was: a part bears a digest of its articles, the codebook and the program.
"""

import gc
import json
import os
import pickle
import shutil
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import batched, chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
from tqdm import tqdm

from analysis.codebook import FOLDER, Codebook, load_codebook
from analysis.corpus import CorpusError, iter_articles
from analysis.files import rows_to_arrow, schema_of
from analysis.merge import FAILED, Ledger, merge
from analysis.tables import COLUMNS, measure_articles

tqdm.monitor_interval = 0  # no thread of its own, which a fork would lose
CHUNK = 200  # articles: a second or two of work, small beside the time a process takes to start
PARTS = ".parts"
Rows = dict[str, list[dict[str, Any]]]


class WorkerError(RuntimeError):
    """A process that measured was killed; the message says what stands and how to go on."""


@dataclass(frozen=True)
class Task:
    """What a process must know to measure: where the codebook is, which frames, the outlets' country."""

    codebook: str = str(FOLDER)
    frames: str = "frames"
    country: str | None = "IRN"

    def load(self) -> Codebook:
        """The codebook, read once in a process."""
        return load_codebook(self.codebook, frames=self.frames)


@dataclass
class Done:
    """What a run has done: counts of the corpus, and the messages of the reader."""

    articles: int = 0
    kept: int = 0
    chunks: int = 0
    found: int = 0  # chunks that an earlier run had measured
    rejected: pd.DataFrame = field(default_factory=pd.DataFrame)
    messages: list[str] = field(default_factory=list)
    corpus: str = ""
    undated: int = 0  # articles without a day: none was given, or it was not read


def measure_files(
    corpus: str | Path,
    folder: str | Path,
    *,
    task: Task | None = None,
    format: str = "parquet",
    workers: int = 1,
    chunk: int = CHUNK,
    resume: bool = False,
    progress: bool = True,
    near_duplicates: bool = True,
    strict: bool = False,
    **intake: Any,
) -> Done:
    """Measure a corpus of any size into the tables of `folder` (`tables.NAMES`, as parquet, csv or jsonl).

    `workers` processes measure `chunk` articles at a time; `resume` goes on where a stopped run was. `intake` are the
    options of `corpus.iter_articles`. Memory does not grow with the texts, only by some hundred bytes an article (ids
    and digests, by which copies are known). Raises CorpusError, CodebookError, or WorkerError where a process was killed.
    """
    task = task or Task()
    folder = Path(folder)
    parts = folder / PARTS
    book = task.load()
    done = Done()
    ledger = Ledger(near_duplicates=near_duplicates, strict=strict)
    articles = ledger.enter(iter_articles(corpus, messages=done.messages, codebook=task.codebook, **intake))
    first = list(islice(articles, 1))  # what is wrong with the path is said before anything is written
    if not first:
        raise CorpusError(f"{corpus}: there is no article in it; give at least one row under the header")
    if not resume:
        shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True, exist_ok=True)
    for left in parts.glob("*.tmp"):
        shutil.rmtree(left, ignore_errors=True)
    base = fingerprint(book, task)
    total = count_rows(corpus) if progress else None
    bar = tqdm(total=total, desc="measuring", unit="article", disable=not progress)
    names: list[str] = []

    def jobs() -> Iterator[tuple[int, str, bytes]]:
        for number, rows in enumerate(batched(chain(first, articles), chunk)):
            payload = pickle.dumps(rows, 5)
            name = f"{number:07d}-{blake2b(payload, digest_size=12, key=base).hexdigest()}"
            names.append(name)
            done.chunks += 1
            done.articles += len(rows)
            if (parts / name).is_dir():
                done.found += 1
                bar.update(len(rows))
            else:
                yield len(rows), name, payload

    if near_duplicates and workers > 1:
        import datasketch  # noqa: F401  half a second that would come when nothing else is left to do
    try:
        with bar:
            work = partial(_write_part, parts, task.country)
            with closing(run_ordered(work, jobs(), book, task, workers, key=lambda job: job[0])) as results:
                for size, _ in results:
                    bar.update(size)
    except BrokenProcessPool as error:
        raise WorkerError(
            f"a process was killed (often: memory ran out); the {_count(parts)} parts that are done stay in {parts}; "
            "run the same command with --resume, with fewer --workers or a smaller --chunk"
        ) from error
    except KeyboardInterrupt:
        print(
            f"\n{_count(parts)} parts of {chunk} articles are done; the same command with --resume goes on",
            file=sys.stderr,
        )
        raise
    for message in done.messages:
        print(message, file=sys.stderr)
    done.kept, done.rejected = merge([parts / n for n in names], folder, format, ledger, str(corpus), workers)
    done.undated = ledger.undated
    shutil.rmtree(parts, ignore_errors=True)
    return done


def measure_many(
    articles: Iterable[Mapping[Any, Any]],
    codebook: Codebook,
    *,
    country: str | None = "IRN",
    workers: int = 2,
    progress: bool = False,
    failed: dict[str, str] | None = None,
) -> Rows:
    """`tables.measure_articles` by several processes: the same rows in the same order, in memory."""
    articles = list(articles)
    rows: Rows = {name: [] for name in (*COLUMNS, "sentences")}
    size = max(1, min(CHUNK, -(-len(articles) // (workers * 4))))
    jobs = (list(part) for part in batched(articles, size))
    task = Task(country=country)
    with tqdm(total=len(articles), desc="measuring", unit="article", disable=not progress) as bar:
        for part, (found, bad) in run_ordered(partial(_rows_of, country), jobs, codebook, task, workers):
            for name, these in found.items():
                rows[name] += these
            if bad and failed is None:
                raise WorkerError("; ".join(f"{id}: {why}" for id, why in bad.items()))
            (failed if failed is not None else {}).update(bad)
            bar.update(len(part))
    return rows


# ---------------------------------------------------------------- processes

_BOOK: Codebook | None = None


def run_ordered[Out](
    work: Callable[[Any], Out],
    jobs: Iterable[Any],
    codebook: Codebook,
    task: Task,
    workers: int,
    *,
    key: Callable[[Any], Any] = lambda job: job,
) -> Generator[tuple[Any, Out]]:
    """(key of the job, result) of each job in order, by `workers` processes (in this one where it is 1).

    No more jobs are read than the processes can soon take up. When the caller stops, jobs under way are finished.
    """
    global _BOOK
    _BOOK = codebook
    codebook.match("")  # compiles the matcher, once for all processes
    # The codebook is some hundred thousand objects that live as long as the process: the collector need not walk them
    # again and again, and processes made by fork go on sharing their memory.
    gc.freeze()
    gc.enable()
    try:
        if workers <= 1:
            for job in jobs:
                yield key(job), work(job)
            return
        fork = sys.platform == "linux"  # elsewhere a forked process may hang in system libraries
        pool = ProcessPoolExecutor(
            workers, get_context("fork" if fork else "spawn"), _start, (os.getpid(), None if fork else task)
        )
        waiting: deque[tuple[Any, Future[Out]]] = deque()
        try:
            for job in jobs:
                waiting.append((key(job), pool.submit(work, job)))
                while waiting and (len(waiting) > 3 * workers or waiting[0][1].done()):
                    which, future = waiting.popleft()
                    yield which, future.result()
            while waiting:
                which, future = waiting.popleft()
                yield which, future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    finally:
        gc.unfreeze()


def _start(parent: int, task: Task | None) -> None:
    """A process begins: it leaves Ctrl-C to its parent, and ends when its parent is gone."""
    global _BOOK
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if task is not None:
        _BOOK = task.load()
        _BOOK.match("")
        gc.freeze()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _rows_of(country: str | None, articles: Sequence[Mapping[Any, Any]]) -> tuple[Rows, dict[str, str]]:
    assert _BOOK is not None
    failed: dict[str, str] = {}
    return measure_articles(articles, _BOOK, country=country, failed=failed), failed


# ---------------------------------------------------------------- parts


def _write_part(parts: Path, country: str | None, job: tuple[int, str, bytes]) -> None:
    """Measure a chunk and write its part."""
    _, name, payload = job
    write_part(parts / name, list(pickle.loads(payload)), country)


def write_part(path: Path, articles: list[dict[str, Any]], country: str | None) -> None:
    """Measure articles and write them and their rows as a part; the folder gets its name when all is in it."""
    fit = [a for a in articles if a["status"] != "rejected"]
    rows, failed = _rows_of(country, fit)
    sentences = {r["article_id"]: r["sentences"] for r in rows.pop("sentences")}
    scratch = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    scratch.mkdir()
    for name, found in rows.items():
        pq.write_table(rows_to_arrow(found, schema_of(name, COLUMNS[name])), scratch / f"{name}.parquet")
    with (scratch / "articles.jsonl").open("w", encoding="utf-8") as out:
        for article in articles:
            article["sentences"] = sentences.get(article["id"], 0) if article["status"] != "rejected" else 0
            if article["status"] != "rejected" and article["id"] in failed:
                article[FAILED] = failed[article["id"]]
            out.write(json.dumps(article, ensure_ascii=False, default=str) + "\n")
    os.rename(scratch, path)


def _count(parts: Path) -> int:
    return sum(1 for p in parts.iterdir() if p.suffix != ".tmp")


def fingerprint(book: Codebook, task: Task) -> bytes:
    """What a part depends on beside its articles: the codebook, its frames, the country, and the program itself."""
    digest = blake2b(digest_size=32)
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    digest.update(repr((book.digest, list(book.frames), task.country)).encode())
    return digest.digest()


def count_rows(corpus: str | Path) -> int | None:
    """How many rows a corpus has, where that is known at little cost (JSON Lines, Parquet, a folder of pages)."""
    path = Path(corpus)
    if path.suffix in (".parquet", ".pq") and path.is_file():
        return int(pq.read_metadata(path).num_rows)
    if path.suffix in (".jsonl", ".ndjson") and path.is_file():
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b"")) or None
    if path.is_dir():
        return sum(1 for p in path.rglob("*") if p.suffix.lower() in (".txt", ".html", ".htm")) or None
    return None
