"""The measures against hand coding: the specimen always, the shared real articles where they are."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.codebook import load_codebook
from analysis.scoring import GoldError, read_gold, score
from analysis.tables import measure_corpus, write_tables

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
SHARED = Path(__file__).parent.parent.parent / "shared"
real = pytest.mark.skipif(not SHARED.exists(), reason="the shared real articles are not on this machine")


def scores(path, corpus=None):
    return score(read_gold(path, corpus), load_codebook()).set_index("measure")


def test_the_specimen():
    table = scores(SAMPLE / "coding.jsonl", SAMPLE / "articles.jsonl")
    floors = {
        "quotations": 0.93,
        "attributed": 0.85,
        "mentions": 0.93,
        "credits": 0.90,
        "frames": 0.80,
        "relations": 0.80,
    }
    assert (table.loc[list(floors), "f1"] >= list(floors.values())).all(), table.to_string()
    assert (table["low"].dropna() <= table["f1"][table["low"].notna()]).all()


@real
def test_the_seed_is_all_right():
    table = scores(SHARED / "corpus" / "seed.jsonl")
    for measure, least in {"quotations": 0.95, "attributed": 0.95, "mentions": 0.95, "credits": 1.0}.items():
        assert table.loc[measure, "f1"] >= least, table.to_string()


@real
def test_real_articles():
    table = scores(SHARED / "corpus" / "gold.jsonl")
    floors = {
        "quotations": 0.90,
        "attributed": 0.85,
        "source type": 0.93,
        "mentions": 0.93,
        "credits": 0.95,
        "frames": 0.70,
    }
    assert (table.loc[list(floors), "f1"] >= list(floors.values())).all(), table.to_string()


@real
def test_we_count_as_the_shared_scorer_does(tmp_path):
    gold = SHARED / "corpus" / "gold.jsonl"
    write_tables(measure_corpus(gold, progress=False), tmp_path, "jsonl")
    done = subprocess.run(
        [sys.executable, SHARED / "tools" / "score.py", gold, tmp_path], capture_output=True, text=True
    )
    theirs = json.loads(done.stdout.splitlines()[-1])
    ours = scores(gold)
    for measure in ("quotations", "mentions", "credits"):
        assert ours.loc[measure, "f1"] == pytest.approx(theirs[measure]["F1"], abs=1e-3)
    assert ours.loc["attributed", "f1"] == pytest.approx(theirs["quotations"]["attributed"], abs=1e-3)
    assert ours.loc["frames", "f1"] == pytest.approx(theirs["frames"]["micro_F1"], abs=1e-3)


def test_stand_off_coding_needs_its_corpus(tmp_path):
    with pytest.raises(GoldError, match="--corpus"):
        read_gold(SAMPLE / "coding.jsonl")


@real
def test_stand_off_gold_fits_its_texts_and_is_met():
    import hashlib

    texts = {}
    for name in ("fars", "topic"):
        for line in (SHARED / "corpus" / f"{name}.jsonl").open(encoding="utf-8"):
            article = json.loads(line)
            texts[str(article["id"])] = article
    coded = []
    for path in sorted((Path(__file__).parent / "gold").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            article = texts[gold["id"]]
            whole = f"{article['title']}\n{article['text']}".encode()
            assert hashlib.sha256(whole).hexdigest() == gold["sha256"], gold["id"]
            for quote in gold["gold"].get("quotes", []):
                part = article[quote.get("part", "text")]
                assert 0 <= quote["start"] < quote["end"] <= len(part)
            coded.append({**article, "gold": gold["gold"]})
    table = score(coded, load_codebook()).set_index("measure")
    assert table.loc["quotations", "f1"] >= 0.87, table.to_string()
    assert table.loc["attributed", "f1"] >= 0.75, table.to_string()
