"""What can go wrong in asking that a user, or who runs the server, can mend.

AssistantError
├── InvalidQuestionError    empty, or too long
├── InvalidFilterError      the day of a filter is no date
├── UnknownAnswerError      no answer of the journal has this id
├── GlossaryError           a line of the administrator's glossary cannot be read
├── ModelError              the language model is misnamed, or gave no answer
│   └── ModelTimeoutError       it did not end its reply in time
└── AccessError             who may enter is not told, or cannot be read
    ├── TooManyAttemptsError    signing in failed too often: wait
    └── ProviderError           the identity provider is out of reach, or tells no one
"""


class AssistantError(Exception):
    """Its text is one sentence that says what is wrong and what to do."""


class InvalidQuestionError(AssistantError):
    pass


class InvalidFilterError(AssistantError):
    pass


class UnknownAnswerError(AssistantError):
    pass


class GlossaryError(AssistantError):
    pass


class ModelError(AssistantError):
    pass


class ModelTimeoutError(ModelError):
    pass


class AccessError(AssistantError):
    pass


class TooManyAttemptsError(AccessError):
    """`seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many attempts: try again in {seconds} s.")
        self.seconds = seconds


class ProviderError(AccessError):
    """Its text is for the log. `is_down` where it did not answer, else what it said is not
    believed."""

    def __init__(self, reason: str, *, is_down: bool = False) -> None:
        super().__init__(reason)
        self.is_down = is_down
