"""The office's addresses. Each is guarded by roles; what belongs to a unit, by the unit's director too."""

from django.urls import path

from ventanilla.web.office.catalogue import views as catalogue
from ventanilla.web.office.home import views as home

app_name = "office"
urlpatterns = [
    path("", home.show, name="home"),
    path("services/", catalogue.show, name="catalogue"),
]
