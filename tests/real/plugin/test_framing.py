"""Nobody presses a button of ours unseen, in a frame on another site."""

from __future__ import annotations

from tests.real.plugin.visitors import Visit, at_once, slug
from tests.real.world import RealWorld


def test_pages_with_forms_are_in_no_frame(world: RealWorld, visit: Visit) -> None:
    page = f"/registry/{slug(world, world.make_registry(status='publish'))}/"
    proofs = ["/?restart_proof=1-x", f"{page}embed/?restart_proof=1-x"]
    ours = [page, "/my-account/", "/start-a-registry/", "/", *proofs]

    for name in ("ada", ""):
        for path, answer in at_once(visit(name).page, ours).items():
            assert answer.status_code == 200, path
            assert answer.headers.get("X-Frame-Options") == "SAMEORIGIN", path


def test_embeds_still_are(world: RealWorld, visit: Visit) -> None:
    page = f"/registry/{slug(world, world.make_registry(status='publish'))}/"

    embed = visit("").page(f"{page}embed/")

    assert embed.status_code == 200
    assert "X-Frame-Options" not in embed.headers
