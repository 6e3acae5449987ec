"""What on the page is not the article: «انتهای پیام», «کد خبر», related links, by-lines at the end.

In goes a folded text; out come the spans of what `data/codebook/boilerplate.yaml` calls boilerplate. Nothing is cut, so that
every span stays true; measuring leaves these stretches out.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ValidationError

from analysis.codebook import FOLDER, CodebookError
from analysis.entries import Entry, Slug
from analysis.lexicon import Hit, Lexicon, Meaning

_LAST = 5  # lines at the end of a text that a by-line may stand in
_HEADING = re.compile(r"[ *:؛.…>«»+-]*(?:[(\[]? ?\d{1,5} ?[)\]]?)?[ *:.…]*$")  # after a heading: «نظر شما (۱۲):»
_BULLETS = 8  # characters before the first word of a line: bullets, blanks
_BULLET = re.compile(r"[ \t*•●■□▪►»>#:|/+-]*")


class Boilerplate(Entry):
    """A kind of boilerplate; see the head of boilerplate.yaml."""

    id: Slug
    en: str
    fa: str
    scope: Literal["words", "line", "rest"]
    surfaces: list[str] = []
    pattern: str | None = None
    end: bool = False
    most: int = 120
    examples: list[str] = []
    counter_examples: list[str] = []


Compiled = tuple[
    Lexicon, dict[str, tuple[Boilerplate, re.Pattern[str] | None]], list[tuple[Boilerplate, re.Pattern[str]]]
]


def boilerplate(text: str, folder: str | Path = FOLDER, *, apart: bytes | None = None) -> list[tuple[int, int]]:
    """Spans of boilerplate in a folded text, in order, none touching the next; `apart` as for `Lexicon.match`.

    >>> boilerplate("وی به تهران رفت.\\nکد خبر: 123")
    [(17, 28)]
    """
    lexicon, rules, of_last_lines = _rules(str(folder))
    spans: list[tuple[int, int]] = []
    at_end: list[tuple[int, int]] = []
    for id, hits in lexicon.match(text, apart).items():
        rule, pattern = rules[id]
        for hit in hits:
            a = text.rfind("\n", 0, hit.start) + 1
            if (rule.scope == "words" or hit.start - a <= _BULLETS) and (span := _span(text, a, hit, rule, pattern)):
                (at_end if rule.end else spans).append(span)
    last = _last_lines(text, spans)
    spans += [span for span in at_end if any(a <= span[0] < b for a, b in last)]
    for a, b in last:
        if any(len(text[a:b]) <= rule.most and pattern.fullmatch(text[a:b]) for rule, pattern in of_last_lines):
            spans.append((a, b))
    return _joined(spans) if spans else []


def _span(text: str, a: int, hit: Hit, rule: Boilerplate, pattern: re.Pattern[str] | None) -> tuple[int, int] | None:
    """The stretch that a hit in the line from `a` on stands for."""
    start, end = hit.start, hit.end
    b = text.find("\n", end)
    b = len(text) if b < 0 else b
    if rule.scope == "words":
        return start, b if b - end <= 60 else end
    line = text[a:b].strip()
    begins = _BULLET.match(text, a)
    if not (begins and begins.end() >= start) or len(line) > rule.most:
        return None
    if pattern and not pattern.fullmatch(line):
        return None
    if rule.scope == "rest":
        return (a, len(text)) if _HEADING.match(text[end:b]) else None
    at = text.index(line, a)
    return at, at + len(line)


def _last_lines(text: str, gone: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of the last lines that hold anything but boilerplate."""
    lines: list[tuple[int, int]] = []
    b = min((a for a, end in gone if end == len(text)), default=len(text))
    while b > 0 and len(lines) < _LAST:
        a = text.rfind("\n", 0, b) + 1
        if line := text[a:b].strip():
            at = text.index(line, a)
            if not any(x <= at < y for x, y in gone):
                lines.append((at, at + len(line)))
        b = a - 1
    return lines


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def outside(spans: list[Any], gone: list[tuple[int, int]]) -> list[Any]:
    """Those of `spans` (tuples that begin with start and end, such as Hits) that touch no stretch of `gone`."""
    return [s for s in spans if not any(s[0] < b and a < s[1] for a, b in gone)] if gone else spans


def without(spans: list[tuple[int, int]], gone: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` (paragraphs) with the stretches of `gone` taken out of them; what is left empty goes."""
    for a, b in gone:
        spans = [p for x, y in spans for p in ((x, min(y, a)), (max(x, b), y)) if p[0] < p[1]]
    return spans


def blank(text: str) -> str:
    """A folded text without its boilerplate, for comparing texts (its offsets are no longer the text's)."""
    gone = boilerplate(text)
    return "".join(text[a:b] for a, b in without([(0, len(text))], gone)) if gone else text


@cache
def _rules(folder: str) -> Compiled:
    rules = {rule.id: rule for rule in load(folder)}
    items = [
        (surface, Meaning(rule.id, rule.id, "boilerplate"), False)
        for rule in rules.values()
        for surface in rule.surfaces
    ]
    compiled = {id: (rule, re.compile(rule.pattern) if rule.pattern else None) for id, rule in rules.items()}
    of_last_lines = [(rule, pattern) for rule, pattern in compiled.values() if pattern and not rule.surfaces]
    return Lexicon(items), compiled, of_last_lines


def load(folder: str | Path = FOLDER) -> list[Boilerplate]:
    """The entries of boilerplate.yaml (none where there is no such file). Raises CodebookError where one is wrong."""
    return read_entries(Path(folder) / "boilerplate.yaml", Boilerplate)


def read_entries(path: Path, model: type[Any]) -> list[Any]:
    """Validated entries of a codebook file; an empty list where the file is missing."""
    if not path.exists():
        return []
    try:
        content = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []
    except yaml.YAMLError as error:
        raise CodebookError(f"{path.name}: not valid YAML: {getattr(error, 'problem', error)}") from error
    out = []
    for number, entry in enumerate(content, 1):
        try:
            out.append(model.model_validate(entry))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "entry"
            raise CodebookError(
                f"{path.name}, entry {number}, {where}: {first['msg']}; found {first['input']!r}"
            ) from error
    return out
