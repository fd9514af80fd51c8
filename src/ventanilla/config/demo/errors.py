"""What keeps the demo from running: one sentence for whoever started it."""

from pathlib import Path


class DemoError(Exception):
    """`str()` says what is wrong and what to do."""


class PortTaken(DemoError):
    def __init__(self, port: int, reason: str) -> None:
        super().__init__(f"Port {port} cannot be used ({reason}): choose another one with --port.")


class DataNotWritable(DemoError):
    def __init__(self, folder: Path, error: OSError) -> None:
        super().__init__(
            f"The folder {folder} cannot be written ({error.strerror}): choose another one with --data."
        )


class NoInstitutions(DemoError):
    def __init__(self, folder: Path) -> None:
        what = "It is a file." if folder.is_file() else "`./run institution new FOLDER` begins one."
        super().__init__(f"There is no institution's folder in {folder}. {what}")


class NotPrepared(DemoError):
    """A step of the preparation failed; its own words follow."""

    def __init__(self, step: str, said: str, log: Path, *, code: int = 1) -> None:
        super().__init__(f"The step '{step}' failed (the whole of it: {log}):\n{said}")
        self.said = said
        self.code = code


class GaveUp(DemoError):
    def __init__(self, name: str, times: int, said: str, log: Path) -> None:
        super().__init__(
            f"{name} ended {times} times within a minute, so all was stopped. Its last words: {said} ({log})"
        )


class NoAnswer(DemoError):
    def __init__(self, seconds: float, log: Path) -> None:
        super().__init__(f"The web did not answer within {seconds:.0f} s: see {log}.")
