"""geoLocations: places by name and, where it is known, by a point."""

from lxml import etree

from crosswalks.formats import wording
from crosswalks.formats.datacite.build import add, drop_empty, group
from crosswalks.record import Place, Record


def geo_locations(root: etree._Element, record: Record, _: object = None) -> None:
    """Write the places that the document concerns."""
    element = group(root, "geoLocations")
    for place in record.places:
        _location(element, place)
    for subject in record.subjects:
        if subject.kind == "place":
            _location(element, Place(label=subject.label))
    drop_empty(root, element)


def _location(element: etree._Element, place: Place) -> None:
    """Write one place."""
    location = group(element, "geoLocation")
    add(location, "geoLocationPlace", place.label)
    latitude, _, longitude = wording.coordinates(place).partition(", ")
    if longitude:
        point = group(location, "geoLocationPoint")
        add(point, "pointLongitude", longitude)
        add(point, "pointLatitude", latitude)
    drop_empty(element, location)
