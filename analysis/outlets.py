"""One outlet, one name: «خبرگزاری جمهوری اسلامی», IRNA, irna.ir and «ایرنا» are all `irna`.

In goes the outlet as a corpus names it; out comes the id of the source in `data/codebook/sources*.yaml`, or the name as
it is where the codebook knows none.
"""

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from analysis import cache as kept
from analysis.calendars import folded
from analysis.codebook import FOLDER, CodebookError
from analysis.entries import Source
from analysis.lexicon import spellings

_KIND = re.compile(r"^(?:خبرگزاری|خبر گزاری|روزنامه|سایت|پایگاه خبری(?: تحلیلی)?|وب ?سایت|شبکه(?: خبری)?|the) ")
_IN_BRACKETS = re.compile(r" ?\([^)]*\)")
_EDITION = re.compile(r" ?(?:online|انلاین|agency|newspaper)$", re.IGNORECASE)
_AGENCY = re.compile(r" news agency$", re.IGNORECASE)
_SITE = re.compile(r"^(?:https?://)?(?:www\.|m\.)?([a-z0-9.-]+\.[a-z]{2,})(?:[/:].*)?$")


def unify(name: str, folder: str | Path = FOLDER) -> str:
    """The id of the outlet that `name` means; `name` itself where the codebook knows none, or more than one."""
    if not name:
        return name
    known = _known(str(folder))
    text = folded(name).strip(" .،-«»\"'")
    if site := _SITE.match(text):
        return known.get(site[1], name)
    if id := known.get(text):
        return id
    shorter = (less.sub("", text) for less in (_KIND, _IN_BRACKETS, _EDITION, _AGENCY))
    return next((known[written] for written in shorter if written in known), name)


@cache
def _known(folder: str) -> dict[str, str]:
    """Folded name → id; a name that two sources share is none of theirs."""
    paths = sorted(Path(folder).glob("sources*.yaml"))
    key = kept.key_of("outlets", *(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths))
    if isinstance(known := kept.read(key), dict):
        return known
    out: dict[str, str] = {}
    shared: set[str] = set()
    for path in paths:
        for source in _sources(path):
            names = {source.id, source.id.replace("-", " "), source.en, source.fa, *source.names, *source.weak}
            if source.site:
                names.add(re.sub(r"^(?:https?://)?(?:www\.)?|/.*$", "", source.site))
            for surface in {s for n in names for s in spellings(n)}:
                if out.setdefault(surface, source.id) != source.id:
                    shared.add(surface)
    known = {surface: id for surface, id in out.items() if surface not in shared}
    kept.write(key, known)
    return known


def _sources(path: Path) -> list[Source]:
    try:
        content: Any = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []
        return TypeAdapter(list[Source]).validate_python(content)
    except yaml.YAMLError as error:
        raise CodebookError(f"{path.name}: not valid YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise CodebookError(f"{path.name}, entry {where}: {first['msg']}; found {first['input']!r}") from error
