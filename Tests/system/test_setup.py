"""Swift's installer is run when it is signed by Swift's keys, and else not even unpacked."""

import os
import platform
import re
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


def signed(folder, user, archive, signature, expires="never", at=(), revoked=False):
    """Makes a key, signs with it; the key, and its fingerprint."""
    home = folder / user
    home.mkdir(0o700)
    try:
        gpg(home, *at, "--quick-generate-key", user, "ed25519", "sign", expires)
        listed = gpg(home, "--with-colons", "--list-keys", user)
        fingerprint = re.search(r"^fpr:+([0-9A-F]{40}):", listed, re.MULTILINE)[1]
        gpg(home, *at, "--output", signature, "--detach-sign", archive)
        if revoked:
            # gpg makes the certificate with the key, and guards it with a colon against being imported by accident.
            made = home / "openpgp-revocs.d" / f"{fingerprint}.rev"
            made.write_text(made.read_text().replace("\n:-----BEGIN", "\n-----BEGIN"))
            gpg(home, "--import", made)
        return gpg(home, "--armor", "--export", user), fingerprint
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
    key, fingerprint = signed(tmp_path, "swift", archive, f"{archive}.sig")
    (downloads / "all-keys.asc").write_text(key)
    expect(tmp_path, fingerprint)
    return downloads


def expect(folder, fingerprint):
    """A copy of scripts/setup that knows this key for Swift's, and no other."""
    text, times = re.subn(r"(?<=^swift_keys=\")[0-9A-F ]+(?=\"$)", fingerprint, (ROOT / "scripts/setup").read_text(), flags=re.MULTILINE)
    assert times == 1
    (folder / "setup").write_text(text)


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
        return run("bash", tmp_path / "setup", "run", env=environment), installed.exists()
    return setup


def test_a_signed_installer_is_run(setup):
    told, installed = setup()
    assert told.returncode == 0 and installed, told.stderr


def sign_by(downloads, archive, user, **options):
    """Takes the place of the signature; the new key, and its fingerprint."""
    made = signed(downloads.parent, user, archive, downloads / "other.sig", **options)
    os.replace(downloads / "other.sig", f"{archive}.sig")
    return made


def other_key(downloads, archive):
    sign_by(downloads, archive, "somebody")


def other_published_key(downloads, archive):
    """Whoever can change what is downloaded can change the keys with it."""
    key, _ = sign_by(downloads, archive, "somebody")
    (downloads / "all-keys.asc").write_text(key)


def swifts_key_that(**options):
    def change(downloads, archive):
        key, fingerprint = sign_by(downloads, archive, "former", **options)
        (downloads / "all-keys.asc").write_text(key)
        expect(downloads.parent, fingerprint)
    return change


@pytest.mark.parametrize("change, said", [
    (lambda downloads, archive: archive.write_bytes(archive.read_bytes() + b"x"), "not by one of Swift's keys"),
    (other_key, "not by one of Swift's keys"),
    (other_published_key, "not by one of Swift's keys"),
    (swifts_key_that(revoked=True), "not by one of Swift's keys"),
    (swifts_key_that(expires="2025-02-01", at=("--faked-system-time", "20250101T000000!")), "not by one of Swift's keys"),
    (lambda downloads, archive: (downloads / "all-keys.asc").write_text(""), "not by one of Swift's keys"),
    (lambda downloads, archive: os.remove(f"{archive}.sig"), "could not be downloaded"),
    (lambda downloads, archive: os.remove(downloads / "all-keys.asc"), "could not be downloaded"),
], ids=["altered", "another's", "another's, published", "revoked", "expired", "no keys", "no signature", "keys away"])
def test_another_installer_is_not_even_unpacked(setup, downloads, change, said):
    change(downloads, downloads / f"swiftly-{platform.machine()}.tar.gz")
    told, installed = setup()
    assert told.returncode == 1 and not installed and said in told.stderr and "install Swift 6.2" in told.stderr, told.stderr
