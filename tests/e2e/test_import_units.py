"""The office's way: template, filled in, sent, mended, agreed to, and out again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.site import TREE, Site

# Somebody of the demonstration's creation office, and a session as signing in would make it.
SIGN_IN = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from django.utils import timezone
from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.orgs.models import Subject
subject = Subject.objects.first()
user, made = User.objects.get_or_create(username="e2e-office", defaults={"name": "歐文"})
if made:
    Grant.objects.create(user=user, role="office", subject=subject, granted_by="test",
                         valid_from=timezone.localdate())
client = Client()
client.force_login(user)
name = settings.SESSION_COOKIE_NAME
print(json.dumps({"name": name, "value": client.cookies[name].value, "subject": subject.pk}))
"""


@pytest.fixture(scope="module")
def office(site: Site) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SIGN_IN],
        env=site.environment,
        cwd=TREE,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


def start(open_page: OpenPage, site: Site, office: dict[str, str], **options: object) -> Page:
    page = open_page("/", **options)
    cookie = {"name": office["name"], "value": office["value"], "url": site.url}
    page.context.add_cookies([cookie])  # type: ignore[list-item]  # Playwright's own dictionary
    page.goto(f"/orgs/{office['subject']}/import/")
    return page


def downloaded(page: Page, link: str, to: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    waiting.value.save_as(to)
    return to


def send(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="檢查文件").click()
    page.wait_for_url("**/imports/**")


def test_from_the_template_to_the_export(
    open_page: OpenPage, site: Site, office: dict[str, str], tmp_path: Path
) -> None:
    page = start(open_page, site, office)
    template = downloaded(page, "下載模板", tmp_path / "模板.xlsx")
    book = load_workbook(template)
    units, people = book["單位"], book["人員"]
    heads = [cell.value for cell in units[1]]
    kind = units.data_validations.dataValidation[0].sqref
    assert str(kind).startswith("D2") or heads[3] == "單位類別"
    row = {"單位代碼": "E2E", "單位名稱": "港航中心（演示）", "單位類別": "部門", "統計代碼": "123"}
    for number, head in enumerate(heads, start=1):
        units.cell(4, number, row.get(str(head)))
    for number, cell in enumerate(list(people[1]), start=1):
        who = {"姓名": "示範人", "單位代碼": "E2E", "崗位": "聯絡員", "聯絡電話": "13800000000"}
        people.cell(3, number, who.get(str(cell.value)))
    book.save(template)

    send(page, template)
    row_of_unit = page.locator(".import-row").filter(has_text="港航中心")
    expect(row_of_unit.first).to_contain_text("不能導入")
    expect(row_of_unit.first).to_contain_text("12 位數字")
    expect(page.locator(".import-row").filter(has_text="示範人")).to_contain_text("請先改好那一行")
    expect(page.get_by_role("button", name="只導入沒有問題的")).to_have_count(0)

    column = heads.index("統計代碼") + 1
    units.cell(4, column, "990101000000")
    book.save(template)
    page.get_by_role("link", name="上傳改好的文件").click()
    send(page, template)
    expect(page.get_by_role("heading", name="沒有問題。要保存嗎？")).to_be_visible()
    page.get_by_role("button", name="保存 2 行").click()
    expect(page.get_by_text("導入已保存")).to_be_visible()
    expect(page.get_by_text("新增 2 行")).to_be_visible()

    page.get_by_role("link", name="導入別的文件").click()
    out = downloaded(page, "下載全部（xlsx）", tmp_path / "全部.xlsx")
    names = [str(cells[1]) for cells in load_workbook(out)["單位"].iter_rows(values_only=True)]
    assert "港航中心（演示）" in names
    send(page, out)
    expect(page.get_by_role("heading", name="沒有需要保存的內容")).to_be_visible()
    page.get_by_role("button", name="取消導入").click()
    expect(page.get_by_text("未保存任何內容").first).to_be_visible()


@pytest.mark.parametrize("locale", ["zh-TW", "zh-CN", "en"])
def test_the_pages_fit_a_phone_and_satisfy_axe(
    open_page: OpenPage,
    site: Site,
    office: dict[str, str],
    tmp_path: Path,
    axe: str,
    locale: str,
) -> None:
    page = start(open_page, site, office, locale=locale, viewport=PHONE)
    table = tmp_path / "單位.csv"
    table.write_text(
        "單位代碼,單位名稱,類別,亂\nN1,新局,部門,x\nN2,壞局,沒有,\n", encoding="utf-8-sig"
    )
    for _ in range(2):
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"]
        page.evaluate(axe)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa']})")
        assert [one["id"] for one in found["violations"]] == []
        if "/imports/" not in page.url:
            page.locator("input[type=file]").set_input_files(table)
            page.locator("main form.form button[type=submit]").click()
            page.wait_for_url("**/imports/**")
