#!/bin/bash
# Runs a function as Lambda does, in a mount namespace: sandbox.sh CODE RUNTIME PYTHON_HOME FILE_SYSTEM COMMAND...
# Its code and what AWS brings along are read-only, /tmp is empty and small, and the user may do nothing special.
set -euo pipefail
exec 3<"$1" 4<"$2" 5<"$3" 6<"$4" # before /var, /mnt and /tmp are covered: the project may lie in one of them
shift 4
mount --make-rprivate / 2>/dev/null || true # in a chroot / is no mount point; nothing to be made private then
mount -t tmpfs tmpfs /var
mount -t tmpfs tmpfs /mnt
mkdir /var/task /var/runtime /var/lang /mnt/data
mount --no-canonicalize --bind /proc/self/fd/3 /var/task
mount --no-canonicalize --bind /proc/self/fd/4 /var/runtime
mount --no-canonicalize --bind /proc/self/fd/5 /var/lang
mount --no-canonicalize --bind /proc/self/fd/6 /mnt/data
for place in /var/task /var/runtime /var/lang; do mount -o remount,bind,ro "$place"; done
mount -t tmpfs -o size=512m,mode=1777 tmpfs /tmp
cd /var/task
exec 3<&- 4<&- 5<&- 6<&-
exec setpriv --reuid=1000 --regid=1000 --clear-groups --no-new-privs --inh-caps=-all "$@"
