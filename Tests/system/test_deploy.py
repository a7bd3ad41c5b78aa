"""What stands before the server is set up for what the server serves."""

import re

from conftest import ROOT


def test_nginx_holds_no_event_stream_back(empty_server):
    paths = empty_server.call("GET", "/api/v1/openapi.json").json["paths"]
    streams = [path for path in paths if path.endswith("/live")]
    assert len(streams) >= 2
    told = (ROOT / "scripts/deploy/nginx.conf").read_text()
    location, block = re.search(r"location ~ (\S+) \{([^}]*proxy_buffering off[^}]*)\}", told).groups()
    assert "gzip off;" in block
    for path in streams:
        assert re.search(location, re.sub(r"\{\w+\}", "a-1", path)), path
