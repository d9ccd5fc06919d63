"""No other site logs a visitor in, or is told the address of a page of ours."""

from __future__ import annotations

import re

import pytest
import requests

from tests.real.plugin.visitors import Visit, slug
from tests.real.world import RealWorld

FOREIGN = [
    "https://evil.example",
    "null",
    "http://127.0.0.1",  # another port is another site
    "http://127.0.0.1:1",
    "http://evil.example/{host}",
    "http://{host}.evil.example",
]
OWN = ["", "http://{host}", "HTTP://{host}"]


def logs_in(world: RealWorld, door: str, origin: str) -> requests.Response:
    account, url = world.accounts["carol"], world.wordpress.url
    headers = {"Origin": origin.format(host=url.removeprefix("http://"))}
    with requests.Session() as session:
        session.trust_env = False
        page = session.get(url + door, timeout=60).text
        form = {"log": account.username, "pwd": account.password}
        if door == "/login/":
            hidden = re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', page)
            form |= dict(hidden) | {"restart_form": "log_in"}
        return session.post(
            url + door,
            data=form,
            headers={name: value for name, value in headers.items() if value},
            allow_redirects=False,
            timeout=60,
        )


def is_logged_in(answer: requests.Response) -> bool:
    return any("wordpress_logged_in" in name for name in answer.cookies.get_dict())


@pytest.mark.parametrize("door", ["/login/", "/wp-login.php"])
@pytest.mark.parametrize("origin", FOREIGN)
def test_a_form_on_another_site_logs_nobody_in(
    world: RealWorld, door: str, origin: str
) -> None:
    answer = logs_in(world, door, origin)

    assert not is_logged_in(answer)
    assert "sent from another site" in answer.text


@pytest.mark.parametrize("door", ["/login/", "/wp-login.php"])
@pytest.mark.parametrize("origin", OWN)
def test_ones_own_form_does(world: RealWorld, door: str, origin: str) -> None:
    assert is_logged_in(logs_in(world, door, origin))


def test_other_sites_are_told_no_address(world: RealWorld, visit: Visit) -> None:
    name = slug(world, world.make_registry(status="publish"))
    paths = [f"/registry/{name}/", "/", "/login/", "/my-account/", "/registry/never/"]
    paths += ["/wp-login.php", f"/registry/{name}/embed/", "/feed/"]

    for path in paths:
        answer = visit("").page(path)
        assert answer.headers.get("Referrer-Policy") == "same-origin", path
    assert visit("eve").page("/wp-admin/").headers["Referrer-Policy"] == ("same-origin")


def test_links_to_shops_say_so_too(world: RealWorld) -> None:
    code = """
        $item = array( 'url' => 'https://shop.example/kettle', 'name' => 'Kettle', 'quantity_needed' => 1, 'quantity_purchased' => 0,
            'retailer' => '', 'price' => null, 'image_url' => '', 'notes' => '', 'description' => '', 'affiliate_url' => '' );
        return Restart_Registry_View::html( 'gifts/item-facts', array( 'item' => $item ) );"""

    html = world.shell.run(code)

    assert re.findall(r'\srel="([^"]*)"', html) == ["noopener noreferrer sponsored"]
