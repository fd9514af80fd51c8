"""One URL table: the same paths below an institution's segment and on a host of its own."""

from django.urls import include, path

handler400 = "ventanilla.web.components.errors.bad_request"
handler403 = "ventanilla.web.components.errors.forbidden"
handler404 = "ventanilla.web.components.errors.not_found"
handler500 = "ventanilla.web.components.errors.server_error"

urlpatterns = [
    path("", include("ventanilla.web.components.urls")),
    path("", include("ventanilla.web.accounts.urls")),
    path("desk/", include("ventanilla.web.desk.urls")),
    path("office/", include("ventanilla.web.office.urls")),
    path("", include("ventanilla.web.portal.urls")),
]
