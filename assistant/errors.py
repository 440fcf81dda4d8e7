"""What can go wrong in asking that a user, or who runs the server, can mend.

AssistantError
├── InvalidQuestionError    empty, or too long
├── UnknownAnswerError      no answer of the journal has this id
└── ModelError              the language model is misnamed, or gave no answer
"""


class AssistantError(Exception):
    """Its text is one sentence that says what is wrong and what to do."""


class InvalidQuestionError(AssistantError):
    pass


class UnknownAnswerError(AssistantError):
    pass


class ModelError(AssistantError):
    pass
