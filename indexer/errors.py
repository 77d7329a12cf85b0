"""What a person can mend. Each message is a French sentence that says what to do next; `exit_code` is DESIGN §8's."""


class IndexerError(Exception):
    """The base of all of them: a failure of the run."""

    exit_code = 1


class EngineUnavailable(IndexerError):
    """The search server does not answer, or refuses what it is asked."""


class NothingIndexed(IndexerError):
    """No version of the index is in service."""


class IndexHeld(IndexerError):
    """Another run is building; the message names its holder, and so does `holder`, where it is known."""

    def __init__(self, message: str, holder: str = "") -> None:
        super().__init__(message)
        self.holder = holder


class BuildFailed(IndexerError):
    """The version could not be built; the one in service has not changed."""


class BuildRefused(BuildFailed):
    """A quality gate refused the version; the one in service has not changed."""

    exit_code = 4
