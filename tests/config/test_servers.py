"""What a server program imports."""

from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler

from chuangcheng.config import asgi, wsgi


def test_the_wsgi_application_loads() -> None:
    assert isinstance(wsgi.application, WSGIHandler)


def test_the_asgi_application_loads() -> None:
    assert isinstance(asgi.application, ASGIHandler)
