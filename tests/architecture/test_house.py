"""The program keeps the rules of the house, and each rule catches what it is there to catch."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import foreign_keys, hygiene, page_templates, purity, sizes, writes
from tests.architecture.house import ROOT, contracts, ranks

Check = Callable[[Path], list[str]]

CHECKS: list[Check] = [
    foreign_keys.check,
    page_templates.check,
    page_templates.check_foreign,
    purity.check,
    sizes.check_lengths,
    sizes.check_names,
    sizes.check_views,
    writes.check,
]


def name_of(value: Check | str) -> str:
    """Return a short name for a test's report."""
    if isinstance(value, str):
        return value[:40]
    return f"{value.__module__.rpartition('.')[2]}.{value.__name__}"


@pytest.mark.parametrize("check", CHECKS, ids=name_of)
def test_the_program_keeps_the_rule(check: Check) -> None:
    assert check(ROOT) == []


MODELS = "chuangcheng/features/cases/models.py"
VIEWS = "chuangcheng/features/cases/views.py"
DOMAIN = "chuangcheng/domain/text.py"
SCORING = "chuangcheng/domain/scoring/total.py"
PAGE = "chuangcheng/features/cases/templates/cases/list.html"

PLANTED: list[tuple[Check, str, str]] = [
    (foreign_keys.check, MODELS, 'x = models.ForeignKey("evidence.Material", on_delete=PROTECT)'),
    (foreign_keys.check, MODELS, 'x = models.OneToOneField(to="inbox.Item", on_delete=PROTECT)'),
    (foreign_keys.check, MODELS, 'x = ManyToManyField("nowhere.Thing")'),
    (foreign_keys.check, MODELS, "x = GenericForeignKey()"),
    (foreign_keys.check, VIEWS, 'x = apps.get_model("evidence.Material")'),
    (
        foreign_keys.check,
        "chuangcheng/foundation/audit/models/event.py",
        "x = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=PROTECT)",
    ),
    (
        foreign_keys.check,
        "chuangcheng/foundation/places/models.py",
        'x = models.ForeignKey("calendar.Day", on_delete=PROTECT)',
    ),
    (page_templates.check, PAGE, '{% extends "duties/page.html" %}'),
    (page_templates.check, PAGE, "{%- include 'list.html' %}"),
    (page_templates.check_foreign, PAGE, '<script src="https://example.org/x.js"></script>'),
    (page_templates.check_foreign, PAGE, '<link rel="stylesheet" href="//example.org/x.css">'),
    (page_templates.check_foreign, "frontend/src/a.css", "a { background: url(https://a.b/c) }"),
    (page_templates.check_foreign, "frontend/src/a.ts", 'fetch("https://example.org")'),
    (purity.check, DOMAIN, "def f():\n    return datetime.now()"),
    (purity.check, DOMAIN, "def f():\n    return date.today()"),
    (purity.check, DOMAIN, "def f():\n    return open('x')"),
    (purity.check, DOMAIN, "def f():\n    return hash('x')"),
    (purity.check, DOMAIN, "import numpy"),
    (purity.check, DOMAIN, "from numpy.linalg import norm"),
    (purity.check, SCORING, "HALF = 0.5"),
    (purity.check, SCORING, "HALF = float('0.5')"),
    (sizes.check_lengths, DOMAIN, "x = 1\n" * 401),
    (sizes.check_lengths, "chuangcheng/config/settings.py", "x = 1\n" * 301),
    (sizes.check_lengths, "tests/domain/test_text.py", "x = 1\n" * 601),
    (sizes.check_lengths, "frontend/src/islands/tree.ts", "x = 1\n" * 401),
    (sizes.check_views, VIEWS, "def show(request):\n" + "    x = 1\n" * 25),
    (
        sizes.check_views,
        "chuangcheng/features/cases/views/lists.py",
        "class V:\n    def get(self, request):\n" + "        x = 1\n" * 25,
    ),
    *[
        (sizes.check_names, f"chuangcheng/features/cases/{name}", "x = 1")
        for name in ("utils.py", "helpers/dates.py", "_common.py", "base.py", "misc.py")
    ],
    (sizes.check_names, "frontend/src/helpers.ts", ""),
    *[
        (writes.check, VIEWS, f"def show(request):\n    {statement}")
        for statement in (
            "case.save()",
            "case.save(update_fields=['state'])",
            "form.save(commit=False)",
            "case.delete()",
            "Case.objects.create(title='x')",
            "case.photos.create(file='x')",
            "Case.objects.filter(pk=1).update(title='x')",
            "cases = Case.objects.all()\n    cases.update(title='x')",
            "cases.filter(pk=1).delete()",
            "Case.objects.bulk_create(cases)",
            "manager.get_or_create(pk=1)",
            "connection.cursor().execute('update units set name = 1')",
        )
    ],
    (writes.check, MODELS, "units = ManyToManyField(Unit)\ndef f(case):\n    case.units.add(1)"),
    (writes.check, "chuangcheng/entrypoints/demo/cases.py", "def load():\n    case.save()"),
]


@pytest.mark.parametrize(("check", "path", "source"), PLANTED, ids=name_of)
def test_the_rule_catches(check: Check, path: str, source: str, tmp_path: Path) -> None:
    plant(tmp_path, path, source)
    assert [fault.partition(":")[0] for fault in check(tmp_path)] == [path]


INNOCENT: list[tuple[Check, str, str]] = [
    (foreign_keys.check, MODELS, 'x = models.ForeignKey("duties.Duty", on_delete=PROTECT)'),
    (foreign_keys.check, MODELS, 'x = models.ForeignKey("places.Zone", on_delete=PROTECT)'),
    (foreign_keys.check, MODELS, 'x = models.ForeignKey("self", on_delete=PROTECT)'),
    (foreign_keys.check, MODELS, 'x = models.ForeignKey("cases.Photo", on_delete=PROTECT)'),
    (page_templates.check, PAGE, '{% extends "shell/page.html" %}{% include "cases/row.html" %}'),
    (page_templates.check_foreign, PAGE, '<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
    (page_templates.check_foreign, PAGE, '<a href="https://example.org/">…</a>'),
    (purity.check, DOMAIN, "from decimal import Decimal\ndef f(now):\n    import numpy"),
    (purity.check, DOMAIN, "HALF = 0.5"),
    (sizes.check_lengths, DOMAIN, "\n" * 399),
    (sizes.check_views, VIEWS, "def show(request):\n" + "    x = 1\n" * 24),
    (sizes.check_names, "chuangcheng/features/cases/database.py", ""),
    (writes.check, "chuangcheng/features/cases/services.py", "def f():\n    case.save()"),
    (writes.check, "chuangcheng/features/cases/services/close.py", "def f():\n    case.save()"),
    (writes.check, MODELS, "class Case:\n    def save(self):\n        super().save()"),
    *[
        (writes.check, VIEWS, f"def show(request):\n    {statement}")
        for statement in (
            "context.update(title='x')",
            "context.update({'title': 'x'})",
            "seen.add(1)",
            "workbook.save(path)",
            "digest.update(b'x')",
            "cases = Case.objects.filter(pk=1)",
        )
    ],
]


@pytest.mark.parametrize(("check", "path", "source"), INNOCENT, ids=name_of)
def test_the_rule_lets_pass(check: Check, path: str, source: str, tmp_path: Path) -> None:
    plant(tmp_path, path, source)
    assert check(tmp_path) == []


def plant(root: Path, path: str, source: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source + "\n", encoding="utf-8")


def test_rooms_rank_as_designed() -> None:
    heights = ranks()
    assert heights["cockpit"] == heights["inbox"] > heights["oversight"] > heights["evidence"]
    assert heights["evidence"] > heights["cases"] > heights["frameworks"] > heights["notices"]
    assert heights["accounts"] > heights["orgs"] > heights["audit"] > heights["shell"]


def test_every_open_room_has_its_rank() -> None:
    for floor in ("features", "foundation"):
        rooms = {path.parent.name for path in (ROOT / "chuangcheng" / floor).glob("*/__init__.py")}
        assert rooms <= ranks().keys()
    assert set(contracts()["furniture"]["containers"]) == {
        "chuangcheng.features.*",
        "chuangcheng.foundation.*",
    }


def test_the_repository_names_no_registry_and_no_machine() -> None:
    if not (ROOT / ".git").exists():
        pytest.fail("this check reads the list of files from git; run it in a clone")
    assert hygiene.check(ROOT, hygiene.tracked(ROOT)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("requirements/dev.txt", "--index-url https://registry" + ".example.org/simple"),
        ("frontend/index.html", '<script src="//cdn.registry' + '.example.org/x"></script>'),
        ("frontend/package-lock.json", '{"packages": {"x": {"resolved": "x.tgz"}}}'),
        ("uv.lock", ""),
        ("README.md", "cd " + "/work" + "/main"),
        ("tools/x.sh", "cp '" + "/root" + "/.config'"),
    ],
)
def test_a_trace_of_registry_or_machine_is_caught(name: str, text: str, tmp_path: Path) -> None:
    plant(tmp_path, name, text)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    assert hygiene.tracked(tmp_path) == [name]
    assert [fault.partition(":")[0] for fault in hygiene.check(tmp_path, [name])] == [name]
