"""Signing in and out."""

from allauth.account import views as allauth_views
from django.views.decorators.http import require_POST

from chuangcheng.foundation.shell.access import open_to_all

sign_in = open_to_all(allauth_views.LoginView.as_view(template_name="accounts/sign_in.html"))
sign_out = open_to_all(require_POST(allauth_views.LogoutView.as_view()))
