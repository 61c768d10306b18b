"""Addresses of tests only: pages that show the frame and pages that fail in every way."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from chuangcheng.config import urls as site


def framed(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/page.html")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of 王小明")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def refused(request: HttpRequest) -> HttpResponse:
    raise BadRequest("broken form")


def without_database(request: HttpRequest, name: str) -> HttpResponse:
    raise OperationalError(f"Key (name)=({name}) is locked")


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)}")


urlpatterns = [
    path("framed/", framed),
    path("broken/", broken),
    path("forbidden/", forbidden),
    path("refused/", refused),
    path("without-database/<str:name>/", without_database),
    path("form/", form),
    *site.urlpatterns,
]
handler400 = site.handler400
handler403 = site.handler403
handler404 = site.handler404
handler500 = site.handler500
