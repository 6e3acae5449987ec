"""Who is named: every naming of a state, person, organisation or group, resolved on the article's day.

In goes a `Reading`; out come `Mention`s in text order. A naming is a name, an office («وزیر امور خارجه روسیه», resolved
by the table of terms), a capital standing for a government (metonym), a description («همتای ترک خود») or a pronoun.
The longest span wins; what the text does not settle stays unresolved and is listed by `find_unresolved`.
"""

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate, islice

from analysis.capitals import is_place
from analysis.choosing import choose
from analysis.codebook import Codebook
from analysis.counterparts import counterpart
from analysis.echoes import family_name, places, spellings, stands_alone
from analysis.lexicon import Hit
from analysis.offices import (
    Mention,
    body_mention,
    name_mention,
    office_mention,
    settle_open,
)
from analysis.reading import Part, Reading

_ROLE_MORE = re.compile(
    r"(?: (?:ارشد|روس|روسی|ترک|ایرانی|سوری|امریکایی|عراقی|نظامی|بلندپایه|بلند پایه|عالی رتبه)(?![^\W_])){0,2}"
)  # «این مقام ارشد روس»
GUARANTORS = ("IRN", "RUS", "TUR")


_ARABIC_SURNAME = re.compile(r" ال(?!ان |له)[^\W\d_]{3,}")


def find_mentions(reading: Reading, codebook: Codebook, unresolved: list[Mention] | None = None) -> list[Mention]:
    """All mentions in an article, title first, in text order.

    Takes a `Reading` and the codebook; returns `Mention`s with folded spans (see DESIGN.md for the table they become).
    Names in more than one entry go to the actor whose full name stands in the article, else to the one in office on the
    article's day. What stays open (offices without a term, pronouns) is added to `unresolved` where a list is given.
    """
    full = _full_names(reading, codebook)
    out: list[Mention] = []
    held: dict[str, str] = {}  # «نخست وزیر سابق رژیم صهیونیستی» → who bears it in this article
    named = [(part, _named(part, reading, codebook, full, held)) for part in reading.parts]
    families = _families([m for _, found in named for m in found], codebook)
    for part, found in named:
        found = settle_open(found, held, codebook, unresolved)
        found += _echoed(part, found, families)
        found.sort(key=lambda m: (m.start, -m.end))
        found += _elliptic(part, found, reading, codebook, out)
        found.sort(key=lambda m: (m.start, -m.end))
        out += found
    if unresolved is not None:
        unresolved += [m for m in out if not m.actor_id]
    out = [m for m in out if m.actor_id]
    borne = {m.actor_id for m in out if m.resolved_by in ("office", "description") and m.kind == "person"}
    more = [m for part in reading.parts for m in _known_by_office(part, out, borne)]
    order = {part.name: i for i, part in enumerate(reading.parts)}
    return sorted(out + more, key=lambda m: (order[m.part], m.start, -m.end)) if more else out


def _full_names(reading: Reading, codebook: Codebook) -> tuple[dict[str, int], set[str]]:
    """Actors whose full name (two words or more, unshared) stands in the article, with its first place; and the family
    names of the persons among them."""
    seen: dict[str, int] = {}
    families: set[str] = set()
    for part in reading.parts:
        for hit in part.hits.get("actor", ()):
            meant = [m for m in hit.meanings if m.role != "not"]
            first = meant[0] if meant else hit.meanings[0]
            if first.role == "name" and " " in hit.surface and len(meant) == 1:
                if first.id in seen:
                    continue
                seen[first.id] = hit.start
                if first.entry.kind == "person":
                    families.update(spellings(family_name(hit.surface, codebook.no_family)))
    return seen, families


def _families(named: list[Mention], codebook: Codebook) -> dict[str, Mention]:
    """Family names of those named in full in the article, each with who bears it; none that two of them bear."""
    out: dict[str, Mention] = {}
    shared = set()
    for mention in named:
        if (
            mention.kind == "person"
            and mention.resolved_by == "name"
            and (family := family_name(mention.entry, codebook.no_family))
        ):
            for spelling in spellings(family):
                if out.setdefault(spelling, mention).actor_id != mention.actor_id:
                    shared.add(spelling)
    return {family: mention for family, mention in out.items() if family not in shared}


def _echoed(part: Part, found: list[Mention], families: dict[str, Mention]) -> list[Mention]:
    """«الهاشمی» after «طارق الهاشمی»: the bare family name where nothing else is named."""
    spans = sorted((m.start, m.end) for m in found)
    starts = [a for a, _ in spans]
    out = []
    for family, bearer in families.items():
        for start, end in places(part.text, family):
            at = bisect_left(starts, end)
            if (at == 0 or spans[at - 1][1] <= start) and stands_alone(part, start, end):
                out.append(replace(bearer, part=part.name, start=start, end=end, entry=family))
    return out


def _known_by_office(part: Part, found: list[Mention], borne: set[str]) -> list[Mention]:
    """«سفر ظریف به …» where the article calls the man by his office: his family name, though it is a common word too."""
    out: list[Mention] = []
    taken: list[tuple[int, int]] | None = None
    for hit in part.hits.get("actor", ()):
        meaning = hit.meanings[0]
        if meaning.role != "weak" or meaning.id not in borne or len(hit.meanings) > 1 or meaning.entry.kind != "person":
            continue
        taken = taken if taken is not None else [(m.start, m.end) for m in found if m.part == part.name]
        free = all(end <= hit.start or hit.end <= start for start, end in taken)
        if free and stands_alone(part, hit.start, hit.end):
            out.append(name_mention(part, hit, meaning, "name"))
    return out


def _named(
    part: Part, reading: Reading, codebook: Codebook, full: tuple[dict[str, int], set[str]], held: dict[str, str]
) -> list[Mention]:
    hits = part.hits.get("actor", [])
    source_ends = {h.end for h in part.hits.get("source", ()) if h.meanings[0].role == "name"}
    out: list[Mention] = []
    used_to = -1
    for i, hit in enumerate(hits):
        if hit.start < used_to:
            continue
        meaning = choose(hit, i, hits, part, reading, codebook, full)
        if meaning is None or _inside_source(hit, part):
            continue
        mention = None
        if meaning.role in ("office", "full"):
            mention = office_mention(hit, meaning, i, hits, part, reading, codebook, held, out)
        elif meaning.role == "body":
            mention = body_mention(hit, meaning, i, hits, part, reading, codebook)
        elif meaning.role == "metonym" and hit.surface in codebook.given and _ARABIC_SURNAME.match(part.text, hit.end):
            continue  # «ریاض المالکی» is a man
        elif meaning.role == "metonym":
            place = is_place(hit, part, out, reading, codebook)
            mention = name_mention(part, hit, meaning, "metonym")
            if place:
                mention.kind = "place"
        elif meaning.role in ("name", "weak"):
            if meaning.entry.kind == "state" and hit.start - 1 in source_ends:
                continue  # «خبرگزاری اینترفکس روسیه»
            mention = name_mention(part, hit, meaning, "name")
        if mention:
            out.append(mention)
            used_to = mention.end
    return out


def _inside_source(hit: Hit, part: Part) -> bool:
    """Whether a name is but a piece of an outlet's: «ایران» in «روزنامه ایران فردا»."""
    source = part.covering("source", hit.start)
    if source is None or source.meanings[0].role != "name" or hit.end > source.end:
        return False
    return (hit.start, hit.end) != (source.start, source.end)


# ---------------------------------------------------------------- pronouns, counterparts, «این کشور»


_POINTING = ("pronoun", "ellipsis", "counterpart")


def _elliptic(
    part: Part, found: list[Mention], reading: Reading, codebook: Codebook, before: list[Mention]
) -> list[Mention]:
    text = part.text
    out: list[Mention] = []
    taken = sorted((m.start, m.end) for m in found)
    starts = [a for a, _ in taken]
    reach = list(accumulate((b for _, b in taken), max))  # how far the mentions up to here reach

    def free(a: int, b: int) -> bool:
        at = bisect_left(starts, b)
        return at == 0 or reach[at - 1] <= a

    for hit in part.hits.get("word", ()):
        if len(hit.meanings) == 1 and hit.meanings[0].id not in _POINTING:
            continue  # nearly all
        kinds = {m.id for m in hit.meanings}
        if "pronoun" in kinds:
            more = _ROLE_MORE.match(text, hit.end)
            end = more.end() if more else hit.end
            who = _antecedent(hit.start, found, part)
            actor, country = (who.actor_id, who.country) if who else ("", "")
            mention = Mention(part.name, hit.start, end, actor, "person", country, "pronoun", text[hit.start : end])
        elif "ellipsis" in kinds:
            which = _states_meant(text[hit.start : hit.end], hit.start, found, reading, part)
            one = which if len(which) == 3 else ""
            kind = "state" if one else "group"
            mention = Mention(part.name, hit.start, hit.end, which, kind, one, "pronoun", text[hit.start : hit.end])
        elif "counterpart" in kinds:
            same = counterpart(hit.start, hit.end, part, found, reading, codebook)
            if same is None:
                continue
            mention = same
        else:
            continue
        if free(mention.start, mention.end):
            out.append(mention)
    return out


def _antecedent(position: int, found: list[Mention], part: Part) -> Mention | None:
    """The person a pronoun means: the last person who opened a sentence before it in the same or the last paragraph."""
    before = (
        m for m in reversed(found)
        if m.end <= position and m.kind == "person" and m.resolved_by in ("name", "office")
    )  # fmt: skip
    persons = list(islice(before, 6))
    if not persons:
        return None
    for mention in persons:
        start, _ = part.sentence_at(mention.start)
        if mention.start - start <= 60:
            return mention
    return persons[0]


def _states_meant(words: str, start: int, found: list[Mention], reading: Reading, part: Part) -> str:
    """The states that «این کشور», «سه کشور», «دو طرف» mean, as an id; empty where the text does not settle it."""
    if "ضامن" in words:
        return "joint:IRN+RUS+TUR"
    before = [m for m in found if m.end <= start and m.kind == "state"]
    if words == "کشورمان":
        return reading.country or ""
    if words == "این کشور":
        return before[-1].actor_id if before else ""
    if "سه" in words:
        three = _named_together(before, part.text) or _all_guarantors(part)
        return "joint:" + "+".join(sorted(three)) if three else ""
    two = list(dict.fromkeys(m.actor_id for m in reversed(before)))[:2]
    return "joint:" + "+".join(sorted(two)) if len(two) == 2 else ""


def _named_together(states: list[Mention], text: str) -> list[str]:
    """The last three states that were named in one breath: «ایران، روسیه و ترکیه»."""
    run: list[Mention] = []
    for mention in reversed(states):
        if run and not re.fullmatch(r" ?(?:،|,|و)(?: و)? ?", text[mention.end : run[-1].start]):
            if len({m.actor_id for m in run}) == 3:
                break
            run = []
        run.append(mention)
    ids = {m.actor_id for m in run}
    return list(ids) if len(ids) == 3 else []


def _all_guarantors(part: Part) -> tuple[str, ...]:
    named = {m.id for hit in part.hits.get("actor", ()) for m in hit.meanings}
    return GUARANTORS if named.issuperset(GUARANTORS) else ()


def mention_rows(reading: Reading, mentions: list[Mention]) -> list[dict[str, object]]:
    """Rows of the `mentions` table: spans in the text as published."""
    rows = []
    parts = {part.name: part for part in reading.parts}
    for row in mentions:
        part = parts[row.part]
        start, end = part.folded.span(row.start, row.end)
        rows.append({
            "article_id": reading.article_id, "part": row.part, "start": start, "end": end,
            "surface": part.folded.original[start:end], "actor_id": row.actor_id, "kind": row.kind,
            "country": row.country, "resolved_by": row.resolved_by, "entry": row.entry, "office": row.office,
            "sentence": part.sentence_number(row.start),
        })  # fmt: skip
    return rows
