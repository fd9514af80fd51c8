"""Names of time zones that are places: others mean another zone on another machine, or none."""

from zoneinfo import ZoneInfo

#: `localtime` is where the machine stands; `posix/` and `right/` are copies (one counts leap seconds).
NO_PLACE = frozenset({"Factory", "localtime", "posixrules", "posix", "right", "Etc/Unknown"})


def is_place(name: str) -> bool:
    """Whether it is known, and the same everywhere."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return name not in NO_PLACE and name.partition("/")[0] not in NO_PLACE
