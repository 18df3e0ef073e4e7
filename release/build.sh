#!/usr/bin/env bash
# Makes everything that is published, into one folder: release/build.sh [OPTION…] [FOLDER]
#   FOLDER             artifacts/release unless it is given; what is in it goes first
#   --binary FILE      a static seaworthy for linux-x64 that is published already
#   --without arm64    leaves out what is for linux-arm64, which needs root and mmdebstrap
#   --without images   leaves out the images, which need a Docker daemon
# docs/release.md says what each file is. Needs the SDK, jq, and what publishing the static binary needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() { printf '%s\n' "$*" >&2; exit 2; }

folder='' binary='' arm64=yes images=yes
while (($#)); do
  case $1 in
    --binary) binary=$(realpath -e "${2:?--binary needs a file}"); shift ;;
    --without)
      case ${2:-} in
        arm64) arm64=no ;;
        images) images=no ;;
        *) fail "--without takes arm64 or images, not '${2:-}'." ;;
      esac
      shift ;;
    -*) sed -n '2,6s/^# //p' "$0" >&2; fail "Unknown option: $1" ;;
    *) folder=$1 ;;
  esac
  shift
done
folder=$(realpath -m "${folder:-artifacts/release}")
# Nothing is removed but what an earlier run has made.
if [[ -d $folder && ! -f $folder/SHA256SUMS && -n $(ls -A "$folder") ]]; then
  fail "$folder holds something else than a release. Name an empty folder."
fi
command -v jq >/dev/null || fail "jq is missing, which makes the bill of materials."
version=$(dotnet msbuild src/Seaworthy -getProperty:Version)
# Of the commit, not of the day, so that the same commit gives the same files.
epoch=$(git log -1 --format=%ct)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/seaworthy-release
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
platforms=linux-x64
[[ $arm64 == no ]] || platforms+=';linux-arm64'
rm -rf "$folder"
mkdir -p "$folder" "$cache"

step() { printf '== %4d s  %s\n' "$SECONDS" "$*"; }

# quiet COMMAND…: says nothing unless it fails.
quiet() {
  "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
}

# What every build here is told. ContinuousIntegrationBuild keeps paths of this machine out of what is built.
build=(--configuration Release --no-restore -p:ContinuousIntegrationBuild=true)

publish() {
  local platform=$1
  shift
  quiet dotnet publish src/Seaworthy "${build[@]}" --runtime "$platform" "$@"
  install -m 755 "artifacts/publish/Seaworthy/release_$platform/seaworthy" "$folder/seaworthy-$platform"
}

binaries() {
  step "seaworthy for linux-x64"
  if [[ -n $binary ]]; then
    install -m 755 "$binary" "$folder/seaworthy-linux-x64"
  else
    publish linux-x64
  fi
  [[ $("$folder/seaworthy-linux-x64" version) == *"$version"* ]] || fail "$folder/seaworthy-linux-x64 is not version $version."
  if [[ $arm64 == yes ]]; then
    step "seaworthy for linux-arm64"
    sysroot=$(release/arm64/sysroot.sh "$cache")
    ARM64_SYSROOT=$sysroot CMAKE_TOOLCHAIN_FILE=$PWD/release/arm64/toolchain.cmake publish linux-arm64 "-p:SysRoot=$sysroot"
  fi
}

# The tool: one package to install, which points to one for each platform with the file above in it.
packages() {
  local platform tool=(-p:PackageVersion="$version" "-p:ToolPackageRuntimeIdentifiers=\"${platforms//;/%3B}\"")
  step "packages"
  quiet dotnet pack src/Seaworthy.Hosting "${build[@]}" --output "$folder"
  quiet dotnet pack src/Seaworthy "${build[@]}" --output "$folder" "${tool[@]}"
  for platform in ${platforms//;/ }; do
    mkdir "$work/$platform"
    install -m 755 "$folder/seaworthy-$platform" "$work/$platform/seaworthy"
    # The file that was published above and no other: nothing is published again.
    quiet dotnet pack src/Seaworthy "${build[@]}" --output "$folder" "${tool[@]}" --runtime "$platform" \
      -p:_PackToolPublishDependency= "-p:PublishDir=$work/$platform/"
  done
}

# image NAME [BUILD-ARGUMENT…]: built from its Dockerfile, tagged, and written to a file.
image() {
  local name=$1
  shift
  step "image $name"
  quiet docker build --network none --build-arg "VERSION=$version" "$@" --tag "$name:$version" \
    --file "release/images/$name.Dockerfile" "$work/context"
  docker save "$name:$version" | gzip -1n >"$folder/$name-$version.image.tar.gz"
}

images() {
  mkdir "$work/context"
  cp -p "$folder/seaworthy-linux-x64" "$work/context/seaworthy"
  cp LICENSE "$work/context"
  image seaworthy
  image seaworthy-node
  image seaworthy-python
}

binaries
packages
[[ $images == no ]] || images
step "software bill of materials"
release/sbom.sh "$version" "$epoch" "$folder/seaworthy-$version.cdx.json" linux-x64 / ${sysroot:+linux-arm64 "$sysroot"}
cp LICENSE "$folder"
(cd "$folder" && sha256sum -- * >"$work/sums" && mv "$work/sums" SHA256SUMS)
step "done: $folder"
ls -l "$folder" | awk 'NR > 1 { printf "%11d  %s\n", $5, $9 }'
