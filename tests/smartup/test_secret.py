import stat
from concurrent.futures import ThreadPoolExecutor

from smartup.site_url import kept_secret


def test_the_secret_stays_the_same_and_is_nobody_elses(tmp_path):
    place = tmp_path / "secret_key"
    first = kept_secret(place)
    assert len(first) >= 50
    assert kept_secret(place) == first
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_those_who_come_at_once_get_the_same_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _number: kept_secret(tmp_path / "secret_key"), range(64)))
    assert len(secrets) == 1
