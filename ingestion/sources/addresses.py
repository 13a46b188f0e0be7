"""Connections that lead to the public internet alone, and end by a deadline."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable, Sequence
from ssl import SSLContext
from typing import Any

import httpcore

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefusedError(Exception):
    """A host that is, or resolves to, an address that must not be fetched from."""


class TooSlowError(Exception):
    """The deadline has passed."""


def is_public(address: Address) -> bool:
    """Whether an address is on the public internet; one that stands for another is judged by that one."""
    if isinstance(address, ipaddress.IPv6Address):
        meant = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            meant = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if meant is not None:
            return is_public(meant)
        if address.teredo is not None:
            return False
    return address.is_global and not address.is_multicast


class PublicInternet(httpcore.NetworkBackend):
    """Connects to the very address that was looked at, so that no second look-up can lead elsewhere.

    Args:
        allowed: networks (`10.0.0.0/8`, `127.0.0.1`) that count as public.

    `deadline` (of `time.monotonic`) bounds all that is done through its connections, name resolution
    excepted: that has limits of its own in the system.
    """

    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = [ipaddress.ip_network(network, strict=False) for network in allowed]
        self._network = httpcore.SyncBackend()
        self.deadline = float("inf")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, judge, connect.

        Raises:
            AddressRefusedError: no address of the host is public or allowed.
            httpcore.ConnectError: the host is not found, or none of its addresses answers.
            TooSlowError: the deadline has passed.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not found: {error}") from None
        # The scope of a link-local IPv6 address (fe80::1%eth0) says nothing about what it is.
        addresses = dict.fromkeys(str(entry[4][0]) for entry in found)
        fit = [name for name in addresses if self._is_fit(ipaddress.ip_address(name.partition("%")[0]))]
        if not fit:
            raise AddressRefusedError(
                f"{host} is {', '.join(addresses)}: not on the public internet; the setting "
                "private_networks allows networks by name"
            )
        for last, address in enumerate(fit, 1 - len(fit)):
            try:
                stream = self._network.connect_tcp(
                    address, port, self.seconds(timeout), local_address, socket_options
                )
                return _Bounded(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == 0:
                    raise
        raise AssertionError("unreachable: the last address returns or raises")

    def seconds(self, timeout: float | None) -> float:
        """A time-out (seconds) that does not reach beyond the deadline.

        Raises:
            TooSlowError: the deadline has passed.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TooSlowError
        return left if timeout is None else min(left, timeout)

    def _is_fit(self, address: Address) -> bool:
        return is_public(address) or any(address in network for network in self._allowed)


class _Bounded(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline: a server that sends a byte now and then does
    not keep us."""

    def __init__(self, stream: httpcore.NetworkStream, backend: PublicInternet) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend.seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend.seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._backend.seconds(timeout))
        return _Bounded(stream, self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
