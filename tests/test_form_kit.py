"""Plugin and theme have one kit of forms, the plugin's: the theme prints no field by itself."""

from __future__ import annotations

import pytest

from wordpress.local.folders import PLUGIN, THEME


@pytest.mark.parametrize(
    "of_a_field", ["aria-describedby", "aria-invalid", "restart-hint", "(optional)"]
)
def test_a_field_is_printed_by_the_plugin(of_a_field: str) -> None:
    kit = PLUGIN / "includes/forms/class-restart-registry-form.php"
    assert of_a_field in kit.read_text()
    assert [
        file for file in THEME.rglob("*.php") if of_a_field in file.read_text()
    ] == []
