"""A child process that does not outlive whoever started it, not even after `kill -9`.

`command(…)` gives the words for `subprocess.Popen`: this file runs first, gives up root's rights where
asked, asks Linux to be told when the parent dies, and becomes the program. Elsewhere than on Linux only the
last part is there, and the next start has to clear up. The parent is the *thread* that started the child:
start children from a thread that stays.
"""

import ctypes
import os
import pwd
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
BORN_ORPHANED = 70


def command(
    words: Sequence[str | Path], *, ending: signal.Signals = signal.SIGTERM, user: str = ""
) -> list[str]:
    """`ending` is what the child gets when its parent is gone; `user` is whose rights it runs with."""
    leash = [sys.executable, "-I", "-S", __file__, str(os.getpid()), str(int(ending)), user]
    return [*leash, *map(str, words)]


def become(parent: int, ending: int, user: str, words: list[str]) -> None:
    if user:
        account = pwd.getpwnam(user)
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
    if sys.platform == "linux":  # after the change of user, which would undo it
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, ending)
    if os.getppid() != parent:
        sys.exit(BORN_ORPHANED)
    os.execv(words[0], words)


if __name__ == "__main__":
    become(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
