"""Known weaknesses of what is installed: `python -m tests.audit`, part of `make check`.

Where nobody can be asked (no network, an index that tells none), that is said, and nothing fails.
"""

from __future__ import annotations

import json
import subprocess
import sys

COMMAND = ("pip_audit", "--requirement", "requirements.txt", "--disable-pip", "--require-hashes")


def main() -> int:
    """Return 1 where a dependency has a known weakness, after naming each with the version that mends it."""
    asked = [sys.executable, "-m", *COMMAND, "--format=json", "--progress-spinner=off", "--timeout=5"]
    try:
        told = json.loads(subprocess.run(asked, capture_output=True, check=False, timeout=120).stdout)
    except (json.JSONDecodeError, subprocess.TimeoutExpired):
        print("dependencies not audited: nobody could be asked")
        return 0
    looked_at = [one for one in told["dependencies"] if "skip_reason" not in one]
    found = [(one["name"], one["version"], weak) for one in looked_at for weak in one["vulns"]]
    for name, version, weak in found:
        print(
            f"{name} {version}: {weak['id']}, mended in {', '.join(weak['fix_versions']) or 'no version yet'}"
        )
    print(f"dependencies audited: {len(looked_at)} of {len(told['dependencies'])}, weaknesses: {len(found)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
