"""Signals: words without which a pattern cannot match, so that a sentence that holds none of them is not searched.

In go a part of a `Reading` and a position in it; out come the signals that its sentence holds. To look a few words up in a
set takes a tenth of the time of a search.
"""

from analysis.lexicon import words_apart
from analysis.reading import Part

_ALL: set[bytes] = set()


def needed(listed: str) -> frozenset[bytes]:
    """The words, one of which a pattern needs, from a list parted by blanks; all are folded ones."""
    words = frozenset(words_apart(listed).split())
    _ALL.update(words)
    return words


def signals(part: Part, position: int) -> set[bytes]:
    """The words of `needed` that stand in the sentence of a position."""
    number = part.sentence_number(position) - 1
    known = part.signals.get(number)
    if known is None:
        start, end = part.sentences[number]
        known = part.signals[number] = _ALL.intersection(part.apart[start + 1 : end + 1].split())
    return known
