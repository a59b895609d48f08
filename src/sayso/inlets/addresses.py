"""Which network addresses a page may be fetched from: public ones only.

After the special-purpose registries of IANA (RFC 6890 and its updates), with the addresses that wrap an IPv4 address looked into.
"""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SHARED = ipaddress.IPv4Network("100.64.0.0/10")
# Answered inside a cloud by the host that the machine runs on; the first is public by its number.
_METADATA = frozenset(map(ipaddress.ip_address, ("168.63.129.16", "169.254.169.254", "100.100.100.200", "fd00:ec2::254")))


def is_public(address: Address) -> bool:
    """Whether ``address``, and any IPv4 address wrapped in it, is one that the whole network reaches.

    >>> is_public(ipaddress.ip_address("10.1.2.3")), is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
    (False, False)
    """
    wrapped = _wrapped(address) if isinstance(address, ipaddress.IPv6Address) else ()
    if wrapped:
        return all(is_public(inner) for inner in wrapped)
    if address in _METADATA or not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return not address.is_site_local
    return address not in _SHARED


def _wrapped(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses that a packet to ``address`` may end at: mapped, NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380)."""
    if address in _NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF),)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    return address.teredo or ()
