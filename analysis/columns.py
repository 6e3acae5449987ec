"""Column names in use elsewhere, and what we call them.

In go the column names of a file and the researcher's own mapping; out comes the way from theirs to ours, with a message
for whatever was guessed.
"""

from collections.abc import Iterable, Mapping

from analysis.calendars import folded
from analysis.formats import CorpusError

REQUIRED = ("id", "outlet", "date", "title", "text")
OWN = (
    "words", "status", "reason", "copy_of", "family", "likeness", "outlet_as_published", "notes", "sentences",
)  # fmt: skip
# The likeliest first. Compared in folded spelling, without regard to case, blanks, - and _.
USUAL: dict[str, tuple[str, ...]] = {
    "id": ("article id", "news id", "doc id", "document id", "uid", "guid", "identifier", "شناسه", "شناسه خبر", "کد خبر", "کد", "شماره خبر"),
    "outlet": ("source", "publisher", "newspaper", "agency", "news agency", "media", "site name", "source name", "رسانه", "خبرگزاری",
               "روزنامه", "نام رسانه", "منبع", "پایگاه خبری"),
    "date": ("published", "published at", "date published", "publish date", "publication date", "pub date", "date publish", "published date",
             "datetime", "timestamp", "created at", "time", "تاریخ", "تاریخ انتشار", "زمان انتشار", "تاریخ خبر", "زمان"),
    "title": ("headline", "heading", "head line", "news title", "article title", "تیتر", "عنوان", "عنوان خبر", "تیتر خبر", "سرتیتر"),
    "text": ("body", "content", "article text", "full text", "main text", "article body", "article", "news text", "متن", "متن خبر", "متن کامل",
             "متن کامل خبر", "محتوا", "بدنه", "بدنه خبر", "شرح خبر"),
    "url": ("link", "href", "article url", "address", "web url", "لینک", "پیوند", "نشانی", "آدرس"),
    "language": ("lang", "زبان"),
}  # fmt: skip


def plain_name(name: str) -> str:
    """A column name as names are compared: folded, without blanks, - and _."""
    return folded(name).replace("_", "").replace("-", "").replace(" ", "").strip()


_USUAL = {plain_name(name): (ours, place) for ours, names in USUAL.items() for place, name in enumerate(names)}


def name_columns(
    found: Iterable[str], columns: Mapping[str, str] | None = None, *, file: str = "", messages: list[str] | None = None
) -> dict[str, str]:
    """The way from a file's column names to ours; columns without a way keep their names.

    `columns` is the researcher's mapping ({متن: text}) and goes first; then our own names; then the usual ones, each
    guess with a message. A column whose name one of ours took, or that the tables need for themselves, is kept as
    `…_given`.
    """
    names = [str(n) for n in found]
    given = {plain_name(theirs): ours for theirs, ours in (columns or {}).items()}
    way: dict[str, str] = {}
    for name in names:
        if plain_name(name) in given:
            way[name] = given[plain_name(name)]
    taken = set(way.values())
    for name in names:  # «Text», «TITLE»
        ours = plain_name(name)
        if name not in way and (ours in USUAL) and ours not in taken and (name == ours or ours not in names):
            way[name] = ours
            taken.add(ours)
    guesses = sorted((place, name, ours) for name in names if name not in way and (hit := _USUAL.get(plain_name(name)))
                     for ours, place in [hit])  # fmt: skip
    for _, name, ours in guesses:
        if ours not in taken:
            way[name] = ours
            taken.add(ours)
            if messages is not None:
                messages.append(f"{file}: column {name!r} read as `{ours}`; if that is wrong, say which with `columns`")
    for name in names:
        if name not in way and (name in taken or name in OWN):
            way[name] = f"{name}_given"
    return way


def read_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """A mapping as the command line gives it: «متن=text», several parted by commas or one a time.

    >>> read_mapping(["متن=text, تاریخ=date", "x=id"])
    {'متن': 'text', 'تاریخ': 'date', 'x': 'id'}
    """
    out = {}
    for pair in (piece for item in pairs for piece in item.split(",") if piece.strip()):
        theirs, equals, ours = pair.partition("=")
        if not equals or not theirs.strip() or not ours.strip():
            raise CorpusError(f"columns: {pair.strip()!r} is no mapping; write yours=ours, such as متن=text")
        out[theirs.strip()] = ours.strip()
    return out
