"""The one family of errors that a person can cause and mend."""


class UserError(Exception):
    """A sentence for the person at the window: what is wrong and what to do.

    ``field`` names the setting that it is about (``"hidden"``, ``"learning_rate"``, ...), if it is about one.
    """

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field
