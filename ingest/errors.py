"""What can go wrong in reading that a user can mend.

IngestError
├── NothingToReadError      a path that does not exist, a folder with no readable file
├── UnreadableFolderError   a folder whose files cannot be told
├── CatalogError            documents.yaml is not what it should be
└── UnreadableFileError     this file only; the others go on
"""


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
