"""Measured tables put together for a report: partitions in order, or a sample of their articles with all their rows.

In goes a folder that one process, many or a cluster wrote; out comes a folder of one file a table.
"""

import shutil
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus import SET_APART
from analysis.files import TableWriter, read_written
from analysis.tables import COLUMNS, NAMES, written_as


def gather(source: Path, folder: Path, *, most: int | None = None, seed: int = 1) -> tuple[int, int]:
    """Put the measured tables of `source` into `folder`, one file each; partitions are put together in order.

    Of more than `most` articles, about as many are drawn at random by `seed`, with all their rows: an article is drawn or
    not by its id alone (Bernoulli sampling; Särndal et al. 1992, ch. 3), so that rows stream through, however many there
    are. Returns how many articles stand in `folder`, and how many in `source`. Raises FileNotFoundError naming the table
    that is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: _files_of(source, name) for name in NAMES}
    for name, found in files.items():
        if not found and name != "unresolved":
            raise FileNotFoundError(f"{source}: the table {name!r} is missing; measure the corpus again")
    every = sum(pq.read_metadata(file).num_rows for file in files["articles"])
    share = 1.0 if most is None or every <= most else most / every
    drawn = every
    for name, found in files.items():
        if share == 1 and len(found) == 1:
            shutil.copyfile(found[0], folder / f"{name}.parquet")
        elif found:
            written = _copy_rows(found, folder / f"{name}.parquet", name, share, seed)
            drawn = written if name == "articles" else drawn
    return drawn, every


def as_parquet(source: Path, folder: Path) -> Path:
    """The tables of `source` as Parquet: `source` itself, or `folder`, where they are written anew from csv or jsonl."""
    if not (format := written_as(source)) or format == "parquet":
        return source
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        if (path := source / f"{name}.{format}").is_file():
            table = read_written(path, name, COLUMNS.get(name, SET_APART))
            with TableWriter(folder / f"{name}.parquet", table.schema, name) as out:
                out.write(table)
    return folder


def _files_of(source: Path, name: str) -> list[Path]:
    whole = source / f"{name}.parquet"
    return [whole] if whole.is_file() else sorted((source / name).glob("*.parquet"))


def _copy_rows(files: list[Path], out: Path, name: str, share: float, seed: int) -> int:
    """The rows of the articles drawn, written to `out`; returns how many."""
    rows = 0
    key = "article_id" if name in COLUMNS else "id"
    with TableWriter(out, pq.read_schema(files[0]), name) as writer:
        for file in files:
            for batch in pq.ParquetFile(file).iter_batches():
                table = pa.Table.from_batches([batch])
                if share < 1:
                    table = table.filter(_drawn(table[key].to_pandas(), share, seed))
                rows += len(table)
                writer.write(table)
    return rows


def _drawn(ids: pd.Series, share: float, seed: int) -> pa.Array:
    """Whether each id belongs to the sample: its hash, keyed by the seed, lies in the lowest `share` of all hashes."""
    hashes = pd.util.hash_array(ids.fillna("").astype(object).to_numpy(), hash_key=f"{seed:016d}"[-16:])
    return pa.array(hashes < share * 2.0**64)
