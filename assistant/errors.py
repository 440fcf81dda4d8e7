"""What can go wrong in asking that a user can mend.

AssistantError
└── InvalidQuestionError    empty, or too long
"""


class AssistantError(Exception):
    """Its text is one sentence that says what is wrong and what to do."""


class InvalidQuestionError(AssistantError):
    pass
