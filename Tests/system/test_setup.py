"""Swift's installer is run when it is signed by Swift's keys, and else not even unpacked."""

import os
import platform
import shutil
import subprocess
import tarfile

import pytest

from conftest import ROOT

#: Takes the place of the network: what is asked for lies in a folder.
CURL = """#!/bin/sh
for word; do address=$word; done
[ "$1 $2" = "-fsSL -o" ] && cp "$DOWNLOADS/${address##*/}" "$3"
"""


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, **more)


def gpg(home, *words):
    done = run("gpg", "--homedir", home, "--batch", "--quiet", "--passphrase", "", "--pinentry-mode", "loopback", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def signed(folder, user, archive, signature):
    """Makes a key, signs with it; the key."""
    home = folder / user
    home.mkdir(0o700)
    try:
        gpg(home, "--quick-generate-key", user, "ed25519", "sign", "never")
        gpg(home, "--output", signature, "--detach-sign", archive)
        return gpg(home, "--armor", "--export", user)
    finally:
        run("gpgconf", "--homedir", home, "--kill", "gpg-agent")


@pytest.fixture
def downloads(tmp_path):
    """swiftly as it is downloaded, with its signature and Swift's keys."""
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    (tmp_path / "swiftly").write_text('#!/bin/sh\ntouch "$INSTALLED"\n')
    (tmp_path / "swiftly").chmod(0o755)
    archive = downloads / f"swiftly-{platform.machine()}.tar.gz"
    with tarfile.open(archive, "w:gz") as tar:
        tar.add(tmp_path / "swiftly", "swiftly")
    (downloads / "all-keys.asc").write_text(signed(tmp_path, "swift", archive, f"{archive}.sig"))
    return downloads


@pytest.fixture
def setup(tmp_path, downloads):
    """Runs scripts/setup on a machine that has every package, and no Swift; and whether swiftly was run."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ["bash", "cat", "cp", "dirname", "gpg", "grep", "gzip", "id", "mkdir", "mktemp", "rm", "sh", "sort", "tar", "touch", "uname"]:
        (tools / name).symlink_to(shutil.which(name))
    (tools / "curl").write_text(CURL)
    (tools / "dpkg-query").write_text("#!/bin/sh\necho install ok installed\n")
    for name in ["curl", "dpkg-query"]:
        (tools / name).chmod(0o755)
    installed = tmp_path / "installed"

    def setup():
        # A short folder: gpg's agent listens in it.
        environment = {"PATH": str(tools), "HOME": str(tmp_path), "DOWNLOADS": str(downloads), "INSTALLED": str(installed)}
        return run(ROOT / "scripts/setup", "run", env=environment), installed.exists()
    return setup


def test_a_signed_installer_is_run(setup):
    told, installed = setup()
    assert told.returncode == 0 and installed, told.stderr


def other_key(downloads, archive):
    signed(downloads.parent, "somebody", archive, downloads / "other.sig")
    os.replace(downloads / "other.sig", f"{archive}.sig")


@pytest.mark.parametrize("change, said", [
    (lambda downloads, archive: archive.write_bytes(archive.read_bytes() + b"x"), "not by one of Swift's keys"),
    (other_key, "not by one of Swift's keys"),
    (lambda downloads, archive: (downloads / "all-keys.asc").write_text(""), "not by one of Swift's keys"),
    (lambda downloads, archive: os.remove(f"{archive}.sig"), "could not be downloaded"),
    (lambda downloads, archive: os.remove(downloads / "all-keys.asc"), "could not be downloaded"),
], ids=["altered", "another's", "no keys", "no signature", "keys away"])
def test_another_installer_is_not_even_unpacked(setup, downloads, change, said):
    change(downloads, downloads / f"swiftly-{platform.machine()}.tar.gz")
    told, installed = setup()
    assert told.returncode == 1 and not installed and said in told.stderr and "install Swift 6.2" in told.stderr, told.stderr
