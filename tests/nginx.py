"""A real nginx with WebDAV on this machine, with a certificate made for the occasion. Benchmarks use it too."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAV = Path("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so")
_SERVER = """
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {cert}.pem;
    ssl_certificate_key {cert}.key;
    root {root};
    location /dav/ {{ dav_methods PUT DELETE MKCOL MOVE; dav_ext_methods PROPFIND; }}
    location /plain/ {{ alias {root}/dav/; limit_except GET {{ deny all; }} }}
    location /slow/ {{ alias {root}/dav/; limit_rate 4; }}
    location /locked/ {{
      alias {root}/dav/; auth_basic "channel"; auth_basic_user_file {root}/users;
    }}
    location /elsewhere/ {{ return 302 https://elsewhere.example/dav/; }}
    location /hang/ {{ proxy_pass http://127.0.0.1:{dead}; }}
  }}
"""
_CONFIG = """
daemon off; master_process {master}; worker_processes {workers}; pid {root}/nginx.pid; error_log {root}/error.log warn;
load_module {dav};
events {{ worker_connections 4096; }}
http {{
  access_log {log}; client_max_body_size 0; keepalive_requests 1000000;
  client_body_temp_path {root}/body; proxy_temp_path {root}/proxy; fastcgi_temp_path {root}/f;
  uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;
  {servers}
}}
"""


def why_not() -> str:
    """Why nginx cannot be started here; empty when it can."""
    if shutil.which("nginx") is None:
        return "nginx is not installed"
    return "" if DAV.exists() else "nginx's module http-dav-ext is not installed"


@dataclass
class Nginx:
    """``url`` has a certificate for 127.0.0.1 by ``ca``, ``another`` one for another name, ``stranger`` nobody's."""

    folder: Path
    ca: Path
    url: str
    another: str
    stranger: str
    _process: subprocess.Popen[bytes] | None = None

    @property
    def files(self) -> Path:
        """The folder that is served."""
        return self.folder / "dav"

    def log(self) -> list[str]:
        """The requests so far."""
        return (self.folder / "access.log").read_text().splitlines()

    def log_beyond(self, count: int, seconds: float = 10.0) -> list[str]:
        """The requests after the first ``count``, one at least: a line is written once its answer has left."""
        end = time.monotonic() + seconds
        while len(lines := self.log()) <= count and time.monotonic() < end:
            time.sleep(0.01)
        return lines[count:]

    def start(self) -> None:
        """Start it, or start it again at the same ports."""
        self._process = subprocess.Popen(
            ["nginx", "-p", str(self.folder), "-c", str(self.folder / "nginx.conf"),
             "-e", str(self.folder / "error.log")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for url in (self.url, self.another, self.stranger):
            _wait(self._process, int(url.rpartition(":")[2]), self.folder)

    def stop(self) -> None:
        """Stop it, as a network that is gone would."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None


@contextmanager
def nginx(folder: Path, workers: int = 0) -> Iterator[Nginx]:
    """Started, with its files in ``folder``; with ``workers`` it has processes of its own and keeps no log."""
    (folder / "dav").mkdir(parents=True)
    (folder / "users").write_text("anna:{PLAIN}secret\n")
    authority = _Authority(folder)
    authority.issue("good", "localhost", "127.0.0.1")
    authority.issue("another", "another.example", "192.0.2.1")
    _Authority(folder, "nobody").issue("stranger", "localhost", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as dead:  # takes connections and never answers
        ports = {name: _free_port() for name in ("good", "another", "stranger")}
        servers = "".join(
            _SERVER.format(port=port, cert=folder / name, root=folder, dead=dead.getsockname()[1])
            for name, port in ports.items()
        )
        log = "off" if workers else folder / "access.log"
        config = _CONFIG.format(root=folder, dav=DAV, servers=servers, log=log, workers=workers or 1,
                                master="on" if workers else "off")  # fmt: skip
        user = "user root;" if workers and os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(user + config)
        base = {name: f"https://127.0.0.1:{port}" for name, port in ports.items()}
        made = Nginx(folder, folder / "authority.pem", base["good"], base["another"], base["stranger"])
        made.start()
        try:
            yield made
        finally:
            made.stop()


def _wait(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    end = time.monotonic() + 10
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError((folder / "error.log").read_text())
        time.sleep(0.02)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class _Authority:
    """A private certificate authority."""

    def __init__(self, folder: Path, name: str = "authority") -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        own = self._builder(self._name, self._key).add_extension(x509.BasicConstraints(True, None), critical=True)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        own = own.add_extension(usage, critical=True)
        (folder / f"{name}.pem").write_bytes(own.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM))

    def issue(self, file: str, name: str, address: str) -> None:
        """A server's certificate and key, as ``file``.pem and ``file``.key."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ipaddress.ip_address(address))])
        built = self._builder(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), key)
        made = built.add_extension(names, critical=False).sign(self._key, hashes.SHA256())
        (self._folder / f"{file}.pem").write_bytes(made.public_bytes(Encoding.PEM))
        (self._folder / f"{file}.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))

    def _builder(self, subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        identifier = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=2))
            .add_extension(identifier, critical=False)
            .add_extension(issuer, critical=False)
        )
