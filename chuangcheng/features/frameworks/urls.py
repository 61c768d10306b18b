"""Addresses of the framework library; they are made of codes, so that they can be written down."""

from django.urls import path

from chuangcheng.features.frameworks import views

app_name = "frameworks"

urlpatterns = [
    path("", views.library, name="library"),
    path("<str:code>/<str:version>/", views.edition, name="edition"),
    path("<str:code>/<str:version>/criteria/<str:node>/", views.criterion, name="criterion"),
    path("<str:code>/<str:version>/sites/", views.sites, name="sites"),
    path("<str:code>/<str:version>/questions/", views.questions, name="questions"),
    path("<str:code>/<str:version>/negative/", views.negative, name="negative"),
    path("<str:code>/<str:version>/departments/", views.departments, name="departments"),
]
