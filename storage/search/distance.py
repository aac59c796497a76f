"""How far two places on the map are from each other."""

from math import asin, cos, radians, sin, sqrt

EARTH_METRES = 6_371_000
METRES_A_DEGREE = 111_195


def metres_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> int:
    """Along the surface (haversine)."""
    up, across = radians(other_latitude - latitude), radians(other_longitude - longitude)
    part = sin(up / 2) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(across / 2) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(part)))


def box(latitude: float, longitude: float, metres: int) -> tuple[float, float, float, float]:
    """South, north, west, east: a rectangle that holds the circle. (A place at a pole would get the whole round.)"""
    up = metres / METRES_A_DEGREE
    across = min(up / max(cos(radians(latitude)), 1e-6), 360.0)
    return latitude - up, latitude + up, longitude - across, longitude + across
