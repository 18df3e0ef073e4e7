#!/usr/bin/env bash
# Compose v2 for the Docker client, in a folder and nowhere else: .ci/compose-plugin.sh FOLDER
# Debian 12 has only Compose 1; the next release's package is a static binary that runs here. apt downloads it with a
# configuration of its own, so that the machine's package lists stay what they are. Use it with DOCKER_CONFIG=FOLDER.
set -euo pipefail

folder=${1:?usage: .ci/compose-plugin.sh FOLDER}
suite=trixie
plugin=$folder/cli-plugins/docker-compose
if DOCKER_CONFIG=$folder docker compose version >/dev/null 2>&1; then
  exit
fi

# shellcheck disable=SC2016 # apt's own placeholders
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | awk '$2 !~ /-/ { print $1; exit }')
mkdir -p "$folder/cli-plugins"
work=$(mktemp -d "$folder/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists/partial,cache/archives/partial,root}
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$work/sources.list"
options=(-qq -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$work/lists"
  -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root)
apt-get "${options[@]}" update
(cd "$work" && apt-get "${options[@]}" download docker-compose)
dpkg-deb --extract "$work"/docker-compose_*.deb "$work/root"
find "$work/root" -type f -name docker-compose -exec install -m 755 {} "$plugin" \;
DOCKER_CONFIG=$folder docker compose version
