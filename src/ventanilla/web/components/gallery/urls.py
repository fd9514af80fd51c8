from django.urls import path

from ventanilla.web.components.gallery import views

urlpatterns = [
    path("gallery", views.parts, name="gallery"),
    path("gallery/portal", views.portal, name="gallery_portal"),
    path("gallery/ticket", views.ticket, name="gallery_ticket"),
    path("gallery/form", views.form, name="gallery_form"),
    path("gallery/rules", views.rules, name="gallery_rules"),
    path("gallery/desk", views.desk, name="gallery_desk"),
    path("gallery/error", views.error, name="gallery_error"),
]
