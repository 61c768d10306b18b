"""The addresses of the site."""

from django.urls import include, path

from chuangcheng.config.navigation import start

urlpatterns = [
    path("", start, name="home"),
    path("", include("chuangcheng.foundation.accounts.urls.sign_in")),
    path("", include("chuangcheng.foundation.accounts.urls.pages")),
    path("files/", include("chuangcheng.foundation.files.urls")),
    path("calendar/", include("chuangcheng.foundation.calendar.urls")),
    path("orgs/", include("chuangcheng.foundation.orgs.urls")),
    path("notices/", include("chuangcheng.foundation.notices.urls")),
    path("frameworks/", include("chuangcheng.features.frameworks.urls")),
    path("jobs/", include("chuangcheng.foundation.jobs.urls")),
    path("backups/", include("chuangcheng.foundation.backups.urls")),
    path("record/", include("chuangcheng.foundation.audit.urls")),
    path("", include("chuangcheng.foundation.shell.urls")),
]

handler400 = "chuangcheng.foundation.shell.errors.bad_request"
handler403 = "chuangcheng.foundation.shell.errors.forbidden"
handler404 = "chuangcheng.foundation.shell.errors.not_found"
handler500 = "chuangcheng.foundation.shell.errors.broken"
