"""The lexicon: every surface of the codebook in one automaton, found in a folded text in a single pass.

In go surfaces with what they mean; out come `Hit`s by layer, at word boundaries, longest first, none overlapping another
of its layer. How a surface may be spelled and which endings it takes is decided here.
Method: Aho and Corasick (1975).
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Any, NamedTuple

from analysis.text import fold


class Meaning(NamedTuple):
    """What a surface stands for. `role` says in which way: name, weak, metonym, demonym, office, full, body, …"""

    layer: str
    id: str
    role: str
    entry: Any = None


class Hit(NamedTuple):
    """A surface found in a folded text: folded span, and what it may mean (most likely first)."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    surface: str  # the codebook's surface, folded


# Noun endings at the right edge: plural ها/های/هایی/ان, indefinite and ezafe ی, possessives; joined or after a ZWNJ.
# «تروریست‌ها», «تروریست های», «تروریستها», «تروریستی», «سوریه‌ای»
_NOUN_ENDING = re.compile(
    r" ?(?:ها|های|هایی|هایش|هایشان|هایمان|هایی که)(?![^\W_])|(?:ی|یی|ای|ان|انی|ات|اتی|ش|شان|مان|یان)(?![^\W_])"
    r"| (?:ی|ای|اش|شان|مان)(?![^\W_])"
)
_ENDINGS_BEGIN = "هیاشم"  # the letters that an ending begins with
_STAR = ("", "ها", " ها", "های", " های", "ی", "ان", "هایی", " هایی")  # «گروه* تروریستی»: an inflected word inside


# One byte a character, marks as blanks: half of what the matcher has to walk through otherwise. «ي» stands for «ی», which
# the Arabic code page lacks; letters of other scripts are all 1, and 0 parts surfaces.
_BYTES = bytes(b if b < 2 or bytes([b]).decode("cp1256", "replace").isalnum() else 32 for b in range(256))


def _other(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join("\1" if c.isalnum() else " " for c in error.object[error.start : error.end]), error.end


codecs.register_error("other-scripts", _other)
_new = tuple.__new__  # half the time of the named tuple's own, and hits are made by the hundred


class Lexicon:
    """Surfaces compiled into one automaton; finds them with word boundaries, longest first within each layer."""

    def __init__(self, items: list[tuple[str, Meaning, bool]]):
        variants = spelled(dict.fromkeys(surface for surface, _, _ in items))
        table: dict[str, dict[str, list[tuple[Meaning, bool]]]] = {}
        for surface, meaning, inflects in items:
            for variant in variants[surface]:
                layers = table.get(variant)
                if layers is None:
                    layers = table[variant] = {}
                known = layers.get(meaning.layer)
                if known is None:
                    layers[meaning.layer] = [(meaning, inflects)]
                elif all(meaning[:3] != m[:3] for m, _ in known):
                    known.append((meaning, inflects))
        self._info: list[tuple[tuple[str, tuple[Meaning, ...], bool], ...]] = []
        shared: dict[Any, Any] = {}  # the spellings of a surface mean the same: one copy to keep and to load
        for layers in table.values():
            info = tuple((layer, tuple(m for m, _ in ms), any(i for _, i in ms)) for layer, ms in layers.items())
            key = tuple((*m[:3], id(m.entry), inflects) for _, meanings, inflects in info for m in meanings)
            self._info.append(shared.setdefault(key, info))
        self._inflects = [any(inflects for _, _, inflects in info) for info in self._info]
        self._surfaces = list(table)
        # None where what is found can be nothing else; «مذاکرات، آستانه» is not the phrase «مذاکرات آستانه»
        self._doubtful = [
            None if surface.isalnum() and b"\1" not in _in_bytes(surface) else surface for surface in self._surfaces
        ]
        # what takes no ending is sought with the blank behind it too: what goes on is not found at all
        self._beyond = [1 if inflects else 2 for inflects in self._inflects]
        self._automaton: Any = None  # made when it is first asked for

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_automaton": None}

    def match(self, folded: str, apart: bytes | None = None) -> dict[str, list[Hit]]:
        """All hits in a folded text by layer, in order, none overlapping another of its layer.

        `apart`: `words_apart(folded)` where it is at hand.
        """
        found: dict[str, list[Hit]] = defaultdict(list)
        if not self._surfaces:
            return found
        if self._automaton is None:
            import ahocorasick_rs

            # with the blank before it: what does not begin a word is not found at all
            written = _in_bytes("\0".join(self._surfaces)).split(b"\0")
            closed = [b"" if inflects else b" " for inflects in self._inflects]
            self._automaton = ahocorasick_rs.BytesAhoCorasick(
                [b" " + s + e for s, e in zip(written, closed, strict=True)]
            )
        length = len(folded)
        surfaces, doubtful, beyond = self._surfaces, self._doubtful, self._beyond
        found_at = self._automaton.find_matches_as_indexes(apart or words_apart(folded), overlapping=True)
        whole = [
            (start, beyond[number] - end, number)
            for number, start, end in found_at
            if (surface := doubtful[number]) is None or folded.startswith(surface, start)
        ]
        whole.sort()
        ends: dict[str, int] = {}
        for start, minus_end, number in whole:
            end = -minus_end
            for layer, meanings, inflects in self._info[number]:
                if start < ends.get(layer, 0):
                    continue
                stop = end
                if inflects and end < length:
                    letter = folded[end]
                    if letter == " ":
                        letter = folded[end + 1 : end + 2]
                    if letter in _ENDINGS_BEGIN and (more := _NOUN_ENDING.match(folded, end)):
                        stop = more.end()
                    elif folded[end].isalnum():
                        continue
                elif end < length and folded[end].isalnum():
                    continue
                found[layer].append(_new(Hit, (start, stop, meanings, surfaces[number])))
                ends[layer] = stop
        return found


def words_apart(folded: str) -> bytes:
    """A folded text to look for surfaces in: a byte a character, a blank for each mark and before and behind the text."""
    return b" %b " % _in_bytes(folded)


def _in_bytes(folded: str) -> bytes:
    return folded.replace("ی", "ي").encode("cp1256", "other-scripts").translate(_BYTES)


def spellings(surface: str) -> Iterator[str]:
    """Folded spellings of a codebook surface: each ZWNJ as a space and as nothing, each `*` as noun endings.

    >>> sorted(spellings("چاووش‌اوغلو"))
    ['چاووش اوغلو', 'چاووشاوغلو']
    """
    yield from spelled([surface])[surface]


def spelled(surfaces: Iterable[str]) -> dict[str, list[str]]:
    """Folded spellings of surfaces; all are folded as the lines of one text, which takes a tenth of the time."""
    written: dict[str, list[str]] = {}
    for surface in surfaces:
        if "\u200c" in surface or "*" in surface:
            pieces = re.split("(\u200c|\\*)", surface)
            choices = [(" ", "") if p == "\u200c" else _STAR if p == "*" else (p,) for p in pieces]
            written[surface] = ["".join(chosen) for chosen in product(*choices)]
        else:
            written[surface] = [surface]
    every = [one for listed in written.values() for one in listed]
    lines = fold("\n".join(every)).text.split("\n")
    if len(lines) != len(every):  # a surface with a line break in it
        lines = [fold(one).text for one in every]
    clean = iter(lines)
    out: dict[str, list[str]] = {}
    for surface, listed in written.items():
        folded = (
            re.sub(" +", " ", line).strip() if "  " in line else line.strip() for line in islice(clean, len(listed))
        )
        out[surface] = [text for text in dict.fromkeys(folded) if text]
    return out
