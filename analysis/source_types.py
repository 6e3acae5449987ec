"""What kind of source a speaker is whom the codebook does not know by name, by the words that describe them."""

import re
from functools import lru_cache

from analysis.codebook import Codebook, CodebookError
from analysis.text import fold

KINDS = ("media", "international", "opposition", "expert", "military", "official", "citizen")
_PATTERNS: dict[str, list[tuple[re.Pattern[str], str]]] = {}


def type_by_words(words: str, codebook: Codebook, default: str = "official") -> str:
    """The source type that a folded description settles, by `source_types.yaml`; else `default`.

    >>> from analysis.codebook import load_codebook
    >>> type_by_words("استاد روابط بین الملل", load_codebook())
    'expert'
    """
    return key_by_words(words, codebook).partition(".")[0] or default


def key_by_words(words: str, codebook: Codebook) -> str:
    """The key of `source_types.yaml` that settles a description, such as `official.civil`; empty where none does."""
    _patterns(codebook)
    return _settled(words[:90], codebook.digest)


@lru_cache(maxsize=4096)  # the same descriptions come again and again
def _settled(words: str, digest: str) -> str:
    return next((key for pattern, key in _PATTERNS[digest] if pattern.search(words)), "")


def _patterns(codebook: Codebook) -> list[tuple[re.Pattern[str], str]]:
    if codebook.digest not in _PATTERNS:
        unknown = {key.partition(".")[0] for key in codebook.source_words} - set(KINDS)
        if unknown:
            raise CodebookError(f"source_types.yaml: no such type of source: {', '.join(sorted(unknown))}")
        _PATTERNS[codebook.digest] = [
            (re.compile(rf"(?<![^\W_])(?:{'|'.join(_written(w) for w in listed)})"), key)
            for key, listed in codebook.source_words.items()
        ]
    return _PATTERNS[codebook.digest]


def _written(word: str) -> str:
    """A pattern of a word's beginning: joined or spaced at ZWNJ; `*` ends the word."""
    whole = word.endswith("*")
    pieces = [re.escape(fold(p).text.strip()) for p in word.rstrip("* ").split("\u200c")]
    return " ?".join(pieces) + (r"(?![^\W_])" if whole else "")
