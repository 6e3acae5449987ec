"""The compiled codebook and the outlets' names kept from one run to the next: to read them takes a fifth of the time.

A copy is found only under the digest of everything it is made from (the YAML files, the code, the versions), so a stale one
is never taken; one that cannot be read is made anew. Kept in the user's own cache folder (XDG_CACHE_HOME), the newest few.
"""

import hashlib
import os
import pickle
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

MADE_BY = (
    "bookfiles",
    "cache",
    "calendars",
    "codebook",
    "entries",
    "framebook",
    "lexicon",
    "outlets",
    "text",
    "verbs",
)  # modules whose change makes another codebook
KEPT = 6  # files of up to 20 MB


def key_of(*parts: str) -> str:
    """The name under which a codebook of these parts is kept, by this program and these versions."""
    return hashlib.sha256("\0".join([*parts, _program()]).encode()).hexdigest()[:32]


@cache
def _program() -> str:
    import pydantic

    code = b"\0".join((Path(__file__).parent / f"{name}.py").read_bytes() for name in MADE_BY)
    return f"{hashlib.sha256(code).hexdigest()} {sys.version} {pydantic.VERSION}"


def read(key: str) -> Any:
    """What is kept under `key`, else None. A file that is not this user's own is not read."""
    path = _folder() / f"codebook-{key}.pickle"
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (about.st_uid != os.getuid() or about.st_mode & 0o022):
                return None
            return pickle.load(file)
    except Exception:  # missing, cut off, of another version: made anew
        return None


def write(key: str, value: Any) -> None:
    """Keep `value` under `key`, whole or not at all; a folder that cannot be written keeps nothing."""
    folder = _folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".codebook-", delete=False) as file:
            pickle.dump(value, file, protocol=5)
        os.replace(file.name, folder / f"codebook-{key}.pickle")
        for old in sorted(folder.glob("codebook-*.pickle"), key=lambda p: -p.stat().st_mtime)[KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, pickle.PicklingError):
        return


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "hamkari"
