"""A corpus of everything that goes wrong: `python tests/torture.py FOLDER` writes it.

Each line of `ROWS` is an article with what is wrong about it and what must become of it: its status, and a piece of its
reason or of its note. The same rows are written in every format.
"""

import csv
import gzip
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd

GOOD = (
    "سرگئی لاوروف وزیر امور خارجه روسیه روز چهارشنبه در مسکو گفت: همکاری ما با ایران و ترکیه درباره سوریه ادامه دارد.\n"
    "وی افزود که روند آستانه کارآمد است. ظریف نیز در گفت‌وگو با ایسنا تاکید کرد: تروریست‌ها باید نابود شوند."
)
NEWS = "رئیس‌جمهور ترکیه به نقل از آناتولی اعلام کرد که سه کشور ضامن، نشست بعدی را در آنکارا برگزار می‌کنند و به آتش‌بس پایبندند."
SCRIPT = "<script>document.body.dataset.torn = 'yes'</script><img src=x onerror=\"document.body.dataset.torn='yes'\">"


def _long(words: int) -> str:
    return " ".join(f"واژه{i}" for i in range(words))


# (what, changes to a good article, status, piece of the reason or note)
ROWS: list[tuple[str, dict[str, Any], str, str]] = [
    ("good", {}, "kept", ""),
    ("good, another", {"text": NEWS, "title": "اردوغان: نشست در آنکارا"}, "kept", ""),
    ("the same text again", {}, "duplicate", "same title and text"),
    ("the same text in Arabic letters", {"text": GOOD.replace("ی", "ي").replace("ک", "ك")}, "duplicate", "same title and text"),
    ("relayed", {"text": f"به گزارش ایرنا، {GOOD}\nانتهای پیام/", "title": "لاوروف چه گفت"}, "kept", ""),
    # dates
    ("date in words", {"date": "چهارشنبه ۱۲ مهرماه ۱۳۹۶ ساعت ۱۴:۳۰", "text": _long(30)}, "kept", ""),
    ("date with a wrong weekday", {"date": "جمعه ۱۲ مهر ۱۳۹۶", "text": _long(31)}, "kept", "the weekday does not fit"),
    ("year of two digits", {"date": "۹۶/۷/۱۲", "text": _long(32)}, "kept", "the year has two digits"),
    ("no such day", {"date": "۱۳۹۶/۱۲/۳۰", "text": _long(33)}, "kept", "no such day"),
    ("day and month alike", {"date": "04/10/2017", "text": _long(34)}, "kept", "cannot be told apart"),
    ("lunar date", {"date": "۱۳ محرم ۱۴۳۹", "text": _long(35)}, "kept", "lunar"),
    ("date that is none", {"date": "همین دیروز", "text": _long(36)}, "kept", "is not read"),
    ("no date", {"date": None, "text": _long(37)}, "kept", ""),
    # ids and text
    ("no id", {"id": ""}, "rejected", "no id"),
    ("id twice", {"id": "t000", "text": _long(20)}, "rejected", "the id stands twice"),
    ("no text", {"text": ""}, "rejected", "no text"),
    ("blanks", {"text": " \n\u200c\n\t "}, "rejected", "no Persian letters"),
    ("text is missing", {"text": None}, "rejected", "no text"),
    ("over-long", {"text": _long(90_000)}, "rejected", "longer than 1 MB"),
    ("long, but not over-long", {"text": _long(12_000)}, "kept", ""),
    ("one word", {"text": "ایران"}, "kept", ""),
    ("one mark", {"text": "؟"}, "rejected", "no Persian letters"),
    # languages
    ("English", {"text": "The foreign ministers of Russia, Iran and Turkey met in Moscow."}, "rejected", "no Persian letters"),
    ("English with a Persian name", {"text": "The ministers met in Moscow, said ظریف on Wednesday."}, "rejected", "not in Persian"),
    ("Arabic", {"text": "قال وزير الخارجية الروسي في موسكو إن بلاده تعمل مع إيران وتركيا على حل الأزمة في سوريا، وإن المحادثات التي جرت كانت مفيدة"}, "rejected", "not in Persian"),
    ("Urdu", {"text": "روس کے وزیر خارجہ نے ماسکو میں کہا ہے کہ ان کا ملک ایران اور ترکی کے ساتھ مل کر شام کے مسئلے پر کام کر رہا ہے۔"}, "rejected", "not in Persian"),
    ("Russian", {"text": "Министры иностранных дел России, Ирана и Турции встретились в Москве."}, "rejected", "no Persian letters"),
    # encodings
    ("UTF-8 read as Latin-1", {"text": GOOD.encode().decode("latin-1")}, "rejected", "garbled letters"),
    ("UTF-8 read as Windows-1252", {"text": NEWS.encode().decode("cp1252", "replace")}, "rejected", "garbled letters"),
    ("UTF-8 read as Windows-1256", {"text": GOOD.encode().decode("cp1256")}, "rejected", "garbled letters"),
    ("Windows-1256 read as Latin-1", {"text": GOOD.replace("ی", "ي").encode("cp1256", "ignore").decode("latin-1")}, "rejected", "garbled letters"),
    ("question marks", {"text": "".join("?" if c.isalpha() else c for c in GOOD)}, "rejected", "letters lost"),
    ("a letter lost", {"text": GOOD.replace("سوریه", "سور\ufffdه")}, "kept", "letters replaced"),
    # letters
    ("binary", {"text": "\x00\x01\x02\x7fELF" * 40}, "rejected", "binary data"),
    ("control characters", {"text": _long(46) + "\x07"}, "kept", "control characters"),
    ("Hebrew letters inside words", {"text": GOOD.replace("روسیه", "רוסیه")}, "kept", "another script inside words: רוסیه"),
    ("a Latin letter inside a word", {"text": GOOD.replace("ترکیه", "ترkیه")}, "kept", "another script inside words: ترkیه"),
    ("presentation forms", {"text": "ﺭﻭﺳﯿﻪ ﻭ ﺍﯾﺮﺍﻥ ﺩﺭ ﻣﺴﮑﻮ ﺩﯾﺪﺍﺭ ﮐﺮﺩﻧﺪ"}, "kept", ""),
    ("diacritics and tatweel", {"text": "رُوسیّـــه وَ ایـــران هَمکاری می‌کُنَند"}, "kept", ""),
    ("direction marks everywhere", {"text": "\u200f" + GOOD.replace(" ", "\u200e \u202b")}, "duplicate", "same title and text"),
    ("emoji", {"text": f"{NEWS} 🇮🇷🇷🇺🇹🇷👍🏽"}, "kept", ""),
    ("one word of 20,000 letters", {"text": "ا" * 20_000}, "kept", ""),
    ("5,000 lines", {"text": "خط\n" * 5000}, "kept", ""),
    ("5,000 quotation marks", {"text": "«گفت» " * 5000}, "kept", ""),
    ("nested marks that never close", {"text": "«گفت: " * 2000}, "kept", ""),
    # markup, scripts, formulas
    ("HTML left over", {"text": f"<div class=\"x\"><p>{GOOD}</p></div>&nbsp;&laquo;پایان&raquo;"}, "kept", "HTML tags left over"),
    ("script left over", {"text": f"{NEWS}<script>var a = function() {{ return 1 }}</script>"}, "kept", "script or style"),
    ("script in every field", {"id": f"x{SCRIPT}", "outlet": f"o{SCRIPT}", "title": f"لاوروف گفت: {SCRIPT}", "text": f"لاوروف {SCRIPT} گفت: «همکاری با ایران {SCRIPT} و ترکیه مهم است.» {NEWS}", "url": f"javascript:{SCRIPT}"}, "kept", "script or style"),
    ("template in every field", {"outlet": "{{7*7}}", "title": "${jndi:ldap://x} {% raw %}", "text": f"{NEWS} {{{{ config }}}} %s %(x)s"}, "kept", ""),
    ("formula", {"title": "=HYPERLINK(\"http://example.org\")", "outlet": "@SUM(1)", "text": _long(40)}, "kept", "begins like a formula"),
    ("formula with a command", {"title": "+cmd|' /C calc'!A0", "text": _long(41)}, "kept", "begins like a formula"),
    ("database command", {"title": "'; DROP TABLE articles; --", "text": _long(42)}, "kept", "looks like a database command"),
    ("path as an id", {"id": "../../../etc/passwd", "text": _long(43)}, "kept", ""),
    ("line breaks and commas in cells", {"title": "دیدار، \"مسکو\"; و\tآنکارا", "text": f"{NEWS}\r\n\"{GOOD}\"\r\n"}, "kept", ""),
    ("a Unicode line separator", {"text": NEWS + "\u2028" + GOOD + "\u2029\x85"}, "kept", ""),
    ("no outlet, no title", {"outlet": None, "title": None, "text": _long(44)}, "kept", ""),
    ("boilerplate", {"text": f"{_long(45)}\nانتهای پیام/ح\nکد خبر: ۱۲۳\nاخبار مرتبط\nلاوروف در تهران\nپوتین در آنکارا"}, "kept", ""),
]  # fmt: skip

# Rows that only JSON Lines can hold: (what, the line, piece of the reason)
LINES: list[tuple[str, str, str]] = [
    ("not JSON", "{id: 1}", "not valid JSON"),
    ("half a line", '{"id": "h1", "text": "نیم', "not valid JSON"),
    ("a list", '["id", "text"]', "not a JSON object"),
    ("a number", "42", "not a JSON object"),
    ("deep brackets", "[" * 50_000, "not valid JSON"),
    ("a number of 5,000 digits", '{"id": ' + "9" * 5000 + "}", "not valid JSON"),
    ("halves of letters", '{"id": "s1", "outlet": "o", "text": "ایران \\ud83d و روسیه همکاری کردند"}', ""),
    ("an id that is a list", '{"id": [1], "text": "ایران و روسیه"}', "no id"),
    ("a text that is an object", '{"id": "o1", "text": {"fa": "ایران"}}', "no text"),
    ("NaN", '{"id": NaN, "text": NaN}', "no id"),
    (
        "a column of mixed kinds",
        '{"id": "m1", "text": "ایران و ترکیه همکاری کردند", "url": 7, "tags": ["a", {"b": null}]}',
        "",
    ),
]


def articles() -> list[dict[str, Any]]:
    """The rows as articles, ids t000, t001, …"""
    return [
        {"id": f"t{i:03}", "outlet": "khabar-a", "date": "2017-10-04", "title": "لاوروف: همکاری ادامه دارد", "text": GOOD, "url": "", **changes}
        for i, (_, changes, _, _) in enumerate(ROWS)
    ]  # fmt: skip


def make(folder: Path) -> dict[str, Path]:
    """Write the torture corpus in every format; returns the paths by name."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = articles()
    table = pd.DataFrame(rows)
    paths = {
        n: folder / f"torture.{n}"
        for n in ("jsonl", "json", "csv", "tsv", "xlsx", "parquet", "csv.gz", "zip", "lines.jsonl")
    }
    lines = [json.dumps(r, ensure_ascii=False) for r in rows]
    paths["jsonl"].write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    paths["json"].write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    paths["lines.jsonl"].write_text(
        "\ufeff" + "\n\n".join([lines[0], *(x for _, x, _ in LINES), lines[1]]), encoding="utf-8"
    )
    with paths["csv"].open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with paths["tsv"].open("w", encoding="utf-16", newline="") as out:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)
    fits = table.map(lambda v: v[:32_767] if isinstance(v, str) else v)  # the most a cell holds
    fits = fits.replace(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", regex=True)  # nor does XML hold control characters
    with pd.ExcelWriter(paths["xlsx"], engine="openpyxl") as book:
        fits.to_excel(book, index=False)
        for row in book.sheets["Sheet1"].iter_rows(min_row=2):
            for cell in row:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # "=…" as text
    table.to_parquet(paths["parquet"], index=False)
    paths["csv.gz"].write_bytes(gzip.compress(paths["csv"].read_bytes(), mtime=0))
    with zipfile.ZipFile(paths["zip"], "w") as archive:
        archive.write(paths["parquet"], "a/torture.parquet")
        archive.writestr("b/readme.md", "not a corpus")
        archive.writestr("b/page.txt", f"تیتر صفحه\n{_long(50)}")
    return paths


if __name__ == "__main__":
    for name, path in make(Path(sys.argv[1])).items():
        print(f"{name}: {path}")
