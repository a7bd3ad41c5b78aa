"""axe-core, run in a page whose policy lets no script in: by the browser's own debugger."""

import json
import os
import pathlib

CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "tribune"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What a hall must read from its last row.
AAA_CONTRAST = {"color-contrast-enhanced": {"enabled": True}}

RUN = """
axe.run(document, %s).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(
  node => [id, String(node.target), node.failureSummary.replace(/\\s+/g, " "), node.html.slice(0, 200)])))
"""


def source():
    found = sorted(CACHE.glob("axe-core-*.min.js"))
    assert found, f"no axe-core in {CACHE}: scripts/setup test brings it"
    return found[-1].read_text()


def evaluate(driver, script):
    """The value of a script that the page's policy has no say in."""
    done = driver.execute_cdp_cmd("Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True})
    assert "exceptionDetails" not in done, done["exceptionDetails"]
    return done["result"].get("value")


def inject(driver):
    evaluate(driver, source() + "\n;0")


def violations(driver, rules=None, only=None):
    """What axe-core finds wrong with the page as it is now: rule, element, why, its markup."""
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    options = {"runOnly": run, "resultTypes": ["violations"], "rules": rules or {}}
    return [tuple(found) for found in evaluate(driver, RUN % json.dumps(options))]
