"""The addresses of the site."""

from django.urls import include, path
from django.views.generic import RedirectView

from chuangcheng.config.navigation import HOME
from chuangcheng.foundation.shell.access import open_to_all

urlpatterns = [
    path("", open_to_all(RedirectView.as_view(pattern_name=HOME)), name="home"),
    path("", include("chuangcheng.foundation.accounts.urls.sign_in")),
    path("files/", include("chuangcheng.foundation.files.urls")),
    path("calendar/", include("chuangcheng.foundation.calendar.urls")),
    path("frameworks/", include("chuangcheng.features.frameworks.urls")),
    path("backups/", include("chuangcheng.foundation.backups.urls")),
    path("record/", include("chuangcheng.foundation.audit.urls")),
    path("", include("chuangcheng.foundation.shell.urls")),
]

handler400 = "chuangcheng.foundation.shell.errors.bad_request"
handler403 = "chuangcheng.foundation.shell.errors.forbidden"
handler404 = "chuangcheng.foundation.shell.errors.not_found"
handler500 = "chuangcheng.foundation.shell.errors.broken"
