"""Where the charter is."""

from django.urls import path

from signoff.charter import pages

app_name = "charter"
urlpatterns = [path("projects/<str:project>/decisions", pages.decisions, name="decisions")]
