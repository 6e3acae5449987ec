"""An article, folded once and matched once; all measurements read the same spans.

In goes an article (a mapping with id, outlet, date, title, text); out comes a `Reading` whose parts hold the folded
text, its paragraphs and sentences, and every codebook hit.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from analysis.boilerplate import boilerplate, outside, without
from analysis.codebook import Codebook
from analysis.lexicon import Hit, words_apart
from analysis.text import Folded, fold, paragraphs, sentences


@dataclass(slots=True)
class Part:
    """The title or the text of an article. Spans are folded ones; `folded.span` leads to the text as published."""

    name: str
    folded: Folded
    paragraphs: list[tuple[int, int]]
    sentences: list[tuple[int, int]]
    hits: dict[str, list[Hit]]
    apart: bytes = b""  # `words_apart` of the folded text
    signals: dict[int, set[bytes]] = field(default_factory=dict)  # by sentence, see `signals.py`
    _starts: list[int] = field(default_factory=list)
    _hit_starts: dict[str, list[int]] = field(default_factory=dict)
    _by_word: dict[str, list[Hit]] | None = None
    text: str = field(init=False)  # the folded text

    def __post_init__(self) -> None:
        self.text = self.folded.text

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds the folded `position`."""
        return self.sentences[self.sentence_number(position) - 1]

    def sentence_number(self, position: int) -> int:
        """Which sentence of the part holds the folded `position`, counted from 1."""
        if not self._starts:
            self._starts = [a for a, _ in self.sentences]
        return max(bisect_right(self._starts, position), 1)

    def _begins(self, layer: str) -> list[int]:
        known = self._hit_starts.get(layer)
        if known is None:
            known = self._hit_starts[layer] = [h.start for h in self.hits.get(layer, ())]
        return known

    def starting(self, layer: str, start: int, end: int) -> list[Hit]:
        """The hits of a layer that begin in [start, end), in order."""
        begins = self._begins(layer)
        at = bisect_left(begins, start)
        return self.hits[layer][at : bisect_left(begins, end, at)] if at < len(begins) else []

    def words(self, list_name: str) -> list[Hit]:
        """The words of a list of the codebook (`title`, `pronoun`, …), in order."""
        if self._by_word is None:
            self._by_word = defaultdict(list)
            for hit in self.hits.get("word", ()):
                for meaning in hit.meanings:
                    self._by_word[meaning.id].append(hit)
        return self._by_word.get(list_name, [])

    def covering(self, layer: str, position: int) -> Hit | None:
        """The hit of a layer that a position lies in (hits of one layer do not overlap)."""
        at = bisect_right(self._begins(layer), position) - 1
        return hit if at >= 0 and position < (hit := self.hits[layer][at]).end else None


@dataclass(slots=True)
class Reading:
    """One article read: `title` and `text` are Parts; `country` is that of the outlet (for «کشورمان»)."""

    article_id: str
    outlet: str
    day: date | None
    country: str | None
    title: Part
    text: Part

    @property
    def parts(self) -> tuple[Part, Part]:
        """Title, then text."""
        return self.title, self.text


def read(article: Mapping[str, Any], codebook: Codebook, *, country: str | None = "IRN") -> Reading:
    """Fold and match an article.

    `article` holds id, outlet, date (ISO string, date or missing), title, text; `country` is the outlet's country where
    neither the article (`country`) nor the codebook's sources say (most Persian-language outlets are Iranian).
    """
    outlet = str(article.get("outlet") or "")
    known = codebook.sources.get(outlet)
    own = article.get("country")
    return Reading(
        article_id=str(article["id"]),
        outlet=outlet,
        day=_day(article.get("date")),
        country=own if isinstance(own, str) and own else (known.country if known and known.country else country),
        title=_part("title", article.get("title"), codebook),
        text=_part("text", article.get("text"), codebook),
    )


def _part(name: str, text: Any, codebook: Codebook) -> Part:
    folded = fold(text if isinstance(text, str) else "")
    apart = words_apart(folded.text)
    # «انتهای پیام», «کد خبر»: on the page, not in the article
    gone = boilerplate(folded.text, apart=apart) if name == "text" else []
    lines = without(paragraphs(folded.text), gone)
    hits = codebook.match(folded.text, apart)
    if gone:
        hits = defaultdict(list, {layer: outside(found, gone) for layer, found in hits.items()})
    return Part(name, folded, lines, sentences(folded.text, lines), hits, apart)


def _day(value: Any) -> date | None:
    if isinstance(value, str) and len(value) >= 10:
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return None
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return None
