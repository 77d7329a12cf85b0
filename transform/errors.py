"""What a person can mend. The command prints the sentence and leaves with the exit code (DESIGN §8)."""


class TransformError(Exception):
    """The transformation cannot run, or cannot write. Remedy: in the sentence."""

    exit_code = 1


class ProfileError(TransformError):
    """A profile that cannot be read or does not hold together. Remedy: mend the file and line it names."""

    exit_code = 2


class VocabularyError(TransformError):
    """A vocabulary that cannot be read or does not hold together. Remedy: mend the file and entry it names."""

    exit_code = 2


class PageError(Exception):
    """One page cannot be read: the run goes on, and `losses.jsonl` gets the sentence."""
