# kualik: see README.md. The two commands that matter: `make demo` and `make check`.
# BUILD and OUT may be set to other folders, CC to another compiler; `make --trace` shows the
# whole commands.
BUILD = build
OUT   = out
CC    = gcc

# As many jobs as there are processors, unless another number is asked for.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif

# What `make demo` and `make check` install when it is missing (Debian 12).
build_packages = gcc libc6-dev make pkg-config \
	libhpdf-dev libfreetype-dev libfontconfig-dev libiniparser-dev libharfbuzz-dev \
	libssl-dev libunistring-dev libcsv-dev libzip-dev libexpat1-dev \
	libdeflate-dev liblcms2-dev libpng-dev libjpeg62-turbo-dev libcairo2-dev libsqlite3-dev \
	libp11-kit-dev libjansson-dev gettext fonts-noto-core fonts-paratype openssl
test_packages  = $(build_packages) fonts-dejavu-extra fonts-linuxlibertine \
	libcmocka-dev zlib1g-dev libqrencode-dev clang clang-tidy clang-format cppcheck \
	libclang-rt-14-dev groff-base poppler-utils qpdf libnss3-tools zbar-tools \
	tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus jq curl python3-jsonschema librsvg2-bin \
	libxml2-utils parallel shellcheck softhsm2 opensc
conformance_packages = $(build_packages) ca-certificates default-jdk-headless maven python3-venv \
	chromium chromium-driver chromium-sandbox curl jq poppler-utils zbar-tools
fresh_packages = mmdebstrap git
picture_packages = $(build_packages) fonts-dejavu-core poppler-utils librsvg2-bin webp
deb_packages = $(build_packages) binutils dpkg-dev lintian git

# pkg-config is asked when a recipe runs, not before: it may have to be installed first.
pkgs     = fontconfig freetype2 harfbuzz harfbuzz-subset libssl libcrypto lcms2 libpng libjpeg \
           libzip expat libdeflate cairo sqlite3 p11-kit-1 jansson
warnings = -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
           -Wpointer-arith -Wcast-qual -Wvla
cflags   = -std=c17 -D_GNU_SOURCE -Isrc $(warnings) -fstack-protector-strong -pthread $(pic) \
           $(shell pkg-config --cflags $(pkgs)) $(CFLAGS)
libs     = -pthread $(shell pkg-config --libs $(pkgs)) -lhpdf -liniparser -lcsv -lunistring -lm

# So that tests/rooms can link the objects of a room as a shared object, at no cost for speed.
pic      = -fPIC -fno-semantic-interposition

# A build folder called asan is built to catch wrong memory accesses and undefined behaviour.
CFLAGS   = $(if $(filter %asan,$(BUILD)),$(sanitize),-O2 -g -D_FORTIFY_SOURCE=2)
sanitize = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

objects  = $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard src/*/*.c)) \
           $(patsubst src/lang/rules/%.rules,$(BUILD)/lang/%_rules.o,$(wildcard src/lang/rules/*.rules))
translations = $(patsubst po/%.po,$(BUILD)/locale/%/LC_MESSAGES/kualik.mo,$(wildcard po/*.po))
library  = $(BUILD)/libkualik.a
programs = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*/*.c))
# Programs of ours that the end-to-end tests call.
tools    = $(patsubst %,$(BUILD)/tests/%,digest_signer mark photo pixels)
fuzzers  = $(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/fuzz_%,$(wildcard tests/fuzz/fuzz_*.c))

# Where `make install` puts things; DESTDIR is put before it.
PREFIX  = /usr/local
share   = $(DESTDIR)$(PREFIX)/share
bin     = $(DESTDIR)$(PREFIX)/bin

.PHONY: all install uninstall deb po demo check test-programs built unit rooms asan fuzz \
        run-fuzzers lint conformance fresh bench language-bench golden pictures format clean \
        build-packages test-packages conformance-packages fresh-packages deb-packages picture-packages
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/kualik $(translations)

$(BUILD)/kualik: $(BUILD)/cli/main.o $(library)
	@echo '  link  $@'
	@$(CC) $(cflags) $(LDFLAGS) -o $@ $^ $(libs)

$(library): $(filter-out $(BUILD)/cli/main.o,$(objects))
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/%.o: src/%.c Makefile
	@echo '  cc    $<'
	@mkdir -p $(@D)
	@$(CC) $(cflags) -MMD -MP -c -o $@ $<

# The rules of a language become part of the program, as NAME_rules and NAME_rules_size.
$(BUILD)/lang/%_rules.c: src/lang/rules/%.rules
	@mkdir -p $(@D)
	@{ echo '#include <stddef.h>'; echo 'const unsigned char $*_rules[] = {'; \
	  od -An -v -tx1 $< | sed 's/[0-9a-f][0-9a-f]/0x&,/g'; \
	  echo '};'; echo 'const size_t $*_rules_size = sizeof $*_rules;'; } >$@

# Those about letters become tables at once: letters are looked up where nothing has been read.
$(BUILD)/lang/letters_rules.c: src/lang/rules/letters.rules src/lang/rules/letters.awk
	@mkdir -p $(@D)
	@awk -f src/lang/rules/letters.awk $< >$@

$(BUILD)/lang/%_rules.o: $(BUILD)/lang/%_rules.c Makefile
	@echo '  cc    $<'
	@$(CC) $(cflags) -c -o $@ $<

$(BUILD)/locale/%/LC_MESSAGES/kualik.mo: po/%.po
	@echo '  mo    $<'
	@mkdir -p $(@D)
	@msgfmt --check-format --check-header -o $@ $< 2>$(@D)/said || { cat $(@D)/said >&2; exit 1; }

$(BUILD)/tests/%: tests/unit/%.c $(library)
	@echo '  cc    $<'
	@mkdir -p $(@D)
	@$(CC) $(cflags) -Itests -MMD -MP $(LDFLAGS) -o $@ $< $(library) -lcmocka -lz -lqrencode $(libs)

# A program that the tests talk to; it needs nothing of ours.
$(BUILD)/tests/responder: tests/responder.c
	@echo '  cc    $<'
	@mkdir -p $(@D)
	@$(CC) -std=c17 -D_GNU_SOURCE $(warnings) -O2 -o $@ $< -lssl -lcrypto

# Preloaded or loaded, so without the sanitizers of the program.
$(BUILD)/tests/%.so: tests/faults/%.c
	@echo '  cc    $<'
	@mkdir -p $(@D)
	@$(CC) -std=c17 -D_GNU_SOURCE $(warnings) $(shell pkg-config --cflags p11-kit-1) -O2 -shared -fPIC -o $@ $<

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(library)
	@echo '  cc    $<'
	@$(CC) $(cflags) -fsanitize=fuzzer -Itests -MMD -MP $(LDFLAGS) -o $@ $< $(library) $(libs)

$(BUILD)/tests/bench $(BUILD)/tests/bench_preview $(tools): $(BUILD)/tests/%: tests/%.c $(library)
	@echo '  cc    $<'
	@mkdir -p $(@D)
	@$(CC) $(cflags) -Itests $(LDFLAGS) -o $@ $< $(library) $(libs)

# The packages come before the recipes that need them, so that those can ask pkg-config.
build-packages test-packages conformance-packages fresh-packages deb-packages picture-packages:
	@tests/install $($(subst -,_,$@))

# The program, its templates, the example, man pages and completion.
install: all
	@packaging/man $(BUILD)/kualik $(BUILD)/man
	@install -D -m 755 $(BUILD)/kualik '$(bin)/kualik'
	@install -D -m 644 -t '$(share)/kualik/templates' templates/*.ini templates/README.md
	@install -D -m 644 -t '$(share)/kualik/templates/new' templates/new/*
	@install -D -m 644 -t '$(share)/kualik/templates/forms' templates/forms/*
	@install -D -m 644 -t '$(share)/kualik/examples/seminar-2017' examples/seminar-2017/*
	@install -D -m 755 -t '$(share)/kualik/examples' examples/demo-key.sh
	@install -D -m 755 -t '$(share)/kualik/examples/shards' examples/shards/*
	@install -D -m 755 -t '$(share)/kualik/examples/signers' examples/signers/*.sh
	@install -D -m 644 -t '$(share)/kualik/examples/signers' examples/signers/*.html
	@install -D -m 644 -t '$(share)/kualik/share' share/verify.html share/*.schema.json
	@for mo in $(translations); do \
		install -D -m 644 $$mo '$(share)'/$${mo#$(BUILD)/} || exit; done
	@for folder in man1 man5 kk/man1 ru/man1; do \
		install -D -m 644 -t '$(share)/man/'$$folder $(BUILD)/man/$$folder/* || exit; done
	@install -D -m 644 packaging/kualik.bash '$(share)/bash-completion/completions/kualik'
	@install -D -m 644 -t '$(share)/doc/kualik' README.md CONTRIBUTING.md LICENSE
	@install -D -m 644 -t '$(share)/doc/kualik/src' src/README.md
	@install -D -m 644 -t '$(share)/doc/kualik/docs' docs/manual.md
	@install -D -m 644 -t '$(share)/doc/kualik/docs/pictures' docs/pictures/*.webp
	@ln -sfn -t '$(share)/doc/kualik' ../../kualik/templates ../../kualik/examples ../../kualik/share
	@echo 'kualik is installed in $(DESTDIR)$(PREFIX).'

# Removes what install has put there, and no folder that others use, too.
uninstall:
	@rm -f '$(bin)/kualik' '$(share)'/man/man1/kualik.1 '$(share)'/man/man1/kualik-*.1 \
		'$(share)'/man/*/man1/kualik.1 '$(share)'/man/*/man1/kualik-*.1 \
		'$(share)'/man/man5/kualik-template.5 \
		'$(share)'/bash-completion/completions/kualik
	@rm -f '$(share)'/locale/*/LC_MESSAGES/kualik.mo
	@rm -rf '$(share)/kualik' '$(share)/doc/kualik'

# A package for this Debian: BUILD/kualik_VERSION_ARCHITECTURE.deb
deb: deb-packages
	@rm -rf $(BUILD)/deb
	@$(MAKE) --no-print-directory install DESTDIR=$(BUILD)/deb PREFIX=/usr
	@packaging/deb $(BUILD) $(BUILD)/deb

demo: build-packages
	@$(MAKE) --no-print-directory all
	@examples/demo.sh $(BUILD) $(OUT)

# Everything that can be tested with Debian's packages; tests/run builds, runs and counts.
check: test-packages
	+@CC="$(CC)" CFLAGS="$(cflags)" tests/run tests/lint $(BUILD) tests/rooms $(BUILD)/asan

test-programs: $(programs) $(tools) $(BUILD)/tests/responder $(BUILD)/tests/faults.so $(BUILD)/tests/memory.so $(BUILD)/tests/token.so

# All that tests/run needs of a build folder.
built: all test-programs
	@echo 'ok - $(BUILD) is built'

unit:
	+@tests/run $(BUILD)/tests

# Whether each room takes only what src/rooms allows it.
rooms: all
	@CC="$(CC)" tests/rooms $(BUILD)

asan:
	+@tests/run $(BUILD)/asan

# Feeds each reader RUNS inputs that libFuzzer makes from tests/fuzz/seeds.
RUNS = 20000
fuzz: test-packages
	+@$(MAKE) --no-print-directory CC=clang BUILD=$(BUILD)/fuzz \
		CFLAGS='$(sanitize) -fsanitize=fuzzer-no-link' run-fuzzers

run-fuzzers: $(fuzzers)
	@for fuzzer in $(fuzzers); do \
		echo "  fuzz  $$fuzzer" && mkdir -p $$fuzzer.found && \
		$$fuzzer -runs=$(RUNS) -max_len=4096 -artifact_prefix=$$fuzzer. $$fuzzer.found \
			tests/fuzz/seeds/$${fuzzer##*/fuzz_} >$$fuzzer.log 2>&1 || \
		{ tail -n 50 $$fuzzer.log; exit 1; }; done

lint:
	+@CC="$(CC)" CFLAGS="$(cflags)" tests/run tests/lint

# `make demo` and `make check` as a new user would have them: on a Debian that has nothing yet.
fresh: fresh-packages
	@tests/fresh

conformance: conformance-packages
	@$(MAKE) --no-print-directory all $(BUILD)/tests/responder $(BUILD)/tests/photo \
		$(BUILD)/tests/digest_signer
	@status=0; for judge in conformance page ncalayer; do \
		tests/$$judge.sh $(BUILD) || status=1; done; exit $$status

bench: all $(BUILD)/tests/bench $(BUILD)/tests/bench_preview $(BUILD)/tests/responder
	@examples/demo-key.sh $(BUILD)/demo
	@$(BUILD)/tests/bench_preview $(BUILD)
	@$(BUILD)/tests/bench $(BUILD)
	@tests/bench-tsa.sh $(BUILD)

# Measures the case forms against dictionaries and texts of others, which it fetches.
language-bench: all
	@tests/language-bench $(BUILD)/kualik $(BUILD)/language-bench

# Writes the expected outputs anew; read the difference before you commit it.
golden:
	+@GOLDEN=write tests/run $(BUILD)
	@git diff --stat -- tests

# Makes the pictures of README.md anew; look at them before you commit them.
pictures: picture-packages
	@$(MAKE) --no-print-directory all
	@docs/pictures/make $(BUILD)/kualik

# Brings po/*.po up to what the sources say; what they say new or otherwise is to be translated.
po: all
	@packaging/pot >$(BUILD)/kualik.pot
	@for po in po/*.po; do msgmerge --quiet --update --backup=none --no-fuzzy-matching \
		--no-location --sort-output $$po $(BUILD)/kualik.pot && msgfmt --statistics -o /dev/null $$po; done

format:
	clang-format -i src/*/*.[ch] tests/*.c tests/unit/*.h tests/unit/*/*.c tests/fuzz/*.[ch]

clean:
	rm -rf $(BUILD)

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/tests/*/*.d)
