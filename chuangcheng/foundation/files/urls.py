"""Addresses of the room."""

from django.urls import path

from chuangcheng.foundation.files import views

app_name = "files"

urlpatterns = [
    path("", views.files, name="files"),
    path("upload/", views.upload, name="upload"),
    path("part/", views.part, name="part"),
    path("<int:number>/", views.details, name="details"),
    path("<int:number>/download/", views.download, name="download"),
    path("<int:number>/original/", views.original, name="original"),
    path("<int:number>/delete/", views.delete, name="delete"),
    path("<int:number>/copies/<slug:use>/", views.copy, name="copy"),
    path("<int:number>/picture/<slug:use>/", views.picture, name="picture"),
]
