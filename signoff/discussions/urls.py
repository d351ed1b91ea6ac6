"""Where conversations are held."""

from django.urls import path

from signoff.discussions import pages

app_name = "discussions"
urlpatterns = [path("projects/<str:project>/tasks/<str:task>/comments", pages.say, name="say")]
