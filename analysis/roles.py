"""Roles without a name: «نماینده مردم قوچان گفت» is who bears the role beside a name, or who spoke last.

In goes the description as it stands in a clause; out comes the `Speaker` it means: somebody named before or further on,
the state or body spoken for, or the description itself.
"""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from analysis.namings import reach
from analysis.source_types import type_by_words
from analysis.speaker import Known, Speaker, folded_id, other_id
from analysis.speaker_patterns import HAS_VERB, SINGULAR_ROLE, THIS_BODY

if TYPE_CHECKING:
    from analysis.speakers import Cast
    from analysis.strangers import Strangers


_ALSO = re.compile(' ?[»"]? (?:نیز|هم)(?= )')


# posts of which one person holds one: «استاندار», «رئیس پلیس», «سخنگوی وزارت …»
_POST = re.compile(
    r"(?<![^\W_])(?:استاندار|فرماندار|شهردار|بخشدار|وزیر|سفیر|کاردار|سرکنسول|دادستان|فرمانده|رییس (?:پلیس|دادگستری|بیمارستان|ستاد|فدراسیون|دادگاه|ایستگاه|اداره|دانشگاه|زندان)|"
    r"سخنگو|سخنگوی|مدیرکل|مدیر کل|مدیرعامل|نخست وزیر|امام جمعه|رییس جمهور|رییس جمهوری|رییس مجلس|رییس پارلمان|سرمربی|دبیرکل|دبیر کل|شاهد|پزشک)(?![^\W_])"
)


_EDITS = re.compile(r"(?:مدیر ?مسیول|سردبیر|صاحب ?امتیاز)(?![^\W_])")
_END = re.compile(r"[.:؛\n]")


@lru_cache(maxsize=64)  # a dozen kinds of bodies
def _heads(word: str) -> re.Pattern[str]:
    """Where a body of a kind is named: «سازمان گردشگری», not «سازمان که …»."""
    return re.compile(rf"(?:(?<=^)|(?<=[ \n«\"])){word} (?!(?:که|را|در|از|و|به)(?![^\W_]))")


class Roles:
    """Who is meant by a role in one part of an article."""

    def __init__(self, cast: "Cast", strangers: "Strangers"):
        self.cast, self.strangers = cast, strangers
        self._ahead = False  # whether a name further on is being looked for

    def bearer(self, phrase: str, at: int, end: int, kind: str, known: Known) -> Speaker:
        """Whom the role `phrase` at a position means; `kind` is the source type that its words settle."""
        heard = {k.id for k in known.others.values()} | known.persons
        if phrase.startswith(("نویسنده", "نگارنده")) and known.spoke and heard == {known.spoke.id}:
            part = self.cast.part.name  # «نویسنده این مقاله می‌افزاید»: the only one who spoke
            return known.spoke._replace(resolved_by="description", start=at, end=at + len(phrase), part=part)
        if later := self._named_later(phrase, at, known):
            return later._replace(start=at, end=at + len(phrase), resolved_by="description")
        if body := self._this_body(at + len(phrase), end):
            return body._replace(start=at, end=at + len(phrase), part=self.cast.part.name, resolved_by="description")
        # a role without a name: «نماینده مردم قوچان گفت» is who bears it beside a name, or who spoke last, where that is
        # somebody outside the codebook
        bearer = self.cast.bearers.of(phrase, known, at)
        if bearer:
            return bearer._replace(start=at, end=at + len(phrase), part=self.cast.part.name, resolved_by="description")
        last = known.running or known.topic
        alone = last is not None and last.is_person and known.persons <= {last.id}
        state = self.cast.state_in(at, at + len(phrase))
        if state and last and last.country and state.country != last.country:
            alone = False  # a description of another state's official
        other = bool(state and last and last.resolved_by == "description" and SINGULAR_ROLE.match(folded_id(last.id)))
        other = other and phrase.split()[0] != folded_id(last.id if last else "").split()[0]
        if (
            last
            and (last.id.startswith("other:") or alone)
            and not other  # «رئیس کمیسیون … مجلس شورای اسلامی» after «نماینده کمیسیون …»
            and not phrase.startswith("یک ")
            and not _ALSO.match(self.cast.text, at + len(phrase))  # «شهردار نیز گفت»: another
            and self._may_be(phrase, last, known)
        ):
            return last._replace(start=at, end=at + len(phrase), part=self.cast.part.name, resolved_by="description")
        if (
            state and kind in ("", "official", "military", "opposition") and not phrase.startswith(("نامزد", "کاندیدا"))
        ):  # unnamed officials of a named state or body are that state or body
            where: dict[str, Any] = {"start": at, "end": at + len(phrase), "part": self.cast.part.name}
            state = self.cast.body_in(phrase, state) or state  # «سخنگوی وزارت خارجه مالزی»
            return state._replace(resolved_by="description", source_type=kind or state.source_type, **where)
        return Speaker(
            other_id(self.cast.part, at, at + len(phrase)),
            at,
            at + len(phrase),
            self.cast.part.name,
            "description",
            kind,
        )

    def _this_body(self, at: int, end: int) -> Speaker | None:
        """«سخنگوی این وزارتخانه»: the body named last; «سخنگوی این سفارتخانه»: the state."""
        this = THIS_BODY.match(self.cast.text, at, end)
        if not this:
            return None
        kinds = ("state",) if this[1] else ("organisation", "group")
        before = reversed(self.cast.mentions[: bisect_left(self.cast.starts, at)])
        last = next((m for m in before if m.kind in kinds and m.actor_id and m.resolved_by != "pronoun"), None)
        if body := self._unlisted_body(this[0].split()[-1], last.end if last else 0, at):
            return body
        return self.cast.speaker_of(last) if last else None

    def _unlisted_body(self, word: str, start: int, at: int) -> Speaker | None:
        """«سازمان گردشگری خزر … . مسئولان این سازمان»: the body of that word named after the last one of the codebook."""
        found = list(_heads(word).finditer(self.cast.text, max(start, at - 400), max(start, at - len(word) - 6)))
        if not found:
            return None
        begin = found[-1].start()
        name = reach(self.cast.text[begin : begin + 90].split("\n")[0])[0].strip(' «"»')
        if " " not in name or HAS_VERB.search(name) or self.cast.text[max(0, begin - 4) : begin].endswith("این "):
            return None
        return Speaker(other_id(self.cast.part, begin, begin + len(name)), source_type="official")

    def _named_later(self, phrase: str, at: int, known: Known) -> Speaker | None:
        """Who bears a lead's description by name further on: «رئیس کمیسیون … گفت», then «سلمان رفیعی رئیس کمیسیون …»."""
        text = self.cast.text
        needle = " ".join(phrase.split()[:3])
        again = text.find(needle, at + len(phrase), at + 1500) if " " in needle else -1
        if again < 0 and _POST.match(phrase):  # «رئیس پلیس راهور پایتخت», then «رئیس پلیس راهنمایی و رانندگی تهران»
            again = text.find(" ".join(phrase.split()[:2]), at + len(phrase), at + 600)
        if again < 0:
            return None
        start, _ = self.cast.part.sentence_at(again)
        before = text[start:again].rstrip(' «"»،')
        if self._ahead or not 5 < len(before) < 160 or any(m.kind == "person" for m in self.cast.between(start, again)):
            return None
        self._ahead = True
        named = self.strangers.unknown(start, again + len(phrase), [], known)
        self._ahead = False
        if named is None or named.resolved_by != "name" or text[named.end : again].strip(' «"»،'):
            return None
        return named if " " in text[named.start : named.end] else None

    def _holds_another(self, phrase: str, last: Speaker) -> bool:
        """Whether who spoke last is introduced by a post that nobody holds together with this one: a spokesman is no governor."""
        post = _POST.match(phrase)
        if post is None or not last.id.startswith("other:"):
            return False
        around = self.cast.bearers.around(folded_id(last.id))
        beside = [f"{_END.split(before[-30:])[-1]} {_END.split(behind[:60])[0]}" for before, behind in around]
        posts = [found for _, behind in around if (found := _POST.match(behind))]
        return bool(posts) and not any(post[0].split()[0] in words.split() for words in beside)

    def _may_be(self, phrase: str, last: Speaker, known: Known) -> bool:
        """Whether a role may be that of who spoke last, where several persons speak: a member of parliament is no general."""
        spoke = {s.id for s in known.others.values()} | known.persons
        kind = type_by_words(phrase, self.cast.codebook, "")
        was = last.source_type or self.cast.bearers.described_as(last.id.removeprefix("other:"))
        apart = {kind, was} & {"military", "media", "citizen"} and kind != was
        if SINGULAR_ROLE.match(folded_id(last.id)) and not set(phrase.split()) & set(folded_id(last.id).split()):
            return False  # one role without a name after another: the items of a digest
        if self._holds_another(phrase, last):
            return False
        few = last.id.startswith("other:") and len(spoke | {last.id}) < 2
        edits = kind == "media" and spoke <= {last.id} and bool(_EDITS.match(phrase))  # a politician's own newspaper
        return few or not kind or not was or not apart or edits
