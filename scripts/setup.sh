# Installs what is missing of scripts/packages.txt. Sourced by quickstart and runtests, which stand
# at the top of the tree. Where there is no apt it says what to install and goes on: configure
# names whatever is really missing.

say() {
	printf '%s\n' "$*" >&2
}

packages() {
	sed -e 's/#.*//' -e 's/[[:space:]].*//' -e '/^$/d' scripts/packages.txt
}

missing_packages() {
	for package in $(packages); do
		dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
			printf '%s ' "$package"
	done
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		say "To install packages, run as root: $*"
		return 1
	fi
}

install_missing() {
	if ! command -v apt-get >/dev/null 2>&1 || ! command -v dpkg-query >/dev/null 2>&1; then
		say "There is no apt here. redthread needs what these Debian packages bring:"
		sed -e '/^#/d' -e 's/^/  /' scripts/packages.txt >&2
		return 0
	fi
	wanted=$(missing_packages)
	[ -n "$wanted" ] || return 0
	say "Installing: $wanted"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
		as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
			--no-install-recommends $wanted >/dev/null
}

# make_configure: the files that autotools make, where they are missing or old.
make_configure() {
	[ -x configure ] && [ configure -nt configure.ac ] && [ Makefile.in -nt Makefile.am ] ||
		autoreconf -fi >/dev/null 2>&1 || autoreconf -fi
}

# build FOLDER [CONFIGURE-OPTION…]: configures and builds out of the tree.
build() {
	folder=$1
	shift
	make_configure || return 1
	mkdir -p "$folder"
	(
		cd "$folder" || exit 1
		[ -f Makefile ] || ../configure -q "$@" || exit 1
		make -s -j"$(nproc 2>/dev/null || echo 2)"
	)
}
