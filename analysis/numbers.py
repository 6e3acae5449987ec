"""The numbers behind a report's pictures as files for papers, and what changed between two reports.

In go executed notebooks, or the folders of two reports; out come `numbers/KEY.csv`, `.md` and `.tex` per picture and one
`numbers.xlsx`, or a tidy table of differences.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

PLOTLY = "application/vnd.plotly.v1+json"
VALUES = ("value", "low", "high", "n")  # columns that hold a number to compare; counts do as well
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|[\ud800-\udfff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever a workbook is written


class NumbersError(ValueError):
    """Two reports that cannot be compared."""


def pictures_of(notebook: Any) -> list[dict[str, Any]]:
    """What the figures of an executed notebook say of themselves: `layout.meta` (see `figures`), in order."""
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    return [o["data"][PLOTLY]["layout"]["meta"] for o in outputs if PLOTLY in o.get("data", {})]


def write_numbers(metas: Iterable[dict[str, Any]], folder: Path, *, rtl: bool = False) -> list[Path]:
    """Write every picture's numbers into `folder`; returns the files. `rtl`: sheets run from right to left.

    CSV and XLSX hold plain numbers under the columns of `measures`; Markdown and LaTeX hold the table as the report writes
    it, with its title and note as caption.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written, sheets = [], {}
    for meta in metas:
        key, table = meta["key"], pd.DataFrame(meta["numbers"]["rows"], columns=meta["numbers"]["columns"])
        sheets[key] = table
        for suffix, text in (
            ("csv", _harmless(table).to_csv(index=False, lineterminator="\n")), ("md", _markdown(meta)), ("tex", _latex(meta))
        ):  # fmt: skip
            path = folder / f"{key}.{suffix}"
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    if sheets:
        (folder / "numbers.xlsx").write_bytes(_workbook(sheets, rtl))
        written.append(folder / "numbers.xlsx")
    return written


def _harmless(table: pd.DataFrame) -> pd.DataFrame:
    """Words that a spreadsheet would run as a formula («=1+1» as the name of an outlet) behind an apostrophe."""

    def safe(value: Any) -> Any:
        return f"'{value}" if isinstance(value, str) and value.lstrip()[:1] in ("=", "+", "-", "@") else value

    return table.map(safe)


def _markdown(meta: dict[str, Any]) -> str:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"

    heads, rows = meta["table"]["heads"], meta["table"]["rows"]
    return "\n".join(
        [f"**{meta['title']}** {meta['note']}", "", line(heads), line(["---"] * len(heads)), *map(line, rows), ""]
    )


_TEX = str.maketrans({c: "\\" + c for c in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
                      "\\": r"\textbackslash{}"})  # fmt: skip


def _latex(meta: dict[str, Any]) -> str:
    """A `booktabs` table; Persian needs XeLaTeX or LuaLaTeX with xepersian or polyglossia."""
    heads, rows = meta["table"]["heads"], meta["table"]["rows"]

    def line(cells: Iterable[str]) -> str:
        return " & ".join(c.translate(_TEX) for c in cells) + r" \\"

    return "\n".join([
        r"\begin{table}", rf"\caption{{{meta['title'].translate(_TEX)} {meta['note'].translate(_TEX)}}}",
        rf"\label{{tab:{meta['key']}}}", rf"\begin{{tabular}}{{{'l' * len(heads)}}}", r"\toprule", line(heads), r"\midrule",
        *map(line, rows), r"\bottomrule", r"\end{tabular}", r"\end{table}", "",
    ])  # fmt: skip


def write_workbook(sheets: dict[str, pd.DataFrame], path: Path, *, rtl: bool = False) -> Path:
    """Tables as sheets of one XLSX file. A cell holds 32,767 characters and no control characters: what is longer is cut
    there, and ends in […]."""
    path.write_bytes(_workbook(sheets, rtl))
    return path


def _workbook(sheets: dict[str, pd.DataFrame], rtl: bool) -> bytes:
    """One sheet per table; times inside the file are fixed, so the same numbers are the same bytes."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for key, table in sheets.items():
        sheet = book.create_sheet(key[:31])
        sheet.freeze_panes = "A2"
        sheet.sheet_view.rightToLeft = rtl
        sheet.append([str(c) for c in table.columns])
        for row in table.astype(object).where(table.notna(), None).itertuples(index=False, name=None):
            cells = [_cell(v) for v in row]
            for i, value in enumerate(cells):
                if isinstance(value, str) and value.startswith("="):  # words, no formula
                    cells[i] = WriteOnlyCell(sheet, value)
                    cells[i].data_type = "s"
            sheet.append(cells)
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":  # the times of creating and saving
                content = _without_times(content)
            target.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool | int | float) or value is None:
        return value
    text = _CONTROL.sub(" ", value if isinstance(value, str) else str(value))
    return text if len(text) <= 32_767 else text[:32_763] + " […]"


def _without_times(core: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"1980-01-01T00:00:00Z", core)


# --- what changed -------------------------------------------------------------------------------------------------

DIFFERENCES = ["picture", "row", "column", "old", "new", "change", "outside"]


def compare(old: str | Path, new: str | Path) -> pd.DataFrame:
    """What changed in the numbers from one report's folder to another's: `picture, row, column, old, new, change, outside`.

    Rows are matched by their ids; a row or picture that only one report has stands with the other side empty. `outside`
    says whether a new value lies outside the old interval. Rows that did not change are left out. Raises NumbersError
    where a folder holds no report with numbers.
    """
    sides = [_read(Path(folder)) for folder in (old, new)]
    out: list[tuple[Any, ...]] = []
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        before, after = (side.get(key, {}) for side in sides)
        for row in dict.fromkeys([*before, *after]):
            a, b = before.get(row, {}), after.get(row, {})
            for column in dict.fromkeys([*a, *b]):
                x, y = a.get(column), b.get(column)
                if x == y or (column in ("low", "high") and a and b and a.get("value") != b.get("value")):
                    continue  # an interval that moves with its value is said by the value
                change = y - x if x is not None and y is not None else None
                low, high = a.get("low"), a.get("high")
                known = low is not None and high is not None and y is not None
                beyond = bool(column == "value" and known and not low <= y <= high)  # type: ignore[operator]
                out.append((key, row, column, x, y, change, beyond))
    return pd.DataFrame(out, columns=DIFFERENCES)


def _read(folder: Path) -> dict[str, dict[str, dict[str, float | None]]]:
    """picture → row → column → number."""
    files = sorted((folder / "numbers").glob("*.csv"))
    if not files:
        raise NumbersError(
            f"{folder}: no numbers of a report here; expected a folder made by `python -m analysis report`"
        )
    found: dict[str, dict[str, dict[str, float | None]]] = {}
    for file in files:
        table = pd.read_csv(file, dtype=str, keep_default_na=False)
        numeric = [c for c in table if c in VALUES or pd.to_numeric(table[c], errors="coerce").notna().all()]
        ids = [c for c in table if c not in numeric]
        found[file.stem] = {
            " · ".join(str(row[c]) for c in ids): {str(c): float(row[c]) if row[c] else None for c in numeric}
            for row in table.to_dict("records")
        }
    return found


def as_markdown(changes: pd.DataFrame, *, most: int = 60) -> str:
    """The differences for a pull request: values outside the old interval first, at most `most` rows."""
    if changes.empty:
        return "No number changed.\n"
    order = changes.assign(first=~changes["outside"].astype(bool)).sort_values(
        ["first", "picture", "row"], kind="stable"
    )
    lines = [
        f"{len(changes)} numbers changed, {int(changes['outside'].sum())} of them beyond the old 95% interval (‡).", "",
        "| picture | row | number | old | new | change |", "|---|---|---|---:|---:|---:|",
    ]  # fmt: skip
    for row in order.head(most).to_dict("records"):
        mark = " ‡" if row["outside"] else ""
        cells = [_written(row[c]) for c in ("old", "new", "change")]
        lines.append(
            f"| {row['picture']} | {str(row['row']).replace('|', '/')} | {row['column']}{mark} | "
            + " | ".join(cells)
            + " |"
        )
    if len(changes) > most:
        lines += ["", f"… and {len(changes) - most} more."]
    return "\n".join(lines) + "\n"


def _written(value: Any) -> str:
    return "–" if value is None or value != value else f"{value:.4g}"
