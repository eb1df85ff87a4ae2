"""What can go wrong for a person, each told in one sentence that says what to do."""


class ReviewIndexError(Exception):
    """Base of every error whose message is meant to be read by a person."""


class SourceError(ReviewIndexError):
    """A file or folder of reviews that can't be read at all."""


class IndexMissing(ReviewIndexError):
    """No index lies where one was expected."""


class IndexDamaged(ReviewIndexError):
    """The stored index contradicts itself and can't be rebuilt from what is there."""


class IndexUnreadable(ReviewIndexError):
    """There is an index, and nothing is known to be wrong with it, but it can't be opened."""


class IndexBusy(ReviewIndexError):
    """Another process is building this index."""


class BackupRefused(ReviewIndexError):
    """A backup would go where an index lies already."""


class ModelError(ReviewIndexError):
    """The embedding model or the weights are missing or are not what was expected."""


class SettingsError(ReviewIndexError):
    """config.toml or the environment holds a key or value that can't be used."""
