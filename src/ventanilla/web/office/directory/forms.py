"""The form by which a file of the student system is brought."""

from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.documents.names import clean
from ventanilla.people.actions.loading import LARGEST, TooLarge
from ventanilla.web.components.field import Field


class Sending:
    """The file, and whether it is a part. `errors` once it cannot be taken."""

    def __init__(self, request: Any) -> None:
        self.file: UploadedFile | None = request.FILES.get("file")
        self.partial = bool(request.POST.get("partial"))
        self.errors: list[str] = []

    @property
    def name(self) -> str:
        return clean(self.file.name or "") or "directorio.csv" if self.file else ""

    @property
    def content(self) -> BinaryIO:
        if self.file is None or self.file.file is None:
            raise ValueError("nothing was sent")
        return cast(BinaryIO, self.file.file)

    def is_whole(self) -> bool:
        if self.file is None:
            self.errors = [gettext("Choose the file.")]
        elif not self.file.size:
            self.errors = [gettext("The file is empty.")]
        return not self.errors

    def refuse(self, problem: TooLarge) -> None:
        size = LARGEST // 1_000_000
        self.errors = [gettext("The file is larger than %(size)d MB.") % {"size": size}]

    @property
    def fields(self) -> list[Field]:
        return [
            Field(
                "file",
                "file",
                _("CSV file of the student system"),
                help=_(
                    "Its first line names the columns. Nothing changes before you have seen the differences."
                ),
                required=True,
                errors=self.errors,
                formats=("csv", "txt", "tsv"),
                max_bytes=LARGEST,
            ),
            Field(
                "partial",
                "check",
                _("The file is only a part: whoever is not in it stays"),
                help=_("Without this, who is in the directory and not in the file is marked as gone."),
                value=self.partial,
            ),
        ]
