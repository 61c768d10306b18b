"""A photo's way: uploaded, seen, downloaded by who may; for everybody else it is not there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage, Watch
from tests.e2e.site import TREE, Site
from tests.foundation.files import samples

# Two liaisons of different units and their sessions, as signing in would make them; the worker's
# part is done by the second call.
SIGN_IN = """
import json
from django.conf import settings
from django.test import Client
from django.utils import timezone
from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.orgs.models import Person
found = {}
people = Person.objects.filter(post="liaison", account=None).order_by("-id")[:2]
for name, person in zip(("owner", "colleague"), people):
    user, made = User.objects.get_or_create(username=f"e2e-{name}", defaults={"name": person.name})
    if made:
        user.person = person
        user.save()
        Grant.objects.create(user=user, role="liaison", unit=person.unit, granted_by="test",
                             valid_from=timezone.localdate())
    client = Client()
    client.force_login(user)
    found[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
print(json.dumps({"cookie": settings.SESSION_COOKIE_NAME, **found}))
"""
WORK = "from chuangcheng.foundation.jobs.services import run_pending; run_pending(50)"


def inside(site: Site, code: str) -> str:
    """Run ``code`` in the installation that the site serves; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env=site.environment,
        cwd=TREE,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def sessions(site: Site) -> dict[str, str]:
    found: dict[str, str] = json.loads(inside(site, SIGN_IN).splitlines()[-1])
    return found


def signed_in(page: Page, site: Site, sessions: dict[str, str], who: str) -> Page:
    cookie = {"name": sessions["cookie"], "value": sessions[who], "url": site.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # Playwright's own dictionary
    return page


def test_a_photo_is_uploaded_seen_and_downloaded(
    site: Site, open_page: OpenPage, sessions: dict[str, str], tmp_path: Path, watch: Watch
) -> None:
    page = signed_in(open_page("/frameworks/", locale="en"), site, sessions, "owner")
    page.goto("/files/")
    photo = tmp_path / "街景.jpg"
    photo.write_bytes(samples.photo())
    page.locator("input[type=file]").set_input_files(photo)
    card = page.locator(".file-card").filter(has_text="街景.jpg").first
    expect(card).to_contain_text("being prepared")
    inside(site, WORK)
    expect(card.locator("img")).to_be_visible(timeout=15_000)
    assert card.locator("img").evaluate("image => image.naturalWidth") == 320

    card.get_by_role("link", name="街景.jpg").click()
    expect(page.locator(".file-picture-large img")).to_be_visible()
    expect(page.get_by_text("Example Phone")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download", exact=True).click()
    download = waiting.value
    assert download.suggested_filename == "街景.jpg"
    content = Path(download.path()).read_bytes()
    assert content.startswith(b"\xff\xd8")
    assert samples.CAMERA.encode() not in content
    address = page.url

    watch.meant += ["Failed to load resource"]  # the browser's remark on the status
    other = signed_in(open_page("/frameworks/", locale="en"), site, sessions, "colleague")
    for path in (address, f"{address}download/", f"{address}copies/small/"):
        answer = other.goto(path)
        assert answer is not None
        assert answer.status == 404, path


def test_a_refused_file_says_why_beside_its_name(
    site: Site, open_page: OpenPage, sessions: dict[str, str], tmp_path: Path, watch: Watch
) -> None:
    watch.meant += ["Failed to load resource"]
    page = signed_in(open_page("/frameworks/", locale="en"), site, sessions, "owner")
    page.goto("/files/")
    bad = tmp_path / "trick.jpg"
    bad.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    page.locator("input[type=file]").set_input_files(bad)
    expect(page.locator(".upload-fault")).to_contain_text("these are not taken")


def test_uploads_work_without_scripts_on_a_phone(
    site: Site, open_page: OpenPage, sessions: dict[str, str], tmp_path: Path
) -> None:
    options = {"locale": "en", "java_script_enabled": False, "viewport": PHONE}
    page = signed_in(open_page("/frameworks/", **options), site, sessions, "owner")
    page.goto("/files/")
    text = tmp_path / "note.txt"
    text.write_text("plain words", "utf-8")
    page.locator("input[type=file]").set_input_files(text)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("1 file was uploaded.")).to_be_visible()
    expect(page.locator(".file-card").filter(has_text="note.txt").first).to_be_visible()
