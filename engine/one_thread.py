"""scikit-learn with one thread: what it computes is then the same wherever, and beside whatever, it is done.

Whoever uses scikit-learn imports it inside a function, under ``one_thread``: that takes a second or two the first time,
and 75 MB.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def one_thread() -> Iterator[None]:
    """May be used in any thread; while it lasts, no library of this process computes with several."""
    with libraries().limit(limits=1):
        yield


@cache
def libraries() -> Any:
    """Those that would start threads: scikit-learn brings some of them, so it is imported first."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # else joblib counts the cores, by starting other programs
    import sklearn.utils.extmath  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
