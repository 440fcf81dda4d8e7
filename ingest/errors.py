"""What can go wrong in reading that a user can mend.

IngestError
├── NothingToReadError      a path that does not exist, a folder with no readable file
├── UnreadableFolderError   a folder whose files cannot be told
├── CatalogError            documents.yaml is not what it should be
└── UnreadableFileError     this file only; the others go on
    ├── PassingFailureError the machine's doing and not the file's; it may be read the next time
    └── SlowFileError       it took longer than a file may, or the machine was busy
"""

import errno

_OF_PARSERS = (None, errno.EINVAL, errno.EFBIG, errno.ENOMEM)
"""What parsers raise over what they are given, and the limits that they run under."""


class IngestError(Exception):
    """Its text is one sentence that says what is wrong and what to do."""


class NothingToReadError(IngestError):
    pass


class UnreadableFolderError(IngestError):
    pass


class CatalogError(IngestError):
    pass


class UnreadableFileError(IngestError):
    pass


class PassingFailureError(UnreadableFileError):
    pass


class SlowFileError(UnreadableFileError):
    pass


def is_of_machine(error: OSError) -> bool:
    """Whether the machine failed, its disk or its network, rather than what is read."""
    return error.errno not in _OF_PARSERS
