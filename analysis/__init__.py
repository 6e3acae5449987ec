"""hamkari: how Persian-language news covers the cooperation of Russia, Iran and Turkey.

>>> import analysis
>>> m = analysis.measure("data/sample/articles.jsonl")  # doctest: +SKIP
>>> m.quotations  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.tables import Measured

__version__ = "0.1.0"


def measure(corpus: str, **options: Any) -> Measured:
    """Measure a corpus in one line; returns the tables. Options: see `analysis.tables.measure_corpus`."""
    from analysis.tables import measure_corpus  # heavy: only when asked for

    return measure_corpus(corpus, **options)
