"""Who is named: every naming of a state, person, organisation or group, resolved on the article's day.

In goes a `Reading`; out come `Mention`s in text order. A naming is a name, an office («وزیر امور خارجه روسیه», resolved
by the table of terms), a capital standing for a government (metonym), a description («همتای ترک خود») or a pronoun.
The longest span wins; what the text does not settle stays unresolved and is listed by `find_unresolved`.
"""

import re
from dataclasses import dataclass, replace

from analysis.codebook import Codebook, Hit, Meaning, body_id
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
_APPOSITION = re.compile(r"^[ «»\"(،,-]{0,4}$")
_COUNTERPART = re.compile(r"(?<![^\W_])(همتای|همتایان) ")
_PRONOUN = re.compile(
    r"(?<![^\W_])(?:وی|او|ایشان|نامبرده|مشارالیه|این (?:مقام|دیپلمات|وزیر|سیاستمدار|مسیول|نماینده|فرمانده|سخنگو|کارشناس)"
    r"(?: (?:ارشد|روس|روسی|ترک|ایرانی|سوری|امریکایی|عراقی|نظامی|بلندپایه|بلند پایه|عالی رتبه)){0,2})(?![^\W_])"
)
_ELLIPSIS = re.compile(
    r"(?<![^\W_])(?:این کشور|کشورمان|دو کشور|سه کشور|هر سه کشور|این سه کشور|این دو کشور|کشورهای ضامن|کشور های ضامن|"
    r"ضامنان روند استانه|دو طرف|سه طرف|طرفین|سران سه کشور|وزرای خارجه سه کشور|روسای جمهور سه کشور)(?![^\W_])"
)
GUARANTORS = ("IRN", "RUS", "TUR")


def find_mentions(reading: Reading, codebook: Codebook) -> list[Mention]:
    """All mentions in an article, title first, in text order.

    Takes a `Reading` and the codebook; returns `Mention`s with folded spans (see DESIGN.md for the table they become).
    Names in more than one entry go to the actor whose full name stands in the article, else to the one in office on the
    article's day.
    """
    full = _full_names(reading)
    out: list[Mention] = []
    held: dict[str, str] = {}  # «نخست وزیر سابق رژیم صهیونیستی» → who bears it in this article
    named = [(part, _named(part, reading, codebook, full, held)) for part in reading.parts]
    for part, found in named:
        found = _settle_open(found, held, codebook)
        found += _elliptic(part, found, reading, codebook, out)
        found.sort(key=lambda m: (m.start, -m.end))
        out += found
    return out


def _full_names(reading: Reading) -> dict[str, int]:
    """Actors whose full name (two words or more, unshared) stands in the article, with its first place."""
    seen: dict[str, int] = {}
    for part in reading.parts:
        for hit in part.hits.get("actor", ()):
            first = hit.meanings[0]
            if first.role == "name" and " " in hit.surface and len(hit.meanings) == 1:
                seen.setdefault(first.id, hit.start)
    return seen


def _settle_open(found: list[Mention], held: dict[str, str], codebook: Codebook) -> list[Mention]:
    """Offices that no term settles: the person who bears the same office elsewhere in the article, else their state."""
    out = []
    for mention in found:
        if mention.resolved_by != "open":
            out.append(mention)
        elif who := held.get(mention.entry):
            actor = codebook.actors.get(who)
            out.append(
                replace(
                    mention,
                    actor_id=who,
                    kind="person",
                    country=(actor.country or "") if actor else "",
                    resolved_by="office",
                )
            )
        elif mention.actor_id:
            start = int(mention.country)
            state = codebook.actors[mention.actor_id]
            out.append(
                replace(
                    mention,
                    start=start,
                    kind=state.kind,
                    country=state.id if state.kind == "state" else state.country or "",
                    resolved_by="name",
                    office="",
                )
            )
    return out


def _named(
    part: Part, reading: Reading, codebook: Codebook, full: dict[str, int], held: dict[str, str]
) -> list[Mention]:
    hits = part.hits.get("actor", [])
    sources = {(h.start, h.end) for h in part.hits.get("source", ()) if h.meanings[0].role == "name"}
    source_ends = {h.end for h in part.hits.get("source", ()) if h.meanings[0].role != "not"}
    out: list[Mention] = []
    used_to = -1
    for i, hit in enumerate(hits):
        if hit.start < used_to:
            continue
        meaning = _choose(hit, i, hits, part, reading, codebook, full)
        if meaning is None or any(
            a <= hit.start and hit.end <= b and (a, b) != (hit.start, hit.end) for a, b in sources
        ):
            continue
        mention = None
        if meaning.role in ("office", "full"):
            mention = _office(hit, meaning, i, hits, part, reading, codebook, held, out)
        elif meaning.role == "body":
            mention = _body(hit, meaning, i, hits, part, reading, codebook)
        elif meaning.role == "metonym":
            place = _is_place(hit, part, out, reading)
            mention = _mention(part, hit, meaning, "metonym")
            if place:
                mention.kind = "place"
        elif meaning.role in ("name", "weak"):
            if meaning.entry.kind == "state" and hit.start - 1 in source_ends:
                continue  # «خبرگزاری اینترفکس روسیه»
            mention = _mention(part, hit, meaning, "name")
        if mention:
            out.append(mention)
            used_to = mention.end
    return out


def _mention(part: Part, hit: Hit, meaning: Meaning, how: str) -> Mention:
    actor = meaning.entry
    country = actor.id if actor.kind == "state" else actor.country or ""
    return Mention(part.name, hit.start, hit.end, actor.id, actor.kind, country, how, hit.surface)


def _choose(hit, i, hits, part, reading, codebook, full) -> Meaning | None:
    """Which of a surface's meanings holds here; None where it is a trap or a weak name without support."""
    if any(m.role == "not" for m in hit.meanings):
        return None
    strong = [m for m in hit.meanings if m.role != "weak"]
    weak = [m for m in hit.meanings if m.role == "weak"]
    if len(strong) == 1 and not weak:
        return strong[0] if strong[0].role != "demonym" else None
    named = [m for m in hit.meanings if m.id in full]
    if named:
        return named[0] if len(named) == 1 else min(named, key=lambda m: abs(full[m.id] - hit.start))
    persons = [m for m in strong if m.role == "name"]
    if persons:
        return persons[0] if len(persons) == 1 else _in_office(persons, reading, codebook)
    others = [m for m in strong if m.role != "demonym"]
    if others:
        return others[0]
    if weak and _supported(hit, i, hits, part):
        return weak[0] if len(weak) == 1 else _in_office(weak, reading, codebook)
    return None


def _in_office(meanings: list[Meaning], reading: Reading, codebook: Codebook) -> Meaning:
    """Of persons who share a surname, the one in office on the day; else the last before it; else the first listed."""
    if reading.day is None:
        return meanings[0]
    ranked = []
    for order, meaning in enumerate(meanings):
        term = codebook.office_on(meaning.id, reading.day)
        if term is None:
            ranked.append((2, 0, order))
        elif term.to is None or term.to >= reading.day:
            ranked.append((0, 0, order))
        else:
            ranked.append((1, (reading.day - term.to).days, order))
    return meanings[min(ranked)[2]]


def _supported(hit: Hit, i: int, hits: list[Hit], part: Part) -> bool:
    """A weak name is meant where a title or an office stands beside it, or it opens a headline with a colon."""
    text = part.text
    for word in part.hits.get("word", ()):
        if word.end <= hit.start <= word.end + 2 and any(m.id == "title" for m in word.meanings):
            return True
        if word.start > hit.start:
            break
    if part.name == "title" and hit.start == 0 and re.match(r" ?:", text[hit.end :]):
        return True
    sentence, sentence_end = part.sentence_at(hit.start)
    if text[sentence : hit.start].strip(' «"') in ("", "و", "اما", "ولی", "همچنین") and any(
        sentence < v.start < min(sentence_end, hit.end + 90) for v in part.hits.get("verb", ())
    ):
        return True  # «ظریف … گفت»: the subject of a reporting verb
    if re.search(
        r"(?:به (?:گفته|باور|عقیده|اعتقاد|نظر|ادعای)|از (?:نظر|دیدگاه)) $", text[max(0, hit.start - 14) : hit.start]
    ):
        return True
    before = hits[i - 1] if i else None
    if before and any(m.role in ("office", "full", "name") for m in before.meanings):
        if any(m.role in ("office", "full") for m in before.meanings) and _APPOSITION.match(
            text[before.end : hit.start]
        ):
            return True
        if (
            i > 1
            and any(m.role == "office" for m in hits[i - 2].meanings)
            and _APPOSITION.match(text[before.end : hit.start])
        ):
            return True  # «وزیر خارجه ایران ظریف»
    after = hits[i + 1] if i + 1 < len(hits) else None
    return bool(
        after
        and any(m.role in ("office", "full") for m in after.meanings)
        and _APPOSITION.match(text[hit.end : after.start])
    )


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
    focal = [m for m in out if m.kind == "state" and m.end <= before]
    return focal[-1].actor_id if focal else ""


_DEPUTY = re.compile(
    r"(?:^|[ «\"])(?:معاون|معاونان|دستیار|مشاور|جانشین|قایم مقام|فرستاده ویژه|نماینده ویژه|همسر|دفتر|سخنگوی|معاون اول|نایب|دستیار ویژه|رییس دفتر) $"
)


def _office(hit, meaning, i, hits, part, reading, codebook, held, out) -> Mention | None:
    """An office with its state, resolved on the article's day; the person beside it settles what the terms do not."""
    text = part.text
    if meaning.role == "full":
        office, of = meaning.entry
        end, between = hit.end, ""
    else:
        office = meaning.entry
        of, end, between = _state_after(hit, i, hits, part, reading, out)
    if re.search(r"(?:^|[ «])(?:دو|سه|چهار|هر|یک|همه) $", text[max(0, hit.start - 6) : hit.start]):
        return None  # «دو وزیر خارجه»
    if _DEPUTY.search(text[max(0, hit.start - 16) : hit.start]):
        return _left_state(of, end, i, hits, part)  # «معاون وزیر خارجه روسیه» is not the minister
    around = f" {between} {text[end : end + 8]}"
    former = bool(_FORMER.search(around) or _THEN.search(between))
    key = f"{office.id} {of}{' former' if former else ''}"
    if not of:
        person = _beside(hit.start, end, i, hits, part, out, None)
        if person is None:
            person = next((m.actor_id for m in reversed(out) if m.office == office.id), None)  # «رئیس جمهور» again
        if person is None and reading.country and not re.match(r" [^\W\d_]+ی(?![^\W_])", text[end : end + 20]):
            person = codebook.holder(office.id, reading.country, reading.day) if office.unique else None
        return _resolved(part, hit.start, end, person, office, codebook) if person else None
    person = _beside(hit.start, end, i, hits, part, out, of)
    if former:
        holder = person
    elif _ELECT.search(around):
        holder = codebook.next_holder(office.id, of, reading.day) or person
    else:
        holder = codebook.holder(office.id, of, reading.day) if office.unique or meaning.role == "full" else None
        if person and person != holder:
            holder = person
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
                return _mention(part, after, meaning, "name" if meaning.role == "name" else "metonym")
    return None


def _beside(
    start: int, end: int, i: int, hits: list[Hit], part: Part, out: list[Mention], of: str | None
) -> str | None:
    """The person named beside an office: «سرگئی لاوروف وزیر …», «وزیر … سرگئی لاوروف», «"جان کری"، وزیر …»."""
    text = part.text
    if out and out[-1].kind == "person" and out[-1].resolved_by == "name":
        between = text[out[-1].end : start]
        if _APPOSITION.match(between) and (not of or out[-1].country == of or not codeless(of)):
            return out[-1].actor_id
    for after in hits[i + 1 : i + 5]:
        if after.start < end:
            continue
        between = text[end : after.start]
        if re.search("[،,]", between) or not _APPOSITION.match(between):
            break
        meaning = next((m for m in after.meanings if m.role in ("name", "weak")), None)
        if meaning and meaning.entry.kind == "person":
            return meaning.id
        break
    return None


def codeless(of: str) -> bool:
    """True for a state's id: three capital letters."""
    return len(of) == 3 and of.isupper()


def _body(hit, meaning, i, hits, part, reading, codebook) -> Mention | None:
    body = meaning.entry
    of, end, _between = _state_after(hit, i, hits, part, reading, [])
    state = codebook.actors.get(of)
    if state is None or state.kind != "state":
        return None
    after = next((h for h in hits[i + 1 : i + 4] if h.end == end), None)
    adjective = after is not None and not any(m.role in ("name", "metonym") for m in after.meanings)
    if adjective and body.actor == "{state}":
        return None  # «ارتش ترک»: the adjective is no naming
    which = body_id(body, state)
    kind = "state" if which == of else "organisation"
    return Mention(part.name, hit.start, end, which, kind, of, "name", part.text[hit.start : end])


# ---------------------------------------------------------------- capitals

_BEFORE = re.compile(r"([^\W_]+(?: [^\W_]+)?) $")


def _is_place(hit: Hit, part: Part, out: list[Mention], reading: Reading) -> bool:
    """Whether a capital is meant as a place: «در تهران», «سفر به مسکو»; not «تهران و آنکارا تاکید کردند»."""
    text = part.text
    sentence_start, sentence_end = part.sentence_at(hit.start)
    words = {
        (w.start, w.end): {m.id for m in w.meanings}
        for w in part.hits.get("word", ())
        if sentence_start <= w.start < sentence_end
    }
    last = {name for (a, b), names in words.items() if b + 1 == hit.start for name in names}
    after = text[hit.end : hit.end + 12]
    previous = out[-1] if out else None
    if (
        previous
        and previous.resolved_by == "metonym"
        and re.fullmatch(r" ?[،,] ?| و | - |-", text[previous.end : hit.start])
    ):
        return previous.kind == "place"
    before = text[max(sentence_start, hit.start - 60) : hit.start]
    if "place-before" in last and not before.endswith(("مذاکرات ", "بیانیه ")):
        return True
    if any("place-after" in names for (a, b), names in words.items() if a == hit.end + 1):
        return True
    if re.search(r"(?:^|[ (])(?:به|از|تا) $", before):
        near = text[max(sentence_start, hit.start - 45) : min(sentence_end, hit.end + 45)]
        lo = max(sentence_start, hit.start - 45)
        if any("motion" in names and lo <= a < lo + len(near) for (a, b), names in words.items()):
            return True
        return bool(re.search(r"(?:گزارش|نقل|خبرنگار)[^،:]{0,40} از $", before))
    if "state-before" in last:
        return False
    if text[max(0, hit.start - 1) : hit.start] in ("(", "-") and re.match(r" ?[)-]", after):
        return True
    own = hit.meanings[0].id == reading.country
    if own:
        return not (
            re.match(r" و | ?[-:،]", after) or hit.start == sentence_start or before.endswith(("از سوی ", "که "))
        )
    return False


# ---------------------------------------------------------------- pronouns, counterparts, «این کشور»


def _elliptic(
    part: Part, found: list[Mention], reading: Reading, codebook: Codebook, before: list[Mention]
) -> list[Mention]:
    text = part.text
    out: list[Mention] = []
    taken = [(m.start, m.end) for m in found]

    def free(a: int, b: int) -> bool:
        return all(y <= a or b <= x for x, y in taken)

    for match in _PRONOUN.finditer(text):
        if free(*match.span()):
            who = _antecedent(match.start(), found, part)
            out.append(
                Mention(
                    part.name,
                    *match.span(),
                    who.actor_id if who else "",
                    "person",
                    who.country if who else "",
                    "pronoun",
                    match[0],
                )
            )
    for match in _ELLIPSIS.finditer(text):
        if free(*match.span()):
            which = _states_meant(match, found, reading)
            out.append(
                Mention(
                    part.name,
                    *match.span(),
                    which,
                    "state" if len(which) == 3 else "group",
                    which if len(which) == 3 else "",
                    "pronoun",
                    match[0],
                )
            )
    for match in _COUNTERPART.finditer(text):
        mention = _counterpart(match, part, found, reading, codebook)
        if mention and free(mention.start, mention.end):
            out.append(mention)
    return out


def _antecedent(position: int, found: list[Mention], part: Part) -> Mention | None:
    """The person a pronoun means: the last person who opened a sentence before it in the same or the last paragraph."""
    persons = [m for m in found if m.end <= position and m.kind == "person" and m.resolved_by in ("name", "office")]
    if not persons:
        return None
    for mention in reversed(persons[-6:]):
        start, _ = part.sentence_at(mention.start)
        if mention.start - start <= 60:
            return mention
    return persons[-1]


def _states_meant(match: re.Match[str], found: list[Mention], reading: Reading) -> str:
    words = match[0]
    if "ضامن" in words:
        return "joint:IRN+RUS+TUR"
    states: list[str] = []
    for mention in reversed([m for m in found if m.end <= match.start() and m.kind == "state"]):
        if mention.actor_id not in states:
            states.append(mention.actor_id)
    if words == "کشورمان":
        return reading.country or ""
    if words == "این کشور":
        return states[0] if states else ""
    wanted = 3 if "سه" in words else 2
    if len(states) >= wanted:
        if wanted == 3 and set(states[:3]) != set(GUARANTORS):
            return ""
        return "joint:" + "+".join(sorted(states[:wanted]))
    return ""


def _counterpart(
    match: re.Match[str], part: Part, found: list[Mention], reading: Reading, codebook: Codebook
) -> Mention | None:
    """«همتای ترک خود»: the holder of the office that the last named person holds, of the state of the adjective."""
    if match[1] == "همتایان":
        return None
    hit = next((h for h in part.hits.get("actor", ()) if h.start == match.end()), None)
    if hit is None:
        return None
    of = next((m.id for m in hit.meanings if m.role in ("demonym", "name")), None)
    persons = [m for m in found if m.end <= match.start() and m.kind == "person"]
    if of is None or not persons:
        return None
    person = persons[-1]
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
        match.start(),
        end,
        holder,
        "person",
        (actor.country or "") if actor else of,
        "description",
        part.text[match.start() : end],
        office,
    )


def mention_rows(reading: Reading, mentions: list[Mention]) -> list[dict[str, object]]:
    """Rows of the `mentions` table: spans in the text as published."""
    rows = []
    folded = {part.name: part.folded for part in reading.parts}
    for mention in mentions:
        start, end = folded[mention.part].span(mention.start, mention.end)
        row = replace(mention)
        rows.append({
            "article_id": reading.article_id, "part": row.part, "start": start, "end": end,
            "surface": folded[row.part].original[start:end], "actor_id": row.actor_id, "kind": row.kind,
            "country": row.country, "resolved_by": row.resolved_by, "entry": row.entry, "office": row.office,
        })  # fmt: skip
    return rows
