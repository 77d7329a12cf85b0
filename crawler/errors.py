"""What can stop a harvest. The command prints the sentence and leaves with the exit code."""


class HarvestError(Exception):
    """The source cannot be read, or the workspace cannot be written. Remedy: in the sentence."""

    exit_code = 1

    def __init__(self, message: str, *, exit_code: int | None = None) -> None:
        super().__init__(message)
        if exit_code is not None:
            self.exit_code = exit_code


class ArchiveError(HarvestError):
    """A record is not where the index says, or not what its digest says. Remedy: harvest again, or restore a copy."""
