"""The portal's addresses. Strangers may read the catalogue; what is somebody's asks who it is."""

from django.urls import path

from ventanilla.web.portal.confirmation import views as confirmation
from ventanilla.web.portal.help import views as help_page
from ventanilla.web.portal.home import views as home
from ventanilla.web.portal.places import views as places
from ventanilla.web.portal.service import views as service
from ventanilla.web.portal.submit import addition
from ventanilla.web.portal.submit import views as submit
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
    path("types/", types.show, name="types"),
    path("help/", help_page.show, name="help"),
]
