# kualik: see README.md. The two commands that matter: `make demo` and `make check`.
VERSION = 1.0
BUILD   ?= build
CC      ?= gcc

packages = fontconfig freetype2 harfbuzz harfbuzz-subset libcrypto lcms2 libpng libjpeg libqrencode zlib

warnings = -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wvla
CFLAGS  ?= -O2 -g
cflags   = -std=c17 $(warnings) -D_FORTIFY_SOURCE=2 -fstack-protector-strong -pthread \
           $(shell pkg-config --cflags $(packages)) $(CFLAGS)
libs     = -pthread $(shell pkg-config --libs $(packages)) -lhpdf -liniparser -lcsv -lunistring -lm

sources  = $(wildcard src/*.c)
objects  = $(sources:src/%.c=$(BUILD)/%.o)
library  = $(BUILD)/libkualik.a

.PHONY: all unit clean
all: $(BUILD)/kualik

$(BUILD)/kualik: $(BUILD)/main.o $(library)
	$(CC) $(cflags) $(LDFLAGS) -o $@ $^ $(libs)

$(library): $(filter-out $(BUILD)/main.o,$(objects))
	rm -f $@ && ar rcs $@ $^

$(BUILD)/%.o: src/%.c | $(BUILD)
	$(CC) $(cflags) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/unit/%.c $(library) | $(BUILD)/tests
	$(CC) $(cflags) -Isrc -MMD -MP $(LDFLAGS) -o $@ $< $(library) -lcmocka $(libs)

$(BUILD) $(BUILD)/tests:
	mkdir -p $@

clean:
	rm -rf $(BUILD)

-include $(wildcard $(BUILD)/*.d $(BUILD)/tests/*.d)
