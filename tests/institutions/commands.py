"""What the commands say: to whoever types them, and to whoever typed something wrong."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def ran(*words: str | Path) -> str:
    """`ran("institution", "apply", folder)` and what it printed."""
    out = StringIO()
    call_command(*map(str, words), stdout=out, stderr=out)
    return out.getvalue()


def run(*words: str | Path) -> str:
    return ran("institution", *words)


def refused(*words: str | Path) -> str:
    """Everything that `institution …` says where it does not end well."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("institution", *map(str, words), stdout=out, stderr=out)
    return f"{out.getvalue()}{error.value}"
