"""What a frame entry and a relation entry of the codebook look like, and which surfaces they bring to the matcher."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from analysis.entries import Entry, Function, Slug, State, Surface


class Cue(Entry):
    """Words by which a frame is recognised, and what must stand beside them for the words to count."""

    entry: Slug
    phrases: list[Surface]
    function: Function = "none"
    weight: float = Field(default=1.0, gt=0)
    actors: list[State] = []  # one of these states must be named in the sentence
    focal: int = 0  # so many of the focal states must be named in the sentence (or its paragraph)
    near: list[Surface] = []  # one of these words must stand in the sentence, outside the cue itself
    exact: bool = False  # no noun endings
    not_: list[Surface] = Field(default=[], alias="not")


class Frame(Entry):
    """A frame: what the article says, by which words it is recognised, when it counts as present."""

    id: Slug
    en: str
    fa: str
    definition: str
    source: str
    threshold: float = Field(default=2.0, gt=0)  # summed weight of distinct cues from which the frame is present
    cues: list[Cue]
    examples: list[str] = []
    counter_examples: list[str] = []


class Relation(Entry):
    """A class of words that say how two actors stand to each other."""

    id: Slug
    en: str
    fa: str
    stance: Literal["cooperative", "conflictual", "neutral"]
    source: str
    phrases: list[Surface]
    not_: list[Surface] = Field(default=[], alias="not")
    examples: list[str] = []
    counter_examples: list[str] = []


def surfaces(frames: dict[str, Any], relations: dict[str, Any]) -> Iterator[tuple[str, str, str, str, Any, bool]]:
    """(surface, layer, id, role, entry, inflects) for the matcher."""
    for frame in frames.values():
        for cue in frame.cues:
            for surface in cue.phrases:
                yield surface, f"frame:{frame.id}", frame.id, cue.entry, cue, not cue.exact
            for surface in cue.not_:
                yield surface, f"frame:{frame.id}", frame.id, "not", None, not cue.exact
    for relation in relations.values():
        for surface in relation.phrases:
            yield surface, "relation", relation.id, "relation", relation, True
        for surface in relation.not_:
            yield surface, "relation", relation.id, "not", None, True
