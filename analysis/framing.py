"""In which terms: frame cues with their sponsor, and how two of the three states stand to each other."""

from dataclasses import dataclass
from typing import Any

from analysis.actors import Mention
from analysis.codebook import Codebook
from analysis.reading import Reading


@dataclass(slots=True)
class FrameCue:
    part: str
    start: int
    end: int
    frame: str
    entry: str
    function: str
    negated: bool
    sponsor_id: str


def find_frames(
    reading: Reading, mentions: list[Mention], quotations: list[Any], codebook: Codebook
) -> tuple[list[Any], list[Any]]:
    """Frame cues and relations of an article."""
    return [], []


def cue_rows(reading: Reading, cues: list[Any]) -> list[dict[str, Any]]:
    """Rows of the `cues` table."""
    return []


def relation_rows(reading: Reading, relations: list[Any]) -> list[dict[str, Any]]:
    """Rows of the `relations` table."""
    return []
