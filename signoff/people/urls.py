"""The addresses of people: the front door, signing in, projects, teams and one's own account.

Of the sign-in library only what is named here can be reached: there is no sign-up, and no way past the commands
to another name or address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic.base import RedirectView

from signoff.kernel.keys import PROJECT_KEY
from signoff.people.pages import front, invitation, own, projects, team, tokens

PLACE = rf"^projects/(?P<key>{PROJECT_KEY})"
TO_ACCOUNT = RedirectView.as_view(url="/account#signing-in")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.door, name="front-door"),
    path("first-account", front.first_account, name="first-account"),
    path("demonstration", front.demonstration, name="demonstration"),
    path("invitations/<str:secret>", invitation.invitation, name="invitation"),
    path("projects/", projects.projects, name="projects"),
    path("projects/new", projects.new_project, name="new-project"),
    re_path(rf"{PLACE}/people$", team.people, name="people"),
    re_path(rf"{PLACE}/people/invite$", team.invite, name="invite"),
    re_path(rf"{PLACE}/people/(?P<membership>[0-9a-f]{{16}})$", team.place, name="place"),
    path("account", own.account, name="account"),
    path("account/sessions/end", own.end_session, name="end-session"),
    path("account/tokens/new", tokens.new_token, name="new-token"),
    path("account/tokens/revoke", tokens.revoke_token, name="revoke-token"),
]

signing_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", RedirectView.as_view(pattern_name="account_reset_password"), name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("email/", TO_ACCOUNT, name="account_email"),
    path("sessions/", RedirectView.as_view(url="/account#sessions"), name="usersessions_list"),
    path("2fa/", TO_ACCOUNT, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", TO_ACCOUNT, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]
urlpatterns += [path("accounts/", include(signing_in))]
