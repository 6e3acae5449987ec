"""The same tables from a cluster: a real scheduler and workers, one killed, one slow, one late, a broken partition."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.tables import COLUMNS, measure_corpus
from analysis.workers import PARTS, Task, measure_files

pytest.importorskip("distributed", reason="Dask is not installed (pip install 'dask[dataframe]' distributed)")

from distributed import Client

from analysis.engine import EngineError, measure_on, summaries

HOME = Path(__file__).parent.parent
SAMPLE = HOME / "data" / "sample" / "articles.jsonl"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class Cluster:
    """A scheduler and workers as processes of their own, on loopback."""

    def __init__(self, folder: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.folder = folder
        self.started: list[subprocess.Popen] = []
        self._start("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")

    def _start(self, *arguments: str) -> subprocess.Popen:
        code = "import sys; from distributed.cli.dask_{} import main; sys.exit(main())".format(
            "scheduler" if arguments[0] == "scheduler" else "worker"
        )
        with (self.folder / f"{len(self.started)}.log").open("w") as log:
            one = subprocess.Popen(
                [sys.executable, "-c", code, *arguments[1:]], cwd=self.folder, stdout=log, stderr=log,
                env=os.environ | {"PYTHONPATH": os.pathsep.join([str(HOME), str(HOME / "tests")])}, start_new_session=True,
            )  # fmt: skip
        self.started.append(one)
        return one

    def worker(self) -> subprocess.Popen:
        return self._start(
            "worker", self.address, "--nanny", "--nthreads", "1", "--no-dashboard", "--memory-limit", "0",
            "--host", "127.0.0.1", "--local-directory", str(self.folder),
        )  # fmt: skip

    def stop(self) -> None:
        for one in reversed(self.started):
            if one.poll() is None:
                os.killpg(one.pid, signal.SIGTERM)
        for one in self.started:
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(one.pid, signal.SIGKILL)
                one.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    cluster = Cluster(tmp_path_factory.mktemp("dask"))
    cluster.worker()
    cluster.worker()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def client(cluster):
    with Client(cluster.address, timeout="30s", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        yield client


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A folder of partitions of two formats: an id that stands in two of them, copies across them, a broken file."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    folder = tmp_path_factory.mktemp("corpus") / "news"
    (folder / "year=2017").mkdir(parents=True)
    for turn in range(8):
        part = [
            r | {"id": f"{turn}-{r['id']}", "date": f"20{30 + turn}-02-03", "views": turn} for r in rows[: 12 + turn]
        ]
        for number, row in enumerate(part):
            if number % 2:
                row["text"] = f"{row['text']}\n\nبخش {turn} این خبر تازه است."
        part[3]["id"] = "stands-everywhere"
        part[5]["text"] = ""
        lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in part)
        if turn % 3 == 1:
            pd.DataFrame(part).to_parquet(folder / "year=2017" / f"{turn}.parquet")
        else:
            (folder / f"{turn}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "5-broken.parquet").write_bytes(b"PAR1 and then nothing")
    return folder


@pytest.fixture(scope="module")
def whole(corpus, tmp_path_factory):
    """The tables of the corpus as one process writes them."""
    folder = tmp_path_factory.mktemp("whole")
    done = measure_files(corpus, folder, progress=False)
    reasons = set(done.rejected["reason"])
    assert {"the id stands twice", "a file that cannot be read"} <= reasons
    assert "duplicate" in set(pd.read_parquet(folder / "articles.parquet")["status"])
    return folder


def test_the_same_bytes_as_one_process(client, corpus, whole, tmp_path):
    done = measure_on(client, corpus, tmp_path, progress=False)
    assert contents(tmp_path) == contents(whole)
    assert done.chunks == 9 and not (tmp_path / PARTS).exists()
    assert "a file that cannot be read" in set(done.rejected["reason"])


def test_one_file_is_read_here_and_sent_in_chunks(client, tmp_path):
    measure_files(SAMPLE, tmp_path / "whole", format="csv", progress=False)
    measure_on(client, SAMPLE, tmp_path / "cluster", format="csv", chunk=7, progress=False)
    assert contents(tmp_path / "cluster") == contents(tmp_path / "whole")


def test_one_worker_killed_one_slow_one_late(cluster, client, corpus, whole, tmp_path):
    """Nothing is lost and nothing is double."""
    many = tmp_path / "many"
    many.mkdir()
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    for turn in range(24):
        lines = [
            json.dumps(r | {"id": f"{turn}-{r['id']}", "text": f"{r['text']}\n{turn}"}, ensure_ascii=False)
            for r in rows
        ]
        (many / f"{turn:02}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    measure_files(many, tmp_path / "whole", progress=False)
    pids = client.run(os.getpid)
    killed, slow = sorted(pids.values())[:2]
    done: list[object] = []
    run = threading.Thread(
        target=lambda: done.append(measure_on(cluster.address, many, tmp_path / "out", progress=False))
    )
    run.start()
    parts = tmp_path / "out" / PARTS
    until = time.monotonic() + 60
    while not len(list(parts.glob("*/done.json"))) >= 3 and time.monotonic() < until:
        time.sleep(0.01)
    assert 3 <= len(list(parts.glob("*/done.json"))) < 20, "the run was over before anything could happen"
    os.kill(killed, signal.SIGKILL)
    os.kill(slow, signal.SIGSTOP)
    cluster.worker()  # joins late
    time.sleep(3)
    os.kill(slow, signal.SIGCONT)
    run.join(80)
    assert done and done[0].articles == 24 * 45
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    ids = pd.read_parquet(tmp_path / "out" / "articles.parquet")["id"]
    assert ids.is_unique and len(ids) == 24 * 45


def test_a_partition_that_kills_its_workers_is_listed_and_the_others_kept(client, corpus, tmp_path, monkeypatch):
    import analysis.engine as engine

    monkeypatch.setattr(engine, "measure_part", _deadly)
    client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    try:
        done = measure_on(client, corpus, tmp_path / "out", progress=False)
    finally:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 3))
    lost = done.rejected[done.rejected["reason"].str.contains("no worker")]
    assert lost["file"].tolist() == [f"{corpus}/2.jsonl"] and lost["found"].str.startswith("KilledWorker").all()
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet")
    kept = set(articles["id"].str.split("-").str[0])
    assert "2" not in kept and {"0", "1", "3", "7"} <= kept


def _deadly(source, part, book, intake):
    from analysis.partitions import measure_part

    if source.names == ("2.jsonl",):
        time.sleep(0.3)
        os._exit(1)
    return measure_part(source, part, book, intake)


def test_going_on_where_it_stopped(client, corpus, whole, tmp_path, monkeypatch):
    import analysis.engine as engine

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "_settle", stop)
    with pytest.raises(KeyboardInterrupt):
        measure_on(client, corpus, tmp_path, progress=False)
    monkeypatch.undo()
    assert len(list((tmp_path / PARTS).glob("*/done.json"))) == 9
    done = measure_on(client, corpus, tmp_path, resume=True, progress=False)
    assert done.found == 9 and contents(tmp_path) == contents(whole)


def test_summaries_are_those_of_the_rows(client, corpus, tmp_path):
    measure_on(client, corpus, tmp_path, merged=False, progress=False)
    assert len(list((tmp_path / "mentions").glob("*.parquet"))) == 9
    found = summaries(client, tmp_path, replicates=200).set_index(["measure", "key"])
    m = measure_corpus(corpus, progress=False)
    kept = set(m.articles.loc[m.articles["status"] == "kept", "id"])
    for measure, name, column in (("actor", "mentions", "actor_id"), ("frame", "cues", "frame")):
        rows = getattr(m, name)[lambda t: t["article_id"].isin(kept)]
        articles = rows[rows[column] != ""].groupby(column)["article_id"].nunique()
        assert found.loc[measure]["articles"].to_dict() == articles.to_dict()
        assert np.allclose(found.loc[measure]["value"], articles / len(kept))
    said = m.quotations[m.quotations["article_id"].isin(kept)]["source_type"].value_counts(normalize=True)
    assert np.allclose(found.loc["source_type"]["value"], said.sort_index())
    assert (found["low"] <= found["value"] + 1e-9).all() and (found["value"] <= found["high"] + 1e-9).all()
    pd.testing.assert_frame_equal(found, summaries(client, tmp_path, replicates=200).set_index(["measure", "key"]))
    assert set(pd.read_parquet(tmp_path / "mentions").columns) == set(COLUMNS["mentions"])


def test_what_is_wrong_is_said_in_one_line(client, corpus, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(EngineError, match="no scheduler"):
        measure_on(address, corpus, tmp_path, progress=False, patience=1)
    from analysis.codebook import CodebookError
    from analysis.corpus import CorpusError

    with pytest.raises(CorpusError):
        measure_on(client, tmp_path / "nowhere.jsonl", tmp_path / "x", progress=False)
    with pytest.raises(CodebookError):
        measure_on(client, corpus, tmp_path / "x", task=Task(codebook="nowhere"), progress=False)
    assert not (tmp_path / "x").exists()


def test_a_report_measured_by_the_cluster_has_the_same_tables(cluster, client, monkeypatch, tmp_path):
    from analysis import report
    from analysis.parameters import Parameters

    (tmp_path / "here").mkdir()
    report._measure(SAMPLE, tmp_path / "here", Parameters(), progress=False)
    (tmp_path / "there").mkdir()
    report._measure(SAMPLE, tmp_path / "there", Parameters(dask={"scheduler": cluster.address}), progress=False)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_the_parameter_of_a_cluster_is_checked(tmp_path):
    from analysis.parameters import ReportError, read_parameters

    file = tmp_path / "p.yaml"
    file.write_text("dask: {adress: tcp://127.0.0.1:8786}", encoding="utf-8")
    with pytest.raises(ReportError, match=r"parameter 'dask'.*scheduler: tcp://host:8786"):
        read_parameters(file)
