#include "table/encoding_guess.h"

#include "base/utf8.h"

#include <string.h>

/* What a byte is in Windows-1251 and KZ-1048. */
enum kind {
    KIND_OTHER, /* of ASCII, and signs that lists have, such as « and № */
    KIND_LATIN, /* a letter of ASCII */
    KIND_JOIN,  /* a hyphen */
    KIND_UPPER, /* a Cyrillic letter in both encodings */
    KIND_LOWER,
    KIND_KAZAKH, /* in KZ-1048; in Windows-1251 a letter of the Balkans */
    KIND_EITHER, /* in KZ-1048 a Kazakh letter; in Windows-1251 one of Ukraine or Belarus */
    KIND_ODD,    /* a letter or a sign that lists hardly have */
    KIND_LOST,   /* the question mark */
};

#define BIT(kind) (1u << (kind))

/* From 0x80 to 0xBF: K, E, U and l as above, `o` is odd. */
static const char kinds[] = "oo.o..ooooo.oKKo"
                            "o.......ooo.oKKo"
                            ".EEKoEo.UoE.o.oE"
                            ".oUlEoo.l.E.KKKE";

static enum kind kind_of(unsigned char byte)
{
    if (byte >= 0xE0)
        return KIND_LOWER;
    if (byte >= 0xC0)
        return KIND_UPPER;
    switch (byte < 0x80 ? 0 : kinds[byte - 0x80]) {
    case 'U':
        return KIND_UPPER;
    case 'l':
        return KIND_LOWER;
    case 'K':
        return KIND_KAZAKH;
    case 'E':
        return KIND_EITHER;
    case 'o':
        return KIND_ODD;
    default:
        break;
    }
    if (byte == '?')
        return KIND_LOST;
    if (byte == '-')
        return KIND_JOIN;
    bool latin = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    return latin ? KIND_LATIN : KIND_OTHER;
}

enum letter_case { CASE_NONE, CASE_UPPER, CASE_LOWER, CASE_ODD };

/* The Kazakh letters of KZ-1048 have the case of those in their places in Windows-1251. */
static enum letter_case case_of(unsigned char byte, enum kind kind)
{
    static const char small[] = "\x9D\x9E\xA2\xB4\xBA\xBC\xBE\xBF";
    switch (kind) {
    case KIND_UPPER:
        return CASE_UPPER;
    case KIND_LOWER:
        return CASE_LOWER;
    case KIND_KAZAKH:
    case KIND_EITHER:
        return strchr(small, (char)byte) ? CASE_LOWER : CASE_UPPER;
    case KIND_ODD:
        return CASE_ODD;
    default:
        return CASE_NONE;
    }
}

static bool is_plain(enum kind kind)
{
    return kind == KIND_UPPER || kind == KIND_LOWER;
}

/* ---- UTF-8 ------------------------------------------------------------------------------ */

/* The first byte of a letter: how many follow, and the bounds of the next, which keep out
 * overlong forms, surrogates and what lies beyond Unicode. */
static void begin_letter(struct encoding_scan *scan, unsigned char byte)
{
    scan->least = 0x80;
    scan->most = 0xBF;
    if (byte >= 0xC2 && byte <= 0xDF)
        scan->rest = 1;
    else if (byte >= 0xE0 && byte <= 0xEF)
        scan->rest = 2;
    else if (byte >= 0xF0 && byte <= 0xF4)
        scan->rest = 3;
    else
        scan->run_bad += byte >= 0x80;
    if (byte == 0xE0)
        scan->least = 0xA0;
    if (byte == 0xF0)
        scan->least = 0x90;
    if (byte == 0xED)
        scan->most = 0x9F;
    if (byte == 0xF4)
        scan->most = 0x8F;
}

/* Two letters of KZ-1048, such as «Кү», may look like one of UTF-8; the rest of the word then
 * does not. */
static void end_run(struct encoding_scan *scan)
{
    scan->letters += scan->run_bad ? 0 : scan->run_letters;
    scan->bad += scan->run_bad;
    scan->run_letters = scan->run_bad = 0;
}

static void scan_utf8(struct encoding_scan *scan, unsigned char byte)
{
    if (scan->rest && byte >= scan->least && byte <= scan->most) {
        scan->rest--;
        scan->run_letters += scan->rest == 0;
        scan->least = 0x80;
        scan->most = 0xBF;
        return;
    }
    scan->run_bad += scan->rest > 0;
    scan->rest = 0;
    begin_letter(scan, byte);
    if (byte < 0x80 && (scan->run_letters || scan->run_bad))
        end_run(scan);
}

/* ---- one byte a letter ------------------------------------------------------------------ */

/* A `?` in front of a letter is not a question mark. */
static bool has_lost(const struct scan_word *word)
{
    for (size_t i = 0; i + 1 < word->size; i++)
        if (word->bytes[i] == '?' && is_plain(kind_of(word->bytes[i + 1])))
            return true;
    return false;
}

static void note_evidence(struct encoding_scan *scan, enum evidence evidence)
{
    scan->count[evidence]++;
    if (scan->count[evidence] > 1 && (scan->from_rows[evidence] || !scan->rows))
        return;
    scan->evidence[evidence] = scan->word;
    scan->from_rows[evidence] = scan->rows;
}

static void end_word(struct encoding_scan *scan)
{
    if (scan->word_plain && (scan->word_kinds & BIT(KIND_LATIN))) {
        scan->among_latin += scan->word_plain;
        note_evidence(scan, EVIDENCE_LATIN);
    }
    if (scan->word_plain && (scan->word_kinds & BIT(KIND_KAZAKH)))
        note_evidence(scan, EVIDENCE_KAZAKH);
    else if (scan->word_plain && (scan->word_kinds & BIT(KIND_EITHER)))
        note_evidence(scan, EVIDENCE_EITHER);
    else if (scan->word_plain && has_lost(&scan->word))
        note_evidence(scan, EVIDENCE_LOST);
    else if (scan->word_plain > 2)
        note_evidence(scan, EVIDENCE_PLAIN);
    scan->word.size = 0;
    scan->word_kinds = 0;
    scan->word_plain = 0;
}

static void scan_word(struct encoding_scan *scan, unsigned char byte, enum kind kind)
{
    if (kind == KIND_OTHER || kind == KIND_ODD) {
        if (scan->word.size)
            end_word(scan);
        scan->rows |= byte == '\n' || byte == '\r';
        return;
    }
    if (scan->word.size < EVIDENCE_SIZE)
        scan->word.bytes[scan->word.size++] = byte;
    scan->word_kinds |= BIT(kind);
    scan->word_plain += is_plain(kind);
}

void encoding_scan(struct encoding_scan *scan, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (scan->size < sizeof scan->head)
            scan->head[scan->size] = byte;
        scan->flat[scan->size % 2] += byte == 0 || byte == 4;
        scan->nuls += byte == 0;
        scan->size++;

        enum kind kind = kind_of(byte);
        scan_utf8(scan, byte);
        scan_word(scan, byte, kind);
        scan->high += byte >= 0x80;
        scan->signs += byte >= 0x80 && kind == KIND_OTHER;
        scan->plain += is_plain(kind);
        int now = case_of(byte, kind);
        scan->proper += now == CASE_LOWER && scan->before == CASE_UPPER;
        scan->improper += (now == CASE_UPPER && scan->before == CASE_LOWER) ||
                          (now == CASE_LOWER && scan->before == CASE_ODD);
        scan->before = now;
    }
}

/* ---- the judgement ---------------------------------------------------------------------- */

static struct guess_word read_word(const struct scan_word *word, enum encoding encoding)
{
    struct guess_word read = {{0}}; /* its last byte stays the end */
    char *out = read.text;
    for (size_t i = 0; i < word->size; i++)
        out += utf8_put(encoding_letter(encoding, word->bytes[i]), out);
    return read;
}

/* Without a mark: nearly all upper halves of UTF-16 units are 00 (ASCII) or 04 (Cyrillic),
 * few lower halves are. */
static bool guess_utf16(const struct encoding_scan *scan, enum encoding *encoding)
{
    const unsigned char *head = scan->head;
    size_t units = scan->size / 2;
    if (units &&
        ((head[0] == 0xFF && head[1] == 0xFE) || (head[0] == 0xFE && head[1] == 0xFF))) {
        *encoding = head[0] == 0xFF ? ENCODING_UTF16LE : ENCODING_UTF16BE;
        return true;
    }
    size_t most = scan->flat[1] > scan->flat[0] ? 1 : 0;
    *encoding = most ? ENCODING_UTF16LE : ENCODING_UTF16BE;
    return scan->nuls && units > 1 && scan->flat[most] > units / 8 * 7 &&
           scan->flat[!most] < units / 4 + 1 && scan->flat[most] > scan->flat[!most];
}

/* Neither of the two if too little of it would be Cyrillic, or the capitals stand where no
 * capitals belong, as those of KOI8-R, ISO 8859-5 and of the Macintosh then do. «ҚазҰУ» has one
 * such place, too, but lists have more names than such words. */
static bool is_cyrillic(const struct encoding_scan *scan)
{
    return scan->plain >= scan->high / 2 && 2 * scan->improper <= scan->proper;
}

/* In Western and Turkish encodings, the letters of «Müller» and «Yılmaz» that ASCII does not
 * have stand where these have Cyrillic ones: nearly always among letters of ASCII. */
static bool is_latin(const struct encoding_scan *scan)
{
    return scan->plain && scan->among_latin >= scan->plain - scan->plain / 10;
}

static void guess_bytes(const struct encoding_scan *scan, struct encoding_guess *guess)
{
    enum { FEW = 2, FEW_LETTERS = 12 };
    enum evidence evidence = EVIDENCE_PLAIN;
    guess->encoding = ENCODING_1251;
    if (scan->count[EVIDENCE_KAZAKH] || scan->count[EVIDENCE_EITHER]) {
        evidence = scan->count[EVIDENCE_KAZAKH] ? EVIDENCE_KAZAKH : EVIDENCE_EITHER;
        guess->encoding = ENCODING_KZ1048;
    }
    bool few = evidence == EVIDENCE_KAZAKH ? scan->count[evidence] < FEW
                                           : scan->plain < FEW_LETTERS || !scan->proper;
    guess->certainty = few || evidence == EVIDENCE_EITHER ? GUESS_THIN : GUESS_SURE;
    guess->word = read_word(&scan->evidence[evidence], guess->encoding);
    guess->lost = read_word(&scan->evidence[EVIDENCE_LOST], guess->encoding);
    if (evidence != EVIDENCE_PLAIN)
        guess->other = read_word(&scan->evidence[evidence], ENCODING_1251);
    guess->latin = is_latin(scan);
    if (guess->latin)
        guess->word = read_word(&scan->evidence[EVIDENCE_LATIN], guess->encoding);
    if (guess->latin || !is_cyrillic(scan))
        guess->certainty = GUESS_NONE;
    /* The signs «, », № and dashes have the same places in all encodings that lists have. */
    if (scan->high == scan->signs)
        guess->certainty = GUESS_SURE;
}

struct encoding_guess encoding_guess(struct encoding_scan *scan)
{
    struct encoding_guess guess = {.encoding = ENCODING_UTF8};
    scan->run_bad += scan->rest > 0;
    scan->rest = 0;
    end_run(scan);
    end_word(scan);
    if (guess_utf16(scan, &guess.encoding))
        return guess;
    guess.encoding = ENCODING_UTF8;
    if (!scan->bad || scan->letters > 2 * scan->bad ||
        memcmp(scan->head, "\xEF\xBB\xBF", sizeof scan->head) == 0)
        return guess;
    guess_bytes(scan, &guess);
    guess.mixed = 4 * scan->letters > scan->bad;
    if (guess.mixed)
        guess.certainty = GUESS_NONE;
    return guess;
}
