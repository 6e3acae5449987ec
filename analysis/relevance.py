"""Does an article belong to the subject? A rule of `data/codebook/relevance.yaml` says.

In goes a folded text; out comes whether it names enough of the rule's states and topics, and what it names.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from analysis.boilerplate import read_entries
from analysis.codebook import FOLDER, CodebookError
from analysis.entries import Entry, Slug, State
from analysis.lexicon import Lexicon, Meaning


class Rule(Entry):
    """A rule of relevance; see the head of relevance.yaml."""

    id: Slug
    en: str
    fa: str
    definition: str
    states: dict[State, list[str]]
    states_at_least: int = Field(default=2, ge=0)
    topics: list[str] = []
    topics_at_least: int = Field(default=1, ge=0)
    examples: list[str] = []
    counter_examples: list[str] = []


class Relevance(NamedTuple):
    """Whether a text is on the subject; the states and topics it names."""

    met: bool
    states: tuple[str, ...]
    topics: tuple[str, ...]


def relevance(text: str, rule: str | bool = True, folder: str | Path = FOLDER) -> Relevance:
    """Hold a folded text (title and text) against a rule: its id, or True for the first one of the file."""
    chosen, lexicon = _compiled(str(folder), "" if rule is True else str(rule))
    hits = lexicon.match(text)
    states = tuple(sorted({hit.meanings[0].id for hit in hits.get("state", [])}))
    topics = tuple(sorted({hit.surface for hit in hits.get("topic", [])}))
    return Relevance(len(states) >= chosen.states_at_least and len(topics) >= chosen.topics_at_least, states, topics)


def rules(folder: str | Path = FOLDER) -> list[Rule]:
    """The entries of relevance.yaml. Raises CodebookError where one is wrong."""
    return read_entries(Path(folder) / "relevance.yaml", Rule)


@cache
def _compiled(folder: str, rule: str) -> tuple[Rule, Lexicon]:
    known = {r.id: r for r in rules(folder)}
    if not known or (rule and rule not in known):
        raise CodebookError(f"relevance.yaml: no rule {rule!r}; there is {', '.join(known) or 'none'}")
    chosen = known[rule or next(iter(known))]
    items = [(s, Meaning("state", id, "name"), False) for id, names in chosen.states.items() for s in names]
    items += [(s, Meaning("topic", chosen.id, "topic"), False) for s in chosen.topics]
    return chosen, Lexicon(items)
