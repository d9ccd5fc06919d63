"""Addresses that lead inside, or to no shop, in every notation that some program understands."""

from __future__ import annotations

import socket

LOOPBACK = [
    *("http://127.0.0.1/", "http://127.0.0.1:80/", "https://127.0.0.1/"),
    *("http://127.1/", "http://127.0.1/", "http://127.127.127.127/"),
    *("http://2130706433/", "http://017700000001/", "http://0x7f000001/"),
    *("http://0x7f.1/", "http://0177.0.0.1/", "http://0x7F.0x0.0x0.0x1/"),
    *("http://127.0.0.1./", "http://00000177.0.0.01/", "http://4294967297/"),
    *("http://0/", "http://0.0.0.0/", "http://0.0.0.0.:80/"),
    *("http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]:80/"),
    *("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
    *("http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/"),
    *("http://[64:ff9b::127.0.0.1]/", "http://[2002:7f00:1::]/", "http://::1/"),
    *("http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://１２７.0.0.1/"),
]
PRIVATE = [
    *("http://10.0.0.1/", "http://10.255.255.255/", "http://167772161/"),
    *("http://172.16.0.1/", "http://172.31.255.254/", "http://0xac100001/"),
    *("http://192.168.0.1/", "http://0300.0250.0.1/", "http://192.168.257/"),
    *("http://[fc00::1]/", "http://[fd12:3456::1]/", "http://[::ffff:10.0.0.1]/"),
    *("http://100.64.0.1/", "http://100.127.255.254/"),  # a provider's NAT
    *("http://198.18.0.1/", "http://224.0.0.1/", "http://240.0.0.1/"),
    *("http://255.255.255.255/", "http://[ff02::1]/"),
]
METADATA = [  # where clouds keep the credentials of their machines
    "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
    *("http://2852039166/", "http://0xA9FEA9FE/", "http://0251.0376.0251.0376/"),
    *("http://169.254.43518/", "http://[::ffff:a9fe:a9fe]/"),
    *("http://[fd00:ec2::254]/", "http://[fe80::a9fe:a9fe%25eth0]/"),
    *("http://100.100.100.200/latest/", "http://192.0.0.192/opc/v2/"),
    "http://metadata/computeMetadata/v1/",
]
NAMES_OF_THIS_MACHINE = [
    *("http://localhost/", "http://LOCALHOST./", "https://localhost:443/"),
    *("http://ip6-localhost/", "http://ip6-loopback/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/"),
    f"http://{socket.gethostname()}/",
]
USERS = [
    *("http://127.0.0.1@www.shop.example/", "http://www.shop.example@127.0.0.1/"),
    *("http://ada:lovelace@www.shop.example/kettle", "http://@127.0.0.1/"),
    *("http://www.shop.example:80@127.0.0.1/", "http://:@www.shop.example/kettle"),
    "http://a@127.0.0.1:80@www.shop.example/",
]
MISREAD = [  # some programs read these one way, some another
    *("http://127.0.0.1\\@www.shop.example/", "http://www.shop.example\\@127.0.0.1/"),
    *("http://127.0.0.1%23.shop.example/", "http://127.0.0.1%2f.shop.example/"),
    *("http://127.0.0.1%00.shop.example/", "http://127.0.0.1 .shop.example/"),
    *("http://www.shop.example\t@127.0.0.1/", "http://127.0.0.1:80:80/"),
    *("http:127.0.0.1/", "http:/127.0.0.1/", "http:///127.0.0.1/"),
    *("//127.0.0.1/", "127.0.0.1", "127.1:80", "http://.127.0.0.1/"),
    *("http://www.shop_example/", "http://-www.shop.example/", "http://www..example/"),
]
SCHEMES = [
    *("file:///etc/passwd", "file://127.0.0.1/etc/passwd", "FILE:/etc/passwd"),
    *("gopher://127.0.0.1:6379/_INFO", "dict://127.0.0.1:11211/stats"),
    *("ftp://www.shop.example/kettle", "tftp://127.0.0.1/x", "ldap://127.0.0.1/"),
    *("php://filter/resource=/etc/passwd", "phar://x.phar", "expect://id"),
    *("data:text/html,<title>Kettle</title>", "javascript:alert(1)"),
    *("ws://www.shop.example/", "unix:///run/mysqld/mysqld.sock", "mailto:ada@x.org"),
]
NO_ADDRESSES = [
    *("", "   ", "kettle", "http://", "https://?", "http://..", "http://:80/"),
    "https://www.shop.example/" + "x" * 2000,
]


def other_ports(open_port: int) -> list[str]:
    """Return addresses of this machine and of a shop. Somebody listens at `open_port`."""
    here = [
        f"http://{host}:{open_port}/" for host in ("127.0.0.1", "[::1]", "localhost")
    ]
    shop = "http://www.shop.example"
    ports = [22, 25, 443, 3306, 6379, 8080, 11211, 0, 65536, open_port]
    return [
        *here,
        *(f"{shop}:{port}/kettle" for port in ports),
        "https://www.shop.example:80/",
    ]
