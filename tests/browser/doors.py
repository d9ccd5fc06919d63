"""Every way by which a guest could come upon a registry or its owner."""

from __future__ import annotations

REST = "/wp-json/wp/v2"
TYPE = f"{REST}/restart-registry"
OEMBED = "/wp-json/oembed/1.0/embed?url={url}/registry/{slug}/"

# A public registry is to be seen here, if search engines may have it.
SHOWING = [
    *("/registry/{slug}/", "/registry/", "/registry/{slug}/?registry={id}"),
    *("/?s={word}", "/?s={word}&post_type=restart-registry"),
    *("/?p={id}", "/?p={id}&post_type=restart-registry", "/?restart-registry={slug}"),
    *(
        "/registry/{slug}/feed/",
        "/registry/{slug}/feed/atom/",
        "/registry/{slug}/embed/",
    ),
    *("/registry/feed/", "/registry/feed/atom/", "/registry/feed/rdf/"),
    *("/?post_type=restart-registry&feed=rss2", "/?s={word}&feed=rss2"),
    *(OEMBED, f"{OEMBED}&format=xml"),
    "/wp-sitemap-posts-restart-registry-1.xml",
    *(TYPE, f"{TYPE}?_embed", f"{TYPE}?slug={{slug}}", f"{TYPE}?include={{id}}"),
    *(f"{TYPE}?search={{word}}", f"{TYPE}/{{id}}", f"{TYPE}/{{id}}?_embed=author"),
    *(
        f"{REST}/search?search={{word}}&_embed",
        f"{REST}/search?subtype=restart-registry",
    ),
    "/?rest_route=/wp/v2/restart-registry/{id}",
]
# Neither a registry nor anybody's name is shown here.
OTHERS = [
    *("/find-a-registry/?registry={id}", "/find-a-registry/?registry={slug}"),
    *("/", "/find-a-registry/", "/login/", "/register/", "/my-registries/"),
    *("/my-account/", "/start-a-registry/", "/faq/", "/about-us/", "/wp-login.php"),
    *("/registry/never-was-there/", "/robots.txt", "/wp-links-opml.php"),
    *(
        "/feed/",
        "/feed/atom/",
        "/feed/rdf/",
        "/feed/rss/",
        "/?feed=rss2&author={owner}",
    ),
    *("/comments/feed/", "/comments/feed/atom/", "/?feed=comments-rss2&p={id}"),
    *("/wp-sitemap.xml", "/wp-sitemap-users-1.xml", "/?sitemap=users", "/sitemap.xml"),
    *("/wp-sitemap-posts-page-1.xml", "/wp-sitemap-posts-post-1.xml"),
    *(f"/?author={number}" for number in range(1, 21)),
    *("/?author={owner}", "/?author={owner}&post_type=restart-registry"),
    *("/wp-json/", REST, f"{REST}/users", f"{REST}/users?per_page=100"),
    *(f"{REST}/users?include={{owner}}", f"{REST}/users?orderby=registered_date"),
    *(f"{REST}/users?has_published_posts=true", f"{REST}/users?who=authors"),
    *(f"{REST}/users/{number}" for number in range(1, 21)),
    *(
        f"{REST}/users/{{owner}}",
        f"{REST}/users/me",
        f"{REST}/users/{{owner}}?context=embed",
    ),
    *("/?rest_route=/wp/v2/users", "/?rest_route=/wp/v2/users/{owner}"),
    *(
        f"{REST}/posts?author={{owner}}&_embed",
        f"{REST}/pages?_embed",
        f"{REST}/comments",
    ),
    *(f"{REST}/media?author={{owner}}", f"{REST}/types/restart-registry"),
    *(
        f"{TYPE}/{{id}}/revisions",
        f"{TYPE}/{{id}}/autosaves",
        f"{TYPE}/{{id}}?context=edit",
    ),
    "/wp-json/restart-registry/v1/staff/{owner}",
    "/wp-json/oembed/1.0/embed?url={url}/?author={owner}",
    "/wp-json/oembed/1.0/proxy?url={url}/registry/{slug}/",
]
# For anyone who knows or guesses a name or an address: it looks the same for one that nobody has.
GUESSES = [
    *("/author/{guess}/", "/author/{guess}/feed/", "/?author_name={guess}"),
    *("/?s={guess}", "/?s={guess}&feed=rss2", "/registry/?s={guess}"),
    *(f"{REST}/users?search={{guess}}", f"{REST}/users?slug={{guess}}"),
    *(f"{TYPE}?search={{guess}}", f"{REST}/search?search={{guess}}"),
    *(f"{TYPE}?author={{guess}}", f"{TYPE}?slug={{guess}}", "/registry/{guess}/"),
    "/wp-json/oembed/1.0/embed?url={url}/author/{guess}/",
]
