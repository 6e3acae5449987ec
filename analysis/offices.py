"""Offices, bodies and counterparts: «وزیر امور خارجه روسیه» is the person who holds the office on the article's day.

In go the codebook's hits of a part; out come `Mention`s of the persons, bodies or states meant. What the table of terms
does not settle, the name beside the office does; what neither settles stays open until the whole article is read.
"""

import re
from dataclasses import dataclass, replace

from analysis.codebook import Codebook, body_id
from analysis.holders import contemporary, somebody_else
from analysis.lexicon import Hit, Meaning
from analysis.reading import Part, Reading


@dataclass(slots=True)
class Mention:
    """A naming: folded span in a part, who is meant and how we know. `actor_id` is empty where it stays open."""

    part: str
    start: int
    end: int
    actor_id: str
    kind: str
    country: str
    resolved_by: str
    entry: str = ""  # the codebook's surface: naming is framing («رژیم صهیونیستی»)
    office: str = ""


# What may stand between an office and its state: «وزیر خارجه [سابق] [جمهوری] …», «رئیس جمهور [رژیم] صهیونیستی»
_LINK = re.compile(
    r"^[ ]?(?:(?:سابق|پیشین|اسبق|وقت|منتخب|موقت|جدید|فعلی|کنونی|اسلامی|ارشد|کشور|دولت|رژیم|ویژه|محترم|عالی)[ ]?){0,3}$"
)
_FORMER = re.compile(r"سابق|پیشین|اسبق")
_THEN = re.compile(r"(?:^| )وقت(?: |$)")
_ELECT = re.compile(r"منتخب")
_THIS_STATE = re.compile(r"^ ?(این کشور|ان کشور|کشور متبوعش|کشورش|کشورمان|کشور ما)(?![^\W_])")
APPOSITION = re.compile(r"^[ «»\"(،,-]{0,4}$")


def name_mention(part: Part, hit: Hit, meaning: Meaning, how: str) -> Mention:
    actor = meaning.entry
    country = actor.id if actor.kind == "state" else actor.country or ""
    return Mention(part.name, hit.start, hit.end, actor.id, actor.kind, country, how, hit.surface)


# ---------------------------------------------------------------- offices and bodies


def _state_after(
    hit: Hit, i: int, hits: list[Hit], part: Part, reading: Reading, out: list[Mention]
) -> tuple[str, int, str]:
    """The state or body that follows an office: (id, end of its span, what stands between)."""
    text = part.text
    if match := _THIS_STATE.match(text[hit.end : hit.end + 24]):
        which = match[1]
        own = "مان" in which or which == "کشور ما"
        state = reading.country or "" if own else _last_state(part, hit.start, out, reading)
        return state, hit.end + match.end(), ""
    for after in hits[i + 1 : i + 4]:
        between = text[hit.end : after.start]
        if len(between) > 40:
            break
        meaning = next((m for m in after.meanings if m.role in ("name", "metonym", "demonym")), None)
        if meaning is None or meaning.entry.kind not in ("state", "organisation", "group"):
            if _LINK.match(between):
                continue
            break
        if _LINK.match(between):
            return meaning.id, after.end, between
        break
    return "", hit.end, ""


def _last_state(part: Part, before: int, out: list[Mention], reading: Reading) -> str:
    """The state last named before a position, for «این کشور»."""
    return next((m.actor_id for m in reversed(out) if m.kind == "state" and m.end <= before), "")


_DEPUTY = re.compile(
    r"(?:^|[ «\"])(?:معاون|معاونان|دستیار|مشاور|جانشین|قایم مقام|فرستاده ویژه|نماینده ویژه|همسر|دفتر|سخنگوی|معاون اول|نایب|دستیار ویژه|رییس دفتر) $"
)


_COUNTED = re.compile(r"(?:^|[\s«])(?:دو|سه|چهار|هر|یک|همه) $")


def office_mention(hit, meaning, i, hits, part, reading, codebook, held, out) -> Mention | None:
    """An office with its state, resolved on the article's day; the person beside it settles what the terms do not."""
    text = part.text
    if meaning.role == "full":
        office, of = meaning.entry
        end, between = hit.end, ""
    else:
        office = meaning.entry
        of, end, between = _state_after(hit, i, hits, part, reading, out)
    if _unnamed(hit, office, end, text, out):
        return _its_body(part, hit.start, end, office, of, codebook)
    if _COUNTED.search(text, max(0, hit.start - 6), hit.start):
        return None  # «دو وزیر خارجه»
    if _DEPUTY.search(text[max(0, hit.start - 16) : hit.start]):
        return _left_state(of, end, i, hits, part)  # «معاون وزیر خارجه روسیه» is not the minister
    around = f" {between} {hit.surface} {text[end : end + 8]}"
    former = bool(_FORMER.search(around) or _THEN.search(between) or _THEN.search(hit.surface))
    key = f"{office.id} {of}{' former' if former else ''}"
    if not of:
        person = _bare_holder(hit, office, i, hits, part, reading, codebook, out)
        if person and somebody_else(hit.start, end, part, person, codebook):
            return None
        return _resolved(part, hit.start, end, person, office, codebook) if person else None
    person = _beside(hit.start, end, i, hits, part, out, of)
    if former:
        holder = person
    elif _ELECT.search(around):
        holder = codebook.next_holder(office.id, of, reading.day) or person
    else:
        holder = codebook.holder(office.id, of, reading.day) if office.unique or meaning.role == "full" else None
        if holder is None and office.unique and not codebook.reaches_back(office.id, of, reading.day):
            holder = contemporary(office.id, of, reading, codebook)
        if person and person != holder:
            holder = person
    if holder and not person and somebody_else(hit.start, end, part, holder, codebook):
        holder = None
    if holder:
        if person:
            held.setdefault(key, holder)
        return _resolved(part, hit.start, end, holder, office, codebook)
    state = _left_state(of, end, i, hits, part)
    # stays open until the whole article is read; `country` keeps where the state's own name begins
    return Mention(
        part.name,
        hit.start,
        end,
        of if state else "",
        "person",
        str(state.start if state else end),
        "open",
        key,
        office.id,
    )


# «سخنگوی وزارت خارجه …، که نخواست نامش فاش شود»
_NAME_KEPT = re.compile(
    r" ?،? ?که (?:خواست )?(?:(?:نامش|نام او|نام وی|به نامش|نامی از)|(?:نخواست|نخواسته|خواسته|مایل نبود) )"
)


def _unnamed(hit: Hit, office, end: int, text: str, out: list[Mention]) -> bool:
    """Whether a spokesman stays without a name: «یک سخنگوی وزارت دفاع ترکیه», and «این سخنگوی …» after that."""
    if not office.id.endswith("-spokesperson"):
        return False
    before = text[max(0, hit.start - 4) : hit.start]
    if before.endswith("یک ") or _NAME_KEPT.match(text, end):
        return True
    return before.endswith("این ") and any(m.office == office.id and m.kind == "organisation" for m in out[-8:])


def _its_body(part: Part, start: int, end: int, office, of: str, codebook: Codebook) -> Mention | None:
    """The body or state for which somebody unnamed speaks; `office` is kept with it."""
    state = codebook.actors.get(of)
    if state is None:
        return None
    body = codebook.bodies.get(
        office.id.removesuffix("-spokesperson").replace("defence-ministry", "ministry-of-defence")
    )
    which = body_id(body, state) if body and state.kind == "state" else of
    kind = state.kind if which == of else "organisation"
    country = of if state.kind == "state" else state.country or ""
    return Mention(part.name, start, end, which, kind, country, "name", part.text[start:end], office.id)


# «انتخاب رئیس‌جمهور», «اختیارات رئیس جمهور»: the office, nobody who holds it
_OFFICE_ONLY = re.compile(
    r"(?:^|[ «\"])(?:انتخاب|انتخابات|نامزد|نامزدی|اختیارات|پست|مقام|سمت|عنوان|جایگاه|منصب|کاندیدای|هر|یک|بدون|تعیین|معرفی|روز|رای به|وظایف|نقش|بعنوان) $"
)
# «رئیس‌جمهور سابق», «رئیس‌جمهور مخلوع»; «وزیر خارجه رژیم پهلوی», «رئیس جمهور ایالت …»
_OF_ANOTHER = re.compile(
    r" (?:محترم )?(?:سابق|پیشین|اسبق|اینده|بعدی|قبلی|منتخب|مخلوع|جدید|احتمالی|وقت|رژیم|ایالت|اقلیم|دولت|کابینه|شاه|پهلوی|دوره|دوران|معزول|مستعفی|یا|های|ها|ی|کشورشان|کشورش|متبوعش|خود)(?![^\W_])"
)


def _bare_holder(
    hit, office, i, hits, part: Part, reading: Reading, codebook: Codebook, out: list[Mention]
) -> str | None:
    """Who is meant by an office without a state: the person beside it, its bearer before, the holder of the state at hand.

    «رئیس جمهور» of an article about Egypt is not that of the outlet's own country: where other states are named and the
    own one is not, the state named last has it; where both are, whichever the sentence names.
    """
    text = part.text
    if person := _beside(hit.start, hit.end, i, hits, part, out, None):
        return person
    if _FORMER.search(hit.surface) or _THEN.search(hit.surface) or _OF_ANOTHER.match(text, hit.end):
        return None
    if _OFFICE_ONLY.search(text[max(0, hit.start - 14) : hit.start]):
        return None
    own = reading.country
    abroad = "" if codebook.states_with(office.id) == {own} else _state_at_hand(hit, part, reading, out)
    borne = next(
        (m.actor_id for m in reversed(out) if m.office == office.id and m.resolved_by != "open"), None
    )  # «رئیس جمهور» again
    if borne:
        return borne
    if not office.unique or not own or re.match(r" [^\W\d_]+ی(?![^\W_])", text[hit.end : hit.end + 20]):
        return None
    return codebook.holder(office.id, abroad or own, reading.day)


def _state_at_hand(hit, part: Part, reading: Reading, out: list[Mention]) -> str:
    """The other state that a bare office belongs to: the last one named, where the outlet's own is not; empty if none."""
    own = reading.country
    sentence, _ = part.sentence_at(hit.start)
    if (speaks := _speaker_before(hit.start, part, out)) and speaks != own:
        return speaks  # a spokesman of the White House: «رئیس‌جمهور تصمیم گرفته است …»
    before = [m for m in out if m.kind == "state"]
    near = [m for m in before if m.start >= sentence]
    if near:
        return "" if any(m.actor_id == own for m in near) else near[-1].actor_id
    named = {
        m.id
        for p in reading.parts
        for h in p.hits.get("actor", ())
        for m in h.meanings
        if m.role in ("name", "metonym")
    }
    return before[-1].actor_id if before and own not in named else ""


def _speaker_before(at: int, part: Part, out: list[Mention]) -> str:
    """The state of whom is quoted in the marks that are open at a place: the last one named before them."""
    text = part.text
    line = text.rfind("\n", 0, at) + 1
    mark = text.rfind("«", line, at)
    if mark < 0 or "»" in text[mark:at] or not text[line:mark].rstrip().endswith((":", "که", "گفت", "افزود")):
        return ""
    said = [m for m in out[-6:] if line <= m.start < mark and m.kind in ("person", "organisation")]
    return said[-1].country if said and len({m.country for m in said}) == 1 else ""


def _resolved(part: Part, start: int, end: int, holder: str, office, codebook: Codebook) -> Mention:
    actor = codebook.actors.get(holder)
    kind, country = (actor.kind, actor.country or "") if actor else ("person", "")
    return Mention(part.name, start, end, holder, kind, country, "office", part.text[start:end], office.id)


def _left_state(of: str, end: int, i: int, hits: list[Hit], part: Part) -> Mention | None:
    """Where an office has no known holder, its state is still named."""
    for after in hits[i + 1 : i + 4]:
        if after.end == end:
            meaning = next((m for m in after.meanings if m.role in ("name", "metonym") and m.id == of), None)
            if meaning:
                return name_mention(part, after, meaning, "name" if meaning.role == "name" else "metonym")
    return None


def _beside(
    start: int, end: int, i: int, hits: list[Hit], part: Part, out: list[Mention], of: str | None
) -> str | None:
    """The person named beside an office: «سرگئی لاوروف وزیر …», «وزیر … سرگئی لاوروف», «"جان کری"، وزیر …»."""
    text = part.text
    if out and out[-1].kind == "person" and out[-1].resolved_by == "name":
        between = text[out[-1].end : start]
        if APPOSITION.match(between) and (not of or out[-1].country == of or not codeless(of)):
            return out[-1].actor_id
    for after in hits[i + 1 : i + 5]:
        if after.start < end:
            continue
        between = text[end : after.start]
        if re.search("[،,]", between) or not APPOSITION.match(between):
            break
        meaning = next((m for m in after.meanings if m.role in ("name", "weak")), None)
        if meaning and meaning.entry.kind == "person":
            return meaning.id
        break
    return None


def codeless(of: str) -> bool:
    """True for a state's id: three capital letters."""
    return len(of) == 3 and of.isupper()


def body_mention(hit, meaning, i, hits, part, reading, codebook) -> Mention | None:
    body = meaning.entry
    of, end, _between = _state_after(hit, i, hits, part, reading, [])
    state = codebook.actors.get(of)
    if state is None or state.kind != "state":
        return None
    after = next((h for h in hits[i + 1 : i + 4] if h.end == end), None)
    adjective = after is not None and not any(m.role in ("name", "metonym") for m in after.meanings)
    if adjective and body.actor == "{state}":
        return None  # «ارتش ترک»: the adjective is no naming
    if body.local and after is not None and not any(m.role == "name" for m in after.meanings):
        return None
    which = body_id(body, state)
    kind = "state" if which == of else "organisation"
    return Mention(part.name, hit.start, end, which, kind, of, "name", part.text[hit.start : end])


def settle_open(
    found: list[Mention], held: dict[str, str], codebook: Codebook, unresolved: list[Mention] | None
) -> list[Mention]:
    """Offices that no term settles: the person who bears the same office elsewhere in the article, else their state."""
    out = []
    for mention in found:
        who = held.get(mention.entry)
        if mention.resolved_by != "open":
            out.append(mention)
        elif who:
            actor = codebook.actors.get(who)
            country = (actor.country or "") if actor else ""
            out.append(replace(mention, actor_id=who, kind="person", country=country, resolved_by="office"))
        else:
            if unresolved is not None:
                unresolved.append(replace(mention, actor_id="", country="", resolved_by="office"))
            if mention.actor_id:
                state = codebook.actors[mention.actor_id]
                country = state.id if state.kind == "state" else state.country or ""
                start = int(mention.country)
                out.append(
                    replace(mention, start=start, kind=state.kind, country=country, resolved_by="name", office="")
                )
    return out
