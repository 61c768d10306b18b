"""The addresses of the site with plain error pages, so that a walk over all of them is quick."""

from django.http import HttpRequest, HttpResponse

from chuangcheng.config.urls import urlpatterns

__all__ = ["urlpatterns"]


def handler403(_request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=403)


def handler404(_request: HttpRequest, **_: object) -> HttpResponse:
    return HttpResponse(status=404)
