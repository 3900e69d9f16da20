#!/bin/sh
# The Debian package on a Debian that has nothing else: installed, started by a user without rights, and purged.
#   sudo installer/linux/try_deb.sh dist/inkling_0.2.0_amd64.deb
# Needs debootstrap and a network. ROOT=folder takes a Debian that is there already, and leaves it there.
set -eu
bare=${ROOT-}
if [ -z "$bare" ]; then
  bare=$(mktemp -d) && chmod 755 "$bare"
  trap 'umount "$bare/dev/shm" "$bare/proc" 2>/dev/null; rm -rf --one-file-system "$bare"' EXIT
  debootstrap --variant=minbase bookworm "$bare" >/dev/null
else
  trap 'umount "$bare/dev/shm" "$bare/proc" 2>/dev/null' EXIT
fi
cp /etc/resolv.conf /etc/hosts "$bare/etc/"
cp -r /etc/apt/apt.conf.d/. "$bare/etc/apt/apt.conf.d/"
cp "$1" "$bare/tmp/inkling.deb"
mount -t proc proc "$bare/proc"
mkdir -p "$bare/dev/shm"
mount -t tmpfs shm "$bare/dev/shm"
chroot "$bare" sh -eu -c '
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends /tmp/inkling.deb desktop-file-utils shared-mime-info >/dev/null 2>&1
id somebody >/dev/null 2>&1 || useradd --create-home somebody
as_somebody() {
  setpriv --reuid=somebody --regid=somebody --clear-groups \
    env -i HOME=/home/somebody LANG=C.UTF-8 PATH=/usr/bin:/bin "$@"
}
as_somebody inkling --version
as_somebody inkling train --epochs 2 --json | tail -1
as_somebody inkling --self-test
desktop-file-validate /usr/share/applications/inkling.desktop
for kind in safetensors inkling-experiment inkling-lesson; do
  grep -q "\*\.$kind" /usr/share/mime/globs2 || { echo "nobody knows *.$kind"; exit 1; }
  grep -q "x-$kind=.*inkling.desktop" /usr/share/applications/mimeinfo.cache || { echo "nothing opens *.$kind"; exit 1; }
done
apt-get purge -y -qq inkling >/dev/null 2>&1
left=$(find / -xdev -path /proc -prune -o -name "*inkling*" -not -path "/home/*" -not -path "/tmp/inkling.deb" -print)
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "installed, started, purged"
'
