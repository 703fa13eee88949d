"""The addresses open to everybody."""

from django.urls import path

from registry.public import views

app_name = "public"
urlpatterns = [
    path("", views.index, name="index"),
    path("subprocessors/<slug:slug>/", views.page, name="page"),
    path("subprocessors/<slug:slug>/subprocessors.<slug:extension>", views.file, name="file"),
    path("healthz", views.health, name="health"),
]
