"""Every page of accounts that exists: allauth's own registration, reset and address pages do not."""

from django.urls import include, path

from ventanilla.web.accounts.access.views import access
from ventanilla.web.accounts.code.link import link
from ventanilla.web.accounts.code.views import code, correction, sending
from ventanilla.web.accounts.login.views import login, remembered_name
from ventanilla.web.accounts.logout.views import logout
from ventanilla.web.accounts.password.new import new
from ventanilla.web.accounts.password.views import change, reset
from ventanilla.web.accounts.profile.views import confirmation, profile
from ventanilla.web.accounts.register.views import register
from ventanilla.web.accounts.sessions.views import ending, endings, sessions

ours = [
    path("login/name/", remembered_name, name="remembered_name"),
    path("register/", register, name="register"),
    path("access/", access, name="access"),
    path("code/<str:token>/", code, name="code"),
    path("code/<str:token>/sending/", sending, name="sending"),
    path("code/<str:token>/address/", correction, name="correction"),
    path("confirm/<str:token>/", link, name="link"),
    path("password/new/", new, name="new_password"),
    path("me/", profile, name="profile"),
    path("me/confirmation/", confirmation, name="confirmation"),
    path("me/password/", change, name="change_password"),
    path("me/sessions/", sessions, name="sessions"),
    path("me/sessions/others/ending/", endings, name="end_others"),
    path("me/sessions/<int:pk>/ending/", ending, name="end_session"),
]
urlpatterns = [
    path("login/", login, name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("password/", reset, name="account_reset_password"),
    path("", include((ours, "accounts"))),
]
