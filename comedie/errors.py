"""What a person can mend, with the exit code that the command leaves with (DESIGN §8)."""

DONE, FAILED, WRONG_USE, INCOMPLETE, REFUSED = 0, 1, 2, 3, 4


class CommandError(Exception):
    """A sentence in French that says what happened and what to do next."""

    exit_code = FAILED


class UsageMistake(CommandError):
    exit_code = WRONG_USE
