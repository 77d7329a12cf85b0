#!/bin/sh
# What the tests need beyond Python packages. Asks first, unless CI=true; where CI=true, a missing part fails.
set -eu

wanted=""
need() { # need COMMAND PACKAGE WHAT-FOR
	command -v "$1" >/dev/null 2>&1 && return 0
	echo "missing: $1 ($3), from the package $2"
	wanted="$wanted $2"
}
command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 ||
	need chromium chromium "the journeys in a real browser"
need mvn maven "fetching OpenSearch for its tests"
need wget wget "the tests of mirror folders"
need httrack httrack "the tests of mirror folders"
command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 ||
	need initdb postgresql "the desk's tests on PostgreSQL"

if [ -z "$wanted" ]; then
	echo "Nothing is missing."
	exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
	echo "This system has no apt-get: install$wanted with its own package manager, then try again." >&2
	[ "${CI:-}" = "true" ] && exit 1
	exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
if [ "${CI:-}" != "true" ]; then
	printf 'Install%s with apt-get? [y/N] ' "$wanted"
	read -r answer || answer=n
	case "$answer" in y | Y | yes | o | oui) ;; *) exit 1 ;; esac
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of packages
$as_root apt-get install -y -qq --no-install-recommends $wanted >/dev/null
