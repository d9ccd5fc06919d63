"""Plugin and theme have one kit of forms, the plugin's: the theme prints, takes and sends no form by itself."""

from __future__ import annotations

import pytest

from wordpress.local.folders import PLUGIN, THEME

PRINTED = ["aria-describedby", "aria-invalid", "restart-hint", "(optional)"]
PRINTED += ["restart-status", "restart-trap", 'method="post"', "data-restart-ajax"]
TAKEN = ["wp_create_nonce", "wp_verify_nonce", "wp_send_json", "wp_ajax_", "$_POST"]
SENT = ["fetch( ", "new AbortController", "'aria-busy'", "restart_registry_"]


def theme_files_with(text: str, ending: str) -> list[str]:
    files = THEME.rglob(f"*.{ending}")
    return [file.name for file in files if text in file.read_text()]


@pytest.mark.parametrize("of_a_field", PRINTED)
def test_a_form_is_printed_by_the_plugin(of_a_field: str) -> None:
    kit = PLUGIN / "includes/forms/class-restart-registry-form.php"
    assert of_a_field in kit.read_text()
    assert theme_files_with(of_a_field, "php") == []


@pytest.mark.parametrize("of_a_dispatcher", TAKEN)
def test_a_form_is_taken_by_the_plugin(of_a_dispatcher: str) -> None:
    kit = [file.read_text() for file in (PLUGIN / "includes/forms").glob("*.php")]
    assert any(of_a_dispatcher in code for code in kit)
    assert theme_files_with(of_a_dispatcher, "php") == []


@pytest.mark.parametrize("of_a_sender", SENT)
def test_a_form_is_sent_by_the_plugin_s_script(of_a_sender: str) -> None:
    assert of_a_sender in (PLUGIN / "assets/forms.js").read_text()
    assert theme_files_with(of_a_sender, "js") == []
