"""No pattern runs away: on long words, rows of words and rows of marks each comes to an end at once."""

import importlib
import pkgutil
import re
import signal

import pytest

import analysis

TEXTS = [
    "ا" * 70,
    "در " + "بابا" * 20 + " که",
    "«" + "ا" * 60,
    "از " + "ا" * 60 + ":",
    " " + "ا" * 70 + "،",
    "ابجد " * 14,
    "گفت و گو با " * 6 + "ا" * 60,
    "روزنامه " + "ب" * 60 + " ",
    "وزیر " * 15,
    "، " * 30,
    "ا، " * 25,
]
MODULES = [m.name for m in pkgutil.walk_packages(analysis.__path__, "analysis.") if not m.name.endswith("__main__")]


def patterns():
    for name in MODULES:
        for label, value in vars(importlib.import_module(name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{name}.{label}", value


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system cannot stop a search")
def test_every_pattern_comes_to_an_end():
    def stopped(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stopped)
    try:
        runaway = []
        for name, pattern in patterns():
            signal.setitimer(signal.ITIMER_REAL, 5)
            try:
                for text in TEXTS:
                    for search in (pattern.search, pattern.match, pattern.fullmatch):
                        search(text)
            except TimeoutError:
                runaway.append(name)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        assert not runaway
    finally:
        signal.signal(signal.SIGALRM, before)
