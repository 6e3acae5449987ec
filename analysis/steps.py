"""The steps that an article goes through: read, who is named, who speaks, in which terms, the rows.

In goes a `Work`, an article on its way; each step adds what it finds. `tables.measure_articles` takes many through step by step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis import actors, framing, quotations, sourcing
from analysis.codebook import Codebook
from analysis.introduced import find_introduced
from analysis.posts import find_posts, without
from analysis.reading import read
from analysis.unresolved import unresolved_rows


@dataclass(slots=True)
class Work:
    """An article on its way through the steps."""

    article: Mapping[Any, Any]
    country: str | None
    reading: Any = None
    mentions: list[actors.Mention] = field(default_factory=list)
    left_open: list[actors.Mention] = field(default_factory=list)
    quotations: list[Any] = field(default_factory=list)
    credits: list[Any] = field(default_factory=list)
    cues: list[Any] = field(default_factory=list)
    relations: list[Any] = field(default_factory=list)
    strangers: list[actors.Mention] = field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    error: Exception | None = None


def _read(work: Work, codebook: Codebook) -> None:
    work.reading = read(work.article, codebook, country=work.country)


def _name(work: Work, codebook: Codebook) -> None:
    work.mentions = actors.find_mentions(work.reading, codebook, work.left_open)


def _quote(work: Work, codebook: Codebook) -> None:
    work.quotations, work.credits = sourcing.find_quotations(work.reading, work.mentions, codebook)


def _frame(work: Work, codebook: Codebook) -> None:
    work.cues, work.relations = framing.find_frames(work.reading, work.mentions, work.quotations, codebook)


def _introduce(work: Work, codebook: Codebook) -> None:
    work.strangers = find_introduced(work.reading, work.mentions, work.quotations, codebook)
    posts = find_posts(work.reading, [*work.mentions, *work.strangers], work.quotations, codebook)
    if posts:
        work.mentions, work.strangers = without(work.mentions, posts), [*work.strangers, *posts]


def _list(work: Work, codebook: Codebook) -> None:
    reading = work.reading
    work.rows = {
        "mentions": actors.mention_rows(reading, sorted([*work.mentions, *work.strangers], key=_in_text_order)),
        "quotations": quotations.quotation_rows(reading, work.quotations),
        "credits": quotations.credit_rows(reading, work.credits),
        "cues": framing.cue_rows(reading, work.cues),
        "relations": framing.relation_rows(reading, work.relations),
        "unresolved": unresolved_rows(reading, work.mentions, work.left_open),
        "sentences": [{"article_id": reading.article_id, "sentences": len(reading.text.sentences)}],
    }
    work.reading = None


STEPS: tuple[Callable[[Work, Codebook], None], ...] = (_read, _name, _quote, _frame, _introduce, _list)


def _in_text_order(mention: actors.Mention) -> tuple[bool, int, int]:
    return mention.part != "title", mention.start, -mention.end
