"""Where a project's overview is."""

from django.urls import path

from signoff.overview import pages

app_name = "overview"
urlpatterns = [path("projects/<str:project>/", pages.overview, name="overview")]
