"""What can go wrong in the index that a user can mend.

IndexStoreError
├── NoIndexError            the data folder holds no index
├── IncompatibleIndexError  made by another encoder, analyzer or format version
├── DamagedIndexError       files that do not match what the manifest says of them
├── BusyIndexError          another process is writing
├── StorageError            the data folder cannot be written: full, or not allowed
├── EncoderError            the encoder cannot be loaded
├── UnknownDocumentError    no such document
├── UnknownParagraphError   no such paragraph
├── InvalidSettingError     a setting of the environment is out of its limits
└── InvalidQueryError       an empty or too long query, k out of range
"""


class IndexStoreError(Exception):
    """Its text is one sentence that says what is wrong and what to do."""


class NoIndexError(IndexStoreError):
    pass


class IncompatibleIndexError(IndexStoreError):
    pass


class DamagedIndexError(IndexStoreError):
    pass


class BusyIndexError(IndexStoreError):
    pass


class EncoderError(IndexStoreError):
    pass


class UnknownDocumentError(IndexStoreError):
    pass


class UnknownParagraphError(IndexStoreError):
    pass


class InvalidSettingError(IndexStoreError):
    pass


class InvalidQueryError(IndexStoreError):
    pass


class StorageError(IndexStoreError):
    pass
