"""What can go wrong in measuring that a user can mend.

EvalError
├── GoldError       a gold file that does not fit the index
└── DatasetError    a data set that is not in BEIR layout
"""


class EvalError(Exception):
    """Its text is one sentence that says what is wrong and what to do."""


class GoldError(EvalError):
    pass


class DatasetError(EvalError):
    pass
