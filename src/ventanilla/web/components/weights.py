"""Bytes as people read them on their phone."""

from django.utils.formats import number_format


def weight(size: int) -> str:
    """“340 kB”, “2,4 MB”."""
    if size < 1_000_000:
        return f"{number_format(max(1, round(size / 1000)), use_l10n=True)} kB"
    megabytes = round(size / 1_000_000, 1)
    return f"{number_format(megabytes, decimal_pos=0 if megabytes == int(megabytes) else 1)} MB"
