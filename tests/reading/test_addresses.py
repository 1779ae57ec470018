"""What a web address says."""

from datetime import date

import pytest

from provenance.models import Precision
from provenance.reading.addresses import date_by_address, original_address, outlet_by_address

DAYS = [
    ("https://www.wsws.org/en/articles/2022/12/07/ukra-d07.html", "2022/12/07"),
    ("https://quay.example/world/2022/dec/07/ferry", "2022/dec/07"),
    ("https://quay.example/2022-12-07-ferry", "2022-12-07"),
    ("https://quay.example/news/20221207-ferry.html", "20221207"),
    ("https://quay.example/ferry_20221207/", "20221207"),
    ("https://web.archive.org/web/20230101120000/https://quay.example/2022/12/07/ferry", "2022/12/07"),
]
NO_DATES = [
    "https://quay.example/article/20221399",
    "https://quay.example/id/1202212071",
    "https://quay.example/2022/",
    "https://quay.example/2022/13/45/x",
    "https://quay.example/?d=2022/12/07",
    "ftp://quay.example/2022/12/07/x",
    "http://[half",
    "ferry/2022/12/07",
    "",
    None,
]


@pytest.mark.parametrize(("url", "evidence"), DAYS)
def test_a_path_may_hold_the_day(url, evidence):
    interval = date_by_address(url)
    assert (interval.earliest, interval.precision, interval.evidence) == (date(2022, 12, 7), Precision.DAY, evidence)


def test_a_path_may_hold_the_month_only():
    interval = date_by_address("https://quay.example/2022/12/the-ferry/")
    assert (interval.earliest, interval.latest) == (date(2022, 12, 1), date(2022, 12, 31))


@pytest.mark.parametrize("url", NO_DATES)
def test_other_addresses_hold_none(url):
    assert date_by_address(url) is None


def test_the_outlet_is_the_host_of_the_page_itself():
    assert outlet_by_address("https://www.wsws.org/en/1.html") == "wsws.org"
    assert outlet_by_address("https://web.archive.org/web/2023/https://m.quay.example/a") == "quay.example"
    assert outlet_by_address("not an address") is None
    assert original_address("https://web.archive.org/web/2023/https://quay.example/a") == "https://quay.example/a"
