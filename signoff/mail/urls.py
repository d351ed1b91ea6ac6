"""The addresses of letters."""

from django.urls import path

from signoff.mail import pages

urlpatterns = [
    path("account/letters", pages.choose, name="choose-letters"),
    path("letters/unsubscribe/<str:token>", pages.unsubscribe, name="unsubscribe"),
]
