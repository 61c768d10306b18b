"""Files of a year for tests."""

from chuangcheng.foundation.calendar.formats.year_file import YearFile, read_year

# Invented: nobody has announced 2027 when this was written.
YAML_2027 = """\
format: chuangcheng.calendar.v1
year: 2027
source: 示例：關於2027年部分節假日安排的通知
days:
  - {date: 2027-01-01, until: 2027-01-03, kind: holiday, name: 元旦}
  - {date: 2027-02-05, until: 2027-02-13, kind: holiday, name: 春節}
  - {date: 2027-02-20, kind: workday, name: 春節}
  - {date: 2027-04-03, until: 2027-04-05, kind: holiday, name: 清明節}
  - {date: 2027-05-01, until: 2027-05-05, kind: holiday, name: 勞動節}
  - {date: 2027-05-08, kind: workday, name: 勞動節}
  - {date: 2027-06-09, kind: holiday, name: 端午節}
  - {date: 2027-09-15, kind: holiday, name: 中秋節}
  - {date: 2027-10-01, until: 2027-10-07, kind: holiday, name: 國慶節}
  - {date: 2027-09-26, kind: workday, name: 國慶節}
  - {date: 2027-10-09, kind: workday, name: 國慶節}
"""
CSV_2027 = """\
# 示例：關於2027年部分節假日安排的通知
日期,至,類別,名稱
2027-01-01,2027-01-03,放假,元旦
2027-02-05,2027-02-13,放假,春節
2027-02-20,,上班,春節
2027-04-03,2027-04-05,放假,清明節
2027-05-01,2027-05-05,放假,勞動節
2027-05-08,,上班,勞動節
2027-06-09,,放假,端午節
2027-09-15,,放假,中秋節
2027-10-01,2027-10-07,放假,國慶節
2027/9/26,,班,國慶節
2027年10月9日,,上班,國慶節
"""


def year_2027(text: str = YAML_2027) -> YearFile:
    """Return the invented announcement."""
    return read_year(text.encode(), "2027.yaml")
