"""What kind of source somebody outside the codebook is, by the words beside a name and the bodies that stand there.

In go folded words and where they stand in the part of an article that a `Cast` stands for; out comes a source type, or
nothing where the words do not settle it.
"""

from typing import TYPE_CHECKING

from analysis.source_types import key_by_words, type_by_words
from analysis.speaker_patterns import AFTER_APPOSITION, BODY, IN_PARLIAMENT, ONE_OF, OUTLET_POST

if TYPE_CHECKING:
    from analysis.speakers import Cast


def nobodys(cast: "Cast", phrase: str) -> str:
    """The source type of somebody without a name; «منابع نزدیک به …» are neither of the club nor of the movement."""
    kind = type_by_words(phrase, cast.codebook, "anonymous")
    sources = phrase.startswith(("منابع", "منبع", "یک منبع", "برخی منابع"))
    return "anonymous" if sources and kind not in ("official", "military") else kind


def movement(cast: "Cast", start: int, end: int) -> str:
    """The type of the movement, the world body or the institute that somebody is said to speak for: «سخنگوی جنبش …»."""
    for mention in cast.between(start, end):
        if mention.kind in ("group", "organisation") and mention.resolved_by == "name":
            kind = cast.type_of(mention.actor_id)
            return kind if kind in ("opposition", "international") else ""
    return ""


def heads_outlet(cast: "Cast", start: int, end: int) -> bool:
    """Whether a description names a post at an outlet: «رئیس دفتر الجزیره در بیروت»."""
    return any(
        hit.meanings[0].role == "name" and OUTLET_POST.search(cast.text, start, hit.start)
        for hit in cast.part.starting("source", start, end)
    )


def settled(cast: "Cast", phrase: str, name: str, context: str, rank: bool, at: int) -> str:
    """The source type that the words beside a name settle; empty where they do not."""
    described = phrase[len(name) :] if phrase.startswith(name) and not phrase.startswith("یک ") else phrase
    beside = context[len(phrase) :]
    context = described + AFTER_APPOSITION.split(ONE_OF.sub("", beside, count=1), maxsplit=1)[0]
    end = at + max(len(phrase), len(name) + len(context))
    key = "official.seat" if IN_PARLIAMENT.match(beside) else key_by_words(context, cast.codebook)
    kind = "military" if rank and key != "official.civil" else key.partition(".")[0]
    if (
        not kind
        and (head := type_by_words(phrase, cast.codebook, ""))
        and (head in ("media", "international", "military") or BODY.match(phrase))
    ):
        kind = head  # «شبکه النور لبنان», «انجمن صنفی رانندگان»: no person's name
    if kind not in ("media", "military") and heads_outlet(cast, at, end):
        kind = "media"
    if key != "official.seat" and kind in ("", "official") and (of := movement(cast, at, end)):
        kind = of  # «سخنگوی جهاد اسلامی»
    return kind
