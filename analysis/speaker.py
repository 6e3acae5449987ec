"""Who speaks, and what an article has said so far of those who do."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from analysis.reading import Part
from analysis.text import fold


def other_id(part: Part, start: int, end: int) -> str:
    """The id of what the codebook lacks, from a folded span: the words as published, in one line, without marks around them."""
    a, b = part.folded.span(start, end)
    return "other:" + " ".join(part.folded.original[a:b].split()).strip(' «"»')


@lru_cache(maxsize=4096)  # the same few speakers come again and again
def folded_id(id: str) -> str:
    """The name or description in an id outside the codebook, folded: «other:جان كرى» → «جان کری»."""
    return fold(id.removeprefix("other:")).text


class Speaker(NamedTuple):
    """Who speaks: id, where the words for them stand (folded span; -1 where they are left out), how resolved."""

    id: str
    start: int = -1
    end: int = -1
    part: str = "text"
    resolved_by: str = "name"  # name | office | pronoun | metonym | description | dropped
    source_type: str = "official"
    country: str = ""
    rung: int | None = None

    @property
    def is_person(self) -> bool:
        """Whether «وی» can mean this speaker."""
        return not self.id.startswith(("joint:", "document:")) and not (len(self.id) == 3 and self.id.isupper())


@dataclass
class Known:
    """What the article has said so far: the running speaker, the last subject, and speakers outside the codebook."""

    running: Speaker | None = None
    last: Speaker | None = None  # the same, be it nobody named
    spoke: Speaker | None = None  # who was quoted last: «این مقام» is nobody else
    topic: Speaker | None = None
    document: Speaker | None = None
    unnamed_since: bool = False  # whether nobody was named since `last` spoke
    others: dict[str, Speaker] = field(default_factory=dict)  # folded full name → speaker
    persons: set[str] = field(default_factory=set)  # ids of the persons who spoke by name or office

    def unnamed(self, text: str) -> Speaker | None:
        """The one source without a name who spoke last, where nobody was named since; «منابع …» is no «وی»."""
        last = self.last
        if last is None or last.id != "anonymous" or not self.unnamed_since:
            return None
        if last.start < 0:
            return last
        words = text[last.start : last.end].split()
        one = bool(words) and (
            words[0] in ("یک", "یکی", "این", "وی", "او", "منبع", "مقام", "دیپلمات", "کارشناس") or words[0].endswith("ی")
        )
        return last if one and not words[0].endswith("های") else None
