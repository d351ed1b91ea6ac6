"""The API's addresses: the description, the page to try it, reads and commands, and whatever is none of them."""

from django.urls import path, re_path

from signoff.doors.api import pages

urlpatterns = [
    path("api/v1/openapi.json", pages.description, name="api-description"),
    path("api/v1/docs", pages.to_try, name="api-docs"),
    path("api/v1/", pages.begin),
    path("api/v1/do/<str:command>", pages.do),
    path("api/v1/", pages.api.urls),
    re_path(r"^api/", pages.nowhere),
]
