"""People who work in a site, all at once, and what was true of its objects and when."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable

from tests.bridge_site import Key
from tests.integrations.chaos.serving import ServedBridge

WRITERS = 5
PAUSE = 0.01  # seconds between two deeds of one of them
STEP = 20  # seconds by which the site's clock goes on, many times a second
OPEN = 60  # seconds; no transaction is open for longer
TITLES = ["A kettle", "Tea & “cake” 🍵", "x" * 500, "", "O'Neil \\ <b>said</b>"]


class Writers:
    """`was_live` knows of each object whether it was live, by the seq of the change."""

    def __init__(self, served: ServedBridge, seed: int) -> None:
        self.served, self.bridge = served, served.fake
        self.posts: list[int] = []
        self.terms: list[int] = []
        self.open: dict[int, float] = {}  # posts in a transaction, and since when
        self.was_live: dict[tuple[Key, int], dict[int, bool]] = defaultdict(dict)
        self.ended = threading.Event()
        seeds = [random.Random(f"{seed} {number}") for number in range(WRITERS)]  # noqa: S311
        self.threads = [threading.Thread(target=self.work, args=(s,)) for s in seeds]
        self.threads.append(threading.Thread(target=self.let_time_pass))
        self.errors: list[BaseException] = []

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Let all transactions end, and a minute pass."""
        self.ended.set()
        for thread in self.threads:
            thread.join()
        assert self.errors == []
        self.bridge.wait(61)

    def work(self, by: random.Random) -> None:
        deeds = [self.add, self.change, self.change, self.change_late, self.hide]
        deeds += [self.trash, self.restore, self.delete, self.move, self.of_terms]
        try:
            while not self.ended.wait(PAUSE):
                by.choice(deeds)(by)
        except BaseException as exc:  # the test's thread has to hear of it
            self.errors.append(exc)

    def let_time_pass(self) -> None:
        while not self.ended.wait(0.1):
            with self.served.lock:
                now = self.bridge.site.now().timestamp()
                if all(now + STEP - since < OPEN for since in self.open.values()):
                    self.bridge.wait(STEP)

    # What they do

    def add(self, by: random.Random) -> None:
        with self.served.lock:
            post_id = self.bridge.add_post(title=by.choice(TITLES))
            self.posts.append(post_id)
            self.remember(post_id)

    def change(self, by: random.Random) -> None:
        self.on_a_post(
            by, lambda post: self.bridge.change_post(post, title=by.choice(TITLES))
        )

    def hide(self, by: random.Random) -> None:
        status = by.choice(["private", "draft", "publish"])
        self.on_a_post(by, lambda post: self.bridge.change_post(post, status=status))

    def trash(self, by: random.Random) -> None:
        self.on_a_post(by, self.bridge.trash_post)

    def restore(self, by: random.Random) -> None:
        self.on_a_post(by, self.bridge.restore_post)

    def delete(self, by: random.Random) -> None:
        self.on_a_post(by, self.bridge.delete_post)

    def move(self, by: random.Random) -> None:
        type_ = by.choice(["post", "page"])
        if type_ != "post" or by.random() < 0.5:
            self.on_a_post(by, lambda post: self.bridge.change_type(post, type_))

    def change_late(self, by: random.Random) -> None:
        """Save in a transaction that others overtake."""
        with self.served.lock:
            post = self.free_post(by)
            if post is None:
                return
            commit = self.bridge.change_post_late(post, by.choice(TITLES))
            self.open[post] = self.bridge.site.now().timestamp()
        time.sleep(by.uniform(0, 0.2))
        with self.served.lock:
            commit()
            self.remember(post)
            del self.open[post]

    def of_terms(self, by: random.Random) -> None:
        with self.served.lock:
            if not self.terms or by.random() < 0.3:
                self.terms.append(self.bridge.add_term("category", "Kitchen"))
                return
            term = by.choice(self.terms)
            if by.random() < 0.3:
                self.bridge.delete_term("category", term)
                self.terms.remove(term)
            else:
                self.bridge.rename_term("category", term, by.choice(TITLES))

    def on_a_post(self, by: random.Random, deed: Callable[[int], None]) -> None:
        with self.served.lock:
            post = self.free_post(by)
            if post is not None:
                deed(post)
                self.remember(post)

    def free_post(self, by: random.Random) -> int | None:
        """Return a post that is there and that nobody has locked."""
        site = self.bridge.site
        there = [x for x in self.posts if site.find("post_type", x)]
        free = [x for x in there if x not in self.open]
        return by.choice(free) if free else None

    def remember(self, post: int) -> None:
        for key in (("post_type", "post"), ("post_type", "page")):
            line = self.bridge.site.journal.get(key, {}).get(post)
            if line:
                is_live = self.bridge.site.live_one(key, post) is not None
                self.was_live[key, post].setdefault(line.seq, is_live)
