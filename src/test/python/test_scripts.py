"""The shell scripts: syntax, and what shellcheck says where there is one."""

import shutil

import pytest
from project import ROOT, run

SCRIPTS = [
    *sorted((ROOT / "scripts").glob("*.sh")),
    ROOT / "scripts/nested-parquet",
    ROOT / ".ci/run",
    ROOT / "src/test/python/check-install.sh",
]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_syntax(script):
    run("bash", "-n", script)


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
def test_shellcheck_finds_nothing():
    run("shellcheck", *SCRIPTS)
