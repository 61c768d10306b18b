"""The office keeps its units in a browser: it opens branches, double-clicks, meets a colleague."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, OpenPage
from tests.e2e.site import TREE, Site
from tests.e2e.test_every_page import violations

# Somebody of the demonstration's creation office, with a session as signing in would make it, and
# the numbers of what the tests look at.
SIGN_IN = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from django.utils import timezone
from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.orgs.models import Person, Subject, Unit, Zone
subject = Subject.objects.get(code="yunxi")
user, made = User.objects.get_or_create(username="e2e-units", defaults={"name": "歐文"})
if made:
    Grant.objects.create(user=user, role="office", subject=subject, granted_by="test",
                         valid_from=timezone.localdate())
client = Client()
client.force_login(user)
name = settings.SESSION_COOKIE_NAME
unit = subject.units.get(code="town-01")
print(json.dumps({
    "name": name, "value": client.cookies[name].value, "subject": subject.pk, "unit": unit.pk,
    "person": Person.objects.filter(unit=unit).first().pk,
    "merged": Unit.objects.filter(subject=subject, status="merged").first().pk,
    "zone": Zone.objects.filter(subject=subject).first().pk,
}))
"""
Known = dict[str, str]


@pytest.fixture(scope="module")
def known(site: Site) -> Known:
    done = subprocess.run(
        [sys.executable, "-c", SIGN_IN],
        env=site.environment,
        cwd=TREE,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: Known = json.loads(done.stdout.splitlines()[-1])
    return found


def go(open_page: OpenPage, site: Site, known: Known, path: str, **options: object) -> Page:
    page = open_page("/healthz", locale="en", **options)
    cookie = {"name": known["name"], "value": known["value"], "url": site.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # Playwright's own dictionary
    page.goto(path.format(**known))
    return page


PAGES = (
    "/orgs/{subject}/",
    "/orgs/{subject}/units/",
    "/orgs/{subject}/people/",
    "/orgs/{subject}/zones/",
    "/orgs/{subject}/classes/",
    "/orgs/{subject}/past/",
    "/orgs/{subject}/units/new/",
    "/orgs/units/{unit}/",
    "/orgs/units/{unit}/?contacts=1",
    "/orgs/units/{unit}/change/",
    "/orgs/units/{unit}/move/",
    "/orgs/units/{unit}/merge/",
    "/orgs/units/{unit}/close/",
    "/orgs/units/{unit}/people/new/",
    "/orgs/units/{merged}/",
    "/orgs/people/{person}/",
    "/orgs/people/{person}/transfer/",
    "/orgs/zones/{zone}/",
    "/orgs/zones/{zone}/duties/new/",
)


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"]
)
def test_axe_finds_no_fault_and_nothing_sticks_out(
    site: Site, open_page: OpenPage, known: Known, axe: str, size: dict[str, int], scheme: str
) -> None:
    page = go(open_page, site, known, "/orgs/{subject}/", viewport=size, color_scheme=scheme)
    faults = {}
    for path in PAGES:
        page.goto(path.format(**known))
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found = violations(page, axe) + (["wider than the screen"] if wide else [])
        if found:
            faults[path] = found
    assert faults == {}


def test_a_branch_opens_where_it_hangs(site: Site, open_page: OpenPage, known: Known) -> None:
    page = go(open_page, site, known, "/orgs/{subject}/")
    page.wait_for_load_state("networkidle")
    branch = page.locator(f"#unit-{known['unit']}")
    branch.locator("summary").press("Enter")
    expect(branch.get_by_role("link", name="柳塘村")).to_be_visible()


def test_a_double_click_makes_one_unit(site: Site, open_page: OpenPage, known: Known) -> None:
    page = go(open_page, site, known, "/orgs/{subject}/units/new/")
    page.get_by_label("Name", exact=True).fill("雙擊局")
    page.get_by_label("Class of units").select_option(index=1)
    page.get_by_role("button", name="Create the unit").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("雙擊局")
    page.goto("/orgs/{subject}/units/?q=双击局".format(**known))
    expect(page.locator("tbody tr")).to_have_count(1)


def test_two_colleagues_lose_nothing_of_each_other(
    site: Site, open_page: OpenPage, known: Known
) -> None:
    path = "/orgs/units/{unit}/contacts/"
    first, second = (go(open_page, site, known, path) for _ in range(2))
    first.get_by_label("Office telephone").fill("000-1111")
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_role("status")).to_contain_text("Saved.")

    second.get_by_label("Address").fill("演示路 1 號")
    second.get_by_role("button", name="Save").click()
    expect(second.locator("#errors")).to_be_focused()
    expect(second.get_by_text("Changed meanwhile")).to_be_visible()
    expect(second.get_by_label("Office telephone")).to_have_value("000-1111")
    expect(second.get_by_label("Address")).to_have_value("演示路 1 號")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("000-1111")).to_be_visible()
    expect(second.get_by_text("演示路 1 號")).to_be_visible()


def test_everything_works_without_scripts(site: Site, open_page: OpenPage, known: Known) -> None:
    page = go(open_page, site, known, "/orgs/{subject}/", java_script_enabled=False)
    page.locator(f"#unit-{known['unit']} summary").press("Enter")
    page.locator(f"#unit-{known['unit']} .hint a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("東溪鎮")
    expect(page.get_by_role("link", name="柳塘村")).to_be_visible()
