#!/bin/sh
# Adds Inkling to your menu, or removes it from there. Nobody else's menu is touched, and nothing needs root.
#
#   ./menu.sh add
#   ./menu.sh remove
#
# The folder stays where it is: if you move it, add it again.
set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/inkling.desktop
icons=$data/icons/hicolor
sizes='16 24 32 48 64 128 256 512'

# In a desktop file a path stands in quotes, in which \ " ` $ have a \ before them, and each \ is doubled; % is doubled.
quoted() {
  printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g'
}

add() {
  mkdir -p "$data/applications"
  command=$(quoted "$here/inkling") awk '/^Exec=/ { print "Exec=\"" ENVIRON["command"] "\""; next } { print }' \
    "$here/inkling.desktop" > "$entry"
  for size in $sizes; do
    mkdir -p "$icons/${size}x$size/apps"
    cp "$here/_internal/resources/icons/inkling-$size.png" "$icons/${size}x$size/apps/inkling.png"
  done
  mkdir -p "$icons/scalable/apps"
  cp "$here/_internal/resources/icons/inkling.svg" "$icons/scalable/apps/inkling.svg"
  echo "Inkling is in your menu now."
}

remove() {
  rm -f "$entry" "$icons/scalable/apps/inkling.svg"
  for size in $sizes; do
    rm -f "$icons/${size}x$size/apps/inkling.png"
  done
  echo "Inkling is not in your menu any more."
}

tell_the_desktop() {
  if command -v update-desktop-database >/dev/null; then
    update-desktop-database -q "$data/applications" || true
  fi
}

case ${1-} in
  add) add ;;
  remove) remove ;;
  *) echo "usage: $0 add | remove" >&2; exit 2 ;;
esac
tell_the_desktop
