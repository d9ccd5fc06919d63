"""What shops and their guards showed to machines in 2024 to 2026: status and page."""

from __future__ import annotations


def titled(title: str, body: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


BOT_PAGES: list[tuple[int, str]] = [
    # Cloudflare, in its own words and in those of people who met it
    (403, titled("Just a moment...", "<div class='cf-chl-widget'></div>")),
    (
        200,
        titled(
            "Just a moment...",
            "<script src='/cdn-cgi/challenge-platform/x.js'></script>",
        ),
    ),
    (
        200,
        titled(
            "Nur einen Moment…",
            "<script src='/cdn-cgi/challenge-platform/x.js'></script>",
        ),
    ),
    (200, titled("Attention Required! | Cloudflare", "Sorry, you have been blocked")),
    (
        200,
        titled("Access denied | www.shop.example used Cloudflare to restrict access"),
    ),
    # Amazon
    (200, titled("Robot Check", "Enter the characters you see below")),
    (
        200,
        titled(
            "Amazon.com",
            "<form action='/errors/validateCaptcha'>Type the characters</form>",
        ),
    ),
    (503, titled("Sorry! Something went wrong!", "<img alt='Dogs of Amazon'>")),
    (200, titled("Sorry! Something went wrong!", "<img alt='Dogs of Amazon'>")),
    # HUMAN (PerimeterX), as at Walmart
    (200, titled("Robot or human?", "<div id='px-captcha'></div>")),
    (
        200,
        titled("Access to this page has been denied.", "<div id='px-captcha'></div>"),
    ),
    (200, titled("Shop of all things", "<div id='px-captcha'>Press &amp; Hold</div>")),
    # DataDome, as at Etsy
    (
        403,
        titled(
            "etsy.com", "<script src='https://ct.captcha-delivery.com/c.js'></script>"
        ),
    ),
    (
        200,
        titled(
            "Kettles and more",
            "<script src='https://ct.captcha-delivery.com/c.js'></script>",
        ),
    ),
    # Akamai, as at Best Buy and Home Depot
    (
        403,
        titled(
            "Access Denied", "You don't have permission to access this. Reference #18.x"
        ),
    ),
    (
        200,
        titled(
            "Access Denied", "You don't have permission to access this. Reference #18.x"
        ),
    ),
    # Imperva, Distil, as at eBay
    (
        200,
        titled(
            "Pardon Our Interruption...", "As you were browsing something about you"
        ),
    ),
    (
        200,
        "<html><body><iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful.</iframe>",
    ),
    (200, titled("Security Measure", "Please verify yourself to continue")),
    # AWS WAF, hCaptcha, reCAPTCHA, Kasada, Queue-it
    (
        202,
        titled(
            "Human Verification", "<script>window.awsWafCookieDomainList = [];</script>"
        ),
    ),
    (
        200,
        titled(
            "Human Verification",
            "<script src='https://x.token.awswaf.com/x.js'></script>",
        ),
    ),
    (200, titled("One more step", "<div class='h-captcha' data-sitekey='x'></div>")),
    (
        200,
        titled("Checking your browser - reCAPTCHA", "<div class='g-recaptcha'></div>"),
    ),
    (429, "<html><head></head><body><script>window.KPSDK={}</script></body></html>"),
    (200, titled("Queue-it", "You are now in line")),
    # Words that many of them use
    (200, titled("Please enable cookies")),
    (200, titled("Verify you are human")),
    (200, titled("Are you a robot?")),
    (200, titled("503 Service Temporarily Unavailable")),
    (200, titled("Too Many Requests")),
    (200, titled("Log in")),
    (200, titled("www.shop.example")),
    (200, titled("Shop")),
    (200, "<meta property='og:title' content='Access Denied'><title>Kettle</title>"),
    (
        200,
        '<script type="application/ld+json">{"@type": "Product", "name": "Robot Check"}</script>',
    ),
]
