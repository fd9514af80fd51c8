"""Where the bytes lie: under their hash, inside the institution's own prefix of the default storage.

On a local folder a file appears whole and flushed, or not at all. Other storages promise that themselves.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage

HALF = ".half-"  # the beginning of a file that is still being written


def place(institution_slug: str, sha256: str) -> str:
    """The name of a file in the storage."""
    return f"{institution_slug}/{sha256[:2]}/{sha256}"


def put(name: str, file: BinaryIO) -> None:
    """Keep the bytes under this name; what is already there is the same."""
    if default_storage.exists(name):
        return
    file.seek(0)
    if isinstance(default_storage, FileSystemStorage):
        _put_locally(Path(default_storage.path(name)), file)
        return
    kept = default_storage.save(name, File(file))
    if kept != name:  # somebody else was storing the same bytes
        default_storage.delete(kept)


def take(name: str) -> "File[Any]":
    """The bytes, open for reading; FileNotFoundError where the storage has lost them."""
    return default_storage.open(name, "rb")


def remove(name: str) -> None:
    default_storage.delete(name)


def stored(institution_slug: str) -> Iterator[tuple[str, datetime]]:
    """Each name below an institution's prefix with the instant at which it was written."""
    if not default_storage.exists(institution_slug):
        return
    for folder in sorted(default_storage.listdir(institution_slug)[0]):
        for file in sorted(default_storage.listdir(f"{institution_slug}/{folder}")[1]):
            name = f"{institution_slug}/{folder}/{file}"
            try:
                written = default_storage.get_modified_time(name)
            except FileNotFoundError:  # a half file that became whole meanwhile
                continue
            yield name, written if written.tzinfo else written.replace(tzinfo=UTC)


def _put_locally(path: Path, file: BinaryIO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, prefix=HALF, delete=False) as half:
        try:
            shutil.copyfileobj(file, half, 1024 * 1024)
            half.flush()
            os.fsync(half.fileno())
            Path(half.name).replace(path)
        except BaseException:
            Path(half.name).unlink(missing_ok=True)
            raise
    for folder in (path.parent, path.parent.parent):
        _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    """A new name survives a power cut only once its folder is flushed."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
