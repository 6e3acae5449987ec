"""Files in: whatever researchers have, row by row.

In goes a path: JSON Lines, a JSON array, CSV, TSV, XLSX, Parquet, a page of .txt or .html, a zip or gzip of these, or a
folder of them; out come its rows in order, one at a time, as mappings with the file's own column names. A row that cannot
be read comes out as a `Fault`; a file that cannot be read raises CorpusError.
"""

import gzip
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from analysis.delimited import read_table
from analysis.encodings import decode_page
from analysis.formats import LONGEST, CorpusError, Fault, File, Row, read_json, read_parquet, read_sheet

KINDS = {
    ".jsonl": "json", ".ndjson": "json", ".json": "json", ".csv": "table", ".tsv": "table", ".tab": "table",
    ".xlsx": "sheet", ".xlsm": "sheet", ".parquet": "parquet", ".pq": "parquet", ".txt": "page", ".html": "html",
    ".htm": "html", ".xhtml": "html", ".zip": "zip",
}  # fmt: skip
_OLD = {".xls": "an .xlsx file", ".ods": "an .xlsx file", ".doc": ".txt", ".docx": ".txt", ".pdf": ".txt", ".rtf": ".txt"}  # fmt: skip
GIVE = "give .jsonl, .json, .csv, .tsv, .xlsx, .parquet, .txt, .html, a .zip or .gz of these, or a folder of them"


def read_rows(path: str | Path, messages: list[str] | None = None) -> Iterator[Row]:
    """Rows of a corpus, in order, read as they are asked for.

    What had to be found out (an encoding, a delimiter, a sheet) is added to `messages`. Raises CorpusError where the
    path does not exist, is of an unknown kind, or is broken from the start.
    """
    path = Path(path)
    said = messages if messages is not None else []
    if path.is_dir():
        yield from _folder(path, said)
    elif path.is_file():
        file = _file(str(path), path.name, lambda: path.open("rb"))
        if file is None:
            other = _OLD.get(path.suffix.lower())
            raise CorpusError(f"{path}: unknown kind of file; {f'save it as {other}' if other else GIVE}")
        yield from _rows(file, said)
    else:
        raise CorpusError(f"{path}: no such file or folder")


def _folder(path: Path, said: list[str]) -> Iterator[Row]:
    inside = [p for p in sorted(path.rglob("*")) if p.is_file() and not _hidden(p.relative_to(path))]
    if not inside:
        raise CorpusError(f"{path}: the folder is empty; {GIVE}")
    names = [p.relative_to(path).as_posix() for p in inside]
    yield from _many(str(path), names, lambda name: (path / name).open("rb"), said, outlet=path.name)


def _hidden(path: Path | PurePosixPath) -> bool:
    """What is not the researcher's: .DS_Store, __MACOSX, the pictures and scripts of a saved page (`page_files/`)."""
    return any(p.startswith((".", "__MACOSX", "~$")) for p in path.parts) or any(
        p.endswith("_files") for p in path.parts[:-1]
    )


def _many(
    place: str, names: list[str], open_one: Callable[[str], BinaryIO], said: list[str], outlet: str = ""
) -> Iterator[Row]:
    """Rows of all the files of a folder or archive. A page's id is its name, with its folders where the name is not alone."""
    stems = [_bare(name) for name in names]
    alone = {stem for stem, times in Counter(stems).items() if times == 1}
    for number, (name, stem) in enumerate(zip(names, stems, strict=True), 1):
        where = PurePosixPath(name)
        file = _file(f"{place}/{name}", name, lambda name=name: open_one(name))  # type: ignore[misc]
        if file is None:
            yield Row(
                f"{place}/{name}", number, {}, Fault("unknown kind of file", GIVE, found=where.suffix or where.name)
            )
            continue
        page_id = stem if stem in alone else re.sub(r"\.[^/.]+$", "", name)
        shelf = where.parent.name or outlet
        file = File(file.name, file.kind, file.open, page_id, shelf)
        try:
            for row in _rows(file, said):
                yield row._replace(row=number) if file.kind in ("page", "html") else row
        except CorpusError as error:  # one broken file does not stop the others
            reason = str(error).split(": ", 1)[-1]
            yield Row(file.name, number, {}, Fault("a file that cannot be read", reason, found=where.name))


def _bare(name: str) -> str:
    return PurePosixPath(name).name.split(".", 1)[0] or PurePosixPath(name).name


def _file(name: str, path: str, open_one: Callable[[], BinaryIO]) -> File | None:
    """The file with its kind: by its first bytes where they tell, else by its name; None where neither does."""
    suffixes = [s.lower() for s in PurePosixPath(path).suffixes]
    if suffixes and suffixes[-1] in (".gz", ".gzip"):
        return _file(name, path[: path.rfind(".")], lambda: gzip.open(open_one(), "rb"))  # type: ignore[arg-type,return-value]
    kind = KINDS.get(suffixes[-1]) if suffixes else None
    try:
        with open_one() as stream:
            head = stream.read(4)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise CorpusError(f"{name}: cannot be opened ({error}); get it again from where it came from") from error
    if head[:2] == b"\x1f\x8b" and kind:
        return _file(name, path, lambda: gzip.open(open_one(), "rb"))  # type: ignore[arg-type,return-value]
    if head == b"PAR1":
        kind = "parquet"
    elif head == b"PK\x03\x04" and kind not in ("zip", "sheet"):
        kind = "sheet" if kind else None  # a spreadsheet that is called .csv
    return File(name, kind, open_one, _bare(path), "") if kind else None


def _rows(file: File, said: list[str]) -> Iterator[Row]:
    reader = {"json": read_json, "table": read_table, "sheet": read_sheet, "parquet": read_parquet, "page": _page, "html": _page, "zip": _zip}  # fmt: skip
    try:
        yield from reader[file.kind](file, said)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise CorpusError(f"{file.name}: breaks off ({error}); get it again from where it came from") from error


# ---------------------------------------------------------------- pages and archives

_DATE_IN_NAME = re.compile(
    r"(?<!\d)(?:1[34]\d\d|20\d\d)([-_.]?)\d\d\1\d\d(?!\d)"
)  # 1396-07-12-zarif.txt, 20171004_1.html


def _page(file: File, said: list[str]) -> Iterator[Row]:
    """A page is one article: a .txt whose first line is the title, or an .html page."""
    with file.open() as stream:
        content = stream.read(LONGEST)
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        yield Row(file.name, 1, {"id": file.id, "outlet": file.outlet, "date": None, "title": "", "text": ""})
        return
    in_name = _DATE_IN_NAME.search(file.id)
    day = re.sub(r"[_.]", "-", in_name[0]) if in_name else None
    values: dict[str, Any]
    if file.kind == "html":
        from analysis.webpage import read_page

        values = read_page(content)
    else:
        text = decode_page(content)
        title, _, body = text.lstrip("\ufeff\r\n").partition("\n")
        values = {"title": title.strip(), "text": body.strip("\r\n")}
        if not values["text"].strip():  # one line: no title, but a text
            values = {"title": "", "text": title.strip()}
    values = {"id": file.id, "outlet": file.outlet, "date": day, **{k: v for k, v in values.items() if v}}
    yield Row(file.name, 1, {"title": "", "text": "", **values})


def _zip(file: File, said: list[str]) -> Iterator[Row]:
    with file.open() as stream:
        content = stream if not isinstance(stream, zipfile.ZipExtFile) else io.BytesIO(stream.read())
        with zipfile.ZipFile(content) as archive:
            names = sorted(i.filename for i in archive.infolist() if not i.is_dir())
            names = [n for n in names if not _hidden(PurePosixPath(n))]
            locked = [i.filename for i in archive.infolist() if i.flag_bits & 1]
            if locked:
                raise CorpusError(f"{file.name}: {locked[0]} is locked with a password; unpack it and give the folder")
            if not names:
                raise CorpusError(f"{file.name}: the archive is empty; {GIVE}")
            yield from _many(file.name, names, lambda n: archive.open(n), said, outlet=file.id)  # type: ignore[arg-type,return-value]
