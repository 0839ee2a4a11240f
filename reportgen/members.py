"""Discovery: a folder's members are its files; no list is edited to add one."""

from __future__ import annotations

import importlib
import os
from types import ModuleType
from typing import TypeVar

Kind = TypeVar("Kind")


def member_names(package: ModuleType) -> list[str]:
    """File names of a package's members in alphabetical order, without importing any of them."""
    (folder,) = package.__path__
    files = [name for name in os.listdir(folder) if name.endswith(".py")]
    return sorted(name.removesuffix(".py") for name in files if not name.startswith("_"))


def load_member(package: ModuleType, name: str, kind: type[Kind]) -> Kind:
    """The member called `name`: the object of that name in the module of that name."""
    module = importlib.import_module(f"{package.__name__}.{name}")
    member = getattr(module, name, None)
    if not isinstance(member, kind):
        raise TypeError(f"{module.__file__} must define a {kind.__name__} called {name}")
    return member


def load_members(package: ModuleType, kind: type[Kind]) -> dict[str, Kind]:
    """All members of a folder by name."""
    return {name: load_member(package, name, kind) for name in member_names(package)}
