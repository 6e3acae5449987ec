"""What a report is made from: digests of corpus, codebook, code and lock, versions, the commit.

In go a corpus and parameters; out come the digests that say whether a report is up to date, and the lines that the front
page shows of them.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.parameters import Parameters, ReportError

ROOT = Path(__file__).parent.parent
STAMP = "provenance.json"


def provenance(p: Parameters, digests: dict[str, str], say: Any) -> Iterator[tuple[str, str]]:
    """Name and value of all that the report's bytes depend on; a clock time only where SOURCE_DATE_EPOCH sets it."""
    from importlib.metadata import version

    for name in ("corpus", "codebook", "lock", "code"):
        yield say(f"prov-{name}"), digests[name]
    yield say("prov-parameters"), p.model_dump_json()
    packages = ("hazm", "pandas", "numpy", "plotly", "papermill", "nbconvert")
    versions = [f"Python {sys.version_info.major}.{sys.version_info.minor}", *(f"{n} {version(n)}" for n in packages)]
    yield say("prov-versions"), ", ".join(versions)
    commit = _commit()
    if commit:
        yield say("prov-commit"), commit
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        yield say("prov-date"), datetime.fromtimestamp(int(epoch), UTC).isoformat()


def _commit() -> str:
    """The commit of the code, where nothing that a report depends on differs from it; else empty."""
    if not shutil.which("git"):
        return ""
    paths = ["analysis", "data/codebook", "notebooks", "requirements.lock"]
    changed = subprocess.run(
        ["git", "-C", str(ROOT), "status", "--porcelain", "--", *paths], capture_output=True, text=True
    )
    if changed.returncode or changed.stdout.strip():
        return ""
    head = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "HEAD"], capture_output=True, text=True)
    return head.stdout.strip()


def input_digests(corpus: Path, parameters: Parameters) -> dict[str, str]:
    """SHA-256 of everything a report is made from. Raises ReportError where the corpus is missing."""
    if not corpus.exists():
        raise ReportError(f"{corpus}: no such file or folder")
    code = [*(ROOT / "analysis").rglob("*"), *(ROOT / "notebooks").glob("*.ipynb"), ROOT / "data" / "validation.csv"]
    return {
        "corpus": _digest([corpus] if corpus.is_file() else sorted(corpus.rglob("*")), corpus.parent),
        "codebook": _digest(sorted((ROOT / "data" / "codebook").glob("*.yaml")), ROOT),
        "code": _digest(sorted(f for f in code if "__pycache__" not in f.parts), ROOT),
        "lock": _digest([ROOT / "requirements.lock"], ROOT),
        "parameters": hashlib.sha256(parameters.model_dump_json().encode()).hexdigest(),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "epoch": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }


def _digest(files: Iterable[Path], base: Path) -> str:
    total = hashlib.sha256()
    for file in files:
        if file.is_file():
            total.update(file.relative_to(base).as_posix().encode() + b"\0")
            with file.open("rb") as content:
                total.update(hashlib.file_digest(content, "sha256").digest())
    return total.hexdigest()


def up_to_date(out: Path, digests: dict[str, str]) -> bool:
    """Whether `out` holds the report of these inputs."""
    try:
        return (out / "index.html").exists() and json.loads((out / STAMP).read_text(encoding="utf-8")) == digests
    except (OSError, ValueError):
        return False
