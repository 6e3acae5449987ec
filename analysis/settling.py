"""What the whole article settles about its speakers: full names, source types, who an unnamed one was."""

from dataclasses import replace
from typing import Any

from analysis.actors import Mention
from analysis.quotations import Quotation
from analysis.source_types import type_by_words
from analysis.speaker import Known, Speaker
from analysis.speaker_patterns import BODY
from analysis.speakers import Cast
from analysis.text import fold


def full_names(found: list[Quotation], known: Known, mentions: list[Mention], cast: Cast) -> None:
    """A headline's «نجف‌نژاد» is the «مقداد نجف‌نژاد» of the text; its «خاتمی» the «سید احمد خاتمی» named there."""
    bearers: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.resolved_by == "name" and " " in mention.entry:
            bearers.setdefault(mention.entry.split()[-1], set()).add(mention.actor_id)
    for quotation in found:
        who = quotation.speaker
        borne = bearers.get(fold(who.id[6:]).text, set()) if who.id.startswith("other:") else set()
        if len(borne) == 1:
            actor = borne.pop()
            country = next(m.country for m in mentions if m.actor_id == actor)
            quotation.speaker = replace(who, id=actor, source_type=cast.type_of(actor), country=country)
    written: dict[str, str] = {}
    for quotation in found:
        who = quotation.speaker
        if who.id.startswith("other:") and " " not in who.id:
            surname = fold(who.id[6:]).text
            full = next((k for n, k in known.others.items() if n.endswith(" " + surname)), None)
            if full:
                quotation.speaker = replace(who, id=full.id, source_type=full.source_type)
                continue
            if surname not in written:
                written[surname] = cast.bearers.full_name(surname)
            if written[surname]:
                quotation.speaker = replace(who, id="other:" + written[surname])


def _compatible(lead: Speaker, named: Speaker) -> bool:
    """Whether the one named can be the unnamed one: of the same state where both have one, of the same kind."""
    if lead.country and named.country and lead.country != named.country:
        return False
    kinds = {lead.source_type, named.source_type} - {"", "anonymous"}
    return len(kinds) < 2 or kinds <= {"official", "military", "opposition", "international"}


def title_named(title: list[Quotation], found: list[Quotation]) -> None:
    """Whom a headline describes («استاد دانشگاه وین: …») is the only one whom the text lets speak by name."""
    named = {q.speaker.id: q.speaker for q in found if q.speaker.resolved_by == "name" and q.speaker.is_person}
    if len(named) != 1:
        return
    (bearer,) = named.values()
    for quotation in title:
        who = quotation.speaker
        if (
            who.resolved_by == "description"
            and not who.id.startswith(("document:", "joint:"))
            and _compatible(who, bearer)
        ):
            quotation.speaker = replace(who, id=bearer.id, source_type=bearer.source_type, country=bearer.country)


def typed(found: list[Quotation], cast: Cast) -> None:
    """The source type of speakers outside the codebook whose first naming did not settle it, by any other in the text."""
    settled = {q.speaker.id: q.speaker.source_type for q in found if q.speaker.source_type}
    for quotation in found:  # «این کارشناس افزود»
        who = quotation.speaker
        words = cast.text[who.start : who.end] if who.part == cast.part.name and who.start >= 0 else ""
        described = who.resolved_by == "description" or words.startswith("این ")
        if not who.source_type and described and (kind := type_by_words(words.removeprefix("این "), cast.codebook, "")):
            settled.setdefault(who.id, kind)
    for quotation in found:
        who = quotation.speaker
        if not who.source_type:
            if who.id not in settled:
                settled[who.id] = cast.bearers.described_as(fold(who.id.removeprefix("other:")).text) or "official"
            quotation.speaker = replace(who, source_type=settled[who.id])


def _one_person(id: str) -> bool:
    """An id that a description of one person can have: somebody unknown, or the body they speak for."""
    return not id.startswith(("joint:", "document:", "anonymous"))


def settle(found: list[Quotation], known: Known) -> list[Quotation]:
    """The unnamed speaker of a lead («یک کارشناس سیاسی خبر داد …») is the person named next."""
    for i, quotation in enumerate(found[:3]):
        unknown = (
            quotation.speaker.id.startswith("other:")
            and not BODY.match(  # a body is no person named later
                fold(quotation.speaker.id[6:]).text
            )
        )
        one = quotation.speaker.resolved_by == "description" or (
            quotation.speaker.source_type == "media" and quotation.speaker.id.startswith("other:یک ")
        )
        lead = quotation.speaker.id if quotation.speaker.resolved_by in ("pronoun", "dropped") else ""
        one = one or bool(
            lead
            and quotation.speaker.is_person
            and lead not in {q.speaker.id for q in found if q.speaker.resolved_by in ("name", "office")}
            and lead != "anonymous"
        )
        spoken = any(q.speaker.id == quotation.speaker.id and q.speaker.resolved_by == "name" for q in found[:i])
        if (
            one
            and not spoken
            and (unknown or quotation.speaker.source_type == "media" or (i == 0 and _one_person(quotation.speaker.id)))
        ):
            named = [
                q.speaker for q in found[i + 1 : i + 4]
                if q.speaker.resolved_by == "name" and q.speaker.is_person and q.speaker.source_type not in ("media", "anonymous")
            ]  # fmt: skip
            if quotation.speaker.source_type == "media":  # «یک روزنامه آمریکایی» of the lead
                named = [
                    q.speaker
                    for q in found[i + 1 : i + 4]
                    if q.speaker.source_type == "media" and q.speaker.resolved_by == "name"
                ]
            if not unknown and named and not _compatible(quotation.speaker, named[0]):
                named = []  # the spokesman of one state is nobody of another
            if (
                named
                and not named[0].source_type
                and quotation.speaker.source_type in ("expert", "citizen", "military")
            ):
                bearer, kind = named[0].id, quotation.speaker.source_type  # «یک کارشناس …» tells what the one named is
                for other in found:
                    if other.speaker.id == bearer:
                        other.speaker = replace(other.speaker, source_type=kind)
                named = [replace(named[0], source_type=kind)]
            if named:
                place: dict[str, Any] = {"start": quotation.speaker.start, "end": quotation.speaker.end}
                was = quotation.speaker.id
                quotation.speaker = replace(named[0], **place, resolved_by="description")
                for later in found[i + 1 :]:  # and those that went on in the same unnamed voice
                    if later.speaker.resolved_by in ("pronoun", "dropped") and (
                        later.speaker.id == was or later.speaker.id.startswith("other:")
                    ):
                        later.speaker = replace(
                            later.speaker, id=named[0].id, source_type=named[0].source_type, country=named[0].country
                        )
                    else:
                        break
    for quotation in found:
        who = quotation.speaker
        if who.id.startswith("other:یک "):  # nobody was named after all
            kind = who.source_type if who.source_type in ("expert", "citizen", "military", "media") else "anonymous"
            quotation.speaker = replace(who, id="anonymous", source_type=kind)
    return found
