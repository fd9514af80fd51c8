"""The portal's addresses. Strangers may read the catalogue; what is somebody's asks who it is."""

from django.urls import path

from ventanilla.web.portal.calendar import views as calendar
from ventanilla.web.portal.casefile import views as casefile
from ventanilla.web.portal.completion import views as completion
from ventanilla.web.portal.confirmation import views as confirmation
from ventanilla.web.portal.document import views as document
from ventanilla.web.portal.guide import views as guide
from ventanilla.web.portal.guideline import views as guideline
from ventanilla.web.portal.help import views as help_page
from ventanilla.web.portal.home import views as home
from ventanilla.web.portal.places import views as places
from ventanilla.web.portal.process import views as process
from ventanilla.web.portal.reopening import views as reopening
from ventanilla.web.portal.service import views as service
from ventanilla.web.portal.submit import addition
from ventanilla.web.portal.submit import views as submit
from ventanilla.web.portal.survey import views as survey
from ventanilla.web.portal.ticket import history, reporting, resending, withdrawal
from ventanilla.web.portal.ticket import views as ticket
from ventanilla.web.portal.tickets import views as tickets
from ventanilla.web.portal.types import views as types

app_name = "portal"
urlpatterns = [
    path("", home.show, name="home"),
    path("categories/<slug:slug>/", home.category, name="category"),
    path("services/<slug:slug>/", service.show, name="service"),
    path("services/<slug:slug>/request/", submit.form, name="form"),
    path("services/<slug:slug>/request/addition/", addition.add, name="addition"),
    path("tickets/<str:code>/confirmation/", confirmation.confirmation, name="confirmation"),
    path("tickets/<str:code>/receipt/", confirmation.receipt, name="receipt"),
    path("places/", places.show, name="places"),
    path("calendar/", calendar.show, name="calendar"),
    path("calendar/<int:year>/", calendar.show, name="calendar_of"),
    path("types/", types.show, name="types"),
    path("help/", help_page.show, name="help"),
    path("guides/<slug:slug>/", guide.show, name="guide"),
    path("guideline/", guideline.show, name="guideline"),
    path("process/", process.show, name="process"),
    path("tickets/", tickets.show, name="requests"),
    path("tickets/<str:code>/", ticket.show, name="ticket"),
    path("tickets/<str:code>/messages/", ticket.say, name="messages"),
    path("tickets/<str:code>/messages/<int:pk>/report/", reporting.report, name="report"),
    path("tickets/<str:code>/withdrawal/", withdrawal.withdraw, name="withdrawal"),
    path("tickets/<str:code>/case/", casefile.show, name="case"),
    path("tickets/<str:code>/completion/", completion.show, name="completion"),
    path("tickets/<str:code>/reopening/", reopening.show, name="reopening"),
    path("tickets/<str:code>/nudge/", reopening.nudge, name="nudge"),
    path("tickets/<str:code>/confirmation/sending/", resending.resend, name="resending"),
    path("tickets/<str:code>/history/", history.show, name="history"),
    path("documents/<str:words>/", document.document, name="document"),
    path("survey/<str:token>/", survey.survey, name="survey"),
]
