"""The collector of cyclic garbage, held off where it would walk again and again what stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_off() -> Iterator[None]:
    """Within, garbage in cycles is collected only where `gc.collect` is called; after it, as before."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
