from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from ventanilla.web.components import views

app_name = "components"
urlpatterns: list[URLPattern | URLResolver] = [
    path("look/<int:hue>-<slug:version>.css", views.hue, name="hue"),
    path("look/<int:hue>-<slug:version>.svg", views.mark, name="mark"),
    path("language/", views.language, name="language"),
]
if settings.DEBUG:
    urlpatterns.append(path("components/", include("ventanilla.web.components.gallery.urls")))
