"""The service that most tests share."""

from collections.abc import Iterator

import pytest

from tests.service.running import Service, serving


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("service"), "--max-body", "200000", "--client-timeout", "3") as running:
        yield running
