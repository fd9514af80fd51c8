"""The office opens on the first page of one's own menu."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from ventanilla.people.rules import OFFICE
from ventanilla.web.office import navigation
from ventanilla.web.office.access import for_roles


@require_safe
@for_roles(*OFFICE)
def show(request: Any) -> HttpResponse:
    return redirect(navigation.of(request.person)[0].url_name)
