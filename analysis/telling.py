"""What the command line asks of its arguments, and what it says at the end of a run; nothing here imports much."""

import argparse
import sys
from pathlib import Path
from typing import Any, Literal, get_args

Century = Literal[1200, 1300, 1400, 1800, 1900, 2000]  # that two-digit years may belong to


def codebook_flags(parser: argparse.ArgumentParser) -> None:
    """Which codebook, and which of its frame files."""
    parser.add_argument("--codebook", help="folder of the codebook (default: data/codebook)")
    parser.add_argument("--frames", default="frames", help="frame file of the codebook: frames or frames-generic")


def intake_flags(parser: argparse.ArgumentParser) -> None:
    """How a corpus is read, and what is set apart."""
    reading_flags(parser)
    parser.add_argument(
        "--relevance", nargs="?", const=True, default=False, metavar="RULE",
        help="set apart what is off the subject by a rule of relevance.yaml (default: the first)",
    )  # fmt: skip
    parser.add_argument("--strict", action="store_true", help="an unfit row is an error (exit code 2)")


def reading_flags(parser: argparse.ArgumentParser) -> None:
    """How a corpus is read: names of columns, doubtful dates."""
    parser.add_argument(
        "--columns", action="append", default=[], metavar="THEIRS=OURS", help="name of a column of yours: متن=text"
    )
    parser.add_argument(
        "--two-digit-years", type=int, choices=get_args(Century), metavar="CENTURY", help="1300 reads «96» as 1396"
    )
    parser.add_argument(
        "--day-first", action=argparse.BooleanOptionalAction, help="04/10/2017 is 4 October, or not: 10 April"
    )


def cannot_write(error: OSError, out: str) -> int:
    """One line on a file that cannot be written or read: 2 where another path is the cure, else 1 (a full disk)."""
    if error.filename is None and not error.strerror:
        raise error
    name, why = str(error.filename or out), error.strerror or error
    ours = bool(out) and name.startswith(str(Path(out).parent))
    said = f"{out}: cannot be written ({why}); give another --out" if ours else f"{name}: {why}"
    print(f"error: {said}", file=sys.stderr)
    return 2 if error.filename else 1


def number(text: str) -> int:
    """A number above 0."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def sheet(text: str) -> str:
    """The name of a coding sheet."""
    if Path(text).suffix not in (".csv", ".xlsx"):
        raise argparse.ArgumentTypeError(f"{text!r} is no sheet; give a name that ends in .csv or .xlsx")
    return text


def seed(text: str) -> int:
    """A seed: 0 or above."""
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    return int(text)


def set_and_file(text: str) -> str:
    """SET=FILE."""
    name, _, file = text.partition("=")
    if not name or not file or Path(file).is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} names no set and file; write such as mine=scores.csv")
    return text


def tell_unread(codebook: Any) -> None:
    """Say which files of the codebook folder nothing reads."""
    for name in codebook.unread:
        print(
            f"note: {name} of the codebook is read by nobody; a file is called by what it holds, such as actors-mine.yaml",
            file=sys.stderr,
        )


def tell_measured(done: Any, out: Path, format: str) -> int:
    """Say what a run has measured, what it set apart and why; the exit code."""
    from collections import Counter

    from analysis.corpus import write_rejected
    from analysis.tables import UNMEASURED

    listed = out / "rejected.csv"
    if len(done.rejected):
        write_rejected(done.rejected, listed)
    elif format != "csv":  # of an earlier corpus
        listed.unlink(missing_ok=True)
    apart = done.articles - done.kept
    print(f"{done.kept} articles measured, {apart} set apart; tables in {out}", file=sys.stderr)
    reasons = Counter(done.rejected["reason"]) if len(done.rejected) else Counter()
    copies = apart - sum(reasons.values())
    if reasons:
        said = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
        print(f"set apart: {said}; row by row in {listed}", file=sys.stderr)
    if copies > 0:
        print(
            f"set apart: {copies} copies (same title and text); column copy_of of the table articles", file=sys.stderr
        )
    if done.undated:
        print(without_day(done.undated, "column notes of the table articles says why"), file=sys.stderr)
    if 2 * reasons[UNMEASURED[0]] > done.articles:
        print("error: the program failed on most of the articles; please report it with rejected.csv", file=sys.stderr)
        return 1
    if not done.kept:
        print("error: nothing was measured", file=sys.stderr)
        return 2
    return 0


def without_day(count: int, where: str) -> str:
    """How many articles have no day."""
    return f"articles whose date is missing or was not read: {count}; {where}"
