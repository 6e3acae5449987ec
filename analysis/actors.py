"""Who is named: every naming of a state, person, organisation or group, resolved on the article's day.

In goes a `Reading`; out come `Mention`s in text order. A naming is a name, an office («وزیر امور خارجه روسیه», resolved
by the table of terms), a capital standing for a government (metonym), a description («همتای ترک خود») or a pronoun.
The longest span wins; what the text does not settle stays unresolved and is listed by `find_unresolved`.
"""

import re
from bisect import bisect_left
from itertools import accumulate, islice

from analysis.codebook import Codebook, Hit, Meaning
from analysis.offices import (
    APPOSITION,
    Mention,
    body_mention,
    counterpart,
    name_mention,
    office_mention,
    settle_open,
)
from analysis.reading import Part, Reading
from analysis.text import fold

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
    full = _full_names(reading)
    out: list[Mention] = []
    held: dict[str, str] = {}  # «نخست وزیر سابق رژیم صهیونیستی» → who bears it in this article
    named = [(part, _named(part, reading, codebook, full, held)) for part in reading.parts]
    for part, found in named:
        found = settle_open(found, held, codebook, unresolved)
        found += _elliptic(part, found, reading, codebook, out)
        found.sort(key=lambda m: (m.start, -m.end))
        out += found
    if unresolved is not None:
        unresolved += [m for m in out if not m.actor_id]
    return [m for m in out if m.actor_id]


def _full_names(reading: Reading) -> dict[str, int]:
    """Actors whose full name (two words or more, unshared) stands in the article, with its first place."""
    seen: dict[str, int] = {}
    for part in reading.parts:
        for hit in part.hits.get("actor", ()):
            first = hit.meanings[0]
            if first.role == "name" and " " in hit.surface and len(hit.meanings) == 1:
                seen.setdefault(first.id, hit.start)
    return seen


def _named(
    part: Part, reading: Reading, codebook: Codebook, full: dict[str, int], held: dict[str, str]
) -> list[Mention]:
    hits = part.hits.get("actor", [])
    source_ends = {h.end for h in part.hits.get("source", ()) if h.meanings[0].role == "name"}
    out: list[Mention] = []
    used_to = -1
    for i, hit in enumerate(hits):
        if hit.start < used_to:
            continue
        meaning = _choose(hit, i, hits, part, reading, codebook, full)
        if meaning is None or _inside_source(hit, part):
            continue
        mention = None
        if meaning.role in ("office", "full"):
            mention = office_mention(hit, meaning, i, hits, part, reading, codebook, held, out)
        elif meaning.role == "body":
            mention = body_mention(hit, meaning, i, hits, part, reading, codebook)
        elif meaning.role == "metonym" and _ARABIC_SURNAME.match(part.text, hit.end):
            continue  # «ریاض المالکی» is a man
        elif meaning.role == "metonym":
            place = _is_place(hit, part, out, reading)
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


def _choose(hit, i, hits, part, reading, codebook, full) -> Meaning | None:
    """Which of a surface's meanings holds here; None where it is a trap or a weak name without support."""
    meanings = hit.meanings
    if any(m.role == "not" for m in meanings):  # «کالین پاول» is not one Pavel, but is Colin Powell
        barred = {m.id for m in meanings if m.role == "not"}
        meanings = tuple(m for m in meanings if m.id not in barred)
        if not meanings:
            return None
    strong = [m for m in meanings if m.role != "weak"]
    weak = [m for m in meanings if m.role == "weak"]
    if len(strong) == 1 and not weak:
        return strong[0] if strong[0].role != "demonym" else None
    named = [m for m in meanings if m.id in full]
    if named:
        return named[0] if len(named) == 1 else min(named, key=lambda m: abs(full[m.id] - hit.start))
    persons = [m for m in strong if m.role == "name"]
    if persons:
        return persons[0] if len(persons) == 1 else _in_office(persons, reading, codebook)
    others = [m for m in strong if m.role != "demonym"]
    if others:
        return others[0]
    weak = [m for m in weak if _current(m.id, reading, codebook)]
    if weak and _supported(hit, i, hits, part) and not _namesake(hit.surface, weak, reading):
        return weak[0] if len(weak) == 1 else _in_office(weak, reading, codebook)
    return None


_BEFORE_NAME = (
    r"(?:^|[\n«\"،:(]|اقای |خانم |دکتر |مهندس |سردار |الله |الاسلام |المسلمین |سرهنگ |سرتیپ |سرلشکر |استاد |سید |حاج )"
)


def _namesake(surname: str, weak: list[Meaning], reading: Reading) -> bool:
    """Whether somebody else of that family name stands in the article: «محمد جعفری» where the codebook's is Mohammad Ali."""
    own = {w for m in weak for n in m.entry.names for w in fold(n).text.split()}
    pattern = re.compile(rf"{_BEFORE_NAME} ?([^\W\d_]{{2,}}) {re.escape(surname)}(?![^\W_])")
    found = {m[1] for part in reading.parts for m in pattern.finditer(part.text)}
    return bool(found - own - _NO_NAMES)


_NO_NAMES = {
    "اقای",
    "خانم",
    "دکتر",
    "مهندس",
    "سردار",
    "وزیر",
    "رییس",
    "و",
    "به",
    "از",
    "با",
    "که",
    "در",
    "گفت",
    "سرلشکر",
    "امیر",
}


def _current(actor: str, reading: Reading, codebook: Codebook) -> bool:
    """Whether a person may be meant by a family name alone on the day: in office then, or less than two years before."""
    if reading.day is None or not codebook.terms_held(actor):
        return True
    term = codebook.office_on(actor, reading.day)
    return term is not None and (term.to is None or (reading.day - term.to).days < 730)


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


_AFTER_NAME = re.compile(
    r"[»\"]? ?(?:[،,:؛.(]|$|(?:در|به|از|با|برای|طی|ضمن|نیز|هم|همچنین|روز|امروز|دیروز|شامگاه|که|درباره|پس|پیش|این|ان|را|و|بر|تا|اما|همزمان|رفت|امد|بود|است|شد|کرد|داد|دارد|خواست|نیست|می|وارد|وزیر|رییس|نماینده|سخنگوی|عضو|فرمانده)(?![^\W_]))"
)


def _name_ends(part: Part, end: int) -> bool:
    """Whether a name ends here and does not go on: «مقداد گفت», not «مقداد نجف‌نژاد»."""
    return bool(_AFTER_NAME.match(part.text, end)) or bool(part.starting("verb", end + 1, end + 2))


def _supported(hit: Hit, i: int, hits: list[Hit], part: Part) -> bool:
    """A weak name is meant where a title or an office stands beside it, or it opens a headline with a colon."""
    text = part.text
    for word in part.starting("word", hit.start - 80, hit.start):
        if word.end <= hit.start <= word.end + 2 and any(m.id == "title" for m in word.meanings):
            return _name_ends(part, hit.end)
    if part.name == "title" and hit.start == 0 and re.match(r" ?:", text[hit.end :]):
        return True
    sentence, sentence_end = part.sentence_at(hit.start)
    if (
        text[sentence : hit.start].strip(' «"') in ("", "و", "اما", "ولی", "همچنین")
        and _name_ends(part, hit.end)
        and part.starting("verb", sentence + 1, min(sentence_end, hit.end + 90))
    ):
        return True  # «ظریف … گفت»: the subject of a reporting verb
    if re.search(
        r"(?:به (?:گفته|باور|عقیده|اعتقاد|نظر|ادعای)|از (?:نظر|دیدگاه)) $", text[max(0, hit.start - 14) : hit.start]
    ):
        return True
    before = hits[i - 1] if i else None
    if before and any(m.role in ("office", "full", "name") for m in before.meanings):
        if any(m.role in ("office", "full") for m in before.meanings) and APPOSITION.match(
            text[before.end : hit.start]
        ):
            return True
        if (
            i > 1
            and any(m.role == "office" for m in hits[i - 2].meanings)
            and APPOSITION.match(text[before.end : hit.start])
        ):
            return True  # «وزیر خارجه ایران ظریف»
    after = hits[i + 1] if i + 1 < len(hits) else None
    return bool(
        after
        and any(m.role in ("office", "full") for m in after.meanings)
        and APPOSITION.match(text[hit.end : after.start])
    )


# ---------------------------------------------------------------- capitals

# «نشست سه‌جانبه مسکو»: an event named after its place
_EVENT = re.compile(
    r"(?:^| )(?:نشست|اجلاس|کنفرانس|همایش|مذاکرات|توافق|توافقنامه|پروتکل|تفاهم|مجمع) (?:(?:سه جانبه|دوجانبه|دو جانبه|چهارجانبه|چهار جانبه|مشترک|اخیر|دیروز|امروز|سران|امنیتی|اقتصادی|بین المللی|صلح|سیاسی) ){1,2}$"
)


def _is_place(hit: Hit, part: Part, out: list[Mention], reading: Reading) -> bool:
    """Whether a capital is meant as a place: «در تهران», «سفر به مسکو»; not «تهران و آنکارا تاکید کردند»."""
    text = part.text
    sentence_start, sentence_end = part.sentence_at(hit.start)
    words = {(w.start, w.end): {m.id for m in w.meanings} for w in part.starting("word", sentence_start, sentence_end)}
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
    if "place-before" in last and not before.endswith("مذاکرات "):
        return True
    if _EVENT.search(before):
        return True
    if re.search(r"(?:^| )از $", before) and re.match(r" (?:نوشت|گزارش|خبر داد|می نویسد)", after):
        return True  # «سانا از دمشق نوشت»
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
            re.match(r" و | ?[-:،]", after)
            or hit.start == sentence_start
            or before.endswith(("از سوی ", "که ", ": ", "، ", "؛ "))
        )
    return False


# ---------------------------------------------------------------- pronouns, counterparts, «این کشور»


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
