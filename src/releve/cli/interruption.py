"""
Ctrl-C, heard for certain.

Python raises it wherever the program happens to be, and compiled code there may drop it: NumPy forgets any exception of some look-ups.
So each one is noted as well, and a command that is about to leave something behind asks first.
"""

import signal
import threading
from types import FrameType


class _Ear:
    """Whether Ctrl-C has been pressed since the program began to listen."""

    has_heard = False

    def hear(self, _number: int, _frame: FrameType | None) -> None:
        self.has_heard = True
        raise KeyboardInterrupt


_EAR = _Ear()


def listen() -> None:
    """Note every Ctrl-C from here on; a caller that ignores them, or handles them itself, is left alone."""
    _EAR.has_heard = False
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _EAR.hear)


def stop_listening() -> None:
    """Give Ctrl-C back to Python."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) == _EAR.hear:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def stop_if_interrupted() -> None:
    """Raise `KeyboardInterrupt` if Ctrl-C was pressed and did not come through."""
    if _EAR.has_heard:
        raise KeyboardInterrupt
