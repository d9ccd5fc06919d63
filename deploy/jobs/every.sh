#!/bin/sh
# every.sh SECONDS COMMAND...: run it again and again. One that fails is in the log, and its turn comes again.
pause=$1
shift
while true; do
	"$@" || echo "failed ($?): $*" >&2
	sleep "$pause"
done
