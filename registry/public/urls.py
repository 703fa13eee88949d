"""The addresses open to everybody."""

from django.urls import path

urlpatterns: list[path] = []
