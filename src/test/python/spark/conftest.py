"""The session that all tests of Spark share."""

import clusters
import pytest


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    with clusters.session(tmp_path_factory.mktemp("spark")) as session:
        yield session
