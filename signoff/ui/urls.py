"""Pages of the look itself: the switch of appearance, and (in debug) the page that shows every component."""

from django.urls import path

from signoff.ui import pages

app_name = "ui"
urlpatterns = [
    path("appearance", pages.appearance, name="appearance"),
    path("ui", pages.components, name="components"),
    path("ui/door", pages.door, name="door"),
]
