#!/usr/bin/env bash
# What is inside the program, as CycloneDX: release/sbom.sh VERSION EPOCH FILE PLATFORM ROOT [PLATFORM ROOT]…
# The NuGet packages by CycloneDX's own tool; to them what a static program has and no tool sees: the runtime, and the C
# libraries of the Debian packages in ROOT that it was linked with. EPOCH is the time in it, in seconds of Unix.
set -euo pipefail

version=$1 epoch=$2 file=$3
shift 3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(dirname "$file")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$here"
if ! { dotnet tool restore && dotnet tool run dotnet-CycloneDX -- ../src/Seaworthy/Seaworthy.csproj --recursive --disable-package-restore \
  --base-intermediate-output-path ../artifacts/obj --set-name seaworthy --set-version "$version" --no-serial-number \
  --spec-version 1.6 --output-format Json --output "$work" --filename packages.json; } >"$work/log" 2>&1; then
  cat "$work/log" >&2
  exit 1
fi

# linked ROOT PACKAGE…: their source packages and versions, one a line.
linked() {
  local root=$1 package
  shift
  for package; do
    if [[ $root == / ]]; then
      dpkg-query -W -f '${source:Package} ${source:Version}\n' "$package"
    else
      # Only unpacked there: no package database knows of them.
      zcat "$root/usr/share/doc/$package/changelog.Debian.gz" | sed -nE '1s/^([^ ]+) \(([^)]+)\).*/\1 \2/p'
    fi
  done
}

# Tab-separated: type, name, version, licence, purl.
while (($#)); do
  platform=$1 root=$2
  shift 2
  jq -r --arg platform "$platform" '.project.frameworks["net10.0"].downloadDependencies[]
    | select(.name | IN("Microsoft.AspNetCore.App.Runtime.\($platform)", "Microsoft.NETCore.App.Runtime.NativeAOT.\($platform)"))
    | (.version | ltrimstr("[") | split(",")[0]) as $version
    | ["framework", .name, $version, "MIT", "pkg:nuget/\(.name)@\($version)"] | @tsv' ../artifacts/obj/Seaworthy/project.assets.json
  distribution=$([[ ! -f $root/etc/os-release ]] || sed -nE 's/^ID=//p' "$root/etc/os-release")
  compiler=$(find "${root%/}/usr/share/doc" -maxdepth 1 -name 'libgcc-*-dev' -printf '%f\n' | sort -V | tail -n 1)
  linked "$root" libc6-dev libssl-dev "$compiler" | while read -r name debian; do
    case $name in
      glibc) licence=LGPL-2.1-or-later ;;
      openssl) licence=Apache-2.0 ;;
      gcc-*) licence='GPL-3.0-or-later WITH GCC-exception-3.1' ;;
    esac
    printf 'library\t%s\t%s\t%s\tpkg:deb/%s/%s@%s?arch=source\n' "$name" "$debian" "$licence" "${distribution:-debian}" "$name" "${debian//+/%2B}"
  done
done | sort -u >"$work/linked"

for binary in "$folder"/seaworthy-linux-*; do
  printf '%s\t%s\n' "$(basename "$binary")" "$(sha256sum <"$binary" | cut -d' ' -f1)"
done >"$work/files"

# Analysers and the compiler are no part of the program.
jq --sort-keys --arg version "$version" --arg time "$(date --utc --date "@$epoch" +%Y-%m-%dT%H:%M:%SZ)" \
  --rawfile linked "$work/linked" --rawfile files "$work/files" '
  def rows: split("\n") | map(select(. != "") | split("\t"));
  .metadata.component["bom-ref"] as $program
  | ($linked | rows | map({type: .[0], "bom-ref": .[4], name: .[1], version: .[2], licenses: [{expression: .[3]}], purl: .[4]})) as $linked
  | ([.components[] | select(.scope == "excluded") | .["bom-ref"]]) as $left
  | .metadata.timestamp = $time
  | .metadata.component.licenses = [{license: {id: "Apache-2.0"}}]
  | .metadata.component.components = ($files | rows | map({type: "file", name: .[0], hashes: [{alg: "SHA-256", content: .[1]}]}))
  | .components |= (map(select(.scope != "excluded")) + $linked | sort_by(.["bom-ref"]))
  | .dependencies |= map(select(.ref | IN($left[]) | not) | if .dependsOn then .dependsOn -= $left else . end
      | if .ref == $program then .dependsOn += ($linked | map(.["bom-ref"])) else . end)
  ' "$work/packages.json" >"$file"
