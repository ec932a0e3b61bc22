/* Fuzzes the rule files of the languages, and words that go through them: `make fuzz`. The
 * first line of the input is the word. */
#include "base/arena.h"
#include "base/buf.h"
#include "lang/cyrillic.h"
#include "lang/rules.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size); /* called by libFuzzer */

static void look_up(const struct rules *rules, const char *word, size_t size)
{
    static const char *const sections[] = {"name m", "ending", "a"};
    struct cyrillic letters;
    struct error err;
    if (!cyrillic_read(word, size, &letters))
        return;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        for (size_t values = 1; values <= RULE_VALUES; values++) {
            const struct rule_section *section =
                rules_section(rules, sections[i], values, &err);
            if (section)
                rule_find(section, &letters, letters.count);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *text = (const char *)bytes;
    const char *newline = size ? memchr(text, '\n', size) : NULL;
    size_t word = newline ? (size_t)(newline - text) : 0;
    size_t rest = newline ? word + 1 : 0;
    struct error err;
    struct rules *rules = rules_new("fuzz.rules", text + rest, size - rest, &err);
    if (rules)
        look_up(rules, text, word);
    rules_free(rules);
    return 0;
}
