"""What can go wrong in measuring that a user can mend.

EvalError
├── GoldError       a gold file or a report that cannot be used, a sentence a fault
│   └── MisfitError     a piece of evidence that the index does not hold
└── DatasetError    a data set that is not in BEIR layout
"""


class EvalError(Exception):
    """Its text is one sentence that says what is wrong and what to do."""


class GoldError(EvalError):
    pass


class MisfitError(GoldError):
    """Its text has no full stop: it goes behind the line that it is of."""


class DatasetError(EvalError):
    pass
