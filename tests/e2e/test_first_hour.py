"""The tutorial “the first hour”, done as it says, in either language, on an empty installation."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.site import TREE, Site, served
from tests.foundation.accounts.signing_in import code

ADMINISTRATORS = {
    "system": ("wanghui", "王慧（演示）"),
    "security": ("chenjun", "陳軍（演示）"),
    "audit": ("zhaomin", "趙敏（演示）"),
}
COUNTY = "雲溪縣（演示）"
PASSWORD = "seven lanterns at dusk"
LOCALES = {"zh-Hant": "zh-TW", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who follows the page: in which language, and in which browser window."""

    language: str
    page: Page

    def say(self, chinese: str, english: str) -> str:
        return chinese if self.language == "zh-Hant" else english

    def press(self, chinese: str, english: str = "", row: str = "") -> None:
        """Press the button or link of this name, on the page or in a row of its table."""
        self.find(self.say(chinese, english or chinese), row)

    def find(self, name: str, row: str = "") -> None:
        main = self.page.get_by_role("main")
        place = main.get_by_role("row").filter(has_text=row) if row else main
        begins = re.compile(f"^{re.escape(name)}")
        found = place.get_by_role("button", name=begins).or_(place.get_by_role("link", name=begins))
        found.first.click()

    def menu(self, chinese: str, english: str) -> None:
        name = self.say(chinese, english)
        self.page.get_by_role("banner").get_by_role("link", name=name, exact=True).click()

    def fill(self, chinese: str, english: str, value: str) -> None:
        self.page.get_by_label(self.say(chinese, english), exact=True).fill(value)

    def choose(self, role: tuple[str, str]) -> None:
        label = self.page.get_by_label(self.say("角色", "Role"), exact=True)
        label.select_option(label=self.say(*role))

    def sees(self, chinese: str, english: str) -> None:
        text = self.page.get_by_role("main").get_by_text(self.say(chinese, english))
        expect(text.first).to_be_visible()

    def set_password(self) -> None:
        self.page.locator("[name=password1]").fill(PASSWORD)
        self.page.locator("[name=password2]").fill(PASSWORD)
        self.press("設置密碼並登錄", "Set the password and sign in")

    def set_up_two_steps(self) -> None:
        scan = self.say("無法掃描", "The picture cannot be scanned")
        self.page.get_by_text(scan, exact=True).click()
        shown = self.page.get_by_role("main").inner_text()
        key = re.search(r"[A-Z2-7]{4}(?: [A-Z2-7]{4}){5,}", shown)
        assert key, shown
        self.fill("驗證碼", "One-time code", code(key[0].replace(" ", "")))
        self.press("設置", "Set up")
        self.press("我已保存", "I have kept them")
        self.menu("首頁", "Home")

    def handed(self) -> str:
        self.press("生成邀請", "Make an invitation")
        return self.page.locator(".handed").inner_text()


@dataclass(frozen=True, slots=True)
class Installation:
    """The site of the tutorial, its language, and the links that `init` printed."""

    site: Site
    language: str
    links: dict[str, str]


@pytest.fixture(params=LOCALES)
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "CHUANGCHENG_HOME": str(tmp_path / "state"),
        "DJANGO_SETTINGS_MODULE": "chuangcheng.config.settings",
        "LOG_LEVEL": "WARNING",
    }

    def run(*command: str) -> str:
        program = [sys.executable, "-m", "chuangcheng", *command]
        done = subprocess.run(
            program, env=environment, cwd=TREE, check=True, capture_output=True, text=True
        )
        return done.stdout

    run("upgrade")
    named = [part for role, who in ADMINISTRATORS.items() for part in (f"--{role}", *who)]
    made = json.loads(run("init", *named, "--subject", COUNTY, "--json"))
    with served(environment) as site:
        links = {
            one["username"]: re.sub(r"^https?://[^/]+", site.url, one["link"])
            for one in made["administrators"]
        }
        yield Installation(site, request.param, links)


def test_the_first_hour(installation: Installation, open_page: OpenPage, tmp_path: Path) -> None:
    def reader(link: str, **options: object) -> Reader:
        language = installation.language
        return Reader(language, open_page(link, locale=LOCALES[language], **options))

    administrators = []
    for link in installation.links.values():
        one = reader(link)
        one.set_password()
        one.set_up_two_steps()
        administrators.append(one)
    system, security, audit = administrators

    bring_in_units(system, tmp_path / "units.xlsx")
    system.menu("首頁", "Home")
    system.press("邀請創建辦", "Invite the creation office")
    office_link = invite(system, "林潔", "linjie")

    security.press("授予創建辦角色", "Give the creation office its role")
    security.press("選擇", "Choose", row="林潔")
    security.choose(("創建辦", "creation office"))
    whole = security.say(f"整個{COUNTY}", f"the whole of {COUNTY}")
    security.page.get_by_label(whole).check()
    security.press("授予角色", "Give the role")

    office = reader(office_link)
    office.set_password()
    office.press("邀請聯絡員", "Invite the liaisons")
    liaison_link = invite(office, "何平", "heping")
    office.press("授予角色", "Give a role")
    office.choose(("單位聯絡員", "unit liaison"))
    office.press("授予角色", "Give the role")

    liaison = reader(liaison_link, viewport=PHONE)
    liaison.set_password()
    liaison.press("單位與人員", "Units and people")
    liaison.press("城管局（演示）")
    liaison.press("查看電話和郵箱（留痕）", "Show telephone and e-mail (is recorded)")
    liaison.sees("何平（演示）", "何平（演示）")

    audit.menu("操作記錄", "Record")
    audit.sees("查看個人信息", "personal data")
    audit.press("操作記錄是否完好", "Is the record intact?")
    audit.press("立即檢驗整條鏈", "Check the whole chain now")
    audit.sees("操作記錄完好", "The record is intact")


def bring_in_units(system: Reader, book: Path) -> None:
    """Fill in the template as the page says, with its mistake and without."""
    page = system.page
    system.press("錄入單位和人員", "Enter the units and people")
    system.press(COUNTY)
    system.press("導入和導出", "Import and export")
    with page.expect_download() as template:
        system.press("下載模板", "Download the template")
    template.value.save_as(book)
    fill_in(book, system)
    page.locator("input[type=file]").set_input_files(book)
    system.press("檢查文件", "Check the file")
    expect(page.get_by_role("main")).to_contain_text("CGX")
    mend(book)
    system.press("上傳改好的文件", "Send the mended file")
    page.locator("input[type=file]").set_input_files(book)
    system.press("檢查文件", "Check the file")
    system.press("保存 7 行", "Save 7 rows")
    system.press("查看單位", "To the units")
    system.sees("城關鎮（演示）", "城關鎮（演示）")


def fill_in(book: Path, system: Reader) -> None:
    """Write the two tables of the page into the sheets of the workbook."""
    page = TREE / "docs/tutorial" / system.say("first-hour.md", "first-hour.en.md")
    tables = re.findall(r"(?:^   \|.*\n)+", page.read_text("utf-8"), re.MULTILINE)
    workbook = load_workbook(book)
    names = (system.say("單位", "Units"), system.say("人員", "People"))
    for name, table in zip(names, tables, strict=True):
        lines = [line.strip().strip("|").split("|") for line in table.splitlines()]
        heads, _, *rows = [[cell.strip() for cell in line] for line in lines]
        columns = {str(cell.value): at for at, cell in enumerate(workbook[name][1], 1)}
        for at, row in enumerate(rows, workbook[name].max_row + 1):
            for head, cell in zip(heads, row, strict=True):
                workbook[name].cell(at, columns[head], cell or None)
    workbook.save(book)


def mend(book: Path) -> None:
    """Name the unit that there is."""
    workbook = load_workbook(book)
    for row in workbook.worksheets[1].iter_rows():
        for cell in row:
            cell.value = "CGZ" if cell.value == "CGX" else cell.value
    workbook.save(book)


def invite(by: Reader, name: str, username: str) -> str:
    """Make an account for somebody of the list, and return the link to hand on."""
    by.press("選擇", "Choose", row=name)
    by.fill("登錄名", "Sign-in name", username)
    by.press("新建賬號", "Make the account")
    return by.handed()
