"""Encodings of files that do not say, and text that was read in the wrong one.

In go bytes or a text; out comes the encoding under which they are Persian, found by the words that no Persian page is
without, or the way a garbled text would be mended. Nothing is mended here.
"""

import codecs
import re
from typing import NamedTuple


class Encoding(NamedTuple):
    """A codec of Python's, its usual name, and whether it was guessed (the file does not say)."""

    codec: str
    label: str
    guessed: bool


_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"), (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"), (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)  # fmt: skip
_ONE_BYTE = (("cp1256", "Windows-1256"), ("iso8859-6", "ISO-8859-6"), ("mac_farsi", "MacFarsi"), ("cp864", "IBM 864"))
PERSIAN = re.compile("[\u0621-\u065f\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_RUN = re.compile(f"{PERSIAN.pattern}+")
# Words of one in four on any Persian page; «ي» because Windows-1256 has no other.
_COMMON = re.compile(r"(?<![^\W_])(?:و|در|به|از|که|این|را|با|است|اين|برای|براي|آن|های|هاي|می|مي)(?![^\W_])")


def _persian_words(text: str) -> float:
    """Share of the most frequent Persian words among all words."""
    words = len(re.findall(r"[^\W_]+", text))
    return len(_COMMON.findall(text)) / words if words else 0.0


def count_persian(text: str) -> int:
    """Number of letters of the Arabic script."""
    return sum(map(len, _RUN.findall(text)))


def find_encoding(sample: bytes, *, whole: bool = True) -> Encoding | None:
    """The encoding of a file by its first bytes; None where no known one fits. `whole`: the sample is the whole file."""
    for bom, codec, label in _BOMS:
        if sample.startswith(bom):
            return Encoding(codec, label, False)
    if b"\x00" in sample[:4096]:
        for codec, label in (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")):
            text = sample[: len(sample) // 2 * 2].decode(codec, errors="replace")
            fair = sum(c.isprintable() or c.isspace() for c in text)
            if fair > 0.98 * len(text) and (PERSIAN.search(text) or re.search(r"[{},;\t]", text[:500])):
                return Encoding(codec, label, True)
    bad = _bad_bytes(sample, whole)
    if bad == 0:
        return Encoding("utf-8", "UTF-8", False)
    high = sum(b > 127 for b in sample)
    if bad * 20 < high and PERSIAN.search(sample.decode("utf-8", errors="ignore")):
        return Encoding("utf-8", "UTF-8", False)  # UTF-8 with some bytes broken
    share = _utf8_lines(sample)
    if share > 0.5:  # UTF-8 with some rows in another encoding
        return Encoding("utf-8", "UTF-8", False)
    scored = []
    for codec, label in _ONE_BYTE:
        text = sample.decode(codec, errors="replace")
        scored.append((_persian_words(text) - text.count("\ufffd") / max(len(text), 1), codec, label))
    best = max(scored, key=lambda s: s[0])
    if best[0] > 0.03:
        return Encoding(best[1], best[2], True)
    from charset_normalizer import from_bytes

    found = from_bytes(sample[:65536]).best()
    if found is not None and PERSIAN.search(str(found)):
        return Encoding(found.encoding, found.encoding, True)
    return Encoding("utf-8", "UTF-8", False) if share or b"\x00" in sample or high < 0.3 * len(sample) else None


def _bad_bytes(sample: bytes, whole: bool) -> int:
    """Bytes that are not UTF-8; a letter that the end of the sample cuts in two does not count."""
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(sample, final=whole)
    return sum("\udc80" <= c <= "\udcff" for c in text) if not text.isascii() else 0


def _utf8_lines(sample: bytes) -> float:
    """Share of the lines with Persian in UTF-8, by their bytes beyond ASCII; no line of another encoding is one."""
    fit = other = 0
    for line in sample.split(b"\n"):
        if line.isascii():
            continue
        try:
            if len(PERSIAN.findall(line.decode("utf-8"))) > 10:  # by chance a name or two might be
                fit += sum(b > 127 for b in line)
                continue
        except UnicodeDecodeError:
            pass
        other += sum(b > 127 for b in line)
    return fit / (fit + other) if fit else 0.0


def decode_page(content: bytes) -> str:
    """The text of a page in whatever encoding; bytes that fit none stay visible as �."""
    found = find_encoding(content)
    return content.decode(found.codec if found else "utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


# ---------------------------------------------------------------- text read in the wrong encoding


class Garbled(NamedTuple):
    """How a text was misread («UTF-8 read as Windows-1252»), and what it should read."""

    how: str
    mended: str


_WESTERN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_READ_1256 = re.compile("[طظغعف][\u0080-\u00ff\u0152\u0153\u0192\u02c6\u2013-\u203a\u20ac\u2122\u067e-\u06d2طظ]")


def garbled(text: str) -> Garbled | None:
    """What a garbled text should read, where one wrong reading explains it; None for a text that is not garbled.

    >>> garbled("سلام بر شما".encode("utf-8").decode("latin-1")).mended
    'سلام بر شما'
    """
    sample = text[:500]
    if count_persian(sample) - sample.count("ط") - sample.count("ظ") > 0.7 * len(sample):
        return None  # the common case, in one look
    letters = sum(c.isalpha() for c in sample) or 1
    western = len(_WESTERN.findall(sample))
    if western > 0.3 * letters:
        raw = b"".join(_western_byte(c) for c in sample)
        for codec, label in (("utf-8", "UTF-8"), ("cp1256", "Windows-1256")):
            mended = raw.decode(codec, errors="ignore")
            if count_persian(mended) > 0.6 * (sum(c.isalpha() for c in mended) or 1):
                if (
                    codec == "utf-8"
                    and len(raw.decode(codec, errors="replace").replace("\ufffd", "")) < 0.4 * len(raw) / 2
                ):
                    continue
                return Garbled(f"{label} read as Windows-1252", mended)
    if len(_READ_1256.findall(sample)) > 0.2 * letters:
        raw = sample.encode("cp1256", errors="ignore")
        mended = raw.decode("utf-8", errors="ignore")
        if 2.6 * len(mended) > len(raw) * 0.9 and count_persian(mended) > 0.6 * (sum(c.isalpha() for c in mended) or 1):
            return Garbled("UTF-8 read as Windows-1256", mended)
    return None


def _western_byte(letter: str) -> bytes:
    for codec in ("cp1252", "latin-1"):  # what Windows-1252 has no letter for stays as it was
        try:
            return letter.encode(codec)
        except UnicodeEncodeError:
            continue
    return b"?"
