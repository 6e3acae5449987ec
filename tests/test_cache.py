"""The codebook kept between runs: the same answers, never a stale or a broken one."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import cache
from analysis.codebook import FOLDER

ROOT = Path(__file__).parent.parent
SHOW = """
import json, sys
from analysis.codebook import load_codebook
from analysis.tables import measure_article
book = load_codebook(sys.argv[1])
article = {"id": "1", "outlet": "x", "date": "2018-05-05", "title": "", "text": "لاوروف گفت: ایران و ترکیه همکاری می‌کنند. بهمن راستین آمد."}
print(json.dumps([measure_article(article, book), sorted(book.actors)], ensure_ascii=False))
"""


@pytest.fixture
def run(tmp_path):
    """Measure one sentence in a process of its own, with a cache of this test alone."""
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}

    def measured(folder=FOLDER):
        done = subprocess.run(
            [sys.executable, "-c", SHOW, str(folder)], env=env, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    return measured


def kept(tmp_path):
    return sorted((tmp_path / "cache" / "hamkari").glob("codebook-*.pickle"))


def test_a_kept_codebook_gives_the_same_rows(run, tmp_path):
    first = run()
    assert len(kept(tmp_path)) == 1
    written = kept(tmp_path)[0].stat().st_mtime_ns
    assert run() == first
    assert kept(tmp_path)[0].stat().st_mtime_ns == written  # read, not made again


def test_another_word_in_a_file_is_another_codebook(run, tmp_path):
    folder = tmp_path / "codebook"
    shutil.copytree(FOLDER, folder)
    before = run(folder)
    entry = (
        "- {id: bahman-rastin, kind: person, country: IRN, en: Bahman Rastin, fa: بهمن راستین, names: [بهمن راستین]}\n"
    )
    (folder / "actors-mine.yaml").write_text(entry, encoding="utf-8")
    after = run(folder)
    assert "bahman-rastin" not in before[1] and "bahman-rastin" in after[1]
    assert any(m["actor_id"] == "bahman-rastin" for m in after[0]["mentions"])


@pytest.mark.parametrize("spoil", ["cut off", "nonsense", "another kind of thing", "everybody may write it"])
def test_what_is_broken_or_foreign_is_made_anew(run, tmp_path, spoil):
    first = run()
    path = kept(tmp_path)[0]
    if spoil == "cut off":
        path.write_bytes(path.read_bytes()[:1000])
    elif spoil == "nonsense":
        path.write_bytes(b"nonsense")
    elif spoil == "another kind of thing":
        import pickle

        path.write_bytes(pickle.dumps(["no codebook"]))
    else:
        path.chmod(0o666)
    assert run() == first


def test_a_folder_that_cannot_be_written_is_no_error(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache.write("key", [1])
    assert cache.read("key") is None


def test_only_the_newest_few_are_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for i in range(cache.KEPT + 3):
        cache.write(f"key{i}", i)
    assert len(list((tmp_path / "hamkari").iterdir())) == cache.KEPT
    assert cache.read(f"key{cache.KEPT + 2}") == cache.KEPT + 2
