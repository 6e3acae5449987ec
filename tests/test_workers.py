"""Corpora larger than memory: the same bytes however the work is shared, whole files only, going on where it stopped."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torture

from analysis import steps, workers
from analysis.codebook import load_codebook
from analysis.corpus import CorpusError
from analysis.files import TableWriter, rows_to_arrow, schema_of
from analysis.tables import NAMES, UNMEASURED, measure_corpus, read_tables, write_tables
from analysis.workers import PARTS, WorkerError, count_rows, measure_files

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
HOME = Path(__file__).parent.parent
SAMPLE = HOME / "data" / "sample" / "articles.jsonl"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The specimen twice over: copies and near-copies, a broken line, own columns of every type."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    dice = random.Random(1)
    more = [row | {"id": f"b-{row['id']}", "date": f"20{dice.randint(26, 29)}-01-05"} for row in rows]
    for number, row in enumerate(more):
        if number % 3:
            row["text"] = row["text"] + "\n\nاین خبر تکمیل می‌شود."
        row |= {"views": number, "score": number / 2, "paid": bool(number % 2), "tags": ["الف", number]}
        row["mixed"] = number if number % 2 else "نامعلوم"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows + more]
    lines.insert(50, "{broken")
    path = tmp_path_factory.mktemp("corpus") / "twice.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(corpus, tmp_path_factory):
    """The tables of the corpus, measured in memory and written in every format."""
    folder = tmp_path_factory.mktemp("whole")
    measured = measure_corpus(corpus, progress=False)
    assert {"duplicate", "rejected", "kept"} <= set(measured.articles["status"])
    for format in ("parquet", "csv", "jsonl"):
        write_tables(measured, folder / format, format)
    return folder


@pytest.mark.parametrize(
    ("format", "count", "chunk"),
    [("parquet", 1, 200), ("parquet", 1, 7), ("parquet", 2, 11), ("parquet", 3, 1), ("csv", 2, 11), ("jsonl", 2, 11)],
)
def test_the_same_bytes_for_any_number_of_processes_and_size_of_chunk(corpus, whole, tmp_path, format, count, chunk):
    done = measure_files(corpus, tmp_path, workers=count, chunk=chunk, format=format, progress=False)
    assert contents(tmp_path) == contents(whole / format)
    assert not (tmp_path / PARTS).exists()
    assert done.articles == 91 and len(done.rejected) == 1


def test_copies_of_which_the_earlier_stands_below(corpus, tmp_path):
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if line[1] == '"']
    path = tmp_path / "turned.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in reversed(rows)), encoding="utf-8")
    write_tables(measure_corpus(path, progress=False), tmp_path / "whole")
    measure_files(path, tmp_path / "parts", chunk=13, progress=False)
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")


@pytest.mark.parametrize("format", ["jsonl", "lines.jsonl", "csv", "parquet", "zip"])
def test_the_torture_corpus(tmp_path, format):
    path = torture.make(tmp_path / "in")[format]
    write_tables(measure_corpus(path, progress=False), tmp_path / "whole")
    measure_files(path, tmp_path / "parts", workers=2, chunk=9, progress=False)
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")


def test_in_memory_by_several_processes(corpus, whole, tmp_path):
    write_tables(measure_corpus(corpus, workers=2, progress=False), tmp_path)
    assert contents(tmp_path) == contents(whole / "parquet")


def test_options_of_the_reader(corpus, tmp_path):
    write_tables(measure_corpus(corpus, progress=False, relevance=True), tmp_path / "whole")
    measure_files(corpus, tmp_path / "parts", workers=1, chunk=20, progress=False, relevance=True)
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")
    with pytest.raises(CorpusError, match="row 51"):
        measure_files(corpus, tmp_path / "strict", progress=False, strict=True)
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(CorpusError):
        measure_files(tmp_path / "empty.jsonl", tmp_path / "x", progress=False)


def test_row_groups_do_not_depend_on_the_pieces(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.files.GROUP", 100)
    schema = schema_of("unresolved", ["article_id", "start"])
    rows = [{"article_id": f"a{i}", "start": i} for i in range(1234)]
    written = set()
    for step in (1, 7, 99, 100, 101, 500, 2000):
        with TableWriter(tmp_path / "t.parquet", schema, "unresolved") as out:
            for at in range(0, len(rows), step):
                out.write(rows_to_arrow(rows[at : at + step], schema))
        written.add((tmp_path / "t.parquet").read_bytes())
    assert len(written) == 1
    with pytest.raises(ValueError, match="parquet, csv or jsonl"):
        TableWriter(tmp_path / "t.xls", schema, "unresolved", "xls")
    with pytest.raises(KeyError), TableWriter(tmp_path / "half.csv", schema, "unresolved", "csv") as out:
        raise KeyError
    assert [p.name for p in tmp_path.iterdir()] == ["t.parquet"]


def start(*arguments, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "analysis", "measure", *map(str, arguments)], cwd=HOME, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", start_new_session=True, **more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """Enough articles for some seconds, and their tables."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    path = tmp_path_factory.mktemp("long") / "long.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for turn in range(50):
            for row in rows:
                out.write(json.dumps(row | {"id": f"{row['id']}-{turn}"}, ensure_ascii=False) + "\n")
    measure_files(path, path.parent / "whole", progress=False)
    return path


def wait_for_parts(folder: Path, count: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if sum(1 for p in (folder / PARTS).glob("*") if p.suffix != ".tmp") >= count:
            return
        time.sleep(0.02)
    raise AssertionError(f"no {count} parts: {process.communicate()[1]}")


def children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks up child processes in /proc")
@pytest.mark.parametrize("how", ["interrupt", "kill a worker", "kill all"])
def test_a_run_that_was_stopped_goes_on_where_it_was(long, tmp_path, how):
    run = start(long, "--out", tmp_path, "--workers", 2, "--chunk", 10, "--quiet")
    wait_for_parts(tmp_path, 5, run)
    workers_of_it = children(run.pid)
    if how == "interrupt":
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to all of them
    elif how == "kill a worker":
        os.kill(workers_of_it[0], signal.SIGKILL)
    else:
        os.kill(run.pid, signal.SIGKILL)
    said = run.communicate(timeout=60)[1] if how != "kill all" else ""
    run.wait()
    assert run.returncode == (-9 if how == "kill all" else 1)
    assert "Traceback" not in said
    if how != "kill all":
        assert "--resume" in said
    until = time.monotonic() + 10
    while time.monotonic() < until and any(map(lives, workers_of_it)):
        time.sleep(0.1)
    assert not any(map(lives, workers_of_it))  # nobody goes on measuring for a parent that is gone
    assert not list(tmp_path.glob("*.parquet"))
    parts = [p for p in (tmp_path / PARTS).iterdir() if p.suffix != ".tmp"]
    assert parts and all((p / "articles.jsonl").exists() for p in parts)
    before = {p.name: p.stat().st_mtime_ns for p in parts}
    done = measure_files(long, tmp_path, workers=2, chunk=10, resume=True, progress=False)
    assert done.found == len(before) and done.articles == 2250
    assert contents(tmp_path) == contents(long.parent / "whole")


def test_parts_of_another_corpus_or_codebook_are_not_taken(corpus, tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(workers, "merge", stop)
    with pytest.raises(KeyboardInterrupt):
        measure_files(corpus, tmp_path, chunk=30, progress=False)
    monkeypatch.undo()
    lines = corpus.read_text(encoding="utf-8").splitlines()
    lines[70] = json.dumps(json.loads(lines[70]) | {"title": "عنوانی دیگر"})
    other = tmp_path / "other.jsonl"
    other.write_text("\n".join(lines), encoding="utf-8")

    class Seen(Exception):
        pass

    def look(parts, *_):
        raise Seen(len([p for p in tmp_path.glob(f"{PARTS}/*") if p not in parts]))

    monkeypatch.setattr(workers, "merge", look)
    with pytest.raises(Seen, match="1"):  # of four parts, the one with the changed article is measured again
        measure_files(other, tmp_path, chunk=30, resume=True, progress=False)
    monkeypatch.undo()
    done = measure_files(corpus, tmp_path, chunk=30, resume=True, progress=False)
    assert done.found == done.chunks == 4
    assert measure_files(corpus, tmp_path, chunk=30, resume=True, progress=False).found == 0


def test_an_article_that_cannot_be_measured_is_set_apart(corpus, tmp_path, monkeypatch):
    real = steps.read
    bad = json.loads(corpus.read_text(encoding="utf-8").splitlines()[3])["id"]

    def sometimes(article, *a, **k):
        if article["id"] == bad:
            raise RecursionError("too deep")
        return real(article, *a, **k)

    monkeypatch.setattr("analysis.steps.read", sometimes)
    write_tables(measure_corpus(corpus, progress=False), tmp_path / "whole")
    done = measure_files(corpus, tmp_path / "parts", workers=2, chunk=8, progress=False)
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")
    assert done.rejected["reason"].tolist()[-1] == UNMEASURED[0] and "too deep" in done.rejected["found"].tolist()[-1]
    tables = read_tables(tmp_path / "parts")
    assert tables.articles.set_index("id").loc[bad, "status"] == "rejected"
    assert bad not in set(tables.mentions["article_id"]) and len(tables.mentions) > 500


def test_a_process_that_dies_is_told_in_one_line(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.steps.read", lambda *a, **k: os._exit(3))
    with pytest.raises(WorkerError, match="--resume"):
        measure_files(corpus, tmp_path, workers=2, chunk=30, progress=False)


def test_rows_are_counted_for_the_time_left(corpus, tmp_path):
    assert count_rows(corpus) == 90
    write_tables(measure_corpus(SAMPLE, progress=False), tmp_path)
    assert count_rows(tmp_path / "mentions.parquet") > 100
    assert count_rows(tmp_path / "mentions.csv") is None
    assert load_codebook().digest
    assert set(NAMES) == {p.stem for p in tmp_path.iterdir()}
