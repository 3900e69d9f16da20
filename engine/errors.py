"""The one family of errors that a person can cause and mend."""

LONGEST = 600  # characters


class UserError(Exception):
    """A sentence for the person at the window: what is wrong and what to do.

    ``field`` names the setting that it is about (``"hidden"``, ``"learning_rate"``, ...), if it is about one.
    It stands in one line, and is cut where it quotes more than anybody reads.
    """

    def __init__(self, message: str, field: str | None = None):
        line = " ".join(message.split())
        super().__init__(line if len(line) <= LONGEST else f"{line[:LONGEST]}…")
        self.field = field
