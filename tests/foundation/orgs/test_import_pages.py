"""The pages of import and export, as office, liaison, another office and a stranger see them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.jobs.services import run_pending
from chuangcheng.foundation.orgs.models import ImportRun, Person, Unit
from chuangcheng.foundation.orgs.services import imports
from tests.foundation.orgs.county import County, small_county
from tests.foundation.orgs.formats.sheets import workbook
from tests.people import give, make_browser, make_holder

HEADS = ("單位代碼", "單位名稱", "類別", "聯絡電話")
GOOD = workbook(單位=[HEADS, ("JY", "教育局", "部門", "0999-8000000")])
MIXED = workbook(單位=[HEADS, ("JY", "教育局", "部門", ""), ("XX", "壞局", "沒有", "無")])


@pytest.fixture
def officer(county: County) -> User:
    return make_holder("office", county.department, "歐文")


@pytest.fixture
def office(officer: User) -> Client:
    return make_browser(officer)


def send(
    browser: Client, county: County, content: bytes, name: str = "單位.xlsx", **more: str
) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    answer = browser.post(f"/orgs/{county.subject.pk}/import/", {"file": file, **more})
    assert isinstance(answer, HttpResponse)
    return answer


def sent(browser: Client, county: County, content: bytes) -> str:
    answer = send(browser, county, content)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address, headers={"accept-language": "zh-TW"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_office_sees_what_will_happen_and_agrees(office: Client, county: County) -> None:
    address = sent(office, county, GOOD)
    page = text_of(office, address)
    assert "將新增" in page
    assert "教育局" in page
    assert not Unit.objects.filter(code="JY").exists()
    assert office.post(f"{address}agree/").headers["Location"] == address
    assert Unit.objects.filter(code="JY").exists()
    assert "導入已保存" in text_of(office, address)


def test_refused_rows_are_told_with_cell_column_reason_and_remedy(
    office: Client, county: County
) -> None:
    page = text_of(office, sent(office, county, MIXED))
    for said in (
        "單元格 C3",
        "單位類別",
        "沒有叫“沒有”的單位類別",
        "請從以下各項中選一個",
        "第 3 行",
    ):
        assert said in page
    assert "只導入沒有問題的 1 行" in page


def test_agreeing_to_refused_rows_needs_a_word(office: Client, county: County) -> None:
    address = sent(office, county, MIXED)
    office.post(f"{address}agree/")
    assert not Unit.objects.filter(code="JY").exists()
    office.post(f"{address}agree/", {"only_good": "yes"})
    assert Unit.objects.filter(code="JY").exists()


def test_the_same_form_sent_twice_makes_one_import(office: Client, county: County) -> None:
    first = send(office, county, GOOD, submission="abc")
    second = send(office, county, GOOD, submission="abc")
    assert first.headers["Location"] == second.headers["Location"]
    assert ImportRun.objects.count() == 1


def test_another_persons_preview_is_not_there(office: Client, county: County) -> None:
    address = sent(office, county, GOOD)
    colleague = make_browser(make_holder("office", county.department, "柯麗"))
    for page in (colleague.get(address), colleague.post(f"{address}agree/")):
        assert page.status_code == 404
    assert colleague.post(f"{address}cancel/").status_code == 404
    assert not Unit.objects.filter(code="JY").exists()


@pytest.mark.parametrize("role", ["liaison", "unit_head", "security_admin", "inspector"])
def test_who_may_not_import_is_turned_away(county: County, role: str) -> None:
    browser = make_browser(make_holder(role, county.east))
    assert send(browser, county, GOOD).status_code == 403
    assert browser.get(f"/orgs/{county.subject.pk}/import/template/").status_code == 403
    assert browser.get(f"/orgs/{county.subject.pk}/export/").status_code == 403
    assert not ImportRun.objects.exists()


def test_an_office_held_for_one_unit_is_not_enough(county: County) -> None:
    user = make_holder("liaison", county.east)
    give(user, "office", county.east)
    assert send(make_browser(user), county, GOOD).status_code == 403


def test_the_office_of_another_county_is_turned_away(office: Client, county: County) -> None:
    other = small_county("linxi")
    outsider = make_browser(make_holder("office", other.department))
    assert send(outsider, county, GOOD).status_code == 403
    assert outsider.get(f"/orgs/{county.subject.pk}/export/").status_code == 403


def test_a_right_that_ended_ends_the_preview_too(
    office: Client, officer: User, county: County
) -> None:
    address = sent(office, county, GOOD)
    officer.grants.update(valid_to="2025-01-01")
    assert office.post(f"{address}agree/").status_code == 403


def test_a_stranger_is_led_to_the_sign_in_page(stranger: Client, county: County) -> None:
    answer = send(stranger, county, GOOD)
    assert answer.status_code == 302
    assert "/imports/" not in answer.headers["Location"]


def test_a_file_that_cannot_be_used_says_so(office: Client, county: County) -> None:
    page = text_of(office, sent(office, county, b"%PDF-1.7"))
    assert "這個文件不能使用" in page
    assert "既不是工作簿" in page


def test_no_file_and_an_empty_file(office: Client, county: County) -> None:
    answer = office.post(f"/orgs/{county.subject.pk}/import/", {})
    assert answer.status_code == 200
    assert 'id="id_file_error"' in answer.content.decode()
    assert send(office, county, b"").status_code == 200
    assert not ImportRun.objects.exists()


def test_a_large_file_is_checked_and_saved_in_the_background(
    office: Client, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "SMALL_FILE", 100)
    monkeypatch.setattr(imports, "FEW_ROWS", 0)
    address = sent(office, county, GOOD)
    assert "正在檢查文件" in text_of(office, address)
    run_pending()
    assert "將新增" in text_of(office, address)
    office.post(f"{address}agree/")
    assert "正在保存" in text_of(office, address)
    assert not Unit.objects.filter(code="JY").exists()
    run_pending()
    assert "導入已保存" in text_of(office, address)
    assert Unit.objects.filter(code="JY").exists()


def test_a_job_that_was_given_up_says_that_nothing_was_saved(
    office: Client, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(imports, "FEW_ROWS", 0)
    address = sent(office, county, GOOD)
    office.post(f"{address}agree/")
    monkeypatch.setattr(imports, "save_units", break_off)
    run_pending()
    assert "未保存任何內容" in text_of(office, address)
    assert not Unit.objects.filter(code="JY").exists()


def test_rows_are_narrowed_and_paged(office: Client, county: County) -> None:
    rows = [(f"N{n:03}", f"第{n}站", "部門", "") for n in range(120)]
    address = sent(office, county, workbook(單位=[HEADS, *rows, ("XX", "壞局", "沒有", "")]))
    assert "第 1 頁" in text_of(office, address)
    assert "壞局" in text_of(office, f"{address}?outcome=refused")
    assert "第55站" not in text_of(office, f"{address}?outcome=refused")
    assert "第55站" in text_of(office, f"{address}?q=N055")
    assert "東溪鎮" in text_of(office, f"{address}?q=东溪")
    assert "東溪鎮" in text_of(office, f"{address}?outcome=left&kind=unit")
    assert "沒有符合的行" in text_of(office, f"{address}?q=nothing")
    assert office.get(f"{address}?page=99&kind=x&outcome=y").status_code == 200


@pytest.mark.parametrize("language", ["zh-TW", "zh-CN", "en"])
def test_the_template_comes_in_the_readers_language(
    office: Client, county: County, language: str
) -> None:
    answer = office.get(
        f"/orgs/{county.subject.pk}/import/template/", headers={"accept-language": language}
    )
    book = load_workbook(io.BytesIO(answer.content))
    names = {"zh-TW": "單位", "zh-CN": "单位", "en": "Units"}
    assert names[language] in book.sheetnames
    assert "attachment" in answer.headers["Content-Disposition"]
    address = send(office, county, answer.content).headers["Location"]
    assert ImportRun.objects.get(key=address.rstrip("/").rpartition("/")[2]).state == "refused"


def test_an_export_is_recorded_with_the_numbers_it_takes_along(
    office: Client, officer: User, county: County
) -> None:
    answer = office.get(f"/orgs/{county.subject.pk}/export/")
    book = load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == 3
    events = Event.objects.filter(actor_id=str(officer.pk))
    assert events.filter(action="orgs.export").count() == 1
    assert events.filter(is_reading=True).count() == 1


def test_cells_that_could_act_leave_the_house_inert(office: Client, county: County) -> None:
    Person.objects.filter(pk=county.liaison.pk).update(title="=cmd|' /C calc'!A0")
    Unit.objects.filter(pk=county.east.pk).update(address="+1+1")
    answer = office.get(f"/orgs/{county.subject.pk}/export/?sheet=person")
    table = answer.content.decode("utf-8-sig")
    assert "'=cmd" in table
    book = load_workbook(io.BytesIO(office.get(f"/orgs/{county.subject.pk}/export/").content))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type != "f" for cell in values)
    assert any(cell.value == "'+1+1" for cell in values)
    page = text_of(office, sent(office, county, answer.content))
    assert "文件內容與現有資料相同" in page


def test_an_unknown_sheet_is_not_there(office: Client, county: County) -> None:
    assert office.get(f"/orgs/{county.subject.pk}/export/?sheet=x").status_code == 404


def test_an_import_can_be_cancelled(office: Client, county: County) -> None:
    address = sent(office, county, GOOD)
    assert office.post(f"{address}cancel/").status_code == 302
    assert "導入已取消" in text_of(office, address)


def test_script_in_a_name_stays_text(office: Client, county: County) -> None:
    rows = [HEADS, ("JY", "<script>alert(1)</script>", "部門", "")]
    page = text_of(office, sent(office, county, workbook(單位=rows)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
