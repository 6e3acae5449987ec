"""The command line: `python -m analysis measure CORPUS --out DIR` and its sisters.

Exit codes: 0 done; 1 the run failed; 2 the input or an argument is wrong, with one line that says where.
"""

import argparse
import sys


def main(argv: list[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    measure = commands.add_parser("measure", help="write the measured tables of a corpus")
    measure.add_argument("corpus", help=".jsonl, .csv, .parquet or a folder of .txt")
    measure.add_argument("--out", required=True, help="folder for the tables")
    measure.add_argument("--format", choices=["parquet", "csv", "jsonl"], default="parquet")
    measure.add_argument("--workers", type=int, default=1)
    measure.add_argument("--codebook", default=None, help="folder of the codebook (default: data/codebook)")

    arguments = parser.parse_args(argv)
    return _measure(arguments)


def _measure(arguments: argparse.Namespace) -> int:
    from analysis.codebook import FOLDER, CodebookError, load_codebook
    from analysis.corpus import CorpusError
    from analysis.tables import measure_corpus, write_tables

    try:
        codebook = load_codebook(arguments.codebook or FOLDER)
        measured = measure_corpus(arguments.corpus, codebook=codebook, workers=arguments.workers)
    except (CorpusError, CodebookError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    write_tables(measured, arguments.out, arguments.format)
    return 0


if __name__ == "__main__":
    sys.exit(main())
