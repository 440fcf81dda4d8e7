"""How a command ends, and whose its files are."""

import os
import sys
from collections.abc import Callable
from typing import NoReturn


def run(main: Callable[[], int], *, interrupted: str = "") -> NoReturn:
    """Exits with what `main` returns; in silence where nobody reads its output any more, and on
    Ctrl-C with a sentence, if there is one. What it writes is for its owner alone to read."""
    os.umask(0o077)
    try:
        sys.exit(main())
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit()
    except KeyboardInterrupt:
        if interrupted:
            print(interrupted, file=sys.stderr)
        sys.exit(130)
