"""Set up what `make demo` and `make test` need, from a bare machine, and nothing twice.

    python3 .ci/install.py demo|test|long

Standard library only: it runs before anything is there. What a finished set-up was made from is
written to .venv/installed.json, last and by rename; without that file .venv counts as half made and
is made anew.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = {"demo": ROOT / "requirements.lock", "test": ROOT / "requirements-dev.lock"}
# On top of the tests' lock, for `make test-long`.
LONG_LOCK = ROOT / "requirements-long.lock"

# What WeasyPrint loads and no wheel brings along -> the Debian package that has it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# What the tests call -> the Debian package that has it.
TOOLS = {"pdftoppm": "poppler-utils", "pdffonts": "poppler-utils", "qpdf": "qpdf"}
LONG_TOOLS = {"javac": "default-jdk-headless"}
# What Java left out of itself and the PDF/UA validator still wants.
LONG_FILES = {"/usr/share/java/jaxb-runtime.jar": "libjaxb-java"}


def say(text: str) -> None:
    """Report progress, on stderr: stdout belongs to the result of the make target."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """End with a message and without a traceback."""
    sys.exit("set-up: " + text)


def call(command: list[str], env: dict[str, str] | None = None) -> int:
    """Run a command with its output on stderr."""
    return subprocess.call(command, stdout=sys.stderr, env=env)


# --- what comes from the system -------------------------------------------------------------------


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(purpose: str) -> list[str]:
    """Return the Debian packages that are not there, asking for the thing and not for its package.

    Someone may have it from elsewhere. Elsewhere than on Linux the libraries have other names;
    there the import of WeasyPrint at the end tells.
    """
    missing = []
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if sys.platform == "linux":
        missing += [package for library, package in LIBRARIES.items() if not loads(library)]
    if purpose != "demo":
        missing += [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if purpose == "long":
        missing += [package for tool, package in LONG_TOOLS.items() if shutil.which(tool) is None]
        missing += [package for path, package in LONG_FILES.items() if not Path(path).exists()]
    return sorted(set(missing))


def install_packages(packages: list[str]) -> None:
    """Install Debian packages if that is possible without a question, else say how."""
    names = " ".join(packages)
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = "sudo apt-get update && sudo {}".format(" ".join(install))
    if shutil.which("apt-get") is None:
        stop(f"missing: {names} (so the Debian packages are called); install them and try again")
    sudo: list[str] = []
    if os.geteuid() != 0:
        asks_nothing = shutil.which("sudo") and not subprocess.call(
            ["sudo", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if not asks_nothing:
            stop("missing system packages, run this line and try again:\n" + by_hand)
        sudo = ["sudo", "-n"]
    say(f"Installing {names} ...")
    # Through env, since sudo drops the variables that we set. The lock is what a machine that has
    # just started holds for its own updates.
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0", *install[1:]]
    # A fresh image has no package lists and an old one has stale ones; all others need no update.
    if subprocess.call(install, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) != 0:
        subprocess.call([*apt, "update"], stdout=subprocess.DEVNULL)
        if subprocess.call(install, stdout=subprocess.DEVNULL) != 0:
            stop("apt-get failed; see above. By hand it would be:\n" + by_hand)


# --- what comes into .venv ------------------------------------------------------------------------


def digest(*parts: str | bytes | Path) -> str:
    """Return one hash over texts and contents of files."""
    whole = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part
        whole.update(content.encode() if isinstance(content, str) else content)
        whole.update(b"\0")
    return whole.hexdigest()


def read_stamp() -> dict[str, str]:
    """Return what the finished .venv was made from; nothing when it is not finished or not sane."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    # The Python below may have been upgraded away.
    with contextlib.suppress(OSError):
        if subprocess.call([str(VENV_PYTHON), "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return dict(stamp)
    return {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Declare the set-up finished."""
    new = STAMP.with_suffix(".new")
    new.write_text(json.dumps(stamp, indent=1) + "\n")
    new.replace(STAMP)


def pip(*arguments: str) -> None:
    """Run pip in .venv, with whatever index the user has configured."""
    environment = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")
    for name in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONHOME", "PYTHONPATH"):
        environment.pop(name, None)  # each of them sends packages to another place than .venv
    if call([str(VENV_PYTHON), "-m", "pip", *arguments], env=environment) != 0:
        stop("pip failed; see above. Run the same make target again when the cause is gone.")


def install_locked(purpose: str) -> None:
    """Install exactly what the lock names, every file checked against its hash."""
    lock = LOCKS[purpose]
    say(f"Installing the packages of {lock.name} into .venv, about a minute ...")
    # Wheels only: building from source needs a compiler and takes unpinned build tools.
    pip("install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))


def install_long() -> None:
    """Install what only the long campaigns need; it brings nothing else along."""
    stamp = read_stamp()
    wanted = digest(LONG_LOCK, stamp.get("packages", ""))
    if stamp.get("long") != wanted:
        pip("install", "--quiet", "--no-deps", "--require-hashes", "-r", str(LONG_LOCK))
        write_stamp({**stamp, "long": wanted})


def set_up(purpose: str) -> None:
    """Bring .venv to the state that `purpose` needs."""
    # A venv can neither be moved nor change its Python.
    base = digest(sys.version, sys.base_prefix, str(ROOT))
    wanted = {name: digest(base, lock) for name, lock in LOCKS.items()}
    project = digest(ROOT / "pyproject.toml", ROOT / "reportgen" / "__init__.py")

    stamp = read_stamp()
    have = stamp.get("packages", "")
    # The tests' lock contains the demo's, version for version.
    enough = {"demo": {wanted["demo"], wanted["test"]}, "test": {wanted["test"]}}[purpose]
    if have in enough and stamp.get("project") == project:
        return

    with contextlib.suppress(FileNotFoundError):
        STAMP.unlink()
    if have not in enough:
        if have not in wanted.values():
            say("Making .venv ...")
            if call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
                stop("could not make .venv; see above")
        install_locked(purpose)
        have = wanted[purpose]
    say("Installing reportgen itself, editable ...")
    pip("install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    # pip does this for whatever it copies; a checkout would be compiled anew by every command where
    # Python may not write bytecode by itself.
    call([str(VENV_PYTHON), "-m", "compileall", "-q", str(ROOT / "reportgen")])
    if call([str(VENV_PYTHON), "-m", "pip", "check"]) != 0:
        stop("pyproject.toml asks for something that the lock does not have; run: make lock")
    if call([str(VENV_PYTHON), "-c", "import weasyprint"]) != 0:
        stop(
            "WeasyPrint does not start; see above. It needs Pango and HarfBuzz:"
            " https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"
        )
    write_stamp({"packages": have, "project": project})


def main() -> None:
    """Read the command line."""
    if sys.argv[1:] not in (["demo"], ["test"], ["long"]):
        stop("usage: install.py demo|test|long")
    purpose = sys.argv[1]
    with open(__file__) as this:
        # Two makes at once would each delete the other's half-made .venv.
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(this, fcntl.LOCK_EX)
        missing = missing_packages(purpose)
        if missing:
            install_packages(missing)
            still = missing_packages(purpose)
            if still:
                stop("{} did not bring what was missing".format(" ".join(still)))
        set_up("demo" if purpose == "demo" else "test")
        if purpose == "long":
            install_long()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
