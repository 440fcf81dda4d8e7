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
import re
from enum import StrEnum

_OF_PARSERS = (None, errno.EINVAL, errno.EFBIG, errno.ENOMEM)
"""What parsers raise over what they are given, and the limits that they run under."""


AGAIN = " The next build tries again."
"""What is told after a reason that may pass."""


class IngestError(Exception):
    """Its text is one sentence that says what is wrong and what to do."""


class NothingToReadError(IngestError):
    pass


class UnreadableFolderError(IngestError):
    pass


class CatalogError(IngestError):
    pass


class Reason(StrEnum):
    """Why a file is not read: a sentence without its full stop, with blanks for its values."""

    EMPTY = "the file is empty"
    NO_PARAGRAPH = "it holds no paragraph"
    NO_TEXT = "it is not text"
    OTHER_KIND = "it is {}, not text; give it its own ending"
    NO_ENCODING = "its encoding is unknown; save it as UTF-8"
    CUT_TEXT = "the text is cut or damaged ({})"
    TOO_LARGE = "larger than {} MiB"
    TOO_LARGE_UNPACKED = "larger than {} MiB once unpacked"
    TOO_MUCH_TEXT = "its text is larger than a file may hold"
    PASSWORD = "it is protected by a password; give a copy without one"  # noqa: S105
    SECURITY = "it is protected by a security scheme; give a copy without one"
    NO_PDF = "it is not a PDF, whatever its name says"
    NO_MAIL = "it is not an e-mail, whatever its name says"
    NO_OFFICE_TEXT = "it is no text document, whatever its name says"
    CUT_PDF = "the PDF is damaged or cut short"
    CUT_DOCX = "the DOCX is damaged or cut short"
    CUT_ODT = "the ODT is damaged or cut short"
    CUT_ZIP = "the ZIP archive is damaged or cut short"
    CUT_ARCHIVE = "its archive is damaged"
    NO_TEXT_IN_ODT = "the ODT holds no text"
    NO_TEXT_IN_MAIL = "the e-mail holds no text"
    NO_TEXT_ON_PAGES = "no text on page(s) {}"
    NONE_RECOGNISED = "no text was recognised in it"
    SCANS = "page(s) {} are scans and were not read: {}"
    NO_PAGE = "it has no page {}"
    TOO_MANY_PAGES = "it has {} pages and {} is the most"
    TOO_MANY_FILES = "it holds more than {} files, with those of its archives; unpack it"
    TOO_LARGE_TOGETHER = "its files are larger than {} MiB together; unpack it"
    TOO_DEEP = "it is within {} other archives; unpack them"
    NO_FILE = "it holds no file that can be read"
    HOLDS_CATALOG = "it holds {}, which is read of folders alone: unpack it"
    GONE = "it is no longer in its archive"
    ENTITIES = "it declares XML entities, which no office program writes"
    NESTED = "it is nested too deeply to be read"
    NO_OFFICE = (
        "{} files are read through LibreOffice, which is not on this machine; install it "
        "(Debian: apt install libreoffice-writer-nogui) or save the file as DOCX"
    )
    OFFICE_SLOW = "LibreOffice took more than {} seconds over it"
    OFFICE_FAILED = "LibreOffice cannot read it; the file is damaged"
    OCR_FAILED = "Tesseract could not read a page"
    OCR_SLOW = "Tesseract took more than {} seconds over a page"
    SLOW = "reading it took more than {} seconds"
    MEMORY = "it needs more memory than a file may take"
    STOPPED = "its reader stopped short; the file is damaged or not what its name says"
    KILLED = "its reader was stopped by this machine, which may lack memory"
    NOT_STARTED = "its reader could not be started ({})"
    FAULT = "the program failed to read it, which is to be reported ({}; {})"
    SYSTEM = "{}"
    """What the system says of a file that it does not open."""

    def told(self, *values: object) -> str:
        """The whole sentence."""
        return f"{self.format(*values)}."

    @classmethod
    def of(cls, sentence: str) -> "tuple[Reason, tuple[str, ...]]":
        """The reason that a sentence tells, which may lack its full stop or be followed by `AGAIN`,
        and its values."""
        said = sentence.removesuffix(AGAIN).removesuffix(".")
        for reason in cls:
            if found := _pattern(reason).fullmatch(said):
                return reason, found.groups()
        return cls.SYSTEM, (said,)


def _pattern(reason: Reason) -> re.Pattern[str]:
    return re.compile("(.*)".join(map(re.escape, reason.split("{}"))), re.S)


class UnreadableFileError(IngestError):
    """`name` is that of the file, where its text tells it."""

    def __init__(self, reason: Reason, *values: object, name: str = "") -> None:
        super().__init__(f"{name}: {reason.told(*values)}" if name else reason.told(*values))
        self.reason, self.values = reason, values


class PassingFailureError(UnreadableFileError):
    pass


class SlowFileError(UnreadableFileError):
    pass


def is_of_machine(error: OSError) -> bool:
    """Whether the machine failed, its disk or its network, rather than what is read."""
    return error.errno not in _OF_PARSERS
