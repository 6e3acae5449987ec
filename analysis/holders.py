"""Who held an office, where the table of terms alone does not settle it: undated articles, a name in marks beside it."""

import re
from datetime import date
from difflib import SequenceMatcher

from analysis.codebook import Codebook
from analysis.reading import Part, Reading
from analysis.text import fold

_NAME_BEFORE = re.compile(r'[«"] ?([ا-ی]{2,}(?: [ا-ی]{2,}){1,3}) ?[»"] ?[،,]? ?$')
_NAME_AFTER = re.compile(r' ?[،,]? ?[«"] ?([ا-ی]{2,}(?: [ا-ی]{2,}){1,3}) ?[»"]')


def somebody_else(start: int, end: int, part: Part, holder: str, codebook: Codebook) -> bool:
    """Whether a name in marks beside an office is no spelling of its holder's: «راب راستین» سخنگوی پنتاگون is not John Kirby."""
    beside = _NAME_BEFORE.search(part.text, max(0, start - 44), start) or _NAME_AFTER.match(part.text, end)
    actor = codebook.actors.get(holder)
    if beside is None or actor is None:
        return False
    inside = part.starting("actor", beside.start(1), beside.end(1))
    if any(m.role == "name" for h in inside for m in h.meanings):
        return False  # somebody of the codebook, or a state in the name of a thing
    family, whole = beside[1].split()[-1], beside[1].replace(" ", "")
    folded = [fold(name).text for name in actor.names]
    own = {word for name in folded for word in name.split()}
    pairs = [(family, word) for word in own] + [(whole, name.replace(" ", "")) for name in folded]
    return all(SequenceMatcher(None, a, b).ratio() < 0.6 for a, b in pairs)


def contemporary(office: str, of: str, reading: Reading, codebook: Codebook) -> str | None:
    """The holder where the date does not settle it: named in the article, or in office together with most of those it names.

    With a date before all known terms, only who is named.
    """
    named = {
        h.meanings[0].id
        for part in reading.parts
        for h in part.hits.get("actor", ())
        if len(h.meanings) == 1 and h.meanings[0].role == "name" and h.meanings[0].entry.kind == "person"
    }
    terms = codebook.terms_of(office, of)
    here = {t.holder for t in terms if t.holder in named}
    if len(here) == 1:
        return here.pop()
    if reading.day is not None:
        return None
    score: dict[str, int] = {}
    for term in terms:
        a, b = term.from_ or date.min, term.to or date.max
        for who in named:
            held = codebook.terms_held(who)
            score[term.holder] = score.get(term.holder, 0) + any(
                (t.from_ or date.min) <= b and a <= (t.to or date.max) for t in held
            )
    best = sorted(score.items(), key=lambda x: -x[1])
    if best and best[0][1] and (len(best) == 1 or best[0][1] > best[1][1]):
        return best[0][0]
    return None
