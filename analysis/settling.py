"""What the whole article settles about its speakers: full names, source types, who an unnamed one was."""

import re

from analysis.actors import Mention
from analysis.echoes import is_family_name
from analysis.quotations import Quotation
from analysis.source_types import key_by_words, type_by_words
from analysis.speaker import Known, Speaker, folded_id, other_id
from analysis.speaker_patterns import BODY, MEMBERS, OFFICIAL_PLURAL, ROLE_BEHIND
from analysis.speakers import Cast


def full_names(found: list[Quotation], known: Known, mentions: list[Mention], cast: Cast) -> None:
    """A headline's «نجف‌نژاد» is the «مقداد نجف‌نژاد» of the text; its «خاتمی» the «سید احمد خاتمی» named there."""
    bearers: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.kind == "person" and mention.resolved_by == "name" and " " in mention.entry:
            bearers.setdefault(mention.entry.split()[-1], set()).add(mention.actor_id)
    for quotation in found:
        who = quotation.speaker
        borne = bearers.get(folded_id(who.id), set()) if who.id.startswith("other:") else set()
        if len(borne) == 1:
            actor = borne.pop()
            country = next(m.country for m in mentions if m.actor_id == actor)
            quotation.speaker = who._replace(id=actor, source_type=cast.type_of(actor), country=country)
    _whole_bodies(found, cast)
    written: dict[str, str] = {}
    for quotation in found:
        who = quotation.speaker
        if who.id.startswith("other:") and (
            " " not in who.id or is_family_name(folded_id(who.id), cast.codebook.given)
        ):
            surname = folded_id(who.id)
            full = next((k for n, k in known.others.items() if n.endswith(" " + surname)), None)
            if full:
                quotation.speaker = who._replace(id=full.id, source_type=full.source_type)
                continue
            if surname not in written:
                written[surname] = cast.bearers.full_name(surname)
            if written[surname]:
                quotation.speaker = who._replace(id=written[surname])


def _whole_bodies(found: list[Quotation], cast: Cast) -> None:
    """A body outside the codebook with the state that its naming elsewhere ends in: «شورای رهبری» → «شورای رهبری عراق»."""
    whole: dict[str, str] = {}
    for quotation in found:
        id = quotation.speaker.id
        if not id.startswith("other:") or " " not in id or not BODY.match(folded_id(id)):
            continue
        if id not in whole:
            whole[id] = _with_state(folded_id(id), cast)
        if whole[id]:
            quotation.speaker = quotation.speaker._replace(id=whole[id])


def _with_state(name: str, cast: Cast) -> str:
    """The id by a body's name with the state behind it; empty where the text has none."""
    at = -1
    while (at := cast.text.find(name + " ", at + 1)) >= 0:
        end = at + len(name) + 1
        state = next((m for m in cast.between(end, end + 30) if m.kind == "state" and m.start == end), None)
        if state and state.resolved_by == "name":
            return other_id(cast.part, at, state.end)
    return ""


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
            and not BODY.match(folded_id(who.id))
            and _compatible(who, bearer)
        ):
            quotation.speaker = who._replace(id=bearer.id, source_type=bearer.source_type, country=bearer.country)


def typed(found: list[Quotation], cast: Cast) -> None:
    """The source type of speakers outside the codebook whose first naming did not settle it, by any other in the text."""
    settled = {q.speaker.id: q.speaker.source_type for q in found if q.speaker.source_type}
    for quotation in found:  # «این کارشناس افزود»
        who = quotation.speaker
        words = cast.text[who.start : who.end] if who.part == cast.part.name and who.start >= 0 else ""
        described = who.resolved_by == "description" or words.startswith("این ")
        if described and words and who.start:  # «نماینده جنبش …» with the role that stands before the movement
            words = cast.text[max(0, who.start - 9) : who.start] + words
        if not who.source_type and described and (kind := type_by_words(words, cast.codebook, "")):
            settled.setdefault(who.id, kind)
    for quotation in found:
        who = quotation.speaker
        if not who.source_type:
            if who.id not in settled:
                settled[who.id] = cast.bearers.described_as(folded_id(who.id)) or _by_title(folded_id(who.id), cast)
            quotation.speaker = who._replace(source_type=settled[who.id])
    _without_office(found, cast)


def _without_office(found: list[Quotation], cast: Cast) -> None:
    """Persons of the codebook who hold no office on the day: what the words beside their name tell, be it «این کارشناس»."""
    kinds: dict[str, str] = {}
    for quotation in found:
        who = quotation.speaker
        if who.source_type != "official" or not cast.bears_no_office(who.id):
            continue
        if who.id not in kinds:
            kinds[who.id] = _told_kind(who.id, found, cast)
        if kinds[who.id]:
            quotation.speaker = who._replace(source_type=kinds[who.id])


def _told_kind(id: str, found: list[Quotation], cast: Cast) -> str:
    names = {cast.text[m.start : m.end] for m in cast.mentions if m.actor_id == id and m.resolved_by == "name"}
    for name in sorted(names, key=len, reverse=True):
        if kind := cast.bearers.described_as(name):
            return kind
    for quotation in found:
        who = quotation.speaker
        words = cast.text[who.start : who.end] if who.id == id and who.part == cast.part.name and who.start >= 0 else ""
        if words.startswith("این ") and (kind := type_by_words(words[4:], cast.codebook, "")):
            return kind
    return ""


def _by_title(name: str, cast: Cast) -> str:
    """«دکتر سلمان رفیعی» of whom nothing else is told is heard as an expert."""
    return "expert" if any(f"{title} {name}" in cast.text for title in ("دکتر", "پروفسور")) else "official"


def _some(id: str) -> bool:
    """«یک کارشناس», «يك روزنامه»: an id that only describes."""
    return id.startswith(("other:یک ", "other:يك ", "other:یك ", "other:يک "))


def _one_person(id: str) -> bool:
    """An id that a description of one person can have: somebody unknown, or the body they speak for."""
    return not id.startswith(("joint:", "document:", "anonymous"))


_KEPT = ("expert", "citizen", "military", "media", "opposition", "international")  # what nobody in particular can be
LEADS = 3  # so many quotations at the head of an article may speak of somebody named after them


def settle(found: list[Quotation], cast: Cast) -> list[Quotation]:
    """The unnamed speaker of a lead («یک کارشناس سیاسی خبر داد …») is the person named next."""
    first: dict[str, int] = {}  # who is named where for the first time
    for i, quotation in enumerate(found):
        if quotation.speaker.resolved_by in ("name", "office"):
            first.setdefault(quotation.speaker.id, i)
    for i, quotation in enumerate(found):
        if not _leads(quotation.speaker, i, first, cast):
            continue
        named = (
            (_same_words(found, i, cast) or _named_next(found, i))
            if i < LEADS
            else _named_at_once(found, i, first, cast)
        )
        again = named is not None and named.resolved_by == "name" and first.get(named.id, i) < i
        before = again and not _some(quotation.speaker.id)  # he bears another role
        if named and not before and not _told_by_name(quotation.speaker, named, cast):
            _name(found, i, named)
    for quotation in found:
        who = quotation.speaker
        if _some(who.id):  # nobody was named after all
            civil = key_by_words(folded_id(who.id), cast.codebook) == "official.civil"  # «یک افسر پلیس»
            kind = who.source_type if who.source_type in _KEPT or civil else "anonymous"
            quotation.speaker = who._replace(id="anonymous", source_type=kind)
    return found


_BODY = re.compile(rf"{BODY.pattern}|نیروهای |شهرداری |استانداری ")
_ONE = re.compile(r"(?<![^\W_])یک (?:[^\W_]+ ){0,2}$")  # «یک سخنگوی» before the body spoken for
_SOURCES = ("یک منبع", "منبعی", "منابع", "برخی منابع")


def _leads(who: Speaker, number: int, first: dict[str, int], cast: Cast) -> bool:
    """Whether the speaker of the quotation with this number is only described, and not named before."""
    if who.start >= 0 and (MEMBERS.match(cast.text, who.start) or OFFICIAL_PLURAL.match(cast.text, who.start)):
        return False  # «اعضای کنگره آمریکا» are not the one named next
    named_at = first.get(who.id, number)
    if named_at < number or (who.id.startswith("other:") and named_at != number):
        return False
    if who.resolved_by in ("name", "office", "metonym") and not _some(who.id):
        return False
    unknown = who.id.startswith("other:") and not _BODY.match(folded_id(who.id))  # a body is no person named later
    if who.resolved_by == "description" and cast.text.startswith(_SOURCES, who.start):
        return unknown  # «یک منبع در مجلس … گفت» is not the one named next
    if who.resolved_by == "description" or (who.source_type == "media" and _some(who.id)):
        return unknown or (number < LEADS and who.source_type == "media") or (number == 0 and _one_person(who.id))
    # «رئیس گروه بازرسان خواستار … شد. وی افزود: …»
    gone_on = who.resolved_by in ("pronoun", "dropped") and who.is_person and who.id not in first
    return gone_on and number < LEADS and who.id != "anonymous" and (unknown or number == 0)


def _told_by_name(who: Speaker, named: Speaker, cast: Cast) -> bool:
    """Whether the description itself names somebody: «یک مقام دولت اردوغان» is not Erdoğan; «یک سخنگوی …» is nobody whom
    the text has named already."""
    if who.start < 0:
        return False
    new = cast.text.startswith("یک ", who.start) or _ONE.search(cast.text, max(0, who.start - 30), who.start)
    since = 0 if new else who.start
    return any(m.actor_id == named.id and m.resolved_by == "name" for m in cast.between(since, who.end))


def _same_words(found: list[Quotation], number: int, cast: Cast) -> Speaker | None:
    """Whom the lead's very words mean further on: «معاون استاندار گفت …», later again «معاون استاندار افزود»."""
    who = found[number].speaker
    words = cast.text[who.start : who.end] if who.start >= 0 else ""
    if " " not in words:
        return None
    for later in found[number + 1 :]:
        speaker = later.speaker
        again = speaker.resolved_by == "description" and cast.text[speaker.start : speaker.end] == words
        if again and speaker.id != who.id and speaker.id.startswith("other:") and not _some(speaker.id):
            return speaker
    return None


def _named_next(found: list[Quotation], number: int) -> Speaker | None:
    """Who is named in the next quotations, where the one of this number can be the same."""
    who = found[number].speaker
    media = who.source_type == "media"  # «یک روزنامه آمریکایی» of the lead
    named = next(
        (
            q.speaker
            for q in found[number + 1 : number + 4]
            if q.speaker.resolved_by == "name"
            and (q.speaker.source_type == "media" if media else q.speaker.is_person)
            and (media or q.speaker.source_type not in ("media", "anonymous"))
        ),
        None,
    )
    if named and not who.id.startswith("other:") and not _compatible(who, named):
        return None  # the spokesman of one state is nobody of another
    return named


def _named_at_once(found: list[Quotation], number: int, first: dict[str, int], cast: Cast) -> Speaker | None:
    """«شهردار نیز گفت: …», then «بهمن راستین افزود: …»: a new name without a role of its own."""
    named = found[number + 1].speaker if number + 1 < len(found) else None
    if named is None or named.resolved_by != "name" or first.get(named.id) != number + 1 or named.start < 0:
        return None
    alone = named.id.startswith("other:") and not ROLE_BEHIND.match(cast.text, named.end)
    return named if alone and _compatible(found[number].speaker, named) else None


def _name(found: list[Quotation], number: int, named: Speaker) -> None:
    """The quotation of this number, and those that go on in its voice, get the name."""
    who = found[number].speaker
    told = _some(who.id) and named.source_type == "official" and named.id.startswith("other:")
    if (not named.source_type or told) and who.source_type in ("expert", "citizen", "military"):
        for other in found:  # «یک کارشناس …» tells what the one named is
            if other.speaker.id == named.id:
                other.speaker = other.speaker._replace(source_type=who.source_type)
        named = named._replace(source_type=who.source_type)
    found[number].speaker = named._replace(start=who.start, end=who.end, resolved_by="description")
    for later in found[number + 1 :]:
        speaker = later.speaker
        same = speaker.start == who.start >= 0 or speaker.resolved_by in ("pronoun", "dropped")
        if not same or speaker.id != who.id:
            break
        later.speaker = speaker._replace(id=named.id, source_type=named.source_type, country=named.country)
