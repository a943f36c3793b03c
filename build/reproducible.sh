#!/bin/bash
# Builds the page a second time and compares every byte with dist/. The second build is in another folder, language and time zone,
# and finds the packages by another path. `make reproducible` runs this after `make build`.
set -euo pipefail

here=$PWD
cargo_home=${CARGO_HOME:-$HOME/.cargo}
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT

mkdir "$elsewhere/page" "$elsewhere/cargo"
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  # Skips deleted files that git still lists, and links out of the working copy.
  if [ -f "$file" ] && [ ! -L "$file" ]; then cp --parents "$file" "$elsewhere/page"; fi
done
ln -s "$here/.tools" "$elsewhere/page/.tools"
# The same packages by another path.
ln -s "$cargo_home/registry" "$elsewhere/cargo/registry"
for file in config.toml config; do
  if [ -f "$cargo_home/$file" ]; then cp "$cargo_home/$file" "$elsewhere/cargo/"; fi
done

export CARGO_HOME=$elsewhere/cargo LC_ALL=C.UTF-8 LANG=es_ES.UTF-8 TZ=Pacific/Kiritimati
unset CARGO_TARGET_DIR MAKEFLAGS MAKELEVEL
make --no-print-directory -C "$elsewhere/page" build

difference=$(diff -rq -x .inputs "$here/dist" "$elsewhere/page/dist" || true)
if [ -n "$difference" ]; then
  echo "$difference" >&2
  exit 1
fi
echo "dist/ is the same, byte for byte: $(find dist -type f ! -name .inputs | wc -l) files."
