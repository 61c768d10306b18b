"""Addresses of the record."""

from django.urls import path

from chuangcheng.foundation.audit import views

app_name = "audit"

urlpatterns = [
    path("", views.record, name="record"),
    path("<int:number>/", views.event, name="event"),
    path("of/<str:kind>/<path:thing>/", views.story, name="story"),
    path("export/", views.export, name="export"),
    path("chain/", views.chain, name="chain"),
    path("chain/check/", views.check, name="check"),
]
