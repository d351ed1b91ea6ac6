"""Where files come in and go out."""

from django.urls import path

from signoff.files import pages

app_name = "files"
urlpatterns = [
    path("projects/<str:project>/tasks/<str:task>/files", pages.attach, name="attach"),
    path(
        "projects/<str:project>/scope/requirements/<int:requirement>/files",
        pages.attach_to_requirement,
        name="attach-to-requirement",
    ),
    path("files/<str:file>", pages.hand_out, name="hand-out"),
    path("files/<str:file>/erase", pages.erase, name="erase"),
]
