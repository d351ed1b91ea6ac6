"""Who may know whom."""

from __future__ import annotations

import pytest

from tests.shape.source import AREAS, Module, called, modules

RULES_MAY_KNOW = {"signoff.kernel.refusals", "signoff.charter.sides", "signoff.backlog.words"}


def own(module: Module) -> set[str]:
    return {name for name in module.imports if name.startswith("signoff")}


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


@pytest.mark.parametrize("module", called("rules"), ids=lambda module: module.name)
def test_rules_are_pure_functions_of_values(module: Module) -> None:
    outside = {name for name in module.imports if name.partition(".")[0] in {"django", "datetime", "pydantic"}}
    assert not outside, f"{module.name} knows {outside}"
    assert not {name for name in own(module) if not within(name, RULES_MAY_KNOW) and name != "signoff.kernel"}


@pytest.mark.parametrize("module", called("models"), ids=lambda module: module.name)
def test_models_know_models_and_words_only(module: Module) -> None:
    strange = {
        name
        for name in own(module)
        if not any(word in name for word in (".models", ".words", "charter.sides", "kernel.decided"))
    }
    assert not strange, f"{module.name} knows {strange}"


@pytest.mark.parametrize("module", called("queries"), ids=lambda module: module.name)
def test_queries_know_no_commands_and_no_pages(module: Module) -> None:
    assert not {name for name in own(module) if ".commands" in name or ".pages" in name}


@pytest.mark.parametrize("module", called("commands"), ids=lambda module: module.name)
def test_commands_know_no_pages(module: Module) -> None:
    assert not {name for name in own(module) if ".pages" in name or ".doors" in name or "signoff.ui" in name}


def test_nobody_but_addresses_imports_pages() -> None:
    knowing = {
        (module.name, name)
        for module in modules()
        for name in own(module)
        if ".pages" in name and not module.name.endswith(".urls") and ".pages" not in module.name
    }
    assert not {(knower, page) for knower, page in knowing if not page.startswith("signoff.doors.pages")}, (
        "pages are reached by addresses"
    )


@pytest.mark.parametrize("place", ["kernel", "ui"])
def test_the_kernel_and_the_look_know_no_area(place: str) -> None:
    areas = {f"signoff.{area}" for area in AREAS}
    knowing = {
        (module.name, name)
        for module in modules()
        if module.name.startswith(f"signoff.{place}")
        for name in own(module)
        if within(name, areas)
    }
    assert not knowing
