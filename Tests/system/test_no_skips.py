"""A test that does not run proves nothing: where none may be skipped, one that is fails."""

import pathlib
import subprocess
import sys

import pytest

SKIPPED = {
    "test_in_it.py": "import pytest\ndef test_it():\n    pytest.skip('no reason')\n",
    "test_before_it.py": "import pytest\n@pytest.mark.skip('no reason')\ndef test_it():\n    pass\n",
    "test_whole.py": "import pytest\npytest.importorskip('nowhere')\ndef test_it():\n    pass\n",
    "test_run.py": "def test_it():\n    pass\n",
}


@pytest.mark.parametrize("options, status, counts", [
    ((), 0, "1 passed, 3 skipped"),
    (("--no-skips", "--continue-on-collection-errors"), 1, "1 failed, 1 passed, 2 errors"),
])
def test_a_skipped_test_fails_where_none_may_be(tmp_path, options, status, counts):
    for name, text in SKIPPED.items():
        (tmp_path / name).write_text(text)
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "-p", "no:cacheprovider", *options, tmp_path],
        capture_output=True, text=True, cwd=tmp_path, env={"PYTHONPATH": str(pathlib.Path(__file__).parent)})
    assert told.returncode == status and counts in told.stdout, told.stdout + told.stderr
    assert all((name in told.stdout) == bool(status) for name in SKIPPED if name != "test_run.py"), told.stdout
