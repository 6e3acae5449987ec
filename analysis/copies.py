"""Wire copies and near-duplicates: which articles tell the same text, and who had it first.

In go articles one by one (id, folded text, day); out come families. Candidates are found by MinHash over word shingles
(Broder 1997; datasketch's locality-sensitive hashing), within a window of days; each candidate is then compared shingle
by shingle, so that chance has no say in the result.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pandas as pd

Shingles = npt.NDArray[np.uint32]
Pair = tuple[int, int, float]  # places of an earlier and a later article, and how alike they are

WINDOW = 7  # days: agencies are copied the same day, weeklies copy within the week
LIKENESS = 0.35  # of the shorter text stands in the longer one; unrelated texts on one subject share below 0.1; see the test set in tests/test_copies.py
SHINGLE = 3  # words: two keep too little of the order, four break at every second changed word
BANDS, ROWS = 42, 3  # a pair that shares a third of all its shingles is a candidate with 80 %, half: 99.6 %
SHORTEST = 12  # shingles: below this, only the same words are a copy

_WORD = re.compile(r"[^\W_]+")


def shingles_of(folded: str) -> Shingles:
    """Sorted hashes of the runs of three words of a folded text, each once."""
    hashes = np.fromiter(map(_hash, _WORD.findall(folded)), dtype=np.uint32)
    if len(hashes) >= SHINGLE:  # order counts: each place has a factor of its own (Knuth's and two other odd ones)
        with np.errstate(over="ignore"):
            hashes = hashes[:-2] * np.uint32(2654435761) + hashes[1:-1] * np.uint32(40503) + hashes[2:]
    return np.unique(hashes)


@lru_cache(1 << 16)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def likeness(one: Shingles, other: Shingles) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1 (containment of shingles)."""
    if not len(one) or not len(other):
        return 0.0
    common = len(np.intersect1d(one, other, assume_unique=True))
    return float(common / min(len(one), len(other)))


class Families:
    """Collects articles; `table` finds the families among them."""

    def __init__(self, *, window: int = WINDOW, threshold: float = LIKENESS):
        self.window, self.threshold = window, threshold
        self._ids: list[str] = []
        self._at: dict[str, int] = {}
        self._days: list[int | None] = []
        self._shingles: list[Shingles] = []

    def add(self, id: str, folded: str, day: str | None) -> None:
        """Add an article: its id, folded text (title and text), ISO day or None."""
        self._at[id] = len(self._ids)
        self._ids.append(id)
        self._days.append(date.fromisoformat(day).toordinal() if day else None)
        self._shingles.append(shingles_of(folded))

    def rename(self, id: str, other: str, day: str | None) -> None:
        """Let another article of the same text stand for the one added as `id`."""
        if (at := self._at.pop(id, None)) is not None:
            self._at[other] = at
            self._ids[at], self._days[at] = other, date.fromisoformat(day).toordinal() if day else None

    def order(self) -> list[int]:
        """The articles by day; of one day as they were added, undated ones last."""
        return sorted(range(len(self._ids)), key=lambda i: (self._days[i] is None, self._days[i] or 0, i))

    def table(self, pairs: Sequence[Pair] | None = None) -> pd.DataFrame:
        """`id, family, likeness`, in the order added.

        `family` is the id of the earliest member (of two on one day, the one added first), an article's own id where it
        is alone; `likeness` is to the most alike earlier member, 0 for the earliest. `pairs` are those that `pairs` found,
        where they were looked for stretch by stretch.
        """
        order = self.order()
        place = {i: rank for rank, i in enumerate(order)}
        head = list(range(len(self._ids)))
        best = [0.0] * len(self._ids)

        def top(i: int) -> int:
            while head[i] != i:
                head[i] = head[head[i]]
                i = head[i]
            return i

        for earlier, later, alike in self.pairs(order, 0, len(order)) if pairs is None else pairs:
            best[later] = max(best[later], alike)
            a, b = sorted((top(earlier), top(later)), key=lambda i: place[i])
            head[b] = a
        families = [self._ids[top(i)] for i in range(len(self._ids))]
        return pd.DataFrame({"id": self._ids, "family": families, "likeness": best})

    def stretches(self, order: Sequence[int], count: int) -> list[tuple[int, int]]:
        """About `count` stretches of `order` for `pairs`, the undated articles in one of their own."""
        dated = len(order) - sum(day is None for day in self._days)
        ends = sorted({round(dated * k / count) for k in range(count + 1)} | {len(order)})
        return list(pairwise(ends))

    def pairs(self, order: Sequence[int], first: int, last: int) -> Iterator[Pair]:
        """Pairs (earlier, later, likeness) of near-duplicates within the window, of which the later one stands in
        `order[first:last]`."""
        if last - first < 1 or len(order) < 2:
            return
        from datasketch import MinHash, MinHashLSH

        empty = MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int, scheme="affine32")

        def index() -> Any:
            return MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))

        undated = self._days[order[last - 1]] is None  # it may be a copy of any other
        day = self._days[order[first]]
        begin = 0
        if not undated and day is not None:
            begin = bisect_left(order, day - self.window, hi=first, key=lambda i: self._days[i] or 0)
        shelves: dict[int | None, Any] = defaultdict(index)  # one index for each stretch of days as long as the window
        for position in range(begin, last):
            i = order[position]
            mine, day = self._shingles[i], self._days[i]
            if not len(mine):
                continue
            signature = empty.copy()
            signature.update_batch(mine.tolist())
            shelf = None if day is None else day // max(self.window, 1)
            near = list(shelves) if shelf is None else [shelf, shelf - 1]
            for number in near if position >= first else ():
                if number not in shelves:
                    continue
                for other in shelves[number].query(signature):
                    there = self._days[other]
                    if day is not None and there is not None and day - there > self.window:
                        continue
                    alike = self._alike(mine, self._shingles[other])
                    if alike:
                        yield other, i, alike
            shelves[shelf].insert(i, signature)
            for old in [s for s in shelves if s is not None and shelf is not None and s < shelf - 1 and not undated]:
                del shelves[old]

    def _alike(self, mine: Shingles, other: Shingles) -> float:
        alike = likeness(mine, other)
        least = self.threshold if min(len(mine), len(other)) >= SHORTEST else 1.0
        return alike if alike >= least else 0.0
