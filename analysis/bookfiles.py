"""The files of a codebook folder, read and held against the models of their entries.

In go the YAML files by name; out come validated entries, or a CodebookError that names file, entry and what to mend. All
files are checked, also those that this run does not need: a slip is told when it is made.
"""

import re
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from analysis import entries, framebook
from analysis.verbs import verb_forms


class CodebookError(ValueError):
    """A codebook file is wrong; the message names file, entry and what to mend."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Leaves days as they are written: the model reads them, and says which entry has one that is no day."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in known if not tag.endswith(":timestamp")]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


# Which files hold what: plain lists of entries, blocks of them, and lists of words by name.
LISTS = {
    "actors": entries.Actor, "bodies": entries.Body, "sources": entries.Source, "events": entries.Event,
    "relations": framebook.Relation, "frames": framebook.Frame,
}  # fmt: skip
BLOCKS = {
    "offices": {"kinds": entries.OfficeKind, "terms": entries.Term, "unverified": entries.Unverified},
    "reporting_verbs": {"verbs": entries.Verb, "phrases": entries.Phrase},
}
WORDS = {"words": entries.WordList, "names": entries.NameList, "source_types": entries.SourceKey}
_OTHERS = ("relevance", "boilerplate")  # read by their own modules


def parse(name: str, text: bytes) -> Any:
    """The content of a YAML file."""
    try:
        return yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise CodebookError(f"{name}{where}: not valid YAML: {getattr(error, 'problem', error)}") from error


def unread(names: list[str]) -> list[str]:
    """Files that nothing reads, such as `myactors.yaml`, which should be called `actors-mine.yaml`."""
    several = (*LISTS, *BLOCKS)
    known = [rf"(?:{'|'.join(several)})(?:-.*)?", *WORDS, *_OTHERS]
    return [name for name in names if not re.fullmatch(rf"(?:{'|'.join(known)})\.yaml", name)]


def check(files: Mapping[str, Any]) -> None:
    """Raise CodebookError where any file holds what it should not."""
    from analysis.boilerplate import Boilerplate
    from analysis.relevance import Rule

    models: dict[str, type] = {**LISTS, "relevance": Rule, "boilerplate": Boilerplate}
    for name, content in files.items():
        kind = name.removesuffix(".yaml")
        stem = kind.split("-", 1)[0]
        if stem in BLOCKS:
            for key in BLOCKS[stem]:
                block_of(name, content, key)
        elif kind in WORDS:
            word_lists(name, content, WORDS[kind])
        elif stem in models and not unread([name]):
            entries_of(name, content, models[stem])


def block_of(name: str, content: Any, key: str) -> list[Any]:
    """The validated entries under a key of a file that holds several lists."""
    models = BLOCKS[name.removesuffix(".yaml").split("-", 1)[0]]
    _must_be_lists_by_name(name, content, "entries", ", ".join(models))
    for other in content or {}:
        if other not in models:
            raise CodebookError(f"{name}, {other!r}: no such list; the lists of this file are {', '.join(models)}")
    return entries_of(name, (content or {}).get(key), models[key], f", {key}")


def entries_of(name: str, block: Any, model: type, part: str = "") -> list[Any]:
    """The validated entries of a list; none where there is none."""
    if block is None:
        return []
    if not isinstance(block, list):
        raise CodebookError(
            f"{name}{part}: expected a list of entries, found {type(block).__name__}; begin each entry with «- »"
        )
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    out: list[Any] = []
    for number, item in enumerate(block, 1):
        try:
            entry = adapter.validate_python(item)
        except ValidationError as error:
            who = item.get("id") or item.get("holder") or item.get("infinitive") if isinstance(item, dict) else None
            where = f"{name}{part}, entry {number} ({who or 'without id'})"
            raise CodebookError(f"{where}, {_what(error, model)}") from error
        _verbs_known(f"{name}{part}, entry {number}", entry)
        out.append(entry)
    return out


def _verbs_known(where: str, entry: Any) -> None:
    """A verb must be one whose stems are known, or bring them."""
    stems = getattr(entry, "stems", None)
    infinitives = [v for x in (entry, *getattr(entry, "cues", ())) for v in getattr(x, "verbs", ())]
    for infinitive in [*infinitives, *filter(None, [getattr(entry, "infinitive", None)])]:
        try:
            verb_forms(infinitive, stems)
        except (KeyError, ValueError) as error:
            cure = "give `stems: [past, present]`" if hasattr(entry, "infinitive") else "write another infinitive"
            raise CodebookError(f"{where}: the stems of the verb {infinitive!r} are not known; {cure}") from error


def word_lists(name: str, content: Any, key: Any) -> dict[str, list[str]]:
    """The validated word lists of a file, by name; none where the file is empty."""
    _must_be_lists_by_name(name, content, "words", "name: [word, word]")
    try:
        TypeAdapter(dict[key, list[entries.Word]]).validate_python(content or {})
    except ValidationError as error:
        raise CodebookError(f"{name}, {_what(error)}") from error
    return content or {}


def _must_be_lists_by_name(name: str, content: Any, of: str, example: str) -> None:
    if content is not None and not isinstance(content, dict):
        raise CodebookError(
            f"{name}: expected lists of {of} by name ({example}), found {type(content).__name__}; "
            f"write the name of a list and its {of} under it"
        )


def _what(error: ValidationError, model: Any = None) -> str:
    """Where in an entry the first error stands, what it is, what was found."""
    found = error.errors()
    first = next((e for e in found if e["type"] == "extra_forbidden"), found[0])
    where = ".".join(str(x) for x in first["loc"] if x != "[key]") or "entry"
    said = first["msg"]
    if first["type"] == "extra_forbidden":
        keys = [f.alias or n for n, f in getattr(model, "model_fields", {}).items()] if len(first["loc"]) == 1 else []
        said = f"no such key; mend its name or take it out{f' (keys: {", ".join(keys)})' if keys else ''}"
    return f"{where}: {said}; found {first['input']!r}"
