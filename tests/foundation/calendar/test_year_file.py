"""Reading the file of a year: what is understood, and how every fault is said."""

from datetime import date

import pytest

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.domain.workdays import statutory
from chuangcheng.foundation.calendar.formats.year_file import read_year
from tests.foundation.calendar.files import CSV_2027, YAML_2027, year_2027

HEAD = "format: chuangcheng.calendar.v1\nyear: 2027\ndays:\n"


def faults(text: str, name: str = "2027.yaml") -> list[Fault]:
    with pytest.raises(Refused) as refusal:
        read_year(text.encode(), name)
    return list(refusal.value.faults)


def found(fault: Fault) -> tuple[str, int | None, int | None]:
    return fault.code, fault.place.line, fault.place.column


def test_yaml_and_csv_say_the_same() -> None:
    yaml, csv = year_2027(), read_year(CSV_2027.encode(), "2027.csv")
    assert yaml == csv
    assert yaml.checksum == csv.checksum
    assert yaml.year == 2027
    assert yaml.source.startswith("示例")
    assert len(yaml.days) == 33


def test_festivals_are_kept_under_names_that_can_be_translated() -> None:
    by_date = {day.date: day for day in year_2027().days}
    assert by_date[date(2027, 2, 5)].name == statutory.SPRING_FESTIVAL
    assert by_date[date(2027, 10, 9)].name == statutory.NATIONAL_DAY
    assert not by_date[date(2027, 10, 9)].is_off
    own = read_year(
        (HEAD + "  - {date: 2027-03-01, kind: holiday, name: 縣慶日}").encode(), "x.yml"
    )
    assert own.days[0].name == "縣慶日"


def test_a_spreadsheet_programs_mark_and_english_heads_are_understood() -> None:
    text = "\ufeffdate,until,kind,name\r\n2027-01-01,2027-01-03,holiday,New Year\r\n,,,\r\n"
    assert len(read_year(text.encode(), "2027.CSV").days) == 3


def test_the_end_of_december_before_may_be_listed() -> None:
    text = HEAD + "  - {date: 2026-12-31, until: 2027-01-02, kind: holiday, name: 元旦}"
    assert [day.date.year for day in read_year(text.encode(), "x.yaml").days] == [2026, 2027, 2027]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("{date: 2027-13-01, kind: holiday, name: x}", "calendar.not_a_date", 12),
        ("{date: 2028-01-01, kind: holiday, name: x}", "calendar.other_year", 12),
        ("{date: 2026-12-19, kind: holiday, name: x}", "calendar.other_year", 12),
        ("{date: 2027-01-03, until: 2027-01-01, kind: holiday, name: x}",
         "calendar.ends_before", 31),
        ("{date: 2027-01-03, until: 2027-02-01, kind: holiday, name: x}", "calendar.too_long", 31),
        ("{date: 2027-01-03, kind: party, name: x}", "calendar.not_a_kind", 30),
        ("{date: 2027-01-03, kind: holiday}", "calendar.no_name", 5),
        ("{date: 2027-01-03, kind: holiday, name: " + "長" * 61 + "}",
         "calendar.name_too_long", 45),
        ("{date: 2027-01-04, kind: workday}", "calendar.worked_anyway", 12),
        ("{date: 2027-01-03, kind: workday, size: 3}", "calendar.unknown_name", 45),
        ("2027-01-03", "calendar.not_a_row", 5),
        ("{date: , kind: holiday, name: x}", "calendar.not_a_date", None),
    ],
)  # fmt: skip
def test_a_fault_is_said_with_line_and_column(line: str, code: str, column: int | None) -> None:
    seen = found(faults(f"{HEAD}  - {line}\n")[0])
    assert seen[:2] == (code, 4)
    assert column is None or seen[2] == column


def test_every_fault_is_said_at_once() -> None:
    text = CSV_2027 + "2027-01-02,,放假,元旦\n2027-13-01,,放假,x\n2027-03-01,,聚會,x\n"
    seen = [found(fault) for fault in faults(text, "2027.csv")]
    assert seen == [
        ("calendar.twice", 14, 1),
        ("calendar.not_a_date", 15, 1),
        ("calendar.not_a_kind", 16, 13),
    ]


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("", "2027.yaml", "file.empty"),
        (YAML_2027, "2027.txt", "file.unknown_ending"),
        ("days: []", "2027.yaml", "calendar.wrong_format"),
        ("format: chuangcheng.calendar.v1\nyear: 2027\n", "2027.yaml", "calendar.no_days"),
        (HEAD + "  - {date: 2027-01-01, kind: holiday", "2027.yaml", "yaml.unclosed"),
        ("a\n", "2027.csv", "calendar.no_head"),
        ("date,kind\n", "2027.csv", "calendar.no_days"),
        ("# nothing\n", "2027.csv", "calendar.no_days"),
        ("date,kind\n2027-01-01,holiday,x,y\n", "2027.csv", "calendar.too_many_cells"),
        ("date,kind,name\nsoon,holiday,x\n", "2027.csv", "calendar.not_a_date"),
        (HEAD.replace("2027", "1900") + "  - {date: 1900-01-01, kind: holiday, name: x}",
         "2027.yaml", "calendar.not_a_year"),
        (YAML_2027 + "extra: 1\n", "2027.yaml", "calendar.unknown_name"),
        ("PK\x03\x04", "2027.csv", "file.workbook_in_disguise"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused(text: str, name: str, code: str) -> None:
    assert code in [fault.code for fault in faults(text, name)]


def test_other_encodings_and_huge_files_are_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read_year(CSV_2027.encode("gb18030"), "2027.csv")
    assert refusal.value.faults[0].code == "file.encoding"
    with pytest.raises(Refused) as refusal:
        read_year(b"#" * 300_000, "2027.csv")
    assert refusal.value.faults[0].code == "file.too_large"


def test_a_quoted_cell_may_hold_a_comma() -> None:
    text = 'date,kind,name\n2027-01-01,holiday,"元旦, 新年"\n'
    assert read_year(text.encode(), "2027.csv").days[0].name == "元旦, 新年"
