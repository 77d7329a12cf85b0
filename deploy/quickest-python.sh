#!/bin/sh
# Prints the Python to make the environment with: of those in PATH that are 3.11 or newer and can make one, the quickest.
# Two builds of one version differ by half or more (a distribution's is compiled with profiles, a hand-made one rarely).
# The first in PATH stands unless another is a tenth quicker.
set -eu

probe='
import ensurepip, sys, time, venv
if sys.version_info < (3, 11):
    sys.exit(1)
def work():
    began, seen = time.process_time(), {}
    for number in range(60_000):
        word = str(number % 500)
        seen[word] = seen.get(word, 0) + len(word)
    return time.process_time() - began
print(round(1_000_000 * min(work() for _ in range(7))))
'
best="" least=""
IFS=:
for folder in ${PATH:-}; do
	for name in python3 python3.11 python3.12 python3.13 python3.14; do
		[ -x "$folder/$name" ] || continue
		took=$("$folder/$name" -c "$probe" 2>/dev/null) || continue
		if [ -z "$best" ] || [ $((took * 10)) -lt $((least * 9)) ]; then
			best="$folder/$name" least="$took"
		fi
	done
done
if [ -z "$best" ]; then
	echo "Il faut Python 3.11 ou plus récent, avec son module venv (sous Debian : apt install python3-venv)." >&2
	exit 2
fi
echo "$best"
