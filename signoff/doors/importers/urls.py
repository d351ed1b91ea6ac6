"""The addresses of imports."""

from __future__ import annotations

from django.urls import re_path

from signoff.doors.importers import pages
from signoff.kernel.keys import PROJECT_KEY

PLACE = rf"^projects/(?P<project>{PROJECT_KEY})/import"
JOB = rf"{PLACE}/(?P<token>[A-Za-z0-9_-]{{10,40}})"

urlpatterns = [
    re_path(rf"{PLACE}$", pages.choose, name="import"),
    re_path(rf"{JOB}$", pages.show, name="import-show"),
    re_path(rf"{JOB}/decide$", pages.decide, name="import-decide"),
    re_path(rf"{JOB}/stop$", pages.stop, name="import-stop"),
    re_path(rf"{JOB}/mapping\.json$", pages.mapping, name="import-mapping"),
]
