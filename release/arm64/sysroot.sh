#!/usr/bin/env bash
# The headers and libraries of arm64 that the static binary is linked with: release/arm64/sysroot.sh CACHE
# Prints the folder. Debian's packages, unpacked and not run. Needs root and mmdebstrap.
set -euo pipefail

cache=${1:?usage: release/arm64/sysroot.sh CACHE}
suite=trixie
packages=libc6-dev,libgcc-14-dev,libssl-dev,libzstd-dev
# This machine's own mirror: apt names it whatever the style of its sources.
# shellcheck disable=SC2016 # apt's own placeholders
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | awk '$2 !~ /-/ { print $1; exit }')
source="deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
folder=$cache/arm64-$(printf '%s\n' "$packages" "$source" | sha256sum | cut -c1-16)
if [[ ! -d $folder ]]; then
  work=$(mktemp -d "$cache/work.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  mmdebstrap --quiet --mode=root --variant=extract --architectures=arm64 --include="$packages" "$suite" "$work/root" "$source" >&2
  mv "$work/root" "$folder"
fi
echo "$folder"
