"""Addresses of the calendar."""

from django.urls import path

from chuangcheng.foundation.calendar import views

app_name = "calendar"

urlpatterns = [
    path("", views.this_year, name="home"),
    path("<int:year>/", views.year, name="year"),
    path("load/", views.load, name="load"),
    path("load/save/", views.save, name="save"),
    path("subjects/<int:subject>/", views.subject, name="subject"),
    path("subjects/<int:subject>/<int:year>/", views.subject_year, name="subject_year"),
    path("subjects/<int:subject>/hours/", views.hours, name="hours"),
    path("subjects/<int:subject>/days/", views.add_day, name="add_day"),
    path("subjects/<int:subject>/days/<slug:day>/remove/", views.remove_day, name="remove_day"),
]
