"""What a frame entry and a relation entry of the codebook look like, and which surfaces they bring to the matcher."""

import re
from collections.abc import Container, Iterator
from functools import cached_property
from itertools import product
from typing import Any, Literal

from pydantic import Field, model_validator

from analysis.entries import Entry, Function, Slug, State, Surface
from analysis.verbs import Form, verb_forms, wished_forms

Where = Literal["sentence", "paragraph", "article"]


class Cue(Entry):
    """Words by which a frame is recognised, and what must stand beside them for the words to count.

    A phrase may hold alternatives: «(مبارزه|مقابله) با تروریسم», and nothing as one of them: «حمله (هوایی|)».
    """

    entry: Slug
    phrases: list[Surface] = []
    verbs: list[Surface] = []  # infinitives («متهم کردن»): every finite form counts, a negated form is a negated cue
    function: Function = "none"
    weight: float = Field(default=1.0, gt=0)
    actors: list[State] = []  # one of these states must be named, by name or adjective
    or_near: list[Surface] = []  # words that stand for such a state in its sentence: «غرب», «صهیونیست‌ها», «استکبار»
    not_by: list[State] = []  # in the mouth of these states' people the words are no cue: «بوش: ایران دخالت می‌کند»
    without: list[State] = []  # none of these may be named in the sentence: «عادی‌سازی روابط با اسرائیل»
    focal: int = 0  # so many of the focal states must be named
    within: Where = "sentence"  # where `actors` and `focal` must be named
    near: list[Surface] = []  # one of these words must stand in the sentence, outside the cue itself
    reach: int = Field(default=0, ge=0)  # at most so many characters off (0: anywhere in the sentence)
    exact: bool = False  # no noun endings
    firm: bool = False  # a denial does not take the words back: «حق دخالت ندارند», «استکبار وفادار نیست»
    not_: list[Surface] = Field(default=[], alias="not")

    @cached_property
    def near_words(self) -> frozenset[str]:
        """`near`, to look words up in."""
        return frozenset(self.near)

    @cached_property
    def or_words(self) -> frozenset[str]:
        """`or_near`, to look words up in."""
        return frozenset(self.or_near)

    @cached_property
    def alone(self) -> bool:
        """Whether the words count wherever they stand."""
        return not (self.actors or self.without or self.focal or self.near)

    @model_validator(mode="after")
    def _some_words(self) -> "Cue":
        if not (self.phrases or self.verbs):
            raise ValueError("a cue needs `phrases` or `verbs`")
        return self


class Frame(Entry):
    """A frame: what the article says, by which words it is recognised, when it counts as present."""

    id: Slug
    en: str
    fa: str
    definition: str
    source: str
    threshold: float = Field(default=2.0, gt=0)  # summed weight of distinct cues from which the frame is present
    relations: dict[str, float] = {}  # weight of a relation of this stance («همکاری» that really binds two states)
    unless: list[Surface] = []  # three of these words in an article (of sport, say) double the threshold
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
    strength: int = Field(default=1, ge=1, le=3)  # the stronger class settles a sentence that holds several
    directed: bool = False  # one acts on the other, rather than both with each other
    mutual: bool = False  # two have it with each other: «ایران و روسیه اختلاف دارند»
    joint: bool = False  # counts only where focal states alone act as one: «ایران و روسیه اعلام کردند»
    told: bool = False  # counts only in what one says of the other, where nothing else relates them
    strict: bool = False  # of the words of a class `told`: they must stand beside the state that they are said of
    flow: bool = False  # goods: they relate whose they are and whom they go to («گاز ایران به ترکیه»)
    acts: list[Surface] = []  # hostile acts; to reject one that aims at a state is support: «مخالف تحریم ایران است»
    phrases: list[Surface] = []
    verbs: list[Surface] = []
    not_: list[Surface] = Field(default=[], alias="not")
    examples: list[str] = []
    counter_examples: list[str] = []

    @cached_property
    def act_words(self) -> frozenset[str]:
        """`acts`, to look words up in."""
        return frozenset(self.acts)


def expand(surface: str) -> list[str]:
    """Every wording of a phrase with alternatives.

    >>> expand("(جنگ|نبرد) با (داعش|)")
    ['جنگ با داعش', 'جنگ با ', 'نبرد با داعش', 'نبرد با ']
    """
    pieces = [piece.split("|") for piece in re.split(r"[()]", surface)]
    return ["".join(chosen) for chosen in product(*pieces)]


def surfaces(frames: dict[str, Any], relations: dict[str, Any]) -> Iterator[tuple[str, str, str, str, Any, bool]]:
    """(surface, layer, id, role, entry, inflects) for the matcher.

    Roles: the cue's entry, `no` + entry for a negated verb form, `not` for a counter-cue. Words that a cue needs beside
    it stand in the layer `near`, under their own name.
    """
    near: dict[str, None] = {}
    for frame in frames.values():
        layer = f"frame:{frame.id}"
        near |= dict.fromkeys(frame.unless)
        for cue in frame.cues:
            near |= dict.fromkeys(cue.near) | dict.fromkeys(cue.or_near)
            for surface, no, noun in _words(cue):
                yield surface, layer, frame.id, no + cue.entry, cue, noun and not cue.exact
            for phrase in cue.not_:
                for surface in expand(phrase):
                    yield surface, layer, frame.id, "not", None, not cue.exact
    for relation in relations.values():
        near |= dict.fromkeys(relation.acts)
        for surface, no, noun in _words(relation):
            yield surface, "relation", relation.id, f"{no}relation", relation, noun
        for phrase in relation.not_:
            for surface in expand(phrase):
                yield surface, "relation", relation.id, "not", None, True
    for word in near:
        for held in (word, *_held(word, near)):
            yield word, "near", held, "near", None, True


def _held(phrase: str, words: Container[str]) -> list[str]:
    """Words of the list that a longer one holds, which the longest match alone would hide: «حمله» in «حمله به»."""
    parts = phrase.split(" ")
    spans = [parts[i:j] for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)]
    forms = {" ".join(span) for span in spans} | {_PLURAL.sub("", " ".join(span)) for span in spans}
    return sorted(form for form in forms if form != phrase and form in words)


_PLURAL = re.compile("‌ها(?:ی|یی)?$")


def _words(entry: Any) -> Iterator[tuple[str, str, bool]]:
    """(surface, "no " for a negated verb form, whether it takes noun endings)."""
    for phrase in entry.phrases:
        for surface in expand(phrase):
            yield surface, "", True
    for infinitive in entry.verbs:
        for form in [*verb_forms(infinitive), *_wished(entry, infinitive)]:
            if form.person != "1sg":  # who speaks for a side says «ما»
                yield form.surface, "no " if form.negated else "", False


def _wished(entry: Any, infinitive: str) -> list[Form]:
    """Infinitive and subjunctive of a relation's verb; what is hostile is hardly wished for in the news, but named («متهم کردن ایران»)."""
    if not isinstance(entry, Relation) or " " not in infinitive:
        return []
    return [f for f in wished_forms(infinitive) if entry.stance == "cooperative" or f.tense == "infinitive"]
