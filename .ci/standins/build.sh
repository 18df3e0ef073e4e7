#!/usr/bin/env bash
# Stand-in base images for a Docker daemon that reaches no registry: .ci/standins/build.sh FOLDER
# The names, users, paths and environment of the official images, made of Debian packages and of this machine's .NET SDK.
# FOLDER keeps root file systems from one run to the next; each is made again when what it is made of changes.
# Needs root, mmdebstrap, npm, the SDK, and a daemon whose images may be replaced: DOCKER_HOST says which.
set -euo pipefail

folder=${1:?usage: .ci/standins/build.sh FOLDER}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
framework=$(ls "$dotnet/shared/Microsoft.AspNetCore.App" | sort -V | tail -n 1)
sdk=$(ls "$dotnet/sdk" | sort -V | tail -n 1)
registry=mcr.microsoft.com/dotnet
# Its PostgreSQL and its glibc are those of the official images; Debian 12 has older ones.
suite=trixie
# This machine's own mirror: apt names it whatever the style of its sources.
# shellcheck disable=SC2016 # apt's own placeholders
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | awk '$2 !~ /-/ { print $1; exit }')
source="deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
mkdir -p "$folder"
work=$(mktemp -d "$folder/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# root NAME VARIANT PACKAGES [OPTION…]: imports the root file system of these packages as standin-NAME.
root() {
  local name=$1 variant=$2 packages=${3// /,} key file
  shift 3
  key=$(printf '%s\n' "$variant" "$packages" "$source" "$@" "$(declare -f root)" | sha256sum | cut -c1-16)
  file=$folder/$name-$key.tar
  if [[ ! -f $file ]]; then
    rm -f "$folder/$name"-*.tar
    mmdebstrap --quiet --mode=root --format=tar --variant="$variant" --include="$packages" "$@" \
      --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
      --dpkgopt='path-exclude=/usr/share/locale/*' "$suite" "$work/root.tar" "$source"
    mv "$work/root.tar" "$file"
  fi
  docker import "$file" "standin-$name" >/dev/null
}

# image NAME [PATH…]: the Dockerfile on standard input, with these paths of the SDK under dotnet/ and the machine's files.
image() {
  local name=$1
  shift
  cat >"$work/context/Dockerfile"
  tar -cf "$work/context.tar" -C "$work/context" .
  (($# == 0)) || tar -rf "$work/context.tar" -C "$dotnet" --transform 's,^,dotnet/,S' "$@"
  build --tag "$name" - <"$work/context.tar"
}

# build ARGUMENT…: the classic builder, which says nothing unless it fails.
build() {
  if ! DOCKER_BUILDKIT=0 docker build --network none "$@" >"$work/build.log" 2>&1; then
    cat "$work/build.log" >&2
    return 1
  fi
}

# What of this machine a build inside an image needs: whom it trusts, and where NuGet looks.
mkdir -p "$work/context/machine"
cp -L /etc/ssl/certs/ca-certificates.crt "$work/context/machine/"
# NuGet writes the user's file when it is first asked, which on a new machine is now.
dotnet nuget list source >/dev/null
cp ~/.nuget/NuGet/NuGet.Config "$work/context/machine/"
printf '%s\n' root:x:0:0:root:/root:/bin/false app:x:1654:1654::/home/app:/bin/false >"$work/context/machine/passwd"
printf '%s\n' root:x:0: app:x:1654: >"$work/context/machine/group"
mkdir -p "$work/context/home" "$work/context/link"
ln -s /usr/share/dotnet/dotnet "$work/context/link/dotnet"

libraries='ca-certificates libc6 libgcc-s1 libssl3t64 libstdc++6'
root full essential "$libraries libicu76 tzdata"
root chiseled extract "base-files $libraries"
root aot essential "$libraries libicu76 tzdata clang zlib1g-dev"
if tar -tf "$folder"/chiseled-*.tar | grep -qE 'bin/(ba|da|a)?sh$'; then
  echo "The chiseled stand-in has a shell: tests against it would prove nothing." >&2
  exit 1
fi

environment='APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true
 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
environment=${environment//$'\n'/}

image $registry/runtime-deps:10.0 <<END
FROM standin-full
ENV $environment
RUN echo app:x:1654:1654::/home/app:/bin/sh >>/etc/passwd && echo app:x:1654: >>/etc/group \\
 && install -d -o 1654 -g 1654 /home/app
COPY machine/ca-certificates.crt /etc/ssl/certs/
END

# As in the official one: no shell, no package manager, no ICU, no time zones, and not root.
image $registry/runtime-deps:10.0-noble-chiseled <<END
FROM standin-chiseled
ENV $environment DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true
COPY machine/ca-certificates.crt /etc/ssl/certs/
COPY machine/passwd machine/group /etc/
COPY --chown=1654:1654 home /home/app
USER 1654
END

for variant in 10.0 10.0-noble-chiseled; do
  user=0
  [[ $variant == 10.0 ]] || user=1654
  image $registry/runtime:$variant dotnet host shared/Microsoft.NETCore.App <<END
FROM $registry/runtime-deps:$variant
ENV DOTNET_VERSION=$framework
USER 0
COPY dotnet /usr/share/dotnet
COPY link /usr/bin
USER $user
END
  image $registry/aspnet:$variant shared/Microsoft.AspNetCore.App <<END
FROM $registry/runtime:$variant
ENV ASPNET_VERSION=$framework
USER 0
COPY dotnet /usr/share/dotnet
USER $user
END
done

build_environment="DOTNET_SDK_VERSION=$sdk ASPNETCORE_HTTP_PORTS= DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_NOLOGO=true
 NUGET_XMLDOC_MODE=skip DOTNET_CLI_TELEMETRY_OPTOUT=1 ${NUGET_CERT_REVOCATION_MODE:+NUGET_CERT_REVOCATION_MODE=$NUGET_CERT_REVOCATION_MODE}"
build_environment=${build_environment//$'\n'/}

image $registry/sdk:10.0 packs sdk sdk-manifests templates <<END
FROM $registry/aspnet:10.0
ENV $build_environment
COPY dotnet /usr/share/dotnet
COPY machine/NuGet.Config /root/.nuget/NuGet/
END

image $registry/sdk:10.0-noble-aot <<END
FROM standin-aot
ENV $environment DOTNET_VERSION=$framework ASPNET_VERSION=$framework
ENV $build_environment
COPY --from=$registry/sdk:10.0 /usr/share/dotnet /usr/share/dotnet
COPY machine/ca-certificates.crt /etc/ssl/certs/
COPY machine/NuGet.Config /root/.nuget/NuGet/
COPY link /usr/bin
END

# The number of the official image's user; and no cluster of Debian's own.
root postgres essential postgresql-17 \
  --essential-hook='mkdir -p "$1/etc/postgresql-common"; echo create_main_cluster = false >"$1/etc/postgresql-common/createcluster.conf"' \
  --essential-hook='echo postgres:x:999:999::/var/lib/postgresql:/bin/bash >>"$1/etc/passwd"; echo postgres:x:999: >>"$1/etc/group"'
root nginx essential nginx-light
build --tag postgres:17 "$here/postgres"
build --tag nginx:1.26 "$here/nginx"

# Node and what comes with it, from npm; kept until the lock file changes.
if ! cmp -s "$here/node/package-lock.json" "$folder/node/node_modules/.installed-lock.json"; then
  mkdir -p "$folder/node"
  cp "$here/node"/{package.json,package-lock.json,.npmrc} "$folder/node"
  npm ci --prefix "$folder/node" --ignore-scripts --no-audit --no-fund --engine-strict=false >"$work/npm.log" 2>&1 \
    || { cat "$work/npm.log" >&2; exit 1; }
  cp "$here/node/package-lock.json" "$folder/node/node_modules/.installed-lock.json"
fi
cp "$here/node/docker-entrypoint.sh" "$work/context/machine/ca-certificates.crt" "$folder/node"
build --tag node:22-slim --tag node:22-trixie-slim --tag node:22-bookworm-slim --file "$here/node/Dockerfile" "$folder/node"

# The one that is not slim has Debian's usual tools.
root tools essential 'ca-certificates curl libgcc-s1 libstdc++6 wget'
image node:22 <<END
FROM standin-tools
COPY --from=node:22-slim /usr/local /usr/local
COPY --from=node:22-slim /etc/passwd /etc/group /etc/
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["node"]
END

root python essential 'ca-certificates python3 python3-pip python3-venv python3-setuptools-whl python3-wheel-whl'
build --tag python:3.13-slim --tag python:3.13-slim-trixie --tag python:3.13-slim-bookworm "$here/python"

# Alpine as far as a static program sees it.
root musl extract 'busybox-static musl'
build --tag alpine:3 "$here/musl"
