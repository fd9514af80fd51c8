"""The sheet of the desk's process; what the institution has not said yet is shown as a proposal (UDG-11)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.queries import section
from ventanilla.lib.clock import now
from ventanilla.quality.section import Indicator, Process
from ventanilla.web.portal import hours

UNITS: dict[str, Any] = {
    "percent": gettext_lazy("%(amount)s %%"),
    "hours": gettext_lazy("%(amount)s hours"),
    "days": gettext_lazy("%(amount)s days"),
    "points": gettext_lazy("%(amount)s points"),
    "cases": gettext_lazy("%(amount)s cases"),
}


@require_safe
def show(request: Any) -> HttpResponse:
    at, data = now(), section("process")
    if not data:
        raise Http404
    process = Process.model_validate(data)
    context = {
        "at": at,
        "process": process,
        "indicators": [(one, target(one)) for one in process.indicators],
        "every": ngettext("every month", "every %(n)d months", process.period.every)
        % {"n": process.period.every},
        "hours": hours.of_desk(request.institution, request.person, at=at),
        "crumbs": [
            (gettext("Start"), reverse("portal:home")),
            (gettext("Help"), reverse("portal:help")),
            (gettext("Process sheet"), ""),
        ],
    }
    return render(request, "portal/process/page.html", context)


def target(indicator: Indicator) -> str:
    """“al menos 90 %”, “a lo sumo 3 días”."""
    amount = UNITS[indicator.unit] % {"amount": number_format(indicator.target.normalize(), use_l10n=True)}
    words = gettext("at least %(amount)s") if indicator.better == "higher" else gettext("at most %(amount)s")
    return words % {"amount": amount}
