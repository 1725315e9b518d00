"""``register``: what a portal would have to change, and the change itself.

In: the catalogue of a published folder, a portal, the names of the dataset and of its organization there. Out: a :class:`Registration`,
which says what would be done; ``register`` does it. What others entered at the portal stays: fields, extras and files that are not ours.
It can be done again: the same folder changes nothing, and what a broken run left undone is done then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from koryu_rdf.errors import RegisterError
from koryu_rdf.register.dataset import Fields, read_dataset, suggest_name
from koryu_rdf.register.licences import find_licence
from koryu_rdf.register.portal import Portal
from koryu_rdf.texts import get_text

Work = Literal["create", "update", "nothing"]


class Step(NamedTuple):
    """One difference between the portal and the folder: a field, or a file by its name; ``before`` is empty for what is new."""

    what: Literal["field", "file"]
    name: str
    before: str
    after: str


class Registration(NamedTuple):
    """What is to be done; ``fields`` are the dataset as it will be, ``new_files`` are added one by one after it."""

    work: Work
    name: str
    address: str
    steps: tuple[Step, ...]
    fields: Fields
    new_files: tuple[Fields, ...]
    harvested: bool


def plan_registration(
    catalogue: Path, portal: Portal, name: str | None = None, organization: str | None = None
) -> Registration:
    """Look at the portal and say what would have to be done; nothing is changed.

    Raises ``RegisterError`` for a portal that cannot be asked, a catalogue without a dataset, a licence the portal does not know.
    """
    wanted = read_dataset(catalogue)
    if wanted is None:
        raise _make_error("register-catalogue", str(catalogue))
    name = name or suggest_name(wanted)
    licence = find_licence(wanted["license_id"], portal.call("license_list", {}))
    if licence is None:
        raise _make_error("register-licence", portal.url, licence=wanted["license_id"])
    wanted |= {"name": name, "license_id": licence.code} | ({"owner_org": organization} if organization else {})
    there = portal.find("package_show", {"id": name})
    address = f"{portal.url}/dataset/{name}"
    if there is None:
        return _plan_new(wanted, address, harvested=licence.is_harvested)
    return _plan_update(wanted, there, address, harvested=licence.is_harvested)


def register(registration: Registration, portal: Portal) -> None:
    """Do what is planned: the dataset first, then each new file."""
    if registration.work == "nothing":
        return
    done = portal.call(f"package_{registration.work}", registration.fields)
    for file in registration.new_files:
        portal.call("resource_create", {**file, "package_id": done["id"]})


def _plan_new(wanted: Fields, address: str, *, harvested: bool) -> Registration:
    files = wanted.pop("resources")
    steps = [Step("field", key, "", _show(value)) for key, value in wanted.items() if value]
    steps += [Step("file", file["name"], "", file["url"]) for file in files]
    return Registration("create", wanted["name"], address, tuple(steps), wanted, tuple(files), harvested)


def _plan_update(wanted: Fields, there: Mapping[str, Any], address: str, *, harvested: bool) -> Registration:
    """Put our fields and files over what is there; what is there beside them stays."""
    files, extras = wanted.pop("resources"), _merge_extras(there.get("extras") or [], wanted.pop("extras"))
    steps = [*_compare_fields(wanted, there), *_compare_extras(there.get("extras") or [], extras)]
    old = {file.get("url"): file for file in there.get("resources") or []}
    new_files = tuple(file for file in files if file["url"] not in old)
    steps += [Step("file", file["name"], "", file["url"]) for file in new_files]
    ours = {file["url"]: file for file in files}
    for url, file in old.items():
        steps += _compare_file(ours[url], file) if url in ours else []
    kept = [{**file, **ours.get(url, {})} for url, file in old.items()]
    fields = {**there, **wanted, "extras": extras, "resources": kept}
    return Registration(
        "update" if steps else "nothing", wanted["name"], address, tuple(steps), fields, new_files, harvested
    )


def _compare_fields(wanted: Fields, there: Mapping[str, Any]) -> list[Step]:
    organization = there.get("organization") or {}
    current = {**there, "owner_org": organization.get("name", there.get("owner_org"))}
    pairs = ((key, _show(current.get(key)), _show(value)) for key, value in wanted.items())
    return [Step("field", key, before, after) for key, before, after in pairs if before != after]


def _compare_extras(old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]]) -> list[Step]:
    before = {one["key"]: one["value"] for one in old}
    pairs = ((one["key"], before.get(one["key"], ""), one["value"]) for one in new)
    return [Step("field", key, was, is_now) for key, was, is_now in pairs if was != is_now]


def _compare_file(ours: Fields, old: Mapping[str, Any]) -> list[Step]:
    differs = any(_show(old.get(key)) != _show(value) for key, value in ours.items())
    return (
        [Step("file", ours["name"], _show(old.get("hash")) or _show(old.get("url")), ours["hash"])] if differs else []
    )


def _merge_extras(old: Sequence[Mapping[str, str]], ours: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    values = {one["key"]: one["value"] for one in (*old, *ours)}
    return [{"key": key, "value": value} for key, value in values.items()]


def _show(value: object) -> str:
    """Show a value of CKAN in a line: tags by their names, in order."""
    if isinstance(value, list):
        return ", ".join(
            sorted(str(one.get("name", one.get("key"))) if isinstance(one, dict) else str(one) for one in value)
        )
    return "" if value is None else str(value)


def _make_error(key: str, where: str, **slots: object) -> RegisterError:
    return RegisterError(get_text("errors", key, **slots), where=where, hint=get_text("errors", f"{key}-hint", **slots))
