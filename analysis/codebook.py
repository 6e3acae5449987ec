"""The codebook: what counts as an actor, an office, a source, a reporting verb, a frame.

In go the YAML files of `data/codebook/`; out comes a `Codebook`: validated entries and one compiled matcher that finds
every surface of every entry in a folded text in a single pass (Aho and Corasick 1975). The code knows how Persian
inflects; the names stand in the files.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache as once
from pathlib import Path
from typing import Any

from analysis import bookfiles, cache, entries, framebook
from analysis.bookfiles import CodebookError
from analysis.collector import held_off
from analysis.lexicon import Hit, Lexicon, Meaning, spelled
from analysis.verbs import run_together, verb_forms

FOLDER = Path(__file__).parent.parent / "data" / "codebook"


AROUND_CAPITALS = ("place-before", "place-after", "state-before", "motion")  # word lists that `capitals.py` reads


@dataclass
class Codebook:
    """Validated entries by id, and the compiled matcher. Made by `load_codebook`."""

    actors: dict[str, entries.Actor]
    offices: dict[str, entries.OfficeKind]
    bodies: dict[str, entries.Body]
    terms: list[entries.Term]
    unverified: list[entries.Unverified]
    sources: dict[str, entries.Source]
    events: list[entries.Event]
    verbs: list[entries.Verb]
    phrases: dict[str, entries.Phrase]
    words: dict[str, list[str]]  # word lists the grammar reads: titles, motion, places, …
    source_words: dict[str, list[str]]  # source type → words that describe such a source
    frames: dict[str, Any]
    relations: dict[str, Any]
    digest: str
    unread: tuple[str, ...] = ()  # files of the folder that nothing reads: a wrong name, most likely
    given: frozenset[str] = frozenset()  # given names, folded: «مهدی», so that «مهدی راستین» is somebody
    no_name: frozenset[str] = frozenset()  # never a word of a name: «در», «وزیر»
    no_family: frozenset[str] = frozenset()  # family names that mean something else alone: «عزیز»
    _key: str = ""
    _lexicon: Lexicon | None = field(default=None, repr=False)
    _terms_of: dict[tuple[str, str], list[entries.Term]] = field(default_factory=dict, repr=False)
    _held_by: dict[str, list[entries.Term]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for term in sorted(self.terms, key=lambda t: (t.from_ or date.min, t.to or date.max)):
            self._terms_of.setdefault((term.office, term.of), []).append(term)
            self._held_by.setdefault(term.holder, []).append(term)

    @property
    def lexicon(self) -> Lexicon:
        """The compiled matcher, made when it is first asked for: labels alone do not need it."""
        if self._lexicon is None:
            with held_off():
                self._lexicon = Lexicon(list(_surfaces(self)))
            cache.write(self._key, self)
        return self._lexicon

    def match(self, folded: str, apart: bytes | None = None) -> dict[str, list[Hit]]:
        """Hits by layer (`actor`, `source`, `verb`, `phrase`, `frame`, `relation`) in a folded text; see `Lexicon.match`."""
        return self.lexicon.match(folded, apart)

    @once  # noqa: B019  one codebook lives as long as the process
    def around_capitals(self) -> Lexicon:
        """What is looked for beside a capital only: «در», «با» and the like are a third of all hits elsewhere."""
        listed = ((name, surface) for name in AROUND_CAPITALS for surface in self.words.get(name, []))
        return Lexicon([(surface, Meaning("word", name, "word"), False) for name, surface in listed])

    def holder(self, office: str, of: str, day: date | None) -> str | None:
        """Who held `office` of state or body `of` on `day`, first and last day of a term included; None if unknown.

        Without a day: the one holder there ever was, else None.
        """
        terms = self._terms_of.get((office, of), [])
        if day is None:
            return terms[0].holder if len({t.holder for t in terms}) == 1 else None
        holders = {t.holder for t in terms if (t.from_ or date.min) <= day <= (t.to or date.max)}
        return holders.pop() if len(holders) == 1 else None

    def reaches_back(self, office: str, of: str, day: date | None) -> bool:
        """Whether the known terms of an office begin by `day`; never without a day."""
        terms = self._terms_of.get((office, of), [])
        return day is not None and any((t.from_ or date.min) <= day for t in terms)

    def next_holder(self, office: str, of: str, day: date | None) -> str | None:
        """Who takes `office` next after `day` («رئیس‌جمهور منتخب»); None if unknown or more than half a year off."""
        if day is None:
            return None
        starts = [(t.from_, t.holder) for t in self._terms_of.get((office, of), []) if t.from_ and t.from_ > day]
        return min(starts)[1] if starts and (min(starts)[0] - day).days <= 183 else None

    def terms_of(self, office: str, of: str) -> list[entries.Term]:
        """All terms of an office of a state or body, earliest first."""
        return self._terms_of.get((office, of), [])

    @once  # noqa: B019  one codebook lives as long as the process
    def states_with(self, office: str) -> frozenset[str]:
        """The states and bodies that have terms of an office: «دبیر شورای عالی امنیت ملی» is Iran's alone."""
        return frozenset(of for kind, of in self._terms_of if kind == office)

    def terms_held(self, actor: str) -> list[entries.Term]:
        """All terms of an actor, earliest first."""
        return self._held_by.get(actor, [])

    def office_on(self, actor: str, day: date | None) -> entries.Term | None:
        """The term an actor holds on `day`, else the last one before it, else None."""
        terms = self._held_by.get(actor, [])
        if day is None or not terms:
            return None
        at = bisect_right(terms, day, key=lambda t: t.from_ or date.min) - 1
        return terms[at] if at >= 0 else None

    def label(self, id: str, language: str = "en") -> str:
        """The display name of an actor, source, frame, office or body; the id itself where none is known."""
        if not isinstance(id, str):
            return ""
        for table in (self.actors, self.sources, self.frames, self.offices, self.bodies, self.phrases):
            if id in table:
                return str(getattr(table[id], language, None) or id)
        body = self.body_of(id)
        if body:
            kind, state = body
            names = self.bodies[kind], self.actors[state]
            return f"{names[0].fa} {names[1].fa}" if language == "fa" else f"{names[0].en} of {names[1].en}"
        if id.startswith("joint:"):
            return (" و " if language == "fa" else " + ").join(self.label(x, language) for x in id[6:].split("+"))
        return id.split(":", 1)[-1] if id.startswith(("other:", "document:")) else id

    def body_of(self, id: str) -> tuple[str, str] | None:
        """(body kind, state) of an id made from a pattern: russian-foreign-ministry → (foreign-ministry, RUS)."""
        return self._bodies().get(id)

    @once  # noqa: B019  one codebook lives as long as the process
    def _bodies(self) -> dict[str, tuple[str, str]]:
        states = [actor for actor in self.actors.values() if actor.kind == "state" and actor.slug]
        return {body_id(body, state): (body.id, state.id) for body in self.bodies.values() for state in states}

    def __hash__(self) -> int:
        return id(self)


def body_id(body: entries.Body, state: entries.Actor) -> str:
    """Id of a state's body: (foreign-ministry, RUS) → russian-foreign-ministry."""
    return body.exceptions.get(state.id) or body.actor.format(slug=state.slug or state.id.lower(), state=state.id)


def load_codebook(folder: str | Path = FOLDER, *, frames: str = "frames") -> Codebook:
    """Read, validate and compile the codebook in `folder`; `frames` names the frame file (`frames`, `frames-generic`).

    Raises CodebookError where a file is missing or an entry is wrong, naming file and entry.
    """
    with held_off():  # some hundred thousand objects are made that all stay
        return _load(str(Path(folder).resolve()), frames)


@once
def _load(folder_name: str, frames: str) -> Codebook:
    import hashlib

    folder = Path(folder_name)
    if not folder.is_dir():
        raise CodebookError(f"{folder}: no such folder; a codebook is a folder of YAML files")
    raw = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    digest = hashlib.sha256(b"".join(name.encode() + b"\0" + text for name, text in raw.items())).hexdigest()
    key = cache.key_of(digest, frames)
    if isinstance(kept := cache.read(key), Codebook):
        return kept
    files = {name: bookfiles.parse(name, text) for name, text in raw.items()}
    bookfiles.check(files)

    def gather(prefix: str, key: str | None = None) -> list[Any]:
        found = []
        for name, content in files.items():
            if name == f"{prefix}.yaml" or name.startswith(f"{prefix}-"):
                if key:
                    found += bookfiles.block_of(name, content, key)
                else:
                    found += bookfiles.entries_of(name, content, bookfiles.LISTS[prefix])
        return found

    actors = _by_id(gather("actors"), "actors")
    if not actors:
        raise CodebookError(
            f"{folder}: no actor in it; a codebook folder holds actors.yaml and the other files of {FOLDER}"
        )
    chosen = bookfiles.entries_of(f"{frames}.yaml", files.get(f"{frames}.yaml"), framebook.Frame)
    if not chosen:
        there = [n.removesuffix(".yaml") for n in files if re.fullmatch(r"frames(-.*)?\.yaml", n) and files[n]]
        wrong = "no frame in" if f"{frames}.yaml" in files else "no"
        raise CodebookError(
            f"{wrong} {frames}.yaml in {folder}; frame files there: {', '.join(sorted(there)) or 'none'}"
        )
    names = files.get("names.yaml") or {}
    return Codebook(
        actors=actors,
        offices=_by_id(gather("offices", "kinds"), "offices"),
        bodies=_by_id(gather("bodies"), "bodies"),
        terms=gather("offices", "terms"),
        unverified=gather("offices", "unverified"),
        sources=_by_id(gather("sources"), "sources"),
        events=sorted(gather("events"), key=lambda e: (e.date, e.id)),
        verbs=gather("reporting_verbs", "verbs"),
        phrases=_by_id(gather("reporting_verbs", "phrases"), "reporting_verbs"),
        words=files.get("words.yaml") or {},
        source_words=files.get("source_types.yaml") or {},
        frames=_by_id(chosen, frames),
        relations=_by_id(gather("relations"), "relations"),
        given=_given_names(actors, names),
        no_name=_words(names.get("no-name", [])),
        no_family=_words(names.get("no-family", [])),
        digest=digest,
        unread=tuple(bookfiles.unread(list(files))),
        _key=key,
    )


def _given_names(actors: dict[str, entries.Actor], listed: dict[str, list[str]]) -> frozenset[str]:
    """The given names of the codebook's persons («سرگئی» of «سرگئی لاوروف») and those listed, folded, each one word."""
    full = (name.split() for actor in actors.values() if actor.kind == "person" for name in actor.names)
    firsts = {words[0] for words in full if len(words) > 1}
    named = _words(sorted(firsts.union(listed.get("given", []))))
    return frozenset(word for word in named - _words(listed.get("no-given", [])) if len(word) > 2)


def _words(listed: list[str]) -> frozenset[str]:
    """Folded words of a list, each in every spelling that is one word."""
    return frozenset(word for spelt in spelled(listed).values() for word in spelt if " " not in word)


def _by_id(found: list[Any], name: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for entry in found:
        if entry.id in out:
            raise CodebookError(f"{name}: the id {entry.id!r} stands twice; ids name one entry each")
        out[entry.id] = entry
    return out


_EZAFE = re.compile(r"[^\W\d_]{4,}[او]$")  # «اوبامای خسته»: a family name on a vowel takes «ی» before what describes it


# given names of two words, written in one, in two or with a half space: «محمدرضا», «محمد رضا», «عبدالله», «عبد الله»
_COMPOUND = re.compile(
    r"(?<![^\W_])(محمد|علی|غلام|امیر|حسین|حمید|میر|عبد)[ \u200c]?"
    r"(رضا|علی|حسین|حسن|جواد|باقر|تقی|نقی|کاظم|صادق|مهدی|هادی|نبی|کریم|رحیم|ابراهیم|اسماعیل|یوسف|یعقوب|امین|سعید|اصغر|اکبر|محمد|عباس|"
    r"حامد|طاهر|صالح|جعفر|قلی|محسن|مجید|شریف|ولی|عیسی|موسی|داوود|ال(?:له|رضا|حسین|قادر|کریم|رحمن|رحمان|حمید|مجید|ستار|ناصر|هادی|مهدی|رزاق|وهاب|لطیف|عزیز|سلام|رحیم|باری|غفار|جبار|خالق|واحد|صمد|علی))(?![^\W_])"
)
_SUFFIXED = re.compile(
    r"(?<![^\W_])([^\W\d_]{3,}?)[ \u200c]?(زاده|نژاد|پور|نیا|خواه|اوغلو)(?![^\W_])"
)  # «حسین زاده», «حسینزاده»


def _as_written(name: str) -> str:
    """A person's name with half spaces where newsrooms write its parts in one, in two or with one: `spelled` makes all three."""
    return _SUFFIXED.sub("\\1\u200c\\2", _COMPOUND.sub("\\1\u200c\\2", name))


def _surfaces(book: Codebook) -> Iterator[tuple[str, Meaning, bool]]:
    """Every surface of every entry, with what it means and whether it takes noun endings."""
    for actor in book.actors.values():
        for role, listed in (("name", actor.names), ("weak", actor.weak), ("metonym", actor.metonyms),
                             ("demonym", actor.demonyms), ("not", actor.not_)):  # fmt: skip
            for surface in listed:
                if actor.kind == "person" and role in ("name", "weak"):
                    surface = _as_written(surface)
                yield surface, Meaning("actor", actor.id, role, actor), False
                if role == "name" and actor.kind == "person" and _EZAFE.match(surface):
                    yield surface + "ی", Meaning("actor", actor.id, role, actor), False
    for office in book.offices.values():
        for surface in office.names:
            yield surface, Meaning("actor", office.id, "office", office), False
        for surface, of in office.full.items():
            yield surface, Meaning("actor", office.id, "full", (office, of)), False
    for body in book.bodies.values():
        for surface in body.names:
            yield surface, Meaning("actor", body.id, "body", body), False
    for source in book.sources.values():
        for role, listed in (("name", source.names), ("weak", source.weak), ("not", source.not_)):
            for surface in listed:
                yield surface, Meaning("source", source.id, role, source), False
    for verb in book.verbs:
        for form in verb_forms(verb.infinitive, verb.stems):
            yield form.surface, Meaning("verb", verb.infinitive, "verb", (verb, form)), False
            if joined := run_together(verb.infinitive, form.surface):
                yield joined, Meaning("verb", verb.infinitive, "verb", (verb, form)), False
            if form.tense == "past" and form.person == "3sg" and not form.negated:  # «وگفت»
                yield f"و{form.surface}", Meaning("verb", verb.infinitive, "verb", (verb, form)), False
        if verb.infinitive.endswith((" کردن", " نمودن")):  # «در این بیانیه تاکید شده است»
            for form in verb_forms(verb.infinitive.rsplit(" ", 1)[0] + " شدن"):
                yield form.surface, Meaning("verb", verb.infinitive, "passive", (verb, form)), False
        for surface in verb.not_:
            yield surface, Meaning("verb", verb.infinitive, "not", None), False
    for phrase in book.phrases.values():
        for surface in phrase.surfaces:
            yield surface, Meaning("phrase", phrase.id, phrase.kind, phrase), False
        for surface in phrase.not_:
            yield surface, Meaning("phrase", phrase.id, "not", None), False
    for name, listed in book.words.items():
        for surface in listed if name not in AROUND_CAPITALS else ():
            yield surface, Meaning("word", name, "word", None), False
    for surface, layer, id, role, entry, inflects in framebook.surfaces(book.frames, book.relations):
        yield surface, Meaning(layer, id, role, entry), inflects
