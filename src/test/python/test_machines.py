"""Where the program is installed, and where nothing is."""

import os
import shutil
import subprocess

import pytest
from project import ROOT, run


def test_installed_program_runs_for_every_user_and_is_replaced_in_one_step():
    run("bash", ROOT / "src/test/python/check-install.sh")


def can_make_a_root_folder():
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    return subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"]).returncode == 0


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.skipif(not can_make_a_root_folder(), reason="it takes root, apt-get and mounting")
def test_what_the_readme_says_works_where_only_git_is():
    run(ROOT / "scripts/bare-machine.sh", timeout=7200)
