"""What a report can be asked for, and how a researcher is told what is wrong with it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from analysis.telling import Century

State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class ReportError(ValueError):
    """A parameter is wrong or nothing is left to report on; the message says which and what is expected."""


class Parameters(BaseModel):
    """What a report can be asked for. Unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: date | None = Field(default=None, description="first day, ISO (2017-01-31)")
    end: date | None = Field(default=None, description="last day, ISO")
    outlets: list[str] = Field(default=[], description="these outlets only; empty: all")
    focal_states: list[State] = Field(
        default=["RUS", "IRN", "TUR"], min_length=2, max_length=6, description="ISO 3166-1 alpha-3 codes, two to six"
    )
    language: Literal["en", "fa"] = Field(default="en", description="language of the report")
    copies: bool = Field(default=False, description="count copies as articles")
    families: Literal["all", "first", "weighted"] = Field(
        default="all", description="of near-copies: all, only the first, or all weighing one article together"
    )
    period: Literal["auto", "month", "quarter", "year"] = Field(default="auto", description="step of the time axes")
    n_top: int = Field(default=15, ge=3, le=50, description="rows of a ranking")
    replicates: int = Field(default=1000, ge=100, le=20000, description="resamples behind an interval")
    seed: int = Field(default=1, ge=0, description="of the resampling")
    evidence: int = Field(
        default=2000, ge=1, le=20000, description="articles shown with their words; of more, as many are drawn"
    )
    sample: int = Field(
        default=500_000, ge=1000, description="articles a report speaks from; of more, as many are drawn at random"
    )
    country: State = Field(default="IRN", description="the outlets' country where nothing says")
    frames: str = Field(
        default="frames", pattern=r"^frames[\w-]*$", description="frame file of the codebook: frames or frames-generic"
    )
    columns: dict[str, str] = Field(default={}, description="columns of the corpus by other names: {متن: text}")
    relevance: bool | str = Field(
        default=False, description="set apart what is off the subject: true, or a rule of relevance.yaml"
    )
    two_digit_years: Century | None = Field(
        default=None, description="century of two-digit years: 1300 reads «96» as 1396"
    )
    day_first: bool | None = Field(
        default=None, description="whether 04/10/2017 is 4 October (true) or April 10 (false)"
    )
    dask: dict[Literal["scheduler"], str] = Field(
        default={}, description="a cluster that measures: {scheduler: tcp://host:8786}; empty: this machine"
    )
    title: str = Field(default="", max_length=120, description="title of the report; empty: made from the focal states")

    @field_validator("start", "end", "day_first", mode="before")
    @classmethod
    def _empty(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("two_digit_years", mode="before")
    @classmethod
    def _century(cls, value: Any) -> Any:
        return int(value) if isinstance(value, str) and value.isdecimal() else value or None

    @field_validator("relevance")
    @classmethod
    def _switch(cls, value: bool | str) -> bool | str:
        return {"true": True, "false": False, "": False}.get(value, value) if isinstance(value, str) else value

    @field_validator("focal_states")
    @classmethod
    def _different(cls, value: list[str]) -> list[str]:
        if len(set(value)) < len(value):
            raise ValueError("a state stands twice")
        return value

    @model_validator(mode="after")
    def _in_order(self) -> "Parameters":
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"start {self.start} is after end {self.end}")
        return self


def read_parameters(path: str | Path | None = None, given: Iterable[str] = ()) -> Parameters:
    """Parameters from a YAML file and from NAME=VALUE texts, the latter winning.

    Raises ReportError naming the parameter, what was found and what is expected.
    """
    values: dict[str, Any] = {}
    if path:
        import yaml

        try:
            loaded = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise ReportError(f"{path}: cannot be read as parameters: {error}") from error
        if not isinstance(loaded, dict | None):
            raise ReportError(f"{path}: expected lines NAME: VALUE, found {type(loaded).__name__}")
        values.update(loaded or {})
    for text in given:
        name, sign, value = text.partition("=")
        if not sign:
            raise ReportError(f"parameter {text!r}: expected NAME=VALUE")
        is_list = name in ("outlets", "focal_states")
        values[name] = [v for v in value.split(",") if v] if is_list else value
    try:
        return Parameters(**values)
    except ValidationError as error:
        raise ReportError(_explain(error)) from error


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    known = Parameters.model_fields
    if name not in known:
        if not name:
            return f"parameters: {first['msg'].removeprefix('Value error, ')}"
        return f"parameter {name!r} is unknown; known are {', '.join(known)}"
    return f"parameter {name!r}: {first['msg'].removeprefix('Value error, ')}; found {first['input']!r}; expected: {known[name].description}"
