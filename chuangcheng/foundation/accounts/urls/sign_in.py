"""Addresses of signing in and of one's own account.

The names with a low line are allauth's, which leads from one to another; of its pages only those
named here exist.
"""

from django.urls import path

from chuangcheng.foundation.accounts.views import links, own_account, second_factor, sign_in, ways

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/code/", sign_in.second_step, name="mfa_authenticate"),
    path("sign-in/closed/", sign_in.closed, name="account_inactive"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("links/<str:token>/", links.use, name="account_link"),
    path("account/", own_account.overview, name="account"),
    path("account/confirm/", sign_in.confirm, name="account_reauthenticate"),
    path("account/confirm/code/", sign_in.confirm_by_code, name="mfa_reauthenticate"),
    path("account/password/", own_account.password, name="account_change_password"),
    path("account/sessions/", own_account.sessions, name="account_sessions"),
    path("account/sessions/end/", own_account.end, name="account_sessions_end"),
    path("account/two-step/", second_factor.overview, name="mfa_index"),
    path("account/two-step/set-up/", second_factor.set_up, name="mfa_activate_totp"),
    path("account/two-step/off/", second_factor.remove, name="mfa_deactivate_totp"),
    path("account/codes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("account/codes/new/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("account/codes/file/", second_factor.codes_file, name="mfa_download_recovery_codes"),
    path("account/identities/", own_account.identities, name="socialaccount_connections"),
    path("account/identities/<int:number>/off/", own_account.unlink, name="account_unlink"),
]
for way in ("dingtalk", "feishu", "wecom"):
    urlpatterns += [
        path(f"sign-in/{way}/", ways.begin, {"provider_id": way}, name=f"{way}_login"),
        path(f"sign-in/{way}/back/", ways.back, {"provider_id": way}, name=f"{way}_callback"),
    ]
urlpatterns += [
    path("sign-in/by/<slug:provider_id>/", ways.begin, name="openid_connect_login"),
    path("sign-in/by/<slug:provider_id>/back/", ways.back, name="openid_connect_callback"),
]
