"""An HTML page as an article: title, text, date, outlet, address.

In go the bytes of a page; out comes a mapping with what was found. trafilatura (Barbaresi 2021) tells the article from
what surrounds it.
"""

import re
from html import unescape
from typing import Any

from analysis.encodings import decode_page

_ZWNJ = re.compile("&zwnj;|&#8204;|&#x200c;|\u200c", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<meta\s[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TIME = re.compile(r"""<time\b[^>]*\bdatetime\s*=\s*["']([^"']{6,40})["']""", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}$")  # «دیدار ظریف و لاوروف | خبرگزاری نمونه»


def read_page(content: bytes) -> dict[str, Any]:
    """What a page says: any of `title, text, date, outlet, url`; no key for what it does not say.

    The date is the page's own string (`dates.read_date` reads it); the half space of Persian stays.
    """
    page = _decoded(content)
    meta = _meta(page)
    found: dict[str, Any] = {
        "title": meta.get("og:title") or _between(page, "h1") or _TITLE_TAIL.sub("", _between(page, "title")),
        "date": next((meta[k] for k in _DATES if meta.get(k)), None) or _first(_TIME, page),
        "outlet": meta.get("og:site_name") or meta.get("application-name"),
        "url": meta.get("og:url"),
    }
    found["text"] = _text(page, found["title"])
    if not found["date"]:
        found["date"] = _date_line(page)
    return {k: v for k, v in found.items() if v}


_DATES = (
    "article:published_time", "datepublished", "dc.date.issued", "dc.date", "date", "pubdate", "publishdate", "publish-date",
    "dcterms.created", "og:published_time",
)  # fmt: skip


def _decoded(content: bytes) -> str:
    """The page in the encoding it names, if that fits it, else in the one that fits."""
    named = _CHARSET.search(content[:4096])
    if named and named[1].lower() not in (b"utf-8", b"utf8"):
        try:
            return content.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode_page(content)


def _meta(page: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for tag in _META.findall(page[:200_000]):
        pairs = {name.lower(): unescape(a or b).strip() for name, a, b in _ATTRIBUTE.findall(tag)}
        name = pairs.get("property") or pairs.get("name") or pairs.get("itemprop")
        if name and pairs.get("content"):
            out.setdefault(name.lower(), pairs["content"])
    return out


def _between(page: str, tag: str) -> str:
    match = re.search(rf"<{tag}\b[^>]*>(.{{1,600}}?)</{tag}\s*>", page, re.DOTALL | re.IGNORECASE)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", match[1]))).strip() if match else ""


def _first(pattern: re.Pattern[str], page: str) -> str | None:
    match = pattern.search(page)
    return match[1] if match else None


_DATE_LINE = re.compile(r"(?:تاریخ|زمان) ?(?:انتشار|خبر|درج)?\s*:?\s*((?:<[^>]*>|[^<>\n]){4,80})")


def _date_line(page: str) -> str | None:
    """«تاریخ انتشار: ۱۲ مهر ۱۳۹۶ - ۱۰:۲۵», where no tag says the date."""
    from analysis.dates import parse_date

    for match in _DATE_LINE.finditer(_SCRIPT.sub(" ", page)):
        line = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", match[1]))).strip()
        if parse_date(line):
            return line
    return None


def _text(page: str, title: str | None) -> str:
    import trafilatura

    mark = next(c for c in "\u2058\u2e2d\u2e4a\u203b\u2e0e" if c not in page)  # trafilatura drops half spaces
    try:
        read = trafilatura.bare_extraction(_ZWNJ.sub(mark, page), include_comments=False, with_metadata=False)
    except Exception:  # a page so broken that its parser gives up is a page without text
        read = None
    text = str(getattr(read, "text", None) or "").replace(mark, "\u200c")
    first, _, rest = text.partition("\n")
    return rest if title and first.strip() == title.strip() else text
