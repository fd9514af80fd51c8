"""The office's addresses. Each is guarded by roles; what belongs to a unit, by the unit's director too."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from ventanilla.web.office.board import views as board
from ventanilla.web.office.breaches import views as breaches
from ventanilla.web.office.calendars import views as calendars
from ventanilla.web.office.catalogue import views as catalogue
from ventanilla.web.office.changes import views as changes
from ventanilla.web.office.deadlines import views as deadlines
from ventanilla.web.office.decisions import views as decisions
from ventanilla.web.office.directory import views as directory
from ventanilla.web.office.editing import views as editing
from ventanilla.web.office.evaluation import drafting
from ventanilla.web.office.evaluation import views as evaluation
from ventanilla.web.office.executive import views as executive
from ventanilla.web.office.handing import views as handing
from ventanilla.web.office.home import views as home
from ventanilla.web.office.pauses import views as pauses
from ventanilla.web.office.people import views as people
from ventanilla.web.office.publication import views as publication
from ventanilla.web.office.service import form as service_form
from ventanilla.web.office.service import views as service
from ventanilla.web.office.shifts import views as shifts
from ventanilla.web.office.successions import views as successions
from ventanilla.web.office.times import views as times
from ventanilla.web.office.units import views as units


def written(folder: str, kind: str) -> Iterator[URLPattern]:
    """A thing's way from the draft to the public: `services/<slug>/draft/`, …"""
    about, what = f"{folder}/<slug:slug>", {"kind": kind}
    yield path(f"{about}/draft/", editing.begin, what, name=f"{kind}_draft")
    yield path(f"{about}/draft/update/", publication.update, what, name=f"{kind}_update")
    yield path(f"{about}/edit/<str:sheet>/", editing.edit, what, name=f"{kind}_edit")
    yield path(f"{about}/publication/", publication.show, what, name=f"{kind}_publication")


app_name = "office"
urlpatterns = [
    path("", home.show, name="home"),
    path("evaluations/", evaluation.listed, name="evaluations"),
    path("evaluations/new/", drafting.begin, name="evaluation_new"),
    path("evaluations/mine/", evaluation.mine, name="my_evaluations"),
    path("evaluations/drafts/<int:pk>/", drafting.draft, name="evaluation_draft"),
    path("evaluations/drafts/<int:pk>/figures/", drafting.refresh, name="evaluation_figures"),
    path("evaluations/drafts/<int:pk>/removal/", drafting.throw_away, name="evaluation_removal"),
    path("evaluations/drafts/<int:pk>/delivery/", drafting.delivery, name="evaluation_delivery"),
    path("evaluations/<int:pk>/", evaluation.show, name="evaluation"),
    path("evaluations/<int:pk>/remarks/", evaluation.remark, name="evaluation_remarks"),
    path("evaluations/<int:pk>/acknowledgement/", evaluation.acknowledge, name="evaluation_acknowledgement"),
    path("evaluations/<int:pk>/correction/", evaluation.correct, name="evaluation_correction"),
    path("assignment/", handing.show, name="handing_first"),
    path("assignment/<slug:slug>/", handing.show, name="handing"),
    path("decisions/", decisions.show, name="decisions"),
    path("board/", board.show, name="board"),
    path("board/cases/", board.cases, name="board_cases"),
    path("board/export/", board.export, name="board_export"),
    path("services/", catalogue.show, name="catalogue"),
    path("services/<slug:slug>/", service.show, name="service"),
    path("services/<slug:slug>/form/", service_form.show, name="service_form"),
    path("services/<slug:slug>/activation/", service.activation, name="service_activation"),
    *written("services", "service"),
    *written("categories", "category"),
    path("calendars/", calendars.show, name="calendars"),
    *written("calendars", "calendar"),
    path("deadlines/", deadlines.show, name="deadlines"),
    path("changes/", changes.show, name="changes"),
    path("changes/application/", changes.apply, name="changes_apply"),
    path("executive/", executive.show, name="executive"),
    path("executive/<int:pk>/", executive.one, name="critical"),
    path("executive/<int:pk>/acknowledgement/", executive.acknowledge, name="critical_acknowledgement"),
    path("executive/<int:pk>/answer/", executive.answer, name="critical_answer"),
    path("breaches/", breaches.show, name="breaches"),
    path("pauses/", pauses.show, name="pauses"),
    path("pauses/<slug:slug>/<int:pk>/", pauses.agent, name="pauses_of"),
    path("times/", times.show, name="times"),
    path("times/<slug:slug>/", times.change, name="times_change"),
    path("units/", units.show, name="units"),
    path("units/<slug:slug>/", units.unit, name="unit"),
    *written("units", "unit"),
    path("directory/", directory.show, name="directory"),
    path("directory/<int:pk>/", directory.one, name="directory_import"),
    path("directory/<int:pk>/application/", directory.application, name="directory_application"),
    path("directory/<int:pk>/unresolved/", directory.unresolved, name="directory_unresolved"),
    path("people/", people.find, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/taking/", people.taking, name="person_taking"),
    path("people/<int:pk>/succession/<slug:slug>/", successions.show, name="succession"),
    path("shifts/", shifts.show, name="shifts"),
    path("shifts/<slug:slug>/<int:pk>/", shifts.one, name="shift"),
    path("shifts/<slug:slug>/<int:pk>/absences/", shifts.add_absence, name="shift_absences"),
    path("shifts/<slug:slug>/<int:pk>/absences/end/", shifts.end_absence, name="shift_absence_end"),
    path("shifts/<slug:slug>/<int:pk>/conflicts/", shifts.add_conflict, name="shift_conflicts"),
    path("shifts/<slug:slug>/<int:pk>/conflicts/end/", shifts.remove_conflict, name="shift_conflict_end"),
]
