"""Addresses of background work."""

from django.urls import path

from chuangcheng.foundation.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("dead/", views.dead, name="dead"),
    path("dead/retry/", views.retry_all, name="retry_all"),
    path("schedules/", views.schedules, name="schedules"),
    path("workers/", views.workers, name="workers"),
    path("<int:job>/", views.job, name="job"),
    path("<int:job>/retry/", views.retry, name="retry"),
    path("<int:job>/progress/", views.progress, name="progress"),
]
