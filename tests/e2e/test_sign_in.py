"""A newcomer's way: invited, password and two steps set up, out and in, sessions looked at."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage, Watch
from tests.e2e.site import TREE, Site
from tests.foundation.accounts.signing_in import OTHER, PASSWORD, code

# The administrator of the demonstration, made on the machine as `chuangcheng init` would.
ADMINISTRATOR = f"""
import django; django.setup()
from django.utils import timezone
from chuangcheng.foundation.accounts.models import Grant, User
user, made = User.objects.get_or_create(username="e2e-admin", defaults={{"name": "管理員（演示）"}})
user.set_password({PASSWORD!r})
user.save()
if made:
    Grant.objects.create(user=user, role="system_admin", valid_from=timezone.localdate(),
                         granted_by="test")
"""


@pytest.fixture
def administrator(site: Site, open_page: OpenPage) -> Page:
    """The browser of the system administrator, signed in."""
    subprocess.run(
        [sys.executable, "-c", ADMINISTRATOR], env=site.environment, cwd=TREE, check=True
    )
    page = open_page("/sign-in/")
    fill_in(page, "e2e-admin", PASSWORD)
    page.wait_for_url("**/home/")
    return page


def fill_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("登錄名").fill(name)
    page.get_by_label("密碼", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="登錄", exact=True).click()


def sign_out(page: Page) -> None:
    page.locator("[data-account-menu] > summary").click()
    page.get_by_role("button", name="退出登錄").click()
    page.wait_for_url("**/sign-in/")


def test_from_the_invitation_to_the_list_of_sessions(
    administrator: Page, open_page: OpenPage, site: Site, watch: Watch
) -> None:
    page = administrator
    page.goto("/accounts/new/")
    page.get_by_role("link", name="選擇").first.click()
    page.get_by_label("登錄名").fill("e2e-newcomer")
    page.get_by_role("button", name="新建賬號").click()
    page.get_by_role("button", name="生成邀請").click()
    link = page.locator(".handed").inner_text()
    assert link.startswith(site.url)
    page.get_by_role("button", name="複製鏈接").click()
    expect(page.get_by_role("button", name="已複製")).to_be_visible()

    mine = open_page(link)
    mine.get_by_label("新密碼", exact=False).first.fill(OTHER)
    mine.get_by_label("再輸一遍新密碼").fill(OTHER)
    mine.get_by_role("button", name="設置密碼並登錄").click()
    mine.wait_for_url("**/home/")

    mine.goto("/account/")
    mine.get_by_role("link", name="設置", exact=True).click()
    expect(mine.locator("svg.qr path")).to_be_visible()
    mine.get_by_text("無法掃描").click()
    secret = mine.locator("code.secret").inner_text().replace(" ", "")
    mine.get_by_label("驗證碼").fill(code(secret))
    mine.locator("main").get_by_role("button", name="設置").click()
    expect(mine.locator(".codes li")).to_have_count(10)
    mine.get_by_role("link", name="我已保存").click()
    expect(mine.get_by_text("已開啟")).to_be_visible()
    sign_out(mine)

    fill_in(mine, "e2e-newcomer", OTHER)
    mine.wait_for_url("**/sign-in/code/")
    mine.get_by_label("驗證碼").fill(code(secret))
    mine.locator("main").get_by_role("button", name="登錄", exact=True).click()
    mine.wait_for_url("**/home/")

    mine.goto("/account/sessions/")
    expect(mine.locator(".account-list li")).to_have_count(1)
    expect(mine.get_by_text("本瀏覽器")).to_be_visible()

    watch.meant.append("410 (Gone)")
    used = open_page("/frameworks/")
    answer = used.goto(link)
    assert answer is not None
    assert answer.status == 410


def test_a_session_elsewhere_is_ended_from_the_list(
    administrator: Page, open_page: OpenPage
) -> None:
    elsewhere = open_page("/sign-in/", viewport=PHONE)
    fill_in(elsewhere, "e2e-admin", PASSWORD)
    elsewhere.wait_for_url("**/home/")
    administrator.goto("/account/sessions/")
    administrator.get_by_role("button", name="退出其他設備").click()
    expect(administrator.locator(".account-list li")).to_have_count(1)
    elsewhere.goto("/account/")
    assert re.search(r"/sign-in/\?next=", elsewhere.url)


def test_the_page_speaks_the_language_chosen_there(open_page: OpenPage, watch: Watch) -> None:
    page = open_page("/sign-in/?next=/account/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.url.endswith("/sign-in/?next=/account/")
    page.get_by_label("Sign-in name").fill("nobody")
    page.get_by_label("Password", exact=True).fill("wrong password")
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")


def test_signing_in_works_without_scripts(open_page: OpenPage, administrator: Page) -> None:
    page = open_page("/sign-in/", java_script_enabled=False)
    fill_in(page, "e2e-admin", PASSWORD)
    page.wait_for_url("**/home/")
