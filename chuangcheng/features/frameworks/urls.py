"""Addresses of the framework library; they are made of codes, so that they can be written down."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from chuangcheng.features.frameworks import views


class CodeConverter(StringConverter):
    """What ``domain.editions`` allows as a code; nothing else reaches the database."""

    regex = r"[\w.\-]{1,40}"


register_converter(CodeConverter, "code")

app_name = "frameworks"

urlpatterns = [
    path("", views.library, name="library"),
    path("<code:code>/<code:version>/", views.edition, name="edition"),
    path("<code:code>/<code:version>/criteria/<code:node>/", views.criterion, name="criterion"),
    path("<code:code>/<code:version>/edition.yaml", views.document, name="document"),
    path("<code:code>/<code:version>/sites/", views.sites, name="sites"),
    path("<code:code>/<code:version>/questions/", views.questions, name="questions"),
    path("<code:code>/<code:version>/negative/", views.negative, name="negative"),
    path("<code:code>/<code:version>/departments/", views.departments, name="departments"),
]
