"""Where one searches."""

from django.urls import path

from signoff.finding import pages

app_name = "finding"
urlpatterns = [
    path("find", pages.find, name="find"),
    path("find/lines", pages.lines, name="lines"),
]
