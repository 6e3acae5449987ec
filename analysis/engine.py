"""The same measuring on a Dask cluster: the only file that knows Dask.

In goes the address of a scheduler and a corpus; out come the same tables, byte for byte, as one process writes. A folder
of Parquet, JSON Lines or CSV files is read by the workers, file by file, wherever fsspec finds it (a shared disk, `s3://`,
`gs://`); anything else is read here and sent to them in chunks. Each worker gets the codebook once. What only the whole
corpus tells (ids that stand twice, copies, families) is settled here, from an id, a day and a digest of each article.

A partition is measured twice where a worker dies or a scheduler doubts it; both write the same bytes to the same name,
and only the last file, `done.json`, makes a partition count: nothing is lost and nothing is double.
"""

import io
import json
import os
import pickle
import shutil
import sys
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import batched
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from analysis.corpus import SET_APART, CorpusError, iter_articles
from analysis.files import TableWriter, schema_of, to_arrow
from analysis.merge import Ledger, clear_others
from analysis.partitions import (
    Book,
    Changes,
    Source,
    filesystem,
    finish_part,
    join_sums,
    measure_part,
    put,
    shingles_in,
    sum_part,
)
from analysis.resampling import percentiles
from analysis.tables import COLUMNS, UNMEASURED
from analysis.workers import CHUNK, PARTS, Done, Task, fingerprint

FILES = (".parquet", ".pq", ".jsonl", ".ndjson", ".csv", ".tsv", ".jsonl.gz", ".csv.gz")
TWICE = ("the id stands twice", "give each article an id of its own")
LOST = ("a partition that no worker could measure", "measure this file alone to see why; the others are measured")


class EngineError(RuntimeError):
    """The cluster cannot be reached, or has no workers."""


class SchedulerError(EngineError, ValueError):
    """The address of the scheduler is wrong, or nobody answers there."""


# ---------------------------------------------------------------- here


def measure_on(
    scheduler: Any,
    corpus: str | Path,
    out: str | Path,
    *,
    task: Task | None = None,
    format: str = "parquet",
    chunk: int | None = None,
    resume: bool = False,
    progress: bool = True,
    merged: bool = True,
    near_duplicates: bool = True,
    strict: bool = False,
    patience: int = 60,
    **intake: Any,
) -> Done:
    """Measure a corpus on the cluster of `scheduler` (`tcp://…`, or a `distributed.Client`) into `out`.

    Parameters as those of `workers.measure_files`. With `merged` the tables are those that it writes, in one file each;
    without, or where `out` is no local folder, they stay partitioned: `out/TABLE/0000000.parquet`, …. A partition that
    no worker can measure is listed in `rejected`; the others are kept. Raises EngineError where no worker answers within
    `patience` seconds,
    CorpusError and CodebookError as one process does.
    """
    book = Book.of(task or Task())
    client, own = _client(scheduler, patience)
    try:
        return _run(client, corpus, str(out), book, format, chunk or CHUNK, resume, progress, merged, near_duplicates,
                    strict, intake)  # fmt: skip
    finally:
        if own:
            client.close()


def _client(scheduler: Any, patience: int = 60) -> tuple[Any, bool]:
    try:
        from distributed import Client
    except ImportError as error:
        raise EngineError("Dask is not installed: pip install 'dask[dataframe]' distributed") from error
    if isinstance(scheduler, Client):
        return scheduler, False
    try:
        client = Client(scheduler, timeout=patience, set_as_default=False)
        client.wait_for_workers(1, timeout=patience)
    except (OSError, TimeoutError, ValueError) as error:
        said = f"{scheduler}: no scheduler with a worker answers there ({error})"
        raise SchedulerError(f"{said}; give the address of one that runs, such as tcp://host:8786") from error
    return client, True


def _run(
    client: Any, corpus: str | Path, out: str, book: Book, format: str, chunk: int, resume: bool, progress: bool,
    merged: bool, near_duplicates: bool, strict: bool, intake: dict[str, Any],
) -> Done:  # fmt: skip
    from distributed import wait
    from tqdm import tqdm

    fs, path = filesystem(out)
    parts = f"{out.rstrip('/')}/{PARTS}"
    if not resume and fs.exists(f"{path}/{PARTS}"):
        fs.rm(f"{path}/{PARTS}", recursive=True)
    done = Done(corpus=str(corpus))
    base = fingerprint(book.task.load(), book.task)
    # a task, not scattered data: it goes to each worker once, and can be had again when all who held it have died
    sent = client.submit(Book.itself, book, key=f"codebook-{os.urandom(4).hex()}")
    names: list[str] = []
    sources: dict[int, Source] = {}
    known: dict[int, dict[str, Any]] = {}
    under_way: dict[Any, int] = {}
    bar = tqdm(desc="measuring", unit="article", disable=not progress)

    def submit(number: int, retries: int) -> Any:
        target = f"{parts}/{names[number]}"
        key = f"measure-{names[number]}-{os.urandom(4).hex()}"
        return client.submit(measure_part, sources[number], target, sent, intake, key=key, retries=retries)

    def collect(most: int) -> None:
        while len(under_way) > most:
            with client.as_current():
                ready = wait(list(under_way), return_when="FIRST_COMPLETED").done
            for future in ready:
                number = under_way.pop(future)
                known[number] = _result(future, sources[number])
                if "lost" not in known[number]:
                    del sources[number]
                bar.update(known[number]["rows"])

    for number, source in enumerate(
        _sources(str(corpus), chunk, {"codebook": book.task.codebook, **intake}, done.messages)
    ):
        content = source.payload or repr((source.place, source.names, _keys(source), sorted(intake.items()))).encode()
        names.append(f"{number:07d}-{blake2b(content, digest_size=12, key=base).hexdigest()}")
        ended = f"{path}/{PARTS}/{names[-1]}/done.json"
        if resume and fs.exists(ended):
            known[number] = json.loads(fs.cat_file(ended))
            done.found += 1
            continue
        sources[number] = source
        under_way[submit(number, 1)] = number
        if source.payload:  # rows wait here, not on the scheduler
            collect(4 * max(1, sum(client.nthreads().values())))
    collect(0)
    for number in sorted(sources):  # alone: the worker may have died of what it measured beside
        under_way[submit(number, 0)] = number
        collect(0)
    bar.close()
    done.chunks = len(names)
    if not names:
        raise CorpusError(f"{corpus}: there is no article in it; give at least one row under the header")
    ledger = Ledger(near_duplicates=near_duplicates, strict=strict)
    changes = _settle(ledger, known, [f"{parts}/{n}" for n in names], done)
    schema = ledger.schema()
    fit = [number for number in range(len(names)) if "lost" not in known[number]]
    finished = [
        client.submit(finish_part, f"{parts}/{names[n]}", out, n, changes[n], schema, pure=False, retries=2)
        for n in fit
    ]
    done.kept = sum(client.gather(finished))
    done.articles, done.undated = ledger.rows, ledger.undated
    done.rejected = pd.DataFrame(ledger.rejected, columns=list(SET_APART))
    for message in done.messages:
        print(message, file=sys.stderr)
    local = "file" in (fs.protocol if isinstance(fs.protocol, tuple) else (fs.protocol,))
    shape = schema_of("rejected", SET_APART)
    table = to_arrow({c: list(done.rejected[c]) for c in SET_APART}, shape)
    if merged and local:
        _merge(Path(path), fit, schema, format)
        clear_others(Path(path), format, str(corpus))
        with TableWriter(Path(path) / f"rejected.{format}", shape, "rejected", format) as writer:
            writer.write(table)
    else:
        sink = io.BytesIO()
        pq.write_table(table, sink)
        put(fs, f"{path}/rejected/0000000.parquet", sink.getvalue())
    fs.rm(f"{path}/{PARTS}", recursive=True)
    return done


def _sources(corpus: str, chunk: int, intake: dict[str, Any], messages: list[str]) -> Iterator[Source]:
    """Partitions: the files of a folder that workers can read, else chunks of rows read here."""
    fs, path = filesystem(corpus)
    if fs.isdir(path):
        inside = [PurePosixPath(p).relative_to(PurePosixPath(path)) for p in fs.find(path)]
        inside = sorted(p for p in inside if not any(x.startswith((".", "~$")) for x in p.parts))
        if inside and all(p.name.lower().endswith(FILES) for p in inside):
            for number, name in enumerate(inside):
                yield Source(corpus.rstrip("/"), (str(name),), number)
            return
    elif "://" in corpus:
        raise CorpusError(f"{corpus}: no folder there; a cluster reads a folder of {', '.join(FILES)} files")
    for rows in batched(iter_articles(corpus, messages=messages, **intake), chunk):
        yield Source(payload=pickle.dumps(rows, 5))


def _keys(source: Source) -> list[str]:
    """What tells one state of a file from another: size and time, or the store's own tag."""
    fs, base = filesystem(source.place)
    return [str(fs.ukey(f"{base}/{name}")) for name in source.names]


def _result(future: Any, source: Source) -> dict[str, Any]:
    """What a partition gave; one that no worker could measure is `lost`. What is wrong with the input is raised."""
    try:
        return dict(future.result())  # measured anew where the worker that held it died after it was done
    except Exception as caught:
        error = caught
    if isinstance(error, ValueError) and type(error).__module__.startswith("analysis."):
        raise error
    if future.status != "error":  # cancelled or lost with the scheduler, not failed
        raise EngineError("the scheduler is gone; the same command with --resume goes on where it was") from error
    lost = (
        None,
        "",
        *LOST,
        "/".join(filter(None, (source.place, *source.names))),
        "",
        f"{type(error).__name__}: {error}"[:200],
    )
    return {"lost": lost, "rows": 0, "columns": {}, "entries": [], "rejected": [], "failed": {}, "messages": []}


def _settle(ledger: Ledger, known: Mapping[int, dict[str, Any]], parts: list[str], done: Done) -> list[Changes]:
    """Enter the partitions in order; returns for each what changes, by the position of the row."""
    ids: set[str] = set()
    seen: dict[str, str] = {}
    changes: list[Changes] = []
    failed = []
    for number, part in enumerate(parts):
        here = known[number]
        ledger.join(here["rows"], here["columns"])
        done.messages += here["messages"]
        apart = iter(here["rejected"])
        if "lost" in here:
            failed.append(here["lost"])
        ends, shingles = shingles_in(part) if here["rows"] and ledger.near_duplicates else ([], np.zeros(0, np.uint32))
        mine: Changes = {}
        for position, (id, day, state, digest, file, row) in enumerate(here["entries"]):
            told = tuple(next(apart)) if state != "kept" else ()
            if state != "rejected" and id in ids:
                ledger.set_apart((row, id, *TWICE, file, "id", id[:80]))
                mine[position] = {
                    "status": "rejected",
                    "reason": TWICE[0],
                    "copy_of": "",
                    "family": id,
                    "likeness": 0.0,
                }
                continue
            copy_of = id
            if state != "rejected":
                ids.add(id)
                copy_of = seen.setdefault(digest, id)
            if state != "kept":
                ledger.set_apart(told)
                continue
            if id in here["failed"]:
                failed.append((None, id, *UNMEASURED, done.corpus, "", here["failed"][id]))
            if copy_of != id:
                ledger.copy(id, day, copy_of)
            else:
                ledger.original(id, day, shingles[ends[position] : ends[position + 1]] if ends else shingles)
            mine[position] = {"status": "kept", "reason": "", "copy_of": "", "family": id, "likeness": 0.0}
        changes.append(mine)
    settled = ledger.settle()
    for number, mine in enumerate(changes):
        for position, change in mine.items():
            if change["status"] == "kept":
                change |= settled.get(known[number]["entries"][position][0], {})
    ledger.rejected += failed
    return changes


def _merge(folder: Path, numbers: list[int], schema: Any, format: str) -> None:
    """One file of each table, from its partitions in order; these go."""
    for name in ("articles", *COLUMNS):
        shape = schema if name == "articles" else schema_of(name, COLUMNS[name])
        with TableWriter(folder / f"{name}.{format}", shape, name, format) as out:
            for number in numbers:
                out.write(pq.read_table(folder / name / f"{number:07d}.parquet", schema=shape, partitioning=None))
        shutil.rmtree(folder / name)


# ---------------------------------------------------------------- numbers of a corpus whose rows nobody gathers


def summaries(scheduler: Any, out: str | Path, *, replicates: int = 500, seed: int = 1) -> pd.DataFrame:
    """Shares over a partitioned corpus (`measure_on(…, merged=False)`), summed on the cluster.

    Returns `measure, key, n, articles, value, low, high`: `actor` and `frame`: share of the articles kept that name the
    actor or hold the frame; `source_type`: share of the quotations. `n` rows in `articles` articles. Intervals are 95 %
    percentile intervals of a Poisson bootstrap over articles: each article counts 0, 1, 2, … times in a replicate, with
    mean 1, so that partitions draw on their own and only sums travel (Chamandy et al. 2012). A partition draws from
    `seed` and its number: the same partitions give the same intervals, whoever computes them.
    """
    client, own = _client(scheduler)
    try:
        fs, path = filesystem(str(out))
        numbers = sorted(int(PurePosixPath(p).stem) for p in fs.glob(f"{path}/articles/*.parquet"))
        sums = [client.submit(sum_part, str(out), n, replicates, seed, pure=False, retries=2) for n in numbers]
        while len(sums) > 1:  # two by two, on the cluster
            sums = [
                client.submit(join_sums, *two, pure=False) if len(two) == 2 else two[0]
                for two in (sums[i : i + 2] for i in range(0, len(sums), 2))
            ]
        total = sums[0].result() if sums else {}
    finally:
        if own:
            client.close()
    rows = []
    for (measure, key), (n, articles, draws) in sorted(total.items()):
        if not key:
            continue
        below = total[measure, ""]
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = percentiles((draws / below[2])[:, None])
        top = n if measure == "source_type" else articles
        base = below[0] if measure == "source_type" else below[1]
        rows.append((measure, key, n, articles, top / base, float(low[0]), float(high[0])))
    return pd.DataFrame(rows, columns=["measure", "key", "n", "articles", "value", "low", "high"])
