"""CSV and its kin, read so that a quotation mark that is never closed costs no row but its own."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from analysis.formats import LONGEST, SAMPLE, CorpusError, Fault, File, Row, named_columns, text_of


def read_table(file: File, said: list[str]) -> Iterator[Row]:
    """CSV and its kin; the delimiter is the one that parts the header into the most cells."""
    with text_of(file, said, newline="") as stream:
        head = stream.read(SAMPLE // 4)
    delimiter, skip = _delimiter(head, file.name)
    csv.field_size_limit(LONGEST)
    with text_of(file, [], newline="") as stream:
        for _ in range(skip):
            stream.readline()
        lines = _Lines(stream, skip)
        reader = csv.reader(lines, delimiter=delimiter)
        header: list[str] = []
        number = skip
        while True:
            number, wrong = number + 1, ""
            lines.begin()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells, wrong = [], str(error)[:100]
            broken = bool(wrong) or lines.ended
            if not broken and not any(cell.strip() for cell in cells):
                continue
            if not header:
                if broken:
                    raise CorpusError(f"{file.name}: row {number}: a quotation mark in the header is never closed")
                header = named_columns(cells, file.name)
                continue
            fits = len(cells) >= min(len(header), 2) and not any(c.strip() for c in cells[len(header) :])
            if others := _other_rows(lines.taken, cells, fits and not broken, broken, delimiter, len(header)):
                lines.put_back()
            first, last = lines.taken[0].number, lines.taken[-1].number
            where = f"lines {first} to {last}" if last > first else f"line {first}"
            fault = None
            if broken or others:
                opened = _cells(lines.taken[0].text, delimiter)  # the last of these is the one that does not end
                cells = opened[:-1]
                cure = "look for a quotation mark that is never closed"
                reason = (
                    "not a row of a table" if wrong and last == first and not others else "a cell that holds other rows"
                )
                column = header[min(len(opened), len(header)) - 1]
                fault = Fault(reason, cure, column, f"{where}: {wrong}".rstrip(": "))
            elif not fits:
                cure = "put cells that hold the delimiter, a quotation mark or a line break between quotation marks"
                found = f"{len(cells)} cells, the header has {len(header)}{f', {where}' if last > first else ''}"
                fault = Fault("cells that do not fit the header", cure, found=found)
            cells += [""] * (len(header) - len(cells))
            yield Row(file.name, number, dict(zip(header, cells, strict=False)), fault)


class _Line(NamedTuple):
    number: int
    text: str
    times: int  # that it was read before


class _Lines:
    """Lines of a table, for a reader that can go back: those after the first of a record can be put back to be read anew.

    A line that was put back three times is read for itself, so that no file takes more than five readings.
    """

    def __init__(self, stream: TextIO, before: int):
        self._stream, self._number, self._back = stream, before, deque[_Line]()
        self.begin()

    def begin(self) -> None:
        """A new record."""
        self.taken: list[_Line] = []  # lines of the record
        self.ended = False  # whether no more could be given though the record was not at its end
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.taken or (self._size < LONGEST and self.taken[0].times < 3):
            if self._back:
                return self._take(self._back.popleft())
            if text := self._stream.readline():
                self._number += 1
                return self._take(_Line(self._number, text, 0))
        self.ended = bool(self.taken)
        raise StopIteration

    def _take(self, line: _Line) -> str:
        self.taken.append(line)
        self._size += len(line.text)
        return line.text

    def put_back(self) -> None:
        """All lines of the record but the first are read anew."""
        self._back.extendleft(_Line(n, text, times + 1) for n, text, times in reversed(self.taken[1:]))
        del self.taken[1:]


def _other_rows(taken: list[_Line], cells: list[str], sound: bool, broken: bool, delimiter: str, columns: int) -> bool:
    """Whether a record has taken in other rows, as one does in which a quotation mark opens and never closes.

    Such a mark is closed by that of a later row, with text right behind it, or by none.
    """
    if len(taken) < 2 or columns < 2:
        return False
    if broken:  # even rows that lack a cell or two are rows
        return any(2 * len(_cells(line.text, delimiter)) > columns for line in taken[1:])
    if sound and not any(_swallowed(cell, delimiter, columns) for cell in cells):
        try:
            for _ in csv.reader((line.text for line in taken), delimiter=delimiter, strict=True):
                pass
            return False
        except csv.Error:
            pass
    return any(_is_row(line.text, delimiter, columns) for line in taken[1:])


def _is_row(line: str, delimiter: str, columns: int) -> bool:
    """Whether a line has the cells of a row, or most of them with a mark of its own that does not close."""
    if (found := len(_cells(line, delimiter))) == columns or 2 * found <= columns:
        return found == columns
    try:
        next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return True
    return False


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of a line for itself."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _swallowed(cell: str, delimiter: str, columns: int) -> bool:
    """Whether most of many lines of a cell are rows of the table."""
    if cell.count("\n") < 10:
        return False
    lines = cell.split("\n")
    return sum(line.count(delimiter) >= columns - 1 for line in lines) > len(lines) / 2


def _delimiter(head: str, name: str) -> tuple[str, int]:
    if match := re.match(r'"?sep=(.)"?\r?\n', head):  # Excel's own line
        return match[1], 1
    line = next((x for x in head.splitlines() if x.strip()), "")
    outside = re.sub(r'"[^"]*"', "", line)
    best = max(",;\t|", key=outside.count)
    return (best, 0) if outside.count(best) else ("\t" if ".t" in name[-8:] else ",", 0)
