"""Where work is handed over and decided on."""

from django.urls import path

from signoff.acceptance import pages
from signoff.doors.pages import form_or_deed

app_name = "acceptance"
TASK = "projects/<str:project>/tasks/<str:task>"
urlpatterns = [
    path(f"{TASK}/judge", pages.judge, name="judge"),
    path(f"{TASK}/accept", pages.accept, name="accept"),
    path(f"{TASK}/return", form_or_deed(pages.returning, pages.give_back), name="return"),
    path(f"{TASK}/hand-over", form_or_deed(pages.handing_over, pages.hand_over), name="hand-over"),
]
