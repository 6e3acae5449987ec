"""Counterparts: «همتای ترک خود» holds the office of the person named last, in the state of the adjective.

In go the place of the word and the mentions found so far; out comes a `Mention`, or nothing where the office is not known.
"""

import re
from dataclasses import replace

from analysis.codebook import Codebook
from analysis.lexicon import Hit
from analysis.offices import APPOSITION, Mention
from analysis.reading import Part, Reading


def _named_beside(start: int, end: int, of: str, found: list[Mention], part: Part) -> Mention | None:
    """The person of a state who is named right before a counterpart, or right behind it."""
    for mention in found:
        if mention.kind != "person" or mention.resolved_by != "name" or mention.country != of:
            continue
        if mention.end <= start and APPOSITION.match(part.text[mention.end : start]):
            return mention
        if end <= mention.start <= end + 9 and _OWN.fullmatch(part.text[end : mention.start]):
            return mention
    return None


_OWN = re.compile(r" (?:(?:خود|وی|او|خویش|اش) )?[«\"]?")


def _possessed(part: Part, at: int, codebook: Codebook) -> Hit | None:
    """«روسش», «ترکیه‌ای‌اش»: the adjective with the possessor's ending."""
    word = _POSSESSED.match(part.text, at)
    if not word:
        return None
    hit = next((h for h in codebook.match(word[1]).get("actor", ()) if h.start == 0), None)
    return hit._replace(start=at, end=word.end()) if hit else None


_POSSESSED = re.compile(r"([^\W\d_]+?(?: ای)?)(?: اش|ش)(?![^\W_])")


def counterpart(
    start: int, end: int, part: Part, found: list[Mention], reading: Reading, codebook: Codebook
) -> Mention | None:
    """«همتای ترک خود»: the holder of the office that the last named person holds, of the state of the adjective."""
    hit = next(iter(part.starting("actor", end + 1, end + 2)), None) or _possessed(part, end + 1, codebook)
    if hit is None:
        return None
    of = next((m.id for m in hit.meanings if m.role in ("demonym", "name")), None)
    persons = [m for m in found if m.end <= start and m.kind == "person"]
    if of is None or not persons:
        return None
    person = persons[-1]
    beside = _named_beside(start, hit.end, of, found, part)  # «سرگئی لاوروف، همتای روس وی»
    if beside:
        return replace(beside, start=start, end=hit.end, resolved_by="description", entry=part.text[start : hit.end])
    office = next((m.office for m in reversed(persons) if m.actor_id == person.actor_id and m.office), "")
    if not office:
        term = codebook.office_on(person.actor_id, reading.day)
        office = term.office if term else ""
    holder = codebook.holder(office, of, reading.day) if office else None
    if holder is None:
        return None
    end = hit.end
    if more := re.match(r" (?:خود|وی|او|خویش)(?![^\W_])", part.text[end:]):
        end += more.end()
    actor = codebook.actors.get(holder)
    return Mention(
        part.name,
        start,
        end,
        holder,
        "person",
        (actor.country or "") if actor else of,
        "description",
        part.text[start:end],
        office,
    )
