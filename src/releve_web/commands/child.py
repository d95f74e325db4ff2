"""
``python -m releve_web.commands.child PARENT PROGRAM…``: become a program that ends when its parent does, however that ends.

A parent that is killed cannot stop anybody; on Linux the kernel does it for it. Elsewhere the next start finds what was left.
"""

import ctypes
import os
import signal
import sys
from typing import Final

PR_SET_PDEATHSIG: Final = 1


def main(parent: int, command: list[str]) -> None:
    """Tie this process to its parent and become the program; if the parent has ended meanwhile, end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == parent:
        os.execv(command[0], command)  # noqa: S606 - a program of ours, without a shell between


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
