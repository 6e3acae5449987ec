"""The formats of tables: JSON, XLSX, Parquet, each read row by row (CSV: `delimited`).

In goes a `File`; out come its `Row`s in order, with the file's own column names. A row that cannot be read comes out with
a `Fault`; a file that cannot be read raises CorpusError.
"""

import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO, NamedTuple, TextIO

from analysis.encodings import find_encoding


class CorpusError(ValueError):
    """The corpus as a whole cannot be read; the message, one line, says where and how to mend it."""

    def __init__(self, message: str):
        super().__init__(re.sub(r"\s*[\r\n]\s*", " ", message))


class Fault(NamedTuple):
    """Why a row is set apart: the reason (one wording per kind of fault), column, what was found, and the cure."""

    reason: str
    cure: str
    column: str = ""
    found: str = ""


class Row(NamedTuple):
    """A row as the file has it. `row` counts as the file's own program does: the header of a table is row 1."""

    file: str
    row: int
    values: dict[str, Any]
    fault: Fault | None = None


@dataclass(frozen=True)
class File:
    """A file on disk or in an archive: its name for messages, its kind, and how to open it anew."""

    name: str
    kind: str
    open: Callable[[], BinaryIO]
    id: str = ""
    outlet: str = ""


SAMPLE = 1 << 18  # bytes looked at to find encoding and delimiter
LONGEST = 1 << 25  # characters of a row (32 million); what is longer is no row but a broken file


def text_of(file: File, said: list[str], newline: str | None = None) -> TextIO:
    with file.open() as stream:
        sample = stream.read(SAMPLE)
    found = find_encoding(sample, whole=len(sample) < SAMPLE)
    if found is None:
        raise CorpusError(f"{file.name}: no encoding makes Persian of its bytes; save the file as UTF-8")
    if found.guessed:
        said.append(f"{file.name}: read as {found.label}; if that is wrong, save the file as UTF-8")
    errors = "surrogateescape" if found.codec.startswith("utf-8") else "replace"
    return io.TextIOWrapper(file.open(), encoding=found.codec, errors=errors, newline=newline)


# ---------------------------------------------------------------- JSON

CHUNK = 1 << 18  # characters read at a time
_BETWEEN = re.compile(r"[\s,]*")
_NEXT_OBJECT = re.compile(r"\}\s*,\s*(?=\{)")


def read_json(file: File, said: list[str]) -> Iterator[Row]:
    """JSON Lines, an array of objects, or one object (an article, or a wrapping with the list of articles in it)."""
    with text_of(file, said, newline="\n") as stream:
        lines = (line.strip() for line in iter(lambda: stream.readline(LONGEST), ""))
        filled = (line for line in lines if line)
        first, second = next(filled, ""), next(filled, "")
    with text_of(file, [], newline="\n") as stream:
        if re.match(r"\[\s*(?:[{\]]|$)", first):
            yield from _array(file, stream)
        elif first.startswith("{") and (not first.endswith("}") or not second):
            yield from _object(file, stream)
        else:
            yield from _lines(file, stream)


def _lines(file: File, stream: TextIO) -> Iterator[Row]:
    """JSON Lines: one object a line; blank lines count as lines and hold nothing."""
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        if len(line) >= LONGEST and not line.endswith("\n"):
            while (rest := stream.readline(LONGEST)) and not rest.endswith("\n"):
                pass
            yield Row(
                file.name, number, {}, Fault("a line longer than 32 million characters", "look for a lost line break")
            )
        elif line.strip():
            yield _parsed(file, number, line)


def _parsed(file: File, number: int, line: str) -> Row:
    cure = "mend or remove the line: one JSON object, {…}, a line"
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        return Row(
            file.name, number, {}, Fault("not valid JSON", cure, found=f"{error.msg} at character {error.pos + 1}")
        )
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, brackets 5,000 deep
        return Row(file.name, number, {}, Fault("not valid JSON", cure, found=str(error)[:100]))
    if not isinstance(found, dict):
        return Row(file.name, number, {}, Fault("not a JSON object", cure, found=type(found).__name__))
    return Row(file.name, number, found)


def _array(file: File, stream: TextIO) -> Iterator[Row]:
    """The objects of a JSON array, read piece by piece; after a broken one, on from the next «}, {»."""
    decoder = json.JSONDecoder()
    buffer = stream.read(CHUNK).lstrip().removeprefix("[")
    number = at = 0
    while True:
        at = _BETWEEN.match(buffer, at).end()  # type: ignore[union-attr]
        if at == len(buffer):
            buffer, at = stream.read(CHUNK), 0
            if buffer:
                continue
            why = Fault("the array is not closed", "the file breaks off: get it again", found="end of file without ]")
            yield Row(file.name, number + 1, {}, why)
            return
        if buffer[at] == "]":
            return
        try:
            found, end = decoder.raw_decode(buffer, at)
            broken = None
        except (ValueError, RecursionError) as error:
            found, end, broken = None, len(buffer), error
        if end == len(buffer) and len(buffer) - at < LONGEST and (more := stream.read(CHUNK)):
            buffer, at = buffer[at:] + more, 0  # the object may go on
            continue
        number += 1
        if broken:
            cure = "mend the object, or write the corpus as JSON Lines (one object a line)"
            yield Row(file.name, number, {}, Fault("not valid JSON", cure, found=str(broken)[:100]))
            after = _NEXT_OBJECT.search(buffer, at)
            end = after.end() if after else len(buffer)
        elif isinstance(found, dict):
            yield Row(file.name, number, found)
        else:
            yield Row(file.name, number, {}, Fault("not a JSON object", "leave it out", found=type(found).__name__))
        at = end


def _object(file: File, stream: TextIO) -> Iterator[Row]:
    content = stream.read(LONGEST * 4)
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        stream.seek(0)  # one line of JSON Lines, broken
        yield from _lines(file, stream)
        return
    lists = [v for v in found.values() if isinstance(v, list) and v and all(isinstance(x, dict) for x in v)]
    rows = [found] if any(isinstance(found.get(k), str) for k in ("text", "body")) or not lists else max(lists, key=len)
    for number, row in enumerate(rows, 1):
        yield Row(file.name, number, row)


# ---------------------------------------------------------------- tables


def named_columns(cells: list[Any], name: str) -> list[str]:
    header = [str(c if c is not None else "").strip().strip("\ufeff") or f"column {i}" for i, c in enumerate(cells, 1)]
    twice = {h for h in header if header.count(h) > 1}
    if twice:
        raise CorpusError(f"{name}: row 1: the column {sorted(twice)[0]!r} stands twice; rename one of the two")
    return header


def read_sheet(file: File, said: list[str]) -> Iterator[Row]:
    """The first sheet that holds anything: a header, then one article a row."""
    import openpyxl

    number = 0
    with file.open() as stream:
        try:
            book = openpyxl.load_workbook(_seekable(stream), read_only=True, data_only=True)
            filled = [s for s in book.worksheets if any(map(_holds, s.iter_rows(max_row=20, values_only=True)))]
            if not filled:
                raise CorpusError(
                    f"{file.name}: no sheet holds a row; put a header and one article a row on the first sheet"
                )
            if len(filled) > 1:
                others = ", ".join(repr(s.title) for s in filled[1:])
                said.append(f"{file.name}: read sheet {filled[0].title!r}; not read: {others}")
            header: list[str] = []
            for number, cells in enumerate(filled[0].iter_rows(values_only=True), 1):
                if not _holds(cells):
                    continue
                if not header:
                    while cells[-1] is None:
                        cells = cells[:-1]
                    header = named_columns(list(cells), file.name)
                    continue
                yield Row(file.name, number, {h: _cell(c) for h, c in zip(header, cells, strict=False)})
        except CorpusError:
            raise
        except Exception as error:  # openpyxl raises whatever its XML parser does
            why = f"{type(error).__name__}: {str(error)[:100]}"
            raise CorpusError(
                f"{file.name}: not a spreadsheet that can be read, after row {number} ({why}); save it anew as .xlsx"
            ) from error


def _holds(cells: tuple[Any, ...]) -> bool:
    """Whether a row of a sheet holds anything."""
    return any(c is not None and str(c).strip() for c in cells)


def _seekable(stream: BinaryIO) -> BinaryIO:
    """A stream that can be read from its end, as spreadsheets and Parquet are: packed ones are unpacked first."""
    packed = isinstance(stream, zipfile.ZipExtFile | gzip.GzipFile)
    return io.BytesIO(stream.read()) if packed or not stream.seekable() else stream


def _cell(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)  # spreadsheets hold 12 as 12.0
    return value.isoformat() if isinstance(value, time) else value


def read_parquet(file: File, said: list[str]) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with file.open() as stream:
        try:
            table = pq.ParquetFile(_seekable(stream))
            named_columns(list(table.schema_arrow.names), file.name)
            number = 0
            for batch in table.iter_batches(batch_size=1000):
                for values in batch.to_pylist():
                    number += 1
                    yield Row(file.name, number, {str(k): v for k, v in values.items()})
        except (pa.ArrowException, UnicodeDecodeError) as error:
            first = str(error).splitlines()[0][:150]
            raise CorpusError(f"{file.name}: not a Parquet file that can be read ({first}); write it anew") from error


def plain(value: Any) -> Any:
    """A cell as the tables hold it: days as ISO, everything else as it is."""
    return value.isoformat() if isinstance(value, datetime | date) else value
