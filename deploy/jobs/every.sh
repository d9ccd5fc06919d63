#!/bin/sh
# every.sh SECONDS COMMAND...: run it again and again. A failure is logged, and the command is run again at its next turn.
pause=$1
shift
while true; do
	"$@" || echo "failed ($?): $*" >&2
	sleep "$pause"
done
