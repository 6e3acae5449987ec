"""What stands around a cue: the states named in its sentence, a negation, the speaker whose words it is in.

In go a part of a `Reading` with its mentions; the answers are read by `framing.py` and `relations.py`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from analysis.actors import Mention
from analysis.lexicon import Hit
from analysis.reading import Part
from analysis.signals import needed

FOCAL = ("IRN", "RUS", "TUR")
LONG = 600  # characters: a longer sentence is a list or lacks its full stops; words further apart say nothing together
BLOCK = 1500  # characters: a longer paragraph is a text that lost its line breaks


class Named:
    """Which states are named in each sentence and paragraph of a part, and in the whole article."""

    def __init__(self, part: Part, mentions: list[Mention], whole: set[str]):
        self.part = part
        self.article = whole
        self._sentences = [a for a, _ in part.sentences]
        self._paragraphs = [a for a, _ in part.paragraphs]
        self.mentions: dict[int, list[Mention]] = defaultdict(list)
        self.places: dict[int, list[Mention]] = defaultdict(list)  # «به تهران سفر کرد»: the city, not the government
        self._in_sentence: dict[int, set[str]] = defaultdict(set)
        self._in_paragraph: dict[int, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.part != part.name:
                continue
            if mention.kind == "place":
                self.places[self.sentence(mention.start)].append(mention)
            else:
                self.mentions[self.sentence(mention.start)].append(mention)
                self._add(mention.start, states_of(mention))
        for hit in part.hits.get("actor", ()):
            if hit.meanings[0].role == "demonym":  # «نیروهای آمریکایی»
                self._add(hit.start, {hit.meanings[0].id})

    @cached_property
    def _near(self) -> dict[int, list[tuple[int, int, str]]]:
        near: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        number, last, starts = 0, len(self._sentences) - 1, self._sentences
        for start, end, meanings, _ in self.part.hits.get("near", ()):
            while number < last and starts[number + 1] <= start:
                number += 1
            near[number] += [(start, end, meaning.id) for meaning in meanings]
        return near

    def _add(self, position: int, states: set[str]) -> None:
        self._in_sentence[self.sentence(position)] |= states
        self._in_paragraph[self.paragraph(position)] |= states

    def sentence(self, position: int) -> int:
        """Number of the sentence that holds a position."""
        at = bisect_right(self._sentences, position)
        return at - 1 if at else 0

    def by_sentence(self) -> Iterable[tuple[int, set[str]]]:
        """Sentences that name states, by name or adjective, with these states."""
        return self._in_sentence.items()

    def paragraph(self, position: int) -> int:
        """Number of the paragraph that holds a position."""
        at = bisect_right(self._paragraphs, position)
        return at - 1 if at else 0

    def states(self, position: int, within: str = "sentence") -> set[str]:
        """States named in the sentence, paragraph or article of a position."""
        if within == "article":
            return self.article
        if within == "paragraph":
            number = self.paragraph(position)
            start, end = self.part.paragraphs[number] if self.part.paragraphs else (0, 0)
            if end - start <= BLOCK:
                return self._in_paragraph.get(number, set())
            at = self.sentence(position)  # a page without line breaks: the sentence and its neighbours
            return set().union(*(self._in_sentence.get(i, set()) for i in (at - 1, at, at + 1)))
        return self._in_sentence.get(self.sentence(position), set())

    def words(self, number: int, words: frozenset[str]) -> list[tuple[int, int]]:
        """Spans of these words in a sentence, in order."""
        return [(start, end) for start, end, word in self._near.get(number, ()) if word in words]

    def beside(self, hit: Hit, words: frozenset[str], reach: int) -> bool:
        """Whether one of the words stands in the hit's sentence, outside it and at most `reach` characters off."""
        a, b = hit.start, hit.end
        reach = reach or LONG
        here = self._near.get(self.sentence(a), [])
        for i in range(bisect_left(here, (a - reach - 30,)), len(here)):
            start, end, word = here[i]
            if start > b + reach:
                return False
            if word in words and (end <= a or start >= b) and end >= a - reach:
                return True
        return False


def states_of(mention: Mention) -> set[str]:
    if mention.actor_id.startswith("joint:"):
        return {x for x in mention.actor_id[6:].split("+") if len(x) == 3}
    return {mention.country} if mention.country else set()


_NEGATED_BEFORE = re.compile(
    r"(?:^|[ «\"(])(?:بی |(?:نه|بدون|عدم|فاقد|هیچ|هیچگونه|هیچ گونه|به اصطلاح|باصطلاح|تکذیب|نبود|فقدان|رد) (?:[^\W_]+ )?|(?:شایعه|شایعات|ادعای|ادعاهای|نخواهد|نخواهند|نخواهیم) )$"
)
_NEGATED_AFTER = re.compile(
    # «… وجود ندارد», «… را تکذیب کرد»: some words on; «… نکرد»: at once
    r" (?:[^\W_]+ ){0,8}?(?:(?:را )?(?:رد|تکذیب|نفی) (?:کرد|کردند|کرده|می)|وجود نداشته|وجود ندارد|وجود نداشت|در کار نیست|نخواهد بود)(?![^\W_])"
    # «دخالتی نیست», «اختلافی با مسکو ندارد»: at once, or with whom and where between; not «فشار حداکثری کار آسانی نیست»
    r"| (?:[^\W_]+ )?(?:نیست|نیستند|نبوده|ندارد|نداریم|ندارند|نداشت|نداشته)(?![^\W_])"
    r"| (?:با|میان|بین|در|به|از|بر سر|درباره|وجود) (?:[^\W_]+ ){1,3}?(?:نیست|نیستند|نبوده|ندارد|نداریم|ندارند|نداشت|نداشته)(?![^\W_])"
    r"| (?:را )?(?:نکرد|نکردند|نکرده|نشد|نشده|نخواهد|نمی (?:کند|کنند|کنیم|شود|دهد|دهند))(?![^\W_])"
)
# «دخالت پذیرفتنی نیست», «این انتقاد تازه نیست»: what is said of the thing is negated, not the thing
_OF_IT = re.compile(
    r"(?:پذیرفتنی|قبول|مجاز|جایز|تحمل|موجه|روا|تازه|کافی|جدید|تردید|شک|توجیهی|معنا|فایده|اسان|ساده|ممکن|روشن|مشخص|بی) ن?\w+$"
)


NEGATING = needed(
    "نخواهد نخواهند نخواهیم بی نه بدون عدم فاقد هیچ هیچگونه گونه اصطلاح باصطلاح تکذیب نبود فقدان رد شایعه شایعات ادعای ادعاهای نفی نداشته ندارد نداشت "
    "نیست نیستند نبوده نداریم ندارند نخواهد نکرد نکردند نکرده نشد نشده نمی"
)


def is_negated(text: str, hit: Hit) -> bool:
    """«بدون دخالت», «عدم همکاری», «راه حل نظامی وجود ندارد», «دخالت را تکذیب کرد»."""
    if _NEGATED_BEFORE.search(text[max(0, hit.start - 22) : hit.start]):
        return True
    after = text[hit.end : hit.end + 55]
    stop = _STOP.search(after)
    found = _NEGATED_AFTER.match(after[: stop.start()] if stop else after)
    return bool(
        found and not _OF_IT.search(found[0]) and not _HINDERED.search(text[max(0, hit.start - 12) : hit.start])
    )


_AGENDA = re.compile(
    r"(?:موضوعات|موضوعاتی|موضوع هایی|مباحث|مباحثی|محورهای|محورهایی|مسایل|مسایلی|زمینه هایی|حوزه هایی|دستور کار|عناوین)"
    r" (?:مختلف |مختلفی |دیگر |دیگری |مهم |مهمی |متعدد |متعددی )?"
    r"(?:شامل|از قبیل|از جمله|همچون|مانند|چون|مثل|نظیر|مربوط به|پیرامون)[^.:؛؟!\n]{0,60}$"
)


LISTING = needed("موضوعات موضوعاتی موضوع مباحث مباحثی محورهای محورهایی مسایل مسایلی زمینه حوزه دستور عناوین")


def is_listed(text: str, start: int) -> bool:
    """«موضوعاتی از قبیل حقوق بشر، مبارزه با تروریسم و تجارت»: named on an agenda, nothing is said of it."""
    return bool(_AGENDA.search(text, max(0, start - 100), start))


# «مانع کار مشترک نیست»: the hindrance is denied, not the work
_HINDERED = re.compile(r"(?:مانع|مخل|سد راه|علیه|مخالف|بدون|ضد) $")
_STOP = re.compile("[،؛.:«»\n]")


def sponsor_at(sponsors: list[tuple[int, int, str]], position: int) -> str:
    at = bisect_right(sponsors, (position, 1 << 60, "")) - 1
    return sponsors[at][2] if at >= 0 and sponsors[at][0] <= position < sponsors[at][1] else ""
