"""Bring in a county: read, check, show the preview page, agree; against a bare load.

Sizes of 500 to 5,000 units with four people each, every size in a process and an empty SQLite
database of its own. The yardstick is what a script without any care would do: read the same
workbook with openpyxl and ``bulk_create`` its rows. Bars: 5,000 units and 20,000 people in 60
seconds; five times the rows at most ten times the time; memory below 400 MB.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (500, 1_000, 2_500, 5_000)
PEOPLE = 4
MOST_SECONDS = 60
MOST_GROWTH = 20  # from 500 to 5,000 units; ten times the rows
MOST_MEMORY = 400


def workbook(path: Path, units: int) -> None:
    """Write a workbook of invented units in a tree of three levels, and their people."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("單位")
    heads = ("單位代碼", "單位名稱", "類別", "上級單位代碼", "統計代碼", "聯絡電話", "地址")
    sheet.write_row(0, 0, heads)
    towns = max(units // 50, 1)
    for number in range(units):
        code = f"U{number:05d}"
        parent = "" if number < towns else f"U{number % towns:05d}"
        kind = "鄉鎮" if number < towns else "社區"
        digits = f"99{number:010d}"
        row = (
            code,
            f"示範單位第{number}號",
            kind,
            parent,
            digits,
            "0999-8000000",
            f"示範路{number}號",
        )
        sheet.write_row(number + 1, 0, row)
    sheet = book.add_worksheet("人員")
    heads = ("人員編號", "姓名", "單位代碼", "崗位", "職務", "聯絡電話", "電子郵箱")
    sheet.write_row(0, 0, heads)
    posts = ("一把手", "分管領導", "聯絡員", "工作人員")
    for number in range(units * PEOPLE):
        post = posts[number % PEOPLE]
        phone = f"138{number:08d}"
        who = (f"S{number}", f"示範{number}", f"U{number // PEOPLE:05d}", post, "職務", phone)
        sheet.write_row(number + 1, 0, (*who, f"s{number}@example.cn"))
    book.close()


def measure(path: Path) -> dict[str, float]:
    """Return the seconds of each step for one workbook, in this process."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    content = path.read_bytes()
    from django.test import Client

    from chuangcheng.foundation.accounts.models import Grant, User
    from chuangcheng.foundation.audit.actors import Actor, acting
    from chuangcheng.foundation.orgs.models import ImportRun, Person, Unit
    from chuangcheng.foundation.orgs.services import create_subject, imports

    subject = create_subject(name="示範縣", kind="county", code="bench")
    user = User.objects.create(username="bench", name="bench")
    Grant.objects.create(
        user=user, role="office", subject=subject, valid_from="2020-01-01", granted_by="bench"
    )
    times: dict[str, float] = {}
    with acting(Actor(str(user.pk), "bench"), "bench"):
        start = time.perf_counter()
        run = imports.send_file(
            subject=subject, content=content, file_name="units.xlsx", at_once=True
        )
        times["check"] = time.perf_counter() - start
        browser = Client()
        browser.force_login(user)
        start = time.perf_counter()
        answer = browser.get(f"/orgs/imports/{run.key}/", headers={"host": "localhost"})
        times["page"] = time.perf_counter() - start
        if answer.status_code != 200:
            raise ValueError(answer.status_code)
        start = time.perf_counter()
        done = imports.agree(key=run.key, owner=str(user.pk), at_once=True)
        times["save"] = time.perf_counter() - start
    if done.state != ImportRun.State.DONE:
        raise ValueError(done.state)
    times["rows"] = Unit.objects.count() + Person.objects.count()
    times["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return times


def bare(path: Path) -> dict[str, float]:
    """Return the seconds that openpyxl and ``bulk_create`` take, with no check at all."""
    import django
    from django.core.management import call_command
    from openpyxl import load_workbook

    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import transaction

    from chuangcheng.foundation.orgs.models import Person, Unit
    from chuangcheng.foundation.orgs.services import create_subject

    subject = create_subject(name="示範縣", kind="county", code="bench")
    unit_class = subject.unit_classes.first()
    start = time.perf_counter()
    book = load_workbook(path, read_only=True)
    rows = list(book["單位"].iter_rows(min_row=2, values_only=True))
    people = list(book["人員"].iter_rows(min_row=2, values_only=True))
    with transaction.atomic():
        units = Unit.objects.bulk_create(
            Unit(
                subject=subject,
                unit_class=unit_class,
                code=str(row[0]),
                name_hant=str(row[1]),
                name_hans=str(row[1]),
                valid_from="2026-01-01",
            )
            for row in rows
        )
        by_code = {unit.code: unit for unit in units}
        Person.objects.bulk_create(
            Person(unit=by_code[str(row[2])], code=str(row[0]), name=str(row[1]), phone=str(row[5]))
            for row in people
        )
    return {"bare": time.perf_counter() - start}


def in_a_process(step: str, path: Path) -> dict[str, float]:
    """Run one measurement in a process with a database of its own."""
    with tempfile.TemporaryDirectory() as home:
        env = os.environ | {
            "CHUANGCHENG_HOME": home,
            "DJANGO_SETTINGS_MODULE": "chuangcheng.config.settings",
        }
        command = [sys.executable, "-m", "benchmarks.bench_orgs_import", step, str(path)]
        done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found


def main() -> int:
    """Print the table; exit code 1 where a bar is missed."""
    totals: dict[int, float] = {}
    memory = 0.0
    heads = f"{'units':>6} {'people':>7} {'check s':>8} {'page s':>7} {'save s':>7} {'all s':>7}"
    print(f"{heads} {'bare s':>7} {'ratio':>6} {'MB':>5}")
    with tempfile.TemporaryDirectory() as name:
        for units in SIZES:
            path = Path(name) / f"{units}.xlsx"
            workbook(path, units)
            found = in_a_process("measure", path) | in_a_process("bare", path)
            total = totals[units] = found["check"] + found["page"] + found["save"]
            memory = max(memory, found["memory"])
            print(
                f"{units:>6} {units * PEOPLE:>7} {found['check']:>8.2f} {found['page']:>7.2f} "
                f"{found['save']:>7.2f} {total:>7.2f} {found['bare']:>7.2f} "
                f"{total / found['bare']:>6.1f} {found['memory']:>5.0f}"
            )
    growth = totals[SIZES[-1]] / totals[SIZES[0]]
    print(f"ten times the rows take {growth:.1f} times as long")
    met = totals[SIZES[-1]] <= MOST_SECONDS and growth <= MOST_GROWTH and memory <= MOST_MEMORY
    print("bars met" if met else "a bar is MISSED")
    return 0 if met else 1


if __name__ == "__main__":
    if len(sys.argv) > 2:
        step = {"measure": measure, "bare": bare}[sys.argv[1]]
        print(json.dumps(step(Path(sys.argv[2]))))
        sys.exit(0)
    sys.exit(main())
