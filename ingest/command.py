"""How a command ends, and whose its files are."""

import errno
import os
import sys
from collections.abc import Callable
from typing import NoReturn

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM = "Nothing more can be written ({}): make room, or send what is printed elsewhere."


def run(main: Callable[[], int], *, interrupted: str = "") -> NoReturn:
    """Exits with what `main` returns; in silence where nobody reads its output any more, with a
    sentence where there is no room for it, and on Ctrl-C with one, if there is one. What it writes
    is for its owner alone to read."""
    os.umask(0o077)
    try:
        code = main()
        sys.stdout.flush()
        sys.exit(code)
    except BrokenPipeError:
        _say_no_more()
        sys.exit()
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _say_no_more()
        print(_NO_ROOM.format(error.strerror), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        if interrupted:
            print(interrupted, file=sys.stderr)
        sys.exit(130)


def _say_no_more() -> None:
    """Else what waits to be written would fail again at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
