"""Work done ahead of whoever takes its results: several at once, in order, and never far ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

# Results that wait to be taken, for each worker: enough to keep all busy, few enough to bound the memory they hold.
_AHEAD = 2


def in_order(work: Callable[[Given], Made], given: Iterable[Given], *, workers: int) -> Iterator[Made]:
    """What `work` makes of each thing given, in order, made by several threads at once.

    Whatever `work` raises is raised where its result would come. `given` is asked for the next thing only when there
    is room for it.
    """
    pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")
    waiting: deque[Future[Made]] = deque()
    try:
        for one in given:
            waiting.append(pool.submit(work, one))
            if len(waiting) >= _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
