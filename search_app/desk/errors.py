"""What a person can mend at the desk, or in its database."""


class DeskError(Exception):
    """A French sentence that says what to do next."""

    exit_code = 1
