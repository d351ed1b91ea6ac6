"""Where suggestions are."""

from django.urls import path

from signoff.proposals.pages import deeds, listing

app_name = "proposals"
ALL = "projects/<str:project>/suggestions"
ONE = f"{ALL}/<int:number>"
urlpatterns = [
    path(ALL, listing.listing, name="all"),
    path(ONE, listing.one, name="one"),
    path(f"{ONE}/agree", deeds.agree, name="agree"),
    path(f"{ONE}/decline", deeds.decline, name="decline"),
    path(f"{ONE}/withdraw", deeds.withdraw, name="withdraw"),
]
