"""Chapters run while tables are checked: a wrong table is told at once, and no kernel stays."""

import small_project


def test_a_wrong_table_is_told_though_a_chapter_would_run_for_minutes(tmp_path):
    project = small_project.write(tmp_path)
    small_project.add(project, "slow", [("markdown", "# Slow"), ("code", "import time\ntime.sleep(300)")])
    with (project / "data" / "us_treaties.csv").open("a", encoding="utf-8") as table:
        table.write("no row\n")
    assert "data/us_treaties.csv" in small_project.refused(project, environment={"CI": "true"})
    small_project.until(lambda: small_project.processes(project) == [])


def test_a_failing_chapter_does_not_hide_a_wrong_table(tmp_path):
    project = small_project.write(tmp_path)
    small_project.add(project, "broken", [("markdown", "# Broken"), ("code", "1 / 0")])
    with (project / "data" / "us_treaties.csv").open("a", encoding="utf-8") as table:
        table.write("no row\n")
    said = small_project.refused(project, environment={"CI": "true"})
    assert "data/us_treaties.csv" in said and "ZeroDivisionError" not in said
