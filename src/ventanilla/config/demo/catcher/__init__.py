"""A mail server for the demo and for tests: it keeps every mail and sends none on.

Tests use `Catcher(folder)`; the demo runs it as a process of its own, with pages (`python -m …catcher`).
"""

from ventanilla.config.demo.catcher.mailbox import Letter, Mailbox
from ventanilla.config.demo.catcher.server import Catcher

__all__ = ["Catcher", "Letter", "Mailbox"]
