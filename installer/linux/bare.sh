#!/bin/sh
# The archive on a Debian that has nothing but the packages that the README names, and no Python:
#   sudo installer/linux/bare.sh dist/inkling-0.2.0-linux-x86_64.tar.xz
# Needs debootstrap and a network, and takes a minute. The self-test runs as a user without rights, with an empty home.
set -eu
root=$(dirname "$0")/../..
libraries=$(sed -n '/^## The packaged program/,/^## /s/^apt-get install //p' "$root/README.md")
bare=$(mktemp -d) && chmod 755 "$bare"
trap 'umount "$bare/dev/shm" "$bare/proc" 2>/dev/null; rm -rf --one-file-system "$bare"' EXIT

debootstrap --variant=minbase bookworm "$bare" >/dev/null
cp /etc/resolv.conf /etc/hosts "$bare/etc/"
cp -r /etc/apt/apt.conf.d/. "$bare/etc/apt/apt.conf.d/"
tar -xf "$1" -C "$bare/opt"
mount -t proc proc "$bare/proc"
mkdir -p "$bare/dev/shm"
mount -t tmpfs shm "$bare/dev/shm"
chroot "$bare" sh -eu -c "
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $libraries >/dev/null 2>&1
useradd --create-home somebody
! command -v python3
exec setpriv --reuid=somebody --regid=somebody --clear-groups \
  env -i HOME=/home/somebody LANG=C.UTF-8 PATH=/nothing /opt/inkling/inkling --self-test
"
