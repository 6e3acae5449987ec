"""What a codebook entry looks like: one pydantic model per kind of entry, and nothing else.

The files under `data/codebook/` are checked against these models on load; `codebook.py` reads and compiles them.
"""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^(?:[A-Z]{3}|[a-z0-9][a-z0-9-]*)$")]
State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Surface = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]
SourceType = Literal[
    "official", "military", "opposition", "expert", "media", "international", "citizen", "anonymous", "document",
    "collective",
]  # fmt: skip
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
WordList = Literal[
    "title", "former", "then", "elect", "acting", "place-before", "place-after", "motion", "state-before", "pronoun",
    "ellipsis", "counterpart",
]  # fmt: skip
NameList = Literal["given", "no-given", "no-name", "no-family"]
SourceKey = Annotated[str, StringConstraints(pattern=rf"^(?:{'|'.join(get_args(SourceType))})(?:\.[a-z0-9-]+)?$")]
VerbClass = Literal["neutral", "emphatic", "doubting", "confronting", "approving", "conceding", "denying", "requesting"]
Function = Literal["problem", "cause", "judgement", "remedy", "none"]


class Entry(BaseModel):
    """What all entries share: no key that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Actor(Entry):
    """A state, person, organisation, group or place that can be named."""

    id: Slug
    kind: Literal["state", "person", "organisation", "group", "place"]
    country: State | None = None
    en: str
    fa: str
    names: list[Surface] = []
    weak: list[Surface] = []
    not_: list[Surface] = Field(default=[], alias="not")
    type: SourceType | None = None
    metonyms: list[Surface] = []
    demonyms: list[Surface] = []
    slug: str | None = None
    wordings: dict[str, str] = {}
    definition: str | None = None
    examples: list[str] = []
    counter_examples: list[str] = []
    note: str | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _some_surface(self) -> "Actor":
        if not (self.names or self.weak or self.not_):
            raise ValueError("needs at least one surface under `names` or `weak`")
        if self.kind != "state" and (self.metonyms or self.demonyms):
            raise ValueError("`metonyms` and `demonyms` are for states only")
        return self


class OfficeKind(Entry):
    """An office as newsrooms write it, without the state: «وزیر امور خارجه»."""

    id: Slug
    en: str
    fa: str
    names: list[Surface] = []
    full: dict[str, str] = {}  # complete surfaces that need no state: {سخنگوی کرملین: RUS}
    type: SourceType = "official"
    unique: bool = True
    note: str | None = None


class Term(Entry):
    """Who held an office when; both days included."""

    office: Slug
    of: Slug
    holder: Slug
    from_: date | None = Field(alias="from")
    to: date | None = None
    acting: bool = False
    note: str | None = None
    source: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Term":
        if self.from_ and self.to and self.from_ > self.to:
            raise ValueError(f"term of {self.holder}: `from` {self.from_} is after `to` {self.to}")
        return self


class Unverified(Entry):
    """A term left out because its dates are not sure."""

    office: str
    of: str
    holder: str
    why: str


class Body(Entry):
    """A body of a state named with it: «وزارت امور خارجه روسیه». `actor` is a pattern: "{slug}-foreign-ministry"."""

    id: Slug
    en: str
    fa: str
    names: list[Surface]
    actor: str
    exceptions: dict[State, Slug] = {}
    type: SourceType = "official"
    local: bool = False  # every city has its own: «پلیس کابل» is not the state


class Source(Entry):
    """An agency, outlet or site that can be credited."""

    id: Slug
    en: str
    fa: str
    names: list[Surface] = []
    weak: list[Surface] = []
    not_: list[Surface] = Field(default=[], alias="not")
    kind: Literal["agency", "daily", "weekly", "magazine", "site", "broadcaster", "ministry", "party", "other"]
    country: State | None = None
    owner: str | None = None
    leaning: str | None = None
    leaning_source: str | None = None
    site: str | None = None
    note: str | None = None


class Event(Entry):
    """A dated public event, for markers on a time axis."""

    id: Slug
    date: date
    en: str
    fa: str
    kind: Literal["summit", "round", "agreement", "war", "other"]
    mark: bool = False  # named before the others, where not all names find room
    source: str | None = None


class Verb(Entry):
    """A reporting verb; its forms are made by `verbs.py` from the infinitive."""

    infinitive: Surface
    stems: tuple[str, str] | None = None
    verb_class: VerbClass = Field(alias="class")
    en: str
    needs: Literal["nothing", "clause", "marks"] = "nothing"  # clause: counts only with «که», a colon or marks
    passive: bool = False
    example: str | None = None
    not_: list[Surface] = Field(default=[], alias="not")
    source: str | None = None


class Phrase(Entry):
    """Words that are no verb but bring in speech: «به گفته», «با بیان اینکه», «در این بیانیه آمده است»."""

    id: Slug
    kind: str
    surfaces: list[Surface]
    verb_class: VerbClass = Field(default="neutral", alias="class")
    en: str
    rung: int | None = None
    type: SourceType | None = None
    relation: str | None = None
    example: str | None = None
    not_: list[Surface] = Field(default=[], alias="not")
