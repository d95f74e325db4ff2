"""Ctrl-C held back while something must not be torn apart, and let through where it does no harm."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final


class HeldInterruptions:
    """Interruptions that came while they were held back."""

    def __init__(self) -> None:
        self._before: Final = signal.getsignal(signal.SIGINT)
        self._n_held = 0

    @property
    def has_come(self) -> bool:
        """Return whether one is being held back."""
        return self._n_held > 0

    def note(self, _number: int, _frame: FrameType | None) -> None:
        """Hold one back."""
        self._n_held += 1

    def let_through(self) -> None:
        """Do what an interruption would have done when it came, if one has come."""
        if self._n_held and callable(self._before):
            self._n_held = 0
            self._before(signal.SIGINT, None)


@contextmanager
def interruptions_held() -> Iterator[HeldInterruptions]:
    """
    Hold Ctrl-C back until the end of the block, or until it is let through inside.

    Other threads are never interrupted, so that there is nothing to hold back; nor is there where a caller ignores interruptions.
    """
    held = HeldInterruptions()
    before = signal.getsignal(signal.SIGINT)
    is_ours = threading.current_thread() is threading.main_thread() and callable(before)
    if is_ours:
        signal.signal(signal.SIGINT, held.note)
    try:
        yield held
    finally:
        if is_ours:
            signal.signal(signal.SIGINT, before)
    held.let_through()
